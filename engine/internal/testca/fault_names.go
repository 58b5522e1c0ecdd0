package testca

import (
	"math/rand/v2"
	"strings"
)

// Faults of names, and of the constraints on them.

func mailbox(value []byte) []byte {
	return Context(0, OID("1.3.6.1.5.5.7.8.9"), Context(0, value))
}

// generalName makes one name, mostly plausible.
func generalName(r *rand.Rand, cn string) []byte {
	switch r.IntN(16) {
	case 0, 1, 2, 3:
		return Implicit(2, []byte(pick(r, cn, cn, "*.example.com", "*.com", "f*.example.com", "*o.example.com",
			"*.*.example.com", "a.*.example.com", "xn--*.example.com", "", "host.example.com\x00",
			"HOST.EXAMPLE.COM", "host.example.com.", ".example.com", "*.b.example.net", "*.example.net",
			"h\xc3\xb6st.example.com", "192.0.2.1", "-x.example.com", "*-.example.com", "a_b.example.com",
			"*")))
	case 4, 5:
		return Implicit(7, pick(r, []byte{192, 0, 2, 1}, []byte{10, 1, 2, 3},
			append([]byte{0x20, 1, 0xd, 0xb8}, make([]byte, 11)...),
			append(append([]byte{0x20, 1, 0xd, 0xb8}, make([]byte, 11)...), 1), []byte{192, 0, 2}, nil,
			[]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1}))
	case 6, 7:
		return Implicit(1, []byte(pick(r, "user@example.com", "User@example.com", "user@EXAMPLE.com", "user",
			"a@b@example.com", "@example.com", "us\x00er@example.com", "user@sub.example.com", "")))
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
		return Context(0, OID("1.2.3.4"), Context(0,
			pick(r, UTF8("x"), Int(5), TLV(0x17, []byte("2001010000Z")), null, TLV(0xa3, nil))))
	case 12:
		return mailbox(UTF8(pick(r, "us\u00e9r@example.com", "user@example.com", "user@b\u00fccher.example",
			"nobody", "user@sub.example.com", "USER@EXAMPLE.COM", "a@b@example.com")))
	case 13:
		return pick(r, mailbox(TLV(0x16, []byte("user@example.com"))), Implicit(8, []byte{0x2a, 3}),
			Implicit(8, []byte{0x2a, 0x83}), Context(3, OID("1.2")), Implicit(3, nil))
	case 14:
		return pick(r, Context(5, Context(1, UTF8("party"))),
			Context(5, Context(0, Printable("a")), Context(1, UTF8("party"))),
			Context(5, Context(0, UTF8("a"))), Context(5, Context(1, TLV(0x16, []byte("x")))))
	}
	return pick(r, Implicit(9, []byte("x")), Context(2, TLV(4, []byte("host.ex")), TLV(4, []byte("ample.com"))),
		TLV(0x0c, []byte("x")), Context(4, Seq(rdn("2.5.4.3", TLV(0x1a, []byte("visible"))))),
		Context(4, Seq(rdn("2.5.4.3", TLV(0x0a, []byte{1})))),
		Context(4, Seq(rdn("2.5.4.3", UTF8("\xed\xa0\x80")))), Context(4, Seq(rdn("2.5.4.3", UTF8("\xff")))))
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
		return Implicit(2, []byte(pick(r, "example.com", ".example.com", "EXAMPLE.com", "", "host.example.com",
			"com", "xample.com", ".", "other.org", "example.com.")))
	case 3, 4:
		v4 := []byte{192, 0, 2, 0, 255, 255, 255, 0}
		return Implicit(7, pick(r, v4, v4, []byte{10, 9, 9, 9, 255, 0, 0, 0}, make([]byte, 8), make([]byte, 32),
			append(append([]byte{0x20, 1, 0xd, 0xb8}, make([]byte, 12)...),
				append([]byte{255, 255, 255, 255}, make([]byte, 12)...)...), v4[:4], nil,
			[]byte{192, 0, 2, 1, 255, 0, 255, 0}))
	case 5, 6:
		return Implicit(1, []byte(pick(r, "example.com", ".example.com", "user@example.com", "@example.com",
			"User@example.com", "", "xn--bcher-kva.example", "xn--", "xn--\xff", "b\xfccher.example",
			"us\x00er@example.com", "exa\x00mple.com", "sub.example.com", "xn--bcher-kva",
			".xn--bcher-kva.example", strings.Repeat("a", 254), strings.Repeat("a", 255),
			strings.Repeat("a", 256), "xn--99999999999", "xn--a-", "xn--zzzz-", "XN--bcher-kva.example",
			"xn--0ca", "xn---")))
	case 7, 8:
		return Implicit(6, []byte(pick(r, "example.com", ".example.com", "host.example.com", "",
			"[2001:db8::1]", "EXAMPLE.COM")))
	case 9, 10:
		return Context(4, pick(r, Seq(), Seq(rdn("2.5.4.6", Printable("XX"))),
			Seq(rdn("2.5.4.6", Printable("xx")), rdn("2.5.4.10", Printable("TEST"))),
			Seq(rdn("2.5.4.6", Printable("YY"))), Name("host.example.com")))
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
		c.Subject = Seq(Set(Seq(OID("2.5.4.3"), UTF8("b")), Seq(OID("2.5.4.10"), UTF8("a"))),
			rdn("2.5.4.3", UTF8("host.example.com")))
	case 3:
		c.Subject = append([]byte{}, old...)
		if at := len(c.Subject) - 1 - r.IntN(3); at >= 0 {
			c.Subject[at] ^= 0x20
		}
	case 4:
		value := pick(r, TLV(0x1e, []byte("\x00A\x00b")), TLV(0x1e, []byte("\xd8\x00\xdc\x00")),
			TLV(0x1e, []byte("abc")), TLV(0x1c, []byte("\x00\x00\x00A")), TLV(0x1c, []byte("\x00\x11\x00\x00")),
			TLV(0x14, []byte("A\xe9")), TLV(0x16, []byte("A\xe9")), TLV(0x12, []byte(" 12 ")), Bits(3, 0x88),
			Seq(UTF8("x")), TLV(0x1a, []byte("v")), TLV(0x1b, []byte("g")), TLV(0x0a, []byte{1}), Int(5),
			Bool(true), null, OID("1.2.3"), TLV(0x17, []byte("260301120000Z")), TLV(7, []byte("x")),
			TLV(9, []byte("x")), TLV(0x1d, []byte("x")), UTF8("\xed\xa0\x80"), UTF8("\xf4\x90\x80\x80"),
			UTF8("\xf8\x88\x80\x80\x80"), UTF8("\xc0\x80"), UTF8("a\x00b"), UTF8(""), UTF8("\u00c9"),
			UTF8(" A  b\t"), TLV(0x2c, TLV(0x0c, []byte("A")), TLV(4, []byte("b"))), TLV(0x83, []byte("x")),
			TLV(0x04, []byte("x")), Set(UTF8("x")), []byte{0x1f, 0x1e, 2, 0, 'A'})
		c.Subject = Seq(rdn("2.5.4.6", Printable("XX")), rdn("2.5.4.3", value))
	case 5:
		c.Subject = Seq(rdn("2.5.4.6", Printable("XX")),
			rdn("1.2.840.113549.1.9.1", pick(r, TLV(0x16, []byte("user@example.com")), UTF8("user@example.com"),
				TLV(0x16, []byte("user@other.org")))), rdn("2.5.4.3", UTF8("host.example.com")))
	case 6:
		c.Issuer = pick(r, Seq(), Name("nobody"), Seq(Set(Seq(OID("2.5.4.3"), UTF8("x"), null))))
		return
	case 7: // only the spelling differs between issuer and subject
		c.Subject = Seq(rdn("2.5.4.6", UTF8("xx")), rdn("2.5.4.10", TLV(0x16, []byte(" TEST "))),
			rdn("2.5.4.3", Printable("Ca  "+string(rune('0'+i)))))
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
		parts = append(parts, rdn("2.5.4.3", pick(r, UTF8("host.example.com"), UTF8("host.example.com"),
			UTF8("evil.org"), UTF8("*.example.com"), UTF8("localhost"), UTF8("host.example.com\x00"),
			UTF8("ho\x00st.example.com"), Bits(0, 65), TLV(0x1e, []byte("\x00h\x00.\x00c")),
			UTF8("a-.example.com"), UTF8("-a.example.com"), UTF8("a..com"), UTF8("a.com."), UTF8("a b.com"),
			UTF8("\u00e9.com"), UTF8(""), UTF8("a_b.com"), Seq(UTF8("x")), TLV(0x12, []byte("1.2")))))
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
