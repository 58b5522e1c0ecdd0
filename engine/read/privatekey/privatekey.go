// Package privatekey reads private keys: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 appendix A.1.2), SEC 1 (RFC 5915) and
// OpenSSL's DSA form. It does without crypto/x509, which a small build leaves out. Errors never hold key material.
package privatekey

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// Key is a private key. Signer is nil when the kind cannot sign here; PublicKey is then nil too unless it can be told
// from the key.
type Key struct {
	Signer    crypto.Signer
	PublicKey []byte // SubjectPublicKeyInfo, DER
	Kind      string // "RSA 4096", "EC P-256", "Ed25519"
}

// maxBits bounds the size of numbers in RSA and DSA keys: checking larger ones takes seconds.
const maxBits = 16384

const (
	oidRSA     = oid.RSA
	oidRSAPSS  = oid.RSAPSS
	oidDSA     = oid.DSA
	oidEC      = oid.EC
	oidX25519  = oid.X25519
	oidX448    = oid.X448
	oidEd25519 = oid.Ed25519
)

// ErrNotKey says that the data is not shaped like any private key.
var ErrNotKey = errors.New("privatekey: not a private key")

// Parse reads one private key in DER. The error is ErrNotKey or says what is wrong with the key.
func Parse(data []byte) (*Key, error) {
	top := der.NewReader(data)
	in := top.Enter(der.Of(der.Sequence))
	version := in.Integer(der.Of(der.Integer))
	next, ok := in.Peek()
	if !ok || top.Err() != nil || len(version) != 1 || version[0] > 1 {
		return nil, ErrNotKey
	}
	switch next {
	case der.Of(der.Sequence):
		return parsePKCS8(in)
	case der.Of(der.OctetString):
		if version[0] != 1 {
			return nil, ErrNotKey
		}
		return parseSEC1(in, nil)
	case der.Of(der.Integer):
		return parseIntegers(in)
	}
	return nil, ErrNotKey
}

// parsePKCS8 reads what follows the version in
//
//	SEQUENCE { version INTEGER, algorithm AlgorithmIdentifier, privateKey OCTET STRING, attributes [0] OPTIONAL,
//		publicKey [1] OPTIONAL }
func parsePKCS8(in *der.Reader) (*Key, error) {
	alg, _, _ := in.Any()
	private := in.String(der.Of(der.OctetString), der.OctetString)
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("privatekey: PKCS#8: %w", err)
	}
	algReader := der.NewReader(alg)
	algIn := algReader.Enter(der.Of(der.Sequence))
	kind := der.OIDText(algIn.OID(der.Of(der.ObjectIdentifier)))
	if algReader.Err() != nil {
		return nil, ErrNotKey
	}
	inner := der.NewReader(private)
	switch kind {
	case oidRSA, oidRSAPSS:
		seq := inner.Enter(der.Of(der.Sequence))
		seq.Integer(der.Of(der.Integer))
		return parseRSA(seq, alg)
	case oidEC:
		curve, _, _ := algIn.Any()
		if algReader.Err() != nil {
			return nil, errors.New("privatekey: elliptic curve missing")
		}
		seq := inner.Enter(der.Of(der.Sequence))
		seq.Integer(der.Of(der.Integer))
		return parseSEC1(seq, curve)
	case oidEd25519:
		seed := inner.String(der.Of(der.OctetString), der.OctetString)
		if inner.Err() != nil || len(seed) != ed25519.SeedSize {
			return nil, fmt.Errorf("privatekey: Ed25519 key of %d bytes, expected %d", len(seed), ed25519.SeedSize)
		}
		signer := ed25519.NewKeyFromSeed(seed)
		return describe(signer, alg, signer.Public().(ed25519.PublicKey)), nil
	case oidDSA:
		return parseDSA(algIn, inner, alg)
	case oidX25519, oidX448:
		return &Key{Kind: map[string]string{oidX25519: "X25519", oidX448: "X448"}[kind]}, nil
	}
	if k, err := further(alg, private, nil); k != nil || err != nil {
		return k, err
	}
	name := oid.Name(kind)
	if name == "" {
		name = kind
	}
	return &Key{Kind: name}, nil
}

