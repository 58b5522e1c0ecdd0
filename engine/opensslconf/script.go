package opensslconf

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
)

// Script returns reissue.sh: POSIX sh around openssl 1.1.1 to 4.0. It takes key files in any order, finds out whose
// they are, signs what the plan says, writes to a folder of its own without overwriting anything, and verifies every
// chain with -x509_strict at the end. openssl.cnf from [Config] has to lie beside it.
func Script(p *plan.Plan, certificates []*cert.Certificate, l lang.Lang) string {
	w := &script{p: p, certificates: certificates, l: l}
	w.head()
	w.b.WriteString(fragment("common", "reissue"))
	w.data()
	w.issues()
	w.verifies()
	return w.b.String()
}

type script struct {
	b            strings.Builder
	p            *plan.Plan
	certificates []*cert.Certificate
	l            lang.Lang
}

func (w *script) say(en, zh string) string { return lang.Text{EN: en, ZH: zh}.In(w.l) }

func (w *script) head() {
	b := &w.b
	b.WriteString("#!/bin/sh\n")
	comment(
		b,
		w.say(
			"Usage: sh reissue.sh KEY...\nKEY: files with private keys (PEM, DER or PKCS#12, encrypted or not), in any order. Needed:",
			"用法：sh reissue.sh 密钥文件...\n密钥文件：含私钥的文件（PEM、DER 或 PKCS#12，加密与否均可），顺序不限。需要：",
		),
	)
	seen := map[int]bool{}
	for _, r := range w.p.Reissues {
		if !seen[r.Signer] {
			seen[r.Signer] = true
			comment(b, "  "+plan.DisplayName(w.certificates[r.Signer]))
		}
	}
	comment(
		b,
		w.say(
			"The new files go to the folder x509strict-new (OUT=... for another); nothing is overwritten, and nothing stays when it fails.\nA password is asked for once, or taken from the variable X509STRICT_PASSWORD.\nNothing leaves this machine. Needs OpenSSL 1.1.1 or later (OPENSSL=... for another command).",
			"新文件写入文件夹 x509strict-new（可用 OUT=... 另行指定），不会覆盖任何文件；失败时不留下任何文件。\n密码只询问一次，也可放在变量 X509STRICT_PASSWORD 里。\n任何内容都不会离开本机。需要 OpenSSL 1.1.1 或更高版本（可用 OPENSSL=... 指定命令）。",
		),
	)
	b.WriteString("set -eu\numask 077\nOUT=${OUT:-x509strict-new}\n")
	for _, m := range []struct{ name, en, zh string }{
		{"T_NAME", "reissue.sh", "reissue.sh"},
		{"T_USAGE", "usage: sh reissue.sh KEY...", "用法：sh reissue.sh 密钥文件..."},
		{"T_VERSION", "OpenSSL 1.1.1 or later is needed; this is", "需要 OpenSSL 1.1.1 或更高版本；当前是"},
		{"T_CONF", "openssl.cnf has to lie beside reissue.sh:", "openssl.cnf 须与 reissue.sh 放在一起："},
		{"T_EXISTS", "already there, not overwritten:", "文件已存在，未覆盖："},
		{"T_PASSWORD", "Password of the key file", "密钥文件的密码"},
		{"T_ABSENT", "this file cannot be read:", "无法读取文件："},
		{"T_NONE", "there is no private key in", "文件里没有私钥："},
		{"T_CUT", "the private key is cut off, its END line is missing:", "私钥不完整，缺少 END 行："},
		{"T_UNREADABLE", "openssl cannot read the private key in", "openssl 无法读取私钥："},
		{"T_WRONG", "the password does not open", "密码不对，无法打开："},
		{
			"T_EMPTY",
			"a password is needed (the variable X509STRICT_PASSWORD, or at the prompt) for",
			"需要密码（放在变量 X509STRICT_PASSWORD 里，或在提示时输入）：",
		},
		{
			"T_JKS",
			"a Java keystore (JKS), which openssl cannot read. Run: keytool -importkeystore -srckeystore FILE" +
				" -destkeystore keys.p12 -deststoretype PKCS12, then give keys.p12 instead of",
			"这是 Java 密钥库（JKS），openssl 无法读取。请先运行 keytool -importkeystore -srckeystore 文件" +
				" -destkeystore keys.p12 -deststoretype PKCS12，再用 keys.p12 代替",
		},
		{"T_NOKEY", "the key is missing of", "缺少密钥："},
		{"T_WHOSE", "belongs to", "属于"},
		{"T_NOBODY", "belongs to none of these certificates:", "不属于这里的任何证书："},
		{"T_DIFFERS", "the new certificate would differ where it must not:", "新证书在不该变的地方有变化："},
		{
			"T_PLANNED",
			"openssl signed something else than the plan says; nothing is kept of",
			"openssl 签出的内容与方案不符，未保留任何文件：",
		},
		{
			"T_NEWER",
			"signing with this kind of key needs a later OpenSSL here: 3.0 for Ed25519, Ed448 and SM2, 3.5 for ML-DSA and SLH-DSA",
			"在此用这种密钥签名需要更新的 OpenSSL：Ed25519、Ed448 和 SM2 需要 3.0，ML-DSA 和 SLH-DSA 需要 3.5",
		},
		{"T_MADE", "made", "已生成"},
		{"T_VERIFY", "verifying with -x509_strict:", "用 -x509_strict 校验："},
		{"T_REFUSED", "still refused; do not use the new files:", "仍被拒绝，请勿使用新文件："},
		{"T_DONE", "Done. Every chain is accepted. The files are in", "完成。所有证书链均被接受。文件位于"},
	} {
		fmt.Fprintf(b, "%s=%s\n", m.name, quote(lang.Text{EN: m.en, ZH: m.zh}.In(w.l)))
	}
}

