package engine

import (
	"encoding/hex"
	"fmt"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/read"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
)

// AuditRow is one certificate of an audit, judged in its own chain among the others.
type AuditRow struct {
	Index    int               `json:"index"`
	Subject  string            `json:"subject"`
	Source   string            `json:"source"`
	File     string            `json:"file"` // where it was found; "" for a paste
	Line     int               `json:"line"` // counted from 1; 0 when the input is not text
	Role     string            `json:"role"`
	Verdict  string            `json:"verdict"` // the chosen client's, as in ClientVerdict; "ambiguous", or "unreadable"
	Code     int               `json:"code"`    // its first event; 0 when accepted
	Name     string            `json:"name"`    // X509_V_ERR_…
	Depth    int               `json:"depth"`
	Text     string            `json:"text"`
	Rule     string            `json:"rule"`
	NotAfter string            `json:"notAfter"` // RFC 3339; "" when malformed
	Clients  map[string]string `json:"clients"`  // client id to verdict
	SHA256   string            `json:"sha256"`
	Severity string            `json:"severity"` // the worst finding of its chain, as in Finding; "" when there is none or nobody asked
}

// AuditSummary counts the rows.
type AuditSummary struct {
	Total  int            `json:"total"`
	Counts map[string]int `json:"counts"` // by verdict, and "refused 92" by code
	Notes  []Note         `json:"notes"`
}

// auditBatch is how many rows are handed over at once, and how often a cancellation is noticed.
const auditBatch = 64

// auditor judges rows with a verifier whose memory of signatures is dropped now and then, so that it never grows with
// the input.
type auditor struct {
	run   *run
	who   []*client.Client
	asked int
	said  map[any]string // verdicts on the row in hand by what they depend on
}

func newAuditor(o Options, clients []string) (*auditor, error) {
	r, err := start(o)
	if err != nil {
		return nil, err
	}
	a := &auditor{run: r, said: map[any]string{}}
	for _, id := range clients {
		c := client.Find(id)
		if c == nil {
			return nil, &UsageError{fmt.Sprintf("audit: no client is called %q", id)}
		}
		a.who = append(a.who, c)
	}
	return a, nil
}

// Share is one of Of equal parts of an audit, counted from 0. The parts of one audit may be judged in different
// places, each given all of its inputs: every part judges other rows, and all of them together every row.
type Share struct{ Part, Of int }

// has reports whether a row belongs to the share. Shares take turns by whole batches, so that all of them advance
// through the rows alike.
func (s Share) has(row int) bool { return row/auditBatch%s.Of == s.Part }

// rows is how many rows before row n belong to the share.
func (s Share) rows(n int) int {
	batches := n / auditBatch
	count := batches / s.Of * auditBatch
	switch rest := batches % s.Of; {
	case rest > s.Part:
		count += auditBatch
	case rest == s.Part:
		count += n % auditBatch
	}
	return count
}

// Audit judges every certificate of the inputs and hands the rows over in order, some at a time. clients are asked
// beside the chosen one.
func Audit(inputs []read.Input, o Options, clients []string, rows func([]AuditRow)) (*AuditSummary, error) {
	return AuditShare(inputs, o, clients, Share{0, 1}, rows)
}

// AuditShare judges the rows of one share only. Its summary counts those; the total and the notes are those of all
// the inputs, in every share.
func AuditShare(
	inputs []read.Input,
	o Options,
	clients []string,
	share Share,
	rows func([]AuditRow),
) (*AuditSummary, error) {
	if share.Of < 1 || share.Part < 0 || share.Part >= share.Of {
		return nil, &UsageError{fmt.Sprintf("audit: there is no part %d of %d", share.Part, share.Of)}
	}
	a, err := newAuditor(o, clients)
	if err != nil {
		return nil, err
	}
	r := a.run
	r.progress("read", 0, 1)
	r.bundle, err = r.read(inputs)
	if err != nil {
		return nil, err
	}
	items := r.items()
	if r.decision, err = roles.DecideRoles(items, r.roleOptions()); err != nil {
		return nil, err
	}
	sum := &AuditSummary{Total: len(items), Counts: map[string]int{}, Notes: []Note{}}
	var batch []AuditRow
	for i, c := range r.bundle.Certificates {
		if !share.has(i) {
			continue
		}
		if i%auditBatch == 0 && len(batch) > 0 {
			rows(batch)
			batch = nil
			r.progress("audit", share.rows(i), len(items))
		}
		if r.cancelled() {
			return nil, ErrCancelled
		}
		row, err := a.row(i, c.Certificate)
		if err != nil {
			return nil, err
		}
		row.Source, row.File, row.Line = placeText(c.Place, r.o.Lang), c.Place.File, c.Place.Line
		sum.add(row)
		batch = append(batch, row)
	}
	rows(batch)
	r.progress("audit", share.rows(len(items)), len(items))
	for _, n := range r.bundle.Notes {
		sum.Notes = append(
			sum.Notes,
			Note{Severity: string(n.Severity), ID: n.ID, Text: n.Text(r.o.Lang), Source: placeText(n.Place, r.o.Lang)},
		)
	}
	return sum, nil
}