// further reads a key of a kind that package key signs with; nil for another.
func further(alg, content, public []byte) (*Key, error) {
	signer, err := key.NewPrivate(key.ReadAlgorithm(der.NewReader(alg)), content, public)
	if err != nil {
		return nil, errors.New("privatekey: " + strings.TrimPrefix(err.Error(), "key: "))
	}
	if signer == nil {
		return nil, nil
	}
	info := signer.Public().(key.Info)
	return &Key{Signer: signer, PublicKey: info.Raw, Kind: info.Describe()}, nil
}

// describe makes a Key whose SubjectPublicKeyInfo has the algorithm identifier alg and the key bits public.
func describe(signer crypto.Signer, alg, public []byte) *Key {
	k := &Key{Signer: signer, PublicKey: der.Build(0x30, alg, der.Build(0x03, []byte{0}, public))}
	if info, err := key.ParseInfo(k.PublicKey); err == nil {
		k.Kind = info.Describe()
	}
	return k
}

func algorithm(oid string, params []byte) []byte {
	return der.Build(0x30, der.BuildOID(oid), params)
}

// parseIntegers reads the forms that are nothing but integers: RSAPrivateKey (nine) and OpenSSL's DSAPrivateKey
// (six), version included.
func parseIntegers(in *der.Reader) (*Key, error) {
	first := in.Integer(der.Of(der.Integer))
	second := in.Integer(der.Of(der.Integer))
	rest := in.Rest()
	count := 3
	for in.Is(der.Of(der.Integer)) {
		in.Integer(der.Of(der.Integer))
		count++
	}
	switch {
	case in.Err() != nil:
		return nil, fmt.Errorf("privatekey: %w", in.Err())
	case count == 6:
		numbers := der.NewReader(rest)
		third := integer(numbers)
		public := integer(numbers)
		p, q := new(big.Int).SetBytes(first), new(big.Int).SetBytes(second)
		params := der.Build(0x30, buildInteger(p), buildInteger(q), buildInteger(third))
		return describe(nil, algorithm(oidDSA, params), buildInteger(public)), nil
	case count == 9:
		return parseRSA(
			der.NewReader(append(append(buildRaw(first), buildRaw(second)...), rest...)),
			algorithm(oidRSA, []byte{5, 0}),
		)
	}
	return nil, ErrNotKey
}

func buildRaw(content []byte) []byte { return der.Build(0x02, content) }

func buildInteger(n *big.Int) []byte {
	b := n.Bytes()
	if len(b) == 0 || b[0] >= 0x80 {
		b = append([]byte{0}, b...)
	}
	return der.Build(0x02, b)
}

// integer reads a non-negative INTEGER; nil on any error.
func integer(in *der.Reader) *big.Int {
	v := in.Integer(der.Of(der.Integer))
	if in.Err() != nil || len(v) == 0 {
		return new(big.Int)
	}
	return new(big.Int).SetBytes(v)
}

// parseRSA reads what follows the version in RSAPrivateKey:
//
//	SEQUENCE { version, n, e, d, p, q, dP, dQ, qInv INTEGER }
func parseRSA(in *der.Reader, alg []byte) (*Key, error) {
	n, e, d, p, q := integer(in), integer(in), integer(in), integer(in), integer(in)
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("privatekey: RSA: %w", err)
	}
	if n.BitLen() > maxBits || d.BitLen() > maxBits || p.BitLen() > maxBits || q.BitLen() > maxBits || e.BitLen() > 31 {
		return nil, fmt.Errorf(
			"privatekey: RSA key with a modulus of %d and an exponent of %d bits is out of bounds",
			n.BitLen(),
			e.BitLen(),
		)
	}
	signer := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: int(e.Int64())}, D: d, Primes: []*big.Int{p, q}}
	if err := signer.Validate(); err != nil {
		return nil, errors.New("privatekey: the numbers of the RSA key do not belong together")
	}
	signer.Precompute()
	return describe(signer, alg, der.Build(0x30, buildInteger(n), buildInteger(e))), nil
}

