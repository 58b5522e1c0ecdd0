package client

import (
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// Side is whose certificate the leaf is.
type Side uint8

// The sides of a handshake.
const (
	OfServer Side = iota // a client judges it
	OfClient             // a server judges it
)

// Case is what a client is shown. Certificates that were assumed, because nobody gave them, are named so that their
// signatures and names are taken as good.
type Case struct {
	Leaf        *cert.Certificate
	Untrusted   []*cert.Certificate // sent by the peer beside the leaf, in order
	Trusted     []*cert.Certificate // the CA file, in order
	As          Side                // whose certificate the leaf is
	AssumedLeaf bool                // Leaf is a stand-in for a conforming certificate
	AssumedRoot *cert.Certificate   // stand-in for a trusted issuer, one of Trusted; nil for none
	Host        string              // host name or IP address to match, "" for none
	Time        time.Time           // judged against
	Release     release.Release     // OpenSSL generation
}

// Name is the host name or IP address that the leaf has to carry: "" where nobody asked for one, where the names are
// assumed, and where a client's certificate is judged.
func (k Case) Name() string {
	if k.AssumedLeaf || k.As == OfClient {
		return ""
	}
	return k.Host
}

// Signature reports whether issuer's key made child's signature, and remembers it in v. Assumed ones are good.
// unsupported names what cannot be computed, "" when nothing: ok says nothing then. It is the bare signature: which
// algorithms and key sizes it may use is the program's to say.
func (k Case) Signature(v *verify.Verifier, child, issuer *cert.Certificate) (ok bool, unsupported string) {
	if k.assumes(child) {
		return true, ""
	}
	return v.Signature(child, issuer)
}

// assumes reports whether nobody can have made the signature: the leaf is assumed, or its issuer.
func (k Case) assumes(child *cert.Certificate) bool {
	if k.AssumedLeaf && child == k.Leaf {
		return true
	}
	r := k.AssumedRoot
	return r != nil && (child == r || string(child.Issuer.Canonical) == string(r.Subject.Canonical))
}

// Path is the path that OpenSSL builds, without partial chains, for programs that show none of their own, with the
// index of the first certificate from the trust store. It is nil when OpenSSL does not load one of the certificates.
func (k Case) Path(v *verify.Verifier) (path []*cert.Certificate, trusted int) {
	if k.unloadable() != "" {
		return nil, 0
	}
	at := k.Time.Unix()
	r := v.Verify(k.Leaf, k.Untrusted, k.Trusted,
		verify.Profile{Release: k.Release, Flags: verify.TrustedFirst, Time: &at})
	return r.Chain, r.Trusted
}
