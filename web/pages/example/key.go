package example

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"math/big"
)

// Signature algorithm identifiers.
var (
	ecdsaSHA256 = seq(objectID("1.2.840.10045.4.3.2"))
	ecdsaSHA1   = seq(objectID("1.2.840.10045.4.1"))
	rsaSHA256   = seq(objectID("1.2.840.113549.1.1.11"), null())
)

// Key is a key pair made from its name: the same name gives the same key. Nobody should use one for anything else.
type Key struct {
	Bits []byte // content of subjectPublicKey
	SPKI []byte
	alg  []byte // its usual signature algorithm
	sign func(alg, tbs []byte) []byte
}

// ID is the usual key identifier: SHA-1 of the key bits (RFC 5280 section 4.2.1.2).
func (k Key) ID() []byte {
	sum := sha1.Sum(k.Bits)
	return sum[:]
}

// EC returns the P-256 key of that name. It signs deterministically (RFC 6979).
func EC(name string) Key {
	seed := sha256.Sum256([]byte("example key " + name))
	private, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), seed[:])
	if err != nil {
		panic(fmt.Sprintf("example: key %q: %v", name, err))
	}
	point, err := private.PublicKey.Bytes()
	if err != nil {
		panic(fmt.Sprintf("example: key %q: %v", name, err))
	}
	return Key{
		Bits: point, alg: ecdsaSHA256,
		SPKI: seq(seq(objectID("1.2.840.10045.2.1"), objectID("1.2.840.10045.3.1.7")), bits(point)),
		sign: func(alg, tbs []byte) []byte {
			digest, hash := sha256.Sum256(tbs), crypto.SHA256
			sum := digest[:]
			if string(alg) == string(ecdsaSHA1) {
				weak := sha1.Sum(tbs)
				sum, hash = weak[:], crypto.SHA1
			}
			sig, err := private.Sign(nil, sum, hash)
			if err != nil {
				panic(fmt.Sprintf("example: signing with %q: %v", name, err))
			}
			return sig
		},
	}
}

// explicitCurve is k with its curve written out as parameters instead of by name (SEC 1 section C.2), which RFC 5480
// forbids.
func explicitCurve(k Key) Key {
	p := elliptic.P256().Params()
	size := (p.BitSize + 7) / 8
	field := func(n *big.Int) []byte { return octets(n.FillBytes(make([]byte, size))) }
	a := new(big.Int).Sub(p.P, big.NewInt(3))
	base := append([]byte{4}, p.Gx.FillBytes(make([]byte, size))...)
	base = append(base, p.Gy.FillBytes(make([]byte, size))...)
	params := seq(
		integer(1),
		seq(objectID("1.2.840.10045.1.1"), integer(p.P.Bytes()...)),
		seq(field(a), field(p.B)),
		octets(base),
		integer(p.N.Bytes()...),
		integer(1),
	)
	k.SPKI = seq(seq(objectID("1.2.840.10045.2.1"), params), bits(k.Bits))
	return k
}

// unknownKind is a public key of an algorithm that no OpenSSL release knows.
func unknownKind(name string) Key {
	k := EC(name)
	k.SPKI = seq(seq(objectID("2.25.1234567890")), bits(k.Bits))
	return k
}

// shortRSA returns an RSA key of 1024 bits, too short since 2013, for the examples about that.
func shortRSA(name string) Key {
	p, q := prime(name+" p"), prime(name+" q")
	n := new(big.Int).Mul(p, q)
	one, e := big.NewInt(1), big.NewInt(65537)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	d := new(big.Int).ModInverse(e, phi)
	public := seq(integer(n.Bytes()...), integer(1, 0, 1))
	return Key{
		Bits: public, alg: rsaSHA256, SPKI: seq(seq(objectID("1.2.840.113549.1.1.1"), null()), bits(public)),
		sign: func(_, tbs []byte) []byte { // RFC 8017 section 8.2.1
			digest := sha256.Sum256(tbs)
			info := seq(seq(objectID("2.16.840.1.101.3.4.2.1"), null()), octets(digest[:]))
			block := make([]byte, 128)
			block[1] = 1
			for i := 2; i < 128-len(info)-1; i++ {
				block[i] = 0xFF
			}
			copy(block[128-len(info):], info)
			return new(big.Int).Exp(new(big.Int).SetBytes(block), d, n).FillBytes(make([]byte, 128))
		},
	}
}

// prime returns the first prime of 512 bits with its two top bits set at or after a number made from name.
func prime(name string) *big.Int {
	var b []byte
	for i := byte(0); len(b) < 64; i++ {
		sum := sha256.Sum256(append([]byte(name), i))
		b = append(b, sum[:]...)
	}
	b[0] |= 0xC0
	b[63] |= 1
	n := new(big.Int).SetBytes(b)
	for !n.ProbablyPrime(20) {
		n.Add(n, big.NewInt(2))
	}
	return n
}
