package testca

import (
	"math/big"
	"math/rand/v2"
)

// Faults of extensions.

func usage(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	switch r.IntN(8) {
	case 0:
		c.Drop("2.5.29.15")
	case 1:
		c.Put(
			Extension{
				"2.5.29.15",
				critical,
				pick(r, Bits(0), Bits(0, 0), Bits(7, 0), Bits(0, 0, 0), Bits(0, 0, 0, 1), Bits(7, 0x40),
					Bits(8, 4), TLV(3), Bits(3, 0x04)),
			},
		)
	case 2:
		c.Put(Extension{"2.5.29.15", critical, Bits(7, byte(r.Uint32()), 0x80)})
	default:
		c.Put(Extension{"2.5.29.15", pick(r, critical, nil), Bits(0, byte(r.Uint32()))})
	}
}

func extendedUsage(r *rand.Rand, chain []*Certificate, i int) {
	all := []string{
		"1.3.6.1.5.5.7.3.1",
		"1.3.6.1.5.5.7.3.2",
		"1.3.6.1.5.5.7.3.3",
		"1.3.6.1.5.5.7.3.9",
		"2.5.29.37.0",
		"1.3.6.1.4.1.311.10.3.3",
		"2.16.840.1.113730.4.1",
		"1.2.3",
	}
	var value []byte
	for n := r.IntN(4); n > 0; n-- {
		value = append(value, OID(pick(r, all...))...)
	}
	chain[i].Put(Extension{"2.5.29.37", pick(r, nil, critical), Seq(value)})
}

func basic(r *rand.Rand, chain []*Certificate, i int) {
	pathLen := pick(r, Int(0), Int(0), Int(1), Int(2), Int(5), Int(-1), Int(-200),
		bigInt(new(big.Int).Lsh(big.NewInt(1), uint(60+r.IntN(30)))), []byte{2, 2, 0, 1})
	value := pick(r, Seq(), Seq(Bool(true)), Seq(Bool(true), pathLen), Seq(Bool(true), pathLen), Seq(pathLen),
		Seq(Bool(false)), Seq(Bool(false), pathLen), Seq([]byte{1, 1, 1}), Seq([]byte{1, 2, 0, 1}),
		Seq(pathLen, Bool(true)), Seq(Bool(true), pathLen, Int(1)), TLV(0x10, Bool(true)),
		append(Seq(Bool(true)), 5, 0))
	chain[i].Put(Extension{"2.5.29.19", pick(r, critical, critical, nil), value})
	if chance(r, 10) {
		chain[i].Drop("2.5.29.19")
	}
}

func keyIDs(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	switch r.IntN(7) {
	case 0:
		c.Drop("2.5.29.14")
	case 1:
		c.Drop("2.5.29.35")
	case 2:
		c.Put(Extension{"2.5.29.14", nil, Octets(randomBytes(r, r.IntN(21)))})
	case 3:
		c.Put(Extension{"2.5.29.35", nil, Seq(Implicit(0, randomBytes(r, 20)))})
	case 4:
		c.Put(Extension{"2.5.29.35", nil, Seq()})
	case 5:
		c.Drop("2.5.29.14")
		c.Drop("2.5.29.35")
	case 6:
		c.Put(Extension{"2.5.29.14", critical, Octets(c.Key.KeyID())})
	}
}

func authorityKeyID(r *rand.Rand, chain []*Certificate, i int) {
	issuer := chain[min(i+1, len(chain)-1)]
	var parts [][]byte
	if chance(r, 2) {
		id := issuer.Key.KeyID()
		if chance(r, 5) {
			id = pick(r, nil, randomBytes(r, 20))
		}
		parts = append(parts, Implicit(0, id))
	}
	if !chance(r, 3) {
		directory := Context(4, pick(r, issuer.Issuer, issuer.Issuer, issuer.Issuer, issuer.Subject, Name("nobody")))
		other := Implicit(pick[byte](r, 1, 2, 6), []byte("x.example"))
		parts = append(parts, Context(1, pick(r, directory, directory, append(other, directory...), other, nil,
			append(directory, Context(4, Name("nobody"))...))))
	}
	if !chance(r, 3) {
		serial := append(
			[]byte(nil),
			pick(r, issuer.Serial, issuer.Serial, issuer.Serial, chain[i].Serial, Int(7), Int(-7), []byte{2, 0},
				[]byte{2, 2, 0, 1})...)
		serial[0] = 0x82
		parts = append(parts, serial)
	}
	chain[i].Put(Extension{"2.5.29.35", pick(r, nil, nil, nil, critical), Seq(parts...)})
}

func criticality(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	if len(c.Extensions) == 0 {
		return
	}
	e := &c.Extensions[r.IntN(len(c.Extensions))]
	e.Critical = pick(r, critical, critical, nil, []byte{1, 1, 0}, []byte{1, 1, 1}, []byte{1, 2, 0, 0})
}

func repeat(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	if len(c.Extensions) > 0 {
		c.Extensions = append(c.Extensions, c.Extensions[r.IntN(len(c.Extensions))])
	}
}

// garble spoils the value of one extension.
func garble(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	oid := pick(r, extensionOIDs...)
	e := c.Extension(oid)
	if e == nil {
		c.Extensions = append(
			c.Extensions,
			Extension{
				oid,
				pick(r, nil, critical),
				pick(r, nil, Seq(), null, randomBytes(r, 5), Octets([]byte{1, 2, 3}), Bits(0, 1), Seq(Seq())),
			},
		)
		return
	}
	switch r.IntN(5) {
	case 0:
		e.Value = nil
	case 1:
		e.Value = append(append([]byte{}, e.Value...), randomBytes(r, 1+r.IntN(3))...)
	case 2:
		e.Value = e.Value[:len(e.Value)*r.IntN(100)/100]
	case 3:
		if len(e.Value) > 0 {
			e.Value = append([]byte{}, e.Value...)
			e.Value[r.IntN(len(e.Value))] = byte(r.Uint32())
		}
	case 4:
		if tree, _ := parse(e.Value); tree != nil {
			change(r, tree)
			e.Value = tree.encode()
		}
	}
}

