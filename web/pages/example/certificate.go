package example

import (
	"x509strict/engine/cert"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

// Template is a certificate before it is signed. Every field can be set to what no sane program would write. Its key is
// Key's, its algorithm the signer's usual one unless it is set.
type Template struct {
	tbs.Spec
	Key      Key
	OuterAlg []byte // beside the signature; nil for the same as inside
	Signer   Key
	Spoil    bool // flip a bit of the signature
}

// Sign returns the certificate in DER.
func (t Template) Sign() []byte {
	t.SPKI = t.Key.SPKI
	if t.Algorithm.Raw == nil {
		t.Algorithm.Raw = t.Signer.alg
	}
	outer := t.OuterAlg
	if outer == nil {
		outer = t.Algorithm.Raw
	}
	body := t.TBS()
	signature := t.Signer.sign(t.Algorithm.Raw, body)
	if t.Spoil {
		signature[len(signature)-1] ^= 1
	}
	return tbs.Signed(body, outer, signature)
}

// With returns t with e in place of its extension of the same kind, or after the others when there is none.
func (t Template) With(e cert.Extension) Template {
	t.Extensions = append([]cert.Extension(nil), t.Extensions...)
	t.Set(e)
	return t
}

// Without returns t without its extensions of that OID.
func (t Template) Without(oid string) Template {
	t.Drop(oid)
	return t
}

// KeyUsage has the bits of the first octet, as OpenSSL's KU_* have them.
func KeyUsage(first byte) cert.Extension { return tbs.KeyUsage(cert.KeyUsage(first)) }

// BasicConstraints is critical, whatever it says.
func BasicConstraints(ca bool, pathLen int64) cert.Extension {
	return tbs.NewExtension(oid.BasicConstraints, true, tbs.BasicConstraints(ca, pathLen).Value)
}

// AKI has a key identifier only.
func AKI(id []byte) cert.Extension { return tbs.AuthorityKeyID(id, nil, nil) }

// SAN has alternative names, each a GeneralName.
func SAN(names ...[]byte) cert.Extension {
	return tbs.NewExtension(oid.SubjectAltName, false, seq(names...))
}

// DNS and Address write one alternative name each.
func DNS(name string) []byte       { return tagged(2, []byte(name)) }
func Address(bytes ...byte) []byte { return tagged(7, bytes) }

const codeSigning = "1.3.6.1.5.5.7.3.3"
