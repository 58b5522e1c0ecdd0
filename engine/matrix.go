package engine

import (
	"slices"

	"x509strict/engine/client"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
)

func (r *run) clients(c roles.Chain) {
	for _, who := range client.All {
		if !who.Judges(side(c)) {
			continue
		}
		a := who.Judge(&r.verifier, r.caseOf(c, r.release))
		row := r.verdictRow(who, a, r.release)
		row.ID, row.Name, row.About = who.ID, who.Name.In(r.o.Lang), who.About.In(r.o.Lang)
		r.report.Clients = append(r.report.Clients, row)
	}
}

func (r *run) generations(c roles.Chain) {
	for _, rel := range release.All {
		who := r.clientFor(c)
		a := who.Judge(&r.verifier, r.caseOf(c, rel))
		row := r.verdictRow(who, a, rel)
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
	row.Raises = raises(a)
	if len(a.Later) > 0 {
		row.Later = a.Later[0].Since + ": " + a.Later[0].Text
	}
	return row
}

// raises lists the rules that a client's answer objects by, each once.
func raises(a client.Answer) []string {
	out := []string{}
	add := func(slug string) {
		if slug != "" && !slices.Contains(out, slug) {
			out = append(out, slug)
		}
	}
	for _, e := range a.Events {
		if rule := rules.ByCode(e.Code); rule != nil {
			add(rule.Slug)
		}
	}
	if rule := rules.ByCode(a.Code); a.Code != 0 && rule != nil {
		add(rule.Slug)
	}
	for _, why := range a.Reasons {
		add(why.Rule)
	}
	return out
}
