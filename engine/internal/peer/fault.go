package peer

import (
	"strings"

	"x509strict/engine/internal/testca"
)

// place is which certificates of a chain a fault is for.
type place int

const (
	any0 place = iota // any
	leaf
	ca
)

// fault changes certificate i of a draft. Everything that it writes is well formed, unless its name says otherwise.
type fault struct {
	name  string
	where place
	put   func(d *draft, i int)
}

const (
	oidBC, oidKU, oidEKU, oidSAN = "2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.17"
	oidNC, oidSKI, oidAKI        = "2.5.29.30", "2.5.29.14", "2.5.29.35"
)

// wilds are testca's faults: they write nonsense too.
var wilds = []string{"usage", "extended-usage", "basic", "key-ids", "authority-key-id", "alt-names", "constraints",
	"criticality", "repeat", "garble", "garble", "order", "times", "version", "serial", "names", "names",
	"common-names", "algorithm-ids", "keys", "bad-signature", "netscape", "distribution", "mutate", "mutate",
	"mutate-whole", "empty-extensions", "self-issued", "same-name", "unknown-extension", "unique-ids",
	"explicit-curve"}

// put is an extension with the usual criticality turned round once in four times.
func (d *draft) set(i int, oid string, usuallyCritical bool, value []byte) {
	e := testca.Extension{OID: oid, Value: value}
	if usuallyCritical != chance(d.r, 4) {
		e.Critical = testca.Critical()
	}
	d.chain[i].Put(e)
}

func (d *draft) drop(i int, oids ...string) {
	for _, oid := range oids {
		d.chain[i].Drop(oid)
	}
}

func usages(oids ...string) []byte {
	var list []byte
	for _, o := range oids {
		list = append(list, testca.OID(o)...)
	}
	return testca.Seq(list)
}

const serverAuth, clientAuth, anyEKU = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0"

// purposes are extended key usages, good and bad for a server.
var purposes = [][]string{{serverAuth}, {clientAuth}, {clientAuth}, {serverAuth, clientAuth}, {anyEKU}, {anyEKU},
	{clientAuth, anyEKU}, {"1.3.6.1.5.5.7.3.9"}, {"1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4"},
	{"1.3.6.1.4.1.311.10.3.3"}, {"2.16.840.1.113730.4.1"}, {"1.3.6.1.5.5.7.3.17"}, {}, {serverAuth, serverAuth},
	{"1.2.3.4.5.6.7"}, {clientAuth, "1.2.3.4", serverAuth}}

