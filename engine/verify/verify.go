// Package verify says what OpenSSL's X509_verify_cert would report for a chain: the same events, in the same order,
// at the same depths.
package verify

import (
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/release"
)

// Purpose is what the chain is verified for (X509_PURPOSE_*).
type Purpose uint8

// Purposes.
const (
	NoPurpose Purpose = iota
	SSLServer         // a TLS client verifies its server
	SSLClient         // a TLS server verifies its client
	AnyPurpose
)

// Flags are X509_V_FLAG_* bits, with OpenSSL's values.
type Flags uint32

// Flags that change verdicts.
const (
	IgnoreCritical   Flags = 0x10
	Strict           Flags = 0x20
	AllowProxy       Flags = 0x40
	CheckSSSignature Flags = 0x4000
	TrustedFirst     Flags = 0x8000 // always on since OpenSSL 1.1.0; accepted and ignored
	PartialChain     Flags = 0x80000
)

// HostFlags are X509_CHECK_FLAG_* bits, with OpenSSL's values.
type HostFlags uint32

// Host flags. Python sets NoPartialWildcards.
const (
	AlwaysCheckSubject   HostFlags = 1
	NoWildcards          HostFlags = 2
	NoPartialWildcards   HostFlags = 4
	MultiLabelWildcards  HostFlags = 8
	SingleLabelSubdomain HostFlags = 0x10
	NeverCheckSubject    HostFlags = 0x20
)

// Profile is everything about a verification except the certificates.
type Profile struct {
	Release   release.Release // zero means release.Default
	Flags     Flags
	Purpose   Purpose
	Level     int    // auth level, 0 to 5
	Depth     int    // zero means OpenSSL's default, 100
	Time      *int64 // Unix seconds; nil: times are not checked
	Host      string // DNS name to match, "" for none
	IP        []byte // 4 or 16 bytes to match, nil for none
	Email     string // "" for none
	HostFlags HostFlags
}

// Event is one call of libcrypto's verify callback with ok = 0. Depth 0 is the leaf.
type Event struct {
	Code        code.Code
	Depth       int
	Certificate *cert.Certificate // the certificate the callback would see; nil when there is none at that depth
}

// Result is what a verification reported. Its slices are remembered: they must not be written to.
type Result struct {
	Events   []Event
	Internal bool                // verification ended without success and without an event
	Chain    []*cert.Certificate // as built, leaf first
	Trusted  int                 // index in Chain of the first certificate from the trust store; len(Chain) when none
	// what could not be checked, for instance an exotic signature algorithm; the verdict does not cover it
	NotChecked []string
}

// OK reports whether verification succeeded without any event.
func (r Result) OK() bool { return len(r.Events) == 0 && !r.Internal }

// Verifier verifies chains and remembers every signature it has checked, and what it has said of the last chain, so
// that asking for many clients costs one check a signature and one verification a profile. The zero value is ready. A
// Verifier is not safe for concurrent use.
type Verifier struct {
	signatures map[link]signatureResult
	assumed    map[*cert.Certificate]*cert.Certificate // not signed yet, to whose key will
	last       *store
	said       answers
	kept       map[any]any // see Kept
}

// Verify judges leaf with what the peer sent beside it and the trust store, each in order.
func (v *Verifier) Verify(leaf *cert.Certificate, untrusted, trusted []*cert.Certificate, p Profile) Result {
	if p.Release == 0 {
		p.Release = release.Default
	}
	if p.Depth == 0 {
		p.Depth = defaultDepth
	}
	held := v.store(trusted)
	v.said.about(leaf, untrusted, held)
	asked := p.settings()
	if r := v.said.under(asked); r != nil {
		return *r
	}
	s := &session{
		Profile:   p,
		v:         v,
		leaf:      leaf,
		chain:     []*cert.Certificate{leaf},
		untrusted: 1,
		store:     held,
		modern:    p.Release >= release.Open30,
	}
	ok := s.verifyChain(untrusted)
	r := Result{
		Events:     slices.Clip(s.events),
		Internal:   !ok && len(s.events) == 0,
		Chain:      slices.Clip(s.chain),
		Trusted:    s.untrusted,
		NotChecked: slices.Clip(s.notChecked),
	}
	if v.said.by == nil {
		v.said.by = make([]answer, 0, 8)
	}
	v.said.by = append(v.said.by, answer{asked, r})
	return r
}

// defaultDepth is the depth of the "default" verification parameters.
const defaultDepth = 100
