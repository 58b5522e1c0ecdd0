package chromepki

import (
	"bytes"
	"cmp"
	"slices"
)

// iterations bounds a search.
const iterations = 20

// node is a certificate of the path that is being built, with the issuers that were not tried yet.
type node struct {
	c       *certificate
	issuers []entry
	at      int
	skipped int
}

type entry struct {
	c       *certificate
	trusted bool
	order   int
}

// path is what was tried, and what it fails by.
type path struct {
	certs   []*certificate
	trusted bool // it ends in the store
	faults  []Fault
}

func (p *path) valid() bool { return p.trusted && len(p.faults) == 0 }

// build searches a path; it returns the best one, nil where there is none.
func (s *session) build(leaf *certificate) (best *path) {
	var stack []*node
	add := func(p *path) bool {
		if best == nil || p.valid() || p.trusted && !best.trusted {
			best = p
		}
		return p.valid()
	}
	current := func() (certs []*certificate) {
		for _, n := range stack {
			certs = append(certs, n.c)
		}
		return certs
	}
	next := &entry{c: leaf, trusted: s.stored(leaf)}
	for count := 0; ; {
		if next == nil {
			if len(stack) == 0 {
				return best
			}
			if count++; count > iterations {
				add(&path{certs: current(), faults: []Fault{{IterationLimit, leaf.raw}}})
				return best
			}
			top := stack[len(stack)-1]
			if top.at == len(top.issuers) {
				if len(top.issuers) <= top.skipped {
					add(&path{certs: current(), faults: []Fault{{NoIssuers, top.c.raw}}})
				}
				stack = stack[:len(stack)-1]
				continue
			}
			next = &top.issuers[top.at]
			top.at++
		}
		if next.trusted && len(stack) > 0 { // the leaf itself is no anchor, but it may be its own issuer's

			p := &path{certs: append(current(), next.c), trusted: true}
			s.check(p)
			if add(p) {
				return best
			}
			next = nil
			continue
		}
		if slices.ContainsFunc(stack, func(n *node) bool { return same(n.c, next.c) }) {
			stack[len(stack)-1].skipped++
		} else {
			stack = append(stack, &node{c: next.c, issuers: s.issuers(next.c)})
		}
		next = nil
	}
}

// same: name, alternative names and key.
func same(a, b *certificate) bool {
	return a.subject.normal == b.subject.normal && bytes.Equal(a.altValue, b.altValue) && bytes.Equal(a.spki, b.spki)
}

func (s *session) stored(c *certificate) bool {
	return slices.ContainsFunc(s.store, func(x *certificate) bool { return bytes.Equal(x.raw, c.raw) })
}

// issuers lists who may have issued c by name: trusted ones with a fitting key identifier first, then others with
// one, self-issued and newer ones before others.
func (s *session) issuers(c *certificate) (out []entry) {
	for _, list := range [][]*certificate{s.store, s.sent} {
		for _, x := range list {
			if x.subject.normal != c.issuer.normal ||
				slices.ContainsFunc(out, func(e entry) bool { return bytes.Equal(e.c.raw, x.raw) }) {
				continue
			}
			e := entry{c: x, trusted: s.stored(x)}
			match := 1
			if c.hasIssuerID && x.hasKeyID {
				match = 0
				if !bytes.Equal(c.authority, x.keyID) {
					match = 2
				}
			}
			if e.trusted {
				e.order = [...]int{0, 1, 4}[match]
			} else {
				e.order = [...]int{2, 3, 5}[match]
			}
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b entry) int {
		if d := cmp.Compare(a.order, b.order); d != 0 {
			return d
		}
		if x, y := a.c.selfIssued(), b.c.selfIssued(); x != y {
			if x {
				return -1
			}
			return 1
		}
		for _, t := range [][2]stamp{{a.c.notBefore, b.c.notBefore}, {a.c.notAfter, b.c.notAfter}} {
			if t[1].before(t[0]) {
				return -1
			}
			if t[0].before(t[1]) {
				return 1
			}
		}
		return 0
	})
	return out
}
