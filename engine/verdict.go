package engine

import (
	"fmt"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

// Ambiguous is the verdict where plausible readings of the input get different ones.
const Ambiguous = "ambiguous"

// weight orders verdicts: that of several chains is the heaviest.
func weight(verdict string) int {
	switch verdict {
	case client.Accepted:
		return 0
	case client.NotChecked:
		return 1
	}
	return 2
}

// decisive is the index of the chain that decides about the input: the first in use that is refused, else one that was
// not checked, else the first.
func (r *run) decisive(chains []roles.Chain, answers []client.Answer) int {
	best, heaviest := 0, -1
	for i, c := range chains {
		if w := weight(answers[i].Verdict()); c.InUse && w > heaviest {
			best, heaviest = i, w
		}
	}
	return best
}

// conclude turns the verdicts on the chains into one on the whole input: it does not depend on the order of the
// certificates, nor on the chain that the report is about.
func (r *run) conclude() {
	p := r.report
	first := r.decisive(r.decision.Chains, r.answers)
	p.Verdict = r.answers[first].Verdict()
	if p.Message == "" {
		p.Message = r.answers[first].Message
	}
	r.whole()
	if len(r.decision.Others) == 0 {
		return
	}
	p.Readings = append(p.Readings, r.reading(r.decision, r.answers))
	for i, d := range r.decision.Others {
		p.Readings = append(p.Readings, r.reading(d, r.others[i]))
	}
	for _, x := range p.Readings[1:] {
		if x.Verdict != p.Readings[0].Verdict {
			p.Verdict = Ambiguous
		}
		if p.Message == "" && x.Verdict != client.Accepted {
			p.Message = x.Message
		}
	}
	if p.Verdict != Ambiguous {
		p.Message = r.answers[first].Message
	}
}

// judgeOthers asks the chosen client about the chains of the other readings.
func (r *run) judgeOthers() {
	for _, d := range r.decision.Others {
		var answers []client.Answer
		d.Chains = d.Chains[:min(len(d.Chains), maxChains)]
		for _, c := range d.Chains {
			answers = append(answers, r.clientFor(c).Judge(&r.verifier, r.caseOf(c, r.release)))
		}
		r.others = append(r.others, answers)
	}
}

func (r *run) reading(d *roles.Decision, answers []client.Answer) Reading {
	out := Reading{Title: r.readingTitle(d), Roles: []string{}, Verdict: client.Accepted}
	for _, role := range d.Roles {
		out.Roles = append(out.Roles, string(role))
	}
	if len(answers) > 0 {
		a := answers[r.decisive(d.Chains, answers)]
		out.Verdict, out.Message, out.Code = a.Verdict(), a.Message, a.Code.Number(r.release)
	}
	return out
}

// readingTitle says what a reading takes the unsure certificates for.
func (r *run) readingTitle(d *roles.Decision) string {
	const shown = 3
	var list []string
	more := 0
	for i := range d.Roles {
		if r.decision.Sure[i] {
			continue
		}
		if len(list) == shown {
			more++
			continue
		}
		words := roleWords[d.Roles[i]]
		list = append(list, fmt.Sprintf(words.In(r.o.Lang), r.nameOf(i)))
	}
	text := strings.Join(list, lang.Text{EN: "; ", ZH: "；"}.In(r.o.Lang))
	if more > 0 {
		text += fmt.Sprintf(lang.Text{EN: "; and %d more likewise", ZH: "；另有 %d 张同理"}.In(r.o.Lang), more)
	}
	return text
}

var roleWords = map[roles.Role]lang.Text{
	roles.Leaf:         {EN: "“%s” is the server's own certificate", ZH: "“%s”是服务器自己的证书"},
	roles.Intermediate: {EN: "“%s” is sent by the server", ZH: "“%s”由服务器发送"},
	roles.Anchor:       {EN: "“%s” is a CA that the client trusts", ZH: "“%s”是客户端信任的 CA"},
	roles.Unused:       {EN: "“%s” is left out", ZH: "“%s”不参与"},
}

// nameOf is what a certificate is called, told apart from others of its name.
func (r *run) nameOf(i int) string {
	if r.labels == nil {
		list := make([]*cert.Certificate, len(r.bundle.Certificates))
		for k, c := range r.bundle.Certificates {
			list[k] = c.Certificate
		}
		r.labels = plan.Labels(list)
	}
	return r.labels[i]
}

// whole says what several chains amount to, and names those that are refused.
func (r *run) whole() {
	const named = 5
	inUse, lone := 0, true
	var refused, unknown []string
	for i, c := range r.decision.Chains {
		if !c.InUse {
			continue
		}
		inUse++
		at := c.Leaf
		if at < 0 {
			at = c.Subject
		} else {
			lone = false
		}
		switch r.answers[i].Verdict() {
		case client.Refused:
			refused = append(refused, "“"+r.nameOf(at)+"”")
		case client.NotChecked:
			unknown = append(unknown, "“"+r.nameOf(at)+"”")
		}
	}
	if inUse < 2 {
		return
	}
	kind := lang.Text{EN: "certificates", ZH: "张证书"}
	if lone {
		kind = lang.Text{EN: "CAs", ZH: "个 CA"}
	}
	list := func(names []string) string {
		text := strings.Join(names[:min(len(names), named)], lang.Text{EN: ", ", ZH: "、"}.In(r.o.Lang))
		if len(names) > named {
			text += lang.Text{EN: ", …", ZH: " 等"}.In(r.o.Lang)
		}
		return text
	}
	l := r.o.Lang
	if len(refused) == 0 && len(unknown) == 0 {
		r.report.Whole = fmt.Sprintf(lang.Text{EN: "All %d %s accepted.", ZH: "全部 %d %s都被接受。"}.In(l), inUse, kind.In(l))
		return
	}
	var parts []string
	if len(refused) > 0 {
		parts = append(parts, fmt.Sprintf(
			lang.Text{EN: "%d of %d %s refused: %s.", ZH: "%[2]d %[3]s中有 %[1]d %[3]s被拒绝：%[4]s。"}.In(l),
			len(refused), inUse, kind.In(l), list(refused)))
	}
	if len(unknown) > 0 {
		parts = append(parts, fmt.Sprintf(
			lang.Text{EN: "%d of %d %s not checked: %s.", ZH: "%[2]d %[3]s中有 %[1]d %[3]s未检查：%[4]s。"}.In(l),
			len(unknown), inUse, kind.In(l), list(unknown)))
	}
	r.report.Whole = strings.Join(parts, " ")
}
