//go:build !lean

package key

import "math/big"

// lopez is the point (x/z, y/z²) of a binary curve (López and Dahab); z is 0 for the point at infinity.
type lopez struct {
	f       *field
	a, b    element
	x, y, z element
}

// double: z' = x²z², x' = x⁴ + bz⁴, y' = bz⁴z' + x'(az' + y² + bz⁴).
func (l *lopez) double() {
	if l.z.zero() {
		return
	}
	f := l.f
	xx, zz := f.square(l.x), f.square(l.z)
	bz := f.times(l.b, f.square(zz))
	z := f.times(xx, zz)
	x := f.plus(f.square(xx), bz)
	inner := f.plus(f.plus(f.times(l.a, z), f.square(l.y)), bz)
	l.x, l.y, l.z = x, f.plus(f.times(bz, z), f.times(x, inner)), z
}

// add adds an affine point: A = y₂z² + y, B = x₂z + x, C = zB, D = B²(C + az²), z' = C², E = AC,
// x' = A² + D + E, F = x' + x₂z', G = (x₂ + y₂)z'², y' = (E + z')F + G.
func (l *lopez) add(x2, y2 element) {
	f := l.f
	if l.z.zero() {
		one := make(element, f.words)
		one[0] = 1
		l.x, l.y, l.z = x2, y2, one
		return
	}
	zz := f.square(l.z)
	a := f.plus(f.times(y2, zz), l.y)
	b := f.plus(f.times(x2, l.z), l.x)
	if b.zero() {
		if a.zero() {
			l.double()
			return
		}
		l.z = make(element, f.words)
		return
	}
	c := f.times(l.z, b)
	d := f.times(f.square(b), f.plus(c, f.times(l.a, zz)))
	z := f.square(c)
	e := f.times(a, c)
	x := f.plus(f.plus(f.square(a), d), e)
	ff := f.plus(x, f.times(x2, z))
	g := f.times(f.plus(x2, y2), f.square(z))
	l.x, l.y, l.z = x, f.plus(f.times(f.plus(e, z), ff), g), z
}

// binarySum returns the x of u·G + v·Q, nil for the point at infinity.
func (c *curve) binarySum(u, v *big.Int, g, q point) *big.Int { return c.binaryPoints(u, v, g, q).x }

// binaryMultiple returns k·G.
func (c *curve) binaryMultiple(k *big.Int, g point) point {
	return c.binaryPoints(k, new(big.Int), g, point{})
}

// binaryPoints returns u·G + v·Q in a time that depends on u and v.
func (c *curve) binaryPoints(u, v *big.Int, g, q point) point {
	f := newField(c.p)
	l := &lopez{f: f, a: f.of(c.a), b: f.of(c.b), z: make(element, f.words)}
	gx, gy := f.of(g.x), f.of(g.y)
	var qx, qy element
	if q.x != nil {
		qx, qy = f.of(q.x), f.of(q.y)
	}
	for i := max(u.BitLen(), v.BitLen()) - 1; i >= 0; i-- {
		l.double()
		if u.Bit(i) != 0 {
			l.add(gx, gy)
		}
		if qx != nil && v.Bit(i) != 0 {
			l.add(qx, qy)
		}
	}
	if l.z.zero() {
		return point{}
	}
	inverse := c.inverse(f.number(l.z))
	return point{c.times(f.number(l.x), inverse), c.times(f.number(l.y), c.times(inverse, inverse))}
}

// verifyBinary is ECDSA verification (SEC 1 section 4.1.4) on a binary curve.
func (k *Public) verifyBinary(hash, signature []byte) bool {
	c := k.curve
	g, n, ok := c.generator()
	r, s, readable := readPair(signature)
	if !ok || !readable || r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(n) >= 0 || s.Cmp(n) >= 0 {
		return false
	}
	w := new(big.Int).ModInverse(s, n)
	if w == nil {
		return false
	}
	u := new(big.Int).Mul(truncated(hash, n), w)
	v := new(big.Int).Mul(r, w)
	x := c.binarySum(u.Mod(u, n), v.Mod(v, n), g, k.at)
	return x != nil && x.Mod(x, n).Cmp(r) == 0
}
