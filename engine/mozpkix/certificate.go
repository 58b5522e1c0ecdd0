package mozpkix

import (
	"x509strict/engine/cert"
	"x509strict/engine/oid"
)

// backCert is a certificate as BackCert::Init reads it. All fields but the last two are contents as received.
type backCert struct {
	c         *cert.Certificate
	broken    Error
	v1        bool
	tbsAlg    []byte // content of the inner AlgorithmIdentifier
	outerAlg  []byte
	signature []byte
	issuer    []byte // with header
	validity  []byte
	subject   []byte // with header
	spki      []byte // with header
	ext       map[string][]byte

	ca    bool      // it stands as a CA
	child *backCert // below it in the path
}

// Extensions that mozilla::pkix understands, by object identifier.
const (
	oidKeyUsage         = oid.KeyUsage
	oidSubjectAltName   = oid.SubjectAltName
	oidBasicConstraints = oid.BasicConstraints
	oidNameConstraints  = oid.NameConstraints
	oidPolicies         = oid.Policies
	oidPolicyConstr     = oid.PolicyConstr
	oidExtKeyUsage      = oid.ExtKeyUsage
	oidInhibitAny       = oid.InhibitAnyPolicy
	oidAuthorityInfo    = oid.AuthorityInfo
	oidOCSPNoCheck      = oid.OCSPNoCheck
	oidNsCertType       = oid.NsCertType
	oidTLSFeature       = oid.TLSFeature
	oidSCTList          = oid.SCTList
	oidQCStatements     = oid.QCStatements
)

// remembered are the extensions whose value is kept, so that an empty or repeated one is an error. Policy constraints,
// and OCSP no check where critical, are understood without being kept.
var remembered = map[string]bool{
	oidKeyUsage: true, oidSubjectAltName: true, oidBasicConstraints: true, oidNameConstraints: true, oidPolicies: true,
	oidExtKeyUsage: true, oidInhibitAny: true, oidAuthorityInfo: true, oidTLSFeature: true, oidSCTList: true,
	oidQCStatements: true,
}

func read(c *cert.Certificate) *backCert {
	b := &backCert{c: c, ext: map[string][]byte{}}
	b.broken = b.init(c.Raw)
	return b
}

func (b *backCert) init(raw []byte) Error {
	if len(raw) > 0xffff {
		return LibraryFailure
	}
	in, e := only(raw, tagSequence)
	if e != Success {
		return e
	}
	tbs, e := in.inside(tagSequence)
	if e != Success {
		return e
	}
	if b.outerAlg, e = in.value(tagSequence); e != Success {
		return e
	}
	if b.signature, e = in.bits(); e != Success {
		if e == BadDER {
			e = BadSignature
		}
		return e
	}
	if e = in.end(); e != Success {
		return e
	}
	return b.initTBS(tbs)
}

func (b *backCert) initTBS(tbs *reader) (e Error) {
	b.v1 = true
	if tbs.peek(contextual | constructed) {
		if e = tbs.nested(contextual|constructed, func(in *reader) Error {
			n, e := in.small()
			if e == Success && n > 3 {
				e = BadDER
			}
			b.v1 = n == 0
			return e
		}); e != Success {
			return e
		}
	}
	if _, e = tbs.integer(); e != Success {
		return e
	}
	for _, part := range []struct {
		to   *[]byte
		take func(byte) ([]byte, Error)
	}{
		{&b.tbsAlg, tbs.value}, {&b.issuer, tbs.whole}, {&b.validity, tbs.value}, {&b.subject, tbs.whole},
		{&b.spki, tbs.whole},
	} {
		if *part.to, e = part.take(tagSequence); e != Success {
			return e
		}
	}
	for _, n := range []byte{1, 2} {
		if tbs.peek(contextual | n) {
			if _, e = tbs.value(contextual | n); e != Success {
				return e
			}
		}
	}
	var nsCertType []byte
	if tbs.peek(contextual | constructed | 3) {
		if e = tbs.nested(contextual|constructed|3, func(in *reader) Error {
			return in.nestedOf(
				tagSequence,
				tagSequence,
				true,
				func(x *reader) Error { return b.extension(x, &nsCertType) },
			)
		}); e != Success {
			return e
		}
	}
	if len(nsCertType) > 0 && (b.ext[oidBasicConstraints] == nil || b.ext[oidExtKeyUsage] == nil) {
		return UnknownCritical
	}
	return tbs.end()
}

func (b *backCert) extension(x *reader, nsCertType *[]byte) Error {
	id, e := x.value(tagOID)
	if e != Success {
		return e
	}
	critical, e := x.boolean()
	if e != Success {
		return e
	}
	value, e := x.value(tagOctets)
	if e != Success {
		return e
	}
	understood := false
	kind := oid.Text(id)
	switch {
	case remembered[kind]:
		if len(value) == 0 || b.ext[kind] != nil {
			return ExtensionValueInvalid
		}
		b.ext[kind] = value
		understood = true
	case kind == oidPolicyConstr:
		if len(value) == 0 {
			return ExtensionValueInvalid
		}
		understood = true
	case critical && kind == oidOCSPNoCheck:
		understood = true
	case critical && kind == oidNsCertType:
		if len(value) == 0 || *nsCertType != nil {
			return ExtensionValueInvalid
		}
		*nsCertType = value
		understood = true
	}
	if critical && !understood {
		return UnknownCritical
	}
	return Success
}

// validityTimes are notBefore and notAfter in seconds since 1970.
func (b *backCert) validityTimes() (from, until int64, e Error) {
	in := &reader{b.validity}
	from, ok := readTime(in)
	until, ok2 := readTime(in)
	if !ok || !ok2 || !in.atEnd() || from > until {
		return 0, 0, InvalidTime
	}
	return from, until, Success
}

// readTime reads UTCTime or GeneralizedTime as RFC 5280 writes them, from 1970 on.
func readTime(in *reader) (at int64, ok bool) {
	tag := byte(tagGeneralized)
	if in.peek(tagUTCTime) {
		tag = tagUTCTime
	}
	v, e := in.value(tag)
	if e != Success {
		return 0, false
	}
	if tag == tagUTCTime {
		if len(v) != 13 {
			return 0, false
		}
		century := "20"
		if v[0] >= '5' {
			century = "19"
		}
		v = append([]byte(century), v...)
	}
	return generalized(v)
}
