package key

import "math/big"

// primeField is arithmetic modulo the odd prime of a curve. An element is a row of limbs of 27 bits, lowest first, with
// signs: adding and subtracting are one addition a limb, and whoever has added up much passes the carries on once. A
// product reduces as Montgomery does; an element x stands for x/R, R = 2^(27·limbs).
//
// It is our own because WebAssembly has neither a product of 128 bits nor a carry, which crypto/ecdsa and math/big make
// up for step by step. A P-256 signature takes 0.39 ms in V8 and 0.14 by a key that comes again, with crypto/ecdsa 1.0,
// with math/big 7.9; P-521 3.5 and 1.3, with crypto/ecdsa 38 (BenchmarkECDSA). Everywhere it computes the curves that
// crypto/ecdsa lacks.
//
// How large numbers get: the limbs of a product are below 2^27 but for the highest, and it is above -p and below 2p.
// The factors of a product may be sums of such: of a and b of them with a·b <= 16, so that a column fits into 63 bits.
// By carry a sum becomes one again in this regard. Their values may be up to x·p and y·p with x·y <= 2^spare.
type primeField struct {
	modulus      *big.Int
	p, one, wide []int64 // p; R and R² modulo p
	size         int     // limbs of an element
	inverse      int64   // -1/p modulo 2^27

	// p + 1 as up to four powers of two, each by so many limbs to the left, times a factor; few is false where it takes
	// more. The primes of NIST and SM2 were chosen so. A reduction is then as many products a limb.
	few  bool
	p256 bool
	at   [4]int
	by   [4]int64
}

const (
	limb     = 27
	limbMask = 1<<limb - 1
	spare    = 12                                                   // bits that R has at least above p
	mostSize = (maxFieldBits + spare + 5*limb - 1) / (5 * limb) * 5 // limbs
)

func newPrimeField(p *big.Int) *primeField {
	f := &primeField{modulus: p, size: (p.BitLen() + spare + 5*limb - 1) / (5 * limb) * 5}
	f.p = f.row()
	cut(f.p, p, limb)
	inverse := int64(1)
	for range 5 { // each step doubles the bits that are right
		inverse *= 2 - f.p[0]*inverse
	}
	f.inverse = -inverse & limbMask
	f.one, f.wide = f.row(), f.row()
	r := new(big.Int).Lsh(big.NewInt(1), uint(limb*f.size))
	r.Mod(r, p)
	cut(f.one, r, limb)
	cut(f.wide, r.Mul(r, r).Mod(r, p), limb)
	f.powers()
	return f
}

// powers writes p + 1 as powers of two.
func (f *primeField) powers() {
	rest := new(big.Int).Add(f.modulus, big.NewInt(1))
	for i := range f.at {
		zeros := int(rest.TrailingZeroBits())
		if zeros < limb && rest.Sign() != 0 {
			return
		}
		f.at[i], f.by[i] = zeros/limb, 1<<(zeros%limb)
		if rest.Sign() == 0 {
			f.by[i] = 0
			continue
		}
		power := new(big.Int).Lsh(big.NewInt(1), uint(zeros))
		if rest.Bit(zeros+1) != 0 {
			f.by[i] = -f.by[i]
			rest.Add(rest, power)
		} else {
			rest.Sub(rest, power)
		}
	}
	f.few = rest.Sign() == 0
	f.p256 = f.few && f.size == 10 && f.at == [4]int{3, 7, 8, 9} && f.by == [4]int64{1 << 15, 1 << 3, -1 << 8, 1 << 13}
}

func (f *primeField) row() []int64 { return make([]int64, f.size) }

// residue is a computation in the field: what holds a product while it is reduced.
type residue struct {
	*primeField
	sum      [2 * mostSize]int64
	multiple [3 * mostSize]int64
}

// of is the element of a number below p.
func (f *residue) of(x *big.Int) []int64 {
	out := f.row()
	cut(out, x, limb)
	f.times(out, out, f.wide)
	return out
}

// number is the number of an element.
func (f *residue) number(x []int64) *big.Int {
	plain := f.row()
	plain[0] = 1
	f.times(plain, plain, x)
	out, next := new(big.Int), new(big.Int)
	for i := f.size - 1; i >= 0; i-- {
		out.Lsh(out, limb).Add(out, next.SetInt64(plain[i]))
	}
	return out.Mod(out, f.modulus)
}

// zero reports whether a product is 0: of the multiples of p, it can be 0 and p.
func (f *primeField) zero(x []int64) bool {
	if x[0] != 0 && x[0] != f.p[0] {
		return false
	}
	none, p := true, true
	for i, v := range x {
		none = none && v == 0
		p = p && v == f.p[i]
	}
	return none || p
}

// carry brings limbs back below 2^27.
func carry(x []int64) {
	var held int64
	last := len(x) - 1
	for i := range x[:last] {
		t := x[i] + held
		x[i] = t & limbMask
		held = t >> limb
	}
	x[last] += held
}

// plus adds b, times so often, to a.
func plus(to, a, b []int64, times int64) {
	b, to = b[:len(a)], to[:len(a)]
	for i, v := range a {
		to[i] = v + times*b[i]
	}
}

// times sets to to a·b/R.
func (f *residue) times(to, a, b []int64) {
	if f.p256 {
		times256((*[10]int64)(to), (*[10]int64)(a), (*[10]int64)(b))
		return
	}
	sum := f.sum[:2*f.size]
	clear(sum)
	for i := 0; i < len(a); i += 5 {
		a := (*[5]int64)(a[i:])
		rowsOf5(sum[i:], b, a[0], a[1], a[2], a[3], a[4])
	}
	f.reduce(to)
}

