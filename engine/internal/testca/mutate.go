package testca

import "math/rand/v2"

// mutate changes one to three places of the TBS before it is signed, so that the signature still fits.
func mutate(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].Damage = func(tbs []byte) []byte { return mutated(r, tbs, 1+r.IntN(2)) }
}

// mutateWhole changes the finished certificate.
func mutateWhole(r *rand.Rand, chain []*Certificate, i int) { chain[i].After = mutateAfter(r) }

func mutateAfter(r *rand.Rand) func([]byte) []byte {
	return func(der []byte) []byte { return mutated(r, der, 1) }
}

func mutated(r *rand.Rand, data []byte, times int) []byte {
	tree, _ := parse(data)
	if tree == nil {
		return data
	}
	for ; times > 0; times-- {
		change(r, tree)
	}
	return tree.encode()
}

// change picks one element of the tree and writes it another way, or as something else.
func change(r *rand.Rand, tree *element) {
	var all []*element
	tree.walk(func(e *element) { all = append(all, e) })
	e := all[r.IntN(len(all))]
	switch r.IntN(14) {
	case 0, 1:
		e.style = indefinite
	case 2, 3:
		e.style, e.padding = padded, r.IntN(3)
	case 4, 5:
		e.style = segmented
	case 6:
		e.id ^= 1 << r.IntN(8)
	case 7:
		if e.inner == nil && len(e.content) > 0 {
			e.content = append([]byte{}, e.content...)
			e.content[r.IntN(len(e.content))] ^= 1 << r.IntN(8)
		}
	case 8:
		if e.inner == nil {
			e.content = pick(r, nil, e.content[:len(e.content)/2],
				append(append([]byte{}, e.content...), byte(r.Uint32())), append([]byte{0}, e.content...))
		}
	case 9:
		if n := len(e.inner); n > 0 {
			k := r.IntN(n)
			e.inner = append(append([]*element{}, e.inner[:k]...), e.inner[k+1:]...)
		}
	case 10:
		if n := len(e.inner); n > 0 {
			e.inner = append(append([]*element{}, e.inner...), e.inner[r.IntN(n)])
		}
	case 11:
		if n := len(e.inner); n > 1 {
			inner := append([]*element{}, e.inner...)
			a, b := r.IntN(n), r.IntN(n)
			inner[a], inner[b] = inner[b], inner[a]
			e.inner = inner
		}
	case 12:
		e.replaced = pick(r, null, []byte{0, 0}, Seq(), Int(1), UTF8("x"), []byte{0x30, 0x80, 0, 0},
			[]byte{0x1f, 0x83, 0x01, 0}, append([]byte{e.id&0xe0 | 0x1f, e.id & 0x1f}, e.encode()[1:]...),
			[]byte{0x30, 0x81, 0}, TLV(0x24, TLV(0x24, TLV(4, []byte("nested")))))
	case 13:
		if e.id&0x20 == 0 && e.style == definite {
			e.replaced = TLV(e.id|0x20, pick(r, TLV(4, e.content), TLV(e.id, e.content),
				append(TLV(4, e.content), TLV(4)...), TLV(0x24, TLV(4, e.content))))
		}
	}
}

// Damaged makes a certificate of a chain with faults, and then breaks its bytes in one of the ways that files break.
func Damaged(r *rand.Rand) []byte {
	c := Random(r, "")
	data := pick(r, append([][]byte{c.Leaf}, c.Trusted...)...)
	if chance(r, 3) {
		data = New(r, Server, "host.example.com", nil).Sign(r, RSAKey(3), true)
	}
	data = append([]byte{}, data...)
	at := r.IntN(len(data))
	switch r.IntN(8) {
	case 0:
		return data[:max(at, 1)]
	case 1:
		return append(data[:at], data[at+1:]...)
	case 2:
		return append(data[:at:at], append([]byte{byte(r.Uint32())}, data[at:]...)...)
	case 3, 4:
		data[at] ^= 1 << r.IntN(8)
		return data
	case 5:
		data[r.IntN(min(len(data), 300))] = byte(r.Uint32())
		return data
	}
	return mutated(r, data, 1+r.IntN(3))
}
