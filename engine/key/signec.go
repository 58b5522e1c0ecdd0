//go:build !lean

package key

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha512"
	"errors"
	"io"
	"math/big"

	"github.com/emmansun/gmsm/sm3"

	"x509strict/engine/der"
)

// newPrivateEC reads ECPrivateKey of RFC 5915 for a named curve that the standard library does not sign with. public
// are the bits of the public key, where the file has them: they must be this key's.
//
// The arithmetic is that of verification and takes a time that depends on its numbers. That is why nonce and inverse
// are blinded, and why a key that signs all day belongs elsewhere: here it signs a certificate or two.
func newPrivateEC(a Algorithm, content, public []byte) (*Private, error) {
	c := findCurve(Info{Algorithm: a}.Curve())
	if c == nil {
		return nil, nil
	}
	g, n, ok := c.generator()
	if !ok {
		return nil, nil
	}
	in := der.NewReader(content)
	seq := in.Enter(der.Of(der.Sequence))
	seq.Integer(der.Of(der.Integer))
	d := new(big.Int).SetBytes(seq.String(der.Of(der.OctetString), der.OctetString))
	if seq.Is(der.Context(0)) {
		seq.Any()
	}
	if seq.Is(der.Context(1)) {
		explicit := seq.Enter(der.Context(1))
		public, _ = explicit.Bits(der.Of(der.BitString))
		seq.Leave(explicit)
	}
	if in.Err() != nil || d.Sign() <= 0 || d.Cmp(n) >= 0 {
		return nil, errPrivate
	}
	at := c.multiple(d, g)
	own := c.encode(at)
	if public != nil {
		if given, ok := c.decode(public); !ok || given.x == nil || given.x.Cmp(at.x) != 0 || given.y.Cmp(at.y) != 0 {
			return nil, ErrMismatch
		}
		own = public
	}
	p := &Private{info: infoOf(a, own), content: content}
	s := &ecSigner{c: c, g: g, n: n, d: d, public: p.info.Decode()}
	p.sign = s.ecdsa
	if c.oid == oidSM2 {
		p.sign = s.sm2
	}
	return p, nil
}

// multiple is k·G. It takes a time that depends on k.
func (c *curve) multiple(k *big.Int, g point) point {
	if c.binary {
		return c.binaryMultiple(k, g)
	}
	return c.sum(k, new(big.Int), point{})
}

// encode writes a point uncompressed (SEC 1 section 2.3.3).
func (c *curve) encode(at point) []byte {
	size := c.fieldBytes()
	out := make([]byte, 1+2*size)
	out[0] = 4
	at.x.FillBytes(out[1 : 1+size])
	at.y.FillBytes(out[1+size:])
	return out
}

// ecSigner signs with the private number d of a curve.
type ecSigner struct {
	c      *curve
	g      point
	n, d   *big.Int
	public *Public
}

// errSign says that a signature came out wrong, which takes a fault of the machine.
var errSign = errors.New("the signature does not verify")

// ecdsa is SEC 1 section 4.1.3 on a digest.
func (s *ecSigner) ecdsa(random io.Reader, digest []byte) ([]byte, error) {
	e := truncated(digest, s.n)
	return s.try(random, e, func(k, x *big.Int, blind *blinding) (r, v *big.Int) {
		r = x.Mod(x, s.n)
		v = new(big.Int).Mul(r, s.d)
		v.Add(v, e).Mul(v, blind.inverse(k, s.n))
		return r, v.Mod(v, s.n)
	}, func(signature []byte) bool {
		if s.c.binary {
			return s.public.verifyBinary(digest, signature)
		}
		return s.public.verifyAnyECDSA(digest, signature)
	})
}

