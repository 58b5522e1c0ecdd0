package read

import (
	"strconv"

	"x509strict/engine/cert"
	"x509strict/engine/der"
)

// pkcs7 reads the certificates of a SignedData (RFC 2315 section 9.1, RFC 5652 section 5.1):
//
//	SignedData ::= SEQUENCE { version, digestAlgorithms SET, contentInfo, certificates [0] IMPLICIT SET OPTIONAL,
//		crls [1] IMPLICIT SET OPTIONAL, signerInfos SET }
func (r *reading) pkcs7(data []byte, at Place, depth int) (known bool, err error) {
	top := der.NewReader(data)
	info := top.Enter(der.Of(der.Sequence))
	kind := der.OIDText(info.OID(der.Of(der.ObjectIdentifier)))
	if top.Err() != nil || len(kind) < len(oidPKCS7) || kind[:len(oidPKCS7)] != oidPKCS7 {
		return false, nil
	}
	at.Kind = "pkcs7"
	if kind != oidPKCS7+"2" {
		r.note(Problem, "pkcs7-other", at, "type", kind)
		return true, nil
	}
	signed := info.Enter(der.Context(0)).Enter(der.Of(der.Sequence))
	signed.Any()
	signed.Any()
	content := pkcs7Content(signed)
	found := 0
	if signed.Is(der.Context(0)) {
		set := signed.EnterList(der.Context(0))
		for set.More() {
			raw, _, _ := set.Any()
			if top.Err() != nil {
				break
			}
			found++
			at.Entry = "certificate " + strconv.Itoa(found)
			c, _, err := cert.Parse(raw)
			if err != nil {
				r.note(Problem, "certificate-damaged", at, "reason", err.Error())
				continue
			}
			if err := r.certificate(c, at); err != nil {
				return true, err
			}
		}
		at.Entry = ""
		signed.Leave(set)
	}
	if signed.Is(der.Context(1)) {
		r.note(Info, "skipped", at, "what", ShapeCRL)
	}
	if err := top.Err(); err != nil {
		r.note(Problem, "pkcs7-damaged", at, "reason", err.Error())
		return true, r.embedded(data, at)
	}
	if found == 0 {
		r.note(Info, "pkcs7-empty", at)
	}
	if len(content) < 64 {
		return true, nil
	}
	return true, r.data(
		content,
		within(at, "content"),
		depth+1,
	) // a profile or a message can hold certificates of its own
}

// pkcs7Content reads ContentInfo and returns the octets in it, nil for none.
//
//	SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT OCTET STRING OPTIONAL }
func pkcs7Content(signed *der.Reader) (content []byte) {
	info := signed.Enter(der.Of(der.Sequence))
	info.OID(der.Of(der.ObjectIdentifier))
	if info.More() {
		explicit := info.Enter(der.Context(0))
		if explicit.Is(der.Of(der.OctetString)) {
			content = explicit.String(der.Of(der.OctetString), der.OctetString)
		} else {
			explicit.Any()
		}
		info.Leave(explicit)
	}
	signed.Leave(info)
	return content
}

const oidPKCS7 = "1.2.840.113549.1.7."
