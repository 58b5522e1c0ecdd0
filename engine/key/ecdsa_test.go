//go:build !lean

package key

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"math/big"
	"slices"
	"testing"

	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// TestAnyECDSA holds the arithmetic for any curve, which builds for WebAssembly use for all of them, to crypto/ecdsa.
func TestAnyECDSA(t *testing.T) {
	for oid, std := range standardCurves {
		c := findCurve(oid)
		rounds := 20
		if testing.Short() {
			rounds = 2
		}
		for range rounds {
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

// pair is the DER of a signature.
func pair(r, s *big.Int) []byte { return der.Build(0x30, integerElement(r), integerElement(s)) }

// both verifies with this package's arithmetic, three times as a key that comes again, and with crypto/ecdsa.
func both(t *testing.T, c *curve, at point, hash, signature []byte) bool {
	t.Helper()
	k := &Public{curve: c, at: at}
	standard := k.verifyStandardECDSA(standardCurves[c.oid], hash, signature)
	for range 3 {
		if own := k.verifyAnyECDSA(hash, signature); own != standard {
			t.Fatalf("%s: %x by (%x, %x) over %x: own arithmetic says %v, crypto/ecdsa %v",
				c.name, signature, at.x, at.y, hash, own, standard)
		}
	}
	return standard
}

// TestECDSAEdges makes signatures whose numbers lie at the edges: those that are good and those that are not.
func TestECDSAEdges(t *testing.T) {
	for id := range standardCurves {
		if testing.Short() && id == oid.P521 {
			continue // crypto/ecdsa takes 40 ms for each under WebAssembly
		}
		c := findCurve(id)
		g, one := point{c.x, c.y}, big.NewInt(1)
		less := func(x *big.Int, by int64) *big.Int { return new(big.Int).Sub(x, big.NewInt(by)) }
		hash := sha512.Sum512([]byte(c.name))
		e := truncated(hash[:], c.n)
		inverse := func(x *big.Int) *big.Int { return new(big.Int).ModInverse(x, c.n) }
		times := func(a, b *big.Int) *big.Int { x := new(big.Int).Mul(a, b); return x.Mod(x, c.n) }
		// keyFor is the key by which (r, s) signs e, when at has r for its x: q = (s·at - e·g)/r.
		keyFor := func(at point, r, s, e *big.Int) point {
			return c.sum(times(new(big.Int).Neg(e), inverse(r)), times(s, inverse(r)), at)
		}
		numbers := []*big.Int{
			new(big.Int), one, big.NewInt(2), new(big.Int).Rsh(c.n, 1), less(c.n, 1), c.n, less(c.n, -1),
			less(c.p, 1), c.p, new(big.Int).Lsh(one, uint(c.n.BitLen())),
		}
		q := c.sum(big.NewInt(12345), new(big.Int), point{})
		for _, r := range numbers {
			for _, s := range numbers {
				if both(t, c, q, hash[:], pair(r, s)) {
					t.Errorf("%s: (%x, %x) is accepted", c.name, r, s)
				}
			}
		}
		good := func(name string, at point, r, s, e *big.Int, hash []byte) {
			t.Helper()
			q := keyFor(at, r, s, e)
			if q.x == nil {
				t.Fatalf("%s: %s: no key", c.name, name)
			}
			if !both(t, c, q, hash, pair(r, s)) {
				t.Errorf("%s: %s is refused", c.name, name)
			}
			if both(t, c, q, hash, pair(new(big.Int).Add(r, c.n), s)) {
				t.Errorf("%s: %s: r + n is accepted", c.name, name)
			}
			if both(t, c, q, hash, pair(r, new(big.Int).Add(s, c.n))) {
				t.Errorf("%s: %s: s + n is accepted", c.name, name)
			}
			if both(t, c, q, hash, pair(new(big.Int).Neg(r).Mod(new(big.Int).Neg(r), c.n), s)) {
				t.Errorf("%s: %s: -r is accepted", c.name, name)
			}
		}
		for _, s := range []*big.Int{one, big.NewInt(12345), less(c.n, 1)} {
			for _, k := range []*big.Int{one, big.NewInt(2), big.NewInt(31), less(c.n, 1)} {
				at := c.sum(k, new(big.Int), point{})
				if r := new(big.Int).Mod(at.x, c.n); keyFor(at, r, s, e).x != nil {
					good("a nonce at the edge", at, r, s, e, hash[:])
				}
			}
		}
		// A hash of nothing but noughts: u is 0.
		good("the hash 0", g, new(big.Int).Mod(g.x, c.n), big.NewInt(7), new(big.Int), make([]byte, len(hash)))
		// The x of the sum lies between n and p, r is what is left of it.
		for r := int64(1); ; r++ {
			x := less(c.n, -r)
			if x.Cmp(c.p) >= 0 {
				t.Fatalf("%s: no point has an x above n", c.name)
			}
			if at, ok := c.decode(append([]byte{2}, x.FillBytes(make([]byte, c.fieldBytes()))...)); ok {
				good("an x above n", at, big.NewInt(r), big.NewInt(3), e, hash[:])
				break
			}
		}
		// u·G + v·Q is nothing: with Q = -(e/r)·G.
		r := big.NewInt(5)
		q = c.sum(times(new(big.Int).Neg(e), inverse(r)), new(big.Int), point{})
		if both(t, c, q, hash[:], pair(r, big.NewInt(9))) {
			t.Errorf("%s: a sum of nothing is accepted", c.name)
		}
	}
}

// FuzzECDSA compares with crypto/ecdsa on any key, hash and numbers; every other time the signature is made good.
func FuzzECDSA(f *testing.F) {
	names := []string{"1.3.132.0.33", oid.P256, oid.P384, oid.P521}
	long := bytes.Repeat([]byte{0xff}, 66)
	for curve := range names {
		f.Add(uint8(curve), []byte{1}, make([]byte, 32), []byte{1}, []byte{1}, true)
		f.Add(uint8(curve), []byte{2}, long, []byte{1}, long, true)
		f.Add(uint8(curve), long, long[:20], long, []byte{2}, false)
		f.Add(uint8(curve), []byte("a key of some length, to be reduced"), []byte("hash"), long[:31], long[:33], true)
	}
	f.Fuzz(func(t *testing.T, which uint8, key, hash, first, second []byte, sign bool) {
		c := findCurve(names[int(which)%len(names)])
		d, k := new(big.Int).SetBytes(key), new(big.Int).SetBytes(first)
		q := c.sum(d.Mod(d, c.n), new(big.Int), point{})
		if q.x == nil {
			return
		}
		if !sign {
			both(t, c, q, hash, pair(k, new(big.Int).SetBytes(second)))
			return
		}
		at := c.sum(k.Mod(k, c.n), new(big.Int), point{})
		if at.x == nil {
			return
		}
		r := new(big.Int).Mod(at.x, c.n)
		s := new(big.Int).Mul(r, d)
		s.Add(s, truncated(hash, c.n)).Mul(s, new(big.Int).ModInverse(k, c.n)).Mod(s, c.n)
		if r.Sign() == 0 || s.Sign() == 0 || len(hash) == 0 {
			return
		}
		if !both(t, c, q, hash, pair(r, s)) {
			t.Errorf("%s: (%x, %x) by %x over %x is refused", c.name, r, s, d, hash)
		}
	})
}

// BenchmarkECDSA measures this package's arithmetic beside crypto/ecdsa: a key that verifies once, and one that
// verifies again and again.
func BenchmarkECDSA(b *testing.B) {
	for _, id := range []string{oid.P256, oid.P384, oid.P521} {
		std := standardCurves[id]
		key, err := ecdsa.GenerateKey(std, rand.Reader)
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
		c := findCurve(id)
		at, _ := c.decode(encoded)
		k := &Public{curve: c, at: at}
		b.Run(c.name+"/once", func(b *testing.B) {
			for b.Loop() {
				c.kept.recent = slices.DeleteFunc(c.kept.recent, func(m *multiples) bool { return m.q.x == at.x })
				if !k.verifyAnyECDSA(hash[:], signature) {
					b.Fatal("refused")
				}
			}
		})
		b.Run(c.name+"/again", func(b *testing.B) {
			for b.Loop() {
				k.verifyAnyECDSA(hash[:], signature)
			}
		})
		b.Run(c.name+"/standard", func(b *testing.B) {
			for b.Loop() {
				k.verifyStandardECDSA(std, hash[:], signature)
			}
		})
	}
}

// BenchmarkVerify measures signatures as this build verifies them, by kind of key: a curve's key that comes once, and
// one that comes again. ./build.sh bench compares the worker with the machine by it.
func BenchmarkVerify(b *testing.B) {
	hash := sha256.Sum256([]byte("what is signed"))
	for _, id := range []string{oid.P256, oid.P384, oid.P521} {
		c := findCurve(id)
		key, err := ecdsa.GenerateKey(standardCurves[id], rand.Reader)
		if err != nil {
			b.Fatal(err)
		}
		encoded, err := key.PublicKey.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		signature, err := ecdsa.SignASN1(rand.Reader, key, hash[:])
		if err != nil {
			b.Fatal(err)
		}
		at, _ := c.decode(encoded)
		for _, often := range []string{"once", "again"} {
			k := &Public{curve: c, at: at}
			b.Run(c.name+"/"+often, func(b *testing.B) {
				for b.Loop() {
					if often == "once" {
						k = &Public{curve: c, at: at}
						c.kept.recent = slices.DeleteFunc(c.kept.recent, func(m *multiples) bool {
							return m.q.x == at.x
						})
					}
					if !k.verifyECDSA(hash[:], signature) {
						b.Fatal("refused")
					}
				}
			})
		}
	}
	pair, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		b.Fatal(err)
	}
	signature, err := rsa.SignPKCS1v15(nil, pair, crypto.SHA256, hash[:])
	if err != nil {
		b.Fatal(err)
	}
	b.Run("RSA 2048/again", func(b *testing.B) {
		k := &Public{Kind: RSA, Bits: 2048, n: pair.N, e: big.NewInt(int64(pair.E))}
		for b.Loop() {
			if !k.verifyPKCS1("SHA-256", hash[:], signature) {
				b.Fatal("refused")
			}
		}
	})
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	signature = ed25519.Sign(private, hash[:])
	b.Run("Ed25519/again", func(b *testing.B) {
		for b.Loop() {
			if !ed25519.Verify(public, hash[:], signature) {
				b.Fatal("refused")
			}
		}
	})
}
