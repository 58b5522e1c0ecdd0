package gnutls

import (
	"bytes"

	"x509strict/engine/cert"
	"x509strict/engine/oid"
)

// crt is a certificate as GnuTLS holds it.
type crt struct {
	c          *cert.Certificate
	release    Release
	broken     *failure // why gnutls_x509_crt_import fails
	version    int      // 1, 2 or 3
	rawVersion []byte   // the INTEGER, nil when absent
	san        []altName
	from       int64
	until      int64
	pub        *publicKey
	self       int8 // 0 unknown, 1 issuer of itself, -1 not
}

// Object identifiers of extensions.
const (
	oidSubjectKeyID     = oid.SubjectKeyID
	oidKeyUsage         = oid.KeyUsage
	oidSubjectAltName   = oid.SubjectAltName
	oidIssuerAltName    = oid.IssuerAltName
	oidBasicConstraints = oid.BasicConstraints
	oidNameConstraints  = oid.NameConstraints
	oidAuthorityKeyID   = oid.AuthorityKeyID
	oidExtKeyUsage      = oid.ExtKeyUsage
	oidTLSFeatures      = oid.TLSFeature
)

// supportedCritical are the extensions that may be critical.
var supportedCritical = map[string]bool{
	oidSubjectKeyID: true, oidKeyUsage: true, oidSubjectAltName: true, oidIssuerAltName: true,
	oidBasicConstraints: true, oidNameConstraints: true, oid.CRLDistribution: true, oidAuthorityKeyID: true,
	oidExtKeyUsage: true, oid.AuthorityInfo: true, oid.ProxyInfo: true, oidTLSFeatures: true,
	oid.Policies: true, oid.InhibitAnyPolicy: true,
}

// newCrt imports a certificate: strict DER, equal algorithm identifiers, alternative names that can be read, then
// version against extensions, repeated extensions and times.
func newCrt(c *cert.Certificate, r Release) *crt {
	k := &crt{c: c, release: r}
	steps := []func() *failure{k.decode, k.sameAlgorithms, k.altNames, k.sane}
	for _, step := range steps {
		if k.broken = step(); k.broken != nil {
			break
		}
	}
	return k
}

// decode follows the structure of a certificate. What cert.Parse took apart is not collected again.
func (k *crt) decode() *failure {
	r := &reader{src: k.c.Raw}
	r.fields(sequence, func(func() bool) {
		r.fields(sequence, func(more func() bool) { k.decodeTBS(r, more) })
		skipAlgorithm(r)
		r.value(bitString)
	})
	return r.end()
}

func (k *crt) decodeTBS(r *reader, more func() bool) {
	if r.optional(0, integer) {
		r.explicit(0)
		k.rawVersion = r.value(integer)
	}
	r.value(integer)
	skipAlgorithm(r)
	name(r)
	r.fields(sequence, func(func() bool) {
		id, text := r.time()
		k.from = unix(id, text)
		id, text = r.time()
		k.until = unix(id, text)
	})
	name(r)
	r.fields(sequence, func(func() bool) {
		skipAlgorithm(r)
		r.value(bitString)
	})
	for _, n := range []byte{1, 2} {
		if more() && r.is(contextual|n) {
			r.value(contextual | n)
		}
	}
	if more() && r.optional(3, sequence) {
		r.explicit(3)
		r.list(sequence, func() {
			r.fields(sequence, func(func() bool) {
				r.oid(objectID)
				if r.is(boolean) {
					r.bool()
				}
				r.octetString(octets)
			})
		})
	}
}

// name reads a Name, whose one alternative is a sequence.
func name(r *reader) {
	if !r.is(sequence) {
		r.fail(errDER)
	}
	skipName(r, sequence)
}

func skipAlgorithm(r *reader) {
	r.fields(sequence, func(more func() bool) {
		r.oid(objectID)
		if more() {
			r.any()
		}
	})
}

// skipName reads a sequence of relative distinguished names and returns how many there are.
func skipName(r *reader, id byte) (rdns int) {
	r.list(id, func() {
		rdns++
		r.list(setOf, func() {
			r.fields(sequence, func(func() bool) {
				r.oid(objectID)
				r.any()
			})
		})
	})
	return rdns
}

// sameAlgorithms compares the algorithm inside of what is signed with the one outside; parameters of NULL count as
// none.
func (k *crt) sameAlgorithms() *failure {
	a, b := k.c.InnerAlg, k.c.OuterAlg
	if a.OID != b.OID || !bytes.Equal(withoutNull(a.Params), withoutNull(b.Params)) {
		return errCertificate
	}
	return nil
}

func withoutNull(p []byte) []byte {
	if len(p) == 2 && p[0] == null && p[1] == 0 {
		return nil
	}
	return p
}

func (k *crt) sane() *failure {
	k.version = 1
	if v := k.rawVersion; v != nil {
		switch {
		case len(v) > 8:
			return errShort
		case len(v) != 1 || v[0] >= 0x80:
			return errDER
		}
		k.version = int(v[0]) + 1
	}
	switch {
	case k.version < 3 && k.c.Where(cert.PartExtensions) != cert.Span{}:
		return errCertificate
	case k.version >= 3:
		seen := map[string]bool{}
		for _, e := range k.c.Extensions {
			if seen[e.OID] {
				return errDuplicate
			}
			seen[e.OID] = true
		}
	}
	if k.version < 2 && k.uniqueIDs() {
		return errCertificate
	}
	if k.from == -1 || k.until == -1 {
		return errTimeFields
	}
	return nil
}

// uniqueIDs reports whether something stands between the key and the extensions.
func (k *crt) uniqueIDs() bool {
	spki, end := k.c.Where(cert.PartPublicKey), k.c.Where(cert.PartTBS).End
	if x := k.c.Where(cert.PartExtensions); x.End > 0 {
		end = x.Start
	}
	return spki.End < end
}

// isIssuer reports whether issuer can have issued the certificate: equal names, and key identifiers that agree where
// both have one that can be read.
func (k *crt) isIssuer(issuer *crt) bool {
	if !sameName(&k.c.Issuer, &issuer.c.Subject) {
		return false
	}
	a, e := k.authorityKeyID()
	if e != nil {
		return true
	}
	s, e := issuer.subjectKeyID()
	return e != nil || bytes.Equal(a, s)
}

// issuesItself is isIssuer of the certificate itself.
func (k *crt) issuesItself() bool {
	if k.self == 0 {
		k.self = -1
		if k.isIssuer(k) {
			k.self = 1
		}
	}
	return k.self > 0
}

// equals compares whole certificates.
func (k *crt) equals(other *crt) bool { return bytes.Equal(k.c.Raw, other.c.Raw) }
