package gnutls

import (
	"bytes"
	"slices"
	"strings"

	"x509strict/engine/oid"
)

// constraint is one subtree of name constraints.
type constraint struct {
	kind  byte
	value []byte
}

// constraints are those of a path so far.
type constraints struct{ permitted, excluded []constraint }

func (c *constraints) empty() bool { return len(c.permitted)+len(c.excluded) == 0 }

// addConstraints takes in the name constraints of an issuer.
func (k *crt) addConstraints(to *constraints) *failure {
	v, e := k.extension(oidNameConstraints)
	if e != nil {
		return e
	}
	r := &reader{src: v}
	var own constraints
	var bad *failure
	read := func(id byte, into *[]constraint) {
		stopped := false // by a directory name without attributes, which ends the list
		r.list(id, func() {
			r.fields(sequence, func(more func() bool) {
				n := readName(r)
				stopped = stopped || n.none
				if more() && r.is(contextual) {
					r.value(contextual)
				}
				if more() && r.is(contextual|1) {
					r.value(contextual | 1)
				}
				if r.err == nil && bad == nil && !stopped {
					bad = n.constrains()
					*into = append(*into, constraint{n.kind, n.value})
				}
			})
		})
	}
	r.fields(sequence, func(more func() bool) {
		if r.is(contextual | structured) {
			read(contextual|structured, &own.permitted)
		}
		if more() && r.is(contextual|structured|1) {
			read(contextual|structured|1, &own.excluded)
		}
	})
	if e := r.end(); e != nil {
		return e
	}
	if bad != nil {
		return bad
	}
	if to.empty() {
		*to = own
		return nil
	}
	to.merge(own)
	return nil
}

// constrains reports what GnuTLS refuses as a constraint.
func (n altName) constrains() *failure {
	switch n.kind {
	case ipName:
		if len(n.value) != 8 && len(n.value) != 32 {
			return errIllegal
		}
		ones := true
		for _, b := range n.value[len(n.value)/2:] {
			for bit := 7; bit >= 0; bit-- {
				one := b>>bit&1 == 1
				if one && !ones {
					return errCIDR
				}
				ones = one
			}
		}
	case dnsName, emailName:
		if bytes.Contains(n.value, []byte("..")) || string(n.value) == "." {
			return errIllegal
		}
	case directoryName, uriName:
	case otherName:
		if n.oid != "1.3.6.1.4.1.311.20.2.3" && n.oid != oidSRVName {
			return errUnknownSAN
		}
	default:
		return errUnknownSAN
	}
	return nil
}

// relation is how two constraints stand to each other.
type relation int

const (
	before     relation = -2
	includedBy relation = -1
	equal      relation = 0
	includes   relation = 1
	after      relation = 2
)

func ordered(n int) relation {
	switch {
	case n < 0:
		return before
	case n > 0:
		return after
	}
	return equal
}

// compareDNS compares names label by label from the right, without regard to case.
func compareDNS(a, b string) relation {
	a, b = upper(strings.TrimRight(a, ".")), upper(strings.TrimRight(b, "."))
	for {
		i, j := strings.LastIndexByte(a, '.')+1, strings.LastIndexByte(b, '.')+1
		if r := ordered(strings.Compare(a[i:], b[j:])); r != equal {
			return r
		}
		switch {
		case i == 0 && j == 0:
			return equal
		case i == 0:
			return includes
		case j == 0:
			return includedBy
		}
		a, b = a[:i-1], b[:j-1]
		switch { // what starts with a dot stands for everything below
		case a == "" && b != "":
			return includes
		case a != "" && b == "":
			return includedBy
		}
	}
}

