package webpki

import (
	"time"

	"x509strict/engine/cert"
)

// Input is a server's certificate and what is to be said of it. Certificates are in DER, byte for byte as they came.
type Input struct {
	Provider *Provider
	Leaf     []byte
	Sent     [][]byte // beside the leaf, in the server's order; a leaf among them does no harm
	Anchors  [][]byte // of the CA file, in its order; what CheckAnchor objects to is passed over
	Host     string   // one for which ValidHost, or "" when no name is to be looked at
	Time     time.Time
	Readings *Readings // of the certificates, to be used again; may be nil

	// Signature reports whether issuer's key made child's signature, by the algorithm that child names; unsupported
	// names what cannot be computed. Both are among the certificates above. Algorithms, key sizes and encodings that
	// the provider does not take are never asked about.
	Signature func(child, issuer []byte) (ok bool, unsupported string)

	// Certificates that nobody gave. The leaf's signature, names and key are taken for good, and so is whatever an
	// assumed anchor signed, by the right algorithm.
	AssumedLeaf   bool
	AssumedAnchor []byte // one of Anchors; nil for none
}

// Verdict is what rustls does.
type Verdict struct {
	Err     *Error         // nil when the handshake completes
	Later   []*Error       // where Err is nil: what the coming release will refuse, at most one
	Path    []*Certificate // leaf first, without the anchor: the one that was taken, or the longest that was tried
	Anchor  []byte         // the trusted certificate at its end; nil when it was not reached
	Skipped string         // a signature that could not be computed and decides: Err says nothing then
}

// ValidHost reports whether rustls takes a text for a DNS name or an IP address; it connects to nothing else.
func ValidHost(host string) bool {
	_, ok := newServerName(host)
	return ok
}

// Coming is the release that Later speaks of.
const Coming = "rustls-webpki 0.104"

// Verify judges a server's certificate as a rustls client does.
func Verify(in Input) Verdict {
	v := in.verify(false)
	if v.Err == nil {
		if next := in.verify(true); next.Err != nil {
			v.Later = []*Error{next.Err}
		}
	}
	return v
}

// Path judges the chain and the name alone, as webpki does: without the handshake around it.
func Path(in Input) Verdict {
	v, _ := in.path(false)
	return v
}

func (in Input) verify(next bool) Verdict {
	if leaf, err := in.Readings.parse(in.Leaf); !in.AssumedLeaf && !in.Provider.agrees(serverKey(leaf, err)) {
		return Verdict{Err: bad(HandshakeFailure).at(leaf), Path: []*Certificate{leaf}}
	}
	var err *Error
	v, leaf := in.path(next)
	if v.Err != nil || in.AssumedLeaf {
		return v
	}
	if next && leaf.has[extKeyUsage] {
		err = checkDigitalSignature(leaf.keyUsage)
	}
	if err == nil {
		err = in.Provider.handshake(leaf)
	}
	v.Err = err.at(leaf)
	return v
}

// serverKey is the leaf's key, as the server reads it: that webpki does not take the certificate does not keep a server
// from having it.
func serverKey(leaf *Certificate, err *Error) (spki []byte) {
	if err == nil || leaf.spki != nil {
		return leaf.spki
	}
	if c, _, err := cert.Parse(leaf.Raw); err == nil {
		r := reader{c.SPKI.Raw}
		if spki, err := r.expect(tagSequence); err == nil {
			return spki
		}
	}
	return nil
}

// path builds a path and looks for the name.
func (in Input) path(next bool) (Verdict, *Certificate) {
	leaf, err := in.Readings.parse(in.Leaf)
	if err != nil {
		return Verdict{Err: err, Path: []*Certificate{leaf}}, leaf
	}
	b := &builder{Input: in, next: next, path: []*Certificate{leaf}, signatures: maxSignatures, calls: maxBuildCalls,
		comparisons: maxComparisons}
	for _, raw := range in.Anchors {
		if a, err := in.Readings.anchor(raw); err == nil {
			b.anchors = append(b.anchors, a)
		}
	}
	for _, raw := range in.Sent {
		c, err := in.Readings.parse(raw)
		b.sent = append(b.sent, parsed{c, err})
	}
	a, err := b.build(0)
	if err != nil {
		return Verdict{Err: err, Path: b.deepest, Skipped: b.unsupported}, leaf
	}
	v := Verdict{Path: b.path, Anchor: a.of.Raw, Skipped: b.unsupported}
	if host, ok := newServerName(in.Host); ok && !in.AssumedLeaf {
		v.Err = checkName(leaf, host)
	}
	return v, leaf
}
