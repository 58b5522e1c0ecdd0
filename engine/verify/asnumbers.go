package verify

import (
	"math/big"

	"x509strict/engine/cert"
	"x509strict/engine/code"
)

// checkASNumbers is OpenSSL's asid_validate_path_internal.
func (s *session) checkASNumbers() {
	ids := s.chain[0].ASNumbers(s.Release)
	if ids == nil {
		return
	}
	if !canonicalAS(ids) {
		s.reportAt(code.InvalidExtension, 0)
	}
	number, domain := startAS(ids.Numbers), startAS(ids.RoutingDomains)
	for i, c := range s.chain[1:] {
		depth := i + 1
		if ids = c.ASNumbers(s.Release); ids == nil {
			if number.ranges != nil || domain.ranges != nil {
				s.reportAt(code.UnnestedResource, depth)
			}
			continue
		}
		if !canonicalAS(ids) {
			s.reportAt(code.InvalidExtension, depth)
		}
		for _, step := range []struct {
			child  *nestedAS
			parent *cert.ASChoice
		}{{&number, ids.Numbers}, {&domain, ids.RoutingDomains}} {
			if !step.child.within(step.parent) {
				s.reportAt(code.UnnestedResource, depth)
			}
		}
	}
	if ids != nil {
		for _, choice := range []*cert.ASChoice{ids.Numbers, ids.RoutingDomains} {
			if choice != nil && choice.Inherit {
				s.report(code.UnnestedResource, len(s.chain), s.chain[len(s.chain)-1])
			}
		}
	}
}

// nestedAS is what a child claims: ranges (nil for none), or whatever its parent has.
type nestedAS struct {
	ranges  []cert.ASRange
	inherit bool
}

func startAS(c *cert.ASChoice) nestedAS {
	switch {
	case c == nil:
		return nestedAS{}
	case c.Inherit:
		return nestedAS{inherit: true}
	}
	return nestedAS{ranges: rangesOf(c)}
}

// rangesOf returns a non-nil slice even for an empty list.
func rangesOf(c *cert.ASChoice) []cert.ASRange {
	if c.Ranges == nil {
		return []cert.ASRange{}
	}
	return c.Ranges
}

// within moves up to the parent's ranges; false when the child has more.
func (n *nestedAS) within(parent *cert.ASChoice) bool {
	switch {
	case parent == nil && n.ranges != nil:
		*n = nestedAS{}
		return false
	case parent == nil || parent.Inherit:
		return true
	case !n.inherit && !containsAS(parent.Ranges, n.ranges):
		return false
	}
	*n = nestedAS{ranges: rangesOf(parent)}
	return true
}

func bounds(r cert.ASRange) (low, high *big.Int) {
	low = integer(r.Min)
	if r.Max == nil {
		return low, low
	}
	return low, integer(r.Max)
}

// integer reads INTEGER content octets.
func integer(v []byte) *big.Int {
	n := new(big.Int).SetBytes(v)
	if len(v) > 0 && v[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v))))
	}
	return n
}

func containsAS(parent, child []cert.ASRange) bool {
	p := 0
	for _, c := range child {
		low, high := bounds(c)
		for ; ; p++ {
			if p >= len(parent) {
				return false
			}
			parentLow, parentHigh := bounds(parent[p])
			if parentHigh.Cmp(high) < 0 {
				continue
			}
			if parentLow.Cmp(low) > 0 {
				return false
			}
			break
		}
	}
	return true
}

func canonicalAS(ids *cert.ASIdentifiers) bool {
	for _, choice := range []*cert.ASChoice{ids.Numbers, ids.RoutingDomains} {
		if choice == nil || choice.Inherit {
			continue
		}
		if len(choice.Ranges) == 0 {
			return false
		}
		var last *big.Int
		for _, r := range choice.Ranges {
			low, high := bounds(r)
			if low.Cmp(high) > 0 || last != nil && low.Cmp(last) <= 0 {
				return false
			}
			last = new(big.Int).Add(high, big.NewInt(1))
		}
	}
	return true
}
