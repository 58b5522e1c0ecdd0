//go:build !lean

package engine

import (
	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/engine/plan"
	"x509strict/engine/release"
	"x509strict/engine/roles"
)

// maxPlanned bounds how many certificates a plan and a search for makers look at.
const maxPlanned = 2000

// plan fills in what has to be re-issued so that the chosen chain, and every other one under the same CAs, is accepted.
func (r *run) plan(c roles.Chain) error {
	r.progress("plan", 0, 1)
	if c.Assumed == roles.AssumedRoot && r.acceptedByAll(c) {
		r.report.Plan = &plan.Plan{
			State:    plan.Nothing,
			Summary:  textNothing.In(r.o.Lang),
			Steps:    []plan.Step{},
			Reissues: []plan.Reissue{},
			Blocked:  []string{},
			Warnings: []string{},
			Trust:    []plan.Trust{},
			Primary:  r.askForCA(c),
		}
		return nil
	}
	var err error
	if r.report.Plan, err = plan.Make(r.planInput(plan.Options{})); err != nil {
		return err
	}
	r.report.Plan.Prefer(r.trustSide(c), r.o.Lang)
	r.beyond(r.report.Plan)
	r.suit(r.report.Plan)
	r.progress("plan", 1, 1)
	return nil
}

// acceptedByAll asks the strictest client in every generation.
func (r *run) acceptedByAll(c roles.Chain) bool {
	strict := client.Find(client.Default)
	for _, rel := range release.All {
		if !strict.Judge(&r.verifier, r.caseOf(c, rel)).Accepted {
			return false
		}
	}
	return true
}

// planInput is the report's certificates with their roles; those that have no CA in common with the chosen chain are
// unused.
func (r *run) planInput(o plan.Options) plan.Input {
	chosen := r.decision.Chains[r.report.Chain]
	in := plan.Input{
		Client: chosen.As == roles.AsClient, AssumeIssuer: chosen.Assumed == roles.AssumedRoot, Host: r.o.Host,
		Time: r.o.Time, Lang: r.o.Lang, Options: o, Verifier: &r.verifier,
	}
	near := r.near()
	for i, c := range r.bundle.Certificates {
		role := roles.Unused
		if near[i] {
			role = r.decision.Roles[i]
		}
		in.Certificates, in.Roles = append(in.Certificates, c.Certificate), append(in.Roles, role)
		if len(in.Certificates) == maxPlanned {
			break
		}
	}
	for _, k := range r.bundle.Keys {
		in.Keys = append(in.Keys, k.PublicKey)
	}
	return in
}

// near collects the certificates of the chosen chain and of every chain that shares one with it.
func (r *run) near() map[int]bool {
	chosen := map[int]bool{}
	for _, at := range r.members(r.report.Chain) {
		chosen[at] = true
	}
	near := map[int]bool{}
	for n, c := range r.decision.Chains {
		if c.Leaf >= 0 && c.As != r.decision.Chains[r.report.Chain].As {
			continue // judged by the other side: another plan
		}
		list := r.members(n)
		for _, at := range list {
			if !chosen[at] {
				continue
			}
			for _, also := range list {
				near[also] = true
			}
			break
		}
	}
	return near
}

// members lists the given certificates that a chain is made from.
func (r *run) members(n int) (list []int) {
	c := r.decision.Chains[n]
	for _, group := range [][]*cert.Certificate{{c.Cert}, c.Untrusted, c.Trusted} {
		for _, x := range group {
			if at := r.at(x); at >= 0 {
				list = append(list, at)
			}
		}
	}
	return list
}

var textNothing = lang.Text{
	EN: "Nothing has to be re-issued here; the issuer, which is not among these certificates, is taken to conform.",
	ZH: "这里无需重新签发；颁发者不在其中，假定它合规。"}

// origins names the makers of the certificates.
func (r *run) origins() {
	var list []*cert.Certificate
	for _, c := range r.bundle.Certificates[:min(len(r.bundle.Certificates), maxPlanned)] {
		list = append(list, c.Certificate)
	}
	l := r.o.Lang
	for _, m := range origin.Detect(list) {
		o := Origin{
			ID:          m.Maker.ID,
			Name:        m.Maker.Called().In(r.o.Lang),
			Certificate: m.Certificate,
			Sure:        string(m.Sure),
			Matched:     []string{},
			Affected:    m.Maker.Affected.In(l),
			FixedIn: m.Maker.FixedIn.In(
				l,
			),
			Remedy:  m.Maker.Remedy.In(l),
			KeyAt:   m.Maker.KeyAt.In(l),
			Sources: append([]string{}, m.Maker.Sources...),
		}
		for _, t := range m.Matched {
			o.Matched = append(o.Matched, t.In(l))
		}
		r.report.Origins = append(r.report.Origins, o)
	}
}
