package testca

import (
	"crypto/elliptic"
	"math/big"
	"math/rand/v2"
	"strings"
)

// fault changes certificate i of a chain.
type fault func(r *rand.Rand, chain []*Certificate, i int)

var extensionOIDs = []string{
	"2.5.29.14",
	"2.5.29.15",
	"2.5.29.17",
	"2.5.29.18",
	"2.5.29.19",
	"2.5.29.30",
	"2.5.29.31",
	"2.5.29.32",
	"2.5.29.33",
	"2.5.29.35",
	"2.5.29.36",
	"2.5.29.37",
	"2.5.29.46",
	"2.5.29.54",
	"2.16.840.1.113730.1.1",
	"1.3.6.1.5.5.7.1.14",
	"1.3.6.1.5.5.7.1.7",
	"1.3.6.1.5.5.7.1.8",
	"1.3.6.1.5.5.7.48.1.5",
	"1.3.6.1.5.5.7.1.24",
	"1.2.3.4.5",
}

// faults lists every kind; those that matter more appear more than once.
var faults = []fault{
	usage,
	usage,
	extendedUsage,
	extendedUsage,
	basic,
	basic,
	keyIDs,
	keyIDs,
	keyIDs,
	authorityKeyID,
	authorityKeyID,
	altNames,
	altNames,
	altNames,
	constraints,
	constraints,
	constraints,
	criticality,
	criticality,
	repeat,
	garble,
	garble,
	garble,
	order,
	times,
	times,
	times,
	version,
	serial,
	names,
	names,
	names,
	commonNames,
	algorithmIDs,
	algorithmIDs,
	keys,
	keys,
	keys,
	badSignature,
	netscape,
	proxy,
	resources,
	resources,
	distribution,
	mutate,
	mutate,
	mutate,
	mutate,
	mutateWhole,
	emptyExtensions,
	selfIssued,
	sameName,
	unknownExtension,
	uniqueIDs,
	explicitCurve,
	rollover,
}

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

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
				pick(
					r,
					Bits(0),
					Bits(0, 0),
					Bits(7, 0),
					Bits(0, 0, 0),
					Bits(0, 0, 0, 1),
					Bits(7, 0x40),
					Bits(8, 4),
					TLV(3),
					Bits(3, 0x04),
				),
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
	pathLen := pick(
		r,
		Int(0),
		Int(0),
		Int(1),
		Int(2),
		Int(5),
		Int(-1),
		Int(-200),
		bigInt(new(big.Int).Lsh(big.NewInt(1), uint(60+r.IntN(30)))),
		[]byte{2, 2, 0, 1},
	)
	value := pick(
		r,
		Seq(),
		Seq(Bool(true)),
		Seq(Bool(true), pathLen),
		Seq(Bool(true), pathLen),
		Seq(pathLen),
		Seq(Bool(false)),
		Seq(Bool(false), pathLen),
		Seq([]byte{1, 1, 1}),
		Seq([]byte{1, 2, 0, 1}),
		Seq(pathLen, Bool(true)),
		Seq(Bool(true), pathLen, Int(1)),
		TLV(0x10, Bool(true)),
		append(Seq(Bool(true)), 5, 0),
	)
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
		parts = append(
			parts,
			Context(
				1,
				pick(
					r,
					directory,
					directory,
					append(other, directory...),
					other,
					nil,
					append(directory, Context(4, Name("nobody"))...),
				),
			),
		)
	}
	if !chance(r, 3) {
		serial := append(
			[]byte(nil),
			pick(
				r,
				issuer.Serial,
				issuer.Serial,
				issuer.Serial,
				chain[i].Serial,
				Int(7),
				Int(-7),
				[]byte{2, 0},
				[]byte{2, 2, 0, 1},
			)...)
		serial[0] = 0x82
		parts = append(parts, serial)
	}
	chain[i].Put(Extension{"2.5.29.35", pick(r, nil, nil, nil, critical), Seq(parts...)})
}

func mailbox(value []byte) []byte {
	return Context(0, OID("1.3.6.1.5.5.7.8.9"), Context(0, value))
}

