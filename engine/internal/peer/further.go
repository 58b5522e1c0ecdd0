package peer

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"time"

	"x509strict/engine/internal/testca"
)

// Further makes case n of a seed as Random does, with faults of other kinds: extensions at the edges of their values,
// names of every type, constraints on every kind of name, times to the second, and several paths of which one is good.
func Further(seed uint64, n int, now time.Time) *Case {
	making.Lock()
	defer making.Unlock()
	testca.Now = now
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	d := start(r, pick(r, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 5), hosts[r.IntN(len(hosts))], "")
	for range pick(r, 1, 1, 1, 1, 2, 2, 3) {
		at := r.IntN(len(d.chain))
		if chance(r, 9) {
			d.put(pick(r, faults...), at)
			continue
		}
		d.put(furtherFaults[r.IntN(len(furtherFaults))], at)
	}
	if chance(r, 3) {
		return d.paths(fmt.Sprintf("f%d-%d", seed, n))
	}
	return d.deal(fmt.Sprintf("f%d-%d", seed, n))
}

// ToTheSecond is the note of a validity that begins or ends within a second of the case's time: only of use for
// programs whose clock stands still.
const ToTheSecond = "to the second"

// number is an INTEGER of any size.
func number(n *big.Int) []byte {
	content := n.Bytes()
	if len(content) == 0 || content[0] >= 0x80 {
		content = append([]byte{0}, content...)
	}
	return testca.TLV(2, content)
}

func power(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }

// criticals are extensions that standards know and most verifiers do not look at.
var criticals = []testca.Extension{
	{OID: "1.3.6.1.5.5.7.1.1", Value: testca.Seq(testca.Seq(testca.OID("1.3.6.1.5.5.7.48.1"),
		testca.Implicit(6, []byte("http://ocsp.example/"))))},
	{OID: "1.3.6.1.5.5.7.1.1", Value: testca.Seq()},
	{OID: "1.3.6.1.5.5.7.1.11", Value: testca.Seq(testca.Seq(testca.OID("1.3.6.1.5.5.7.48.5"),
		testca.Implicit(6, []byte("http://repo.example/"))))},
	{OID: "1.3.6.1.5.5.7.1.24", Value: testca.Seq(testca.Int(5))},
	{OID: "1.3.6.1.5.5.7.1.24", Value: testca.Seq(testca.Int(17), testca.Int(5))},
	{OID: "1.3.6.1.5.5.7.1.24", Value: testca.Seq()},
	{OID: "1.3.6.1.5.5.7.1.3", Value: testca.Seq(testca.Seq(testca.OID("0.4.0.1862.1.1")))},
	{OID: "1.3.6.1.5.5.7.48.1.5", Value: []byte{5, 0}},
	{OID: "2.5.29.9", Value: testca.Seq(testca.Seq(testca.OID("1.3.6.1.5.5.7.9.4"), testca.Set(testca.Printable("DE"))))},
	{OID: "2.5.29.16", Value: testca.Seq(testca.Implicit(0, []byte("20200101000000Z")))},
	{OID: "2.5.29.18", Value: testca.Seq(testca.Implicit(6, []byte("http://ca.example/")))},
	{OID: "2.5.29.18", Value: testca.Seq()},
	{OID: "2.5.29.31", Value: testca.Seq(testca.Seq(testca.Context(0, testca.Context(0,
		testca.Implicit(6, []byte("http://crl.example/"))))))},
	{OID: "2.5.29.31", Value: testca.Seq(testca.Seq(testca.Context(0, testca.Context(1,
		testca.Seq(testca.OID("2.5.4.3"), testca.UTF8("crl"))))))},
	{OID: "2.5.29.31", Value: testca.Seq(testca.Seq(testca.Implicit(1, []byte{1, 6})))},
	{OID: "2.5.29.31", Value: testca.Seq()},
	{OID: "2.5.29.46", Value: testca.Seq(testca.Seq(testca.Context(0, testca.Context(0,
		testca.Implicit(6, []byte("http://crl.example/delta"))))))},
	{OID: "2.5.29.28", Value: testca.Seq(testca.Implicit(1, []byte{0xff}))},
	{OID: "2.16.840.1.113730.1.13", Value: testca.TLV(0x16, []byte("a comment"))},
	{OID: "2.16.840.1.113730.1.1", Value: testca.Bits(6, 0x40)},
	{OID: "2.16.840.1.113730.1.1", Value: testca.Bits(0, 0x07)},
	{OID: "2.16.840.1.113730.1.1", Value: testca.Bits(5, 0xa0)},
	{OID: "2.16.840.1.113730.1.1", Value: testca.Bits(2, 0x04)},
	{OID: "1.3.6.1.4.1.11129.2.4.2", Value: testca.Octets([]byte{0, 0})},
	{OID: "1.3.6.1.4.1.11129.2.4.2", Value: testca.Octets([]byte{0, 4, 0, 2, 1, 1})},
	{OID: "1.3.6.1.4.1.11129.2.4.3", Value: []byte{5, 0}},
	{OID: "1.3.6.1.4.1.311.20.2", Value: testca.TLV(0x1e, []byte("\x00C\x00A"))},
	{OID: "1.3.6.1.4.1.311.21.1", Value: testca.Int(0)},
	{OID: "1.3.6.1.4.1.311.21.7", Value: testca.Seq(testca.OID("1.3.6.1.4.1.311.21.8.1"), testca.Int(100))},
	{OID: "1.2.840.113533.7.65.0", Value: testca.Seq(testca.TLV(0x1b, []byte("V7.1")), testca.Bits(3, 0x90))},
	{OID: "1.3.6.1.5.5.7.1.14", Value: testca.Seq(testca.Seq(testca.OID("1.3.6.1.5.5.7.21.1")))},
	{OID: "1.3.6.1.5.5.7.1.7", Value: testca.Seq(testca.Seq(testca.Octets([]byte{0, 1}), []byte{5, 0}))},
	{OID: "2.5.29.20", Value: testca.Int(1)},
	{OID: "2.999.1.2.3", Value: nil},
}

