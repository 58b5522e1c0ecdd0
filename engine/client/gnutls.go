//go:build !lean

package client

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/gnutls"
	"x509strict/engine/host"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// gnu is what Debian links its command line tools with.
var gnu = &Client{
	ID:   "gnutls",
	Name: lang.Text{EN: "GnuTLS (git, wget, exim on Debian)", ZH: "GnuTLS（Debian 的 git、wget、exim）"},
	About: lang.Text{
		EN: "Reads strict DER only, compares names but for the type of their strings, takes partial chains, and wants digitalSignature in a server's key usage. Stands for 3.7 (Debian 12) and 3.8: the real ones said the same of all 1,231 recorded chains.",
		ZH: "只读严格的 DER；名称比较忽略字符串类型；接受部分链；服务器的密钥用法必须含 digitalSignature。同时代表 3.7（Debian 12）和 3.8：两者的真实程序对全部 1,231 条记录的链答复一致。",
	},
	Source:   "https://www.gnutls.org/manual/html_node/Verifying-X_002e509-certificate-paths.html",
	Group:    CommandLine,
	Version:  "GnuTLS 3.7 and 3.8",
	Compared: true,
	Program:  gnutlsProgram{},
}

// gnutlsProgram is gnutls-cli with a CA file.
type gnutlsProgram struct{}

func (gnutlsProgram) Alike(Case) any { return gnutlsProgram{} }

func (gnutlsProgram) Ask(v *verify.Verifier, k Case) Answer {
	name, why := serverName(k)
	if why != (lang.Text{}) {
		return Unknown(why)
	}
	in := gnutls.Input{
		Sent:    append([]*cert.Certificate{k.Leaf}, k.Untrusted...),
		Trusted: k.Trusted,
		Host:    strings.TrimRight(name, "."),
		Time:    k.Time,
		Release: gnutls.R38,
		Signed: func(child, issuer *cert.Certificate) (bool, string) {
			return k.Signature(v, child, issuer)
		},
	}
	a := gnutls.Judge(in)
	in.Release = gnutls.R37
	switch older := gnutls.Judge(in); {
	case len(a.NotChecked) > 0:
		return unchecked(a.NotChecked[0])
	case older.Accepted != a.Accepted:
		return Unknown(lang.Text{
			EN: "not checked: GnuTLS 3.7 and 3.8 differ over this chain",
			ZH: "未检查：GnuTLS 3.7 和 3.8 对这条链的答复不同",
		})
	}
	path, trusted := k.Path(v)
	if a.Accepted {
		return Accept(path, trusted)
	}
	if a.Stage != gnutls.Verified {
		return Refuse(path, trusted, Reason{
			Certificate: a.Blame[0], Name: a.Name, Text: a.Message, Rule: gnutlsErrors[a.Name]})
	}
	var reasons []Reason
	for _, bit := range a.Status.Each() {
		blame := a.Blame[bit]
		if blame == nil {
			blame = k.Leaf
		}
		reasons = append(reasons, Reason{
			Certificate: blame, Name: bit.Name(), Text: bit.Sentence(), Rule: gnutlsRule(bit, blame, k)})
	}
	answer := Refuse(path, trusted, reasons[0], reasons[1:]...)
	answer.Text, answer.Message = a.Status.Text(), a.Message
	return answer
}

// serverName is the host as a URL's host is handed on, without brackets; why says what was not compared.
func serverName(k Case) (name string, why lang.Text) {
	if k.As == OfClient {
		return "", onlyServers
	}
	name = host.Curl(k.Name(), k.Release).Shown
	for _, b := range []byte(name) {
		if b >= 0x80 {
			return "", lang.Text{
				EN: "not checked: host names beyond ASCII; ask for the xn-- form",
				ZH: "未检查：含非 ASCII 字符的主机名；请用 xn-- 形式查询",
			}
		}
	}
	return name, lang.Text{}
}

var onlyServers = lang.Text{
	EN: "not checked: compared as a client that judges a server only",
	ZH: "未检查：只比对过它作为客户端判断服务器的情形",
}