// generalName makes one name, mostly plausible.
func generalName(r *rand.Rand, cn string) []byte {
	switch r.IntN(16) {
	case 0, 1, 2, 3:
		return Implicit(
			2,
			[]byte(pick(
				r,
				cn,
				cn,
				"*.example.com",
				"*.com",
				"f*.example.com",
				"*o.example.com",
				"*.*.example.com",
				"a.*.example.com",
				"xn--*.example.com",
				"",
				"host.example.com\x00",
				"HOST.EXAMPLE.COM",
				"host.example.com.",
				".example.com",
				"*.b.example.net",
				"*.example.net",
				"h\xc3\xb6st.example.com",
				"192.0.2.1",
				"-x.example.com",
				"*-.example.com",
				"a_b.example.com",
				"*",
			)),
		)
	case 4, 5:
		return Implicit(
			7,
			pick(
				r,
				[]byte{192, 0, 2, 1},
				[]byte{10, 1, 2, 3},
				append([]byte{0x20, 1, 0xd, 0xb8}, make([]byte, 11)...),
				append(append([]byte{0x20, 1, 0xd, 0xb8}, make([]byte, 11)...), 1),
				[]byte{192, 0, 2},
				nil,
				[]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1},
			),
		)
	case 6, 7:
		return Implicit(
			1,
			[]byte(
				pick(
					r,
					"user@example.com",
					"User@example.com",
					"user@EXAMPLE.com",
					"user",
					"a@b@example.com",
					"@example.com",
					"us\x00er@example.com",
					"user@sub.example.com",
					"",
				),
			),
		)
	case 8, 9:
		return Implicit(
			6,
			[]byte(pick(
				r,
				"http://example.com/",
				"https://host.example.com:8443/x",
				"ftp://user@example.com/",
				"http://example.com?x",
				"http:///x",
				"http://",
				"http://example.com:99999/",
				"://example.com/",
				"http://example.com/:80",
				"urn:x",
				"//example.com/",
				"http://[2001:db8::1]/",
				"http://[::1",
				"http://example.com:abc/",
				"http://example.com:/",
				"http://a@b@example.com/",
				"spiffe://example.com",
				"HTTP://EXAMPLE.COM/",
				"http://example.com#f",
				"http://example.com:+80/",
				"http://example.com: 80",
				"http://example.com:4294967376/",
				"http:/example.com",
				"x:y://example.com/",
				"http://example.com:80x",
				"http://exa\x00mple.com/",
				"",
				"http://sub.example.com",
				"http://@example.com/",
				"http://example.com:80@host/",
			)),
		)
	case 10:
		return Context(4, Name(pick(r, cn, "x")))
	case 11:
		return Context(
			0,
			OID("1.2.3.4"),
			Context(0, pick(r, UTF8("x"), Int(5), TLV(0x17, []byte("2001010000Z")), null, TLV(0xa3, nil))),
		)
	case 12:
		return mailbox(
			UTF8(
				pick(
					r,
					"us\u00e9r@example.com",
					"user@example.com",
					"user@b\u00fccher.example",
					"nobody",
					"user@sub.example.com",
					"USER@EXAMPLE.COM",
					"a@b@example.com",
				),
			),
		)
	case 13:
		return pick(
			r,
			mailbox(TLV(0x16, []byte("user@example.com"))),
			Implicit(8, []byte{0x2a, 3}),
			Implicit(8, []byte{0x2a, 0x83}),
			Context(3, OID("1.2")),
			Implicit(3, nil),
		)
	case 14:
		return pick(
			r,
			Context(5, Context(1, UTF8("party"))),
			Context(5, Context(0, Printable("a")), Context(1, UTF8("party"))),
			Context(5, Context(0, UTF8("a"))),
			Context(5, Context(1, TLV(0x16, []byte("x")))),
		)
	}
	return pick(
		r,
		Implicit(9, []byte("x")),
		Context(2, TLV(4, []byte("host.ex")), TLV(4, []byte("ample.com"))),
		TLV(0x0c, []byte("x")),
		Context(4, Seq(rdn("2.5.4.3", TLV(0x1a, []byte("visible"))))),
		Context(4, Seq(rdn("2.5.4.3", TLV(0x0a, []byte{1})))),
		Context(4, Seq(rdn("2.5.4.3", UTF8("\xed\xa0\x80")))),
		Context(4, Seq(rdn("2.5.4.3", UTF8("\xff")))),
	)
}

