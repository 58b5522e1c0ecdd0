package peer

import (
	"net/netip"
	"strings"

	"x509strict/engine/internal/testca"
)

// altNames writes subject alternative names that fit the host, nearly fit it, or do not.
func altNames(d *draft, i int) {
	r, host := d.r, d.host
	_, parent, _ := strings.Cut(host, ".")
	dns := func(s string) []byte { return testca.Implicit(2, []byte(s)) }
	near := [][]byte{
		dns(host), dns(strings.ToUpper(host)), dns(host + "."), dns("." + host), dns("*." + parent), dns("*." + host),
		dns("*"), dns(host[:1] + "*." + parent), dns("*" + host[1:]), dns("*.*." + parent),
		dns("*." + strings.ToUpper(parent)),
		dns(""), dns(" "), dns(host + " "), dns(host + "\x00"), dns("a_b.example.com"), dns("-a.example.com"),
		dns("other.example"), dns("*.com"), dns("*.example.com"), dns("192.0.2.1"), dns("127.0.0.1"),
		dns("b\xc3\xbccher.example.com"), dns("xn--bcher-kva.example.com"), dns("xn--*.example.com"),
		dns("*.xn--bcher-kva.example.com"), dns("bücher.example.com"), dns("a..b"),
		dns(strings.Repeat("a", 64) + ".com"),
		dns("http://" + host), dns(host + ":443"), dns("a.*.com"),
		testca.Implicit(7, []byte{127, 0, 0, 1}), testca.Implicit(7, []byte{192, 0, 2, 1}),
		testca.Implicit(7, append(make([]byte, 15), 1)), testca.Implicit(7, []byte{127, 0, 0}), testca.Implicit(7, nil),
		testca.Implicit(7, []byte("127.0.0.1")), testca.Implicit(7, []byte{127, 0, 0, 1, 255, 255, 255, 255}),
		testca.Implicit(7, []byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 127, 0, 0, 1}),
		testca.Implicit(1, []byte("user@example.com")), testca.Implicit(1, []byte("user@"+host)),
		testca.Implicit(6, []byte("https://"+host+"/")), testca.Implicit(6, []byte("spiffe://example.com/x")),
		testca.Context(4, testca.Name(host)), testca.Context(4, testca.Seq()),
		testca.Context(0, testca.OID("1.2.3.4"), testca.Context(0, testca.UTF8("x"))),
		testca.Implicit(8, []byte{0x2a, 3}), testca.Implicit(2, []byte("h\xf6st.example.com")),
		testca.Context(3, testca.OID("1.2")), testca.Context(5, testca.Context(1, testca.UTF8("party"))),
	}
	var list []byte
	for range pick(r, 0, 1, 1, 1, 1, 2, 2, 3) {
		list = append(list, pick(r, near...)...)
	}
	if chance(r, 3) {
		list = append(list, hostName(host)...)
	}
	d.set(i, oidSAN, false, testca.Seq(list))
}

// nameConstraints writes constraints that have to do with the host, and some that have not.
func nameConstraints(d *draft, i int) {
	r, host := d.r, d.host
	_, parent, _ := strings.Cut(host, ".")
	dns := func(s string) []byte { return testca.Implicit(2, []byte(s)) }
	ip := func(b ...byte) []byte { return testca.Implicit(7, b) }
	all := make([]byte, 32)
	bases := [][]byte{
		dns(host), dns(host), dns(parent), dns("." + parent), dns(""), dns("other.example"), dns("." + host),
		dns("com"),
		dns(strings.ToUpper(host)), dns("*." + parent), dns(host + "."), dns("example.com"), dns("t.example.com"),
		dns("b\xc3\xbccher.example.com"), dns("a b"), dns("."), dns("*"),
		ip(127, 0, 0, 0, 255, 0, 0, 0), ip(0, 0, 0, 0, 0, 0, 0, 0), ip(192, 0, 2, 0, 255, 255, 255, 0), ip(all...),
		ip(127, 0, 0, 1, 255, 255, 255, 255), ip(127, 0, 0, 0, 255, 0, 255, 0), ip(127, 0, 0, 1), ip(),
		ip(127, 0, 0, 5, 255, 255, 255, 0),
		testca.Implicit(1, []byte("example.com")), testca.Implicit(1, []byte(".example.com")),
		testca.Implicit(1, []byte("user@example.com")), testca.Implicit(1, nil),
		testca.Implicit(6, []byte("example.com")), testca.Implicit(6, []byte(".example.com")),
		testca.Context(4, testca.Seq()), testca.Context(4, testca.Seq(testca.RDN("2.5.4.6", testca.Printable("XX")))),
		testca.Context(4, testca.Seq(testca.RDN("2.5.4.6", testca.Printable("YY")))),
		testca.Context(4, testca.Seq(testca.RDN("2.5.4.6", testca.UTF8("xx")))),
		testca.Context(4, d.chain[0].Subject), testca.Implicit(8, []byte{0x2a, 3}),
		testca.Context(0, testca.OID("1.2.3.4"), testca.Context(0, testca.UTF8("x"))),
		testca.Context(3, testca.OID("1.2")), hostName("192.0.2.9"),
	}
	if a, err := netip.ParseAddr(host); err == nil {
		b := a.AsSlice()
		bases = append(bases, ip(append(b, make([]byte, len(b))...)...), ip(append(b, b...)...))
	}
	trees := func() []byte {
		var out []byte
		for range pick(r, 1, 1, 1, 2, 3, 0) {
			base := pick(r, bases...)
			switch r.IntN(24) {
			case 0:
				base = append(base, testca.Implicit(0, []byte{0})...)
			case 1:
				base = append(base, testca.Implicit(0, []byte{1})...)
			case 2:
				base = append(base, testca.Implicit(1, []byte{9})...)
			}
			out = append(out, testca.Seq(base)...)
		}
		return out
	}
	var value []byte
	if !chance(r, 3) {
		value = append(value, testca.Context(0, trees())...)
	}
	if chance(r, 2) {
		value = append(value, testca.Context(1, trees())...)
	}
	d.set(i, oidNC, true, testca.Seq(value))
	if chance(r, 4) {
		altNames(d, 0)
	}
}

