package key

import "math/big"

// jacobian is the point (x/z², y/z³) of a curve over a prime field; z is 0 for the point at infinity. Adding such
// points needs no division.
type jacobian struct {
	c       *curve
	x, y, z big.Int
	t       [6]big.Int // for intermediate values
}

// sum returns u·G + v·Q in a time that depends on u and v.
func (c *curve) sum(u, v *big.Int, q point) point {
	g := point{c.x, c.y}
	out := &jacobian{c: c}
	out.add(g)
	out.add(q)
	both := out.affine()
	out.z.SetInt64(0)
	for i := max(u.BitLen(), v.BitLen()) - 1; i >= 0; i-- {
		out.double()
		switch {
		case u.Bit(i) != 0 && v.Bit(i) != 0:
			out.add(both)
		case u.Bit(i) != 0:
			out.add(g)
		case v.Bit(i) != 0:
			out.add(q)
		}
	}
	return out.affine()
}

func (j *jacobian) affine() point {
	if j.z.Sign() == 0 {
		return point{}
	}
	inverse := new(big.Int).ModInverse(&j.z, j.c.p)
	if inverse == nil { // p is no prime
		return point{}
	}
	square := new(big.Int)
	j.times(square, inverse, inverse)
	out := point{new(big.Int), new(big.Int)}
	j.times(out.x, &j.x, square)
	j.times(out.y, &j.y, j.times(square, square, inverse))
	return out
}

// times sets to = a·b mod p.
func (j *jacobian) times(to, a, b *big.Int) *big.Int {
	to.Mul(a, b)
	return to.Mod(to, j.c.p)
}

// double sets the point to twice itself: m = 3x² + az⁴, s = 4xy², x' = m² − 2s, y' = m(s − x') − 8y⁴, z' = 2yz. The
// order of a point with y = 0 is 2, and z' says so.
func (j *jacobian) double() {
	if j.z.Sign() == 0 {
		return
	}
	m, s, y2, w := &j.t[0], &j.t[1], &j.t[2], &j.t[3]
	j.times(y2, &j.y, &j.y)
	j.times(s, &j.x, y2)
	s.Lsh(s, 2)
	j.times(w, &j.z, &j.z)
	j.times(w, w, w)
	j.times(w, w, j.c.a)
	j.times(m, &j.x, &j.x)
	w.Add(w, m)
	m.Lsh(m, 1).Add(m, w)
	j.times(&j.z, &j.z, w.Lsh(&j.y, 1))
	j.x.Sub(j.times(w, m, m), y2.Lsh(s, 1)).Mod(&j.x, j.c.p)
	j.times(y2, &j.y, &j.y)
	j.times(y2, y2, y2)
	j.times(w, m, s.Sub(s, &j.x))
	j.y.Sub(w, y2.Lsh(y2, 3)).Mod(&j.y, j.c.p)
}

// add adds an affine point: h = x₂z² − x, r = y₂z³ − y, x' = r² − h³ − 2xh², y' = r(xh² − x') − yh³, z' = hz.
func (j *jacobian) add(q point) {
	if q.x == nil {
		return
	}
	if j.z.Sign() == 0 {
		j.x.Set(q.x)
		j.y.Set(q.y)
		j.z.SetInt64(1)
		return
	}
	h, r, h2, h3, v := &j.t[0], &j.t[1], &j.t[2], &j.t[3], &j.t[4]
	j.times(v, &j.z, &j.z)
	j.times(h, q.x, v)
	h.Sub(h, &j.x).Mod(h, j.c.p)
	j.times(r, q.y, j.times(v, v, &j.z))
	r.Sub(r, &j.y).Mod(r, j.c.p)
	if h.Sign() == 0 {
		if r.Sign() == 0 {
			j.double()
			return
		}
		j.z.SetInt64(0)
		return
	}
	j.times(h2, h, h)
	j.times(h3, h2, h)
	j.times(v, &j.x, h2)
	j.times(&j.z, &j.z, h)
	j.times(&j.x, r, r)
	j.x.Sub(&j.x, h3).Sub(&j.x, h2.Lsh(v, 1)).Mod(&j.x, j.c.p)
	j.times(h3, h3, &j.y)
	j.times(&j.y, r, v.Sub(v, &j.x))
	j.y.Sub(&j.y, h3).Mod(&j.y, j.c.p)
}
