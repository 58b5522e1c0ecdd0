package peer

import (
	"strings"

	"x509strict/engine/internal/testca"
)

// twin is certificate i of the chain with something changed, signed by its issuer or by signer.
func (d *draft) twin(i int, signer *testca.Key, change func(*testca.Certificate)) []byte {
	one := *d.chain[i]
	one.Extensions = append([]testca.Extension(nil), one.Extensions...)
	change(&one)
	if signer == nil {
		signer = d.issuerKey(i)
		if i == len(d.chain)-1 {
			signer = one.Key
		}
	}
	return one.SignWay(d.r, signer, 0)
}

// change is what makes a twin worse than, or another than, its original.
type change struct {
	name string
	put  func(d *draft, c *testca.Certificate)
}

func put(oid string, critical bool, value []byte) func(*draft, *testca.Certificate) {
	e := testca.Extension{OID: oid, Value: value}
	if critical {
		e.Critical = testca.Critical()
	}
	return func(_ *draft, c *testca.Certificate) { c.Put(e) }
}

var changes = []change{
	{"expired", func(_ *draft, c *testca.Certificate) { c.NotAfter = testca.UTCTime(testca.Now.AddDate(0, -1, 0)) }},
	{"not yet valid", func(_ *draft, c *testca.Certificate) { c.NotBefore = testca.UTCTime(testca.Now.AddDate(0, 1, 0)) }},
	{"valid longer", func(_ *draft, c *testca.Certificate) { c.NotAfter = testca.UTCTime(testca.Now.AddDate(9, 0, 0)) }},
	{"with another key", func(d *draft, c *testca.Certificate) {
		c.SetKey(testca.Named(pick(d.r, "p256-5", "p384-1", "rsa2048", "ed25519-1")))
		switch d.r.IntN(3) {
		case 0:
			c.Put(testca.Extension{OID: oidSKI, Value: testca.Octets(c.Key.KeyID())})
		case 1:
			c.Drop(oidSKI)
		}
	}},
	{"no CA", put(oidBC, true, testca.Seq())},
	{"without basic constraints", func(_ *draft, c *testca.Certificate) { c.Drop(oidBC) }},
	{"path length 0", put(oidBC, true, testca.Seq(testca.Bool(true), testca.Int(0)))},
	{"without keyCertSign", put(oidKU, true, testca.Bits(7, 0x80))},
	{"for clients", put(oidEKU, false, usages(clientAuth))},
	{"for servers", put(oidEKU, false, usages(serverAuth))},
	{"for other names", put(oidNC, true, testca.Seq(testca.Context(0, testca.Seq(testca.Implicit(2, []byte("other.example"))))))},
	{"with a critical extension", put("1.2.3.4.5", true, []byte{5, 0})},
	{"with a bad signature", func(_ *draft, c *testca.Certificate) { c.BadSign = true }},
	{"version 1", func(_ *draft, c *testca.Certificate) { c.Version, c.Extensions, c.NoList = nil, nil, true }},
	{"another serial number", func(_ *draft, c *testca.Certificate) { c.Serial = testca.Int(77) }},
	{"without key identifiers", func(_ *draft, c *testca.Certificate) { c.Drop(oidSKI); c.Drop(oidAKI) }},
	{"with the authority's serial number", func(d *draft, c *testca.Certificate) {
		up := d.chain[len(d.chain)-1]
		c.Put(testca.Extension{OID: oidAKI, Value: testca.Seq(testca.Context(1, testca.Context(4, up.Issuer)),
			append([]byte{0x82}, up.Serial[1:]...))})
	}},
	{"explicit policy", put("2.5.29.36", true, testca.Seq(testca.Implicit(0, []byte{0})))},
	{"malformed", func(_ *draft, c *testca.Certificate) { c.Put(testca.Extension{OID: oidKU, Value: []byte{5, 0}}) }},
}

// paths deals the chain so that there are several ways to build one: twins of its certificates, crosses by a second
// root, loops, anchors below the root.
func (d *draft) paths(id string) *Case {
	r := d.r
	c := &Case{ID: id, Host: d.host, Time: testca.Now.UTC(), Key: d.keys[0]}
	written := make([][]byte, len(d.chain))
	for i, one := range d.chain {
		written[i] = one.SignWay(r, d.issuerKey(i), 0)
	}
	top := len(written) - 1
	c.Sent = append(c.Sent, written[:max(top, 1)]...)
	c.CA = [][]byte{written[top]}
	add := func(list *[][]byte, from int, one []byte) {
		at := from + r.IntN(len(*list)+1-from)
		*list = append((*list)[:at:at], append([][]byte{one}, (*list)[at:]...)...)
	}
	place := func(one []byte) string {
		if chance(r, 2) {
			add(&c.CA, 0, one)
			return " is trusted"
		}
		add(&c.Sent, 1, one)
		return " is sent"
	}
	other := testca.NewWith(testca.Named("p256-5"), testca.CA, "Other root", nil)
	byOther := func(i int) []byte {
		return d.twin(i, other.Key, func(x *testca.Certificate) {
			x.Issuer = other.Subject
			x.Put(testca.Extension{OID: oidAKI, Value: testca.Seq(testca.Implicit(0, other.Key.KeyID()))})
			if chance(r, 3) {
				one := pick(r, changes...)
				d.note("cross " + one.name)
				one.put(d, x)
			}
		})
	}
	switch r.IntN(9) {
	case 0:
		d.note("root crossed by a second root, which alone is trusted")
		c.Sent = append(c.Sent, byOther(top))
		c.CA = [][]byte{other.SignWay(r, other.Key, 0)}
	case 1:
		d.note("an intermediate crossed by a second root, both roots trusted")
		c.Sent = append(c.Sent, byOther(min(1, top)))
		c.CA = append(c.CA, other.SignWay(r, other.Key, 0))
	case 2:
		d.note("an intermediate crossed by a second root, that alone trusted")
		add(&c.Sent, 1, byOther(min(1, top)))
		c.CA = [][]byte{other.SignWay(r, other.Key, 0)}
	case 3:
		d.note("roots that cross each other")
		back := *other
		back.Issuer = d.chain[top].Subject
		c.Sent = append(c.Sent, byOther(top), back.SignWay(r, d.chain[top].Key, 0))
		if chance(r, 2) {
			c.CA = [][]byte{testca.NewWith(testca.Named("p256-4"), testca.CA, "Third root", nil).SignWay(r,
				testca.Named("p256-4"), 0)}
		}
	case 4:
		d.note("anchor below the root")
		c.CA = [][]byte{written[r.IntN(len(written))]}
	case 5:
		one := pick(r, changes...)
		d.note("anchor is a twin: " + one.name)
		c.CA = [][]byte{d.twin(r.IntN(len(d.chain)), nil, func(x *testca.Certificate) { one.put(d, x) })}
	}
	for range pick(r, 0, 1, 1, 1, 2, 3) {
		one, i := pick(r, changes...), min(len(d.chain)-1, 1+r.IntN(len(d.chain)))
		twin := d.twin(i, nil, func(x *testca.Certificate) { one.put(d, x) })
		d.note("twin of " + string(rune('0'+i)) + ", " + one.name + "," + place(twin))
	}
	if chance(r, 8) {
		d.note("everything is sent")
		c.Sent = append(c.Sent, written[1:]...)
	}
	c.Note = strings.Join(d.notes, "; ")
	return c
}
