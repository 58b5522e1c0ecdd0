package verify

import (
	"bytes"
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/der"
	"x509strict/engine/release"
)

// checkResources nests AS numbers, then IP blocks, of RFC 3779 along the chain, if the leaf has any. It returns false
// when verification ends early.
func (s *session) checkResources() bool {
	s.checkASNumbers()
	return s.checkAddresses()
}

// addressBytes is the size of an address of a family, 0 for an unknown one.
func addressBytes(f *cert.AddressFamily) int {
	if len(f.Family) >= 2 {
		switch int(f.Family[0])<<8 | int(f.Family[1]) {
		case 1:
			return 4
		case 2:
			return 16
		}
	}
	return 0
}

// plausible: an address family identifier has two bytes, or three with a SAFI. 1.1.1 does not look.
func (s *session) plausible(f *cert.AddressFamily) bool {
	return !s.modern || len(f.Family) == 2 || len(f.Family) == 3
}

// checkAddresses is OpenSSL's addr_validate_path_internal.
func (s *session) checkAddresses() bool {
	blocks := s.chain[0].Addresses(s.Release)
	if blocks == nil {
		return true
	}
	if !s.canonicalBlocks(blocks) {
		s.reportAt(code.InvalidExtension, 0)
	}
	child := slices.Clone(blocks)
	if s.Release >= release.Open35 {
		slices.SortStableFunc(child, familyOrder)
	}
	for i, c := range s.chain[1:] {
		depth := i + 1
		blocks = c.Addresses(s.Release)
		if !s.canonicalBlocks(blocks) {
			s.reportAt(code.InvalidExtension, depth)
		}
		if blocks == nil {
			if !s.bareParent(child, depth) {
				return false
			}
			continue
		}
		blocks = slices.Clone(blocks)
		slices.SortStableFunc(blocks, familyOrder)
		for j := range child {
			parent := findFamily(blocks, child[j].Family)
			if parent == nil {
				if !child[j].Inherit {
					s.reportAt(code.UnnestedResource, depth)
					break
				}
				continue
			}
			if !s.plausible(&child[j]) {
				return false
			}
			if parent.Inherit {
				continue
			}
			if child[j].Inherit || s.containsAddresses(parent.Ranges, child[j].Ranges, addressBytes(&child[j])) {
				child[j] = *parent
			} else {
				s.reportAt(code.UnnestedResource, depth)
			}
		}
	}
	for i := range blocks {
		if !s.plausible(&blocks[i]) {
			return false
		}
		if blocks[i].Inherit && findFamily(child, blocks[i].Family) != nil {
			s.report(code.UnnestedResource, len(s.chain), s.chain[len(s.chain)-1])
		}
	}
	return true
}

// bareParent judges a parent without address blocks: the first family that the child does not inherit is one too many.
func (s *session) bareParent(child []cert.AddressFamily, depth int) bool {
	for j := range child {
		if !s.plausible(&child[j]) {
			return false
		}
		if !child[j].Inherit {
			s.reportAt(code.UnnestedResource, depth)
			break
		}
	}
	return true
}

// familyOrder is the order in which families are looked at.
func familyOrder(a, b cert.AddressFamily) int { return bytes.Compare(a.Family, b.Family) }

func findFamily(blocks []cert.AddressFamily, family []byte) *cert.AddressFamily {
	for i := range blocks {
		if bytes.Equal(blocks[i].Family, family) {
			return &blocks[i]
		}
	}
	return nil
}

// canonicalBlocks is X509v3_addr_is_canonical: families in order, and in each the ranges in order, apart, and
// prefixes where they can be.
func (s *session) canonicalBlocks(blocks []cert.AddressFamily) bool {
	for i := range blocks {
		if i+1 < len(blocks) {
			a, b := &blocks[i], &blocks[i+1]
			if !s.plausible(a) || !s.plausible(b) || bytes.Compare(a.Family, b.Family) >= 0 {
				return false
			}
		}
	}
	for i := range blocks {
		f := &blocks[i]
		if f.Inherit {
			continue
		}
		if !s.plausible(f) || len(f.Ranges) == 0 || !canonicalRanges(f.Ranges, addressBytes(f)) {
			return false
		}
	}
	return true
}

func canonicalRanges(ranges []cert.AddressRange, size int) bool {
	for i := 0; i+1 < len(ranges); i++ {
		low, high, ok := addressBounds(ranges[i], size)
		nextLow, nextHigh, nextOK := addressBounds(ranges[i+1], size)
		if !ok || !nextOK || bytes.Compare(low, nextLow) >= 0 || bytes.Compare(low, high) > 0 ||
			bytes.Compare(nextLow, nextHigh) > 0 {
			return false
		}
		decrement(nextLow)
		if bytes.Compare(high, nextLow) >= 0 || ranges[i].Max != nil && isPrefix(low, high) {
			return false
		}
	}
	last := ranges[len(ranges)-1]
	if last.Max == nil {
		return true
	}
	low, high, ok := addressBounds(last, size)
	return ok && bytes.Compare(low, high) <= 0 && !isPrefix(low, high)
}

// decrement subtracts one from an address.
func decrement(address []byte) {
	for k := len(address) - 1; k >= 0; k-- {
		address[k]--
		if address[k] != 0xff {
			return
		}
	}
}

// addressBounds expands a prefix or range to its first and last address; ok is false when it is longer than an address.
func addressBounds(r cert.AddressRange, size int) (low, high []byte, ok bool) {
	last := r.Max
	if last == nil {
		last = r.Min
	}
	low, ok = expand(r.Min, size, 0)
	if !ok {
		return nil, nil, false
	}
	high, ok = expand(last, size, 0xff)
	return low, high, ok
}

func expand(b *der.Bits, size int, fill byte) ([]byte, bool) {
	n := len(b.Bytes)
	if n > size {
		return nil, false
	}
	out := append(make([]byte, 0, size), b.Bytes...)
	if n > 0 {
		mask := byte(1<<b.Unused - 1)
		out[n-1] = out[n-1]&^mask | fill&mask
	}
	for len(out) < size {
		out = append(out, fill)
	}
	return out, true
}

// isPrefix reports whether the range from low to high is one prefix (OpenSSL range_should_be_prefix).
func isPrefix(low, high []byte) bool {
	i := 0
	for i < len(low) && low[i] == high[i] {
		i++
	}
	j := len(low) - 1
	for j >= 0 && low[j] == 0 && high[j] == 0xff {
		j--
	}
	if i != j {
		return i > j
	}
	mask := low[i] ^ high[i]
	return mask&(mask+1) == 0 && mask != 0xff && low[i]&mask == 0 && high[i]&mask == mask
}

// containsAddresses: libcrypto: 1.1.1 takes a child's overlong address for contained.
func (s *session) containsAddresses(parent, child []cert.AddressRange, size int) bool {
	p := 0
	for _, c := range child {
		low, high, ok := addressBounds(c, size)
		if !ok {
			return !s.modern
		}
		for ; ; p++ {
			if p >= len(parent) {
				return false
			}
			parentLow, parentHigh, ok := addressBounds(parent[p], size)
			if !ok {
				return false
			}
			if bytes.Compare(parentHigh, high) < 0 {
				continue
			}
			if bytes.Compare(parentLow, low) > 0 {
				return false
			}
			break
		}
	}
	return true
}
