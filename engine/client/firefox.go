//go:build !lean

package client

import (
	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/mozpkix"
	"x509strict/engine/verify"
)

var firefox = &Client{
	ID:   "firefox",
	Name: lang.Text{EN: "Firefox", ZH: "Firefox"},
	About: lang.Text{
		EN: "Under an authority that its user has added. No common names, no CA as a server certificate, no SHA-1, no Ed25519, names compared octet for octet; takes partial chains, ignores key identifiers.",
		ZH: "信任用户自行导入的 CA 时：不看通用名，不接受 CA 证书作服务器证书，不接受 SHA-1 和 Ed25519，名称逐字节比较；接受部分链，忽略密钥标识符。",
	},
	Source:   "https://wiki.mozilla.org/SecurityEngineering/Certificate_Verification",
	Group:    Browsers,
	Version:  "Firefox ESR 153",
	Compared: true,
	Program:  firefoxProgram{},
}

// firefoxProgram is Firefox with the CA file among its authorities.
type firefoxProgram struct{}

func (firefoxProgram) Alike(Case) any { return firefoxProgram{} }

func (firefoxProgram) Ask(v *verify.Verifier, k Case) Answer {
	name, why := serverName(k)
	if why != (lang.Text{}) {
		return Unknown(why)
	}
	a := mozpkix.Judge(mozpkix.Input{
		Sent:    append([]*cert.Certificate{k.Leaf}, k.Untrusted...),
		Trusted: k.Trusted,
		Host:    name,
		Time:    k.Time,
		Signed: func(child, issuer *cert.Certificate) (bool, string) {
			return k.Signature(v, child, issuer)
		},
	})
	if len(a.NotChecked) > 0 {
		return unchecked(a.NotChecked[0])
	}
	if a.Error == mozpkix.Success {
		return Accept(a.Chain, len(a.Chain)-1)
	}
	path, trusted := k.Path(v)
	return Refuse(path, trusted, Reason{
		Certificate: a.Blame, Name: string(a.Error), Text: string(a.Error), Rule: firefoxRule(a, k)})
}

// firefoxRules are the rules of errors that have one meaning.
var firefoxRules = map[mozpkix.Error]string{
	mozpkix.BadDER:                 "not-der",
	mozpkix.LibraryFailure:         "not-der",
	mozpkix.InvalidIntegerEncoding: "not-der",
	mozpkix.CACertInvalid:          "invalid-ca",
	mozpkix.V1UsedAsCA:             "invalid-ca",
	mozpkix.BadSignature:           "cert-signature-failure",
	mozpkix.InvalidKey:             "cert-signature-failure",
	mozpkix.CertNotInNameSpace:     "permitted-violation",
	mozpkix.AlgorithmDisabled:      "signature-algorithm-not-taken",
	mozpkix.ExpiredCertificate:     "cert-has-expired",
	mozpkix.ExpiredIssuer:          "cert-has-expired",
	mozpkix.NotYetValid:            "cert-not-yet-valid",
	mozpkix.NotYetValidIssuer:      "cert-not-yet-valid",
	mozpkix.InvalidTime:            "error-in-cert-not-before-field",
	mozpkix.ExtensionValueInvalid:  "invalid-extension",
	mozpkix.BadAccessLocation:      "invalid-extension",
	mozpkix.InadequateCertType:     "invalid-purpose",
	mozpkix.PathLenInvalid:         "path-length-exceeded",
	mozpkix.UnknownCritical:        "unhandled-critical-extension",
	mozpkix.UnsupportedKeyAlg:      "server-key-not-supported",
	mozpkix.UnsupportedCurve:       "server-key-not-supported",
	mozpkix.UnsupportedPointForm:   "server-key-not-supported",
	mozpkix.NoCypherOverlap:        "server-key-not-supported",
	mozpkix.ExtractKeyFailure:      "ec-key-explicit-params",
	mozpkix.CAUsedAsEndEntity:      "ca-used-as-server-certificate",
	mozpkix.InadequateKeySize:      "ca-key-too-small",
	mozpkix.AlgorithmMismatch:      "signature-algorithm-inconsistency",
	mozpkix.TLSFeatureMissing:      "ocsp-stapling-demanded",
	mozpkix.EmptyIssuerName:        "issuer-name-empty",
	mozpkix.SelfSigned:             "depth-zero-self-signed-cert",
	mozpkix.ReusedSerial:           "issuer-and-serial-reused",
}

func firefoxRule(a mozpkix.Answer, k Case) string {
	switch a.Error {
	case mozpkix.UnknownIssuer:
		return unknownIssuer(a.Blame, k)
	case mozpkix.BadCertDomain:
		return wrongName(a.Blame, k)
	case mozpkix.InadequateKeyUsage:
		if a.Blame != k.Leaf {
			return "keyusage-no-certsign"
		}
		return "server-key-usage-no-digital-signature"
	}
	return firefoxRules[a.Error]
}
