package chromepki

import (
	"strings"
	"x509strict/engine/oid"

	"x509strict/engine/der/strict"
)

// names are GeneralNames by kind; seen has a bit for each kind that occurs.
type names struct {
	seen  uint
	mail  []string
	dns   []string
	dirs  [][]byte
	addrs [][]byte // or address and mask
}

const (
	kindMail, kindDNS, kindDir, kindAddr = 1 << 1, 1 << 2, 1 << 4, 1 << 7
	supportedKinds                       = kindMail | kindDNS | kindDir | kindAddr
)

// add reads one name; masked wants an address with its mask.
func (n *names) add(r *strict.Reader, masked bool) {
	t, _, v := r.Element()
	if !r.OK() {
		return
	}
	n.seen |= 1 << (t & 15)
	switch t {
	case strict.Explicit(0), strict.Explicit(3), strict.Explicit(5), strict.Context(8):
	case strict.Context(1), strict.Context(2), strict.Context(6):
		if !ascii(v) {
			r.Fail()
		}
		switch t & 15 {
		case 1:
			n.mail = append(n.mail, string(v))
		case 2:
			n.dns = append(n.dns, string(v))
		}
	case strict.Explicit(4):
		in := r.In(v)
		n.dirs = append(n.dirs, in.Get(strict.Sequence))
		in.End()
	case strict.Context(7):
		size := len(v)
		if masked {
			size /= 2
		}
		if size != 4 && size != 16 || masked && (len(v)%2 != 0 || !prefixMask(v[size:])) {
			r.Fail()
		}
		n.addrs = append(n.addrs, v)
	default:
		r.Fail()
	}
}

// prefixMask: ones, then zeros.
func prefixMask(mask []byte) bool {
	ended := false
	for _, b := range mask {
		if ended && b != 0 || b != 0xff && (^b)&(^b+1) != 0 {
			return false
		}
		ended = ended || b != 0xff
	}
	return true
}

type constraints struct {
	permitted, excluded names
	kinds               uint // that the constraints are about
}

func readConstraints(r *strict.Reader, critical bool) *constraints {
	n := &constraints{}
	in := r.Enter(strict.Sequence)
	if !in.More() {
		r.Fail()
	}
	for i, list := range []*names{&n.permitted, &n.excluded} {
		if t := strict.Explicit(byte(i)); in.Is(t) {
			in.Some(t, func(trees *strict.Reader) {
				one := trees.Enter(strict.Sequence)
				list.add(one, true)
				one.End()
			})
		}
	}
	in.End()
	n.kinds = n.permitted.seen | n.excluded.seen
	if !critical {
		n.kinds &= supportedKinds
	}
	return n
}

// permits holds the names of a certificate to the constraints.
func (n *constraints) permits(c *certificate) bool {
	var mail []string
	if c.altNames == nil && n.kinds&kindMail != 0 {
		list, ok := rdns(c.subject.raw)
		if !ok {
			return false
		}
		for _, rdn := range list {
			for _, a := range rdn {
				if a.oid == oid.EmailAddressContent {
					mail = append(mail, string(a.content))
				}
			}
		}
	}
	if s := c.altNames; s != nil {
		if n.kinds&s.seen&^supportedKinds != 0 {
			return false
		}
		if n.kinds&kindMail != 0 {
			for _, m := range s.mail {
				if !n.permitsMail(m, false) {
					return false
				}
			}
		}
		for _, d := range s.dns {
			if !n.allow(kindDNS, len(n.permitted.dns), len(n.excluded.dns), func(i int, excluding bool) bool {
				if excluding {
					return dnsWithin(d, n.excluded.dns[i], true)
				}
				return dnsWithin(d, n.permitted.dns[i], false)
			}) {
				return false
			}
		}
		for _, d := range s.dirs {
			if !n.permitsDir(d) {
				return false
			}
		}
		for _, a := range s.addrs {
			if !n.allow(kindAddr, len(n.permitted.addrs), len(n.excluded.addrs), func(i int, excluding bool) bool {
				if excluding {
					return addrWithin(a, n.excluded.addrs[i])
				}
				return addrWithin(a, n.permitted.addrs[i])
			}) {
				return false
			}
		}
	}
	for _, m := range mail {
		if !n.permitsMail(m, true) {
			return false
		}
	}
	return c.altNames != nil && len(c.subject.raw) == 0 || n.permitsDir(c.subject.raw)
}

