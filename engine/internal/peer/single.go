package peer

import (
	"fmt"
	"math/rand/v2"
	"time"

	"x509strict/engine/internal/testca"
)

// Single makes a conforming case of each host, then draws cases with one fault each: every fault on every
// certificate of a chain of three, and on a self-signed server.
func Single(draws int, now time.Time) []*Case {
	making.Lock()
	defer making.Unlock()
	testca.Now = now
	var out []*Case
	n := 0
	add := func(length int, host string, put func(*draft)) {
		n++
		r := rand.New(rand.NewPCG(3, uint64(n)))
		d := &draft{r: r, host: host, chain: make([]*testca.Certificate, length), keys: make([]string, length)}
		var above *testca.Certificate
		for i := length - 1; i >= 0; i-- {
			kind, cn, key := testca.CA, fmt.Sprintf("CA %d", i), fmt.Sprintf("p256-%d", 1+i)
			if i == 0 {
				kind, cn, key = testca.Server, host, "p256-0"
			}
			d.keys[i] = key
			d.chain[i] = testca.NewWith(testca.Named(key), kind, cn, above)
			d.chain[i].Serial = testca.Int(0x100 + int64(i))
			above = d.chain[i]
		}
		d.chain[0].Put(testca.Extension{OID: oidSAN, Value: testca.Seq(hostName(host))})
		put(d)
		out = append(out, d.plain(fmt.Sprintf("one-%d", n)))
	}
	for _, host := range Hosts() {
		for _, length := range []int{1, 2, 3, 4} {
			add(length, host, func(d *draft) { d.note(fmt.Sprintf("conforming, %d", length)) })
		}
	}
	for _, f := range faults {
		for _, at := range []int{0, 1, 2} {
			if f.where == leaf && at > 0 || f.where == ca && at == 0 {
				continue
			}
			for range draws {
				add(3, "localhost", func(d *draft) { d.put(f, at) })
			}
		}
		if f.where != ca {
			for range draws {
				add(1, "localhost", func(d *draft) { d.put(f, 0) })
			}
		}
	}
	for _, key := range leafKeys {
		add(2, "localhost", func(d *draft) { d.rekey(0, key); d.note("leaf with " + key) })
	}
	for _, key := range caKeys {
		for way := range testca.Named(key).Ways() {
			add(2, "localhost", func(d *draft) { d.rekey(1, key); d.way = way; d.note(fmt.Sprintf("%s in way %d", key, way)) })
		}
	}
	return out
}

// plain signs the chain and deals it in the usual way; the leaf is signed in the draft's way.
func (d *draft) plain(id string) *Case {
	c := &Case{ID: id, Host: d.host, Time: testca.Now.UTC(), Key: d.keys[0]}
	for i, one := range d.chain {
		way := 0
		if i == 0 {
			way = d.way
		}
		der := one.SignWay(d.r, d.issuerKey(i), way)
		if i == 0 || i < len(d.chain)-1 {
			c.Sent = append(c.Sent, der)
		}
		if i == len(d.chain)-1 {
			c.CA = [][]byte{der}
		}
	}
	for i, n := range d.notes {
		if i > 0 {
			c.Note += "; "
		}
		c.Note += n
	}
	return c
}
