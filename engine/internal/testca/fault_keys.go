package testca

import (
	"crypto/elliptic"
	"math/big"
	"math/rand/v2"
)

// Faults of keys, and of what is signed with them.

func algorithmIDs(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	id := pick(r, ecAlgorithms[0].id, ecAlgorithms[1].id, Seq(OID("1.2.840.10045.4.3.2"), null),
		Seq(OID("1.2.840.10045.4.3"), Seq()), Seq(OID("1.2.3.4")), rsaAlgorithms[0].id,
		Seq(OID("1.2.840.113549.1.1.11")), Seq(OID("1.2.840.113549.1.1.11"), Seq(null)), rsaAlgorithms[8].id,
		Seq(OID("1.2.840.113549.1.1.10")), Seq(OID("1.2.840.113549.1.1.10"), null),
		Seq(OID("1.3.101.112"), null), Seq(OID("1.2.840.113549.1.1.3"), null),
		Seq(OID("1.2.840.113549.1.1.2"), null), Seq(OID("1.3.14.3.2.27")), Seq(OID("1.2.840.10040.4.3")),
		Seq(OID("1.2.840.113549.1.1.1"), null), Seq(OID("1.2.840.113549.1.1.15"), null),
		Seq(OID("1.2.643.2.2.3")), Seq(OID("1.2.156.10197.1.501")), Seq(OID("1.3.101.113")),
		Seq(OID("2.16.840.1.101.3.4.3.18")), Seq(OID("1.3.36.3.3.1.2"), null),
		Seq(OID("1.2.840.10045.4.3.2"), []byte{2, 2, 0, 1}),
		Seq(OID("1.2.840.10045.4.3.2"), TLV(0x24, TLV(4, []byte("x")))),
		Seq(OID("1.2.840.10045.4.3.2"), []byte{1, 1, 1}), Seq(OID("1.2.840.10045.4.3.2"), TLV(0xa0, null)),
		Seq(OID("1.2.840.10045.4.3.2"), []byte{5, 1, 0}), Seq(OID("1.2.840.10045.4.3.2"), []byte{0, 0}),
		Seq(OID("1.2.840.10045.4.3.2"), TLV(0x17, []byte("x"))))
	switch r.IntN(3) {
	case 0:
		c.InnerAlg = id
	case 1:
		c.OuterAlg = id
	case 2:
		c.InnerAlg, c.OuterAlg = id, id
	}
}

func badSignature(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	switch r.IntN(4) {
	case 0:
		c.After = func(der []byte) []byte {
			tree, _ := parse(der)
			if tree == nil || len(tree.inner) != 3 {
				return der
			}
			s := tree.inner[2]
			s.content = append([]byte{}, s.content...)
			switch r.IntN(5) {
			case 0:
				s.content = s.content[:1]
			case 1:
				s.content[0] = byte(r.IntN(9))
			case 2:
				s.content = nil
			case 3:
				s.content = append(s.content, 0)
			case 4:
				s.style = segmented
			}
			return tree.encode()
		}
	default:
		c.BadSign = true
	}
}

// rollover is a self-issued certificate for a new key: what the anchor signs with is not what it holds.
func rollover(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].SetKey(randomKey(r))
	if chance(r, 2) {
		chain[i].Put(Extension{"2.5.29.14", nil, Octets(chain[i].Key.KeyID())})
	}
}

func explicitCurve(r *rand.Rand, chain []*Certificate, i int) {
	k := ECKey(r, elliptic.P256())
	e, _ := parse(k.SPKI)
	p := elliptic.P256().Params()
	a := new(big.Int).Sub(p.P, big.NewInt(3))
	base := append(append([]byte{4}, p.Gx.FillBytes(make([]byte, 32))...), p.Gy.FillBytes(make([]byte, 32))...)
	params := Seq(Int(1), Seq(OID("1.2.840.10045.1.1"), bigInt(p.P)),
		Seq(Octets(a.Bytes()), Octets(p.B.FillBytes(make([]byte, 32)))), Octets(base), bigInt(p.N))
	if chance(r, 2) {
		params = Seq(Int(1), Seq(OID("1.2.840.10045.1.1"), bigInt(p.P)),
			Seq(Octets(a.Bytes()), Octets(p.B.Bytes())), Octets(base), bigInt(p.N), Int(1))
	}
	chain[i].Key = k
	chain[i].SPKI = Seq(Seq(OID("1.2.840.10045.2.1"), params), e.inner[1].encode())
}

