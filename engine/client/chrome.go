//go:build !lean

package client

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/chromepki"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

var chrome = &Client{
	ID:   "chrome",
	Name: lang.Text{EN: "Chrome, Edge and Chromium", ZH: "Chrome、Edge 和 Chromium"},
	About: lang.Text{
		EN: "Under a root that its user has added. No common names, no SHA-1, no Ed25519 or P-521 for servers, digitalSignature in a server's key usage; what a root says of itself counts, its dates too. Compared on Linux.",
		ZH: "信任用户自行添加的根证书时：不看通用名，不接受 SHA-1，服务器密钥不能是 Ed25519 或 P-521，服务器的密钥用法必须含 digitalSignature；根证书自身的限制和有效期也算数。在 Linux 上比对。",
	},
	Source:   "https://chromium.googlesource.com/chromium/src/+/main/net/cert/",
	Group:    Browsers,
	Version:  "Chromium 156",
	Compared: true,
	Program:  chromeProgram{},
}

// chromeProgram is Chrome with the CA file among its user's roots.
type chromeProgram struct{}

func (chromeProgram) Alike(Case) any { return chromeProgram{} }

func (chromeProgram) Ask(v *verify.Verifier, k Case) Answer {
	name, why := serverName(k)
	if why != (lang.Text{}) {
		return Unknown(why)
	}
	in, known := boringInput(v, k)
	verdict := chromepki.Verify(chromepki.Input{Sent: in.Sent, Trusted: in.Trusted, Host: strings.ToLower(name),
		Time: k.Time, Signature: in.Signature})
	if verdict.NotChecked != "" {
		return unchecked(verdict.NotChecked)
	}
	path := known.all(verdict.Chain)
	trusted := len(path)
	if verdict.Trusted {
		trusted--
	}
	if verdict.NetError == "" {
		return Accept(path, trusted)
	}
	if len(path) == 0 {
		path, trusted = []*cert.Certificate{k.Leaf}, 1
	}
	var reasons []Reason
	for _, f := range verdict.Faults {
		c := known.of(f.Certificate)
		reasons = append(reasons, Reason{
			Certificate: c, Name: verdict.NetError, Text: string(f.Error), Rule: k.chromeFault(f.Error, c)})
	}
	if verdict.WrongName {
		reasons = append(reasons, Reason{Certificate: k.Leaf, Name: chromepki.CommonNameInvalid,
			Text: chromepki.CommonNameInvalid, Rule: wrongName(k.Leaf, k)})
	}
	if rule := chromeRules[verdict.NetError]; len(reasons) == 0 {
		reasons = []Reason{{Certificate: k.Leaf, Name: verdict.NetError, Text: verdict.NetError, Rule: rule}}
	}
	a := Refuse(path, trusted, reasons[0], reasons[1:]...)
	a.Text, a.Message = verdict.NetError, "net::"+verdict.NetError
	return a
}

// chromeRules are the rules of what is not found out by looking for a path.
var chromeRules = map[string]string{
	chromepki.ProtocolError:  "server-key-not-supported",
	chromepki.NoCommonCipher: "server-key-not-supported",
	chromepki.BadFormat:      "not-der",
	chromepki.KeyUsage:       "server-key-usage-no-digital-signature",
	chromepki.CertInvalid:    "invalid-extension",
	chromepki.WeakKey:        "ee-key-too-small",
}

// chromeFaults are the rules of errors that have one meaning.
var chromeFaults = map[chromepki.Error]string{
	chromepki.NotAfter:              "cert-has-expired",
	chromepki.NotBefore:             "cert-not-yet-valid",
	chromepki.AlgorithmMismatch:     "signature-algorithm-inconsistency",
	chromepki.UnconsumedCritical:    "unhandled-critical-extension",
	chromepki.KeyCertSignNotSet:     "keyusage-no-certsign",
	chromepki.MaxPathLength:         "path-length-exceeded",
	chromepki.NotCA:                 "invalid-ca",
	chromepki.MissingBasic:          "invalid-ca",
	chromepki.NameNotPermitted:      "permitted-violation",
	chromepki.SignatureFailed:       "cert-signature-failure",
	chromepki.LacksServerAuth:       "invalid-purpose",
	chromepki.NoValidPolicy:         "policy-required-but-absent",
	chromepki.MapsAnyPolicy:         "policy-required-but-absent",
	chromepki.FailedParsingKey:      "server-key-not-supported",
	chromepki.UnacceptableSignature: "signature-algorithm-not-taken",
	chromepki.IterationLimit:        "cert-chain-too-long",
}

func (k Case) chromeFault(e chromepki.Error, c *cert.Certificate) string {
	switch e {
	case chromepki.NoIssuers, chromepki.SubjectMismatch:
		if c.SelfIssued() && c == k.Leaf {
			return "depth-zero-self-signed-cert"
		}
		return unknownIssuer(c, k)
	case chromepki.UnacceptableKey:
		if c == k.Leaf {
			return "ee-key-too-small"
		}
		return "ca-key-too-small"
	}
	return chromeFaults[e]
}
