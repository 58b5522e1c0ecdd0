package engine

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strconv"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/plan"
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

// Fleet says which of an audit's refused rows re-issuing CAs would mend: none of the certificates below a CA has to
// change for it.
type Fleet struct {
	Total   int          `json:"total"`   // certificates of the audit
	Refused int          `json:"refused"` // of these, refused by the chosen client
	Mended  int          `json:"mended"`  // of these, accepted once every CA named here is re-issued
	CAs     []FleetCA    `json:"cas"`     // to be re-issued, in signing order: issuers first
	Groups  []FleetGroup `json:"groups"`  // by the CAs that mend them, the largest first
	Left    []FleetLeft  `json:"left"`    // what stays refused, the most frequent reason first
	Many    int          `json:"many"`    // CAs above the refused rows, when they are too many for a plan; else 0
}

// FleetCA is a CA certificate to issue again, with its own name, key, key identifier and serial number.
type FleetCA struct {
	Certificate int           `json:"certificate"` // index among the certificates, as of the rows
	Name        string        `json:"name"`
	Subject     string        `json:"subject"`
	SHA256      string        `json:"sha256"` // of the certificate as it is
	File        string        `json:"file"`   // name of the file that it becomes
	Signer      string        `json:"signer"` // name of the CA whose key signs; its own when self-signed
	KeyHeld     bool          `json:"keyHeld"`
	Changes     []plan.Change `json:"changes"`
}

// FleetGroup is what the same re-issued CAs mend.
type FleetGroup struct {
	CAs  []int `json:"cas"`  // indexes into Fleet.CAs
	Rows []int `json:"rows"` // indexes of the rows, ascending
}

// FleetLeft is one reason for which rows stay refused.
type FleetLeft struct {
	Text string `json:"text"`
	Rule string `json:"rule"`
	Rows int    `json:"rows"`
}

// FleetWork is a Fleet with what it takes to carry it out.
type FleetWork struct {
	Fleet    *Fleet
	Bundle   *read.Bundle
	Reissues []plan.Reissue // of Fleet.CAs, one each; indexes are those of the bundle's certificates

	run     *run
	items   []roles.Item
	refused map[int]bool
}

const (
	maxShapes      = 4   // certificates below a CA that a plan looks at: one for each way of naming their issuer
	fleetCancelled = 256 // rows between two looks at whether anybody still wants the answer
)

// ExamineFleet plans for an audit of the inputs. rows are the rows to look at (those that an audit found refused); nil
// looks at all. The work grows with the number of certificates and of CAs, not with their product.
func ExamineFleet(inputs []read.Input, o Options, rows []int) (*FleetWork, error) {
	o.Severity = false
	r, err := start(o)
	if err != nil {
		return nil, err
	}
	r.progress("read", 0, 1)
	if r.bundle, err = r.read(inputs); err != nil {
		return nil, err
	}
	w := &FleetWork{Bundle: r.bundle, run: r, items: r.items(), refused: map[int]bool{}}
	r.indexItems(w.items)
	if r.decision, err = roles.DecideRoles(w.items, r.roleOptions()); err != nil {
		return nil, err
	}
	w.Fleet = &Fleet{Total: len(w.items), CAs: []FleetCA{}, Groups: []FleetGroup{}, Left: []FleetLeft{}}
	if rows == nil {
		for i := range w.items {
			rows = append(rows, i)
		}
	}
	above, err := w.look(rows)
	if err != nil {
		return nil, err
	}
	if o.MaxCAs > 0 && len(above) > o.MaxCAs {
		w.Fleet.Many = len(above)
		return w, nil
	}
	if err := w.planCAs(above); err != nil {
		return nil, err
	}
	return w, w.forecast()
}

// look judges the rows and returns the CAs above those that are refused, in the order of the certificates.
func (w *FleetWork) look(rows []int) (above []int, err error) {
	r := w.run
	seen := map[int]bool{}
	for n, i := range rows {
		if i < 0 || i >= len(w.items) {
			return nil, &UsageError{"fleet: there is no row " + strconv.Itoa(i)}
		}
		if n%fleetCancelled == 0 {
			if r.progress("audit", n, len(rows)); r.cancelled() {
				return nil, ErrCancelled
			}
		}
		chain, err := r.decision.ChainOf(i)
		if err != nil {
			return nil, err
		}
		if r.judged(chain).Verdict() != client.Refused {
			continue
		}
		w.refused[i] = true
		for _, x := range r.issuers(i, chain) {
			if !seen[x] {
				seen[x] = true
				above = append(above, x)
			}
		}
	}
	w.Fleet.Refused = len(w.refused)
	slices.Sort(above)
	return above, nil
}