var furtherFaults = []fault{
	{"known extension", any0, knownExtension},
	{"known extension", any0, knownExtension},
	{"path length of any size", ca, func(d *draft, i int) {
		value := pick(d.r, power(31), power(32), power(63), power(64), power(15), power(8), big.NewInt(127),
			new(big.Int).Sub(power(31), big.NewInt(1)), new(big.Int).Sub(power(32), big.NewInt(1)), big.NewInt(0))
		d.set(i, oidBC, true, testca.Seq(testca.Bool(true), pick(d.r, number(value), number(value),
			testca.Int(-1), testca.Int(-128), testca.TLV(2), testca.TLV(2, []byte{0, 1}), testca.TLV(2, []byte{0, 0}))))
	}},
	{"path length 0 over a self-issued CA", ca, func(d *draft, i int) {
		d.set(i, oidBC, true, testca.Seq(testca.Bool(true), testca.Int(pick(d.r, int64(0), 0, 1))))
		if i > 1 {
			d.chain[i-1].Subject = d.chain[i].Subject
			d.chain[i-2].Issuer = d.chain[i].Subject
		}
	}},
	{"basic constraints with more", any0, func(d *draft, i int) {
		d.set(i, oidBC, true, pick(d.r, testca.Seq(testca.Bool(true), testca.Int(3), testca.Int(4)),
			testca.Seq(testca.TLV(1, []byte{1})), testca.Seq(testca.TLV(1, []byte{0x80})), testca.Seq(testca.TLV(1)),
			testca.Seq(testca.TLV(1, []byte{255, 255})), testca.Seq(testca.Int(1), testca.Bool(true)),
			append(testca.Seq(testca.Bool(true)), 5, 0), testca.Seq(testca.Seq(testca.Bool(true))), nil))
	}},
	{"key usage bits", any0, func(d *draft, i int) {
		d.set(i, oidKU, true, pick(d.r, testca.Bits(0, 0xa0), testca.Bits(0, 0x06), testca.Bits(0, 0x86, 0x00),
			testca.Bits(5, 0xa7), testca.Bits(1, 0x07), testca.Bits(7, 0x80, 0x80), testca.Bits(0, 0xff, 0xff, 0xff),
			testca.Bits(7, 0xff, 0x80), testca.Bits(6, 0x06, 0x40), testca.Bits(0, 0xa6, 0, 0, 0), testca.TLV(3),
			testca.Bits(8, 0x06), testca.Octets([]byte{0x06}), testca.TLV(0x23, testca.Bits(1, 0x86)),
			append(testca.Bits(1, 0x86), 0)))
	}},
	{"extended key usages down the chain", any0, func(d *draft, _ int) {
		for i := range d.chain {
			if !chance(d.r, 3) {
				d.set(i, oidEKU, false, usages(pick(d.r, purposes...)...))
			}
		}
	}},
	{"extended key usage at its edges", any0, func(d *draft, i int) {
		d.set(i, oidEKU, chance(d.r, 3), pick(d.r, testca.Seq(testca.Seq(testca.OID(serverAuth))),
			testca.OID(serverAuth),
			testca.Seq(testca.TLV(6)), testca.Seq(testca.OID(serverAuth), []byte{5, 0}), nil, testca.Seq(
				testca.TLV(6, []byte{0x80, 1})), testca.Seq(testca.OID(serverAuth), testca.OID("2.999.1")),
			testca.Set(testca.OID(serverAuth)), append(testca.Seq(testca.OID(serverAuth)), 5, 0),
			testca.Seq(testca.OID("1.3.6.1.4.1.311.10.3.3"), testca.OID(clientAuth)), testca.Seq(testca.Int(1))))
	}},
	{"policies", any0, furtherPolicies},
	{"policies", any0, furtherPolicies},
	{"policies down the chain", any0, func(d *draft, _ int) {
		for i := range d.chain {
			if !chance(d.r, 3) {
				furtherPolicies(d, i)
			}
		}
	}},
	{"constraints on every kind of name", ca, everyConstraint},
	{"constraints on every kind of name", ca, everyConstraint},
	{"constraints on every kind of name", ca, everyConstraint},
	{"constraints of two CAs", ca, func(d *draft, i int) {
		everyConstraint(d, i)
		everyConstraint(d, len(d.chain)-1)
	}},
	{"alternative names of a CA under constraints", ca, func(d *draft, i int) {
		everyConstraint(d, len(d.chain)-1)
		d.set(i, oidSAN, false, testca.Seq(pick(d.r, everyName(d)...), pick(d.r, everyName(d)...)))
	}},
	{"alternative names of every kind", leaf, func(d *draft, i int) {
		var list []byte
		for range 1 + d.r.IntN(3) {
			list = append(list, pick(d.r, everyName(d)...)...)
		}
		d.set(i, oidSAN, false, testca.Seq(list, pick(d.r, hostName(d.host), hostName(d.host), nil)))
	}},
	{"alternative names at their edges", leaf, func(d *draft, i int) {
		good := hostName(d.host)
		d.set(i, oidSAN, false, pick(d.r, testca.Seq(), nil, good, testca.Seq(testca.Seq(good)),
			append(testca.Seq(good), 5, 0),
			testca.Seq(good, []byte{5, 0}), testca.Seq(good, testca.Implicit(9, []byte("x"))), testca.Set(good),
			testca.Seq(good, testca.Implicit(10, nil)), testca.Seq(testca.Context(2, testca.TLV(0x16, []byte(d.host)))),
			testca.Seq(good, testca.Implicit(2, []byte("caf\xc3\xa9.example"))), testca.Seq(good, testca.Implicit(2, []byte{0xff})),
			testca.Seq(good, testca.Implicit(6, []byte(":"))), testca.Seq(good, testca.Implicit(6, []byte("no scheme"))),
			testca.Seq(good, testca.Implicit(1, []byte("no at"))), testca.Seq(good, testca.Implicit(8, nil)),
			testca.Seq(good, testca.Context(4)), testca.Seq(good, testca.Context(0)), testca.Seq(good, testca.Context(0,
				testca.OID("1.2.3"))), testca.Seq(good, testca.Implicit(7, make([]byte, 5)))))
	}},
	{"alternative names twice", leaf, func(d *draft, i int) {
		e := testca.Extension{OID: oidSAN, Value: testca.Seq(testca.Implicit(2, []byte("other.example")))}
		if chance(d.r, 2) {
			d.chain[i].Extensions = append([]testca.Extension{e}, d.chain[i].Extensions...)
		} else {
			d.chain[i].Extensions = append(d.chain[i].Extensions, e)
		}
	}},
	{"unknown extension twice", any0, func(d *draft, i int) {
		e := testca.Extension{OID: pick(d.r, "1.2.3.4.5", "1.3.6.1.5.5.7.1.1", "2.5.29.31"), Value: testca.Seq()}
		d.chain[i].Extensions = append(d.chain[i].Extensions, e, e)
	}},
	{"extension without value", any0, func(d *draft, i int) {
		d.chain[i].Extensions = append(d.chain[i].Extensions,
			testca.Extension{OID: pick(d.r, "1.2.3.4.5", "2.5.29.14", "2.5.29.35", "2.5.29.31")})
	}},
	{"FALSE written for criticality", any0, func(d *draft, i int) {
		e := d.chain[i].Extensions
		if len(e) > 0 {
			e = append([]testca.Extension(nil), e...)
			e[d.r.IntN(len(e))].Critical = pick(d.r, []byte{1, 1, 0}, []byte{1, 1, 1}, []byte{1, 0}, []byte{1, 2, 255,
				255})
			d.chain[i].Extensions = e
		}
	}},
	{ToTheSecond, any0, func(d *draft, i int) {
		edge := testca.UTCTime(testca.Now.UTC().Add(time.Duration(d.r.IntN(3)-1) * time.Second))
		if chance(d.r, 2) {
			d.chain[i].NotBefore = edge
		} else {
			d.chain[i].NotAfter = edge
		}
	}},
	{"time in an odd form", any0, func(d *draft, i int) {
		field := pick(d.r, &d.chain[i].NotBefore, &d.chain[i].NotAfter)
		year := "26"
		if field == &d.chain[i].NotAfter {
			year = "30"
		}
		*field = pick(d.r, testca.TLV(0x17, []byte(year+"01010000Z")), testca.TLV(0x18, []byte("20"+year+"01010000Z")),
			testca.TLV(0x18, []byte("20"+year+"0101000000Z")), testca.TLV(0x18, []byte("20"+year+"0101000000.0Z")),
			testca.TLV(0x18, []byte("20"+year+"0101000000.123Z")), testca.TLV(0x17, []byte(year+"0101000000+0100")),
			testca.TLV(0x17, []byte(year+"0101000000-0000")), testca.TLV(0x18, []byte("20"+year+"0101000000")),
			testca.TLV(0x17, []byte(year+"0101000060Z")), testca.TLV(0x17, []byte(year+"0101240000Z")),
			testca.TLV(0x17, []byte(year+"0229000000Z")), testca.TLV(0x17, []byte(year+"0100000000Z")),
			testca.TLV(0x18, []byte("00000101000000Z")), testca.TLV(0x18, []byte("19491231235959Z")),
			testca.TLV(0x17, []byte("500101000000Z")), testca.TLV(0x17, []byte("491231235959Z")),
			testca.TLV(0x17, []byte("700101000000Z")), testca.TLV(0x18, []byte("19700101000000Z")),
			testca.TLV(0x18, []byte("99991231235959Z")), testca.TLV(0x17, []byte("1"+year+"0101000000Z")),
			testca.TLV(0x17, []byte(year+"0101000000z")), testca.TLV(0x17, []byte(year+" 101000000Z")))
	}},
	{"serial number of any size", any0, func(d *draft, i int) {
		octets := func(first byte, n int) []byte {
			return testca.TLV(2, append([]byte{first}, make([]byte, n-1)...))
		}
		d.chain[i].Serial = pick(d.r, octets(1, 19), octets(1, 20), octets(0x7f, 20), octets(1, 21), octets(1, 22),
			octets(0, 1), octets(0xff, 1), octets(0xff, 2), octets(0x80, 20), octets(1, 127), octets(1, 128),
			octets(1, 300), number(power(63)), number(power(159)), number(power(160)), testca.TLV(2))
	}},
	{"name of another type", any0, oddName},
	{"name of another type", any0, oddName},
	{"name of another type", any0, oddName},
	{"issuer without name", leaf, func(d *draft, i int) { d.chain[i].Issuer = testca.Seq() }},
	{"empty subject", any0, func(d *draft, i int) {
		d.rename(i, testca.Seq())
		if chance(d.r, 2) {
			d.set(i, oidSAN, true, testca.Seq(hostName(d.host)))
		}
	}},
	{"signed in a way of its own", any0, func(d *draft, i int) { d.weak(i) }},
	{"key of another kind", ca, func(d *draft, i int) { d.rekey(i, pick(d.r, caKeys...)) }},
	{"key identifiers", any0, func(d *draft, i int) {
		value := pick(d.r, testca.Octets(nil), testca.Octets(make([]byte, 64)), testca.Octets([]byte{1}),
			testca.Seq(), testca.TLV(0x24, testca.Octets([]byte{1, 2})), nil, append(testca.Octets([]byte{1}), 0))
		d.set(i, oidSKI, chance(d.r, 4), value)
	}},
	{"authority key identifier", any0, func(d *draft, i int) {
		up := d.chain[min(i+1, len(d.chain)-1)]
		id, name, serial := testca.Implicit(0, up.Key.KeyID()), testca.Context(1, testca.Context(4, up.Issuer)),
			append([]byte{0x82}, up.Serial[1:]...)
		d.set(i, oidAKI, false, pick(d.r, testca.Seq(), testca.Seq(name), testca.Seq(serial), testca.Seq(name, serial),
			testca.Seq(id, name, serial), testca.Seq(id, name), testca.Seq(id, serial), testca.Seq(serial, name, id),
			testca.Seq(testca.Implicit(0, nil)), testca.Seq(testca.Implicit(0, []byte("another"))),
			testca.Seq(id, testca.Context(1), serial), testca.Seq(name, testca.Implicit(2, []byte{0x7e})),
			testca.Seq(testca.Context(1, testca.Implicit(2, []byte("a.example"))), serial), testca.Seq(id, id),
			testca.Seq(id, testca.Implicit(3, []byte{1}))))
	}},
	{"unique identifiers", any0, func(d *draft, i int) {
		d.chain[i].UniqueIDs = pick(d.r, testca.Bits2(1), testca.Bits2(2), append(testca.Bits2(1), testca.Bits2(2)...))
		if chance(d.r, 3) {
			d.chain[i].Version = testca.Context(0, testca.Int(1))
		}
	}},
	{"version 2 with extensions", any0, func(d *draft, i int) { d.chain[i].Version = testca.Context(0, testca.Int(1)) }},
	{"version 1 with extensions", any0, func(d *draft, i int) { d.chain[i].Version = nil }},
	{"version 1, written", any0, func(d *draft, i int) {
		d.chain[i].Version, d.chain[i].Extensions, d.chain[i].NoList = testca.Context(0, testca.Int(0)), nil, true
	}},
}

