// Package client holds the TLS clients that the engine answers for. Each one is a set of flags, a level, host rules
// and a way to word its error, around the same verifier; Go alone is the real crypto/x509.
//
// In: a [Case], the certificates by their role. Out: an [Answer], what the client does and literally says.
package client

import (
	"net/netip"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// Default is the client asked when none is named.
const Default = "python-3.13"

// Client is one row of the matrix.
type Client struct {
	ID      string
	Name    lang.Text
	About   lang.Text // what it checks and since when
	Source  string    // URL that says so
	Flags   verify.Flags
	Purpose verify.Purpose
	Level   func(release.Release) int // auth level under a generation
	Hosts   verify.HostFlags
	voice   voice
}

// voice says who matches host names and how an error is worded.
type voice uint8

const (
	pythonVoice  voice = iota // first event; OpenSSL matches the host; its own words for 62 and 64
	openSSLVoice              // first event, as the openssl command prints it
	curlVoice                 // first event; matches the host itself afterwards
	nodeVoice                 // last event: its callback goes on after each; matches the host itself afterwards
	goVoice                   // crypto/x509
)

// OpenSSL reports whether the client verifies with OpenSSL, so that a generation makes a difference.
func (c *Client) OpenSSL() bool { return c.voice != goVoice }

// Strict reports whether the client sets the strict flag.
func (c *Client) Strict() bool { return c.OpenSSL() && c.Flags&verify.Strict != 0 }

// Alike is all of a client that its verdict on a case depends on: two clients with the same Alike accept it, or
// refuse it, both.
type Alike struct {
	flags   verify.Flags
	purpose verify.Purpose
	level   int
	hosts   verify.HostFlags
	voice   voice
}

// Alike tells clients apart for one case.
func (c *Client) Alike(k Case) Alike {
	if c.voice == goVoice {
		return Alike{voice: goVoice}
	}
	a := Alike{flags: c.Flags, purpose: c.Purpose, level: c.Level(k.Release)}
	if k.Host != "" { // else nobody looks at names
		a.hosts, a.voice = c.Hosts, c.voice
	}
	return a
}

// Case is what a client is shown. Certificates that were assumed, because nobody gave them, are named so that their
// signatures and names are taken as good.
type Case struct {
	Leaf        *cert.Certificate
	Untrusted   []*cert.Certificate // sent by the server beside the leaf, in order
	Trusted     []*cert.Certificate // the CA file, in order
	AssumedLeaf bool                // Leaf is a stand-in for a conforming server certificate
	AssumedRoot *cert.Certificate   // stand-in for a trusted issuer, one of Trusted; nil for none
	Host        string              // host name or IP address to match, "" for none
	Time        time.Time           // judged against
	Release     release.Release     // OpenSSL generation
}

// Answer is what one client says of one case.
type Answer struct {
	Accepted bool
	Forgiven []verify.Event // left out of Events because the leaf was assumed: what the name constraints of its CA say of its names
	Events   []verify.Event // every event of the verification, assumed ones left out; none for Go
	Result   verify.Result  // the verifier's, with Events as above; zero for Go
	Code     verify.Code    // what the client names; 0 when accepted, or when it is not OpenSSL that refuses
	Depth    int
	Text     string // the reason in the client's words
	Message  string // the whole line the client shows; "" when accepted
}

// Profile returns the verifier's settings for this client. host is matched by OpenSSL only when the client leaves
// that to it.
func (c *Client) Profile(r release.Release, at time.Time, host string) verify.Profile {
	unix := at.Unix()
	p := verify.Profile{
		Release:   r,
		Flags:     c.Flags,
		Purpose:   c.Purpose,
		Level:     c.Level(r),
		Time:      &unix,
		HostFlags: c.Hosts,
	}
	if host == "" || (c.voice != pythonVoice && c.voice != openSSLVoice) {
		return p
	}
	if ip, ok := hostIP(host); ok {
		p.IP = ip
	} else {
		p.Host = host
	}
	return p
}

// hostIP reads an IP address as a host name field takes it, with or without brackets.
func hostIP(host string) ([]byte, bool) {
	if len(host) > 2 && host[0] == '[' && host[len(host)-1] == ']' {
		host = host[1 : len(host)-1]
	}
	a, err := netip.ParseAddr(host)
	if err != nil || a.Zone() != "" {
		return nil, false
	}
	return a.AsSlice(), true
}

// maxText bounds what a client says: some list every name of a certificate, and it may have thousands.
const maxText = 600

// Judge asks the client. v remembers signatures between calls.
func (c *Client) Judge(v *verify.Verifier, k Case) Answer {
	a := c.judge(v, k)
	a.Text = cert.Shorten(cert.SafeText([]byte(a.Text)), maxText) // it can quote names of the certificate
	a.Message = cert.Shorten(cert.SafeText([]byte(a.Message)), maxText)
	return a
}

func (c *Client) judge(v *verify.Verifier, k Case) Answer {
	if c.voice == goVoice {
		return judgeGo(k)
	}
	if text := k.unloadable(); text != "" {
		return Answer{Text: text, Message: text}
	}
	p := c.Profile(k.Release, k.Time, k.Host)
	r := v.Verify(k.Leaf, k.Untrusted, k.Trusted, p)
	all := r.Events
	r.Events = k.forgive(all)
	if len(r.Chain) == 2 && (k.AssumedLeaf || k.AssumedRoot != nil) {
		r.NotChecked = nil // the one signature of this chain is an assumed one
	}
	a := Answer{Forgiven: k.unnamed(all), Events: r.Events, Result: r, Accepted: r.OK()}
	if !a.Accepted {
		c.word(&a, k)
		return a
	}
	if k.Host != "" && !k.AssumedLeaf {
		if text := c.hostRefusal(k.Leaf, k.Host); text != "" {
			a.Accepted, a.Text, a.Message, a.Code = false, text, text, hostCode(k.Host)
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

func hostCode(host string) verify.Code {
	if _, ok := hostIP(host); ok {
		return 64
	}
	return 62
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

// unnamed are the events about names of an assumed leaf that its CA's name constraints do not allow.
func (k Case) unnamed(events []verify.Event) (out []verify.Event) {
	for _, e := range events {
		if k.AssumedLeaf && e.Certificate == k.Leaf && (e.Code == 47 || e.Code == 48 || e.Code == 51 || e.Code == 53) {
			out = append(out, e)
		}
	}
	return out
}

func (k Case) forgives(e verify.Event) bool {
	if k.AssumedLeaf && e.Certificate == k.Leaf {
		switch e.Code {
		case 7, 47, 48, 51, 53, 62, 63, 64:
			return true
		}
	}
	r := k.AssumedRoot
	if r == nil || e.Code != 7 || e.Certificate == nil || e.Certificate == r {
		return false
	}
	// Inner and outer algorithm that differ fail under any issuer.
	return string(e.Certificate.Issuer.Canonical) == string(r.Subject.Canonical) &&
		string(e.Certificate.InnerAlg.Raw) == string(e.Certificate.OuterAlg.Raw)
}