// allow: in no excluded subtree, and in a permitted one when there are any of the kind.
func (n *constraints) allow(kind uint, permitted, excluded int, in func(i int, excluding bool) bool) bool {
	for i := range excluded {
		if in(i, true) {
			return false
		}
	}
	if n.permitted.seen&kind == 0 {
		return true
	}
	for i := range permitted {
		if in(i, false) {
			return true
		}
	}
	return false
}

func (n *constraints) permitsDir(raw []byte) bool {
	return n.allow(kindDir, len(n.permitted.dirs), len(n.excluded.dirs), func(i int, excluding bool) bool {
		if excluding {
			return within(raw, n.excluded.dirs[i])
		}
		return within(raw, n.permitted.dirs[i])
	})
}

func (n *constraints) permitsMail(mail string, fold bool) bool {
	local, domain, ok := strings.Cut(mail, "@")
	if !ok || !mailLocal(local) || !mailDomain(domain) {
		return false
	}
	return n.allow(kindMail, len(n.permitted.mail), len(n.excluded.mail), func(i int, excluding bool) bool {
		if excluding {
			return mailWithin(local, domain, n.excluded.mail[i], true, fold)
		}
		return mailWithin(local, domain, n.permitted.mail[i], false, false)
	})
}

// mailWithin: a constraint that is none counts for what refuses, which odd tells.
func mailWithin(local, domain, base string, odd, fold bool) bool {
	baseLocal, baseDomain, box := strings.Cut(base, "@")
	if !box {
		baseDomain = base
	}
	if box && !mailLocal(baseLocal) || !mailDomain(baseDomain) {
		return odd
	}
	switch {
	case box:
		return (local == baseLocal || fold && strings.EqualFold(local, baseLocal)) &&
			strings.EqualFold(domain, baseDomain)
	case baseDomain[0] == '.':
		return hasSuffixFold(domain, baseDomain)
	}
	return strings.EqualFold(domain, baseDomain)
}

func mailLocal(v string) bool {
	for i := range len(v) {
		if !letterOrDigit(v[i]) && strings.IndexByte("!#$%&'*+-/=?^_`{|}~.", v[i]) < 0 {
			return false
		}
	}
	return v != ""
}

func mailDomain(v string) bool {
	for i := range len(v) {
		if !letterOrDigit(v[i]) && v[i] != '-' && v[i] != '.' {
			return false
		}
	}
	return v != ""
}

func letterOrDigit(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' }

func hasSuffixFold(v, suffix string) bool {
	return len(v) >= len(suffix) && strings.EqualFold(v[len(v)-len(suffix):], suffix)
}

func dnsWithin(name, base string, excluding bool) bool {
	if base == "" {
		return true
	}
	name, base = strings.TrimSuffix(name, "."), strings.TrimSuffix(base, ".")
	if parent, ok := strings.CutPrefix(name, "*."); excluding && ok && parent != "" {
		if _, of, ok := strings.Cut(base, "."); ok && strings.EqualFold(parent, of) {
			return true
		}
	}
	if !hasSuffixFold(name, base) {
		return false
	}
	base = strings.TrimPrefix(base, ".")
	return len(name) <= len(base) || name[len(name)-len(base)-1] == '.'
}

func addrWithin(addr, base []byte) bool {
	if len(addr)*2 != len(base) {
		return false
	}
	mask := base[len(addr):]
	for i := range addr {
		if (addr[i]^base[i])&mask[i] != 0 {
			return false
		}
	}
	return true
}
