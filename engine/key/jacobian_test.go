package key

import (
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"
)

// plainSum adds two points as SEC 1 section 2.2.1 writes it, with a division for each.
func (c *curve) plainSum(a, b point) point {
	if a.x == nil {
		return b
	}
	if b.x == nil {
		return a
	}
	over, under := new(big.Int).Sub(b.y, a.y), new(big.Int).Sub(b.x, a.x)
	if a.x.Cmp(b.x) == 0 {
		if a.y.Cmp(b.y) != 0 || a.y.Sign() == 0 {
			return point{}
		}
		over.Mul(a.x, a.x).Mul(over, big.NewInt(3)).Add(over, c.a)
		under.Lsh(a.y, 1)
	}
	slope := over.Mul(over, under.ModInverse(under.Mod(under, c.p), c.p))
	x := new(big.Int).Mul(slope, slope)
	x.Sub(x, a.x).Sub(x, b.x).Mod(x, c.p)
	y := new(big.Int).Sub(a.x, x)
	return point{x, y.Mul(y, slope).Sub(y, a.y).Mod(y, c.p)}
}

// plainMultiple doubles and adds.
func (c *curve) plainMultiple(k *big.Int, q point) (out point) {
	for i := k.BitLen() - 1; i >= 0; i-- {
		out = c.plainSum(out, out)
		if k.Bit(i) != 0 {
			out = c.plainSum(out, q)
		}
	}
	return out
}

func (at point) same(as point) bool {
	return (at.x == nil) == (as.x == nil) && (at.x == nil || at.x.Cmp(as.x) == 0 && at.y.Cmp(as.y) == 0)
}

// TestSum holds sums of multiples on every curve to the plain formulas, for keys that come once and again, scalars at
// the edges, and points that meet each other and the generator on the way.
func TestSum(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range primeCurves(t) {
		g := point{c.x, c.y}
		minus := point{c.x, new(big.Int).Sub(c.p, c.y)}
		last := new(big.Int).Sub(c.n, big.NewInt(1))
		keys := []point{g, minus, c.plainSum(g, g), {}, c.plainMultiple(below(r, c.n), g)}
		scalars := []*big.Int{
			new(big.Int), big.NewInt(1), big.NewInt(2), big.NewInt(3), big.NewInt(31), last, c.n,
			new(big.Int).Add(new(big.Int).Lsh(c.n, 64), big.NewInt(5)), // longer than the order, as when signing
			below(r, c.n),
		}
		rounds := 4
		if testing.Short() {
			rounds = 1
		}
		if testing.Short() && c.p.BitLen() > 400 {
			continue
		}
		for range rounds {
			u, v, q := scalars[r.IntN(len(scalars))], scalars[r.IntN(len(scalars))], keys[r.IntN(len(keys))]
			want := c.plainSum(c.plainMultiple(u, g), c.plainMultiple(v, q))
			if got := c.sum(u, v, q); !got.same(want) {
				t.Fatalf("%s: %v·G + %v·%v is %v, want %v", c.name, u, v, q, got, want)
			}
		}
	}
}

// TestSmallCurves adds all there is to add on curves so small that every special case occurs: points of order 2 and 3,
// sums that vanish, points that meet. Their a is -3, 0 and another.
func TestSmallCurves(t *testing.T) {
	ofOrder2 := 0
	scalars := [][2]int64{{1, 1}, {1, 2}, {2, 1}, {3, 5}, {0, 6}, {7, 0}, {13, 29}, {25, 1}}
	for _, of := range [][3]int64{{43, 40, 5}, {37, 34, 1}, {43, 0, 7}, {31, 0, 8}, {41, 7, 6}, {37, 5, 0}} {
		c := &curve{p: big.NewInt(of[0]), a: big.NewInt(of[1]), b: big.NewInt(of[2])}
		var all []point
		for x := range of[0] {
			for y := range of[0] {
				if at := (point{big.NewInt(x), big.NewInt(y)}); c.contains(at) {
					all = append(all, at)
				}
			}
		}
		c.n = big.NewInt(int64(len(all) + 1))
		for _, at := range all {
			if at.y.Sign() == 0 {
				ofOrder2++
			}
		}
		if len(all) < 20 {
			t.Fatalf("%v: %d points", of, len(all))
		}
		step := 9
		if testing.Short() {
			step = 30
		}
		for i := 0; i < len(all); i += step {
			c.kept.recent = nil
			c.x, c.y = all[i].x, all[i].y
			for _, q := range all {
				for _, k := range scalars {
					u, v := big.NewInt(k[0]), big.NewInt(k[1])
					want := c.plainSum(c.plainMultiple(u, all[i]), c.plainMultiple(v, q))
					if got := c.sum(u, v, q); !got.same(want) {
						t.Fatalf("%v: %v·%v + %v·%v is %v, want %v", of, u, all[i], v, q, got, want)
					}
				}
			}
		}
	}
	if ofOrder2 == 0 {
		t.Error("no point of order 2")
	}
}

// TestSignedDigits holds the digits to the number, and to their range.
func TestSignedDigits(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	limit := new(big.Int).Lsh(big.NewInt(1), 70)
	ones := new(big.Int).Sub(limit, big.NewInt(1))
	for i := range 500 {
		k := below(r, limit)
		if i == 0 {
			k = ones
		}
		sum := new(big.Int)
		for _, part := range [][2]int{{0, 23}, {23, 46}, {46, 70}} {
			for i, d := range signedDigits(k, part[0], part[1]) {
				if d != 0 && d&1 == 0 || d >= 1<<(window-1) || d <= -1<<(window-1) {
					t.Fatalf("digit %d of %x", d, k)
				}
				digit := new(big.Int).Lsh(big.NewInt(int64(d)), uint(part[0]+i))
				sum.Add(sum, digit)
			}
		}
		if sum.Cmp(k) != 0 {
			t.Fatalf("the digits of %x make %x", k, sum)
		}
	}
}

// TestSumIsShared computes at once with more keys than a curve keeps.
func TestSumIsShared(t *testing.T) {
	c := findCurve("1.3.132.0.10") // secp256k1
	g := point{c.x, c.y}
	var keys []point
	for i := range mostKept + 3 {
		keys = append(keys, c.plainMultiple(big.NewInt(int64(1000+i)), g))
	}
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 3 * len(keys) {
				at := (i*(worker+1) + worker) % len(keys)
				got := c.sum(big.NewInt(3), big.NewInt(7), keys[at])
				if want := c.plainMultiple(big.NewInt(int64(3+7*(1000+at))), g); !got.same(want) {
					t.Errorf("with key %d: %v, want %v", at, got, want)
				}
			}
		})
	}
	all.Wait()
	if n := len(c.kept.recent); n > mostKept {
		t.Errorf("%d keys are kept", n)
	}
}
