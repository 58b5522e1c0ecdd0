//go:build !lean

package key

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"math/big"
	"testing"
)

// TestAnyECDSA holds the arithmetic for any curve, which lean builds use for all of them, to crypto/ecdsa.
func TestAnyECDSA(t *testing.T) {
	for oid, std := range standardCurves {
		c := findCurve(oid)
		for range 20 {
			key, err := ecdsa.GenerateKey(std, rand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			encoded, err := key.PublicKey.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			at, ok := c.decode(encoded)
			if !ok {
				t.Fatalf("%s: %x does not decode", c.name, encoded)
			}
			short, long := sha256.Sum256(encoded), sha512.Sum512(encoded)
			for _, hash := range [][]byte{short[:], long[:], short[:20]} {
				signature, err := ecdsa.SignASN1(rand.Reader, key, hash)
				if err != nil {
					t.Fatal(err)
				}
				k := &Public{curve: c, at: at}
				if !k.verifyAnyECDSA(hash, signature) {
					t.Errorf("%s: %x by %x over %x is refused", c.name, signature, encoded, hash)
				}
				hash[0] ^= 1
				if k.verifyAnyECDSA(hash, signature) || k.verifyECDSA(hash, signature) {
					t.Errorf("%s: %x by %x over %x is accepted", c.name, signature, encoded, hash)
				}
			}
		}
	}
}

// TestJacobian makes sums that meet the special cases: equal points, opposite points, nothing.
func TestJacobian(t *testing.T) {
	for oid := range standardCurves {
		c := findCurve(oid)
		g := point{c.x, c.y}
		minus := point{c.x, new(big.Int).Sub(c.p, c.y)}
		one, two, three := big.NewInt(1), big.NewInt(2), big.NewInt(3)
		double := c.sum(two, new(big.Int), g)
		for _, s := range []struct {
			name       string
			u, v       *big.Int
			q          point
			wants, and point
		}{
			{"G + G is 2G", one, one, g, double, double},
			{"3G - G is 2G", three, one, minus, double, double},
			{"G - G is nothing", one, one, minus, point{}, point{}},
			{"nG is nothing", c.n, new(big.Int), g, point{}, point{}},
			{"G + 2G is 3G", one, one, double, c.sum(three, new(big.Int), g), c.sum(new(big.Int), three, g)},
			{"G + nothing is G", one, one, point{}, g, g},
		} {
			got := c.sum(s.u, s.v, s.q)
			for _, want := range []point{s.wants, s.and} {
				if (got.x == nil) != (want.x == nil) ||
					got.x != nil && (got.x.Cmp(want.x) != 0 || got.y.Cmp(want.y) != 0) {
					t.Errorf("%s, %s: got %v, want %v", c.name, s.name, got, want)
				}
			}
			if got.x != nil && !c.contains(got) {
				t.Errorf("%s, %s: off the curve", c.name, s.name)
			}
		}
	}
}

func BenchmarkAnyECDSA(b *testing.B) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	encoded, err := key.PublicKey.Bytes()
	if err != nil {
		b.Fatal(err)
	}
	hash := sha256.Sum256(encoded)
	signature, err := ecdsa.SignASN1(rand.Reader, key, hash[:])
	if err != nil {
		b.Fatal(err)
	}
	c := findCurve("1.2.840.10045.3.1.7")
	at, _ := c.decode(encoded)
	k := &Public{curve: c, at: at}
	b.Run("any", func(b *testing.B) {
		for b.Loop() {
			k.verifyAnyECDSA(hash[:], signature)
		}
	})
	b.Run("standard", func(b *testing.B) {
		for b.Loop() {
			k.verifyECDSA(hash[:], signature)
		}
	})
}