var curves = map[string]elliptic.Curve{
	oid.P224: elliptic.P224(),
	oid.P256: elliptic.P256(),
	oid.P384: elliptic.P384(),
	oid.P521: elliptic.P521(),
}

// parseSEC1 reads what follows the version in
//
//	ECPrivateKey ::= SEQUENCE { version INTEGER, privateKey OCTET STRING, parameters [0] OPTIONAL,
//		publicKey [1] BIT STRING OPTIONAL }
//
// params is the curve where the key is wrapped in PKCS#8, nil elsewhere.
func parseSEC1(in *der.Reader, params []byte) (*Key, error) {
	private := in.String(der.Of(der.OctetString), der.OctetString)
	if in.Is(der.Context(0)) {
		explicit := in.Enter(der.Context(0))
		own, _, _ := explicit.Any()
		in.Leave(explicit)
		if params == nil {
			params = own
		}
	}
	var public []byte
	if in.Is(der.Context(1)) {
		explicit := in.Enter(der.Context(1))
		public, _ = explicit.Bits(der.Of(der.BitString))
		in.Leave(explicit)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("privatekey: elliptic curve key: %w", err)
	}
	if params == nil {
		return nil, errors.New("privatekey: elliptic curve key does not name its curve")
	}
	alg := algorithm(oidEC, params)
	named := der.NewReader(params)
	curve := curves[der.OIDText(named.OID(der.Of(der.ObjectIdentifier)))]
	if named.Err() != nil || curve == nil {
		content := der.Build(0x30, []byte{2, 1, 1}, der.Build(0x04, private))
		if k, err := further(alg, content, public); k != nil || err != nil {
			return k, err
		}
		k := &Key{Kind: "EC"}
		if public != nil {
			k = describe(nil, alg, public)
		}
		if named.Err() != nil && k.Kind != "" { // SEC 1 section C.2: a SEQUENCE where the name should be
			k.Kind += ", explicit curve parameters"
		}
		return k, nil
	}
	size := (curve.Params().N.BitLen() + 7) / 8
	for len(private) > size && private[0] == 0 {
		private = private[1:]
	}
	if len(private) > size {
		return nil, fmt.Errorf("privatekey: elliptic curve key of %d bytes, expected %d", len(private), size)
	}
	private = append(make([]byte, size-len(private)), private...)
	signer, err := ecdsa.ParseRawPrivateKey(curve, private)
	if err != nil {
		return nil, errors.New("privatekey: the elliptic curve key is not a number below the order of the curve")
	}
	point, err := signer.PublicKey.Bytes()
	if err != nil {
		return nil, errors.New("privatekey: the elliptic curve key has no public key")
	}
	if public != nil && !samePoint(public, point) {
		return nil, errors.New("privatekey: " + strings.TrimPrefix(key.ErrMismatch.Error(), "key: "))
	}
	return describe(signer, alg, point), nil
}

// samePoint compares a point in any form of SEC 1 section 2.3.3, or of X9.62's hybrid one, with an uncompressed one.
func samePoint(a, uncompressed []byte) bool {
	if len(a) == 0 {
		return false
	}
	half := len(uncompressed) / 2
	odd := uncompressed[len(uncompressed)-1] & 1
	switch a[0] {
	case 2 | odd:
		return bytes.Equal(a[1:], uncompressed[1:1+half])
	case 6 | odd, 4:
		return bytes.Equal(a[1:], uncompressed[1:])
	}
	return false
}

// parseDSA reads a DSA key in PKCS#8: the domain parameters from alg, the private number from inner; y = g^x mod p
// gives the public key.
func parseDSA(alg, inner *der.Reader, rawAlg []byte) (*Key, error) {
	params := alg.Enter(der.Of(der.Sequence))
	p, _, g := integer(params), integer(params), integer(params)
	x := integer(inner)
	if alg.Err() != nil || inner.Err() != nil || p.Sign() == 0 || p.BitLen() > maxBits/4 || x.BitLen() > 512 ||
		g.Cmp(p) >= 0 {
		return &Key{Kind: "DSA"}, nil
	}
	return describe(nil, rawAlg, buildInteger(new(big.Int).Exp(g, x, p))), nil
}
