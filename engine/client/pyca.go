//go:build !lean

package client

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/pyca"
	"x509strict/engine/verify"
)

var pycaVerifier = &Client{
	ID: "pyca",
	Name: lang.Text{
		EN: "cryptography's x509.verification (Python package)",
		ZH: "cryptography 的 x509.verification（Python 包）",
	},
	About: lang.Text{
		EN: "For programs that verify with the package themselves, not for ssl or requests. Holds private CAs to the profile of public ones: key usage in every CA, critical basic constraints, an authority key identifier in the leaf, SHA-2, RSA 2048 or P-256, P-384, P-521, the anchor's dates too. Strict DER only.",
		ZH: "用于自己调用该包做验证的程序，与 ssl、requests 无关。私有 CA 也要符合公共 CA 的规范：每个 CA 都要有密钥用法，基本约束须为关键，服务器证书须有颁发者密钥标识符，只接受 SHA-2 以及 RSA 2048、P-256、P-384、P-521，信任锚的有效期也检查。只读严格的 DER。",
	},
	Source:   "https://cryptography.io/en/latest/x509/verification/",
	Group:    Python,
	Version:  "cryptography 43",
	Compared: true,
	Program:  pycaProgram{},
}

// pycaProgram is a server verifier of the package with the CA file as its store.
type pycaProgram struct{}

func (pycaProgram) Alike(Case) any { return pycaProgram{} }

func (pycaProgram) Ask(v *verify.Verifier, k Case) Answer {
	name, why := serverName(k)
	if why != (lang.Text{}) {
		return Unknown(why)
	}
	a := pyca.Judge(pyca.Input{Leaf: k.Leaf, Sent: k.Untrusted, Trusted: k.Trusted, Host: name, Time: k.Time,
		Signed: func(child, issuer *cert.Certificate) (bool, string) { return k.Signature(v, child, issuer) }})
	switch {
	case a.Unknown != "":
		return unchecked(a.Unknown)
	case a.Error == "":
		return Accept(a.Path, len(a.Path)-1)
	}
	path, trusted := k.Path(v)
	answer := Refuse(path, trusted, Reason{
		Certificate: a.Blame, Name: "VerificationError", Text: a.Text, Rule: k.pycaRule(a)})
	answer.Text, answer.Message = a.Error, "cryptography.x509.verification.VerificationError: "+a.Error
	return answer
}

// pycaRules are the rules of what the package says, by how that begins.
var pycaRules = []struct{ says, rule string }{
	{"duplicate extension", "duplicate-extension"},
	{"certificate must be an X509v3", "not-version-3"},
	{"mismatch between signatureAlgorithm", "signature-algorithm-inconsistency"},
	{"certificate must have a serial", "serial-number-too-long"},
	{"certificate serial number", "serial-number-not-positive"},
	{"certificate must have a non-empty Issuer", "issuer-name-empty"},
	{"validity dates between", "error-in-cert-not-before-field"},
	{"certificate contains unaccounted-for critical", "unhandled-critical-extension"},
	{"EE keyUsage", "ku-key-cert-sign-invalid-for-non-ca"},
	{"keyUsage.keyCertSign", "keyusage-no-certsign"},
	{"basicConstraints.cA must not", "ca-used-as-server-certificate"},
	{"basicConstraints.cA must be", "invalid-ca"},
	{"path length", "path-length-exceeded"},
	{"Forbidden", "signature-algorithm-not-taken"},
	{"RSA key is too weak", "short-key"},
	{"issuer has malformed public key", "unable-to-decode-issuer-public-key"},
	{"signature does not match", "cert-signature-failure"},
	{"chain construction exceeds", "cert-chain-too-long"},
	{"authorityKeyIdentifier must contain", "missing-authority-key-identifier"},
	{"authorityKeyIdentifier must not", "authority-key-identifier-pins-serial"},
	{"no permitted name", "permitted-violation"},
	{"excluded name", "excluded-violation"},
	{"malformed DNS", "unsupported-name-syntax"},
	{"unsatisfiable DNS", "unsupported-name-syntax"},
	{"required EKU", "invalid-purpose"},
	{"EE subjectAltName MUST be", "empty-subject-san-not-critical"},
	{"ParseError", "not-der"},
}

func (k Case) pycaRule(a pyca.Answer) string {
	c := a.Blame
	switch a.Text {
	case "cert is not valid at validation time":
		if from, err := c.NotBefore.UTC(); err == nil && k.Time.Before(from) {
			return "cert-not-yet-valid"
		}
		return "cert-has-expired"
	case "all candidates exhausted with no interior errors":
		if c == k.Leaf && c.SelfIssued() {
			return "depth-zero-self-signed-cert"
		}
		return unknownIssuer(c, k)
	case "leaf certificate has no matching subjectAltName":
		return wrongName(c, k)
	case "Certificate extension has incorrect criticality":
		if b := c.Find(oid.BasicConstraints); c != k.Leaf && b != nil && !b.Critical {
			return "ca-bcons-not-critical"
		}
	case "Certificate is missing required extension":
		return pycaMissing(c, c == k.Leaf)
	}
	for _, r := range pycaRules {
		if strings.HasPrefix(a.Text, r.says) {
			return r.rule
		}
	}
	return "invalid-extension"
}

// pycaMissing is the rule of the extension that is asked for first and is not there.
func pycaMissing(c *cert.Certificate, leaf bool) string {
	switch {
	case leaf && c.Find(oid.AuthorityKeyID) == nil:
		return "missing-authority-key-identifier"
	case leaf:
		return "missing-subject-alt-name"
	case c.Find(oid.KeyUsage) == nil:
		return "ca-cert-missing-key-usage"
	}
	return "invalid-ca"
}