// unchecked words what a verifier could not do.
func unchecked(what string) Answer {
	return Unknown(lang.Text{EN: "not checked: " + what, ZH: "未检查：" + what})
}

// gnutlsErrors are the rules for what ends a connection before verification.
var gnutlsErrors = map[string]string{
	"GNUTLS_E_KEY_USAGE_VIOLATION":      "server-key-usage-no-digital-signature",
	"GNUTLS_E_X509_DUPLICATE_EXTENSION": "duplicate-extension",
	"GNUTLS_E_CERTIFICATE_TIME_ERROR":   "error-in-cert-not-before-field",
	"GNUTLS_E_ASN1_TIME_ERROR":          "error-in-cert-not-before-field",
	"GNUTLS_E_CERTIFICATE_ERROR":        "not-der",
	"GNUTLS_E_X509_UNKNOWN_SAN":         "invalid-extension",
	"GNUTLS_E_ASN1_DER_ERROR":           "not-der",
	"GNUTLS_E_ASN1_TAG_ERROR":           "not-der",
	"GNUTLS_E_SHORT_MEMORY_BUFFER":      "not-der",
	"GNUTLS_E_CONSTRAINT_ERROR":         "cert-chain-too-long",
	"GNUTLS_E_ECC_UNSUPPORTED_CURVE":    "server-key-not-supported",
	"GNUTLS_E_UNIMPLEMENTED_FEATURE":    "server-key-not-supported",
	"GNUTLS_E_ILLEGAL_PARAMETER":        "server-key-not-supported",
}

// gnutlsRule is the rule of one sentence of the status line, by what the certificate to blame has.
func gnutlsRule(why gnutls.Status, c *cert.Certificate, k Case) string {
	switch why {
	case gnutls.SignerNotFound:
		if c.SelfIssued() && c == k.Leaf {
			return "depth-zero-self-signed-cert"
		}
		return unknownIssuer(c, k)
	case gnutls.SignerNotCA:
		return "invalid-ca"
	case gnutls.InsecureAlgorithm:
		if c.SPKI.Decode().Bits < 1024 && !c.SelfIssued() && c == k.Leaf {
			return "ee-key-too-small"
		}
		return "ca-md-too-weak"
	case gnutls.SignerConstraintsFailure:
		switch {
		case c != k.Leaf && c.LacksUsage(cert.KeyCertSign):
			return "keyusage-no-certsign"
		case c == k.Leaf:
			return "permitted-violation"
		}
		return "path-length-exceeded"
	case gnutls.PurposeMismatch:
		return "invalid-purpose"
	case gnutls.NotActivated:
		return "cert-not-yet-valid"
	case gnutls.Expired:
		return "cert-has-expired"
	case gnutls.SignatureFailure:
		return "cert-signature-failure"
	case gnutls.UnexpectedOwner:
		return wrongName(c, k)
	case gnutls.MissingOCSPStatus:
		return "ocsp-stapling-demanded"
	case gnutls.UnknownCritExtensions:
		return "unhandled-critical-extension"
	}
	return "signature-algorithm-not-taken"
}

// unknownIssuer tells an issuer that is there under another spelling from one that is not.
func unknownIssuer(c *cert.Certificate, k Case) string {
	for _, list := range [][]*cert.Certificate{k.Untrusted, k.Trusted} {
		for _, x := range list {
			if x != c && string(x.Subject.Canonical) == string(c.Issuer.Canonical) &&
				string(x.Subject.Raw) != string(c.Issuer.Raw) {
				return "issuer-name-spelled-differently"
			}
		}
	}
	return "unable-to-get-issuer-cert-locally"
}

// wrongName is the rule for a host that the leaf does not have.
func wrongName(c *cert.Certificate, k Case) string {
	switch {
	case c.SubjectAltName == nil:
		return "missing-subject-alt-name"
	case host.Curl(k.Name(), k.Release).IP != nil:
		return "ip-address-mismatch"
	}
	return "hostname-mismatch"
}
