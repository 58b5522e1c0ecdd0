package key

import (
	"math/big"
	"slices"
	"sync"
)

// prepared is what a curve over a prime field keeps between computations: its field, and multiples of its generator
// and of the keys that were used last. A CA's key verifies many certificates in an audit.
type prepared struct {
	lock   sync.Mutex
	field  *primeField
	recent []*multiples // latest first
}

// multiples are odd multiples of a point q. parts[i] holds those of 2^(i·stride)·q; scalars are cut accordingly, so
// that all parts share their doublings.
type multiples struct {
	q      point
	used   int
	stride int // bits
	parts  [][]affinePoint
}

const (
	window   = 5 // bits of a scalar's digits, which are odd and have signs
	split    = 4 // parts of a point that is used again: a fourth of the doublings
	mostKept = 9 // points a curve keeps multiples of
)

// sum returns u·G + v·q in a time that depends on u and v; the point at infinity also where p is no prime.
func (c *curve) sum(u, v *big.Int, q point) point {
	c.kept.lock.Lock()
	if c.kept.field == nil {
		c.kept.field = newPrimeField(c.p)
	}
	f := &residue{primeField: c.kept.field}
	terms := []struct {
		k  *big.Int
		of point
	}{{u, point{c.x, c.y}}, {v, q}}
	type term struct {
		odd    []affinePoint
		digits []int8
	}
	var all []term
	longest := 0
	for _, t := range terms {
		if t.k.Sign() == 0 || t.of.x == nil {
			continue
		}
		m := c.multiplesOf(t.of, f)
		if m == nil {
			c.kept.lock.Unlock()
			return point{}
		}
		for i, odd := range m.parts {
			from, to := i*m.stride, (i+1)*m.stride
			if i == len(m.parts)-1 {
				to = max(from, t.k.BitLen())
			}
			digits := signedDigits(t.k, from, to)
			longest = max(longest, len(digits))
			all = append(all, term{odd, digits})
		}
	}
	c.kept.lock.Unlock()
	out := c.newJacobian(f)
	for i := longest - 1; i >= 0; i-- {
		out.double()
		for k := range all { // by index: what is copied by value costs a call in WebAssembly
			t := &all[k]
			if i >= len(t.digits) {
				continue
			}
			switch d := t.digits[i]; {
			case d > 0:
				out.add(&t.odd[d>>1], 1)
			case d < 0:
				out.add(&t.odd[-d>>1], -1)
			}
		}
	}
	if at, ok := affine([]*jacobian{out}); ok && at[0].x != nil {
		return point{f.number(at[0].x), f.number(at[0].y)}
	}
	return point{}
}

// multiplesOf finds or computes multiples of a point; nil where p is no prime. The lock is held.
func (c *curve) multiplesOf(q point, f *residue) *multiples {
	at := slices.IndexFunc(c.kept.recent, func(m *multiples) bool {
		return m.q.x.Cmp(q.x) == 0 && m.q.y.Cmp(q.y) == 0
	})
	var m *multiples
	if at >= 0 {
		m = c.kept.recent[at]
		c.kept.recent = slices.Delete(c.kept.recent, at, at+1)
	} else {
		m = &multiples{q: q}
		if len(c.kept.recent) == mostKept {
			c.kept.recent = c.kept.recent[:mostKept-1]
		}
	}
	c.kept.recent = slices.Insert(c.kept.recent, 0, m)
	if m.used++; m.used > 2 {
		return m
	}
	parts := 1
	if m.used == 2 {
		parts = split
	}
	table, ok := c.table(q, f, parts)
	if !ok {
		c.kept.recent = c.kept.recent[1:]
		return nil
	}
	// Others may be at work with the former table: nothing of it is written to.
	m.parts, m.stride = table, c.stride(parts)
	return m
}

// stride is how many bits of a scalar a part takes.
func (c *curve) stride(parts int) int { return (c.n.BitLen() + parts - 1) / parts }

// table computes the odd multiples of q for so many parts.
func (c *curve) table(q point, f *residue, parts int) ([][]affinePoint, bool) {
	j := c.newJacobian(f)
	j.add(&affinePoint{f.of(q.x), f.of(q.y)}, 1)
	var bases []*jacobian // of each part the point, and twice it
	for i := range parts {
		if i > 0 {
			for range c.stride(parts) {
				j.double()
			}
		}
		twice := j.copy()
		twice.double()
		bases = append(bases, j.copy(), twice)
	}
	points, ok := affine(bases)
	if !ok {
		return nil, false
	}
	const each = 1 << (window - 2)
	var odd []*jacobian
	for i := range parts {
		j := c.newJacobian(f)
		j.add(&points[2*i], 1)
		for range each {
			odd = append(odd, j.copy())
			j.add(&points[2*i+1], 1)
		}
	}
	if points, ok = affine(odd); !ok {
		return nil, false
	}
	var out [][]affinePoint
	for i := range parts {
		out = append(out, points[i*each:(i+1)*each])
	}
	return out, true
}

// signedDigits writes the bits of k from one to another as digits that are 0 or odd and between ±2^(window-1), of which
// at most every fifth is not 0.
func signedDigits(k *big.Int, from, to int) []int8 {
	out := make([]int8, max(0, to-from)+1)
	bit := func(i int) int {
		if i >= to-from {
			return 0
		}
		return int(k.Bit(from + i))
	}
	over := 0
	for i := 0; i < len(out); {
		if (bit(i)+over)&1 == 0 {
			i++ // and what is over stays: 1 and 1 are 2
			continue
		}
		d := over
		for at := range window {
			d += bit(i+at) << at
		}
		if over = d >> (window - 1); over != 0 {
			d -= 1 << window
		}
		out[i] = int8(d)
		i += window
	}
	return out
}
