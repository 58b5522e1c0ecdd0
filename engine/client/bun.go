//go:build !lean

package client

import (
	"strings"

	"x509strict/engine/boringssl"
	"x509strict/engine/cert"
	"x509strict/engine/host"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/verify"
)

var bun = &Client{
	ID:   "bun",
	Name: lang.Text{EN: "Bun (BoringSSL)", ZH: "Bun（BoringSSL）"},
	About: lang.Text{
		EN: "fetch with a CA file. Reads DER only, wants digitalSignature in a server's key usage and cA or keyCertSign in every CA, takes SHA-1 and small RSA keys, no partial chains. It names the last error that it met, and keeps some to itself: EPROTO, FailedToOpenSocket.",
		ZH: "带 CA 文件的 fetch。只读 DER；服务器的密钥用法必须含 digitalSignature，每个 CA 都要有 cA 或 keyCertSign；接受 SHA-1 和较短的 RSA 密钥，不接受部分链。报告的是遇到的最后一个错误，有些原因只显示 EPROTO 或 FailedToOpenSocket。",
	},
	Source:   "https://bun.com/docs/runtime/networking/fetch#tls",
	Group:    JavaScript,
	Version:  "Bun 1.4",
	Compared: true,
	Program:  bunProgram{},
}

// bunProgram is Bun's fetch with the CA file.
type bunProgram struct{}

func (bunProgram) Alike(Case) any { return bunProgram{} }

func (bunProgram) Ask(v *verify.Verifier, k Case) Answer {
	name, why := serverName(k)
	if why != (lang.Text{}) {
		return Unknown(why)
	}
	in, known := boringInput(v, k)
	in.Host = strings.ToLower(name)
	verdict := boringssl.Bun(in)
	if verdict.NotChecked != "" {
		return unchecked(verdict.NotChecked)
	}
	path := known.all(verdict.Chain)
	if verdict.Accepted() {
		return Accept(path, verdict.Anchor)
	}
	why1 := Reason{Certificate: known.of(verdict.Blame), Name: verdict.Name, Text: verdict.Text}
	if why1.Certificate == nil {
		why1.Certificate = k.Leaf
	}
	if len(path) == 0 {
		path = []*cert.Certificate{why1.Certificate}
	}
	why1.Rule = k.bunRule(verdict, why1.Certificate)
	a := Refuse(path, verdict.Anchor, why1)
	a.Message = verdict.Message()
	return a
}

// byBytes finds a certificate by where its bytes lie.
type byBytes map[*byte]*cert.Certificate

// of is the certificate; nil for no bytes.
func (known byBytes) of(raw []byte) *cert.Certificate {
	if len(raw) == 0 {
		return nil
	}
	return known[&raw[0]]
}

func (known byBytes) all(list [][]byte) (out []*cert.Certificate) {
	for _, raw := range list {
		out = append(out, known.of(raw))
	}
	return out
}

// boringInput is a case as package boringssl takes it.
func boringInput(v *verify.Verifier, k Case) (boringssl.Input, byBytes) {
	known := byBytes{}
	raw := func(list []*cert.Certificate) (out [][]byte) {
		for _, c := range list {
			known[&c.Raw[0]] = c
			out = append(out, c.Raw)
		}
		return out
	}
	in := boringssl.Input{Sent: raw([]*cert.Certificate{k.Leaf}), Time: k.Time}
	in.Sent = append(in.Sent, raw(k.Untrusted)...)
	in.Trusted = raw(k.Trusted)
	in.Signature = func(child, issuer []byte) (bool, string) {
		return k.Signature(v, known.of(child), known.of(issuer))
	}
	return in, known
}

// bunRule is the rule of what Bun objects to in c.
func (k Case) bunRule(v boringssl.Verdict, c *cert.Certificate) string {
	switch v.Stage {
	case boringssl.Naming:
		return bunHostRule(c, k)
	case boringssl.Verifying:
		return k.boringRule(boringssl.Code(v.Name), c)
	}
	switch v.Why {
	case boringssl.BadKeyUsage:
		return "server-key-usage-no-digital-signature"
	case boringssl.BadKey:
		return "server-key-not-supported"
	case boringssl.BadExtension:
		return "invalid-extension"
	}
	return "not-der"
}

// bunHostRule: a common name is enough where there is no DNS name.
func bunHostRule(c *cert.Certificate, k Case) string {
	if host.Curl(k.Name(), k.Release).IP != nil {
		return "ip-address-mismatch"
	}
	return "hostname-mismatch"
}

// boringRule is the rule of an error of BoringSSL's verifier.
func (k Case) boringRule(code boringssl.Code, c *cert.Certificate) string {
	switch code {
	case boringssl.ConstraintsWithoutSANs:
		return "missing-subject-alt-name"
	case boringssl.InvalidPurpose:
		if c != k.Leaf && !boringCA(c) {
			return "invalid-ca"
		}
		return "invalid-purpose"
	case boringssl.SignatureFailure:
		if c.OuterAlg.OID == oid.MD5WithRSA || c.SPKI.Decode().Problem() != "" {
			return "signature-algorithm-not-taken"
		}
		return "cert-signature-failure"
	case boringssl.Unspecified, boringssl.OutOfMemory:
		return "unsupported-name-syntax"
	case boringssl.UnsupportedConstraintSyntax:
		return "unsupported-constraint-type"
	case boringssl.NoExplicitPolicy, boringssl.InvalidPolicyExtension:
		return "policy-required-but-absent"
	}
	return strings.ReplaceAll(strings.ToLower(string(code)), "_", "-")
}

// boringCA reports whether basic constraints and key usage let c issue certificates.
func boringCA(c *cert.Certificate) bool {
	return c.BasicConstraints != nil && c.BasicConstraints.CA && !c.LacksUsage(cert.KeyCertSign)
}
