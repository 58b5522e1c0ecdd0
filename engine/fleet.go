package engine

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/plan"
	"x509strict/engine/read"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
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

// forecast judges the refused rows with what the CAs will be, before anything is signed, and groups those that are
// accepted then.
func (w *FleetWork) forecast() error {
	successors := map[int]*cert.Certificate{}
	for i := range w.Reissues {
		x := &w.Reissues[i]
		c, _, err := cert.Parse(x.Spec.Certificate(make([]byte, 64)))
		if err != nil {
			continue // it would not load: nothing is promised of it
		}
		successors[x.Certificate] = c
	}
	next, _, err := w.with(successors)
	if err != nil {
		return err
	}
	for i := range w.Reissues {
		x := &w.Reissues[i]
		if c := successors[x.Certificate]; c != nil {
			next.verifier.Assume(c, w.items[x.Signer].Certificate)
		}
	}
	groups := map[string]*FleetGroup{}
	needed := map[int]bool{} // by index among the certificates
	left := map[string]*FleetLeft{}
	rows := make([]int, 0, len(w.refused))
	for i := range w.refused {
		rows = append(rows, i)
	}
	slices.Sort(rows)
	for n, i := range rows {
		if n%fleetCancelled == 0 {
			if next.progress("verify", n, len(rows)); next.cancelled() {
				return ErrCancelled
			}
		}
		chain, err := next.decision.ChainOf(i)
		if err != nil {
			return err
		}
		a := next.judged(chain)
		with := next.renewed(a, i, chain, successors)
		if a.Verdict() != client.Accepted || len(with) == 0 {
			l := left[a.Text]
			if l == nil {
				l = &FleetLeft{Text: a.Text}
				if rule := rules.ByCode(a.Code); rule != nil {
					l.Rule = rule.Slug
				}
				left[a.Text] = l
			}
			l.Rows++
			continue
		}
		w.Fleet.Mended++
		key := ""
		for _, x := range with {
			needed[x] = true
			key += strconv.Itoa(x) + " "
		}
		if groups[key] == nil {
			groups[key] = &FleetGroup{CAs: with}
		}
		groups[key].Rows = append(groups[key].Rows, i)
	}
	w.settle(groups, needed, left)
	return nil
}

// renewed are those of the re-issued CAs that the path of an answer goes through, ascending.
func (r *run) renewed(a client.Answer, i int, chain roles.Chain, successors map[int]*cert.Certificate) (list []int) {
	add := func(at int) {
		if at >= 0 && successors[at] != nil && !slices.Contains(list, at) {
			list = append(list, at)
		}
	}
	for _, x := range a.Path {
		add(r.at(x))
	}
	if len(a.Path) == 0 { // a program that shows no path
		for _, at := range r.issuers(i, chain) {
			add(at)
		}
	}
	slices.Sort(list)
	return list
}

// settle writes down the outcome: only CAs that mend something are named.
func (w *FleetWork) settle(groups map[string]*FleetGroup, needed map[int]bool, left map[string]*FleetLeft) {
	w.Reissues = slices.DeleteFunc(w.Reissues, func(x plan.Reissue) bool { return !needed[x.Certificate] })
	at := map[int]int{}
	for n, x := range w.Reissues {
		c := w.items[x.Certificate].Certificate
		sum := c.Fingerprint256()
		at[x.Certificate] = n
		w.Fleet.CAs = append(w.Fleet.CAs, FleetCA{
			Certificate: x.Certificate, Name: plan.DisplayName(c), Subject: c.Subject.String(),
			SHA256: hex.EncodeToString(sum[:]), File: x.File, KeyHeld: x.KeyHeld, Changes: x.Changes,
			Signer: plan.DisplayName(w.items[x.Signer].Certificate),
		})
	}
	for _, g := range groups {
		for i := range g.CAs {
			g.CAs[i] = at[g.CAs[i]]
		}
		slices.Sort(g.CAs)
		w.Fleet.Groups = append(w.Fleet.Groups, *g)
	}
	slices.SortFunc(w.Fleet.Groups, func(a, b FleetGroup) int {
		return cmp.Or(len(b.Rows)-len(a.Rows), a.Rows[0]-b.Rows[0])
	})
	for _, l := range left {
		w.Fleet.Left = append(w.Fleet.Left, *l)
	}
	slices.SortFunc(w.Fleet.Left, func(a, b FleetLeft) int {
		return cmp.Or(b.Rows-a.Rows, strings.Compare(a.Text, b.Text))
	})
}

