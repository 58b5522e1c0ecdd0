//go:build !lean

package client

import (
	"bytes"
	"crypto/x509"
	"errors"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// golang is crypto/x509 itself: it doubles the cryptography to load.
var golang = &Client{
	ID:   "go",
	Name: lang.Text{EN: "Go (crypto/x509)", ZH: "Go（crypto/x509）"},
	About: lang.Text{
		EN: "The real crypto/x509, not a model. Wants basic constraints on a CA and subject alternative names on a server certificate; has no strict mode.",
		ZH: "这里运行的就是真正的 crypto/x509。它要求 CA 有基本约束、服务器证书有主体备用名称；没有严格模式。",
	},
	Source:   "https://pkg.go.dev/crypto/x509#Certificate.Verify",
	Group:    Golang,
	Compared: true,
	Verifies: Both,
	Program:  goProgram{},
}

// goProgram runs the real crypto/x509 as crypto/tls does for a client with RootCAs set, or a server with ClientCAs.
type goProgram struct{}

func (goProgram) Alike(Case) any { return goProgram{} }

func (goProgram) Ask(v *verify.Verifier, k Case) Answer {
	path, trusted := k.Path(v) // crypto/x509 shows none when it refuses
	if text, blame := goSays(k); text != "" {
		return Refuse(path, trusted, Reason{Certificate: blame, Text: text, Rule: goRule(text, blame, k)})
	}
	return Accept(path, trusted)
}

// goSays is Go's error, "" for none, and the certificate that it is about.
func goSays(k Case) (text string, blame *cert.Certificate) {
	if k.AssumedLeaf {
		if x := issuerAmong(k.Leaf, k.Untrusted); x != nil && issuerAmong(k.Leaf, k.Trusted) == nil {
			// The path above the issuer is judged with its real signatures first.
			above := k
			above.Leaf, above.AssumedLeaf, above.Host = x, false, ""
			if text, blame := goVerify(above, x509.ExtKeyUsageAny); text != "" {
				return text, blame
			}
		}
	}
	if k.As == OfClient {
		return goVerify(k, x509.ExtKeyUsageClientAuth)
	}
	return goVerify(k, x509.ExtKeyUsageServerAuth)
}

func issuerAmong(c *cert.Certificate, in []*cert.Certificate) *cert.Certificate {
	for _, i := range in {
		if string(i.Subject.Canonical) == string(c.Issuer.Canonical) {
			return i
		}
	}
	return nil
}

// goVerify verifies with crypto/x509. A certificate whose signature is assumed is signed anew with a key of our own,
// its contents otherwise untouched, because crypto/x509 cannot be told to take a signature for good.
func goVerify(k Case, usage x509.ExtKeyUsage) (text string, blame *cert.Certificate) {
	load := func(c *cert.Certificate) (*x509.Certificate, error) {
		if c == k.Leaf && k.AssumedLeaf { // made here, so nothing else is to be learned of it
			if again, err := signAnew(c, false); err == nil {
				return x509.ParseCertificate(again)
			}
		}
		own, err := x509.ParseCertificate(c.Raw)
		if err != nil {
			return nil, err
		}
		rekey := k.AssumedLeaf && c != k.Leaf && own.PublicKeyAlgorithm != x509.UnknownPublicKeyAlgorithm ||
			c == k.AssumedRoot
		resign := rekey ||
			k.AssumedRoot != nil && string(c.Issuer.Canonical) == string(k.AssumedRoot.Subject.Canonical) &&
				signsToday[own.SignatureAlgorithm]
		if !resign {
			return own, nil
		}
		again, err := signAnew(c, rekey)
		if err != nil {
			return own, nil // what crypto/x509 parses and we cannot take apart keeps its own signature
		}
		return x509.ParseCertificate(again)
	}
	peer := "certificate from server"
	if k.As == OfClient {
		peer = "client certificate"
	}
	leaf, err := load(k.Leaf)
	if err != nil {
		return "tls: failed to parse " + peer + ": " + err.Error(), k.Leaf
	}
	o := x509.VerifyOptions{
		Roots:         x509.NewCertPool(),
		Intermediates: x509.NewCertPool(),
		CurrentTime:   k.Time,
		KeyUsages:     []x509.ExtKeyUsage{usage},
		DNSName:       k.Name(),
	}
	for _, c := range k.Untrusted {
		p, err := load(c)
		if err != nil {
			return "tls: failed to parse " + peer + ": " + err.Error(), c
		}
		o.Intermediates.AddCert(p)
	}
	for _, c := range k.Trusted {
		if p, err := load(c); err == nil { // AppendCertsFromPEM passes over what it cannot parse
			o.Roots.AddCert(p)
		}
	}
	if _, err := leaf.Verify(o); err != nil {
		return "tls: failed to verify certificate: " + err.Error(), k.goBlames(err)
	}
	return "", nil
}

// goBlames is the certificate that an error of crypto/x509 is about: the leaf, unless it names another.
func (k Case) goBlames(err error) *cert.Certificate {
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var critical x509.UnhandledCriticalExtension
	var named *x509.Certificate
	switch {
	case errors.As(err, &invalid):
		named = invalid.Cert
	case errors.As(err, &unknown):
		named = unknown.Cert
	case errors.As(err, &critical): // does not say whose
		for _, list := range [][]*cert.Certificate{{k.Leaf}, k.Untrusted, k.Trusted} {
			for _, c := range list {
				if p, err := x509.ParseCertificate(c.Raw); err == nil && len(p.UnhandledCriticalExtensions) > 0 {
					return c
				}
			}
		}
	}
	if named != nil {
		for _, list := range [][]*cert.Certificate{k.Untrusted, k.Trusted} {
			for _, c := range list {
				if bytes.Equal(c.RawTBS, named.RawTBSCertificate) {
					return c
				}
			}
		}
	}
	return k.Leaf
}

// goRules are the rules of crypto/x509's errors, by what they say.
var goRules = []struct{ says, rule string }{
	{"duplicate extension", "duplicate-extension"},
	{"contains duplicate", "duplicate-extension"},
	{"failed to parse", "not-der"},
	{"legacy Common Name", "missing-subject-alt-name"},
	{"doesn't contain any IP SANs", "ip-address-mismatch"},
	{"is after", "cert-has-expired"},
	{"is before", "cert-not-yet-valid"},
	{"insecure algorithm", "weak-signature-digest"},
	{"cannot verify signature", "signature-algorithm-not-taken"},
	{"verification error", "cert-signature-failure"},
	{"verification failure", "cert-signature-failure"},
	{"not authorized to sign other certificates", "invalid-ca"},
	{"parent certificate cannot sign", "invalid-ca"},
	{"too many intermediates", "path-length-exceeded"},
	{"not authorized to sign for this name", "permitted-violation"},
	{"is not permitted by any constraint", "permitted-violation"},
	{"is excluded by constraint", "excluded-violation"},
	{"incompatible key usage", "invalid-purpose"},
	{"unhandled critical extension", "unhandled-critical-extension"},
	{"no valid chains built", "policy-required-but-absent"},
	{"signature check attempts limit", "path-search-limits"},
	{"constraint", "unsupported-name-syntax"},
}

func goRule(text string, c *cert.Certificate, k Case) string {
	for _, r := range goRules {
		if strings.Contains(text, r.says) {
			return r.rule
		}
	}
	switch {
	case strings.Contains(text, "unknown authority"):
		return unknownIssuer(c, k)
	case strings.Contains(text, "valid for") || strings.Contains(text, "valid names"):
		return wrongName(k.Leaf, k)
	}
	return ""
}

// signsToday are the signature algorithms that crypto/x509 verifies; it refuses the others whoever signed.
var signsToday = map[x509.SignatureAlgorithm]bool{
	x509.SHA256WithRSA:    true,
	x509.SHA384WithRSA:    true,
	x509.SHA512WithRSA:    true,
	x509.SHA256WithRSAPSS: true,
	x509.SHA384WithRSAPSS: true,
	x509.SHA512WithRSAPSS: true,
	x509.ECDSAWithSHA256:  true,
	x509.ECDSAWithSHA384:  true,
	x509.ECDSAWithSHA512:  true,
	x509.PureEd25519:      true,
}
