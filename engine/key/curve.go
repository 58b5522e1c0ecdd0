package key

import (
	"math/big"
	"strconv"
	"strings"
	"sync"
)

// curve is an elliptic curve y² = x³ + ax + b over a prime field, or y² + xy = x³ + ax² + b over a binary one.
type curve struct {
	oid, name string
	binary    bool
	orderBits int
	p, a, b   *big.Int
	x, y, n   *big.Int // nil for binary curves
	kept      prepared
}

// point is an affine point; x is nil for the point at infinity.
type point struct{ x, y *big.Int }

// foundCurves are the curves that were looked up, by OID: reading one takes longer than all else that a key needs.
// Nobody changes one.
var foundCurves sync.Map

// findCurve looks a named curve up by its dotted OID; nil for an unknown one.
func findCurve(oid string) *curve {
	if c, ok := foundCurves.Load(oid); ok {
		return c.(*curve)
	}
	_, after, found := strings.Cut(curveData, "\n"+oid+" ")
	if !found {
		return nil
	}
	line, _, _ := strings.Cut(after, "\n")
	c := parseCurve(oid, strings.Fields(line))
	foundCurves.Store(oid, c)
	return c
}

func parseCurve(oid string, f []string) *curve {
	bits, _ := strconv.Atoi(f[2])
	c := &curve{oid: oid, name: f[0], binary: f[1] == "b", orderBits: bits}
	for i, to := range []**big.Int{&c.p, &c.a, &c.b, &c.x, &c.y, &c.n} {
		if 3+i < len(f) {
			*to, _ = new(big.Int).SetString(f[3+i], 16)
		}
	}
	return c
}

// allCurves calls f with every named curve until it returns false.
func allCurves(f func(*curve) bool) {
	for line := range strings.Lines(strings.TrimSpace(curveData)) {
		if oid, _, _ := strings.Cut(line, " "); !f(findCurve(oid)) {
			return
		}
	}
}

// fieldBytes is the size of one coordinate.
func (c *curve) fieldBytes() int {
	if c.binary {
		return (c.p.BitLen() - 1 + 7) / 8
	}
	return (c.p.BitLen() + 7) / 8
}

// decode reads a point as OpenSSL's EC_POINT_oct2point does: infinity, compressed, uncompressed or hybrid (SEC 1
// section 2.3.4).
func (c *curve) decode(v []byte) (point, bool) {
	size := c.fieldBytes()
	if len(v) == 0 {
		return point{}, false
	}
	form, odd := v[0]&^1, v[0]&1
	switch {
	case form == 0 && odd == 0:
		return point{}, len(v) == 1
	case form == 2 && len(v) == 1+size:
		x := new(big.Int).SetBytes(v[1:])
		if c.binary {
			return c.binaryPoint(x, uint(odd))
		}
		if x.Cmp(c.p) >= 0 {
			return point{}, false
		}
		y := new(big.Int).ModSqrt(c.right(x), c.p)
		if y == nil {
			return point{}, false
		}
		if y.Bit(0) != uint(odd) {
			if y.Sign() == 0 {
				return point{}, false
			}
			y.Sub(c.p, y)
		}
		return point{x, y}, true
	case (form == 4 && odd == 0 || form == 6) && len(v) == 1+2*size:
		at := point{new(big.Int).SetBytes(v[1 : 1+size]), new(big.Int).SetBytes(v[1+size:])}
		if !c.contains(at) {
			return point{}, false
		}
		return at, form == 4 || c.parity(at) == uint(odd)
	}
	return point{}, false
}

// right is x³ + ax + b modulo p.
func (c *curve) right(x *big.Int) *big.Int {
	r := new(big.Int).Mul(x, x)
	r.Add(r, c.a).Mul(r, x).Add(r, c.b)
	return r.Mod(r, c.p)
}

func (c *curve) contains(at point) bool {
	if c.binary {
		if at.x.BitLen() >= c.p.BitLen() || at.y.BitLen() >= c.p.BitLen() {
			return false
		}
		xx := c.times(at.x, at.x)
		left := new(big.Int).Xor(c.times(at.y, at.y), c.times(at.x, at.y))
		right := new(big.Int).Xor(c.times(xx, at.x), c.times(c.a, xx))
		return left.Cmp(right.Xor(right, c.b)) == 0
	}
	if at.x.Cmp(c.p) >= 0 || at.y.Cmp(c.p) >= 0 {
		return false
	}
	left := new(big.Int).Mul(at.y, at.y)
	return left.Mod(left, c.p).Cmp(c.right(at.x)) == 0
}

// parity is the bit that a compressed or hybrid encoding gives for y.
func (c *curve) parity(at point) uint {
	switch {
	case !c.binary:
		return at.y.Bit(0)
	case at.x.Sign() == 0:
		return 0
	}
	return c.times(at.y, c.inverse(at.x)).Bit(0)
}

// inverse divides 1 by x in the binary field, by Euclid's algorithm on polynomials.
func (c *curve) inverse(x *big.Int) *big.Int {
	u, v := new(big.Int).Set(x), new(big.Int).Set(c.p)
	g, h := big.NewInt(1), new(big.Int)
	for u.BitLen() > 1 {
		shift := u.BitLen() - v.BitLen()
		if shift < 0 {
			u, v, g, h = v, u, h, g
			shift = -shift
		}
		u.Xor(u, new(big.Int).Lsh(v, uint(shift)))
		g.Xor(g, new(big.Int).Lsh(h, uint(shift)))
	}
	return g
}

// times multiplies in the binary field.
func (c *curve) times(a, b *big.Int) *big.Int {
	out, degree := new(big.Int), c.p.BitLen()-1
	for i := b.BitLen() - 1; i >= 0; i-- {
		out.Lsh(out, 1)
		if out.Bit(degree) != 0 {
			out.Xor(out, c.p)
		}
		if b.Bit(i) != 0 {
			out.Xor(out, a)
		}
	}
	return out
}

// verifyAnyECDSA verifies on any prime curve.
func (k *Public) verifyAnyECDSA(hash, signature []byte) bool {
	r, s, ok := readPair(signature)
	return ok && k.curve.verify(k.at, hash, r, s)
}

// verify is ECDSA verification (SEC 1 section 4.1.4) of a hash.
func (c *curve) verify(q point, hash []byte, r, s *big.Int) bool {
	if r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(c.n) >= 0 || s.Cmp(c.n) >= 0 {
		return false
	}
	e := truncated(hash, c.n)
	w := new(big.Int).ModInverse(s, c.n)
	if w == nil {
		return false
	}
	u := new(big.Int).Mul(e, w)
	v := new(big.Int).Mul(r, w)
	sum := c.sum(u.Mod(u, c.n), v.Mod(v, c.n), q)
	if sum.x == nil {
		return false
	}
	return new(big.Int).Mod(sum.x, c.n).Cmp(r) == 0
}

// truncated is the number that ECDSA takes a hash for: its leftmost bits, as many as the order has.
func truncated(hash []byte, order *big.Int) *big.Int {
	bits := order.BitLen()
	if len(hash) > (bits+7)/8 {
		hash = hash[:(bits+7)/8]
	}
	e := new(big.Int).SetBytes(hash)
	if excess := len(hash)*8 - bits; excess > 0 {
		e.Rsh(e, uint(excess))
	}
	return e
}