// square sets to to a·a/R: every product of two limbs is taken once and doubled.
func (f *residue) square(to, a []int64) {
	if f.p256 {
		square256((*[10]int64)(to), (*[10]int64)(a))
		return
	}
	sum := f.sum[:2*f.size]
	clear(sum)
	for i := 0; i < len(a); i += 5 {
		x := (*[5]int64)(a[i:])
		x0, x1, x2, x3, x4 := x[0], x[1], x[2], x[3], x[4]
		s := (*[9]int64)(sum[2*i:])
		s[0] += x0 * x0
		d := 2 * x0
		s[1] += d * x1
		s[2] += d*x2 + x1*x1
		s[3] += d*x3 + 2*x1*x2
		s[4] += d*x4 + 2*x1*x3 + x2*x2
		d = 2 * x4
		s[5] += d*x1 + 2*x2*x3
		s[6] += d*x2 + x3*x3
		s[7] += d * x3
		s[8] += x4 * x4
		rowsOf5(sum[2*i+5:], a[i+5:], 2*x0, 2*x1, 2*x2, 2*x3, 2*x4)
	}
	f.reduce(to)
}

// rowsOf5 adds the product of five limbs and all of y to the columns of a sum.
func rowsOf5(sum, y []int64, a, b, c, d, e int64) {
	for len(y) >= 5 && len(sum) >= 9 {
		s, v := (*[9]int64)(sum), (*[5]int64)(y)
		y0, y1, y2, y3, y4 := v[0], v[1], v[2], v[3], v[4]
		s[0] += a * y0
		s[1] += a*y1 + b*y0
		s[2] += a*y2 + b*y1 + c*y0
		s[3] += a*y3 + b*y2 + c*y1 + d*y0
		s[4] += a*y4 + b*y3 + c*y2 + d*y1 + e*y0
		s[5] += b*y4 + c*y3 + d*y2 + e*y1
		s[6] += c*y4 + d*y3 + e*y2
		s[7] += d*y4 + e*y3
		s[8] += e * y4
		sum, y = sum[5:], y[5:]
	}
}

// reduce adds the multiple of p that makes the lower half of the sum 0, and hands out the upper half.
func (f *residue) reduce(to []int64) {
	size := f.size
	if f.few {
		f.reduceFew(to)
		return
	}
	f.reduceAny(f.sum[:2*size])
	copy(to, f.sum[size:])
	carry(to)
}

// reduceFew adds for each limb m of that multiple m·(p+1) and takes m away, column for column.
func (f *residue) reduceFew(to []int64) {
	// The limbs stand in the middle third, between as many noughts.
	held := f.columns(f.multiple[f.size:], 0, 0)
	held = f.columns(to, f.size, held)
	to[f.size-1] += held << limb
}

// columns sums the columns from one on and hands out their lower 27 bits; what they hold above goes to the next.
func (f *residue) columns(out []int64, from int, held int64) int64 {
	b := &f.by
	for i := from; i < from+f.size; i += 5 {
		at := f.size + i
		s, to := (*[5]int64)(f.sum[i:]), (*[5]int64)(out[i-from:])
		v0, v1 := (*[5]int64)(f.multiple[at-f.at[0]:]), (*[5]int64)(f.multiple[at-f.at[1]:])
		v2, v3 := (*[5]int64)(f.multiple[at-f.at[2]:]), (*[5]int64)(f.multiple[at-f.at[3]:])
		t := held + s[0] + v0[0]*b[0] + v1[0]*b[1] + v2[0]*b[2] + v3[0]*b[3]
		to[0] = t & limbMask
		held = t >> limb
		t = held + s[1] + v0[1]*b[0] + v1[1]*b[1] + v2[1]*b[2] + v3[1]*b[3]
		to[1] = t & limbMask
		held = t >> limb
		t = held + s[2] + v0[2]*b[0] + v1[2]*b[1] + v2[2]*b[2] + v3[2]*b[3]
		to[2] = t & limbMask
		held = t >> limb
		t = held + s[3] + v0[3]*b[0] + v1[3]*b[1] + v2[3]*b[2] + v3[3]*b[3]
		to[3] = t & limbMask
		held = t >> limb
		t = held + s[4] + v0[4]*b[0] + v1[4]*b[1] + v2[4]*b[2] + v3[4]*b[3]
		to[4] = t & limbMask
		held = t >> limb
	}
	return held
}

// reduceAny takes five limbs at a time.
func (f *residue) reduceAny(sum []int64) {
	p := f.p
	n := (*[5]int64)(p)
	n0, n1, n2, n3, n4 := n[0], n[1], n[2], n[3], n[4]
	for i := 0; i < f.size; i += 5 {
		s := (*[10]int64)(sum[i:])
		t := s[0]
		a := t * f.inverse & limbMask
		t = s[1] + a*n1 + (t+a*n0)>>limb
		b := t * f.inverse & limbMask
		t = s[2] + a*n2 + b*n1 + (t+b*n0)>>limb
		c := t * f.inverse & limbMask
		t = s[3] + a*n3 + b*n2 + c*n1 + (t+c*n0)>>limb
		d := t * f.inverse & limbMask
		t = s[4] + a*n4 + b*n3 + c*n2 + d*n1 + (t+d*n0)>>limb
		e := t * f.inverse & limbMask
		s[5] += b*n4 + c*n3 + d*n2 + e*n1 + (t+e*n0)>>limb
		s[6] += c*n4 + d*n3 + e*n2
		s[7] += d*n4 + e*n3
		s[8] += e * n4
		rowsOf5(sum[i+5:], p[5:], a, b, c, d, e)
	}
}