// weak binds certificate i's signature algorithm to another identifier than it is made with, inside and outside.
func (d *draft) weak(i int) {
	id := pick(d.r, testca.Seq(testca.OID("1.2.840.10045.4.3.2"), []byte{5, 0}), testca.Seq(testca.OID("1.2.840.10045.4.3.2")),
		testca.Seq(testca.OID("1.2.840.10045.4.3.2"), testca.Seq()), testca.Seq(testca.OID("1.2.840.10045.4.3.3")),
		testca.Seq(testca.OID("1.2.840.113549.1.1.11")), testca.Seq(testca.OID("1.2.840.113549.1.1.11"), []byte{5, 0}),
		testca.Seq(testca.OID("1.2.840.113549.1.1.5"), []byte{5, 0}), testca.Seq(testca.OID("1.3.101.112"), []byte{5, 0}),
		testca.Seq(testca.OID("1.3.101.113")), testca.Seq(testca.OID("1.2.3.4")), testca.Seq(testca.OID("1.2.840.113549.1.1.2"),
			[]byte{5, 0}), testca.Seq(testca.OID("1.2.840.113549.1.1.10")), testca.Seq(testca.OID("2.16.840.1.101.3.4.3.18")),
		testca.Seq(testca.OID("1.2.156.10197.1.501")), testca.Seq(testca.OID("1.2.840.10040.4.3")))
	d.chain[i].InnerAlg = id
	if chance(d.r, 4) {
		d.chain[i].OuterAlg = testca.Seq(testca.OID("1.2.840.10045.4.3.2"))
	}
}