// quote makes one word of the shell.
func quote(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= 0x20 && r != 0x7f {
			b.WriteRune(r)
		}
	}
	return "'" + strings.ReplaceAll(b.String(), "'", `'\''`) + "'"
}

func (w *script) data() {
	b := &w.b
	b.WriteString("\n")
	comment(b, w.say("The certificates as they are.", "现有的证书。"))
	for _, i := range w.p.Involved() {
		fmt.Fprintf(
			b,
			"cat >\"$work/old.%d\" <<'END'\n%sEND\nprintf '%%s\\n' %s >\"$work/name.%d\"\n",
			i,
			pemText(w.certificates[i].Raw),
			quote(plan.DisplayName(w.certificates[i])),
			i,
		)
	}
	for _, r := range w.p.Reissues {
		fmt.Fprintf(b, "absent %s\n", quote(r.File))
	}
}

func pemText(der []byte) string {
	return "-----BEGIN CERTIFICATE-----\n" + lines(der) + "-----END CERTIFICATE-----\n"
}

func lines(der []byte) string {
	var b strings.Builder
	text := base64.StdEncoding.EncodeToString(der)
	for len(text) > 64 {
		b.WriteString(text[:64] + "\n")
		text = text[64:]
	}
	return b.String() + text + "\n"
}

func (w *script) issues() {
	b := &w.b
	for i := range w.p.Reissues {
		r := &w.p.Reissues[i]
		c := w.certificates[r.Certificate]
		b.WriteString("\n")
		comment(b, plan.DisplayName(c))
		fmt.Fprintf(b, "find_key \"$work/old.%d\" %s\n", r.Signer, quote(plan.DisplayName(w.certificates[r.Signer])))
		comment(
			b,
			w.say(
				"What is signed, byte for byte; the sections of openssl.cnf show it in words.",
				"待签名的内容，逐字节给出；openssl.cnf 中有可读的对应内容。",
			),
		)
		fmt.Fprintf(b, "\"$OPENSSL\" base64 -d >\"$work/tbs\" <<'END'\n%sEND\n", lines(r.Spec.TBS()))
		fmt.Fprintf(b, "\"$OPENSSL\" base64 -d >\"$work/alg\" <<'END'\n%sEND\n", lines(r.Spec.Algorithm.Raw))
		fmt.Fprintf(b, "sign %s\nplanned %s\n", scheme(r), quote(r.File))
		fields := []string{}
		for _, f := range []struct{ key, option string }{
			{"subject", "subject"}, {"issuer", "issuer"}, {"spki", "pubkey"}, {"serial", "serial"},
			{"notBefore", "startdate"}, {"notAfter", "enddate"},
		} {
			if !r.Changed(f.key) {
				fields = append(fields, f.option)
			}
		}
		fmt.Fprintf(b, "unchanged \"$work/old.%d\" \"$work/new\" %s\n", r.Certificate, strings.Join(fields, " "))
		fmt.Fprintf(b, "mv \"$work/new\" \"$work/made.%d\"\nsay \"$T_MADE %s\"\n", r.Certificate, r.File)
	}
}