// with is a run over the same certificates with successors (by index) in the place of some, in the same roles.
func (w *FleetWork) with(successors map[int]*cert.Certificate) (*run, []roles.Item, error) {
	r := w.run
	next := &run{o: r.o, client: r.client, release: r.release, bundle: r.bundle, report: r.report}
	items := slices.Clone(w.items)
	set := make(map[string]roles.Role, len(items))
	for i := range items {
		if c := successors[i]; c != nil {
			items[i].Certificate = c
		}
		sum := sha256.Sum256(items[i].Raw)
		set[hex.EncodeToString(sum[:])] = r.decision.Roles[i]
	}
	next.indexItems(items)
	o := r.roleOptions()
	o.Override = set
	var err error
	next.decision, err = roles.DecideRoles(items, o)
	return next, items, err
}

// Outcome is what an audit says after CAs were re-issued.
type Outcome struct {
	Accepted int // rows
	Refused  int
	Mended   int        // refused before, accepted now
	Lost     []AuditRow // accepted before by some client that was asked, and refused by it now: at most MaxLost
	Short    int        // promised to be mended, and not
	Rows     []AuditRow // every row, in order
}

// MaxLost bounds how many lost rows an outcome lists.
const MaxLost = 20

// Judge judges every row again with the issued certificates (by index) in place of the old ones: with the chosen client
// each of them, with the other clients each whose chain holds one that was issued.
func (w *FleetWork) Judge(issued map[int]*cert.Certificate, clients []string) (*Outcome, error) {
	before, err := newAuditor(w.run.o, clients)
	if err != nil {
		return nil, err
	}
	before.run = w.run
	next, items, err := w.with(issued)
	if err != nil {
		return nil, err
	}
	after := &auditor{run: next, said: map[any]string{}}
	promised := map[int]bool{}
	for _, g := range w.Fleet.Groups {
		made := true
		for _, n := range g.CAs {
			made = made && issued[w.Fleet.CAs[n].Certificate] != nil
		}
		for _, i := range g.Rows {
			promised[i] = made
		}
	}
	out := &Outcome{}
	for i := range items {
		if i%fleetCancelled == 0 {
			if next.progress("prove", i, len(items)); next.cancelled() {
				return nil, ErrCancelled
			}
		}
		chain, err := next.decision.ChainOf(i)
		if err != nil {
			return nil, err
		}
		touched := slices.ContainsFunc(next.issuers(i, chain), func(at int) bool { return issued[at] != nil })
		after.who = nil
		if touched {
			after.who = before.who
		}
		row, err := after.row(i, items[i].Certificate)
		if err != nil {
			return nil, err
		}
		place := w.Bundle.Certificates[i].Place
		row.Source, row.File, row.Line = placeText(place, next.o.Lang), place.File, place.Line
		if err := out.add(w, before, row, touched, promised[i]); err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, row)
	}
	next.progress("prove", len(items), len(items))
	return out, nil
}

// add counts one row that was judged again.
func (out *Outcome) add(w *FleetWork, before *auditor, row AuditRow, touched, promised bool) error {
	i := row.Index
	accepted := row.Verdict == client.Accepted
	if accepted {
		out.Accepted++
	} else {
		out.Refused++
	}
	if accepted && w.refused[i] {
		out.Mended++
	}
	if promised && !accepted {
		out.Short++
	}
	if !touched || len(out.Lost) >= MaxLost {
		return nil
	}
	was, err := before.row(i, w.items[i].Certificate)
	if err != nil {
		return err
	}
	for id, verdict := range was.Clients {
		if verdict == client.Accepted && row.Clients[id] == client.Refused {
			out.Lost = append(out.Lost, row)
			return nil
		}
	}
	return nil
}