func knownExtension(d *draft, i int) {
	e := pick(d.r, criticals...)
	if !chance(d.r, 3) {
		e.Critical = testca.Critical()
	}
	if d.chain[i].Extension(e.OID) != nil && chance(d.r, 2) {
		return
	}
	d.chain[i].Put(e)
}

// furtherPolicies writes policies with qualifiers, twice, mapped, inhibited, or malformed.
func furtherPolicies(d *draft, i int) {
	r := d.r
	policy := func(oid string, qualifiers ...[]byte) []byte {
		if len(qualifiers) == 0 {
			return testca.Seq(testca.OID(oid))
		}
		return testca.Seq(testca.OID(oid), testca.Seq(qualifiers...))
	}
	cps := testca.Seq(testca.OID("1.3.6.1.5.5.7.2.1"), testca.TLV(0x16, []byte("http://cps.example/")))
	notice := testca.Seq(testca.OID("1.3.6.1.5.5.7.2.2"), testca.Seq(testca.UTF8("read this")))
	const any, one, two, three = "2.5.29.32.0", "1.2.3.4.1", "1.2.3.4.2", "2.23.140.1.2.1"
	pair := func(a, b string) []byte { return testca.Seq(testca.OID(a), testca.OID(b)) }
	skip := func(tag byte, n int64) []byte { return append([]byte{0x80 | tag}, testca.Int(n)[1:]...) }
	switch r.IntN(6) {
	case 0, 1:
		d.set(i, "2.5.29.32", chance(r, 2), testca.Seq(pick(r, policy(one, cps), policy(one, notice), policy(any, cps),
			policy(three), append(policy(one), policy(one)...), append(policy(one), policy(two)...), policy(any),
			append(policy(any), policy(any)...), policy(one, testca.Seq(testca.OID("1.2.3"), testca.Int(1))), testca.OID(one),
			testca.Seq(), testca.Seq(testca.OID(one), testca.Seq()), nil)))
	case 2:
		d.set(i, "2.5.29.36", true, pick(r, testca.Seq(skip(0, 0)), testca.Seq(skip(0, 0)), testca.Seq(skip(0, 1)),
			testca.Seq(skip(1, 0)), testca.Seq(skip(0, 0), skip(1, 0)), testca.Seq(skip(1, 0), skip(0, 0)),
			testca.Seq(),
			testca.Seq(skip(0, -1)), testca.Seq(skip(0, 1<<31)), testca.Seq(skip(0, 1<<62)),
			testca.Seq(testca.Context(0,
				testca.Int(0))), testca.Seq(testca.Implicit(0, nil)), testca.Seq(skip(2, 0)), testca.Int(0)))
	case 3:
		d.set(i, "2.5.29.54", true, pick(r, testca.Int(0), testca.Int(0), testca.Int(1), testca.Int(-1), testca.Int(1<<40),
			testca.TLV(2), testca.Seq(testca.Int(0)), testca.TLV(2, []byte{0, 0})))
	case 4:
		d.set(i, "2.5.29.33", true, testca.Seq(pick(r, pair(one, two), pair(two, one), pair(any, one), pair(one, any),
			append(pair(one, two), pair(one, three)...), nil, testca.Seq(testca.OID(one)), pair(one, one))))
	case 5:
		d.set(i, "2.5.29.32", false, testca.Seq(policy(one)))
		if i > 0 {
			d.set(i, "2.5.29.33", true, testca.Seq(pair(one, two)))
			d.set(i-1, "2.5.29.32", false, testca.Seq(policy(pick(r, one, two, any))))
		}
	}
}

