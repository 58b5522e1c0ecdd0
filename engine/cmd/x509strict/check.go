package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"x509strict/engine"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

func check(args []string, in io.Reader, out, errs io.Writer) int {
	c := newCommon("check", "check [options] [FILE | FOLDER | URL | HOST:PORT]...   (standard input without any)", errs)
	asJSON := c.flags.Bool("json", false, "print the report as JSON, as -format json does")
	how := newReporting(c, "text", "refused")
	server := newConnecting(c.flags)
	if status, done := parse(c.flags, args); done {
		return status
	}
	o, err := c.options()
	if err != nil {
		return complain(errs, err)
	}
	f, err := how.failing(o)
	if err != nil {
		return complain(errs, err)
	}
	for _, id := range c.more {
		if client.Find(id) == nil {
			return complain(errs, fmt.Errorf("check: no client is called %q", id))
		}
	}
	given, o, err := gather(c.flags.Args(), server, o, in, errs)
	if err != nil {
		return complain(errs, err)
	}
	r, err := engine.Check(given, o)
	if err != nil {
		return complain(errs, err)
	}
	rows := results{rows: rowsOf(r), fails: f.look, client: r.Client, clients: c.more}
	switch {
	case *asJSON, *how.format == "json":
		err = printJSON(out, r)
	case *how.format == "text":
		err = printReport(out, r)
	default:
		_, err = rows.write(out, *how.format)
	}
	if err != nil {
		return complain(errs, err)
	}
	return status(r, &rows, f, c.more)
}

// status is the exit status of a check: 2 where there was nothing to judge, 1 where the whole input is not accepted, a
// further client does not accept it, or a row fails.
func status(r *engine.Report, rows *results, f failing, clients []string) int {
	refused := r.Verdict != "accepted" || slices.ContainsFunc(r.Clients, func(c engine.ClientVerdict) bool {
		return slices.Contains(clients, c.ID) && c.Verdict != "accepted"
	})
	switch {
	case r.Verdict == "unreadable":
		return exitUsage
	case refused && f.on != "never", slices.ContainsFunc(rows.rows, func(x row) bool { return rows.fails(&x) }):
		return exitRefused
	}
	return exitOK
}

// gather reads the files and asks the server that the operands name.
func gather(operands []string, server *connecting, o engine.Options, in io.Reader, errs io.Writer) (
	[]read.Input, engine.Options, error,
) {
	g, err := classify(operands)
	if err != nil {
		return nil, o, err
	}
	if len(g.endpoints) > 1 {
		return nil, o, fmt.Errorf("check asks one server; audit takes a list (%s and %s were given)",
			g.endpoints[0], g.endpoints[1])
	}
	trusted, o, err := server.trusting(o)
	if err != nil {
		return nil, o, err
	}
	var all []read.Input
	for _, e := range g.endpoints {
		a, err := server.ask(e, errs)
		if err != nil {
			return nil, o, err
		}
		all, o = fetched(e, a, o)
	}
	if len(g.endpoints) == 0 || len(g.files) > 0 {
		files, err := inputs(g.files, in)
		if err != nil {
			return nil, o, err
		}
		if *server.ca != "" {
			o.Roles = both(files, o)
		}
		all = append(all, files...)
	}
	return append(all, trusted...), o, nil
}

// both are the roles without those of self-signed certificates that stand in the CA file and in another file: such a one
// may be a server's own, which the evidence decides.
func both(files []read.Input, o engine.Options) map[string]string {
	out := maps.Clone(o.Roles)
	bundle, err := read.Read(files, read.Options{Passwords: o.Passwords, Openers: containers.All})
	if err != nil {
		return out // the check says so
	}
	for _, c := range bundle.Certificates {
		if c.SelfIssued() {
			delete(out, fingerprint(c.Raw))
		}
	}
	return out
}

