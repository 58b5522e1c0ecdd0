package engine

import (
	"strings"

	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/host"
	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
)

// chosen fills in what the chosen client says of the chain that the report is about, and why.
func (r *run) chosen() error {
	n := r.decisive(r.decision.Chains, r.answers)
	if r.o.Chain != nil {
		n = *r.o.Chain
	}
	if n < 0 || n >= len(r.decision.Chains) {
		return &UsageError{"check: there is no such chain"}
	}
	c, a := r.decision.Chains[n], r.answers[n]
	p := r.report
	p.Chain, p.Verdict, p.Message, p.Assumed = n, a.Verdict(), a.Message, r.assumed(c)
	p.As, p.AsBy = string(c.As), "guess"
	if r.o.As != "" {
		p.AsBy = "user"
	}
	who := r.clientFor(c)
	if p.Client = who.ID; who != r.client {
		r.note("info", "other-side", otherSide(r.client, who), "")
	}
	p.Events = r.events(who, c, a, r.release)
	for i := range p.Events {
		if i != a.Named {
			p.Waiting = append(p.Waiting, i)
		}
	}
	p.Strict = len(p.Events) > 0 && p.Events[0].Strict
	r.generations(c)
	r.findings(c, a)
	r.chainNotes(c, a)
	return nil
}

// events turns an answer's events into the report's, and marks those that are there only because of the strict flag.
func (r *run) events(who *client.Client, c roles.Chain, a client.Answer, rel release.Release) []Event {
	strict := r.strictOnly(who, c, a, rel)
	out := []Event{}
	for i, e := range a.Events {
		x := Event{
			Code:        e.Code.Number(rel),
			Name:        e.Code.Constant(),
			Depth:       e.Depth,
			Text:        e.Code.Text(rel),
			Certificate: r.at(e.Certificate),
			Strict:      strict[i],
		}
		if rule := rules.ByCode(e.Code); rule != nil {
			x.Rule = rule.Slug
		}
		out = append(out, x)
	}
	return out
}

// strictOnly compares with the same verification without the strict flag.
func (r *run) strictOnly(who *client.Client, c roles.Chain, a client.Answer, rel release.Release) []bool {
	out := make([]bool, len(a.Events))
	relaxed := who.Relaxed()
	if relaxed == nil {
		return out
	}
	type key struct {
		code  code.Code
		depth int
	}
	also := map[key]int{}
	for _, e := range relaxed.Judge(&r.verifier, r.caseOf(c, rel)).Events {
		also[key{e.Code, e.Depth}]++
	}
	for i, e := range a.Events {
		k := key{e.Code, e.Depth}
		out[i] = also[k] == 0
		also[k]--
	}
	return out
}

func (r *run) chainNotes(c roles.Chain, a client.Answer) {
	if r.o.Time.Before(r.o.Released) {
		r.note("problem", "clock", tooEarly(r.o.Time, r.o.Released), "")
	}
	if bare := host.Bare(r.o.Host); bare != r.o.Host {
		r.note("info", "host-form", hostForm(r.o.Host, bare), "")
	}
	if c.OwnAnchor {
		r.note("info", "own-anchor", textOwnAnchor, "")
	}
	if c.Assumed == roles.AssumedRoot {
		r.note("info", "no-issuer", noIssuer(r.missingIssuer(c), r.verifiedBefore()), "")
	}
	if len(a.Forgiven) > 0 {
		r.note("problem", "name-constraints", notAllowed(r.o.Host), "")
	}
	if t, ok := r.disagreement(); ok {
		r.note("info", "generations-disagree", t, "")
	}
	for _, what := range a.Skipped {
		r.note("problem", "not-checked", client.Unchecked(what), "")
	}
	r.identityNotes(a)
}

// identityNotes explains an SM2 signature that fails only because nobody told the verifier its identity.
func (r *run) identityNotes(a client.Answer) {
	for _, e := range a.Events {
		if e.Code != code.CertSignatureFailure || e.Certificate == nil || e.Depth+1 >= len(a.Path) {
			continue
		}
		issuer := a.Path[e.Depth+1]
		if id, other := e.Certificate.Signed().OtherIdentity(issuer.PublicKey(), r.release); other {
			r.note("info", "sm2-identity", otherIdentity(id), "")
		}
	}
}

// disagreement says how the generations differ. 1.1.1 is left out: it hardly has a strict mode, so it nearly always
// differs.
func (r *run) disagreement() (t lang.Text, differ bool) {
	var en, zh []string
	said := map[string]bool{}
	for _, g := range r.report.Generations {
		if g.ID == release.Open111.String() {
			continue
		}
		said[g.Verdict+g.Text] = true
		if g.Verdict == "accepted" {
			en, zh = append(en, g.ID+" accepts"), append(zh, g.ID+" 接受")
		} else {
			en, zh = append(en, g.ID+" refuses ("+g.Text+")"), append(zh, g.ID+" 拒绝（"+g.Text+"）")
		}
	}
	return lang.Text{
			EN: "OpenSSL generations disagree: " + strings.Join(en, "; ") + ".",
			ZH: "各代 OpenSSL 的结论不一致：" + strings.Join(zh, "；") + "。",
		}, len(
			said,
		) > 1
}