// everyName are general names of every type, of which everyConstraint's bases know some.
func everyName(d *draft) [][]byte {
	upn := testca.Context(0, testca.OID("1.3.6.1.4.1.311.20.2.3"), testca.Context(0, testca.UTF8("user@example.com")))
	srv := testca.Context(0, testca.OID("1.3.6.1.5.5.7.8.7"), testca.Context(0, testca.TLV(0x16, []byte("_ldap.example.com"))))
	smtp := testca.Context(0, testca.OID("1.3.6.1.5.5.7.8.9"), testca.Context(0, testca.UTF8("ü@example.com")))
	return [][]byte{hostName(d.host), testca.Implicit(1, []byte("user@example.com")), testca.Implicit(1,
		[]byte("User@EXAMPLE.com")), testca.Implicit(1, []byte("\"a b\"@example.com")), testca.Implicit(1,
		[]byte("u@sub.example.com")), testca.Implicit(1, []byte("@example.com")), testca.Implicit(1, []byte("example.com")),
		testca.Implicit(1, nil), testca.Implicit(6, []byte("https://www.example.com/")), testca.Implicit(6,
			[]byte("https://user@www.example.com:8443/x?y#z")), testca.Implicit(6, []byte("https://192.0.2.1/")),
		testca.Implicit(6, []byte("https://[2001:db8::1]/")), testca.Implicit(6, []byte("urn:uuid:1")),
		testca.Implicit(6, []byte("ldap:///cn=x")), testca.Implicit(6, []byte("//example.com/x")), testca.Implicit(6, nil),
		testca.Implicit(6, []byte("HTTPS://WWW.EXAMPLE.COM")), testca.Implicit(6, []byte("https://www.example.com.")),
		testca.Context(4, testca.Name("host")), testca.Context(4, d.chain[0].Subject), testca.Context(4,
			testca.Seq(testca.RDN("2.5.4.6", testca.UTF8("xx")), testca.RDN("2.5.4.10", testca.Printable("TEST")))),
		testca.Implicit(8, []byte{0x2a, 3}), testca.Implicit(8, []byte{0x2a, 4}), upn, srv, smtp, testca.Implicit(7,
			[]byte{192, 0, 2, 1}), testca.Implicit(7, append([]byte{0x20, 1, 0xd, 0xb8}, make([]byte, 12)...)),
		testca.Implicit(2, []byte("www.example.com")), testca.Implicit(2, []byte("WWW.Example.COM")), testca.Implicit(2,
			[]byte("*.example.com")), testca.Implicit(2, []byte("xexample.com")), testca.Implicit(2, []byte("example.com.")),
		testca.Context(3, testca.Seq()), testca.Context(5, testca.Context(1, testca.UTF8("party"))),
	}
}