var faults = []fault{
	{"basic constraints absent", ca, func(d *draft, i int) { d.drop(i, oidBC) }},
	{"basic constraints absent", any0, func(d *draft, i int) { d.drop(i, oidBC) }},
	{"no CA", ca, func(d *draft, i int) { d.set(i, oidBC, true, testca.Seq()) }},
	{"CA", leaf, func(d *draft, i int) { d.set(i, oidBC, true, testca.Seq(testca.Bool(true))) }},
	{"CA with keyCertSign", leaf, func(d *draft, i int) {
		d.set(i, oidBC, true, testca.Seq(testca.Bool(true)))
		d.set(i, oidKU, true, pick(d.r, testca.Bits(2, 0x84), testca.Bits(1, 0x06), testca.Bits(1, 0xa6)))
	}},
	{"path length", ca, func(d *draft, i int) {
		d.set(i, oidBC, true, testca.Seq(testca.Bool(true), testca.Int(pick(d.r, int64(0), 0, 0, 1, 1, 2, 7, 200))))
	}},
	{"path length of no CA", any0, func(d *draft, i int) {
		d.set(i, oidBC, true, testca.Seq(pick(d.r, nil, testca.Bool(false)), testca.Int(pick(d.r, int64(0), 1))))
	}},
	{"basic constraints not critical", ca, func(d *draft, i int) {
		d.chain[i].Put(testca.Extension{OID: oidBC, Value: testca.Seq(testca.Bool(true))})
	}},
	{"FALSE is written", leaf, func(d *draft, i int) { d.set(i, oidBC, true, testca.Seq(testca.Bool(false))) }},
	{"key usage absent", any0, func(d *draft, i int) { d.drop(i, oidKU) }},
	{"key usage of a CA", ca, func(d *draft, i int) {
		d.set(i, oidKU, true, pick(d.r, testca.Bits(1, 0x02), testca.Bits(7, 0x80), testca.Bits(5, 0xa0),
			testca.Bits(2, 0x04), testca.Bits(1, 0x86), testca.Bits(0, 0), testca.Bits(0)))
	}},
	{"key usage of a leaf", leaf, func(d *draft, i int) {
		d.set(i, oidKU, true, pick(d.r, testca.Bits(5, 0x20), testca.Bits(3, 0x08), testca.Bits(7, 0x80),
			testca.Bits(6, 0x40), testca.Bits(2, 0x84), testca.Bits(1, 0x06), testca.Bits(4, 0x30), testca.Bits(0),
			testca.Bits(4, 0x10), testca.Bits(7, 0x00, 0x80), testca.Bits(2, 0x04)))
	}},
	{"extended key usage", leaf, func(d *draft, i int) {
		d.set(i, oidEKU, false, usages(pick(d.r, purposes...)...))
	}},
	{"extended key usage absent", leaf, func(d *draft, i int) { d.drop(i, oidEKU) }},
	{"extended key usage of a CA", ca, func(d *draft, i int) {
		d.set(i, oidEKU, false, usages(pick(d.r, purposes...)...))
	}},
	{"no alternative names", leaf, func(d *draft, i int) { d.drop(i, oidSAN) }},
	{"alternative names", leaf, altNames},
	{"alternative names", leaf, altNames},
	{"alternative names of a CA", ca, altNames},
	{"common name only", leaf, func(d *draft, i int) {
		d.drop(i, oidSAN)
		d.chain[i].Subject = testca.Name(pick(d.r, d.host, "other.example", strings.ToUpper(d.host), "*.example.com"))
	}},
	{"empty subject", leaf, func(d *draft, i int) {
		d.chain[i].Subject = testca.Seq()
		d.set(i, oidSAN, true, testca.Seq(hostName(d.host)))
	}},
	{"empty subject", ca, func(d *draft, i int) { d.rename(i, testca.Seq()) }},
	{"name constraints", ca, nameConstraints},
	{"name constraints", ca, nameConstraints},
	{"name constraints", ca, nameConstraints},
	{"name constraints of a leaf", leaf, nameConstraints},
	{"key identifiers", any0, func(d *draft, i int) { testca.Apply(d.r, "key-ids", d.chain, i) }},
	{"authority key identifier", any0, func(d *draft, i int) { testca.Apply(d.r, "authority-key-id", d.chain, i) }},
	{"unknown critical extension", any0, func(d *draft, i int) {
		d.chain[i].Extensions = append(d.chain[i].Extensions,
			testca.Extension{OID: pick(d.r, unknownOIDs...), Critical: testca.Critical(), Value: pick(d.r,
				[]byte{5, 0}, testca.Seq(testca.OID("1.2.3")), testca.UTF8("x"))})
	}},
	{"policy extension", any0, policies},
	{"extension twice", any0, func(d *draft, i int) {
		e := d.chain[i].Extensions
		if len(e) > 0 {
			d.chain[i].Extensions = append(e, pick(d.r, e...))
		}
	}},
	{"expired", any0, func(d *draft, i int) {
		d.chain[i].NotAfter = testca.UTCTime(testca.Now.AddDate(0, 0, -1-d.r.IntN(300)))
	}},
	{"not yet valid", any0, func(d *draft, i int) {
		d.chain[i].NotBefore = testca.UTCTime(testca.Now.AddDate(0, 0, 30+d.r.IntN(300)))
	}},
	{"times reversed", any0, func(d *draft, i int) {
		d.chain[i].NotBefore, d.chain[i].NotAfter = d.chain[i].NotAfter, d.chain[i].NotBefore
	}},
	{"times as GeneralizedTime", any0, func(d *draft, i int) {
		d.chain[i].NotBefore = testca.GeneralizedTime(testca.Now.AddDate(-1, 0, 0))
		d.chain[i].NotAfter = testca.GeneralizedTime(testca.Now.AddDate(pick(d.r, 1, 40, 900), 0, 0))
	}},
	{"lasts long", any0, func(d *draft, i int) {
		d.chain[i].NotAfter = pick(d.r, testca.GeneralizedTime(testca.Now.AddDate(100, 0, 0)),
			testca.TLV(0x18, []byte("99991231235959Z")), testca.UTCTime(testca.Now.AddDate(20, 0, 0)))
	}},
	{"odd times", any0, func(d *draft, i int) { testca.Apply(d.r, "times", d.chain, i) }},
	{"version 1", any0, func(d *draft, i int) {
		d.chain[i].Version, d.chain[i].Extensions, d.chain[i].NoList = nil, nil, true
	}},
	{"version", any0, func(d *draft, i int) { testca.Apply(d.r, "version", d.chain, i) }},
	{"serial number", any0, func(d *draft, i int) { testca.Apply(d.r, "serial", d.chain, i) }},
	{"name in another spelling", ca, respell},
	{"name in another spelling", ca, respell},
	{"name in another string type", ca, respell},
	{"odd subject", any0, func(d *draft, i int) { testca.Apply(d.r, "names", d.chain, i) }},
	{"algorithm identifiers differ", any0, func(d *draft, i int) {
		testca.Apply(d.r, "algorithm-ids", d.chain, i)
	}},
	{"signature wrong", any0, func(d *draft, i int) { d.chain[i].BadSign = true }},
	{"self-issued", ca, func(d *draft, i int) { testca.Apply(d.r, "self-issued", d.chain, i) }},
	{"same key as its issuer", any0, func(d *draft, i int) {
		if i+1 < len(d.chain) {
			d.rekey(i, d.keys[i+1])
		}
	}},
	{"weak key", any0, func(d *draft, i int) { d.rekey(i, "rsa1024") }},
	{"no extensions", any0, func(d *draft, i int) { testca.Apply(d.r, "empty-extensions", d.chain, i) }},
	{"BER or damage", any0, func(d *draft, i int) { testca.Apply(d.r, "mutate", d.chain, i) }},
	{"bytes behind the certificate", any0, func(d *draft, i int) {
		d.chain[i].After = func(der []byte) []byte { return append(der, pick[byte](d.r, 0, 5, 0x30)) }
	}},
}

