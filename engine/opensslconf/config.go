// Package opensslconf writes what re-issues certificates where the key lives: openssl.cnf and a POSIX shell script
// around the openssl command.
package opensslconf

import (
	"fmt"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/tbs"
)

// Config returns openssl.cnf: one section for each certificate to re-issue, named after its file, with every
// extension of the new certificate in order and a comment on each change.
func Config(p *plan.Plan, certificates []*cert.Certificate, l lang.Lang) string {
	var b strings.Builder
	comment(&b, lang.Text{
		EN: "openssl.cnf for reissue.sh: the extensions of every certificate to re-issue, one section each.\nKeys, names, serial numbers and validity come from the old certificates; reissue.sh keeps them.",
		ZH: "供 reissue.sh 使用的 openssl.cnf：每张待重新签发的证书一节，列出其全部扩展。\n密钥、名称、序列号和有效期取自旧证书，reissue.sh 会原样保留。",
	}.In(l))
	for i := range p.Reissues {
		r := &p.Reissues[i]
		fmt.Fprintf(&b, "\n[ %s ]\n", section(r))
		comment(&b, certificates[r.Certificate].Subject.String())
		if wordless(r) {
			comment(&b, lang.Text{
				EN: "An extension of this certificate has an empty value, which openssl.cnf has no words for: only reissue.sh makes it, from its bytes.",
				ZH: "此证书有一个值为空的扩展，openssl.cnf 无法表达：只有 reissue.sh 能按字节生成它。",
			}.In(l))
		} else if selfSigns(r) {
			comment(
				&b,
				lang.Text{
					EN: "By hand:",
					ZH: "手工执行：",
				}.In(
					l,
				)+"\n  "+selfSignCommand(
					r,
					"OLD.crt",
					"KEY",
					"openssl.cnf",
					r.File,
				),
			)
		} else {
			comment(
				&b,
				lang.Text{
					EN: "By hand (OpenSSL 3.2 and later):",
					ZH: "手工执行（OpenSSL 3.2 及以后）：",
				}.In(
					l,
				)+"\n  openssl x509 -in OLD.crt -CA ISSUER.crt -CAkey KEY -preserve_dates -set_serial "+
					serialArgument(
						r.Spec.Serial,
					)+" -clrext -extfile openssl.cnf -extensions "+section(
					r,
				)+" -out "+r.File,
			)
		}
		for _, c := range r.Changes {
			if c.Kind == "kept" || c.Config != "" {
				continue
			}
			comment(&b, fmt.Sprintf("%s: %s → %s. %s", c.Field, orNone(c.Before), orNone(c.After), c.Why))
		}
		n := len(r.Changes)
		for _, c := range r.Changes[min(8, n):] {
			if c.Config == "" {
				continue
			}
			if c.Kind != "kept" {
				comment(&b, c.Why)
			}
			b.WriteString(c.Config + "\n")
		}
	}
	return b.String()
}

// comment writes text as comment lines. A certificate's own words cannot leave the comment: line ends become comment
// lines too.
func comment(b *strings.Builder, text string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		b.WriteString(strings.TrimRight("# "+line, " ") + "\n")
	}
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// section is the name of the section in openssl.cnf: the file name without its ending.
func section(r *plan.Reissue) string { return strings.TrimSuffix(r.File, ".crt") }

// serialArgument writes INTEGER content for -set_serial.
func serialArgument(content []byte) string {
	if len(content) > 0 && content[0] >= 0x80 {
		magnitude := make([]byte, len(content))
		carry := byte(1)
		for i := len(content) - 1; i >= 0; i-- {
			magnitude[i] = ^content[i] + carry
			if magnitude[i] != 0 {
				carry = 0
			}
		}
		return fmt.Sprintf("-0x%X", magnitude)
	}
	return fmt.Sprintf("0x%X", content)
}

// wordless reports whether an extension has an empty value, which openssl.cnf cannot say.
func wordless(r *plan.Reissue) bool {
	for _, e := range r.Spec.Extensions {
		if len(e.Value) == 0 {
			return true
		}
	}
	return false
}

// selfSigns reports whether `openssl x509 -signkey` makes this certificate in every OpenSSL from 1.1.1 on: self-signed,
// with subject, public key and validity unchanged. OpenSSL 3.5 and later may order its extensions otherwise.
func selfSigns(r *plan.Reissue) bool {
	if r.Signer != r.Certificate || r.Spec.Algorithm.Kind == key.RSAPSS || r.Spec.UniqueIDs != nil ||
		len(r.Spec.Extensions) == 0 || wordless(r) {
		return false
	}
	for _, key := range []string{"issuer", "notBefore", "notAfter", "subject", "spki"} {
		if r.Changed(key) {
			return false
		}
	}
	return true
}

func digestArgument(r *plan.Reissue) string {
	switch {
	case r.Spec.Algorithm.Kind == key.SM2:
		return "-sm3"
	case r.Spec.Algorithm.Hash == 0:
		return ""
	}
	return "-" + strings.ToLower(strings.ReplaceAll(r.Spec.Algorithm.Hash.String(), "-", ""))
}

func selfSignCommand(r *plan.Reissue, old, key, config, out string) string {
	words := []string{"openssl x509 -in", old, "-signkey", key, "-preserve_dates -clrext"}
	if d := digestArgument(r); d != "" {
		words = append(words, d)
	}
	if r.Serial == "new" {
		words = append(words, "-set_serial", serialArgument(r.Spec.Serial))
	}
	return strings.Join(append(words, "-extfile", config, "-extensions", section(r), "-out", out), " ")
}

// altNames builds the subject alternative name extension for DNS names and IP addresses.
func altNames(names []string) cert.Extension {
	var list []tbs.AltName
	for _, n := range names {
		list = append(list, tbs.ParseAltName(n))
	}
	return tbs.SubjectAltName(false, list...)
}