// everyConstraint writes constraints of every type of name, with names under it that fit some.
func everyConstraint(d *draft, i int) {
	r := d.r
	name := func(tag byte, s string) []byte { return testca.Implicit(tag, []byte(s)) }
	bases := [][]byte{
		name(1, "example.com"), name(1, ".example.com"), name(1, "user@example.com"), name(1, "USER@example.com"), name(1, ""),
		name(1, "@example.com"), name(1, "a@b@c"), name(6, "example.com"), name(6, ".example.com"), name(6, "www.example.com"),
		name(6, ""), name(6, "."), name(6, "https://example.com/"), name(6, "192.0.2.1"), name(6, "EXAMPLE.com"),
		name(2, "example.com"), name(2, ".example.com"), name(2, ""), name(2, "EXAMPLE.COM"), name(2, "com"), name(2, "*.example.com"),
		name(2, "example.com."), name(2, "."), name(2, d.host), name(2, "localhost"), name(2, "ocalhost"),
		testca.Context(4, testca.Seq()), testca.Context(4, testca.Seq(testca.RDN("2.5.4.6", testca.Printable("XX")))),
		testca.Context(4, testca.Seq(testca.RDN("2.5.4.6", testca.Printable("xx")))), testca.Context(4, testca.Seq(
			testca.RDN("2.5.4.6", testca.Printable("XX")), testca.RDN("2.5.4.10", testca.Printable("Test")))),
		testca.Context(4, testca.Seq(testca.RDN("2.5.4.6", testca.Printable("XX")), testca.RDN("2.5.4.10",
			testca.UTF8("  test ")))), testca.Context(4, testca.Seq(testca.RDN("2.5.4.10", testca.UTF8("Test")))),
		testca.Context(4, d.chain[0].Subject), testca.Context(4, d.chain[i].Subject), testca.Implicit(8,
			[]byte{0x2a, 3}),
		testca.Implicit(8, []byte{0x2a, 4}), testca.Context(0, testca.OID("1.3.6.1.4.1.311.20.2.3"),
			testca.Context(0, testca.UTF8("example.com"))), testca.Context(3, testca.Seq()), testca.Context(5,
			testca.Context(1, testca.UTF8("party"))), testca.Implicit(7, []byte{192, 0, 2, 0, 255, 255, 255, 0}),
		testca.Implicit(7, []byte{127, 0, 0, 0, 255, 0, 0, 0}), testca.Implicit(7, make([]byte, 32)), testca.Implicit(7,
			make([]byte, 8)), testca.Implicit(7, []byte{127, 0, 0, 1, 0, 0, 0, 255}), testca.Implicit(7, make([]byte,
			16)),
		testca.Implicit(7, []byte{127, 0, 0, 1, 255, 255, 255, 254}), testca.Implicit(9, []byte("x")),
	}
	trees := func() (out []byte) {
		for range pick(r, 1, 1, 1, 2, 4) {
			base := append([]byte{}, pick(r, bases...)...)
			switch r.IntN(30) {
			case 0:
				base = append(base, testca.Implicit(0, []byte{0})...)
			case 1:
				base = append(base, testca.Implicit(1, []byte{0})...)
			case 2:
				base = append(base, pick(r, []byte{5, 0}, testca.Implicit(0, []byte{1}))...)
			}
			out = append(out, testca.Seq(base)...)
		}
		return out
	}
	permitted, excluded := testca.Context(0, trees()), testca.Context(1, trees())
	d.set(i, oidNC, true, testca.Seq(pick(r, permitted, permitted, excluded, excluded, append(permitted, excluded...),
		append(permitted, excluded...), append(excluded, permitted...), testca.Context(0), testca.Context(1),
		append(testca.Context(0), excluded...), append(permitted, testca.Context(2, trees())...), nil)))
	switch r.IntN(3) {
	case 0:
		d.set(0, oidSAN, false, testca.Seq(pick(r, everyName(d)...), pick(r, everyName(d)...), pick(r,
			hostName(d.host), nil)))
	case 1:
		mail := pick(r, testca.TLV(0x16, []byte("user@example.com")), testca.UTF8("user@EXAMPLE.com"), testca.UTF8("x"))
		d.chain[0].Subject = testca.Seq(testca.RDN("2.5.4.6", pick(r, testca.Printable("XX"), testca.UTF8("xx"))),
			testca.RDN("2.5.4.10", pick(r, testca.Printable("Test"), testca.UTF8("TEST"))),
			testca.RDN("2.5.4.3", testca.UTF8(pick(r, d.host, "www.example.com", "no host"))),
			pick(r, testca.RDN("1.2.840.113549.1.9.1", mail), nil))
		if chance(r, 3) {
			d.drop(0, oidSAN)
		}
	}
}