func altNames(r *rand.Rand, chain []*Certificate, i int) {
	if chance(r, 8) {
		chain[i].Drop("2.5.29.17")
		return
	}
	var value []byte
	for n := pick(r, 0, 1, 1, 1, 2, 2, 3, 4); n > 0; n-- {
		value = append(value, generalName(r, "host.example.com")...)
	}
	chain[i].Put(Extension{"2.5.29.17", pick(r, nil, critical), Seq(value)})
}

// constraintBase makes the base of a subtree.
func constraintBase(r *rand.Rand) []byte {
	switch r.IntN(14) {
	case 0, 1, 2:
		return Implicit(
			2,
			[]byte(
				pick(
					r,
					"example.com",
					".example.com",
					"EXAMPLE.com",
					"",
					"host.example.com",
					"com",
					"xample.com",
					".",
					"other.org",
					"example.com.",
				),
			),
		)
	case 3, 4:
		v4 := []byte{192, 0, 2, 0, 255, 255, 255, 0}
		return Implicit(
			7,
			pick(
				r,
				v4,
				v4,
				[]byte{10, 9, 9, 9, 255, 0, 0, 0},
				make([]byte, 8),
				make([]byte, 32),
				append(
					append([]byte{0x20, 1, 0xd, 0xb8}, make([]byte, 12)...),
					append([]byte{255, 255, 255, 255}, make([]byte, 12)...)...),
				v4[:4],
				nil,
				[]byte{192, 0, 2, 1, 255, 0, 255, 0},
			),
		)
	case 5, 6:
		return Implicit(
			1,
			[]byte(pick(
				r,
				"example.com",
				".example.com",
				"user@example.com",
				"@example.com",
				"User@example.com",
				"",
				"xn--bcher-kva.example",
				"xn--",
				"xn--\xff",
				"b\xfccher.example",
				"us\x00er@example.com",
				"exa\x00mple.com",
				"sub.example.com",
				"xn--bcher-kva",
				".xn--bcher-kva.example",
				strings.Repeat("a", 254),
				strings.Repeat("a", 255),
				strings.Repeat("a", 256),
				"xn--99999999999",
				"xn--a-",
				"xn--zzzz-",
				"XN--bcher-kva.example",
				"xn--0ca",
				"xn---",
			)),
		)
	case 7, 8:
		return Implicit(
			6,
			[]byte(pick(r, "example.com", ".example.com", "host.example.com", "", "[2001:db8::1]", "EXAMPLE.COM")),
		)
	case 9, 10:
		return Context(
			4,
			pick(
				r,
				Seq(),
				Seq(rdn("2.5.4.6", Printable("XX"))),
				Seq(rdn("2.5.4.6", Printable("xx")), rdn("2.5.4.10", Printable("TEST"))),
				Seq(rdn("2.5.4.6", Printable("YY"))),
				Name("host.example.com"),
			),
		)
	}
	return generalName(r, "host.example.com")
}