// compareEmail compares mailboxes and mail domains.
func compareEmail(a, b string) relation {
	i, j := strings.LastIndexByte(a, '@')+1, strings.LastIndexByte(b, '@')+1
	r := compareDNS(a[i:], b[j:])
	if r == includedBy && !strings.HasPrefix(b[j:], ".") {
		r = before // a domain without a dot in front is that domain only
	} else if r == includes && !strings.HasPrefix(a[i:], ".") {
		r = after
	}
	switch {
	case i == 0 && j == 0, r == before, r == after:
		return r
	case i > 0 && j > 0:
		switch r {
		case includes:
			return after
		case includedBy:
			return before
		}
		return ordered(strings.Compare(a[:i-1], b[:j-1]))
	case i > 0: // a mailbox against a domain
		if r == includes {
			return after
		}
		return includedBy
	}
	if r == includedBy {
		return before
	}
	return includes
}

// compareIP compares networks.
func compareIP(a, b []byte) relation {
	if len(a) != len(b) {
		return ordered(len(a) - len(b))
	}
	n := len(a) / 2
	and := func(x, mask []byte) []byte {
		out := make([]byte, n)
		for i := range out {
			out[i] = x[i] & mask[i]
		}
		return out
	}
	m := bytes.Compare(a[n:], b[n:])
	switch {
	case m < 0 && bytes.Equal(and(a, a[n:]), and(b, a[n:])):
		return includes
	case m > 0 && bytes.Equal(and(a, b[n:]), and(b, b[n:])):
		return includedBy
	}
	return ordered(bytes.Compare(and(a, a[n:]), and(b, b[n:])))
}

func supported(kind byte) bool { return kind == dnsName || kind == emailName || kind == ipName }

// order numbers the kinds as GnuTLS does.
var order = [...]int{otherName: 5, emailName: 2, dnsName: 1, directoryName: 6, uriName: 3, ipName: 4, registeredID: 7}

func compareConstraints(a, b *constraint) relation {
	switch {
	case a == nil && b == nil:
		return equal
	case a == nil:
		return after
	case b == nil:
		return before
	case supported(a.kind) != supported(b.kind):
		if supported(b.kind) {
			return before
		}
		return after
	case a.kind != b.kind:
		return ordered(order[a.kind] - order[b.kind])
	}
	switch a.kind {
	case dnsName:
		return compareDNS(string(a.value), string(b.value))
	case emailName:
		return compareEmail(string(a.value), string(b.value))
	case ipName:
		return compareIP(a.value, b.value)
	}
	return ordered(bytes.Compare(a.value, b.value))
}

func sorted(list []constraint) []constraint {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b constraint) int { return int(compareConstraints(&a, &b)) })
	return out
}

// pairs walks two sorted lists as one; step returns whether to go on in the first and in the second.
func pairs(a, b []constraint, step func(x, y *constraint, r relation) (inA, inB bool)) {
	for len(a)+len(b) > 0 {
		var x, y *constraint
		if len(a) > 0 {
			x = &a[0]
		}
		if len(b) > 0 {
			y = &b[0]
		}
		inA, inB := step(x, y, compareConstraints(x, y))
		if inA && x != nil {
			a = a[1:]
		}
		if inB && y != nil {
			b = b[1:]
		}
	}
}

// merge intersects what is permitted and unites what is excluded.
func (c *constraints) merge(own constraints) {
	split := func(list []constraint) (yes, no []constraint, kinds [9]bool) {
		for _, x := range sorted(list) {
			if supported(x.kind) {
				yes = append(yes, x)
				kinds[x.kind] = true
			} else {
				no = append(no, x)
			}
		}
		return yes, no, kinds
	}
	a, restA, kindsA := split(c.permitted)
	b, restB, kindsB := split(own.permitted)
	permitted := unite(restA, restB)
	var nothing [9]bool // both permit names of the kind, but none in common
	for i := range nothing {
		nothing[i] = kindsA[i] && kindsB[i]
	}
	pairs(a, b, func(x, y *constraint, r relation) (bool, bool) {
		switch r {
		case before:
			if !kindsB[x.kind] {
				permitted = append(permitted, *x)
			}
			return true, false
		case after:
			if !kindsA[y.kind] {
				permitted = append(permitted, *y)
			}
			return false, true
		case includedBy:
			nothing[x.kind] = false
			permitted = append(permitted, *x)
			return true, false
		case includes:
			nothing[y.kind] = false
			permitted = append(permitted, *y)
			return false, true
		}
		nothing[x.kind] = false
		permitted = append(permitted, *x)
		return true, true
	})
	excluded := c.excluded
	if nothing[ipName] {
		excluded = append(
			slices.Clone(excluded),
			constraint{ipName, make([]byte, 8)},
			constraint{ipName, make([]byte, 32)},
		)
	}
	for _, kind := range []byte{dnsName, emailName} {
		if nothing[kind] {
			excluded = append(slices.Clone(excluded), constraint{kind: kind})
		}
	}
	c.permitted, c.excluded = permitted, unite(sorted(excluded), sorted(own.excluded))
}