// oddName gives certificate i a subject of other string types, attributes and shapes.
func oddName(d *draft, i int) {
	r, rdn := d.r, testca.RDN
	attribute := func(oid string, v []byte) []byte { return testca.Seq(testca.OID(oid), v) }
	cn := "CA " + string(rune('0'+i))
	if i == 0 {
		cn = d.host
	}
	wide := func(tag byte, size int) []byte {
		var out []byte
		for _, c := range []byte(cn) {
			out = append(append(out, make([]byte, size-1)...), c)
		}
		return testca.TLV(tag, out)
	}
	value := pick(r, wide(0x1e, 2), wide(0x1c, 4), testca.TLV(0x14, []byte(cn)), testca.TLV(0x16, []byte(cn)),
		testca.TLV(0x1a, []byte(cn)), testca.TLV(0x12, []byte("12 34")), testca.TLV(0x12, []byte("x")), testca.TLV(0x14,
			[]byte("caf\xe9")), testca.TLV(0x16, []byte("caf\xe9")), testca.UTF8("caf\xe9"), testca.UTF8("caf\u00e9"),
		testca.UTF8("\u4e2d\u6587"), testca.UTF8("\U0001f512"), testca.UTF8(cn+"\x00.evil"), testca.Printable("a@b*c_d"),
		testca.Printable(cn+"\x00"), testca.UTF8(""), testca.Printable(""), testca.UTF8(strings.Repeat("x", 65)),
		testca.UTF8(strings.Repeat("y", 300)), testca.TLV(0x1e, []byte{0, 'a', 0}), testca.TLV(0x1e, []byte{0xd8, 0,
			0, 'a'}),
		testca.TLV(0x1c, []byte{0, 0, 'a'}), testca.TLV(0x1c, []byte{0, 0x11, 0, 0}), testca.TLV(0x19, []byte("g")),
		testca.TLV(0x1b, []byte("general")), testca.TLV(0x15, []byte("video")), testca.Int(5), []byte{5, 0}, testca.Octets(
			[]byte("x")), testca.Bits(0, 1), testca.Seq(testca.UTF8("x")), testca.OID("1.2.3"), testca.Bool(true),
		testca.UTF8(" "+cn+" "), testca.UTF8("\u202e"+cn), testca.UTF8("cafe\u0301"), testca.UTF8("#abcd,+\"\\<>;="),
		testca.TLV(0x1e), testca.TLV(0x17, []byte("260101000000Z")))
	common := rdn("2.5.4.3", value)
	country, org := rdn("2.5.4.6", testca.Printable("XX")), rdn("2.5.4.10", testca.UTF8("Test"))
	shapes := [][]byte{
		testca.Seq(country, org, common), testca.Seq(country, org, common), testca.Seq(common),
		testca.Seq(testca.Set(attribute("2.5.4.10", testca.UTF8("Test")), attribute("2.5.4.3", value))),
		testca.Seq(testca.Set(attribute("2.5.4.3", testca.UTF8(cn)), attribute("2.5.4.6", testca.Printable("XX")),
			attribute("2.5.4.10", testca.UTF8("Test")))),
		testca.Seq(country, testca.Set(attribute("2.5.4.11", testca.UTF8("a")), attribute("2.5.4.11", testca.UTF8("a"))), common),
		testca.Seq(testca.Set(), common), testca.Seq(country, rdn("2.5.4.3", testca.UTF8("first")), common),
		testca.Seq(rdn("0.9.2342.19200300.100.1.25", testca.TLV(0x16, []byte("example"))), common),
		testca.Seq(rdn("0.9.2342.19200300.100.1.1", testca.UTF8("uid")), common),
		testca.Seq(rdn("1.2.840.113549.1.9.1", testca.TLV(0x16, []byte("ca@example.com"))), common),
		testca.Seq(rdn("1.2.840.113549.1.9.1", testca.UTF8("caf\u00e9@example.com")), common),
		testca.Seq(rdn("2.5.4.5", testca.Printable("12345")), rdn("2.5.4.97", testca.UTF8("VATDE-1")), common),
		testca.Seq(rdn("1.2.3.4.5.6", value), common), testca.Seq(rdn("2.5.4.12", value), rdn("2.5.4.46", value)),
		testca.Seq(rdn("2.5.4.6", testca.UTF8("Germany")), common), testca.Seq(rdn("2.5.4.6", testca.Printable("d")), common),
		testca.Seq(rdn("1.3.6.1.4.1.311.60.2.1.3", testca.Printable("DE")), rdn("2.5.4.15", testca.UTF8("Private")), common),
		testca.Seq(rdn("2.5.4.4", testca.UTF8("Sur")), rdn("2.5.4.42", testca.UTF8("Given")), rdn("2.5.4.9", value), common),
		testca.Seq(testca.Seq(attribute("2.5.4.3", value))), testca.Seq(testca.Set(testca.Seq(testca.OID("2.5.4.3")))),
		testca.Set(testca.Set(attribute("2.5.4.3", value))),
		testca.Seq(testca.Set(testca.Seq(testca.OID("2.5.4.3"), value, []byte{5, 0}))),
	}
	name := pick(r, shapes...)
	if chance(r, 6) { // only what was issued says so
		if i > 0 {
			d.chain[i-1].Issuer = name
		}
		return
	}
	d.rename(i, name)
}
