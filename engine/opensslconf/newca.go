package opensslconf

import (
	"fmt"
	"strconv"
	"strings"

	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/tbs"
)

// NewCA returns openssl.cnf and newca.sh, which make a CA and its nodes with the openssl command instead of here. The
// error wraps [plan.ErrSpec].
func NewCA(s plan.CASpec) (config, script string, err error) {
	if s, err = s.Fill(); err != nil {
		return "", "", err
	}
	if err = s.CheckNames(); err != nil {
		return "", "", err
	}
	return newCAConfig(s), newCAScript(s), nil
}

func newCAConfig(s plan.CASpec) string {
	var b strings.Builder
	comment(&b, lang.Text{
		EN: "openssl.cnf for newca.sh: a CA and its servers and clients, as strict clients want them.",
		ZH: "供 newca.sh 使用的 openssl.cnf：符合严格客户端要求的 CA 以及服务器、客户端证书。",
	}.In(s.Lang))
	name := func(section string, subject tbs.Subject) {
		fmt.Fprintf(&b, "\n[ %s ]\n", section)
		for _, p := range subject.Pairs() {
			b.WriteString(p.Name + " = " + escape(p.Value) + "\n")
		}
	}
	name("ca_name", s.Subject)
	b.WriteString(
		"\n[ ca ]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid:always\n",
	)
	bases := s.Bases()
	for i, n := range s.Nodes {
		subject := s.Subject
		subject.CommonName = n.Name
		name("name_"+bases[i], subject)
		fmt.Fprintf(&b, "\n[ node_%s ]\n", bases[i])
		b.WriteString(
			nodeExtensions(n, s.Elasticsearch, "authorityKeyIdentifier = keyid:always\n"),
		)
	}
	return b.String()
}

// nodeExtensions are those of a node, in the order of package issue. A request leaves authority, the line that only
// the CA can fill, out.
func nodeExtensions(n plan.Node, both bool, authority string) string {
	usage := "digitalSignature"
	if strings.HasPrefix(n.Key, "RSA") {
		usage += ",keyEncipherment"
	}
	purpose := "serverAuth"
	switch {
	case n.Client:
		purpose = "clientAuth"
	case n.Both || both:
		purpose = "serverAuth,clientAuth"
	}
	out := "basicConstraints = critical,CA:FALSE\nkeyUsage = critical," + usage + "\nextendedKeyUsage = " + purpose +
		"\nsubjectKeyIdentifier = hash\n" + authority
	if len(n.Names) > 0 {
		_, value := plan.ConfigLine(altNames(n.Names))
		out += "subjectAltName = " + value + "\n"
	}
	return out
}