// keys spoils or changes the public key.
func keys(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	e, _ := parse(c.SPKI)
	if e == nil || len(e.inner) != 2 {
		return
	}
	algorithm, bits := e.inner[0].encode(), e.inner[1].content
	n := new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), uint(10+r.IntN(4200))), big.NewInt(1))
	rsa := func(n, e *big.Int) []byte { return Bits(0, Seq(bigInt(n), bigInt(e))...) }
	rsaID := Seq(OID("1.2.840.113549.1.1.1"), null)
	five := big.NewInt(65537)
	switch r.IntN(9) {
	case 0:
		c.SPKI = Seq(Seq(OID("1.2.3.4"), null), TLV(3, bits))
	case 1:
		c.SPKI = Seq(rsaID, rsa(n, five))
	case 2:
		c.SPKI = Seq(pick(r, rsaID, Seq(OID("1.2.840.113549.1.1.1")), Seq(OID("2.5.8.1.1"), null),
			Seq(OID("1.2.840.113549.1.1.7"), null), Seq(OID("1.2.840.113549.1.1.10")),
			Seq(OID("1.2.840.113549.1.1.10"), null), Seq(OID("1.2.840.113549.1.1.10"), Seq()),
			Seq(OID("1.2.840.113549.1.1.10"), Seq(Context(2, Int(-1))))),
			pick(r, rsa(n, five), rsa(n, big.NewInt(0)), Bits(0, Seq(bigInt(n))...),
				Bits(0, append(Seq(bigInt(n), bigInt(five)), 1, 2)...),
				Bits(0, Seq(bigInt(n), bigInt(five), Int(1))...),
				Bits(0, Seq(TLV(2, []byte{0, 0, 0xff, 1}), Int(3))...), Bits(0, Seq(TLV(2), Int(3))...), Bits(0)))
	case 3:
		point := append([]byte{}, bits...)
		if len(point) > 0 {
			point[len(point)-1] ^= 1
		}
		c.SPKI = Seq(algorithm, TLV(3, point))
	case 4:
		c.SPKI = Seq(algorithm, pick(r, TLV(3, append(append([]byte{}, bits...), 0)),
			TLV(3, bits[:len(bits)/2]), TLV(3, []byte{0}), TLV(3, []byte{0, 0}), TLV(3),
			TLV(3, append([]byte{3}, bits...)), TLV(3, append([]byte{9}, bits...))))
	case 5: // a compressed or hybrid point
		if len(bits) == 66 && bits[1] == 4 {
			odd := bits[65] & 1
			c.SPKI = Seq(algorithm, pick(r, Bits(0, append([]byte{2 | odd}, bits[2:34]...)...),
				Bits(0, append([]byte{3 ^ odd}, bits[2:34]...)...),
				Bits(0, append([]byte{6 | odd}, bits[2:]...)...),
				Bits(0, append([]byte{7 ^ odd}, bits[2:]...)...)))
		}
	case 6:
		c.SPKI = Seq(pick(r, Seq(OID("1.2.840.10045.2.1")), Seq(OID("1.2.840.10045.2.1"), null),
			Seq(OID("1.2.840.10045.2.1"), OID("1.2.3")), Seq(OID("1.2.840.10045.2.1"), OID("1.3.132.0.10")),
			Seq(OID("1.3.101.112"), null), Seq(OID("1.3.101.112"))), TLV(3, bits))
	case 7:
		size := pick(r, 32, 31, 57, 56, 1312, 1952, 2592, 48, 64)
		c.SPKI = Seq(Seq(OID(pick(r, "1.3.101.110", "1.3.101.111", "1.3.101.112", "1.3.101.113",
			"2.16.840.1.101.3.4.3.17", "2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.3.19",
			"2.16.840.1.101.3.4.3.20", "2.16.840.1.101.3.4.3.27", "2.16.840.1.101.3.4.4.2"))),
			Bits(0, randomBytes(r, size)...))
	case 8:
		p := new(big.Int).SetBit(new(big.Int).SetBytes(randomBytes(r, pick(r, 64, 128, 256))), 0, 1)
		q := new(big.Int).SetBit(new(big.Int).SetBytes(randomBytes(r, pick(r, 10, 20, 28, 32))), 0, 1)
		c.SPKI = Seq(Seq(OID(pick(r, "1.2.840.10040.4.1", "1.2.840.10040.4.1", "1.3.14.3.2.12",
			"1.2.840.113549.1.3.1", "1.2.840.10046.2.1")),
			pick(r, nil, null, Seq(bigInt(p), bigInt(q), Int(2)), Seq(bigInt(p), bigInt(q), Int(2)),
				Seq(bigInt(p), Int(2)), Seq(bigInt(p), Int(2), bigInt(q)))),
			Bits(0, bigInt(big.NewInt(r.Int64()))...))
	}
}