// scheme is what sign in reissue.sh is called with.
func scheme(r *plan.Reissue) string {
	digest := strings.TrimPrefix(digestArgument(r), "-")
	switch kind := r.Spec.Algorithm.Kind; {
	case kind == key.SM2:
		return "message-" + digest
	case kind == key.RSAPSS:
		return fmt.Sprintf("pss-%s-%d", digest, r.Spec.Algorithm.Salt)
	case digest != "":
		return digest
	case kind != key.Ed25519 && kind != key.Ed448 || !selfSigns(r):
		return "message"
	}
	words := fmt.Sprintf("message \"$work/old.%d\" %s", r.Certificate, section(r))
	if r.Serial == "new" {
		words += " -set_serial " + serialArgument(r.Spec.Serial)
	}
	return words
}

func (w *script) verifies() {
	b := &w.b
	b.WriteString("\n")
	made := map[int]bool{}
	for _, r := range w.p.Reissues {
		made[r.Certificate] = true
	}
	path := func(i int) string {
		if made[i] {
			return fmt.Sprintf(`"$work/made.%d"`, i)
		}
		return fmt.Sprintf(`"$work/old.%d"`, i)
	}
	comment(b, w.say("Trust anchors and intermediate certificates, as they will be.", "将来的信任锚和中间证书。"))
	b.WriteString(": >\"$work/anchors\"\n: >\"$work/sent\"\n")
	for _, i := range w.p.Anchors() {
		fmt.Fprintf(b, "cat %s >>\"$work/anchors\"\n", path(i))
	}
	for _, i := range w.p.Involved() {
		if w.p.Sent(i) {
			fmt.Fprintf(b, "cat %s >>\"$work/sent\"\n", path(i))
		}
	}
	for _, chain := range w.p.Paths() {
		leaf := chain[0]
		if len(chain) == 1 {
			fmt.Fprintf(b, "cat %s >>\"$work/anchors\"\n", path(leaf))
		}
		fmt.Fprintf(b, "verify %s %s\n", quote(plan.DisplayName(w.certificates[leaf])), path(leaf))
	}
	for _, i := range w.p.Bare() {
		name := quote(plan.DisplayName(w.certificates[i]))
		if !w.p.Signs(i) {
			continue
		}
		fmt.Fprintf(b, "find_key \"$work/old.%d\" %s\nthrowaway %s\nverify %s \"$work/leaf\"\n", i, name, path(i), name)
	}
	w.bundle(path)
	for _, r := range w.p.Reissues {
		fmt.Fprintf(b, "place %s \"$work/made.%d\"\n", quote(r.File), r.Certificate)
	}
	b.WriteString("complete=1\nsay \"$T_DONE $OUT\"\n")
	for _, r := range w.p.Reissues {
		fmt.Fprintf(b, "fingerprint %s\n", quote(r.File))
	}
}

// bundle writes the file with all that clients trust, where that is more than one certificate and one of them is new.
func (w *script) bundle(path func(int) string) {
	anchors := w.p.Anchors()
	changed := slices.ContainsFunc(
		w.p.Reissues,
		func(r plan.Reissue) bool { return slices.Contains(anchors, r.Certificate) },
	)
	if len(anchors) < 2 || !changed {
		return
	}
	fmt.Fprintf(&w.b, "absent %s\ncat", quote(plan.Bundle))
	for _, i := range anchors {
		w.b.WriteString(" " + path(i))
	}
	fmt.Fprintf(&w.b, " >\"$work/bundle\"\nplace %s \"$work/bundle\"\n", quote(plan.Bundle))
}
