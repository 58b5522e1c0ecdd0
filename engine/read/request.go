package read

import (
	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// request reads a certificate request (RFC 2986 section 4):
//
//	CertificationRequestInfo ::= SEQUENCE { version INTEGER, subject Name, subjectPKInfo SubjectPublicKeyInfo,
//		attributes [0] }
func (r *reading) request(data []byte, at Place) (known bool) {
	if r.requests[string(data)] {
		r.merged++
		return true
	}
	top := der.NewReader(data)
	outer := top.Enter(der.Of(der.Sequence))
	start := outer.Offset()
	info := outer.Enter(der.Of(der.Sequence))
	info.Integer(der.Of(der.Integer))
	subject, _, _ := info.Any()
	spki, _, _ := info.Any()
	extensions := requested(info)
	outer.Leave(info)
	q := Request{Raw: data, Place: at}
	q.Signed.Data = outer.Since(start)
	q.Signed.Outer = key.ReadAlgorithm(outer)
	q.Signed.Inner = q.Signed.Outer
	q.Signed.Signature.Bytes, q.Signed.Signature.Unused = outer.Bits(der.Of(der.BitString))
	err := top.Err()
	if err == nil {
		q.Subject, err = cert.ParseName(subject)
	}
	if err == nil {
		q.SPKI, err = key.ParseInfo(spki)
	}
	if err == nil && extensions != nil {
		q.Wanted, err = cert.ParseExtensions(extensions)
	}
	if err != nil {
		r.note(Problem, "request-damaged", at, "reason", err.Error())
		return true
	}
	r.requests[string(data)] = true
	r.out.Requests = append(r.out.Requests, q)
	return true
}

// requested returns the Extensions element of the attribute extensionRequest (RFC 2985 section 5.4.2), nil when there
// is none:
//
//	attributes [0] IMPLICIT SET OF SEQUENCE { type OBJECT IDENTIFIER, values SET }
func requested(info *der.Reader) (extensions []byte) {
	if !info.Is(der.Context(0)) {
		return nil // some software leaves out the empty set
	}
	set := info.Enter(der.Context(0))
	for set.More() {
		attribute := set.Enter(der.Of(der.Sequence))
		id := oid.Text(attribute.OID(der.Of(der.ObjectIdentifier)))
		values := attribute.Enter(der.Of(der.Set))
		for values.More() {
			if value, _, _ := values.Any(); id == oid.ExtensionRequest && extensions == nil {
				extensions = value
			}
		}
		attribute.Leave(values)
		set.Leave(attribute)
	}
	info.Leave(set)
	return extensions
}