var unknownOIDs = []string{"1.2.3.4.5", "1.3.6.1.4.1.99999.1", "2.5.29.99", "1.3.6.1.5.5.7.1.3",
	"1.3.6.1.5.5.7.1.24", "1.3.6.1.4.1.11129.2.4.3", "1.3.6.1.5.5.7.1.1"}

// rename gives CA i another subject, which what it issued names too.
func (d *draft) rename(i int, name []byte) {
	d.chain[i].Subject = name
	if i > 0 {
		d.chain[i-1].Issuer = name
	}
	if i == len(d.chain)-1 {
		d.chain[i].Issuer = name
	}
}

// rekey gives certificate i another key, and renews the identifiers.
func (d *draft) rekey(i int, key string) {
	if i == 0 && (strings.HasPrefix(key, "p224") || key == "rsa512" || key == "rsa768") {
		return
	}
	c := d.chain[i]
	d.keys[i] = key
	c.SetKey(testca.Named(key))
	if c.Extension(oidSKI) != nil {
		c.Put(testca.Extension{OID: oidSKI, Value: testca.Octets(c.Key.KeyID())})
	}
	under := i - 1
	if i == len(d.chain)-1 {
		under = i
	}
	for ; under >= max(i-1, 0); under-- {
		if d.chain[under].Extension(oidAKI) != nil {
			d.chain[under].Put(testca.Extension{OID: oidAKI, Value: testca.Seq(testca.Implicit(0, c.Key.KeyID()))})
		}
	}
}
