package key

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// primeCurves are all named curves over prime fields.
func primeCurves(t *testing.T) (out []*curve) {
	t.Helper()
	allCurves(func(c *curve) bool {
		if !c.binary {
			out = append(out, c)
		}
		return true
	})
	return out
}

// below is a random number below n.
func below(r *rand.Rand, n *big.Int) *big.Int {
	bytes := make([]byte, len(n.Bytes())+8)
	for i := range bytes {
		bytes[i] = byte(r.Uint32())
	}
	x := new(big.Int).SetBytes(bytes)
	return x.Mod(x, n)
}

// TestPrimeField holds products and squares to math/big, in the field of every curve and of numbers of other lengths,
// with factors that are sums of as many elements as primeField allows.
func TestPrimeField(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	moduli := []*big.Int{big.NewInt(3), big.NewInt(5), big.NewInt(1<<27 - 1), big.NewInt(1<<27 + 1)}
	for _, c := range primeCurves(t) {
		moduli = append(moduli, c.p)
	}
	for bits := 3; bits <= maxFieldBits; bits += 7 {
		p := below(r, new(big.Int).Lsh(big.NewInt(1), uint(bits)))
		moduli = append(moduli, p.SetBit(p.SetBit(p, bits-1, 1), 0, 1))
	}
	most := new(big.Int).Lsh(big.NewInt(1), maxFieldBits)
	moduli = append(moduli, most.Sub(most, big.NewInt(1)))
	few := 0
	for _, p := range moduli {
		f := &residue{primeField: newPrimeField(p)}
		if f.few {
			few++
		}
		edges := []*big.Int{new(big.Int), big.NewInt(1), new(big.Int).Sub(p, big.NewInt(1)), new(big.Int).Rsh(p, 1)}
		// sum adds up so many elements, half of the time with signs.
		sum := func(weight int) ([]int64, *big.Int) {
			out, value := f.row(), new(big.Int)
			alike := edges[r.IntN(4)]
			signs, same := r.IntN(2) == 0, r.IntN(2) == 0
			for range weight {
				x := below(r, p)
				if same {
					x = alike
				}
				sign := int64(1)
				if signs && r.IntN(4) != 0 {
					sign = -1
				}
				plus(out, out, f.of(x), sign)
				value.Add(value, new(big.Int).Mul(x, big.NewInt(sign)))
			}
			return out, value.Mod(value, p)
		}
		for _, w := range [][2]int{{1, 1}, {4, 4}, {16, 1}, {5, 3}, {2, 6}, {1, 1}, {4, 4}} {
			a, x := sum(w[0])
			b, y := sum(w[1])
			product := f.row()
			f.times(product, a, b)
			want := new(big.Int).Mul(x, y)
			if got := f.number(product); got.Cmp(want.Mod(want, p)) != 0 {
				t.Fatalf("modulo %x: %x · %x is %x, want %x", p, x, y, got, want)
			}
			if f.zero(product) != (want.Sign() == 0) {
				t.Fatalf("modulo %x: zero says %v of %x", p, f.zero(product), want)
			}
			carry(a)
			if got := f.number(a); got.Cmp(x) != 0 {
				t.Fatalf("modulo %x: carried, %x became %x", p, x, got)
			}
			a, x = sum(min(w[0], w[1]))
			f.square(a, a)
			want.Mul(x, x)
			if got := f.number(a); got.Cmp(want.Mod(want, p)) != 0 {
				t.Fatalf("modulo %x: %x² is %x, want %x", p, x, got, want)
			}
		}
	}
	if few < 10 {
		t.Errorf("%d moduli reduce by few powers of two", few)
	}
}

// TestColumnsHold multiplies the largest limbs that primeField allows: no column overflows.
func TestColumnsHold(t *testing.T) {
	for _, c := range primeCurves(t) {
		f := &residue{primeField: newPrimeField(c.p)}
		for _, sign := range []int64{1, -1} {
			a, b, x := f.row(), f.row(), new(big.Int)
			for i := range a {
				a[i], b[i] = 4*limbMask, sign*4*limbMask
			}
			// The highest limb of an element is small: its value is below 2p.
			a[f.size-1], b[f.size-1] = 0, 0
			for i := f.size - 1; i >= 0; i-- {
				x.Lsh(x, limb).Add(x, big.NewInt(a[i]))
			}
			got := f.row()
			f.times(got, a, b)
			r := new(big.Int).ModInverse(new(big.Int).Lsh(big.NewInt(1), uint(limb*f.size)), c.p)
			want := new(big.Int).Mul(x, x)
			want.Mul(want, r).Mul(want, r).Mul(want, big.NewInt(sign)).Mod(want, c.p)
			if f.number(got).Cmp(want) != 0 {
				t.Errorf("%s: a product of large limbs is wrong", c.name)
			}
		}
	}
}
