package key

import (
	"bytes"
	"crypto/sha512"
	"encoding/hex"
	"math/big"
	"testing"

	"x509strict/engine/der"
)

// TestDeterministicECDSA makes the signature of RFC 6979 appendix A.2.3 (P-192, SHA-512, "sample") without a random
// source, on a curve that the standard library lacks.
func TestDeterministicECDSA(t *testing.T) {
	private, _ := hex.DecodeString("6fab034934e4c0fc9ae67f5b5659a9d7d1fefd187ee09fd4")
	algorithm := der.Build(0x30, der.BuildOID("1.2.840.10045.2.1"), der.BuildOID("1.2.840.10045.3.1.1"))
	content := der.Build(0x30, []byte{2, 1, 1}, der.Build(0x04, private))
	p, err := NewPrivate(ReadAlgorithm(der.NewReader(algorithm)), content, nil)
	if err != nil || p == nil {
		t.Fatal(p, err)
	}
	digest := sha512.Sum512([]byte("sample"))
	signature, err := p.Sign(nil, digest[:], nil)
	if err != nil {
		t.Fatal(err)
	}
	r, s, ok := readPair(signature)
	if !ok || r.Text(16) != "4d60c5ab1996bd848343b31c00850205e2ea6922dac2e4b8" ||
		s.Text(16) != "3f6e837448f027a1bf4b34e796e32a811cbb4050908d8f67" {
		t.Errorf("r %x, s %x", r, s)
	}
}

// TestPrivateOnCurves signs on every fifth of the named curves, and wants another signature for every reading of the
// random source, the same for the same.
func TestPrivateOnCurves(t *testing.T) {
	at, signed := 0, 0
	allCurves(func(c *curve) bool {
		if at++; at%5 != 0 {
			return true
		}
		_, n, ok := c.generator()
		if !ok {
			return true
		}
		d := new(big.Int).Sub(n, big.NewInt(3)).FillBytes(make([]byte, (n.BitLen()+7)/8))
		algorithm := der.Build(0x30, der.BuildOID("1.2.840.10045.2.1"), der.BuildOID(c.oid))
		content := der.Build(0x30, []byte{2, 1, 1}, der.Build(0x04, d))
		p, err := NewPrivate(ReadAlgorithm(der.NewReader(algorithm)), content, nil)
		if err != nil || p == nil {
			t.Errorf("%s: %v", c.name, err)
			return true
		}
		digest := sha512.Sum512([]byte(c.name))
		var made [3][]byte
		for i, random := range []byte{1, 1, 2} {
			if made[i], err = p.Sign(bytes.NewReader(bytes.Repeat([]byte{random}, 32)), digest[:], nil); err != nil {
				t.Errorf("%s: %v", c.name, err)
				return true
			}
		}
		if !bytes.Equal(made[0], made[1]) || bytes.Equal(made[0], made[2]) {
			t.Errorf("%s: %x", c.name, made)
		}
		signed++
		return true
	})
	if signed < 14 {
		t.Errorf("%d curves sign", signed)
	}
}
