package boringssl

import (
	"net/netip"
	"slices"
	"strings"

	"x509strict/engine/der/strict"
)

// Stage is where a connection ended.
type Stage uint8

// The stages, in order.
const (
	Loading   Stage = iota // the CA file
	Handshake              // BoringSSL ends the connection itself
	Verifying              // the verifier's last error
	Naming                 // the host
	Connected
)

// Verdict is what Bun's fetch does.
type Verdict struct {
	Stage  Stage
	Name   string // error.code; "" when connected
	Text   string // error.message
	Blame  []byte // the certificate to blame, nil for none
	Why    string // at Loading and Handshake: BadCAFile and the other words
	Result        // of the verifier, from Verifying on
}

// Accepted reports whether the connection is made.
func (v Verdict) Accepted() bool { return v.Stage == Connected }

// Message is the code and the message, as a program prints them.
func (v Verdict) Message() string { return v.Name + ": " + v.Text }

// Why a connection ends before the verifier is asked, or by what it cannot go on with.
const (
	BadCAFile      = "CA file"
	BadCertificate = "certificate"
	BadKey         = "key"
	BadKeyUsage    = "key usage"
	BadExtension   = "extension"
)

// What Bun says where it keeps the cause to itself.
const (
	noContext = "FailedToOpenSocket"
	noHello   = "EPROTO"
)

// Bun judges as fetch(url, {tls: {ca}}) does, where the server has the leaf's key.
func Bun(in Input) Verdict {
	var trusted, sent []*certificate
	for _, raw := range in.Trusted {
		c := parse(raw)
		if c == nil {
			break // the rest of the file is not read
		}
		trusted = append(trusted, c)
	}
	if len(trusted) == 0 {
		v := Verdict{Name: noContext, Text: noContext + ": Was there a typo in the url or port?", Why: BadCAFile}
		if len(in.Trusted) > 0 {
			v.Blame = in.Trusted[0]
		}
		return v
	}
	broken := Verdict{Stage: Handshake, Name: noHello,
		Text: noHello + ": The TLS handshake failed. Does the server speak TLS on this port?"}
	for _, raw := range in.Sent {
		c := parse(raw)
		if c == nil {
			broken.Blame, broken.Why = raw, BadCertificate
			return broken
		}
		sent = append(sent, c)
	}
	leaf := sent[0]
	broken.Blame = leaf.raw
	switch {
	case leaf.key.kind == none || leaf.key.kind == x25519Key:
		broken.Why = BadKey
		return broken
	case !leaf.signsHandshakes():
		broken.Why = BadKeyUsage
		return broken
	}
	v := Verdict{Stage: Verifying, Result: verify(in, sent, trusted)}
	if leaf.key.kind == mldsaKey {
		v.NotChecked = "a server with an ML-DSA key"
	}
	if v.Fatal != "" {
		broken.Why, broken.Result = BadExtension, v.Result
		if n := len(v.Chain); v.Fatal == InvalidExtension && n > 0 {
			broken.Blame = v.Chain[n-1]
		}
		return broken
	}
	if n := len(v.Events); n > 0 {
		last := v.Events[n-1]
		v.Name, v.Text, v.Blame = string(last.Code), last.Code.Text(), last.Certificate
		return v
	}
	if in.Host != "" && !leaf.hasHost(in.Host) {
		v.Stage, v.Name, v.Blame = Naming, "ERR_TLS_CERT_ALTNAME_INVALID", leaf.raw
		host := in.Host
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		v.Text = v.Name + " fetching \"https://" + host + "/\". " +
			"For more information, pass `verbose: true` in the second argument to fetch()"
		return v
	}
	v.Stage = Connected
	return v
}

// signsHandshakes: the first key usage, where there is one, has digitalSignature.
func (c *certificate) signsHandshakes() bool {
	for _, e := range c.extensions {
		if e.oid == extKeyUsage {
			r := strict.NewReader(e.value)
			v := r.Bits(strict.BitString)
			r.End()
			return r.OK() && len(v) > 0 && v[0]&digitalSignature != 0
		}
	}
	return true
}

// hasHost looks for a host much as Node.js does: among the alternative names, or where none of them is a DNS name, in
// the common names.
func (c *certificate) hasHost(host string) bool {
	addr, err := netip.ParseAddr(host)
	isIP := err == nil
	named := false
	for _, g := range c.altNames {
		switch g.tag {
		case dnsName:
			if !isIP && matchDNS(g.value, host) {
				return true
			}
			named = true
		case ipAddress:
			if isIP && g.value == string(addr.AsSlice()) {
				return true
			}
		}
	}
	if isIP || named {
		return false
	}
	for _, a := range c.subject.attributes {
		if a.oid == oidCommonName && matchDNS(string(a.content), host) {
			return true
		}
	}
	return false
}

// matchDNS compares one name label by label. The first may have one wildcard, which stands for any part of a label,
// when two more follow and it is no A-label.
func matchDNS(pattern, host string) bool {
	if strings.ContainsFunc(pattern, func(c rune) bool { return c <= ' ' || c > '~' || strings.ContainsRune(`"\,'`, c) }) {
		return false
	}
	pattern, host = strings.TrimSuffix(pattern, "."), strings.TrimSuffix(host, ".")
	label, rest, ok := strings.Cut(pattern, ".")
	mine, others, ok2 := strings.Cut(host, ".")
	if pattern == "" || ok != ok2 || !equalFold(rest, others) || slices.Contains(strings.Split(pattern, "."), "") {
		return false
	}
	before, after, wild := strings.Cut(label, "*")
	if !wild || strings.Contains(strings.ToLower(label), "xn--") {
		return equalFold(label, mine)
	}
	return !strings.Contains(after, "*") && strings.Contains(rest, ".") && len(before)+len(after) <= len(mine) &&
		equalFold(before, mine[:len(before)]) && hasSuffixFold(mine, after)
}
