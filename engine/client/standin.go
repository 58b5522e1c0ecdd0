//go:build !lean

package client

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"sync"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

// standIn is the key that stands in for keys nobody gave, with which crypto/x509 is shown a good signature. It
// protects nothing and is the same in every run. An audit asks for one signature and one verification a row, so both
// have to be cheap, in WebAssembly too: it is an RSA key of exponent 3, whose modulus is a product of 33 primes of 32
// bits. Verifying is two multiplications, and signing is a cube root modulo each prime.
type standIn struct {
	modulus *big.Int
	primes  []uint64   // each 2 modulo 3, so that every number has one cube root
	roots   []uint64   // the exponent that takes it: 1/3 modulo prime - 1
	parts   []*big.Int // 1 modulo its prime and 0 modulo the others
	spki    []byte     // SubjectPublicKeyInfo
}

// OIDs of RSA keys and of their signatures with SHA-256 (RFC 8017 appendix A), and DER NULL.
const (
	oidRSA    = oid.RSA
	oidRSA256 = oid.SHA256WithRSA
)

var null = []byte{5, 0}

// standInKey makes the key once: from the largest primes of 32 bits that fit.
var standInKey = sync.OnceValue(func() *standIn {
	k := &standIn{modulus: big.NewInt(1)}
	for p := uint64(1<<32 - 5); k.modulus.BitLen() < 1024; p -= 6 { // odd and 2 modulo 3
		if n := new(big.Int).SetUint64(p); n.ProbablyPrime(0) { // Baillie-PSW: exact below 2^64
			k.primes = append(k.primes, p)
			k.roots = append(k.roots, (2*p-1)/3) // 3·(2p − 1)/3 = 2(p − 1) + 1
			k.modulus.Mul(k.modulus, n)
		}
	}
	for _, p := range k.primes {
		n := new(big.Int).SetUint64(p)
		rest := new(big.Int).Div(k.modulus, n)
		k.parts = append(k.parts, n.Mul(rest, new(big.Int).ModInverse(rest, n)))
	}
	public := der.Build(0x30, der.Build(0x02, append([]byte{0}, k.modulus.Bytes()...)), []byte{2, 1, 3})
	k.spki = der.Build(0x30, der.Build(0x30, der.BuildOID(oidRSA), null), der.Build(0x03, []byte{0}, public))
	return k
})

// sign makes a signature of RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2.1).
func (k *standIn) sign(message []byte) []byte {
	hash := sha256.Sum256(message)
	info := der.Build(0x30, der.Build(0x30, der.BuildOID(oid.SHA256), null), der.Build(0x04, hash[:]))
	encoded := make([]byte, (k.modulus.BitLen()+7)/8)
	encoded[1] = 1
	for i := 2; i < len(encoded)-len(info)-1; i++ {
		encoded[i] = 0xff
	}
	copy(encoded[len(encoded)-len(info):], info)

	sum, term := new(big.Int), new(big.Int)
	for i, p := range k.primes {
		root := power(remainder(encoded, p), k.roots[i], p)
		sum.Add(sum, term.Mul(k.parts[i], term.SetUint64(root)))
	}
	return sum.Mod(sum, k.modulus).FillBytes(encoded)
}

// remainder is the number that bytes are, modulo p of at most 32 bits.
func remainder(bytes []byte, p uint64) (r uint64) {
	for ; len(bytes)%4 != 0; bytes = bytes[1:] {
		r = (r<<8 | uint64(bytes[0])) % p
	}
	for ; len(bytes) > 0; bytes = bytes[4:] {
		r = (r<<32 | uint64(bytes[0])<<24 | uint64(bytes[1])<<16 | uint64(bytes[2])<<8 | uint64(bytes[3])) % p
	}
	return r
}

// power is base^exponent modulo p of at most 32 bits.
func power(base, exponent, p uint64) uint64 {
	result := uint64(1)
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 != 0 {
			result = result * base % p
		}
		base = base * base % p
	}
	return result
}

// signAnew returns the certificate with its signature (and, when rekey, its public key) replaced by one of the
// stand-in key; every other byte of its tbsCertificate stays.
func signAnew(c *cert.Certificate, rekey bool) ([]byte, error) {
	key := standInKey()
	algorithm := der.Build(0x30, der.BuildOID(oidRSA256), null)
	var spki []byte
	if rekey {
		spki = key.spki
	}
	body, err := tbs.Replace(c.RawTBS, algorithm, spki)
	if err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	return tbs.Signed(body, algorithm, key.sign(body)), nil
}