func constraints(r *rand.Rand, chain []*Certificate, i int) {
	if i == 0 {
		i = len(chain) - 1
	}
	subtrees := func() (out []byte) {
		for n := 1 + r.IntN(3); n > 0; n-- {
			sub := constraintBase(r)
			switch r.IntN(20) {
			case 0:
				sub = append(sub, Implicit(0, []byte{0})...)
			case 1:
				sub = append(sub, Implicit(0, []byte{1})...)
			case 2:
				sub = append(sub, Implicit(1, []byte{9})...)
			}
			out = append(out, Seq(sub)...)
		}
		return out
	}
	var value []byte
	if !chance(r, 3) {
		value = append(value, Context(0, subtrees())...)
	}
	if chance(r, 2) {
		value = append(value, Context(1, subtrees())...)
	}
	chain[i].Put(Extension{"2.5.29.30", pick(r, critical, nil), Seq(value)})
	if chance(r, 2) {
		altNames(r, chain, 0)
	}
	if chance(r, 3) {
		commonNames(r, chain, 0)
	}
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

func times(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	field := pick(r, &c.NotBefore, &c.NotAfter)
	switch r.IntN(4) {
	case 0:
		c.NotAfter = UTCTime(Now.AddDate(0, 0, -1-r.IntN(100)))
	case 1:
		c.NotBefore = UTCTime(Now.AddDate(0, 0, 1+r.IntN(100)))
	case 2:
		*field = TLV(
			pick[byte](r, 0x17, 0x17, 0x18),
			[]byte(pick(
				r,
				"260301120000Z",
				"2603011200Z",
				"260301120000+0000",
				"260301120060Z",
				"260230120000Z",
				"20260301120000Z",
				"20260301120000.5Z",
				"20260301120001Z",
				"99991231235959Z",
				"500101000000Z",
				"491231235959Z",
				"",
				"Z",
				"260301120000z",
				"260301120000Z\x00",
				"00000101000000Z",
				"20240229000000Z",
				"19000229000000Z",
				"26030112000",
				"2603011200000",
				"-60301120000Z",
				"260301 20000Z",
				"20260301120000+0100",
				"202603011200Z",
				"260301240000Z",
				"261301120000Z",
				"260300120000Z",
			)),
		)
	case 3:
		*field = pick(
			r,
			GeneralizedTime(Now.AddDate(r.IntN(60)-30, 0, 0)),
			UTCTime(Now.AddDate(r.IntN(20)-10, 0, 0)),
			TLV(0x38, TLV(4, []byte("20300101")), TLV(4, []byte("000000Z"))),
			TLV(0x13, []byte("260301120000Z")),
		)
	}
}

func version(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].Version = pick(
		r,
		nil,
		nil,
		Context(0, Int(0)),
		Context(0, Int(1)),
		Context(0, Int(3)),
		Context(0, Int(-1)),
		Context(0, bigInt(new(big.Int).Lsh(big.NewInt(1), 70))),
		Context(0, []byte{2, 2, 0, 2}),
		Context(0),
		Implicit(0, Int(2)),
		Context(0, Int(2), Int(2)),
	)
	if chance(r, 3) {
		chain[i].Extensions, chain[i].NoList = nil, true
	}
}

func serial(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].Serial = pick(
		r,
		Int(0),
		Int(-1),
		Int(-128),
		Int(-1<<40),
		[]byte{2, 0},
		[]byte{2, 2, 0, 1},
		[]byte{2, 2, 0xff, 0x80},
		[]byte{2, 2, 0xff, 0},
		TLV(2, append([]byte{1}, randomBytes(r, 30)...)),
		[]byte{0x0a, 1, 1},
		[]byte{0x22, 3, 2, 1, 1},
	)
}