// unite merges sorted lists; of two where one includes the other, the wider stays.
func unite(a, b []constraint) (out []constraint) {
	pairs(a, b, func(x, y *constraint, r relation) (bool, bool) {
		switch r {
		case before:
			out = append(out, *x)
			return true, false
		case after, includedBy:
			out = append(out, *y)
			return r == includedBy, true
		}
		out = append(out, *x)
		return true, true
	})
	return out
}

// maxChecks is MAX_NC_CHECKS: more comparisons than that are not made.
const maxChecks = 1 << 20

// allow reports whether every name of a server's certificate is allowed. Kinds are asked in GnuTLS's order; of those it
// cannot compare, an excluded subtree alone refuses.
func (c *constraints) allow(k *crt) bool {
	for _, kind := range []byte{dnsName, emailName, directoryName, uriName, ipName} {
		if !c.mentions(kind) {
			continue
		}
		if (len(c.permitted)+len(c.excluded))*len(k.san) > maxChecks || !c.allowKind(k, kind) {
			return false
		}
	}
	return true
}

func (c *constraints) mentions(kind byte) bool {
	is := func(x constraint) bool { return x.kind == kind }
	return slices.ContainsFunc(c.permitted, is) || slices.ContainsFunc(c.excluded, is)
}

func (c *constraints) allowKind(k *crt, kind byte) bool {
	if kind == directoryName {
		return c.allowName(kind, nil)
	}
	found := false
	for _, n := range k.san {
		if !n.fits(maxCN) {
			return false
		}
		if n.kind != kind {
			continue
		}
		if kind == uriName {
			return c.allowName(kind, nil)
		}
		found = true
		if !c.allowName(kind, n.value) {
			return false
		}
	}
	if found || kind == uriName || kind == ipName || kind == dnsName && !k.hasPurpose(false) {
		return true
	}
	kindOfName := oid.CommonName
	if kind == emailName {
		kindOfName = oid.EmailAddress
	}
	text, named, e := k.onlyAttribute(kindOfName)
	return e == nil && (!named || c.allowName(kind, []byte(text)))
}

func (c *constraints) allowName(kind byte, name []byte) bool {
	within := func(x constraint) bool {
		var r relation
		switch kind {
		case dnsName:
			r = compareDNS(string(name), string(x.value))
		case emailName:
			r = compareEmail(string(name), string(x.value))
		case ipName:
			return inNetwork(name, x.value)
		}
		return r == equal || r == includedBy
	}
	// Addresses are compared with networks of their own family only; an empty name excludes everything of its kind and
	// permits everything.
	for _, x := range c.excluded {
		if x.kind != kind || kind == ipName && len(x.value) != 2*len(name) {
			continue
		}
		if !supported(kind) || kind != ipName && len(x.value) == 0 || within(x) {
			return false
		}
	}
	if !supported(kind) {
		return true
	}
	asked := false
	for _, x := range c.permitted {
		if x.kind != kind || kind == ipName && len(x.value) != 2*len(name) || kind != ipName && len(x.value) == 0 {
			continue
		}
		asked = true
		if within(x) {
			return true
		}
	}
	return !asked
}

func inNetwork(ip, network []byte) bool {
	for i, b := range ip {
		if (b^network[i])&network[len(ip)+i] != 0 {
			return false
		}
	}
	return true
}