func order(r *rand.Rand, chain []*Certificate, i int) {
	e := append([]Extension(nil), chain[i].Extensions...)
	r.Shuffle(len(e), func(a, b int) { e[a], e[b] = e[b], e[a] })
	chain[i].Extensions = e
}

func unknownExtension(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	e := Extension{pick(r, extensionOIDs...), pick(r, nil, critical), randomBytes(r, r.IntN(6))}
	if chance(r, 2) {
		c.Extensions = append([]Extension{e}, c.Extensions...)
		return
	}
	c.Extensions = append(c.Extensions, e)
}

func netscape(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].Put(Extension{"2.16.840.1.113730.1.1", pick(r, nil, critical), Bits(0, byte(r.Uint32()))})
	if chance(r, 3) {
		chain[i].Drop("2.5.29.19")
	}
	if chance(r, 3) {
		chain[i].Drop("2.5.29.15")
	}
}

func proxy(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	policy := Seq(OID("1.3.6.1.5.5.7.21.1"))
	c.Put(
		Extension{
			"1.3.6.1.5.5.7.1.14",
			critical,
			pick(r, Seq(policy), Seq(policy), Seq(Int(0), policy), Seq(Int(1), policy), Seq(Int(-3), policy),
				Seq(Seq(OID("1.2"), Octets(nil))), Seq(), Seq(Int(0))),
		},
	)
	if chance(r, 2) {
		c.Drop("2.5.29.17")
		c.Put(Extension{"2.5.29.19", critical, Seq()})
	}
	if chance(r, 2) && i+1 < len(chain) {
		e, _ := parse(c.Issuer)
		var parts []byte
		if e != nil {
			for _, one := range e.inner {
				parts = append(parts, one.encode()...)
			}
		}
		c.Subject = Seq(append(parts, rdn("2.5.4.3", UTF8("proxy"))...))
	}
}

func resources(r *rand.Rand, chain []*Certificate, _ int) {
	asRange := func() []byte {
		low := r.Int64N(10)
		if chance(r, 2) {
			return Int(low)
		}
		return Seq(Int(low), Int(low+r.Int64N(9)-1))
	}
	as := func() []byte {
		if chance(r, 4) {
			return null
		}
		var v []byte
		for n := r.IntN(4); n > 0; n-- {
			v = append(v, asRange()...)
		}
		return Seq(v)
	}
	block := func() []byte {
		if chance(r, 2) {
			return Bits(byte(r.IntN(8)), randomBytes(r, r.IntN(6))[:]...)
		}
		return Seq(Bits(0, 10, byte(r.IntN(4))), Bits(byte(r.IntN(4)), 10, byte(r.IntN(8))<<3))
	}
	family := func(id []byte) []byte {
		if chance(r, 3) {
			return Seq(Octets(id), null)
		}
		v := Bits(0, 10)
		switch r.IntN(4) {
		case 0:
			v = block()
		case 1:
			v = append(block(), block()...)
		case 2:
			v = nil
		}
		return Seq(Octets(id), Seq(v))
	}
	withAS, withIP := chance(r, 2), chance(r, 2)
	for _, c := range chain {
		if withAS && !chance(r, 4) {
			v := Context(0, as())
			if chance(r, 3) {
				v = append(v, Context(1, as())...)
			}
			c.Put(Extension{"1.3.6.1.5.5.7.1.8", critical, Seq(v)})
		}
		if withIP && !chance(r, 4) {
			v := family([]byte{0, 1})
			if chance(r, 3) {
				v = append(v, family([]byte{0, 2})...)
			}
			if chance(r, 6) {
				v = append(v, family(pick(r, []byte{0, 1, 1}, []byte{0, 3}, []byte{0}, []byte{0, 2, 1, 1}, nil))...)
			}
			c.Put(Extension{"1.3.6.1.5.5.7.1.7", critical, Seq(v)})
		}
	}
}

func distribution(r *rand.Rand, chain []*Certificate, i int) {
	uri := Implicit(6, []byte("http://example.com/crl"))
	point := pick(r, Seq(Context(0, Context(0, uri))), Seq(), Seq(Bits2(1)),
		Seq(Context(2, Context(4, Name("x")))), Seq(Context(2)),
		Seq(Context(0, Context(1, Seq(OID("2.5.4.3"), UTF8("x"))))),
		Seq(Context(0, Context(1, Seq(OID("2.5.4.3"), UTF8("\xff"))))),
		Seq(Context(0, Context(1, Seq(OID("2.5.4.3"), TLV(0x1a, []byte("v")))))), Seq(Context(0)),
		Seq(Context(0, Context(2))), Seq(Context(0, Context(1))), Seq(Context(0, Context(0))))
	value := Seq(point)
	if chance(r, 4) {
		value = Seq(Seq(Context(0, Context(0, uri))), point)
	}
	chain[i].Put(Extension{"2.5.29.31", pick(r, nil, critical), value})
}

// Bits2 is an implicitly tagged BIT STRING of one byte.
func Bits2(tag byte) []byte { return Implicit(tag, []byte{0, 0x60}) }

func emptyExtensions(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].Extensions = nil
	chain[i].NoList = chance(r, 2)
}
