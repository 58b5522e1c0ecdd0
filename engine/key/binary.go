package key

import (
	"math/big"
	"math/bits"
)

// Curves over GF(2^m) are own code because OpenSSL verifies with them and no maintained Go library does: 12 kB
// compiled, lopez.go included, binarydata.go's table apart.

// field is GF(2^m) with elements as little-endian words; the modulus is x^m plus a few lower terms.
type field struct {
	degree int
	terms  []int // exponents of the modulus below degree
	words  int
}

type element []uint64

func newField(modulus *big.Int) *field {
	f := &field{degree: modulus.BitLen() - 1}
	for i := range f.degree {
		if modulus.Bit(i) != 0 {
			f.terms = append(f.terms, i)
		}
	}
	f.words = (f.degree + 63) / 64
	return f
}

func (f *field) of(x *big.Int) element {
	e := make(element, f.words)
	var raw [128]byte
	x.FillBytes(raw[:])
	for i := range 8 * f.words {
		e[i/8] |= uint64(raw[len(raw)-1-i]) << (i % 8 * 8)
	}
	return e
}

func (f *field) number(e element) *big.Int {
	raw := make([]byte, 8*len(e))
	for i := range raw {
		raw[len(raw)-1-i] = byte(e[i/8] >> (i % 8 * 8))
	}
	return new(big.Int).SetBytes(raw)
}

func (e element) zero() bool {
	for _, w := range e {
		if w != 0 {
			return false
		}
	}
	return true
}

func (f *field) plus(a, b element) element {
	out := make(element, f.words)
	for i := range out {
		out[i] = a[i] ^ b[i]
	}
	return out
}

// times multiplies four bits at a time and reduces.
func (f *field) times(a, b element) element {
	wide := make([]uint64, 2*f.words+1)
	var table [16][]uint64
	for n := range table {
		row := make([]uint64, f.words+1)
		for bit := range 4 {
			if n>>bit&1 == 0 {
				continue
			}
			for i, w := range a {
				row[i] ^= w << bit
				row[i+1] ^= w >> (63 - bit) >> 1
			}
		}
		table[n] = row
	}
	for nibble := 15; nibble >= 0; nibble-- {
		for i, w := range b {
			for j, v := range table[w>>(4*nibble)&15] {
				wide[i+j] ^= v
			}
		}
		if nibble > 0 {
			for i := len(wide) - 1; i > 0; i-- {
				wide[i] = wide[i]<<4 | wide[i-1]>>60
			}
			wide[0] <<= 4
		}
	}
	return f.reduce(wide)
}

func (f *field) square(a element) element { return f.times(a, a) }

// reduce takes out whatever lies at or above degree, from the top.
func (f *field) reduce(wide []uint64) element {
	for i := len(wide) - 1; i >= 0 && 64*i+63 >= f.degree; i-- {
		for {
			w := wide[i]
			if low := f.degree - 64*i; low > 0 {
				w &^= 1<<low - 1
			}
			if w == 0 {
				break
			}
			at := 64*i + 63 - bits.LeadingZeros64(w)
			wide[i] ^= 1 << (at % 64)
			for _, t := range f.terms {
				k := at - f.degree + t
				wide[k/64] ^= 1 << (k % 64)
			}
		}
	}
	return wide[:f.words]
}

// binaryPoint finds the point of a binary curve with this x whose y/x is odd or not: y = xz, z² + z = x + a + b/x².
// That has a solution when the trace of the right side is 0.
func (c *curve) binaryPoint(x *big.Int, odd uint) (point, bool) {
	f := newField(c.p)
	if x.BitLen() > f.degree {
		return point{}, false
	}
	if x.Sign() == 0 { // y² = b
		y := f.of(c.b)
		for range f.degree - 1 {
			y = f.square(y)
		}
		return point{x, f.number(y)}, true
	}
	right := f.square(f.of(c.inverse(x)))
	right = f.plus(f.times(right, f.of(c.b)), f.plus(f.of(x), f.of(c.a)))
	if !f.trace(right).zero() {
		return point{}, false
	}
	z := f.halve(right)
	if z == nil {
		return point{}, false
	}
	if uint(z[0]&1) != odd {
		z[0] ^= 1
	}
	return point{x, f.number(f.times(f.of(x), z))}, true
}

// trace is the sum of e, e², e⁴ and so on: 0 or 1, unless the modulus is reducible.
func (f *field) trace(e element) element {
	sum := e
	for range f.degree - 1 {
		e = f.square(e)
		sum = f.plus(sum, e)
	}
	return sum
}

// halve solves z² + z = right, whose trace is 0 (IEEE 1363 A.4.7), with the first power of x of trace 1 for its random
// number; nil when the modulus is reducible.
func (f *field) halve(right element) element {
	for i := range f.degree {
		try := make(element, f.words)
		try[i/64] = 1 << (i % 64)
		switch trace := f.trace(try); {
		case trace.zero():
			continue
		case trace[0] != 1:
			return nil
		}
		z, w := make(element, f.words), try
		for range f.degree - 1 {
			ww := f.square(w)
			z = f.plus(f.square(z), f.times(ww, right))
			w = f.plus(ww, try)
		}
		return z
	}
	return nil
}
