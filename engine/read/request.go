package read

import (
	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/key"
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
	info := top.Enter(der.Of(der.Sequence)).Enter(der.Of(der.Sequence))
	info.Integer(der.Of(der.Integer))
	subject, _, _ := info.Any()
	spki, _, _ := info.Any()
	err := top.Err()
	q := Request{Raw: data, Place: at}
	if err == nil {
		q.Subject, err = cert.ParseName(subject)
	}
	if err == nil {
		q.SPKI, err = key.ParseInfo(spki)
	}
	if err != nil {
		r.note(Problem, "request-damaged", at, "reason", err.Error())
		return true
	}
	r.requests[string(data)] = true
	r.out.Requests = append(r.out.Requests, q)
	return true
}
