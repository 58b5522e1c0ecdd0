package plan

import (
	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// keyTraits are what a repair needs to know of a public key.
type keyTraits struct {
	kind     key.Kind
	weak     bool   // below 112 bits by OpenSSL 1.1.1's table, the stricter one
	explicit bool   // key.EC parameters spelled out
	named    []byte // the same key with its curve named; nil when the parameters are none of the known curves
	signs    bool   // the algorithm can sign at all
}

// smallCurves have an order below 224 bits.
var smallCurves = map[string]bool{
	oid.P192:            true,
	oid.Prime192v2:      true,
	oid.Prime192v3:      true,
	oid.Secp112r1:       true,
	oid.Secp112r2:       true,
	oid.Secp128r1:       true,
	oid.Secp128r2:       true,
	oid.Secp160r1:       true,
	oid.Secp160k1:       true,
	oid.Secp160r2:       true,
	oid.Secp192k1:       true,
	oid.BrainpoolP160r1: true,
	oid.BrainpoolP192r1: true,
	oid.Sect163k1:       true,
	oid.Sect163r1:       true,
	oid.Sect163r2:       true,
	oid.Sect113r1:       true,
}

func keyOf(p key.Info) keyTraits {
	switch p.Algorithm.OID {
	case oid.RSA, oid.RSAPSS, oid.X509RSA:
		k := keyTraits{kind: key.RSA, signs: true}
		if p.Algorithm.OID == oid.RSAPSS {
			k.kind = key.RSAPSS
		}
		if n, _, ok := p.RSAKey(); ok {
			k.weak = n.BitLen() < 2048
		}
		return k
	case oid.EC:
		id, content, _, _, ok := der.Split(p.Algorithm.Params)
		if ok && id == 0x06 {
			return keyTraits{kind: key.EC, signs: true, weak: smallCurves[der.OIDText(content)]}
		}
		k := keyTraits{kind: key.EC, signs: true, explicit: ok && id == 0x30}
		if k.explicit {
			k.named = nameCurve(p)
		}
		return k
	case oid.DSA:
		return keyTraits{kind: key.UnknownKey, weak: true, signs: true}
	}
	return keyTraits{kind: p.Kind(), signs: p.SignatureName() != "" || p.SignsAs() == key.SM2}
}

// nameCurve rewrites a key whose explicit parameters (SEC 1 section C.2) are those of P-256, P-384 or P-521. The
// point stays as it is.
func nameCurve(p key.Info) []byte {
	curve := explicitCurve(p)
	if curve == "" {
		return nil
	}
	return der.Build(
		0x30,
		der.Build(0x30, der.BuildOID(oid.EC), der.BuildOID(curve)),
		der.Build(0x03, []byte{0}, p.Key.Bytes),
	)
}

// explicitCurve returns the OID of the curve whose parameters a key spells out, "" when they are none of the three.
func explicitCurve(p key.Info) string {
	k := p.Decode()
	if !k.ExplicitCurve() {
		return ""
	}
	return map[string]string{"prime256v1": oid.P256, "secp384r1": oid.P384, "secp521r1": oid.P521}[k.CurveName()]
}

// ReadPublicKey reads a SubjectPublicKeyInfo element; what does not parse gives a key of unknown kind.
func ReadPublicKey(spki []byte) key.Info {
	p, err := key.ParseInfo(spki)
	if err != nil {
		return key.Info{}
	}
	return p
}
