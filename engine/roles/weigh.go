package roles

import (
	"slices"

	"x509strict/engine/read"
)

// standing is what stands beside a CA in its blocks, the most trusting of them.
type standing uint8

// Standings, from the least trusting.
const (
	nowhere      standing = iota
	withLeaf              // in a block with a leaf
	apart                 // in a block without leaf, without a root; a root is in another such block
	rootWithLeaf          // self-signed in a block with a leaf; no block without leaf holds a CA
	onlyFile              // in a block without leaf; no other such block has a root
	caFile                // in a block without leaf, with a root
)

// seen are the places of item i; a bare list has one for each file.
func (h *heap) seen(i int) []read.Sighting {
	if s := h.items[i].Seen; len(s) > 0 {
		return s
	}
	return []read.Sighting{{Place: read.Place{File: h.items[i].File}}}
}

func (h *heap) blockOf(i int, s read.Sighting) block {
	if len(h.items[i].Seen) == 0 {
		return block{file: h.items[i].File}
	}
	return block{n: s.Block + 1}
}

// weigh adds up the table for item i.
func (h *heap) weigh(i int) (leaf, trust int) {
	for _, row := range table {
		if row.saw(h, i) {
			leaf, trust = leaf+row.leaf, trust+row.trust
		}
	}
	return leaf, trust
}

// guess fills in the roles that the user has not set.
func (h *heap) guess(f flips) {
	h.leaves(f)
	h.survey()
	h.trusting = make([]int, len(h.items))
	for i, it := range h.items {
		if h.roles[i] != "" {
			continue
		}
		_, h.trusting[i] = h.weigh(i)
		trusted := h.trusting[i] > 0 || h.trusting[i] == 0 && (it.SelfIssued() || !h.hasParents(i))
		if f.trust && h.undecided(i) {
			trusted = !trusted
		}
		h.roles[i] = Intermediate
		if trusted {
			h.roles[i] = Anchor
		}
	}
	if !slices.Contains(h.roles, Anchor) {
		h.trustLoops()
	}
}

// owned reports whether another certificate is the leaf of a block of i.
func (h *heap) owned(i int) bool {
	for _, s := range h.seen(i) {
		if leaf, ok := h.owner[h.blockOf(i, s)]; ok && leaf != i {
			return true
		}
	}
	return false
}

// leaves decides who is a leaf, twice: who is one for certain is evidence about the others.
func (h *heap) leaves(f flips) {
	h.leaning = make([]int, len(h.items))
	h.place = make([]standing, len(h.items))
	h.orphan, h.owner, h.leafless = false, nil, false
	orphan, owner, leafless := false, map[block]int{}, h.told || slices.Contains(h.words, caWord)
	for i, it := range h.items {
		if h.roles[i] == "" {
			h.leaning[i], _ = h.weigh(i)
		}
		if h.roles[i] != Leaf && h.leaning[i] < sure {
			continue
		}
		leafless = leafless && !h.outside[i]
		if it.SelfIssued() {
			continue
		}
		orphan = orphan || !h.hasParents(i)
		for _, s := range h.seen(i) {
			owner[h.blockOf(i, s)] = i
		}
	}
	h.orphan, h.owner, h.leafless = orphan, owner, leafless
	for i := range h.items {
		if h.roles[i] != "" {
			continue
		}
		h.leaning[i], _ = h.weigh(i)
		leaf := h.leaning[i] > 0
		if (f.leaves || f.only == i+1) && h.torn(i) {
			leaf = !leaf
		}
		if leaf {
			h.roles[i] = Leaf
		}
	}
}

// torn reports whether item i may be a leaf and may be a CA.
func (h *heap) torn(i int) bool { return !h.byUser[i] && h.leaning[i] > -sure && h.leaning[i] < sure }

// undecided reports whether CA i may be trusted and may be sent. What is self-signed is sent in vain, so nobody means
// that.
func (h *heap) undecided(i int) bool {
	return !h.byUser[i] && !h.items[i].SelfIssued() && h.trusting[i] > -sure && h.trusting[i] < sure
}

// unsure reports whether there is an item of each kind.
func (h *heap) unsure() (leaf, trust bool) {
	for i := range h.items {
		leaf = leaf || h.torn(i)
		trust = trust || h.roles[i] != Leaf && h.roles[i] != Unused && h.undecided(i)
	}
	return leaf, trust
}

// survey looks at what the blocks hold, and where every CA stands.
func (h *heap) survey() {
	h.blocks = map[block]*contents{}
	for i, it := range h.items {
		if h.roles[i] == Unused {
			continue
		}
		for _, s := range h.seen(i) {
			k := h.blockOf(i, s)
			b := h.blocks[k]
			if b == nil {
				b = &contents{}
				h.blocks[k] = b
			}
			w, _ := calledAt(s)
			b.leaf = b.leaf || h.roles[i] == Leaf || w == chainWord || s.Position == read.Sent ||
				s.Position == read.KeyChain
			b.ca = b.ca || h.roles[i] != Leaf
			b.root = b.root || h.roles[i] != Leaf && it.SelfIssued()
		}
	}
	h.files, h.rooted = 0, 0
	for _, b := range h.blocks {
		if !b.leaf && b.ca {
			h.files++
			if b.root {
				h.rooted++
			}
		}
	}
	h.order = make([]order, len(h.items))
	for i := range h.items {
		if h.roles[i] == Unused {
			continue
		}
		for n, s := range h.seen(i) {
			if len(h.items[i].Seen) == 0 {
				s.Order = i + 1
			}
			at := h.stands(i, *h.blocks[h.blockOf(i, s)])
			switch {
			case s.CAFile:
				at = caFile
			case h.told:
				at = withLeaf
			}
			h.place[i] = max(h.place[i], at)
			o := &h.order[i]
			first := func(to *int) {
				if *to == 0 {
					*to = s.Order
				}
			}
			switch {
			case at == withLeaf:
				first(&o.sent)
			case at != rootWithLeaf:
				first(&o.trusted)
			}
			if n == 0 && o.trusted == 0 && o.sent == 0 {
				o.trusted = s.Order
			}
		}
	}
}

func (h *heap) stands(i int, b contents) standing {
	switch {
	case b.leaf && h.items[i].SelfIssued() && h.files == 0:
		return rootWithLeaf
	case b.leaf:
		return withLeaf
	case b.root:
		return caFile
	case h.rooted > 0:
		return apart
	}
	return onlyFile
}

func (h *heap) beside(i int) standing { return h.place[i] }

// trustLoops is for CAs that were sent, of which none is self-signed: those at the top that certify each other are
// what can be trusted, for there is nothing above them.
func (h *heap) trustLoops() {
	g := h.names()
	for i, it := range h.items {
		if h.roles[i] == Intermediate && !h.byUser[i] && g.top(string(it.Subject.Canonical)) && !it.SelfIssued() {
			h.roles[i] = Anchor
		}
	}
}
