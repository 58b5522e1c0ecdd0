package key

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestMontgomery holds powers to math/big: random ones of every size, and those at the edges, where carries run
// through.
func TestMontgomery(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	number := func(bits int) *big.Int {
		x := new(big.Int)
		for range (bits + 63) / 64 {
			x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(random.Uint64()))
		}
		return x.Rsh(x, uint(x.BitLen()-min(bits, x.BitLen())))
	}
	one := big.NewInt(1)
	check := func(base, exponent, n *big.Int) {
		t.Helper()
		want := new(big.Int).Exp(base, exponent, n)
		if got := newMontgomery(n).power(base, exponent); got.Cmp(want) != 0 {
			t.Fatalf("%x^%x mod %x is %x, want %x", base, exponent, n, got, want)
		}
		if got := modPower(base, exponent, n); got.Cmp(want) != 0 {
			t.Fatalf("modPower: %x^%x mod %x is %x, want %x", base, exponent, n, got, want)
		}
	}
	for _, n := range []*big.Int{one, big.NewInt(35)} { // what is left to math/big
		if got := modPower(new(big.Int), new(big.Int), n); got.Cmp(new(big.Int).Mod(one, n)) != 0 {
			t.Errorf("0^0 mod %v is %v", n, got)
		}
	}
	exponents := []*big.Int{
		one,
		big.NewInt(2),
		big.NewInt(3),
		big.NewInt(17),
		big.NewInt(65536),
		big.NewInt(65537),
		big.NewInt(1<<31 - 1),
		number(64),
		number(70),
	}
	for _, bits := range []int{
		2, 3, 27, 28, 29, 55, 56, 57, 64, 111, 112, 113, 128, 512, 1023, 1024, 1025, 2047, 2048, 2049, 3071, 3072,
		3471, 3472, 3473, 4096, 4097, 8192, 16383, 16384,
	} {
		if testing.Short() && bits > 1100 && bits != 3472 {
			continue
		}
		full := new(big.Int).Sub(new(big.Int).Lsh(one, uint(bits)), one) // every limb full
		low := new(big.Int).SetBit(big.NewInt(1), bits-1, 1)             // hardly any bit
		moduli := []*big.Int{
			full,
			low,
			new(big.Int).SetBit(number(bits), 0, 1),
			new(big.Int).SetBit(number(bits), 0, 1),
		}
		for _, n := range moduli {
			if n.Cmp(one) <= 0 {
				continue
			}
			bases := []*big.Int{
				new(big.Int),
				one,
				new(big.Int).Sub(n, one),
				new(big.Int).Rsh(n, 1),
				new(big.Int).Mod(number(bits), n),
			}
			for _, base := range bases {
				list := exponents
				if bits > 5000 {
					list = exponents[5:6]
				}
				for _, e := range list {
					check(base, e, n)
				}
			}
		}
	}
	for range 300 { // exponents as long as their moduli
		n := new(big.Int).SetBit(number(2+random.IntN(300)), 0, 1)
		if n.Cmp(one) > 0 {
			check(new(big.Int).Mod(number(300), n), new(big.Int).Add(number(1+random.IntN(300)), one), n)
		}
	}
}

func FuzzMontgomery(f *testing.F) {
	f.Add([]byte{5}, []byte{3}, []byte{35})
	f.Add([]byte{255, 255, 255, 255}, []byte{1, 0, 1}, []byte{255, 255, 255, 255, 255, 255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, base, exponent, modulus []byte) {
		if len(base) > 600 || len(exponent) > 64 || len(modulus) > 600 {
			return
		}
		b, e, n := new(big.Int).SetBytes(base), new(big.Int).SetBytes(exponent), new(big.Int).SetBytes(modulus)
		n.SetBit(n, 0, 1)
		if n.BitLen() < 2 || e.Sign() == 0 {
			return
		}
		b.Mod(b, n)
		if got, want := newMontgomery(n).power(b, e), new(big.Int).Exp(b, e, n); got.Cmp(want) != 0 {
			t.Fatalf("%x^%x mod %x is %x, want %x", b, e, n, got, want)
		}
	})
}

// BenchmarkPower is an RSA 2048 verification.
func BenchmarkPower(b *testing.B) {
	n := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 2048), big.NewInt(1942289))
	base, e := new(big.Int).Rsh(n, 1), big.NewInt(65537)
	b.Run("montgomery", func(b *testing.B) {
		for b.Loop() {
			newMontgomery(n).power(base, e)
		}
	})
	b.Run("math/big", func(b *testing.B) {
		for b.Loop() {
			new(big.Int).Exp(base, e, n)
		}
	})
}
