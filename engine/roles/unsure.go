package roles

import (
	"slices"
)

// flips are what a reading takes the other way round, where the evidence is not sure.
type flips struct {
	leaves bool // who is a leaf: all of them
	only   int  // or only item only-1, when it is not 0
	trust  bool // who is trusted
	itself bool // that a self-signed leaf is not trusted as it is
}

// Limits of what is tried and told.
const (
	maxAlone  = 6
	maxOthers = 9
)

// flips lists what to take the other way round: everything unsure together, and one certificate or the other, of a few.
func (h *heap) flips() []flips {
	list := []flips{{}}
	var torn []int
	for i := range h.items {
		if h.torn(i) && len(torn) <= maxAlone {
			torn = append(torn, i)
		}
	}
	_, trust := h.unsure()
	if len(torn) > 0 {
		list = append(list, flips{leaves: true})
	}
	if trust {
		list = append(list, flips{trust: true})
	}
	if len(torn) > 0 {
		list = append(list, flips{leaves: true, trust: true}) // who is a leaf changes what is trusted
	}
	if len(torn) > 1 && len(torn) <= maxAlone {
		for _, i := range torn {
			list = append(list, flips{only: i + 1})
		}
	}
	return list
}

// reading decides every role; where the evidence for a leaf, or for being trusted, is not sure, the other way round
// when asked.
func (h heap) reading(f flips, o Options) *Decision {
	h.roles, h.itself = slices.Clone(h.roles), f.itself
	h.guess(f)
	h.anchors = slices.Contains(h.roles, Anchor)
	h.named, h.withTrust = h.namedTrust(), h.objectsOfTrust()
	sure := make([]bool, len(h.items))
	for i := range sure {
		sure[i] = true
	}
	return &Decision{Roles: h.roles, ByUser: h.byUser, Sure: sure, heap: &h, o: o}
}

// same reports whether two readings take every item for the same.
func (d *Decision) same(other *Decision) bool {
	for i := range d.Roles {
		if d.Differs(other, i) {
			return false
		}
	}
	return true
}
