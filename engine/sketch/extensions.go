package sketch

import (
	"encoding/hex"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/read/printed"
	"x509strict/engine/tbs"
)

// extensions are those that are shown, behind those that a part of a dump may have left out: what stands behind a
// critical extension that OpenSSL does not know counts as not critical.
func extensions(p *printed.Certificate) (all []cert.Extension) {
	if old := p.Version == 1 || p.Version == 2; !p.Whole && !old {
		all = leftOut(p)
	}
	if p.AuthorityKeyID == nil && p.Whole && !issuerShown(p) && !p.CA() {
		all = append(all, tbs.AuthorityKeyID(keyID(""), nil, nil)) // it may be its own issuer
	}
	for _, e := range ordered(p) {
		if value := valueOf(p, e); value != nil {
			all = append(all, tbs.NewExtension(identifier(e), e.Critical, value))
		}
	}
	return all
}

// ordered are the extensions in the order of the certificate as far as it is known: Java does not keep it.
func ordered(p *printed.Certificate) []*printed.Extension {
	list := slices.Clone(p.Extensions)
	if p.Format == "keytool" || p.Format == "java" {
		slices.SortStableFunc(list, func(a, b *printed.Extension) int { return unhandled(a) - unhandled(b) })
	}
	return list
}

// unhandled is 1 for a critical extension that OpenSSL does not know what to do about.
func unhandled(e *printed.Extension) int {
	if !e.Critical || handled[identifier(e)] {
		return 0
	}
	switch e.OID {
	case "", oid.SubjectKeyID, oid.AuthorityKeyID:
		return 1
	}
	return 0
}

func leftOut(p *printed.Certificate) (all []cert.Extension) {
	ca := p.CA() || p.BasicConstraints == nil && p.SignsCertificates()
	if p.BasicConstraints == nil && ca {
		all = append(all, tbs.BasicConstraints(true, -1))
	}
	if p.KeyUsage == nil && ca {
		all = append(all, tbs.KeyUsage(cert.KeyCertSign))
	}
	if p.SubjectKeyID == nil {
		all = append(all, tbs.SubjectKeyID(keyID(p.Subject)))
	}
	if p.AuthorityKeyID == nil {
		all = append(all, tbs.AuthorityKeyID(keyID(p.Issuer), nil, nil))
	}
	if p.Names == nil && p.NoSubject {
		all = append(all, someName(true))
	}
	return all
}

func someName(critical bool) cert.Extension {
	return tbs.SubjectAltName(critical, tbs.AltName{DNS: "server.example"})
}

// valueOf is the value of an extension as far as the verifier looks at it; nil for one that is left out.
func valueOf(p *printed.Certificate, e *printed.Extension) []byte {
	cut := !p.Whole && !e.Ended()
	switch e.OID {
	case oid.BasicConstraints:
		return tbs.BasicConstraints(p.CA(), p.PathLen()).Value
	case oid.KeyUsage:
		return keyUsage(p, cut)
	case oid.ExtKeyUsage:
		if list := purposes(e.Value); !cut && len(list) > 0 {
			return tbs.ExtKeyUsageValue(list)
		}
		return nil
	case oid.SubjectKeyID:
		return tbs.SubjectKeyID(keyID(p.Subject)).Value
	case oid.AuthorityKeyID:
		if p.NamesKey() || cut {
			return tbs.AuthorityKeyID(keyID(p.Issuer), nil, nil).Value
		}
		return der.Build(0x30, der.Build(0xa1, der.Build(0xa4, issuer(p))), der.Build(0x82, serial(p.Issuer)))
	case oid.SubjectAltName:
		if v := strings.TrimSpace(e.Value); v == "<EMPTY>" || v == "" && !cut { // what reads pages takes it for a tag
			return der.Build(0x30)
		}
		return someName(e.Critical).Value
	}
	if identifier(e) == oid.NsCertType && !cut {
		return nsCertType(e.Value)
	}
	if !e.Critical || handled[identifier(e)] {
		return nil // whatever it says of names and policies is not in the text in full
	}
	return []byte{5, 0}
}

// keyUsage has the bits that are shown. Words of a language that is not read count as what such a certificate needs,
// and so does what may have been cut off.
func keyUsage(p *printed.Certificate, cut bool) []byte {
	shown, known := p.Usage()
	bits := cert.KeyUsage(shown)
	if !known || cut {
		if p.CA() {
			bits |= cert.KeyCertSign
		} else {
			bits |= cert.DigitalSignature
		}
	}
	return tbs.KeyUsageValue(bits)
}

// nsCertTypes are the words for the bits of Netscape's certificate type, the first one first.
var nsCertTypes = [8][]string{
	{"SSL Client"}, {"SSL Server", "TLS Server"}, {"S/MIME"}, {"Object Signing"}, {"Unused"}, {"SSL CA"}, {"S/MIME CA"},
	{"Object Signing CA"},
}

// nsCertType is Netscape's certificate type with the bits whose words stand in a list; nil when there is none.
func nsCertType(text string) []byte {
	var bits byte
	for word := range strings.SplitSeq(text, ",") {
		for i, words := range nsCertTypes {
			if slices.Contains(words, strings.TrimSpace(word)) {
				bits |= 0x80 >> i
			}
		}
	}
	if bits == 0 {
		return nil
	}
	return tbs.KeyUsageValue(cert.KeyUsage(bits))
}

// purposeWords are what tools call the purposes that decide something, and some that do not.
var purposeWords = []struct{ oid, words string }{
	{oid.ServerAuth, "TLS Web Server Authentication|serverAuth|TLS WWW Server|Server Authentication"},
	{oid.ClientAuth, "TLS Web Client Authentication|clientAuth|TLS WWW Client|Client Authentication"},
	{oid.AnyEKU, "Any Extended Key Usage|anyExtendedKeyUsage|Any purpose"},
	{oid.MicrosoftSGC, "Microsoft Server Gated Crypto"},
	{oid.NetscapeSGC, "Netscape Server Gated Crypto"},
	{oid.CodeSigning, "Code Signing|codeSigning"},
	{oid.EmailProtection, "E-mail Protection|emailProtection|Email protection|Secure Email"},
	{oid.TimeStamping, "Time Stamping|timeStamping"},
	{oid.OCSPSigning, "OCSP Signing|OCSPSigning|OCSP Responder"},
}

// purposes are those that a text names, by their identifiers where it shows them (Windows' certutil, cryptography);
// none when it names none that is known.
func purposes(text string) (list []string) {
	if raw, err := hex.DecodeString(text); err == nil && len(raw) > 2 && raw[0] == 0x30 { // asn1parse
		_, content, _, _, ok := der.Split(raw)
		for ok && len(content) > 0 {
			var id []byte
			if _, id, _, content, ok = der.Split(content); ok {
				list = append(list, der.OIDText(id))
			}
		}
		return list
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) {
		if strings.Count(word, ".") > 3 && isOID(word) {
			list = append(list, word)
		}
	}
	if len(list) > 0 {
		return list
	}
	for _, x := range purposeWords {
		for word := range strings.SplitSeq(x.words, "|") {
			if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
				list = append(list, x.oid)
				break
			}
		}
	}
	return list
}
