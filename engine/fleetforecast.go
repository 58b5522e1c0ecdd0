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
	"x509strict/engine/roles"
	"x509strict/engine/rules"
)

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
