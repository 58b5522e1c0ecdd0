package engine

import (
	"encoding/hex"
	"fmt"
	"slices"
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
	differ := r.unsure()
	p.Readings = append(p.Readings, r.reading(r.decision, r.answers, differ))
	for i, d := range r.decision.Others {
		p.Readings = append(p.Readings, r.reading(d, r.others[i], differ))
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

// unsure lists the certificates that the readings take for different things.
func (r *run) unsure() (differ []int) {
	for i := range r.decision.Roles {
		if slices.ContainsFunc(r.decision.Others, func(d *roles.Decision) bool { return r.decision.Differs(d, i) }) {
			differ = append(differ, i)
		}
	}
	return differ
}

func (r *run) reading(d *roles.Decision, answers []client.Answer, differ []int) Reading {
	out := Reading{
		Title:   r.readingTitle(d, differ),
		Roles:   []string{},
		Choose:  map[string]string{},
		Verdict: client.Accepted,
	}
	for i, role := range d.Roles {
		out.Roles = append(out.Roles, string(role))
		if slices.Contains(differ, i) || role == roles.Anchor && r.onlyOthers(d, differ) {
			sum := r.bundle.Certificates[i].Fingerprint256()
			out.Choose[hex.EncodeToString(sum[:])] = string(role)
		}
	}
	if len(answers) > 0 {
		a := answers[r.decisive(d.Chains, answers)]
		out.Verdict, out.Message, out.Code = a.Verdict(), a.Message, a.Code.Number(r.release)
	}
	return out
}

// onlyOthers reports whether one of these certificates is a self-signed leaf which a reading does not have trusted: the
// CAs given beside it are.
func (r *run) onlyOthers(d *roles.Decision, differ []int) bool {
	return slices.ContainsFunc(differ, func(i int) bool {
		return d.Roles[i] == roles.Leaf && !d.TrustsItself(i) && r.bundle.Certificates[i].SelfIssued()
	})
}

// readingTitle says what a reading takes the unsure certificates for.
func (r *run) readingTitle(d *roles.Decision, differ []int) string {
	const shown = 3
	var list []string
	more := 0
	for _, i := range differ {
		if len(list) == shown {
			more++
			continue
		}
		words := roleWords[d.Roles[i]]
		switch own := d.Roles[i] == roles.Leaf && r.bundle.Certificates[i].SelfIssued() &&
			slices.Contains(d.Roles, roles.Anchor); {
		case own && d.TrustsItself(i):
			words = ownTrusted
		case own:
			words = ownNotTrusted
		}
		list = append(list, fmt.Sprintf(words.In(r.o.Lang), r.nameOf(i)))
	}
	text := strings.Join(list, lang.Text{EN: "; ", ZH: "；"}.In(r.o.Lang))
	if more > 0 {
		text += fmt.Sprintf(lang.Text{EN: "; and %d more likewise", ZH: "；另有 %d 张同理"}.In(r.o.Lang), more)
	}
	return text
}

// What is said of a server's self-signed certificate that was given beside CAs.
var (
	ownTrusted = lang.Text{
		EN: "“%s” is the server's own certificate, and the client trusts it as it is",
		ZH: "“%s”是服务器自己的证书，客户端直接信任它",
	}
	ownNotTrusted = lang.Text{
		EN: "“%s” is the server's own certificate, and the client trusts only the CAs given beside it",
		ZH: "“%s”是服务器自己的证书，客户端只信任另外给出的 CA",
	}
)

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

// whole says what several chains amount to, and names those that are refused; then the CAs that would be, and that no
// chain needs.
func (r *run) whole() {
	r.report.Whole = strings.TrimSpace(r.together() + " " + r.idle())
}

// list names certificates, a few of them.
func (r *run) list(names []string) string {
	const named = 5
	text := strings.Join(names[:min(len(names), named)], lang.Text{EN: ", ", ZH: "、"}.In(r.o.Lang))
	if len(names) > named {
		text += lang.Text{EN: ", …", ZH: " 等"}.In(r.o.Lang)
	}
	return text
}

// idle names the trusted CAs that the client would refuse and that nothing here is verified by.
func (r *run) idle() string {
	cas := 0
	var names []string
	for i := range r.decision.Roles {
		if r.decision.Roles[i] == roles.Anchor {
			cas++
		}
	}
	for i, c := range r.decision.Chains {
		if c.Leaf < 0 && !c.InUse && r.decision.Roles[c.Subject] == roles.Anchor &&
			r.answers[i].Verdict() == client.Refused {
			names = append(names, "“"+r.nameOf(c.Subject)+"”")
		}
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf(lang.Text{
		EN: "Trusted but not used by this chain, and would be refused: %s (%d of %d CAs).",
		ZH: "受信任、但未被此链用到、且会被拒绝的 CA：%s（%[3]d 个中的 %[2]d 个）。",
	}.In(r.o.Lang), r.list(names), len(names), cas)
}

// together says what several chains in use amount to; "" for one.
func (r *run) together() string {
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
		return ""
	}
	kind := lang.Text{EN: "certificates", ZH: "张证书"}
	if lone {
		kind = lang.Text{EN: "CAs", ZH: "个 CA "} // Chinese follows
	}
	l := r.o.Lang
	if len(refused) == 0 && len(unknown) == 0 {
		return fmt.Sprintf(lang.Text{EN: "All %d %s accepted.", ZH: "全部 %d %s都被接受。"}.In(l), inUse, kind.In(l))
	}
	var parts []string
	if len(refused) > 0 {
		parts = append(parts, fmt.Sprintf(
			lang.Text{EN: "%d of %d %s refused: %s.", ZH: "%[2]d %[3]s中有 %[1]d %[3]s被拒绝：%[4]s。"}.In(l),
			len(refused), inUse, kind.In(l), r.list(refused)))
	}
	if len(unknown) > 0 {
		parts = append(parts, fmt.Sprintf(
			lang.Text{EN: "%d of %d %s not checked: %s.", ZH: "%[2]d %[3]s中有 %[1]d %[3]s未检查：%[4]s。"}.In(l),
			len(unknown), inUse, kind.In(l), r.list(unknown)))
	}
	return strings.Join(parts, lang.Text{EN: " ", ZH: ""}.In(l))
}
