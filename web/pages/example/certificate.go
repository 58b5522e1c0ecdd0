package example

// Extension is one extension to be written: Value goes into the OCTET STRING as it is.
type Extension struct {
	OID      string
	Critical bool
	Value    []byte
}

// Template is a certificate before it is signed. Every field can be set to what no sane program would write.
type Template struct {
	Version    int // as shown: 3 for v3; 1 leaves the field out
	Serial     []byte
	Issuer     []byte // a Name, whole
	Subject    []byte
	NotBefore  []byte // a time, whole
	NotAfter   []byte
	Key        Key
	Extensions []Extension
	Alg        []byte // signature algorithm inside; nil for the signer's usual one
	OuterAlg   []byte // beside the signature; nil for the same
	Signer     Key
	Spoil      bool // flip a bit of the signature
}

// Sign returns the certificate in DER.
func (t Template) Sign() []byte {
	alg := t.Alg
	if alg == nil {
		alg = t.Signer.alg
	}
	outer := t.OuterAlg
	if outer == nil {
		outer = alg
	}
	var fields [][]byte
	if t.Version > 1 {
		fields = append(fields, wrapped(0, integer(byte(t.Version-1))))
	}
	fields = append(fields, integer(t.Serial...), alg, t.Issuer, seq(t.NotBefore, t.NotAfter), t.Subject, t.Key.SPKI)
	if len(t.Extensions) > 0 {
		var list [][]byte
		for _, e := range t.Extensions {
			critical := []byte(nil)
			if e.Critical {
				critical = truth()
			}
			list = append(list, seq(oid(e.OID), critical, octets(e.Value)))
		}
		fields = append(fields, wrapped(3, seq(list...)))
	}
	tbs := seq(fields...)
	signature := t.Signer.sign(alg, tbs)
	if t.Spoil {
		signature[len(signature)-1] ^= 1
	}
	return seq(tbs, outer, bits(signature))
}

// With returns t with e in place of its extension of the same kind, or after the others when there is none.
func (t Template) With(e Extension) Template {
	list := append([]Extension(nil), t.Extensions...)
	for i := range list {
		if list[i].OID == e.OID {
			list[i] = e
			t.Extensions = list
			return t
		}
	}
	t.Extensions = append(list, e)
	return t
}

// Without returns t without its extensions of that OID.
func (t Template) Without(oid string) Template {
	var list []Extension
	for _, e := range t.Extensions {
		if e.OID != oid {
			list = append(list, e)
		}
	}
	t.Extensions = list
	return t
}

// Extensions, as a certificate should carry them.

// KeyUsage writes the bits of the first octet, as OpenSSL's KU_* have them; critical.
func KeyUsage(first byte) Extension {
	unused := byte(0)
	for b := first; b != 0 && b&1 == 0; b >>= 1 {
		unused++
	}
	return Extension{"2.5.29.15", true, append([]byte{3, 2, unused}, first)}
}

// BasicConstraints writes cA and, unless it is negative, a path length; critical.
func BasicConstraints(ca bool, pathLen int) Extension {
	var fields [][]byte
	if ca {
		fields = append(fields, truth())
	}
	if pathLen >= 0 {
		fields = append(fields, integer(byte(pathLen)))
	}
	return Extension{"2.5.29.19", true, seq(fields...)}
}

// SKI and AKI write key identifiers.
func SKI(id []byte) Extension { return Extension{"2.5.29.14", false, octets(id)} }
func AKI(id []byte) Extension { return Extension{"2.5.29.35", false, seq(tagged(0, id))} }

// SAN writes subject alternative names: "DNS:…", "email:…", "IP:" with four or sixteen raw bytes.
func SAN(names ...[]byte) Extension { return Extension{"2.5.29.17", false, seq(names...)} }

// DNS and Address write one alternative name each.
func DNS(name string) []byte       { return tagged(2, []byte(name)) }
func Address(bytes ...byte) []byte { return tagged(7, bytes) }

// EKU writes extended key usage.
func EKU(oids ...string) Extension {
	var list [][]byte
	for _, o := range oids {
		list = append(list, oid(o))
	}
	return Extension{"2.5.29.37", false, seq(list...)}
}

const (
	serverAuth  = "1.3.6.1.5.5.7.3.1"
	clientAuth  = "1.3.6.1.5.5.7.3.2"
	codeSigning = "1.3.6.1.5.5.7.3.3"
)
