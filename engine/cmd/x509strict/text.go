package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"x509strict/engine"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
)

// printReport writes the report for people.
func printReport(out io.Writer, r *engine.Report) error {
	p := &printer{Report: r}
	p.verdict()
	p.given()
	p.faults()
	p.readings()
	p.chains()
	p.findings()
	p.plan()
	p.clients()
	p.messages()
	p.printed()
	p.notes()
	_, err := io.WriteString(out, p.String())
	return err
}

// printer writes a report in its language.
type printer struct {
	*engine.Report
	strings.Builder
}

func (p *printer) text(en, zh string) string { return lang.Text{EN: en, ZH: zh}.In(lang.Lang(p.Lang)) }

func (p *printer) say(en, zh string, args ...any) { fmt.Fprintf(p, p.text(en, zh), args...) }

func (p *printer) verdict() {
	switch p.Verdict {
	case "unreadable":
		switch {
		case len(p.Messages) > 0:
			p.say("No certificate was given; this is what the error says.\n", "没有给出证书；以下根据报错信息判断。\n")
		case len(p.Printed) > 0:
			p.say("No certificate was given; this is what the text shows of one.\n", "没有给出证书；以下根据文字描述判断。\n")
		default:
			p.say("No certificate found.\n", "没有找到证书。\n")
		}
	case "accepted":
		p.say("ACCEPTED by %s (OpenSSL %s)\n", "接受：%s（OpenSSL %s）\n", p.Client, p.OpenSSL)
	case "not-checked":
		p.say("NOT CHECKED for %s (OpenSSL %s)\n", "未检查：%s（OpenSSL %s）\n", p.Client, p.OpenSSL)
	case "ambiguous":
		p.say("AMBIGUOUS for %s (OpenSSL %s): it depends on what the certificates are\n",
			"%s（OpenSSL %s）的结论不确定：取决于这些证书的角色\n", p.Client, p.OpenSSL)
	default:
		p.say("REFUSED by %s (OpenSSL %s)\n", "拒绝：%s（OpenSSL %s）\n", p.Client, p.OpenSSL)
		fmt.Fprintf(p, "  %s\n", p.Message)
	}
	if p.Whole != "" {
		fmt.Fprintf(p, "  %s\n", p.Whole)
	}
}

// given says what was not asked for by an option.
func (p *printer) given() {
	if p.As == "client" {
		p.say("Judged as a client certificate, by a TLS server (-as server for the other way)\n",
			"按客户端证书、由 TLS 服务器校验来判断（-as server 改为另一方向）\n")
	}
	if m := p.FromMessage; m.Host != "" {
		p.say("Host from the message: %s (-host - for none)\n", "主机取自报错信息：%s（-host - 表示不用）\n", m.Host)
	}
	if m := p.FromMessage; m.Client != "" {
		p.say("Client from the message: %s (-client chooses another)\n", "客户端取自报错信息：%s（用 -client 另选）\n", m.Client)
	}
}

// faults says why certificates do not load, and what the errors of messages are about.
func (p *printer) faults() {
	for _, f := range p.Faults {
		p.fault(f)
	}
	for _, m := range p.Messages {
		if m.About != "" {
			fmt.Fprintf(p, "%s (%d): %s\n", m.Text, m.Code, m.About)
		}
	}
}

// readings are what the certificates may be, and what was assumed.
func (p *printer) readings() {
	for i, x := range p.Readings {
		if i == 0 {
			p.say("Plausible readings (-role chooses):\n", "可能的解读（用 -role 选定）：\n")
		}
		fmt.Fprintf(p, "  %-11s %s  %s\n", x.Verdict, x.Title, x.Message)
	}
	if p.Assumed != nil {
		p.say("Assumed: %s\n", "假定：%s\n", *p.Assumed)
	}
}

func (p *printer) chains() {
	if len(p.Chains) > 1 {
		p.say("Chain %d of %d; -chain chooses another:\n", "第 %d 条链，共 %d 条；用 -chain 选择：\n", p.Chain, len(p.Chains))
		for i, c := range p.Chains {
			fmt.Fprintf(p, "  %d %-8s %s  %s\n", i, c.Verdict, p.name(subject(c)), c.Message)
		}
	}
	if len(p.Chains) > 0 {
		p.say("\nChain, leaf first:\n", "\n证书链（从叶证书开始）：\n")
		c := p.Chains[p.Chain]
		for depth, at := range c.Path {
			mark := ""
			if depth >= c.Trusted {
				mark = p.text("  (trusted)", "  （受信任）")
			}
			fmt.Fprintf(p, "  %d %s%s\n", depth, p.name(at), mark)
			if at >= 0 && p.Certificates[at].RoleWhy != "" {
				fmt.Fprintf(p, "      %s\n", p.Certificates[at].RoleWhy)
			}
		}
	}
}

// findings are what is wrong, and who made it so.
func (p *printer) findings() {
	if len(p.Findings) > 0 {
		p.say("\nFindings:\n", "\n问题：\n")
	}
	for _, f := range p.Findings {
		code := ""
		if f.Code != 0 {
			code = fmt.Sprintf(" (%d, %s)", f.Code, f.Name)
		}
		fmt.Fprintf(p, "  [%s] %s: %s%s\n", f.Severity, p.name(f.Certificate), f.Title, code)
		for _, line := range []string{f.Saw, f.Why, f.Fix} {
			if line != "" {
				fmt.Fprintf(p, "      %s\n", line)
			}
		}
	}
	for i, o := range p.Origins {
		same := func(x engine.Origin) bool { return x.ID == o.ID && x.Remedy == o.Remedy }
		if slices.ContainsFunc(p.Origins[:i], same) {
			continue
		}
		var names []string
		for _, x := range p.Origins[i:] {
			if same(x) {
				names = append(names, p.name(x.Certificate))
			}
		}
		between := lang.Text{EN: ", ", ZH: "、"}.In(lang.Lang(p.Lang))
		p.say("\nMade by %s (%s): %s\n", "\n来源：%s（%s）：%s\n", o.Name, strings.Join(names, between), o.Remedy)
	}
}

