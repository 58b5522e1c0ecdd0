package peer

import (
	"fmt"
	"strings"

	"x509strict/engine/internal/testca"
)

// deal signs the chain and gives it to the server and the CA file.
func (d *draft) deal(id string) *Case {
	r := d.r
	way := func() int {
		if !chance(r, 6) {
			return 0
		}
		return r.IntN(8)
	}
	written := make([][]byte, len(d.chain))
	for i, one := range d.chain {
		w := way()
		if w != 0 {
			d.note(fmt.Sprintf("signed in way %d@%d", w, i))
		}
		written[i] = one.SignWay(r, d.issuerKey(i), w)
	}
	c := &Case{ID: id, Host: d.host, Time: testca.Now.UTC(), Key: d.keys[0]}
	top := len(written) - 1
	c.Sent = append(c.Sent, written[:max(top, 1)]...)
	c.CA = [][]byte{written[top]}
	switch r.IntN(18) {
	case 0:
		d.note("anchor is the issuing CA")
		c.CA = [][]byte{written[min(1, top)]}
	case 1:
		d.note("anchor is the leaf")
		c.CA = [][]byte{written[0]}
	case 2:
		d.note("root is sent too")
		c.Sent = append(c.Sent[:1:1], written[1:]...)
	case 3:
		d.note("another root is trusted")
		c.CA = [][]byte{stranger(d)}
	case 4:
		d.note("whole chain is trusted")
		c.CA = append([][]byte{}, written...)
	case 5:
		d.note("intermediates are in the CA file, not sent")
		c.CA = append([][]byte{}, written[min(1, top):]...)
		c.Sent = written[:1]
	case 6:
		d.note("intermediates are nowhere")
		c.Sent = written[:1]
	case 7:
		d.note("root is sent, an intermediate is trusted")
		c.Sent = append(c.Sent[:1:1], written[1:]...)
		c.CA = [][]byte{written[max(top-1, 0)]}
	}
	for range pick(r, 0, 0, 0, 0, 0, 0, 1, 1, 2) {
		d.extra(c)
	}
	if len(c.Sent) > 2 && chance(r, 5) {
		d.note("sent in another order")
		rest := c.Sent[1:]
		r.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	}
	if len(c.CA) > 1 && chance(r, 2) {
		r.Shuffle(len(c.CA), func(i, j int) { c.CA[i], c.CA[j] = c.CA[j], c.CA[i] })
	}
	c.Note = strings.Join(d.notes, "; ")
	return c
}

// stranger is a root that signed nothing here.
func stranger(d *draft) []byte {
	k := testca.Named("p256-5")
	return testca.NewWith(k, testca.CA, "Stranger"+d.own, nil).SignWay(d.r, k, 0)
}

// extra adds a certificate that the chain does not need: a stranger, a rival of one of the chain, a cross-certificate
// of the root, or one that is there already.
func (d *draft) extra(c *Case) {
	var one []byte
	var what string
	switch d.r.IntN(5) {
	case 0:
		one, what = stranger(d), "a stranger"
	case 1, 2:
		one, what = testca.Rival(d.r, d.chain), "a rival"
	case 3:
		k := testca.Named("p256-5")
		root := *d.chain[len(d.chain)-1]
		root.Extensions = append([]testca.Extension(nil), root.Extensions...)
		root.Issuer = testca.NewWith(k, testca.CA, "Stranger"+d.own, nil).Subject
		root.Put(testca.Extension{OID: "2.5.29.35", Value: testca.Seq(testca.Implicit(0, k.KeyID()))})
		one, what = root.SignWay(d.r, k, 0), "a cross-certificate of the root"
	default:
		one, what = pick(d.r, c.Sent...), "one again"
	}
	if chance(d.r, 3) {
		c.CA = append(c.CA, one)
		d.note(what + " is trusted too")
		return
	}
	at := 1 + d.r.IntN(len(c.Sent))
	c.Sent = append(c.Sent[:at:at], append([][]byte{one}, c.Sent[at:]...)...)
	d.note(what + " is sent too")
}
