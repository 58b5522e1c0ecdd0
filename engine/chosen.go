package engine

import (
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
)

// chosen fills in everything about the chain that the report is about.
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
	p.As = string(c.As)
	p.Events = r.events(r.client, c, a, r.release)
	for i := range p.Events {
		if i != a.Named {
			p.Waiting = append(p.Waiting, i)
		}
	}
	p.Strict = len(p.Events) > 0 && p.Events[0].Strict
	r.clients(c)
	r.generations(c)
	r.findings(c, a)
	r.chainNotes(c, a)
	r.origins()
	return r.plan(c)
}

// at is the index of a certificate; -1 for a stand-in or none.
func (r *run) at(c *cert.Certificate) int {
	if c != nil {
		if i, ok := r.index[string(c.Raw)]; ok {
			return i
		}
	}
	return -1
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

func (r *run) clients(c roles.Chain) {
	for _, who := range client.All {
		a := who.Judge(&r.verifier, r.caseOf(c, r.release))
		row := r.verdictRow(who, a, r.release)
		row.ID, row.Name, row.About = who.ID, who.Name.In(r.o.Lang), who.About.In(r.o.Lang)
		r.report.Clients = append(r.report.Clients, row)
	}
}

func (r *run) generations(c roles.Chain) {
	for _, rel := range release.All {
		a := r.client.Judge(&r.verifier, r.caseOf(c, rel))
		row := r.verdictRow(r.client, a, rel)
		row.ID, row.Name, row.About = rel.String(), "OpenSSL "+rel.String(), aboutRelease[rel].In(r.o.Lang)
		r.report.Generations = append(r.report.Generations, row)
	}
}

// verdictRow is what a client says, without the names of the row.
func (r *run) verdictRow(who *client.Client, a client.Answer, rel release.Release) ClientVerdict {
	row := ClientVerdict{
		Group:    string(who.Group),
		Compared: who.Compared,
		Verdict:  a.Verdict(),
		Code:     a.Code.Number(rel),
		Depth:    a.Depth,
		Text:     a.Text,
	}
	if row.Verdict == client.NotChecked {
		row.Text = a.Unknown.In(r.o.Lang)
	}
	if len(a.Later) > 0 {
		row.Later = a.Later[0].Since + ": " + a.Later[0].Text
	}
	return row
}

// findings explains every event of the chosen client, then what the strictest clients of today's and the next
// generation would add, then advice.
func (r *run) findings(c roles.Chain, a client.Answer) {
	type key struct {
		code code.Code
		at   int
	}
	seen := map[key]bool{}
	raised := map[int][]code.Code{}
	path := a.Path
	add := func(e verify.Event, severity string, rel release.Release) {
		k := key{e.Code, r.at(e.Certificate)}
		if seen[k] {
			return
		}
		seen[k] = true
		raised[k.at] = append(raised[k.at], e.Code)
		x := rules.Explain(e.Code, e.Certificate, r.situation(path, e.Depth, rel), r.o.Lang)
		r.report.Findings = append(
			r.report.Findings,
			Finding{
				Code:        e.Code.Number(rel),
				Name:        e.Code.Constant(),
				Severity:    severity,
				Certificate: k.at,
				Depth:       e.Depth,
				Title:       x.Title,
				Saw:         x.Saw,
				Why:         x.Why,
				Fix:         x.Fix,
				Cite:        x.Cite,
				Rule:        x.Slug,
			},
		)
	}
	for _, e := range a.Events {
		add(e, "stops", r.release)
	}
	if len(a.Events) == 0 && a.Code != 0 { // a client that matches names itself
		add(verify.Event{Code: a.Code, Certificate: c.Cert}, "stops", r.release)
	}
	r.reasons(a)
	strict := client.Find(client.Default)
	for _, rel := range []release.Release{r.release, release.Open35, release.Open40} {
		for _, e := range strict.Judge(&r.verifier, r.caseOf(c, rel)).Events {
			add(e, "will-stop", rel)
		}
	}
	for depth, x := range path {
		at := r.at(x)
		if at < 0 {
			continue
		}
		for _, f := range rules.Advise(x, r.situation(path, depth, r.release), raised[at], r.o.Lang) {
			r.report.Findings = append(
				r.report.Findings,
				Finding{Name: f.Slug, Severity: string(f.Severity), Certificate: at, Depth: depth,
					Title: f.Title, Saw: f.Saw, Why: f.Why, Fix: f.Fix, Cite: f.Cite, Rule: f.Slug},
			)
		}
	}
}

// reasons explains what a client without OpenSSL's events objects to, now and in its next release, where there is a
// rule for it.
func (r *run) reasons(a client.Answer) {
	explain := func(list []client.Reason, severity string) {
		for _, why := range list {
			rule := rules.BySlug(why.Rule)
			if rule == nil {
				continue
			}
			depth := slices.Index(a.Path, why.Certificate)
			x := rule.Explain(why.Certificate, r.situation(a.Path, max(depth, 0), r.release), r.o.Lang)
			r.report.Findings = append(
				r.report.Findings,
				Finding{
					Name:        why.Name,
					Severity:    severity,
					Certificate: r.at(why.Certificate),
					Depth:       depth,
					Title:       x.Title,
					Saw:         x.Saw,
					Why:         x.Why,
					Fix:         x.Fix,
					Cite:        x.Cite,
					Rule:        x.Slug,
				},
			)
		}
	}
	explain(a.Reasons, "stops")
	explain(a.Later, "will-stop")
}

func (r *run) situation(path []*cert.Certificate, depth int, rel release.Release) rules.Situation {
	s := rules.Situation{Depth: depth, Alone: len(path) == 1, Host: r.o.Host, Time: r.o.Time, Release: rel}
	if depth+1 < len(path) {
		s.Issuer = path[depth+1]
	}
	if depth > 0 && depth-1 < len(path) {
		s.Subject = path[depth-1]
	}
	return s
}

func (r *run) chainNotes(c roles.Chain, a client.Answer) {
	if r.o.Time.Before(r.o.Released) {
		r.note("problem", "clock", tooEarly(r.o.Time, r.o.Released), "")
	}
	if c.OwnAnchor {
		r.note("info", "own-anchor", textOwnAnchor, "")
	}
	if c.Assumed == roles.AssumedRoot {
		r.note("info", "no-issuer", textNoIssuer, "")
	}
	if len(a.Forgiven) > 0 {
		r.note("problem", "name-constraints", notAllowed(r.o.Host), "")
	}
	if t, ok := r.disagreement(); ok {
		r.note("info", "generations-disagree", t, "")
	}
	for _, what := range a.Skipped {
		r.note("problem", "not-checked", lang.Text{EN: "Not checked: " + what, ZH: "未检查：" + what}, "")
	}
}

func (r *run) note(severity, id string, t lang.Text, source string) {
	r.report.Notes = append(r.report.Notes, Note{Severity: severity, ID: id, Text: t.In(r.o.Lang), Source: source})
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
