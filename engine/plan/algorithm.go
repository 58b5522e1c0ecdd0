package plan

import (
	"crypto"

	"x509strict/engine/der"
	"x509strict/engine/key"
)

// Algorithm is a signature algorithm that repairs sign with.
type Algorithm struct {
	Raw  []byte // AlgorithmIdentifier element
	Name string // as OpenSSL calls it: "sha256WithRSAEncryption"
	Hash crypto.Hash
	Kind KeyKind
}

// KeyKind is the family of a public key.
type KeyKind string

// Key families. OtherKey covers what cannot sign certificates here (DSA, X25519, post-quantum keys).
const (
	RSA      KeyKind = "rsa"
	RSAPSS   KeyKind = "pss"
	EC       KeyKind = "ec"
	Ed25519  KeyKind = "ed25519"
	OtherKey KeyKind = "other"
)

const (
	oidRSA       = "1.2.840.113549.1.1.1"
	oidPSS       = "1.2.840.113549.1.1.10"
	oidEC        = "1.2.840.10045.2.1"
	oidEd25519   = "1.3.101.112"
	oidEd448     = "1.3.101.113"
	oidDSA       = "1.2.840.10040.4.1"
	oidSHA256RSA = "1.2.840.113549.1.1.11"
	oidSHA384RSA = "1.2.840.113549.1.1.12"
	oidSHA512RSA = "1.2.840.113549.1.1.13"
	oidECSHA256  = "1.2.840.10045.4.3.2"
	oidECSHA384  = "1.2.840.10045.4.3.3"
	oidECSHA512  = "1.2.840.10045.4.3.4"
	oidP256      = "1.2.840.10045.3.1.7"
	oidP384      = "1.3.132.0.34"
	oidP521      = "1.3.132.0.35"
)

var derNull = []byte{5, 0}

// algorithms lists what repairs sign with; for each kind of key the first is the one taken when the old signature
// cannot be imitated.
var algorithms = []struct {
	oid, name string
	kind      KeyKind
	hash      crypto.Hash
}{
	{
		oidSHA256RSA,
		"sha256WithRSAEncryption",
		RSA,
		crypto.SHA256,
	},
	{oidSHA384RSA, "sha384WithRSAEncryption", RSA, crypto.SHA384},
	{
		oidSHA512RSA,
		"sha512WithRSAEncryption",
		RSA,
		crypto.SHA512,
	},
	{oidECSHA256, "ecdsa-with-SHA256", EC, crypto.SHA256},
	{oidECSHA384, "ecdsa-with-SHA384", EC, crypto.SHA384},
	{oidECSHA512, "ecdsa-with-SHA512", EC, crypto.SHA512},
	{oidEd25519, "ED25519", Ed25519, 0},
}

// AlgorithmFor returns what a key signs with: the algorithm named by like when it fits the key and has at least 128
// bits, else SHA-256 with the key's own scheme. ok is false when such a key cannot sign here.
func AlgorithmFor(spki key.Info, like string) (a Algorithm, ok bool) {
	k := keyOf(spki)
	if k.kind == RSAPSS {
		return pss256, true
	}
	for _, pass := range []bool{true, false} {
		for _, x := range algorithms {
			if x.kind != k.kind || pass && x.oid != like {
				continue
			}
			parts := [][]byte{der.BuildOID(x.oid)}
			if x.kind == RSA {
				parts = append(parts, derNull)
			}
			return Algorithm{Raw: der.Build(0x30, parts...), Name: x.name, Hash: x.hash, Kind: x.kind}, true
		}
	}
	return Algorithm{}, false
}

// pss256 is RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes: RFC 4055 section 3.1.
var pss256 = func() Algorithm {
	sha := der.Build(0x30, der.BuildOID("2.16.840.1.101.3.4.2.1"), derNull)
	mgf := der.Build(0x30, der.BuildOID("1.2.840.113549.1.1.8"), sha)
	params := der.Build(0x30, der.Build(0xa0, sha), der.Build(0xa1, mgf), der.Build(0xa2, integer(32)))
	return Algorithm{
		Raw:  der.Build(0x30, der.BuildOID(oidPSS), params),
		Name: "rsassaPss",
		Hash: crypto.SHA256,
		Kind: RSAPSS,
	}
}()

// weakDigests are the signature algorithms with less than 112 bits, which security level 2 refuses, by their OID.
var weakDigests = map[string]string{
	"1.2.840.113549.1.1.2": "MD2",
	"1.2.840.113549.1.1.3": "MD4",
	"1.2.840.113549.1.1.4": "MD5",
	"1.2.840.113549.1.1.5": "SHA-1",
	"1.3.14.3.2.29":        "SHA-1",
	"1.3.14.3.2.3":         "MD5",
	"1.3.36.3.3.1.2":       "RIPEMD-160",
	"1.2.840.10045.4.1":    "SHA-1",
	"1.2.840.10040.4.3":    "SHA-1",
	"1.3.14.3.2.27":        "SHA-1",
}

