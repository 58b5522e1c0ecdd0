//go:build !lean

package engine

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// maxNamed bounds how much text is looked at for what it is instead of a certificate, in bytes.
const maxNamed = 16 << 10

// named says of an input without any certificate what it is, and what is wanted instead.
func (r *run) named(inputs []read.Input) {
	for _, q := range r.bundle.Requests[:min(len(r.bundle.Requests), 5)] {
		name := lang.Text{EN: "no name", ZH: "（无名称）"}.In(r.o.Lang)
		if s := briefName(q.Subject); s != "" {
			name = s
		}
		r.note("problem", "request-only", lang.Text{
			EN: fmt.Sprintf("This is a certificate request (CSR) for “%s” (%s), not a certificate: no client verifies it. Have the CA sign it and paste the certificate that it returns.", name, q.SPKI.Describe()),
			ZH: fmt.Sprintf("这是“%s”的证书请求（CSR，%s），而不是证书：客户端不会校验它。请让 CA 签发，再粘贴 CA 返回的证书。", name, q.SPKI.Describe()),
		}, placeText(q.Place, r.o.Lang))
	}
	var seen []string
	for _, n := range r.bundle.Notes {
		text, known := instead[n.Args["what"]]
		if n.ID != "skipped" || !known || slices.Contains(seen, n.Args["what"]) {
			continue
		}
		seen = append(seen, n.Args["what"])
		r.report.Notes = slices.DeleteFunc(r.report.Notes,
			func(x Note) bool { return x.ID == "skipped" && x.Text == n.Text(r.o.Lang) })
		r.note("problem", "instead", text, placeText(n.Place, r.o.Lang))
	}
	for _, in := range inputs {
		if len(in.Data) > maxNamed {
			continue
		}
		if text, known := nameOfText(strings.TrimSpace(string(in.Data))); known {
			r.report.Notes = slices.DeleteFunc(r.report.Notes, func(n Note) bool {
				return n.ID == "nothing-found" || n.ID == "format-unknown" // named below
			})
			r.note("problem", "instead", text, "")
		}
	}
}

// instead is what to give in place of what was skipped.
var instead = map[string]lang.Text{
	read.ShapeCRL: {
		EN: "A certificate revocation list (CRL) says which certificates a CA has withdrawn; it holds none. Paste the certificate of the server and its CA.",
		ZH: "证书吊销列表（CRL）只写明 CA 撤销了哪些证书，其中没有证书。请粘贴服务器证书及其 CA 证书。",
	},
	read.ShapePublicKey: {
		EN: "A public key alone is no certificate: name, validity and issuer are missing. Paste the certificate that holds it (BEGIN CERTIFICATE).",
		ZH: "单独的公钥不是证书：没有名称、有效期和颁发者。请粘贴包含它的证书（BEGIN CERTIFICATE）。",
	},
	"OpenSSH key": {
		EN: "An OpenSSH key is for SSH, not for TLS. Paste the certificate of the server (BEGIN CERTIFICATE).",
		ZH: "OpenSSH 密钥用于 SSH，与 TLS 无关。请粘贴服务器的证书（BEGIN CERTIFICATE）。",
	},
	"PGP block": {
		EN: "A PGP block is for mail and packages, not for TLS. Paste the certificate of the server (BEGIN CERTIFICATE).",
		ZH: "PGP 块用于邮件和软件包，与 TLS 无关。请粘贴服务器的证书（BEGIN CERTIFICATE）。",
	},
}

// nameOfText recognizes short texts that people paste in place of a certificate.
func nameOfText(text string) (lang.Text, bool) {
	line, _, _ := strings.Cut(text, "\n")
	line = strings.TrimSpace(line)
	for _, kind := range []string{"ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"} {
		if strings.HasPrefix(line, kind) {
			return instead["OpenSSH key"], true
		}
	}
	if isToken(line) {
		return lang.Text{
			EN: "This is a JSON web token (JWT), not a certificate. It may be a secret: whoever has it can use it. Paste the certificate of the server.",
			ZH: "这是 JSON Web Token（JWT），不是证书。它可能是机密：拿到的人就能使用。请粘贴服务器的证书。",
		}, true
	}
	if strings.Contains(text, "read from 0x") && strings.Contains(text, "\n0000 - 17 03 03") { // RFC 8446 section 5.2
		return lang.Text{
			EN: "These are the bytes of a TLS 1.3 connection: its certificates are encrypted in them. Run openssl s_client with -showcerts instead of -debug, or with -msg, and paste what it prints.",
			ZH: "这是一次 TLS 1.3 连接的字节，其中的证书是加密的。请在运行 openssl s_client 时用 -showcerts（或 -msg）代替 -debug，再粘贴其输出。",
		}, true
	}
	if strings.Contains(text, "\n") {
		return lang.Text{}, false
	}
	name, port, known := hostPort(line)
	if !known {
		return lang.Text{}, false
	}
	command := "openssl s_client -connect " + name + ":" + port + " -showcerts </dev/null"
	if !strings.HasPrefix(name, "[") && strings.ContainsFunc(name, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
		command = "openssl s_client -connect " + name + ":" + port + " -servername " + name + " -showcerts </dev/null"
	}
	ask := "x509strict check " + name + ":" + port
	return lang.Text{
		EN: "This is an address, and nothing here connects to it: the page works without a network. Run this where the server can be reached, and paste what it prints: " +
			command + "  The command line tool asks the server itself: " + ask,
		ZH: "这是一个地址，而这里不会连接网络。请在能访问该服务器的机器上运行下面的命令，并粘贴其输出：" +
			command + "  命令行工具可以直接查询服务器：" + ask,
	}, true
}

// isToken recognizes the compact form of RFC 7515 section 3.1: three parts of base64url, the first of which is an
// object in JSON.
func isToken(line string) bool {
	line = strings.TrimPrefix(line, "Bearer ")
	parts := strings.Split(line, ".")
	if len(parts) != 3 || !strings.HasPrefix(parts[0], "eyJ") {
		return false
	}
	for _, p := range parts {
		for i := range len(p) {
			if !bytes.ContainsRune([]byte("-_"), rune(p[i])) && !letter(p[i]) {
				return false
			}
		}
	}
	return true
}

// hostPort takes a URL, "host:port" or a host name apart. Only what is safe on a command line is taken.
func hostPort(line string) (name, port string, known bool) {
	scheme, rest, url := strings.Cut(line, "://")
	if !url {
		rest, scheme = line, ""
	}
	rest, _, _ = strings.Cut(rest, "/")
	rest = rest[strings.LastIndex(rest, "@")+1:]
	name, port = rest, ""
	if i := strings.LastIndex(rest, ":"); i >= 0 && !strings.HasSuffix(rest, "]") {
		name, port = rest[:i], rest[i+1:]
	}
	if port == "" {
		if !url {
			return "", "", false // a bare word may be anything
		}
		port = "443"
		switch scheme {
		case "ldaps":
			port = "636"
		case "amqps":
			port = "5671"
		case "mqtts":
			port = "8883"
		case "rediss":
			port = "6379"
		}
	}
	if len(port) > 5 || strings.Trim(port, "0123456789") != "" || name == "" || len(name) > 253 {
		return "", "", false
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	for i := range len(inner) {
		if c := inner[i]; !letter(c) && c != '.' && c != '-' && (c != ':' || inner == name) {
			return "", "", false
		}
	}
	if inner == "" || inner[0] == '-' {
		return "", "", false
	}
	return cert.SafeText([]byte(name)), port, true
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