// names spoils or rewrites the subject, and with it what names it as issuer, or not.
func names(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	old := c.Subject
	switch r.IntN(9) {
	case 0:
		c.Subject = Seq()
	case 1:
		c.Subject = Seq(Set(), Set())
	case 2:
		c.Subject = Seq(
			Set(Seq(OID("2.5.4.3"), UTF8("b")), Seq(OID("2.5.4.10"), UTF8("a"))),
			rdn("2.5.4.3", UTF8("host.example.com")),
		)
	case 3:
		c.Subject = append([]byte{}, old...)
		if at := len(c.Subject) - 1 - r.IntN(3); at >= 0 {
			c.Subject[at] ^= 0x20
		}
	case 4:
		value := pick(
			r,
			TLV(0x1e, []byte("\x00A\x00b")),
			TLV(0x1e, []byte("\xd8\x00\xdc\x00")),
			TLV(0x1e, []byte("abc")),
			TLV(0x1c, []byte("\x00\x00\x00A")),
			TLV(0x1c, []byte("\x00\x11\x00\x00")),
			TLV(0x14, []byte("A\xe9")),
			TLV(0x16, []byte("A\xe9")),
			TLV(0x12, []byte(" 12 ")),
			Bits(3, 0x88),
			Seq(UTF8("x")),
			TLV(0x1a, []byte("v")),
			TLV(0x1b, []byte("g")),
			TLV(0x0a, []byte{1}),
			Int(5),
			Bool(true),
			null,
			OID("1.2.3"),
			TLV(0x17, []byte("260301120000Z")),
			TLV(7, []byte("x")),
			TLV(9, []byte("x")),
			TLV(0x1d, []byte("x")),
			UTF8("\xed\xa0\x80"),
			UTF8("\xf4\x90\x80\x80"),
			UTF8("\xf8\x88\x80\x80\x80"),
			UTF8("\xc0\x80"),
			UTF8("a\x00b"),
			UTF8(""),
			UTF8("\u00c9"),
			UTF8(" A  b\t"),
			TLV(0x2c, TLV(0x0c, []byte("A")), TLV(4, []byte("b"))),
			TLV(0x83, []byte("x")),
			TLV(0x04, []byte("x")),
			Set(UTF8("x")),
			[]byte{0x1f, 0x1e, 2, 0, 'A'},
		)
		c.Subject = Seq(rdn("2.5.4.6", Printable("XX")), rdn("2.5.4.3", value))
	case 5:
		c.Subject = Seq(
			rdn("2.5.4.6", Printable("XX")),
			rdn(
				"1.2.840.113549.1.9.1",
				pick(
					r,
					TLV(0x16, []byte("user@example.com")),
					UTF8("user@example.com"),
					TLV(0x16, []byte("user@other.org")),
				),
			),
			rdn("2.5.4.3", UTF8("host.example.com")),
		)
	case 6:
		c.Issuer = pick(r, Seq(), Name("nobody"), Seq(Set(Seq(OID("2.5.4.3"), UTF8("x"), null))))
		return
	case 7: // only the spelling differs between issuer and subject
		c.Subject = Seq(
			rdn("2.5.4.6", UTF8("xx")),
			rdn("2.5.4.10", TLV(0x16, []byte(" TEST "))),
			rdn("2.5.4.3", Printable("Ca  "+string(rune('0'+i)))),
		)
		return
	case 8:
		c.Subject = TLV(0x10, rdn("2.5.4.3", UTF8("primitive")))
		if chance(r, 2) {
			c.Subject = Seq(TLV(0x11, Seq(OID("2.5.4.3"), UTF8("primitive"))))
		}
	}
	if i > 0 && !chance(r, 4) {
		chain[i-1].Issuer = c.Subject
	}
	if i == len(chain)-1 && !chance(r, 4) {
		c.Issuer = c.Subject
	}
}

func commonNames(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	parts := [][]byte{rdn("2.5.4.6", Printable("XX")), rdn("2.5.4.10", UTF8("Test"))}
	for n := 1 + r.IntN(2); n > 0; n-- {
		parts = append(
			parts,
			rdn("2.5.4.3", pick(
				r,
				UTF8("host.example.com"),
				UTF8("host.example.com"),
				UTF8("evil.org"),
				UTF8("*.example.com"),
				UTF8("localhost"),
				UTF8("host.example.com\x00"),
				UTF8("ho\x00st.example.com"),
				Bits(0, 65),
				TLV(0x1e, []byte("\x00h\x00.\x00c")),
				UTF8("a-.example.com"),
				UTF8("-a.example.com"),
				UTF8("a..com"),
				UTF8("a.com."),
				UTF8("a b.com"),
				UTF8("\u00e9.com"),
				UTF8(""),
				UTF8("a_b.com"),
				Seq(UTF8("x")),
				TLV(0x12, []byte("1.2")),
			)),
		)
	}
	c.Subject = Seq(parts...)
	if i > 0 {
		chain[i-1].Issuer = c.Subject
	} else if chance(r, 2) {
		c.Drop("2.5.29.17")
	}
	if i == len(chain)-1 {
		c.Issuer = c.Subject
	}
}

