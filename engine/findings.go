package engine

import (
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
)

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
		x := rules.Explain(e.Code, r.given(e.Certificate), r.situation(c, path, e.Depth, rel), r.o.Lang)
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
				Fix:         r.otherKey(e, x.Fix),
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
	r.reasons(c, a)
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
		for _, f := range rules.Advise(x, r.situation(c, path, depth, r.release), raised[at], r.o.Lang) {
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
func (r *run) reasons(c roles.Chain, a client.Answer) {
	explain := func(list []client.Reason, severity string) {
		for _, why := range list {
			rule := rules.BySlug(why.Rule)
			if rule == nil {
				continue
			}
			depth := slices.Index(a.Path, why.Certificate)
			x := rule.Explain(r.given(why.Certificate), r.situation(c, a.Path, max(depth, 0), r.release), r.o.Lang)
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

// given is the certificate if it is one of those given, nil for a stand-in: nothing of one may be told.
func (r *run) given(c *cert.Certificate) *cert.Certificate {
	if r.at(c) < 0 {
		return nil
	}
	return c
}

func (r *run) situation(c roles.Chain, path []*cert.Certificate, depth int, rel release.Release) rules.Situation {
	s := rules.Situation{
		Depth:   depth,
		Alone:   len(path) == 1,
		Client:  c.As == roles.AsClient,
		Host:    r.o.Host,
		Time:    r.o.Time,
		Release: rel,
	}
	if depth+1 < len(path) {
		s.Issuer = r.given(r.signer(path[depth], path[depth+1]))
		s.IssuerUnknown = s.Issuer == nil
	}
	if depth > 0 && depth-1 < len(path) {
		s.Subject = r.given(path[depth-1])
		s.SubjectUnknown = s.Subject == nil
	}
	return s
}