func (s *AuditSummary) add(row AuditRow) {
	s.Counts[row.Verdict]++
	if row.Name != "" {
		s.Counts[row.Name]++
	}
}

// forgetAfter is how many questions a verifier answers before its memory is dropped.
const forgetAfter = 500

func (a *auditor) row(i int, c *cert.Certificate) (AuditRow, error) {
	r := a.run
	row := newRow(i, c, string(r.decision.Roles[i]))
	chain, err := r.decision.ChainOf(i)
	if err != nil {
		return row, err
	}
	a.judge(&row, chain)
	for _, other := range r.decision.Others {
		if !r.decision.Differs(other, i) {
			continue
		}
		chain, err := other.ChainOf(i)
		if err != nil {
			return row, err
		}
		again := newRow(i, c, string(other.Roles[i]))
		a.judge(&again, chain)
		row.either(again)
	}
	return row, nil
}

// either makes a row of two plausible readings: where they differ neither is the verdict, and what is said is what
// stands against acceptance.
func (row *AuditRow) either(other AuditRow) {
	if row.Verdict != other.Verdict {
		if row.Verdict == client.Accepted {
			row.Code, row.Name, row.Depth = other.Code, other.Name, other.Depth
			row.Text, row.Rule = other.Text, other.Rule
		}
		row.Verdict = Ambiguous
	}
	for id, verdict := range other.Clients {
		if row.Clients[id] != verdict {
			row.Clients[id] = Ambiguous
		}
	}
}

func newRow(i int, c *cert.Certificate, role string) AuditRow {
	sum := c.Fingerprint256()
	return AuditRow{
		Index:    i,
		Subject:  c.Subject.String(),
		Role:     role,
		NotAfter: timeText(c.NotAfter),
		Clients:  map[string]string{},
		SHA256:   hex.EncodeToString(sum[:]),
	}
}

func (a *auditor) judge(row *AuditRow, chain roles.Chain) {
	r := a.run
	if a.asked++; a.asked%forgetAfter == 0 {
		r.verifier.Forget()
	}
	k := r.caseOf(chain, r.release)
	chosen := r.clientFor(chain)
	said := chosen.Judge(&r.verifier, k)
	row.Verdict, row.Depth, row.Text = said.Verdict(), said.Depth, said.Text
	row.Clients[r.client.ID] = row.Verdict
	if said.Code != 0 {
		row.Code, row.Name = said.Code.Number(r.release), said.Code.Constant()
		if rule := rules.ByCode(said.Code); rule != nil {
			row.Rule = rule.Slug
		}
	}
	if r.o.Severity {
		row.Severity = a.severity(chain, k, said)
	}
	clear(a.said)
	a.said[chosen.Alike(k)] = row.Verdict
	for _, who := range a.who {
		if !who.Judges(k.As) {
			continue
		}
		alike := who.Alike(k)
		verdict, known := a.said[alike]
		if !known {
			verdict = who.Judge(&r.verifier, k).Verdict()
			a.said[alike] = verdict
		}
		row.Clients[who.ID] = verdict
	}
}

// severity is that of the worst that a check would find of the chain.
func (a *auditor) severity(chain roles.Chain, k client.Case, said client.Answer) string {
	r := a.run
	switch {
	case !said.Accepted:
		return string(rules.Stops)
	case len(said.Later) > 0:
		return string(rules.WillStop)
	}
	strict := client.Find(client.Default)
	for _, rel := range []release.Release{release.Open35, release.Open40} {
		k.Release = rel
		if !strict.Judge(&r.verifier, k).Accepted {
			return string(rules.WillStop)
		}
	}
	worst := ""
	for depth, x := range said.Path {
		for _, f := range rules.Advise(x, r.situation(chain, said.Path, depth, r.release), nil, r.o.Lang) {
			if f.Severity == rules.WillStop {
				return string(rules.WillStop)
			}
			worst = string(f.Severity)
		}
	}
	return worst
}