// weakDigest names the weak hash of a signature, "" when it is strong enough for security level 2.
func weakDigest(a key.Algorithm) string {
	if a.OID != oidPSS {
		return weakDigests[a.OID]
	}
	id, fields, _, _, ok := element(a.Params)
	if !ok || id != 0x30 {
		return "" // the verifier reports what is wrong with it
	}
	id, hash, _, _, ok := element(fields)
	switch {
	case len(fields) > 0 && !ok:
		return ""
	case id != 0xa0:
		return "SHA-1" // the default of RFC 4055 section 3.1
	}
	_, algorithm, _, _, _ := element(hash)
	if id, oid, _, _, ok := element(algorithm); ok && id == 0x06 && der.OIDText(oid) == "1.3.14.3.2.26" {
		return "SHA-1"
	}
	return ""
}

// keyTraits are what a repair needs to know of a public key.
type keyTraits struct {
	kind     KeyKind
	weak     bool   // below 112 bits by OpenSSL 1.1.1's table, the stricter one
	explicit bool   // EC parameters spelled out
	named    []byte // the same key with its curve named; nil when the parameters are none of the known curves
	signs    bool   // the algorithm can sign at all
}

// smallCurves have an order below 224 bits.
var smallCurves = map[string]bool{
	"1.2.840.10045.3.1.1":  true,
	"1.2.840.10045.3.1.2":  true,
	"1.2.840.10045.3.1.3":  true,
	"1.3.132.0.6":          true,
	"1.3.132.0.7":          true,
	"1.3.132.0.28":         true,
	"1.3.132.0.29":         true,
	"1.3.132.0.8":          true,
	"1.3.132.0.9":          true,
	"1.3.132.0.30":         true,
	"1.3.132.0.31":         true,
	"1.3.36.3.3.2.8.1.1.1": true,
	"1.3.36.3.3.2.8.1.1.3": true,
	"1.3.132.0.1":          true,
	"1.3.132.0.2":          true,
	"1.3.132.0.15":         true,
	"1.3.132.0.4":          true,
}

func keyOf(p key.Info) keyTraits {
	switch p.Algorithm.OID {
	case oidRSA, oidPSS, "2.5.8.1.1":
		k := keyTraits{kind: RSA, signs: true}
		if p.Algorithm.OID == oidPSS {
			k.kind = RSAPSS
		}
		if n, _, ok := p.RSAKey(); ok {
			k.weak = n.BitLen() < 2048
		}
		return k
	case oidEC:
		id, content, _, _, ok := element(p.Algorithm.Params)
		if ok && id == 0x06 {
			return keyTraits{kind: EC, signs: true, weak: smallCurves[der.OIDText(content)]}
		}
		k := keyTraits{kind: EC, signs: true, explicit: ok && id == 0x30}
		if k.explicit {
			k.named = nameCurve(p)
		}
		return k
	case oidEd25519:
		return keyTraits{kind: Ed25519, signs: true}
	case oidEd448:
		return keyTraits{kind: OtherKey, signs: true}
	case oidDSA:
		return keyTraits{kind: OtherKey, weak: true, signs: true}
	}
	return keyTraits{kind: OtherKey}
}

// nameCurve rewrites a key whose explicit parameters (SEC 1 section C.2) are those of P-256, P-384 or P-521. The
// point stays as it is.
func nameCurve(p key.Info) []byte {
	oid := explicitCurve(p)
	if oid == "" {
		return nil
	}
	return der.Build(
		0x30,
		der.Build(0x30, der.BuildOID(oidEC), der.BuildOID(oid)),
		der.Build(0x03, []byte{0}, p.Key.Bytes),
	)
}

// explicitCurve returns the OID of the curve whose parameters a key spells out, "" when they are none of the three.
func explicitCurve(p key.Info) string {
	k := p.Decode()
	if !k.ExplicitCurve() {
		return ""
	}
	return map[string]string{"prime256v1": oidP256, "secp384r1": oidP384, "secp521r1": oidP521}[k.CurveName()]
}

var derEd25519 = der.Build(0x30, der.BuildOID(oidEd25519))

// ReadPublicKey reads a SubjectPublicKeyInfo element; what does not parse gives a key of unknown kind.
func ReadPublicKey(spki []byte) key.Info {
	p, err := key.ParseInfo(spki)
	if err != nil {
		return key.Info{}
	}
	return p
}