// escape writes a value so that OpenSSL's configuration reader (config(5)) takes every character for itself.
func escape(v string) string {
	var b strings.Builder
	for i, r := range v {
		switch {
		case r < 0x20 || r == 0x7f: // cannot be written; names with such characters are not made
		case strings.ContainsRune(`\$#"'`+"`;", r), r == ' ' && (i == 0 || i == len(v)-1):
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// keyArguments are the options of openssl genpkey.
func keyArguments(kind string) string {
	switch kind {
	case "EC P-384", "EC P-521":
		return "-algorithm EC -pkeyopt ec_paramgen_curve:" + strings.TrimPrefix(kind, "EC ") +
			" -pkeyopt ec_param_enc:named_curve"
	case "Ed25519", "ML-DSA-65", "ML-DSA-87":
		return "-algorithm " + strings.ToUpper(kind)
	}
	if bits, ok := strings.CutPrefix(kind, "RSA "); ok {
		return "-algorithm RSA -pkeyopt rsa_keygen_bits:" + bits
	}
	return "-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve"
}

func keyDigest(kind string) string {
	switch kind {
	case "EC P-384":
		return "-sha384"
	case "EC P-521":
		return "-sha512"
	case "Ed25519", "ML-DSA-65", "ML-DSA-87":
		return ""
	}
	return "-sha256"
}

func makerTexts(b *strings.Builder, script string, l lang.Lang) {
	for _, m := range []struct{ name, en, zh string }{
		{"T_NAME", script, script},
		{"T_VERSION", "OpenSSL 1.1.1 or later is needed; this is", "需要 OpenSSL 1.1.1 或更高版本；当前是"},
		{"T_CONF", "openssl.cnf has to lie beside this script:", "openssl.cnf 须与本脚本放在一起："},
		{"T_EXISTS", "already there, not overwritten:", "已存在，未覆盖："},
		{"T_DONE", "Done. The files are in", "完成。文件位于"},
	} {
		fmt.Fprintf(b, "%s=%s\n", m.name, quote(lang.Text{EN: m.en, ZH: m.zh}.In(l)))
	}
}

func newCAScript(s plan.CASpec) string {
	var b strings.Builder
	b.WriteString("#!/bin/sh\n")
	comment(&b, lang.Text{
		EN: "Usage: sh newca.sh\nMakes the CA of openssl.cnf and its certificates in the folder x509strict-ca (OUT=... for another).\nPrivate keys are encrypted when the variable X509STRICT_PASSWORD is set. Needs OpenSSL 1.1.1 or later (OPENSSL=... for another command).",
		ZH: "用法：sh newca.sh\n按 openssl.cnf 生成 CA 及其证书，写入文件夹 x509strict-ca（可用 OUT=... 另行指定）。\n设置了变量 X509STRICT_PASSWORD 时私钥会被加密。需要 OpenSSL 1.1.1 或更高版本（可用 OPENSSL=... 指定命令）。",
	}.In(s.Lang))
	b.WriteString("set -eu\numask 077\nOUT=${OUT:-x509strict-ca}\n")
	makerTexts(&b, "newca.sh", s.Lang)
	b.WriteString(fragment("common", "newca") + "\n")
	fmt.Fprintf(&b, "key \"$OUT/ca.key\" %s\n", keyArguments(s.Key))
	b.WriteString("name ca_name >\"$work/cnf\"\n")
	fmt.Fprintf(
		&b,
		"pass req -new -x509 -config \"$work/cnf\" -extensions ca -key \"$OUT/ca.key\" %s -days %d -set_serial \"$(serial)\" -out \"$OUT/ca.crt\"\n",
		keyDigest(s.Key),
		s.Days,
	)
	for i, base := range s.Bases() {
		at := `"$OUT/` + base + "/" + base
		purpose := "sslserver"
		if s.Nodes[i].Client {
			purpose = "sslclient"
		}
		fmt.Fprintf(&b, "\nmkdir \"$OUT/%s\"\nkey %s.key\" %s\n", base, at, keyArguments(s.Nodes[i].Key))
		fmt.Fprintf(&b, "name name_%s >\"$work/cnf\"\n", base)
		fmt.Fprintf(&b, "pass req -new -config \"$work/cnf\" -key %s.key\" -out \"$work/csr\"\n", at)
		fmt.Fprintf(
			&b,
			"pass x509 -req -in \"$work/csr\" -CA \"$OUT/ca.crt\" -CAkey \"$OUT/ca.key\" -set_serial \"$(serial)\" %s -days %s -extfile \"${here}openssl.cnf\" -extensions node_%s -out %s.crt\"\n",
			keyDigest(s.Key),
			strconv.Itoa(min(s.Nodes[i].Days, s.Days)), // no certificate outlives its CA
			base,
			at,
		)
		fmt.Fprintf(
			&b,
			"\"$OPENSSL\" verify -x509_strict -purpose %s -auth_level 2 -no-CApath -no-CAfile -CAfile \"$OUT/ca.crt\" %s.crt\"\n",
			purpose,
			at,
		)
	}
	b.WriteString("complete=1\nsay \"$T_DONE $OUT\"\n")
	return b.String()
}

// Request returns openssl.cnf and request.sh, which make a private key of a kind and a certificate request (RFC 2986)
// for a node, to be sent to whoever runs the CA. The error wraps [plan.ErrSpec].
func Request(n plan.Node, subject tbs.Subject, kind string, l lang.Lang) (config, script string, err error) {
	s, err := plan.CASpec{Subject: subject, Nodes: []plan.Node{n}, NodeKey: kind, Lang: l}.Fill()
	if err != nil {
		return "", "", err
	}
	base := s.Bases()[0]
	var c, b strings.Builder
	comment(
		&c,
		lang.Text{
			EN: "openssl.cnf for request.sh: what the certificate has to contain. Whoever signs it has to copy these extensions.",
			ZH: "供 request.sh 使用的 openssl.cnf：证书应包含的内容。签发者须照抄这些扩展。",
		}.In(
			l,
		),
	)
	subject.CommonName = n.Name
	c.WriteString("\n[ name ]\n")
	for _, p := range subject.Pairs() {
		c.WriteString(p.Name + " = " + escape(p.Value) + "\n")
	}
	c.WriteString("\n[ request ]\n" + nodeExtensions(s.Nodes[0], false, ""))
	b.WriteString("#!/bin/sh\n")
	comment(&b, lang.Text{
		EN: "Usage: sh request.sh\nMakes a private key and a certificate request in the folder x509strict-request (OUT=... for another).\nThe key is encrypted when the variable X509STRICT_PASSWORD is set; it stays here, only the request is sent to the CA.",
		ZH: "用法：sh request.sh\n在文件夹 x509strict-request（可用 OUT=... 另行指定）中生成私钥和证书请求。\n设置了变量 X509STRICT_PASSWORD 时私钥会被加密；私钥留在本机，只把请求交给 CA。",
	}.In(l))
	b.WriteString("set -eu\numask 077\nOUT=${OUT:-x509strict-request}\n")
	makerTexts(&b, "request.sh", l)
	b.WriteString(fragment("common", "newca"))
	fmt.Fprintf(&b, "\nkey \"$OUT/%s.key\" %s\nname name >\"$work/cnf\"\n", base, keyArguments(s.NodeKey))
	fmt.Fprintf(
		&b,
		"pass req -new -config \"$work/cnf\" -reqexts request -key \"$OUT/%s.key\" %s -out \"$OUT/%s.csr\"\n",
		base,
		keyDigest(s.NodeKey),
		base,
	)
	fmt.Fprintf(
		&b,
		"\"$OPENSSL\" req -in \"$OUT/%s.csr\" -noout -verify 2>/dev/null\ncomplete=1\nsay \"$T_DONE $OUT\"\n",
		base,
	)
	return c.String(), b.String(), nil
}