func algorithmIDs(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	id := pick(
		r,
		ecAlgorithms[0].id,
		ecAlgorithms[1].id,
		Seq(OID("1.2.840.10045.4.3.2"), null),
		Seq(OID("1.2.840.10045.4.3"), Seq()),
		Seq(OID("1.2.3.4")),
		rsaAlgorithms[0].id,
		Seq(OID("1.2.840.113549.1.1.11")),
		Seq(OID("1.2.840.113549.1.1.11"), Seq(null)),
		rsaAlgorithms[8].id,
		Seq(OID("1.2.840.113549.1.1.10")),
		Seq(OID("1.2.840.113549.1.1.10"), null),
		Seq(OID("1.3.101.112"), null),
		Seq(OID("1.2.840.113549.1.1.3"), null),
		Seq(OID("1.2.840.113549.1.1.2"), null),
		Seq(OID("1.3.14.3.2.27")),
		Seq(OID("1.2.840.10040.4.3")),
		Seq(OID("1.2.840.113549.1.1.1"), null),
		Seq(OID("1.2.840.113549.1.1.15"), null),
		Seq(OID("1.2.643.2.2.3")),
		Seq(OID("1.2.156.10197.1.501")),
		Seq(OID("1.3.101.113")),
		Seq(OID("2.16.840.1.101.3.4.3.18")),
		Seq(OID("1.3.36.3.3.1.2"), null),
		Seq(OID("1.2.840.10045.4.3.2"), []byte{2, 2, 0, 1}),
		Seq(OID("1.2.840.10045.4.3.2"), TLV(0x24, TLV(4, []byte("x")))),
		Seq(OID("1.2.840.10045.4.3.2"), []byte{1, 1, 1}),
		Seq(OID("1.2.840.10045.4.3.2"), TLV(0xa0, null)),
		Seq(OID("1.2.840.10045.4.3.2"), []byte{5, 1, 0}),
		Seq(OID("1.2.840.10045.4.3.2"), []byte{0, 0}),
		Seq(OID("1.2.840.10045.4.3.2"), TLV(0x17, []byte("x"))),
	)
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
			pick(
				r,
				Seq(policy),
				Seq(policy),
				Seq(Int(0), policy),
				Seq(Int(1), policy),
				Seq(Int(-3), policy),
				Seq(Seq(OID("1.2"), Octets(nil))),
				Seq(),
				Seq(Int(0)),
			),
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
	point := pick(
		r,
		Seq(Context(0, Context(0, uri))),
		Seq(),
		Seq(Bits2(1)),
		Seq(Context(2, Context(4, Name("x")))),
		Seq(Context(2)),
		Seq(Context(0, Context(1, Seq(OID("2.5.4.3"), UTF8("x"))))),
		Seq(Context(0, Context(1, Seq(OID("2.5.4.3"), UTF8("\xff"))))),
		Seq(Context(0, Context(1, Seq(OID("2.5.4.3"), TLV(0x1a, []byte("v")))))),
		Seq(Context(0)),
		Seq(Context(0, Context(2))),
		Seq(Context(0, Context(1))),
		Seq(Context(0, Context(0))),
	)
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

func uniqueIDs(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].UniqueIDs = pick(
		r,
		Bits2(1),
		Bits2(2),
		append(Bits2(1), Bits2(2)...),
		append(Bits2(2), Bits2(1)...),
		Implicit(1, []byte{9, 1}),
		Implicit(1, nil),
		TLV(0xa1, TLV(3, []byte{0, 1})),
	)
}

// selfIssued gives a certificate its issuer's name.
func selfIssued(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	c.Subject = c.Issuer
	if i > 0 {
		chain[i-1].Issuer = c.Subject
	}
	if chance(r, 2) {
		c.Drop("2.5.29.35")
	}
}