func printJSON(out io.Writer, v any) error {
	e := json.NewEncoder(jsonSafe{out})
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// printReport writes the report for people.
func printReport(out io.Writer, r *engine.Report) error {
	var b strings.Builder
	say := func(en, zh string, args ...any) {
		fmt.Fprintf(&b, lang.Text{EN: en, ZH: zh}.In(lang.Lang(r.Lang)), args...)
	}
	switch r.Verdict {
	case "unreadable":
		say("No certificate found.\n", "没有找到证书。\n")
	case "accepted":
		say("ACCEPTED by %s (OpenSSL %s)\n", "接受：%s（OpenSSL %s）\n", r.Client, r.OpenSSL)
	case "not-checked":
		say("NOT CHECKED for %s (OpenSSL %s)\n", "未检查：%s（OpenSSL %s）\n", r.Client, r.OpenSSL)
	case "ambiguous":
		say("AMBIGUOUS for %s (OpenSSL %s): it depends on what the certificates are\n",
			"%s（OpenSSL %s）的结论不定：取决于这些证书的角色\n", r.Client, r.OpenSSL)
	default:
		say("REFUSED by %s (OpenSSL %s)\n", "拒绝：%s（OpenSSL %s）\n", r.Client, r.OpenSSL)
		fmt.Fprintf(&b, "  %s\n", r.Message)
	}
	if r.Whole != "" {
		fmt.Fprintf(&b, "  %s\n", r.Whole)
	}
	if r.As == "client" {
		say("Judged as a client certificate, by a TLS server (-as server for the other way)\n",
			"按客户端证书、由 TLS 服务器校验来判断（-as server 改为另一方向）\n")
	}
	if m := r.FromMessage; m.Host != "" {
		say("Host from the message: %s (-host - for none)\n", "主机取自信息：%s（-host - 表示不用）\n", m.Host)
	}
	if m := r.FromMessage; m.Client != "" {
		say("Client from the message: %s (-client chooses another)\n", "客户端取自信息：%s（用 -client 另选）\n", m.Client)
	}
	for _, f := range r.Faults {
		printFault(&b, f, say)
	}
	for _, m := range r.Messages {
		if m.About != "" {
			fmt.Fprintf(&b, "%s (%d): %s\n", m.Text, m.Code, m.About)
		}
	}
	for i, x := range r.Readings {
		if i == 0 {
			say("Plausible readings (-role chooses):\n", "可能的解读（用 -role 选定）：\n")
		}
		fmt.Fprintf(&b, "  %-11s %s  %s\n", x.Verdict, x.Title, x.Message)
	}
	if r.Assumed != nil {
		say("Assumed: %s\n", "假定：%s\n", *r.Assumed)
	}
	if len(r.Chains) > 1 {
		say("Chain %d of %d; -chain chooses another:\n", "第 %d 条链，共 %d 条；用 -chain 选择：\n", r.Chain, len(r.Chains))
		for i, c := range r.Chains {
			fmt.Fprintf(&b, "  %d %-8s %s  %s\n", i, c.Verdict, name(r, subject(c)), c.Message)
		}
	}
	if len(r.Chains) > 0 {
		say("\nChain, leaf first:\n", "\n证书链（叶子在前）：\n")
		c := r.Chains[r.Chain]
		for depth, at := range c.Path {
			mark := ""
			if depth >= c.Trusted {
				mark = lang.Text{EN: "  (trusted)", ZH: "  (受信任)"}.In(lang.Lang(r.Lang))
			}
			fmt.Fprintf(&b, "  %d %s%s\n", depth, name(r, at), mark)
			if at >= 0 && r.Certificates[at].RoleWhy != "" {
				fmt.Fprintf(&b, "      %s\n", r.Certificates[at].RoleWhy)
			}
		}
	}
	if len(r.Findings) > 0 {
		say("\nFindings:\n", "\n发现：\n")
	}
	for _, f := range r.Findings {
		code := ""
		if f.Code != 0 {
			code = fmt.Sprintf(" (%d, %s)", f.Code, f.Name)
		}
		fmt.Fprintf(&b, "  [%s] %s: %s%s\n", f.Severity, name(r, f.Certificate), f.Title, code)
		for _, line := range []string{f.Saw, f.Why, f.Fix} {
			if line != "" {
				fmt.Fprintf(&b, "      %s\n", line)
			}
		}
	}
	for _, o := range r.Origins {
		say("\nMade by %s (%s): %s\n", "\n来源：%s（%s）：%s\n", o.Name, name(r, o.Certificate), o.Remedy)
	}
	if r.Plan != nil && r.Plan.Summary != "" {
		say("\nRepair: %s\n", "\n修复：%s\n", r.Plan.Summary)
		for i, s := range r.Plan.Steps {
			fmt.Fprintf(&b, "  %d. %s\n", i+1, s.Title)
		}
		for _, s := range append(append([]string{}, r.Plan.Blocked...), r.Plan.Warnings...) {
			fmt.Fprintf(&b, "  - %s\n", s)
		}
	}
	if len(r.Clients) > 0 {
		say("\nClients:\n", "\n各客户端：\n")
	}
	for _, c := range r.Clients {
		fmt.Fprintf(&b, "  %-8s %-22s %s\n", c.Verdict, c.ID, c.Text)
	}
	if len(r.Messages) > 0 {
		say("\nError messages recognized:\n", "\n识别到的错误信息：\n")
	}
	for _, m := range r.Messages {
		writeMessage(&b, m, say)
	}
	for _, p := range r.Printed {
		fmt.Fprintf(&b, "\n%s: %s\n  %s\n", p.Source, p.Subject, p.Title)
		for _, f := range p.Findings {
			fmt.Fprintf(&b, "  [%d] %s\n", f.Code, f.Title)
		}
		for _, line := range p.Saw {
			fmt.Fprintf(&b, "    %s\n", line)
		}
		say("  This prints the certificate itself: %s\n", "  用它打印证书本身：%s\n", p.Command)
	}
	for _, n := range r.Notes {
		if n.Source != "" {
			b.WriteString(n.Source + ": ")
		}
		b.WriteString(n.Text + "\n")
	}
	for _, l := range r.Locked {
		say("%s: a password is needed (-password)\n", "%s：需要密码（-password）\n", l.Source)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// writeMessage writes what a message means, and what to do about it.
func writeMessage(b *strings.Builder, m engine.RecognizedError, say func(en, zh string, args ...any)) {
	fmt.Fprintf(b, "  %s: %s\n", m.Source, m.Text)
	if m.Count > 1 {
		say("    %d lines say so\n", "    共 %d 行\n", m.Count)
	}
	if m.Title != "" {
		fmt.Fprintf(b, "    %s\n", m.Title)
	}
	for _, line := range []string{m.Who, m.Strict, m.Ask} {
		if line != "" {
			fmt.Fprintf(b, "    %s\n", line)
		}
	}
	if m.CAFile != "" {
		say("    CA file of %s: %s\n", "    %s 的 CA 文件：%s\n", m.Program, m.CAFile)
	}
	for _, c := range m.Commands {
		fmt.Fprintf(b, "    %s\n      %s\n", c.Why, c.Code)
	}
	if len(m.Makers) > 0 {
		say("    Usually made by: %s\n", "    常见的制作者：%s\n", strings.Join(m.Makers, ", "))
	}
	if m.Change != nil {
		say("    Until it is repaired, in %s:\n", "    修复之前，在 %s 中：\n", m.Change.Library)
		for line := range strings.Lines(m.Change.Code) {
			b.WriteString("      " + line)
		}
		fmt.Fprintf(b, "    %s\n", m.Change.Loses)
	}
}

// subject is the certificate that a chain is about.
func subject(c engine.Chain) int {
	if c.Leaf < 0 && len(c.Path) > 1 {
		return c.Path[1]
	}
	return c.Leaf
}

func name(r *engine.Report, at int) string {
	if at < 0 || at >= len(r.Certificates) {
		return lang.Text{EN: "(assumed certificate)", ZH: "(假定的证书)"}.In(lang.Lang(r.Lang))
	}
	c := r.Certificates[at]
	return c.Name + " [" + c.Source + "]"
}
