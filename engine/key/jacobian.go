package key

import "math/big"

// jacobian is the point (x/z², y/z³) of a curve over a prime field. Adding such points needs no division. What is
// computed with it takes a time that depends on its numbers.
type jacobian struct {
	*residue
	a        []int64 // of the curve; nil for 0
	minus3   bool    // a is -3
	infinite bool
	x, y, z  []int64
	t        [5][]int64 // for intermediate values
}

// affinePoint is a point (x, y); x is nil for the point at infinity.
type affinePoint struct{ x, y []int64 }

// newJacobian is the point at infinity.
func (c *curve) newJacobian(f *residue) *jacobian {
	j := &jacobian{residue: f, infinite: true, x: f.row(), y: f.row(), z: f.row()}
	for i := range j.t {
		j.t[i] = f.row()
	}
	j.minus3 = new(big.Int).Sub(c.p, c.a).Cmp(big.NewInt(3)) == 0
	if c.a.Sign() != 0 {
		j.a = f.of(c.a)
	}
	return j
}

// copy is the same point, to compute on with.
func (j *jacobian) copy() *jacobian {
	out := *j
	out.x = append([]int64(nil), j.x...)
	out.y = append([]int64(nil), j.y...)
	out.z = append([]int64(nil), j.z...)
	return &out
}

// double sets the point to twice itself: γ = y², δ = z², m = 3x² + az⁴, which is 3(x − δ)(x + δ) for a = -3,
// x' = m² − 8xγ, z' = (y + z)² − γ − δ = 2yz, y' = m(4xγ − x') − 8γ². The order of a point with y = 0 is 2.
//
// Counted as [primeField] says: x is 1 and y 2, or z 3 and y 1; values are up to 18p. What is added up is added up limb
// by limb in one go, for going through the limbs costs as much as a tenth of a product.
func (j *jacobian) double() {
	if j.infinite {
		return
	}
	gamma, delta, beta, m, w := j.t[0], j.t[1], j.t[2], j.t[3], j.t[4]
	j.square(gamma, j.y)
	if j.residue.zero(gamma) {
		j.infinite = true
		return
	}
	j.square(delta, j.z)
	j.times(beta, j.x, gamma)
	x, y, z := j.x[:len(gamma)], j.y[:len(gamma)], j.z[:len(gamma)]
	if j.minus3 {
		m, w, delta := m[:len(x)], w[:len(x)], delta[:len(x)]
		for i, v := range x {
			m[i], w[i] = 3*(v-delta[i]), v+delta[i]
		}
		j.times(m, m, w)
	} else {
		j.square(m, j.x)
		plus(m, m, m, 2)
		if j.a != nil {
			j.square(w, delta)
			j.times(w, w, j.a)
			plus(m, m, w, 1)
		}
		carry(m)
	}
	plus(z, z, y, 1)
	j.square(z, z)
	j.square(x, m)
	gamma, delta, beta, w = gamma[:len(z)], delta[:len(z)], beta[:len(z)], w[:len(z)]
	var held int64
	for i, v := range z {
		z[i] = v - gamma[i] - delta[i]
		t := x[i] - 8*beta[i] + held
		held = t >> limb
		t &= limbMask
		x[i], w[i] = t, t-4*beta[i] // x' − 4xγ
	}
	x[len(x)-1] += held << limb
	w[len(w)-1] += held << limb
	j.times(w, w, m)
	j.square(gamma, gamma)
	held = 0
	for i, v := range gamma {
		t := held - 8*v - w[i]
		y[i] = t & limbMask
		held = t >> limb
	}
	y[len(y)-1] += held << limb
}

// add adds a point, or with sign -1 takes it away: h = x₂z² − x, r = y₂z³ − y, x' = r² − h³ − 2xh²,
// y' = r(xh² − x') − yh³, z' = zh.
func (j *jacobian) add(q *affinePoint, sign int64) {
	if q.x == nil {
		return
	}
	if j.infinite {
		j.infinite = false
		copy(j.x, q.x)
		for i, v := range q.y {
			j.y[i] = sign * v
		}
		copy(j.z, j.one)
		return
	}
	h, r, h2, h3, v := j.t[0], j.t[1], j.t[2], j.t[3], j.t[4]
	j.square(v, j.z)
	j.times(h, q.x, v)
	plus(h, h, j.x, -1)
	j.times(v, v, j.z)
	j.times(v, v, q.y)
	for i, y := range j.y {
		r[i] = sign*v[i] - y
	}
	j.square(h2, h)
	if j.residue.zero(h2) {
		j.square(v, r)
		if j.residue.zero(v) {
			j.double()
		} else {
			j.infinite = true
		}
		return
	}
	j.times(h3, h2, h)
	j.times(v, j.x, h2)
	j.times(j.z, j.z, h)
	x := j.x[:len(v)]
	j.square(x, r)
	var held int64
	{
		h3 := h3[:len(v)]
		for i, w := range v {
			t := x[i] - h3[i] - 2*w + held
			held = t >> limb
			t &= limbMask
			x[i], v[i] = t, w-t
		}
	}
	x[len(x)-1] += held << limb
	v[len(v)-1] -= held << limb
	j.times(h3, h3, j.y)
	j.times(j.y, r, v)
	plus(j.y, j.y, h3, -1)
}

// affine divides by z, all points with one inversion. It fails where p is no prime.
func affine(points []*jacobian) ([]affinePoint, bool) {
	out := make([]affinePoint, len(points))
	f := points[0].residue
	// before[i] is the product of the z before point i.
	before, product := make([][]int64, len(points)), append([]int64(nil), f.one...)
	for i, j := range points {
		if before[i] = append([]int64(nil), product...); !j.infinite {
			f.times(product, product, j.z)
		}
	}
	inverse := new(big.Int).ModInverse(f.number(product), f.modulus)
	if inverse == nil {
		return out, false
	}
	rest := f.of(inverse)
	for i := len(points) - 1; i >= 0; i-- {
		j := points[i]
		if j.infinite {
			continue
		}
		to := affinePoint{before[i], f.row()} // 1/z comes to stand in x
		f.times(to.x, to.x, rest)
		f.times(rest, rest, j.z)
		f.square(j.t[0], to.x)
		f.times(to.y, to.x, j.t[0])
		f.times(to.y, to.y, j.y)
		f.times(to.x, j.t[0], j.x)
		out[i] = to
	}
	return out, true
}
