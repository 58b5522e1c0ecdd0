package client

import (
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/host"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// openSSL is a program that verifies with OpenSSL: the same verifier under other settings.
type openSSL struct {
	flags   verify.Flags
	purpose verify.Purpose
	level   func(release.Release) int // auth level under a generation
	hosts   verify.HostFlags
	depth   int // most certificates between the leaf and the trust anchor; 0 for OpenSSL's default
	longest int // most certificates above the leaf, as a verify callback counts them; 0 for any number
	voice   *voice
}

// two is the level of CPython 3.10 and later, whose default cipher string sets it, and of OpenSSL as Linux
// distributions build it.
func two(release.Release) int { return 2 }

// none is the level of a verification outside of TLS.
func none(release.Release) int { return 0 }

// upstream is OpenSSL's own default: 1 up to 3.1, 2 from 3.2 on.
func upstream(r release.Release) int {
	if r >= release.Open35 {
		return 2
	}
	return 1
}

func (openSSL) generations() {}

func (o openSSL) relaxed() (Program, bool) {
	strict := o.flags&verify.Strict != 0
	o.flags &^= verify.Strict
	return o, strict
}

// alike is what the verdict of an openSSL depends on.
type alike struct {
	flags   verify.Flags
	purpose verify.Purpose
	level   int
	hosts   verify.HostFlags
	depth   int
	longest int
	voice   *voice
}

func (o openSSL) Alike(k Case) any {
	a := alike{flags: o.flags, purpose: o.purpose, level: o.level(k.Release), depth: o.depth, longest: o.longest}
	if k.Host != "" { // else nobody looks at names
		a.hosts, a.voice = o.hosts, o.voice
	}
	return a
}

// profile are the verifier's settings for a case without a name.
func (o openSSL) profile(r release.Release, at time.Time, as Side) verify.Profile {
	unix := at.Unix()
	p := verify.Profile{
		Release:   r,
		Flags:     o.flags,
		Purpose:   o.purpose,
		Level:     o.level(r),
		Time:      &unix,
		HostFlags: o.hosts,
		Depth:     o.depth,
	}
	if as == OfClient && p.Purpose == verify.SSLServer {
		p.Purpose = verify.SSLClient
	}
	return p
}

// Profile returns the verifier's settings for a client that verifies with OpenSSL, names left out; false for any
// other client.
func (c *Client) Profile(r release.Release, at time.Time, as Side) (verify.Profile, bool) {
	o, ok := c.Program.(openSSL)
	if !ok {
		return verify.Profile{}, false
	}
	return o.profile(r, at, as), true
}

func (o openSSL) Ask(v *verify.Verifier, k Case) Answer {
	if text := k.unloadable(); text != "" {
		return Answer{Text: text, Message: text}
	}
	p := o.profile(k.Release, k.Time, k.As)
	var target host.Target
	if k.Host != "" && k.As == OfServer {
		target = o.voice.asks(k.Host, k.Release)
		if o.voice.host == nil {
			p.Host, p.IP = target.Name, target.IP
		}
	}
	r := v.Verify(k.Leaf, k.Untrusted, k.Trusted, p)
	a := Answer{
		Path:     r.Chain,
		Trusted:  r.Trusted,
		Skipped:  r.NotChecked,
		Events:   k.forgive(r.Events),
		Forgiven: k.unnamed(r.Events),
	}
	if len(r.Chain) == 2 && (k.AssumedLeaf || k.AssumedRoot != nil) {
		a.Skipped = nil // the one signature of this chain is an assumed one
	}
	if top := len(r.Chain) - 1; len(a.Events) == 0 && o.longest > 0 && top > o.longest {
		a.Events = []verify.Event{{Code: code.CertChainTooLong, Depth: top, Certificate: r.Chain[top]}}
	}
	if target.Fault != "" && !k.AssumedLeaf { // it never connects, whatever the chain
		a.Named, a.Text, a.Message = -1, target.Fault, target.Fault
		return a
	}
	a.Accepted = len(a.Events) == 0 && !r.Internal
	if !a.Accepted {
		o.voice.word(&a, k)
		return a
	}
	if k.Name() != "" && o.voice.host != nil {
		if text := o.voice.host(k.Leaf, target); text != "" {
			a.Accepted, a.Text, a.Message, a.Code = false, text, text, hostCode(target)
		}
	}
	return a
}

// unloadable says which certificate the release does not even load; "" when it loads all. Such a certificate ends the
// handshake, or the loading of the CA file, before anything is verified.
func (k Case) unloadable() string {
	for _, list := range [][]*cert.Certificate{{k.Leaf}, k.Untrusted, k.Trusted} {
		for _, c := range list {
			if ok, why := c.LoadsIn(k.Release); !ok {
				return "OpenSSL " + k.Release.String() + " cannot load the certificate: " + why
			}
		}
	}
	return ""
}

// forgive leaves out the events that exist only because a certificate was assumed: its signature cannot be checked,
// and a stand-in leaf has whatever names a name constraint asks for.
func (k Case) forgive(events []verify.Event) []verify.Event {
	var kept []verify.Event
	for _, e := range events {
		if !k.forgives(e) {
			kept = append(kept, e)
		}
	}
	return kept
}

func (k Case) forgives(e verify.Event) bool {
	if k.AssumedLeaf && e.Certificate == k.Leaf {
		return e.Code == code.CertSignatureFailure || aboutNames(e.Code) || aboutHost(e.Code)
	}
	r := k.AssumedRoot
	if r == nil || e.Code != code.CertSignatureFailure || e.Certificate == nil || e.Certificate == r {
		return false
	}
	// Inner and outer algorithm that differ fail under any issuer.
	return k.assumes(e.Certificate) && string(e.Certificate.InnerAlg.Raw) == string(e.Certificate.OuterAlg.Raw)
}

// unnamed are the events about names of an assumed leaf that its CA's name constraints do not allow.
func (k Case) unnamed(events []verify.Event) (out []verify.Event) {
	for _, e := range events {
		if k.AssumedLeaf && e.Certificate == k.Leaf && aboutNames(e.Code) {
			out = append(out, e)
		}
	}
	return out
}

// aboutNames tells the events of name constraints that other names would avoid.
func aboutNames(c code.Code) bool {
	switch c {
	case code.PermittedViolation, code.ExcludedViolation, code.UnsupportedConstraintType, code.UnsupportedNameSyntax:
		return true
	}
	return false
}

// aboutHost tells the events of a peer that is not the one asked for.
func aboutHost(c code.Code) bool {
	switch c {
	case code.HostnameMismatch, code.EmailMismatch, code.IpAddressMismatch:
		return true
	}
	return false
}
