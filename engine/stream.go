package engine

import (
	"fmt"

	"x509strict/engine/cert"
	"x509strict/engine/roles"
)

// Stream judges chains one at a time, for streams of any length. It is not safe for concurrent use: make one for each
// worker.
type Stream struct{ a *auditor }

// NewStream prepares a stream; clients are asked beside the chosen one.
func NewStream(o Options, clients []string) (*Stream, error) {
	a, err := newAuditor(o, clients)
	if err != nil {
		return nil, err
	}
	return &Stream{a}, nil
}

// Judge judges the certificates as one heap: the row is of the chain that decides, a refused one if there is any.
// Nothing is kept between calls.
func (s *Stream) Judge(index int, ders [][]byte) AuditRow {
	unreadable := func(text string) AuditRow {
		return AuditRow{Index: index, Verdict: "unreadable", Text: text, Clients: map[string]string{}}
	}
	var items []roles.Item
	for n, d := range ders {
		c, rest, err := cert.Parse(d)
		if err == nil && len(rest) > 0 {
			err = fmt.Errorf("cert: %d bytes follow the certificate", len(rest))
		}
		if err != nil {
			return unreadable(fmt.Sprintf("certificate %d: %v", n+1, err))
		}
		items = append(items, roles.Item{Certificate: c})
	}
	r := s.a.run
	d, err := roles.Decide(items, r.roleOptions())
	switch {
	case err != nil:
		return unreadable(err.Error())
	case len(d.Chains) == 0:
		return unreadable("no certificate")
	}
	row := s.a.whole(index, items, d)
	for _, other := range d.Others {
		row.either(s.a.whole(index, items, other))
	}
	return row
}

// whole judges all chains in use of one reading: the row is of the one that decides.
func (a *auditor) whole(index int, items []roles.Item, d *roles.Decision) (row AuditRow) {
	first := true
	for _, chain := range d.Chains {
		if !chain.InUse {
			continue
		}
		at := chain.Leaf
		if at < 0 {
			at = chain.Subject
		}
		one := newRow(index, items[at].Certificate, string(d.Roles[at]))
		a.judge(&one, chain)
		if first || weight(one.Verdict) > weight(row.Verdict) {
			row = one
		}
		first = false
	}
	return row
}
