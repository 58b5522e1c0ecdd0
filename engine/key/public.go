// Package key decodes public keys as OpenSSL does, grades them, and verifies signatures with them, for every kind and
// curve that a certificate may hold and every release that is reproduced. It knows of no certificate: algorithm
// identifiers, SubjectPublicKeyInfo and signed bytes go in.
//
// Builds with the tag lean leave crypto/ecdsa out; what this package computes itself says beside its code why.
package key

import (
	"math/big"

	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// Public is a public key, decoded as OpenSSL does when it is needed.
type Public struct {
	Kind Kind
	Bits int // modulus (RSA, DSA, DH), order (EC); 0 for other kinds

	family   Kind // what signature algorithms are compared with: for ML-DSA and SLH-DSA with the parameter set
	since    release.Release
	until    release.Release
	why      string // why it does not decode, when it does not in any release
	explicit bool   // EC with explicit parameters

	n, e     *big.Int   // RSA
	limits   *pssParams // RSA-PSS restrictions
	curve    *curve
	at       point
	p, q, g  *big.Int // DSA, DH
	subgroup int      // bits of q, or of a DH private key; 0 when unknown
	y        *big.Int
	raw      []byte // Ed25519, Ed448, ML-DSA, SLH-DSA
	strength int    // fixed security bits
	std      standardKey
}

// DecodesIn reports whether release r can decode the key.
func (k *Public) DecodesIn(r release.Release) bool {
	return k.since != 0 && r >= k.since && r <= k.until
}

// Problem tells why the key does not decode in any release, "" when it does.
func (k *Public) Problem() string { return k.why }

// ExplicitCurve reports whether an EC key spells its curve out (X509_V_ERR_EC_KEY_EXPLICIT_PARAMS).
func (k *Public) ExplicitCurve() bool { return k.explicit }

// CurveName returns OpenSSL's name of the curve of an EC key ("prime256v1"), "" when there is none.
func (k *Public) CurveName() string {
	if k.curve == nil {
		return ""
	}
	return k.curve.name
}

// fixedKeys are the kinds whose key is a string of one length and whose parameters must be absent.
var fixedKeys = map[string]struct {
	kind, family Kind
	size         int
	strength     int
	since        release.Release
}{

	oid.X25519:                {X25519, X25519, 32, 128, release.Open111},
	oid.X448:                  {X448, X448, 56, 224, release.Open111},
	oid.Ed25519:               {Ed25519, Ed25519, 32, 128, release.Open111},
	oid.Ed448:                 {Ed448, Ed448, 57, 224, release.Open111},
	oid.MLDSA44:               {MLDSA, "ML-DSA-44", 1312, 128, release.Open35},
	oid.MLDSA65:               {MLDSA, "ML-DSA-65", 1952, 192, release.Open35},
	oid.MLDSA87:               {MLDSA, "ML-DSA-87", 2592, 256, release.Open35},
	"2.16.840.1.101.3.4.3.20": {SLHDSA, "SLH-DSA-SHA2-128s", 32, 128, release.Open35},
	"2.16.840.1.101.3.4.3.21": {SLHDSA, "SLH-DSA-SHA2-128f", 32, 128, release.Open35},
	"2.16.840.1.101.3.4.3.22": {SLHDSA, "SLH-DSA-SHA2-192s", 48, 192, release.Open35},
	"2.16.840.1.101.3.4.3.23": {SLHDSA, "SLH-DSA-SHA2-192f", 48, 192, release.Open35},
	"2.16.840.1.101.3.4.3.24": {SLHDSA, "SLH-DSA-SHA2-256s", 64, 256, release.Open35},
	"2.16.840.1.101.3.4.3.25": {SLHDSA, "SLH-DSA-SHA2-256f", 64, 256, release.Open35},
	"2.16.840.1.101.3.4.3.26": {SLHDSA, "SLH-DSA-SHAKE-128s", 32, 128, release.Open35},
	"2.16.840.1.101.3.4.3.27": {SLHDSA, "SLH-DSA-SHAKE-128f", 32, 128, release.Open35},
	"2.16.840.1.101.3.4.3.28": {SLHDSA, "SLH-DSA-SHAKE-192s", 48, 192, release.Open35},
	"2.16.840.1.101.3.4.3.29": {SLHDSA, "SLH-DSA-SHAKE-192f", 48, 192, release.Open35},
	"2.16.840.1.101.3.4.3.30": {SLHDSA, "SLH-DSA-SHAKE-256s", 64, 256, release.Open35},
	"2.16.840.1.101.3.4.3.31": {SLHDSA, "SLH-DSA-SHAKE-256f", 64, 256, release.Open35},
	oid.MLKEM512:              {MLKEM, "ML-KEM-512", 800, 128, release.Open35},
	oid.MLKEM768:              {MLKEM, "ML-KEM-768", 1184, 192, release.Open35},
	oid.MLKEM1024:             {MLKEM, "ML-KEM-1024", 1568, 256, release.Open35},
}

// Decode decodes the key as OpenSSL does when it is needed; see [Public.DecodesIn] and [Public.Problem] for one
// that does not.
func (p Info) Decode() *Public {
	k := &Public{Kind: p.Kind(), since: release.Open111, until: release.Open40}
	k.family = k.Kind
	switch k.Kind {
	case RSA, RSAPSS:
		k.decodeRSA(p)
	case EC, SM2:
		k.decodeEC(p)
	case DSA:
		k.decodeDSA(p)
	case DH:
		k.decodeDH(p)
	default:
		f, known := fixedKeys[p.Algorithm.OID]
		switch {
		case !known:
			k.fail("unknown algorithm " + p.Algorithm.OID)
		case p.Algorithm.Params != nil:
			k.fail("parameters where none may be")
		case len(p.Key.Bytes) != f.size:
			k.fail("wrong length for " + string(f.family))
		case f.since >= release.Open35 && !p.inDER():
			k.fail("not encoded in DER, as " + string(f.family) + " has to be")
		case f.kind == MLKEM && !reducedMLKEM(p.Key.Bytes):
			k.fail("coefficient out of range for " + string(f.family))
		}
		if known {
			k.Kind, k.family, k.raw, k.strength = f.kind, f.family, p.Key.Bytes, f.strength
			if k.since != 0 {
				k.since = f.since
			}
		}
	}
	return k
}

// reducedMLKEM makes the modulus check of FIPS 203 section 7.2: every 12-bit coefficient is below 3329. The last 32
// bytes are a seed.
func reducedMLKEM(key []byte) bool {
	for v := key[:len(key)-32]; len(v) >= 3; v = v[3:] {
		if int(v[0])|int(v[1]&15)<<8 >= 3329 || int(v[1]>>4)|int(v[2])<<4 >= 3329 {
			return false
		}
	}
	return true
}

func (k *Public) fail(why string) { k.since, k.why = 0, why }

func (k *Public) decodeRSA(p Info) {
	var ok bool
	if k.n, k.e, ok = p.RSAKey(); !ok {
		k.fail("malformed RSA key")
		return
	}
	k.Bits = k.n.BitLen()
	if p.signedRSAKey() {
		k.until = release.Open35
	}
	if k.Kind == RSAPSS && p.Algorithm.Params != nil {
		limits, ok := readPSS(p.Algorithm.Params)
		switch {
		case !ok:
			k.fail("malformed RSA-PSS parameters")
			return
		case limits.hash == "" || limits.mgfHash == "":
			k.until = release.Open111
		}
		k.limits = &limits
		k.since = max(k.since, limits.since)
	}
}

func (k *Public) decodeEC(p Info) {
	if p.Algorithm.Params == nil {
		k.fail("curve missing")
		return
	}
	if oid := p.Curve(); oid != "" {
		k.curve = findCurve(oid)
	} else if k.curve = explicitCurve(p.Algorithm.Params); k.curve != nil {
		k.explicit = true
		if k.curve.oid == "" {
			k.until = release.Open35
		}
	}
	if k.curve == nil {
		k.fail("unknown curve")
		return
	}
	if k.curve.oid == oidSM2 {
		k.family = SM2
	}
	k.Bits = k.curve.orderBits
	var ok bool
	if k.at, ok = k.curve.decode(p.Key.Bytes); !ok {
		k.fail("malformed point, or one off the curve")
	}
}

const oidSM2 = "1.2.156.10197.1.301"

// decodeDSA reads RFC 3279 section 2.3.2: Dss-Parms ::= SEQUENCE { p, q, g INTEGER }, the key an INTEGER.
func (k *Public) decodeDSA(p Info) {
	y := der.NewReader(p.Key.Bytes)
	k.y = new(big.Int).SetBytes(y.Integer(der.Of(der.Integer)))
	if y.Err() != nil {
		k.fail("malformed DSA key")
		return
	}
	if p.Algorithm.OID != oid.DSA && p.Algorithm.OID != oid.OIWDSA {
		k.until = release.Open30
	}
	if p.Algorithm.Params == nil || len(p.Algorithm.Params) == 2 && p.Algorithm.Params[0] == der.Null {
		k.until = release.Open111 // taken from the issuer, as PKIX once had it
		return
	}
	r := der.NewReader(p.Algorithm.Params)
	in := r.Enter(der.Of(der.Sequence))
	var v [3]*big.Int
	for i := range v {
		v[i] = new(big.Int).SetBytes(in.UnsignedInteger())
	}
	r.Leave(in)
	if r.Err() != nil {
		k.fail("malformed DSA parameters")
		return
	}
	k.p, k.q, k.g = v[0], v[1], v[2]
	k.Bits, k.subgroup = k.p.BitLen(), k.q.BitLen()
	if r.RefusedIn(release.Open40) != "" {
		k.until = min(k.until, release.Open35)
	}
}

// LacksParameters reports whether a DSA key leaves its parameters to the issuer's key.
func (k *Public) LacksParameters() bool { return k.Kind == DSA && k.since != 0 && k.p == nil }

// WithParameters returns the key with the parameters of another; itself when the other has none to give.
func (k *Public) WithParameters(from *Public) *Public {
	if from.Kind != DSA || from.p == nil {
		return k
	}
	whole := *k
	whole.p, whole.q, whole.g = from.p, from.q, from.g
	whole.Bits, whole.subgroup = from.Bits, from.subgroup
	return &whole
}

// decodeDH reads PKCS #3 or X9.42 parameters; such a key signs nothing, only its size counts.
func (k *Public) decodeDH(p Info) {
	y := der.NewReader(p.Key.Bytes)
	y.Integer(der.Of(der.Integer))
	r := der.NewReader(p.Algorithm.Params)
	in := r.Enter(der.Of(der.Sequence))
	k.p = new(big.Int).SetBytes(in.UnsignedInteger())
	in.UnsignedInteger()
	if p.Algorithm.OID != oid.DiffieHellman {
		k.subgroup = new(big.Int).SetBytes(in.UnsignedInteger()).BitLen()
	} else {
		if in.More() {
			k.subgroup = int(max(in.Int32(), 0))
		}
		r.Leave(in)
	}
	if y.Err() != nil || r.Err() != nil {
		k.fail("malformed DH key")
		return
	}
	k.Bits = k.p.BitLen()
}
