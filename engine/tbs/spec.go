// Package tbs builds certificates to be: the fields of RFC 5280 section 4.1.2, extensions, names, times, serial numbers
// and the algorithms that can sign them. Whoever issues, plans or assumes a certificate writes it here.
package tbs

import (
	"x509strict/engine/cert"
	"x509strict/engine/der"
)

// Spec is a certificate to sign: RFC 5280 section 4.1.2, field by field. What is kept of an old certificate is kept
// as its bytes.
type Spec struct {
	Version    int    // 0 for v1, 2 for v3
	Serial     []byte // INTEGER content
	Algorithm  Algorithm
	Issuer     []byte // Name element
	NotBefore  cert.Time
	NotAfter   cert.Time
	Subject    []byte // Name element
	SPKI       []byte // SubjectPublicKeyInfo element
	UniqueIDs  []byte // issuerUniqueID and subjectUniqueID elements, nil when absent
	Extensions []cert.Extension
}

// TBS returns the tbsCertificate, what the signer signs.
func (s *Spec) TBS() []byte {
	var parts [][]byte
	if s.Version > 0 {
		parts = append(parts, der.Build(0xa0, integer(int64(s.Version))))
	}
	parts = append(parts, der.Build(0x02, s.Serial), s.Algorithm.Raw, s.Issuer,
		der.Build(0x30, der.Build(s.NotBefore.Tag, s.NotBefore.Content), der.Build(s.NotAfter.Tag, s.NotAfter.Content)),
		s.Subject, s.SPKI, s.UniqueIDs)
	if len(s.Extensions) > 0 {
		var list [][]byte
		for _, e := range s.Extensions {
			list = append(list, e.Raw)
		}
		parts = append(parts, der.Build(0xa3, der.Build(0x30, list...)))
	}
	return der.Build(0x30, parts...)
}

// Certificate returns the certificate with its signature value.
func (s *Spec) Certificate(signature []byte) []byte {
	return Signed(s.TBS(), s.Algorithm.Raw, signature)
}

// Of returns what re-issuing c without any change would sign.
func Of(c *cert.Certificate) Spec {
	s := Spec{
		Version:   c.Version,
		Serial:    c.Serial,
		Issuer:    c.Issuer.Raw,
		NotBefore: c.NotBefore,
		NotAfter:  c.NotAfter,
		Subject:   c.Subject.Raw,
		SPKI:      c.SPKI.Raw,
		UniqueIDs: uniqueIDs(c),
	}
	s.Extensions = append(s.Extensions, c.Extensions...)
	return s
}

// Find returns the index of the first extension with the OID, -1 when there is none.
func (s *Spec) Find(oid string) int {
	for i, e := range s.Extensions {
		if e.OID == oid {
			return i
		}
	}
	return -1
}

// Set replaces every extension with e's OID by e, in the place of the first one; a new one goes to the end.
func (s *Spec) Set(e cert.Extension) {
	at := s.Find(e.OID)
	if at < 0 {
		s.Extensions = append(s.Extensions, e)
		return
	}
	tail := append([]cert.Extension{}, s.Extensions[at+1:]...)
	s.Extensions = append(s.Extensions[:at:at], e)
	for _, x := range tail {
		if x.OID != e.OID {
			s.Extensions = append(s.Extensions, x)
		}
	}
}

// Drop removes every extension with the OID.
func (s *Spec) Drop(oid string) {
	kept := s.Extensions[:0:0]
	for _, e := range s.Extensions {
		if e.OID != oid {
			kept = append(kept, e)
		}
	}
	s.Extensions = kept
}

// uniqueIDs returns the [1] and [2] elements of the TBS as they are. A TBS in BER with indefinite lengths yields none.
func uniqueIDs(c *cert.Certificate) []byte {
	_, rest, _, _, ok := der.Split(c.RawTBS)
	var out []byte
	for ok && len(rest) > 0 {
		var id byte
		var raw []byte
		if id, _, raw, rest, ok = der.Split(rest); ok && (id&0x1f == 1 || id&0x1f == 2) && id&0xc0 == 0x80 {
			out = append(out, raw...)
		}
	}
	return out
}