// sm2 is GB/T 32918.2 section 6.1 on a message, with the empty identity that OpenSSL assumes.
func (s *ecSigner) sm2(random io.Reader, message []byte) ([]byte, error) {
	h := sm3.New()
	h.Write(s.public.sm2Hash(""))
	h.Write(message)
	e := new(big.Int).SetBytes(h.Sum(nil))
	return s.try(random, e, func(k, x *big.Int, blind *blinding) (r, v *big.Int) {
		r = x.Add(x, e).Mod(x, s.n)
		if new(big.Int).Add(r, k).Cmp(s.n) == 0 {
			return r, new(big.Int)
		}
		v = new(big.Int).Mul(r, s.d)
		v.Sub(k, v).Mul(v, blind.inverse(new(big.Int).Add(s.d, big.NewInt(1)), s.n))
		return r, v.Mod(v, s.n)
	}, func(signature []byte) bool { return s.public.verifySM2(message, signature, "") })
}

// try takes nonces until one gives a signature of two numbers that are not 0, and verifies it.
func (s *ecSigner) try(
	random io.Reader,
	e *big.Int,
	pair func(k, x *big.Int, b *blinding) (r, v *big.Int),
	good func([]byte) bool,
) ([]byte, error) {
	nonces, err := newNonces(s.n, s.d, e, random)
	if err != nil {
		return nil, err
	}
	for {
		k := nonces.next()
		b := &blinding{nonces}
		r, v := pair(k, s.c.multiple(b.multiple(k, s.n), s.g).x, b)
		if r.Sign() == 0 || v.Sign() == 0 {
			continue
		}
		signature := der.Build(0x30, integerElement(r), integerElement(v))
		if !good(signature) {
			return nil, errSign
		}
		return signature, nil
	}
}

// integerElement is the INTEGER of a number that is not negative.
func integerElement(v *big.Int) []byte {
	content := v.Bytes()
	if len(content) == 0 || content[0] >= 0x80 {
		content = append([]byte{0}, content...)
	}
	return der.Build(0x02, content)
}

// blinding hides from a clock which numbers are computed with.
type blinding struct{ n *nonces }

// multiple adds to k a random multiple of the order: it multiplies a point to the same.
func (b *blinding) multiple(k, order *big.Int) *big.Int {
	times := new(big.Int).Rsh(b.n.next(), uint(max(0, order.BitLen()-64)))
	return times.Mul(times, order).Add(times, k)
}

// inverse is 1/k modulo the order: r/(kr) for a random r.
func (b *blinding) inverse(k, order *big.Int) *big.Int {
	r := b.n.next()
	product := new(big.Int).Mul(k, r)
	product.ModInverse(product.Mod(product, order), order)
	return product.Mul(product, r).Mod(product, order)
}

// nonces are those of RFC 6979 section 3.2 with HMAC-SHA-512 and, where there is a random source, additional data
// from it (section 3.6): nobody can tell the next, and a source that fails repeats none for another message.
type nonces struct {
	order *big.Int
	k, v  []byte
}

func newNonces(order, d, e *big.Int, random io.Reader) (*nonces, error) {
	size := (order.BitLen() + 7) / 8
	seed := d.FillBytes(make([]byte, size))
	seed = append(seed, new(big.Int).Mod(e, order).FillBytes(make([]byte, size))...)
	if random != nil {
		extra := make([]byte, 32)
		if _, err := io.ReadFull(random, extra); err != nil {
			return nil, err
		}
		seed = append(seed, extra...)
	}
	n := &nonces{order: order, k: make([]byte, sha512.Size), v: bytes.Repeat([]byte{1}, sha512.Size)}
	n.renew([]byte{0}, seed)
	n.renew([]byte{1}, seed)
	return n, nil
}

func (n *nonces) mac(parts ...[]byte) []byte {
	h := hmac.New(sha512.New, n.k)
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

func (n *nonces) renew(mark, seed []byte) {
	n.k = n.mac(n.v, mark, seed)
	n.v = n.mac(n.v)
}

// next returns a number from 1 to the order less one.
func (n *nonces) next() *big.Int {
	for {
		var t []byte
		for 8*len(t) < n.order.BitLen() {
			n.v = n.mac(n.v)
			t = append(t, n.v...)
		}
		k := truncated(t, n.order)
		n.renew([]byte{0}, nil)
		if k.Sign() > 0 && k.Cmp(n.order) < 0 {
			return k
		}
	}
}
