package pyca

import (
	"bytes"
	"crypto/x509"
	"net/netip"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// Input is a server's chain and what it is held to.
type Input struct {
	Leaf    *cert.Certificate
	Sent    []*cert.Certificate // beside the leaf, in order
	Trusted []*cert.Certificate // the store, in order
	Host    string              // a DNS name or an IP address; "" when no name is to be looked at
	Time    time.Time

	// Signed reports whether issuer's key made child's signature; unsupported names what cannot be computed.
	Signed func(child, issuer *cert.Certificate) (ok bool, unsupported string)
}

// Answer is what the package does.
type Answer struct {
	Unknown string              // why it is not known; nothing else is set then
	Error   string              // of VerificationError; "" when the chain is accepted
	Text    string              // what is wrong, without what the error wraps it in
	Blame   *cert.Certificate   // the certificate that it is about
	Path    []*cert.Certificate // leaf first, the last one of the store; when accepted
}

// Judge asks about a chain.
func Judge(in Input) Answer {
	v := &verifier{Input: in}
	switch address, err := netip.ParseAddr(in.Host); {
	case in.Host == "": // nobody asked for a name
	case err == nil && address.Zone() == "":
		v.address = address.AsSlice()
	case !validName(in.Host):
		return Answer{Unknown: "cryptography takes this for no host name"}
	}
	for _, list := range [][]*cert.Certificate{{in.Leaf}, in.Sent, in.Trusted} {
		for _, c := range list {
			if !strict(c) {
				return Answer{Unknown: "a certificate that is not strict DER"}
			}
		}
	}
	path, problem := v.chain()
	switch {
	case v.unknown != "":
		return Answer{Unknown: v.unknown}
	case problem == nil:
		return Answer{Path: path}
	}
	return Answer{Error: "validation failed: " + problem.debug(), Text: problem.text, Blame: problem.about}
}

// strict reports whether a certificate is one that the package loads: Go's parser is as strict but for a few things.
func strict(c *cert.Certificate) bool {
	_, err := x509.ParseCertificate(c.Raw)
	if err != nil && !strings.Contains(err.Error(), "negative serial") &&
		!strings.Contains(err.Error(), "duplicate ext") {
		return false
	}
	for _, a := range []key.Algorithm{c.InnerAlg, c.OuterAlg} {
		switch {
		case a.Params == nil:
		case a.OID == oid.RSAPSS && a.Params[0] == 0x30:
		case a.OID == oid.Ed25519 || a.OID == oid.RSAPSS || string(a.Params) != "\x05\x00":
			return false // the package reads parameters by their algorithm
		}
	}
	for _, e := range c.Extensions {
		in := der.NewReader(e.Raw).Enter(der.Of(der.Sequence))
		in.OID(der.Of(der.ObjectIdentifier))
		if !e.Critical && in.Is(der.Of(der.Boolean)) {
			return false // FALSE is left out in DER
		}
	}
	if oddName(c) || uniqueIDs(c) || unsorted(c.Subject) || unsorted(c.Issuer) || !zulu(c.NotBefore) ||
		!zulu(c.NotAfter) {
		return false
	}
	numbered := der.NewReader(c.RawTBS).Enter(der.Of(der.Sequence)).Is(der.Context(0))
	return (c.Version == 2 || !numbered) && c.SPKI.Algorithm.OID != x942
}

// oddName reports an alternative name of a kind that does not exist, or a string in pieces.
func oddName(c *cert.Certificate) bool {
	e := c.Find(oid.SubjectAltName)
	if c.SubjectAltName == nil || e == nil {
		return false
	}
	for in := der.NewReader(e.Value).Enter(der.Of(der.Sequence)); in.More() && in.Err() == nil; {
		raw, _, _ := in.Any()
		if len(raw) == 0 {
			return true
		}
		switch raw[0] &^ 0xa0 { // the class and the constructed bit
		case 0, 3, 4, 5:
		case 1, 2, 6, 7, 8:
			if raw[0]&0x20 != 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// unsorted reports a relative distinguished name whose attributes are not in the order of DER.
func unsorted(n cert.Name) bool {
	for in := der.NewReader(n.Raw).Enter(der.Of(der.Sequence)); in.More() && in.Err() == nil; {
		var last []byte
		set := in.Enter(der.Of(der.Set))
		for set.More() && set.Err() == nil {
			raw, _, _ := set.Any()
			if bytes.Compare(last, raw) > 0 {
				return true
			}
			last = raw
		}
		in.Leave(set)
	}
	return false
}

// zulu reports a time in the form of DER: seconds, no fraction, Z.
func zulu(t cert.Time) bool {
	size := 13
	if t.Tag == 24 {
		size = 15
	}
	return len(t.Content) == size && t.Content[size-1] == 'Z'
}

// uniqueIDs reports the unique identifiers that version 2 brought, which nobody uses.
func uniqueIDs(c *cert.Certificate) bool {
	for in := der.NewReader(c.RawTBS).Enter(der.Of(der.Sequence)); in.More() && in.Err() == nil; in.Any() {
		if in.Is(der.Context(1)) || in.Is(der.Context(2)) {
			return true
		}
	}
	return false
}

// x942 is the kind of keys for X9.42 Diffie-Hellman, whose parameters the package reads in full.
const x942 = oid.X942DH