// sameName gives two certificates of the chain one name.
func sameName(r *rand.Rand, chain []*Certificate, i int) {
	j := r.IntN(len(chain))
	chain[i].Subject = chain[j].Subject
	if i > 0 {
		chain[i-1].Issuer = chain[i].Subject
	}
	if i == len(chain)-1 {
		chain[i].Issuer = chain[i].Subject
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
	params := Seq(
		Int(1),
		Seq(OID("1.2.840.10045.1.1"), bigInt(p.P)),
		Seq(Octets(a.Bytes()), Octets(p.B.FillBytes(make([]byte, 32)))),
		Octets(base),
		bigInt(p.N),
	)
	if chance(r, 2) {
		params = Seq(
			Int(1),
			Seq(OID("1.2.840.10045.1.1"), bigInt(p.P)),
			Seq(Octets(a.Bytes()), Octets(p.B.Bytes())),
			Octets(base),
			bigInt(p.N),
			Int(1),
		)
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
		c.SPKI = Seq(
			pick(
				r,
				rsaID,
				Seq(OID("1.2.840.113549.1.1.1")),
				Seq(OID("2.5.8.1.1"), null),
				Seq(OID("1.2.840.113549.1.1.7"), null),
				Seq(OID("1.2.840.113549.1.1.10")),
				Seq(OID("1.2.840.113549.1.1.10"), null),
				Seq(OID("1.2.840.113549.1.1.10"), Seq()),
				Seq(OID("1.2.840.113549.1.1.10"), Seq(Context(2, Int(-1)))),
			),
			pick(
				r,
				rsa(n, five),
				rsa(n, big.NewInt(0)),
				Bits(0, Seq(bigInt(n))...),
				Bits(0, append(Seq(bigInt(n), bigInt(five)), 1, 2)...),
				Bits(0, Seq(bigInt(n), bigInt(five), Int(1))...),
				Bits(0, Seq(TLV(2, []byte{0, 0, 0xff, 1}), Int(3))...),
				Bits(0, Seq(TLV(2), Int(3))...),
				Bits(0),
			),
		)
	case 3:
		point := append([]byte{}, bits...)
		if len(point) > 0 {
			point[len(point)-1] ^= 1
		}
		c.SPKI = Seq(algorithm, TLV(3, point))
	case 4:
		c.SPKI = Seq(
			algorithm,
			pick(
				r,
				TLV(3, append(append([]byte{}, bits...), 0)),
				TLV(3, bits[:len(bits)/2]),
				TLV(3, []byte{0}),
				TLV(3, []byte{0, 0}),
				TLV(3),
				TLV(3, append([]byte{3}, bits...)),
				TLV(3, append([]byte{9}, bits...)),
			),
		)
	case 5: // a compressed or hybrid point
		if len(bits) == 66 && bits[1] == 4 {
			odd := bits[65] & 1
			c.SPKI = Seq(
				algorithm,
				pick(
					r,
					Bits(0, append([]byte{2 | odd}, bits[2:34]...)...),
					Bits(0, append([]byte{3 ^ odd}, bits[2:34]...)...),
					Bits(0, append([]byte{6 | odd}, bits[2:]...)...),
					Bits(0, append([]byte{7 ^ odd}, bits[2:]...)...),
				),
			)
		}
	case 6:
		c.SPKI = Seq(
			pick(
				r,
				Seq(OID("1.2.840.10045.2.1")),
				Seq(OID("1.2.840.10045.2.1"), null),
				Seq(OID("1.2.840.10045.2.1"), OID("1.2.3")),
				Seq(OID("1.2.840.10045.2.1"), OID("1.3.132.0.10")),
				Seq(OID("1.3.101.112"), null),
				Seq(OID("1.3.101.112")),
			),
			TLV(3, bits),
		)
	case 7:
		size := pick(r, 32, 31, 57, 56, 1312, 1952, 2592, 48, 64)
		c.SPKI = Seq(
			Seq(
				OID(
					pick(
						r,
						"1.3.101.110",
						"1.3.101.111",
						"1.3.101.112",
						"1.3.101.113",
						"2.16.840.1.101.3.4.3.17",
						"2.16.840.1.101.3.4.3.18",
						"2.16.840.1.101.3.4.3.19",
						"2.16.840.1.101.3.4.3.20",
						"2.16.840.1.101.3.4.3.27",
						"2.16.840.1.101.3.4.4.2",
					),
				),
			),
			Bits(0, randomBytes(r, size)...),
		)
	case 8:
		p := new(big.Int).SetBit(new(big.Int).SetBytes(randomBytes(r, pick(r, 64, 128, 256))), 0, 1)
		q := new(big.Int).SetBit(new(big.Int).SetBytes(randomBytes(r, pick(r, 10, 20, 28, 32))), 0, 1)
		c.SPKI = Seq(
			Seq(
				OID(
					pick(
						r,
						"1.2.840.10040.4.1",
						"1.2.840.10040.4.1",
						"1.3.14.3.2.12",
						"1.2.840.113549.1.3.1",
						"1.2.840.10046.2.1",
					),
				),
				pick(
					r,
					nil,
					null,
					Seq(bigInt(p), bigInt(q), Int(2)),
					Seq(bigInt(p), bigInt(q), Int(2)),
					Seq(bigInt(p), Int(2)),
					Seq(bigInt(p), Int(2), bigInt(q)),
				),
			),
			Bits(0, bigInt(big.NewInt(r.Int64()))...),
		)
	}
}
