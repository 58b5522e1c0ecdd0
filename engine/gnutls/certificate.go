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

// extension returns the value of an extension: errUnavailable when there is none, errDER when it is empty.
func (k *crt) extension(oid string) ([]byte, *failure) {
	e := k.c.Find(oid)
	switch {
	case e == nil:
		return nil, errUnavailable
	case len(e.Value) == 0:
		return nil, errDER
	}
	return e.Value, nil
}

// basicConstraints returns cA and the path length, -1 for none.
func (k *crt) basicConstraints() (ca bool, pathLen int64, e *failure) {
	v, e := k.extension(oidBasicConstraints)
	if e != nil {
		return false, -1, e
	}
	pathLen = -1
	var path []byte
	r := &reader{src: v}
	r.fields(sequence, func(more func() bool) {
		if r.is(boolean) {
			ca = r.bool()
		}
		if more() && r.is(integer) {
			path = r.value(integer)
		}
	})
	if e := r.end(); e != nil {
		return false, -1, e
	}
	if path != nil {
		if k.release == R37 { // it took up to four octets, and looked for no sign
			if len(path) == 0 || len(path) > 4 {
				return false, -1, errInternal
			}
			path = append([]byte{0}, path...)
		}
		n, ok := readUint(path)
		if !ok {
			return false, -1, errInternal
		}
		pathLen = int64(n)
	}
	return ca, pathLen, nil
}

// readUint reads an INTEGER of at most 32 bits that is not negative.
func readUint(v []byte) (n uint32, ok bool) {
	if len(v) == 0 || len(v) > 5 || v[0] > 0x7f || len(v) == 5 && v[0] != 0 {
		return 0, false
	}
	for _, b := range v {
		n = n<<8 | uint32(b)
	}
	return n, true
}

// Key usage bits, first octet.
const (
	digitalSignature = 0x80
	keyCertSign      = 0x04
)

// keyUsage returns the bits of the first two octets as they stand, unused ones included.
func (k *crt) keyUsage() (bits uint16, e *failure) {
	v, e := k.extension(oidKeyUsage)
	if e != nil {
		return 0, e
	}
	r := &reader{src: v}
	b := r.value(bitString)
	if e := r.end(); e != nil {
		return 0, e
	}
	switch {
	case len(b) == 0:
		return 0, errDER
	case len(b) > 3:
		return 0, errShort
	}
	for i, x := range b[1:] {
		bits |= uint16(x) << (8 * i)
	}
	return bits, nil
}

// subjectKeyID returns the identifier; GnuTLS keeps at most 128 octets.
func (k *crt) subjectKeyID() ([]byte, *failure) {
	v, e := k.extension(oidSubjectKeyID)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	id := r.octetString(octets)
	if e := r.end(); e != nil {
		return nil, e
	}
	if len(id) == 0 {
		return nil, errDER
	}
	if len(id) > maxKeyID {
		return nil, errShort
	}
	return id, nil
}

const maxKeyID = 128

// authorityKeyID returns the key identifier of the authority key identifier.
func (k *crt) authorityKeyID() ([]byte, *failure) {
	v, e := k.extension(oidAuthorityKeyID)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	var id, serial []byte
	var issuer []altName
	r.fields(sequence, func(more func() bool) {
		if r.is(contextual) || r.is(contextual|structured) {
			id = r.octetString(contextual)
		}
		if more() && r.is(contextual|structured|1) {
			issuer, _ = readNames(r, contextual|structured|1)
		}
		if more() && r.is(contextual|2) {
			serial = r.value(contextual | 2)
		}
	})
	if e := r.end(); e != nil {
		return nil, e
	}
	for _, n := range issuer {
		if n.err != nil {
			return nil, n.err
		}
	}
	switch {
	case serial != nil && len(serial) == 0, id != nil && len(id) == 0:
		return nil, errDER
	case id == nil:
		return nil, errUnavailable
	case len(id) > maxKeyID:
		return nil, errShort
	}
	return id, nil
}

// purposes returns the object identifiers of the extended key usage, at most 64 of them.
func (k *crt) purposes() (oids []string, e *failure) {
	v, e := k.extension(oidExtKeyUsage)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	r.list(sequence, func() {
		if oid := r.oid(objectID); r.err == nil && len(oids) < 64 {
			oids = append(oids, dotted(oid))
		}
	})
	if e := r.end(); e != nil {
		return nil, e
	}
	return oids, nil
}

// tlsFeatures returns the numbers of the TLS feature extension (RFC 7633), each once.
func (k *crt) tlsFeatures() (features []uint32, e *failure) {
	v, e := k.extension(oidTLSFeatures)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	var raw [][]byte
	r.list(sequence, func() { raw = append(raw, r.value(integer)) })
	if e := r.end(); e != nil {
		return nil, e
	}
	for _, b := range raw {
		n, ok := readUint(b)
		switch {
		case !ok:
			return features, errInternal
		case n > 0xffff:
			return features, errCertificate
		case has(features, n):
		case len(features) == maxFeatures:
			return features, errInternal
		default:
			features = append(features, n)
		}
	}
	return features, nil
}

const maxFeatures = 64

func has(list []uint32, n uint32) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// unknownCritical reports a critical extension that GnuTLS does not handle.
func (k *crt) unknownCritical() bool {
	for _, e := range k.c.Extensions {
		if e.Critical && !supportedCritical[e.OID] {
			return true
		}
	}
	return false
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