// judged is what the chosen client says of a chain.
func (r *run) judged(chain roles.Chain) client.Answer {
	return r.clientFor(chain).Judge(&r.verifier, r.caseOf(chain, r.release))
}

// issuers are the indexes of the CAs of a chain that judges row i, i among them when it is one.
func (r *run) issuers(i int, chain roles.Chain) (list []int) {
	if chain.Leaf != i {
		list = append(list, i)
	}
	for _, some := range [][]*cert.Certificate{chain.Untrusted, chain.Trusted} {
		for _, x := range some {
			if at := r.at(x); at >= 0 && at != i && r.decision.Roles[at] != roles.Leaf && !slices.Contains(list, at) {
				list = append(list, at)
			}
		}
	}
	return list
}

// planCAs finds what to re-issue of the CAs. Each is planned by itself, with what is above it and one certificate for
// each way in which those below the two name their issuers: that decides what a CA must keep.
func (w *FleetWork) planCAs(above []int) error {
	r := w.run
	below := w.shapes()
	names := map[string]bool{}
	var keys [][]byte
	for _, k := range w.Bundle.Keys {
		keys = append(keys, k.PublicKey)
	}
	for n, ca := range above {
		if r.progress("plan", n, len(above)); r.cancelled() {
			return ErrCancelled
		}
		in := plan.Input{Time: r.o.Time, Lang: r.o.Lang, Keys: keys, OnlyOpenSSL: true, Verifier: &r.verifier}
		at := map[int]int{} // index among the certificates to the one in the plan
		var from []int
		take := func(i int) {
			if _, is := at[i]; is {
				return
			}
			at[i] = len(from)
			from = append(from, i)
			in.Certificates = append(in.Certificates, w.items[i].Certificate)
			in.Roles = append(in.Roles, r.decision.Roles[i])
		}
		chain, err := r.decision.ChainOf(ca)
		if err != nil {
			return err
		}
		in.Client = chain.As == roles.AsClient
		group := append([]int{ca}, r.issuers(ca, chain)...)
		for _, i := range group {
			take(i)
		}
		for _, i := range group {
			for _, child := range below[string(w.items[i].Subject.Canonical)] {
				take(child)
			}
		}
		p, err := plan.Make(in)
		if err != nil {
			return err
		}
		for _, x := range p.Reissues {
			if from[x.Certificate] != ca {
				continue
			}
			x.Certificate, x.Signer, x.File = ca, from[x.Signer], fleetFile(names, w.items[ca].Certificate)
			w.Reissues = append(w.Reissues, x)
		}
	}
	w.order()
	return nil
}

// shapes picks, for each name of an issuer, certificates that name it: one for each authority key identifier, those
// that occur most first.
func (w *FleetWork) shapes() map[string][]int {
	type shape struct {
		first, count int
	}
	found := map[string]map[string]*shape{}
	for i, c := range w.items {
		if c.SelfIssued() || w.run.decision.Roles[i] == roles.Unused {
			continue
		}
		name, id := string(c.Issuer.Canonical), ""
		if a := c.AuthorityKeyID; a != nil {
			id = hex.EncodeToString(a.KeyID) + " " + hex.EncodeToString(a.Serial)
		}
		if found[name] == nil {
			found[name] = map[string]*shape{}
		}
		if s := found[name][id]; s != nil {
			s.count++
		} else {
			found[name][id] = &shape{i, 1}
		}
	}
	out := make(map[string][]int, len(found))
	for name, shapes := range found {
		var list []*shape
		for _, s := range shapes {
			list = append(list, s)
		}
		slices.SortFunc(list, func(a, b *shape) int { return cmp.Or(b.count-a.count, a.first-b.first) })
		for _, s := range list[:min(len(list), maxShapes)] {
			out[name] = append(out[name], s.first)
		}
	}
	return out
}

// fleetFile is a file name for a re-issued CA that no other one has.
func fleetFile(taken map[string]bool, c *cert.Certificate) string {
	base := plan.FileBase(plan.DisplayName(c))
	name := base + ".crt"
	for n := 2; taken[name]; n++ {
		name = base + "-" + strconv.Itoa(n) + ".crt"
	}
	taken[name] = true
	return name
}

// order puts issuers before what they sign.
func (w *FleetWork) order() {
	by := map[int]int{}
	for n, x := range w.Reissues {
		by[x.Certificate] = n
	}
	placed := make([]bool, len(w.Reissues))
	var out []plan.Reissue
	var place func(n int)
	place = func(n int) {
		if placed[n] {
			return
		}
		placed[n] = true
		if up, is := by[w.Reissues[n].Signer]; is {
			place(up)
		}
		out = append(out, w.Reissues[n])
	}
	for n := range w.Reissues {
		place(n)
	}
	w.Reissues = out
}