// respell lets what CA i issued name it in another spelling: another string type, other case, other spaces, other
// order.
func respell(d *draft, i int) {
	if i == 0 {
		return
	}
	rdn, country := testca.RDN, testca.RDN("2.5.4.6", testca.Printable("XX"))
	of := func(o, cn []byte) []byte { return testca.Seq(country, rdn("2.5.4.10", o), rdn("2.5.4.3", cn)) }
	cn := "CA " + string(rune('0'+i))
	name := pick(d.r,
		of(testca.Printable("Test"), testca.Printable(cn)), of(testca.UTF8("Test"), testca.Printable(cn)),
		of(testca.UTF8("TEST"), testca.UTF8(cn)), of(testca.UTF8("test"), testca.UTF8(strings.ToLower(cn))),
		of(testca.UTF8(" Test"), testca.UTF8(cn)), of(testca.UTF8("Test"), testca.UTF8("CA  "+cn[3:])),
		of(testca.TLV(0x14, []byte("Test")), testca.UTF8(cn)), of(testca.TLV(0x16, []byte("Test")), testca.UTF8(cn)),
		of(testca.TLV(0x1e, []byte("\x00T\x00e\x00s\x00t")), testca.UTF8(cn)),
		testca.Seq(rdn("2.5.4.3", testca.UTF8(cn)), rdn("2.5.4.10", testca.UTF8("Test")), country),
		testca.Seq(country, rdn("2.5.4.3", testca.UTF8(cn))),
		of(testca.TLV(0x1c, []byte("\x00\x00\x00T\x00\x00\x00e\x00\x00\x00s\x00\x00\x00t")), testca.UTF8(cn)))
	d.chain[i-1].Issuer = name
	if chance(d.r, 3) && i == len(d.chain)-1 {
		d.chain[i].Issuer = name
	}
}

// policies writes extensions of certificate policies.
func policies(d *draft, i int) {
	r := d.r
	anyPolicy, one := testca.Seq(testca.OID("2.5.29.32.0")), testca.Seq(testca.OID("1.2.3.4.1"))
	skip := func(tag byte) []byte { return testca.Implicit(tag, []byte{pick[byte](r, 0, 1, 5)}) }
	switch r.IntN(5) {
	case 0:
		d.set(i, "2.5.29.32", false, testca.Seq(pick(r, anyPolicy, one,
			append(append([]byte{}, one...), anyPolicy...), nil)))
	case 1:
		d.set(i, "2.5.29.36", true, testca.Seq(pick(r, skip(0), skip(1), append(skip(0), skip(1)...), nil)))
	case 2:
		d.set(i, "2.5.29.54", true, testca.Int(int64(r.IntN(3))))
	case 3:
		d.set(i, "2.5.29.33", true, testca.Seq(testca.Seq(testca.OID("1.2.3.4.1"), testca.OID("1.2.3.4.2"))))
	case 4:
		d.set(i, "2.5.29.18", false, testca.Seq(testca.Implicit(6, []byte("http://example.com/"))))
	}
}