func (p *printer) plan() {
	if p.Plan != nil && p.Plan.Summary != "" {
		p.say("\nRepair: %s\n", "\n修复：%s\n", p.Plan.Summary)
		p.primary()
		for i, s := range p.Plan.Steps {
			fmt.Fprintf(p, "  %d. %s\n", i+1, s.Title)
			if s.Kind == "ask" && s.Why != "" { // what to do instead of signing
				fmt.Fprintf(p, "     %s\n", s.Why)
			}
		}
		for _, s := range append(append([]string{}, p.Plan.Blocked...), p.Plan.Warnings...) {
			fmt.Fprintf(p, "  - %s\n", s)
		}
	}
}

func (p *printer) clients() {
	if len(p.Clients) > 0 {
		p.say("\nClients:\n", "\n各客户端：\n")
	}
	for _, c := range p.Clients {
		fmt.Fprintf(p, "  %-8s %-22s %s\n", c.Verdict, c.ID, c.Text)
	}
}

func (p *printer) messages() {
	if len(p.Messages) > 0 {
		p.say("\nError messages recognized:\n", "\n识别到的错误信息：\n")
	}
	for _, m := range p.Messages {
		p.message(m)
	}
}

// message writes what a message means, and what to do about it.
func (p *printer) message(m engine.RecognizedError) {
	fmt.Fprintf(p, "  %s: %s\n", m.Source, m.Text)
	if m.Count > 1 {
		p.say("    %d lines say so\n", "    共 %d 行\n", m.Count)
	}
	if m.Title != "" {
		fmt.Fprintf(p, "    %s\n", m.Title)
	}
	for _, line := range []string{m.Who, m.Strict, m.Ask} {
		if line != "" {
			fmt.Fprintf(p, "    %s\n", inTerminal(line))
		}
	}
	if m.CAFile != "" {
		p.say("    CA file of %s: %s\n", "    %s 的 CA 文件：%s\n", m.Program, m.CAFile)
	}
	for _, c := range m.Commands {
		fmt.Fprintf(p, "    %s\n      %s\n", inTerminal(c.Why), c.Code)
	}
	if len(m.Makers) > 0 {
		p.say("    Usually made by: %s\n", "    常见来源：%s\n", strings.Join(m.Makers, ", "))
	}
	if m.Change != nil {
		p.say("    Until it is repaired, in %s:\n", "    修复之前，在 %s 中：\n", m.Change.Library)
		for line := range strings.Lines(m.Change.Code) {
			p.WriteString("      " + line)
		}
		p.say("    What it costs: %s\n", "    代价：%s\n", m.Change.Loses)
	}
}

// inTerminal says where there is no box below to paste into what the page says of it.
func inTerminal(s string) string { return boxes.Replace(s) }

var boxes = strings.NewReplacer(
	", to paste into the box", ", to check with x509strict", "（粘贴到输入框）", "（交给 x509strict 检查）",
	"or paste ", "or check ", "Paste ", "Check ", ": paste ", ": check ", "Drop ", "Check ", " below:", ":", " below.", ".",
	" below to see", " to see", " below,", ",", " below first", " first", "粘贴到下面", "交给 x509strict 检查",
	"拖到下面", "交给 x509strict 检查",
)

// primary is the kind of the failure and the one thing to do first, unless the steps begin with it.
func (p *printer) primary() {
	if p.Plan.Class != plan.NoFailure {
		p.say("  Kind: %s\n", "  类别：%s\n", p.Plan.Class)
	}
	first := p.Plan.Primary
	if first == nil || len(p.Plan.Steps) > 0 && p.Plan.Steps[0].Title == first.Title {
		return
	}
	p.say("  First: %s\n", "  首先：%s\n", first.Title)
	if first.Why != "" {
		fmt.Fprintf(p, "    %s\n", first.Why)
	}
	for _, c := range first.Commands {
		fmt.Fprintf(p, "    %s\n      %s\n", c.Why, c.Code)
	}
}

// printed is what programs had printed about certificates that are not there themselves.
func (p *printer) printed() {
	for _, x := range p.Printed {
		fmt.Fprintf(p, "\n%s: %s\n  %s\n", x.Source, x.Subject, x.Title)
		for _, f := range x.Findings {
			fmt.Fprintf(p, "  [%d] %s\n", f.Code, f.Title)
		}
		for _, line := range x.Saw {
			fmt.Fprintf(p, "    %s\n", line)
		}
		p.say("  This prints the certificate itself: %s\n", "  用它打印证书本身：%s\n", x.Command)
	}
}

func (p *printer) notes() {
	for _, n := range p.Notes {
		if n.Source != "" {
			p.WriteString(n.Source + ": ")
		}
		p.WriteString(n.Text + "\n")
	}
	for _, l := range p.Locked {
		p.say("%s: a password is needed (-password)\n", "%s：需要密码（-password）\n", l.Source)
	}
}

// subject is the certificate that a chain is about.
func subject(c engine.Chain) int {
	if c.Leaf < 0 && len(c.Path) > 1 {
		return c.Path[1]
	}
	return c.Leaf
}

func (p *printer) name(at int) string {
	if at < 0 || at >= len(p.Certificates) {
		return p.text("(assumed certificate)", "（假定的证书）")
	}
	c := p.Certificates[at]
	return c.Name + " [" + c.Source + "]"
}
