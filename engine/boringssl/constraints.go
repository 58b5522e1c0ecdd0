package boringssl

import (
	"bytes"
	"strings"

	"x509strict/engine/der"
	"x509strict/engine/der/strict"
)

// constraints are the name constraints of a CA.
type constraints struct{ permitted, excluded []subtree }

type subtree struct {
	base    generalName
	bounded bool // there is a minimum or a maximum
}

func (n *constraints) read(r *strict.Reader) {
	in := r.Enter(strict.Sequence)
	for i, list := range []*[]subtree{&n.permitted, &n.excluded} {
		t := strict.Explicit(byte(i))
		if !in.Is(t) {
			continue
		}
		in.List(t, func(trees *strict.Reader) {
			one := trees.Enter(strict.Sequence)
			tree := subtree{base: readGeneralName(one)}
			for i := range byte(2) {
				if one.Is(strict.Context(i)) {
					one.Int(strict.Context(i))
					tree.bounded = true
				}
			}
			one.End()
			*list = append(*list, tree)
		})
	}
	in.End()
}

// checkConstraints goes down from the anchor, whose own constraints count. It returns false when the verifier ends
// here.
func (s *session) checkConstraints() bool {
	any := false
	for i := len(s.chain) - 1; i >= 0; i-- {
		c := s.chain[i]
		if i > 0 && c.selfIssued {
			continue
		}
		for j := len(s.chain) - 1; j > i; j-- {
			n := s.chain[j].constraints
			if n == nil {
				continue
			}
			any = true
			if code := n.check(c); code != "" {
				s.report(code, i, c)
			}
		}
	}
	leaf := s.chain[0]
	if !any || leaf.hasAltNames {
		return true
	}
	code := nameLikeHost(leaf)
	if code != "" {
		s.report(code, 0, leaf)
	}
	return code != OutOfMemory
}

// nameLikeHost refuses a common name that looks like a host's.
func nameLikeHost(c *certificate) Code {
	for _, a := range c.subject.attributes {
		if a.oid != oidCommonName {
			continue
		}
		switch a.tag {
		case strict.UTF8String, strict.BMPString, strict.UniversalString, strict.PrintableString,
			strict.TeletexString, strict.IA5String, strict.VisibleString,
			der.NumericString, der.GeneralString, der.VideotexString, der.GraphicString:
		default:
			return OutOfMemory
		}
		text, ok := decode(a.tag, a.content)
		if !ok {
			return OutOfMemory
		}
		if looksLikeHost(string(text)) {
			return ConstraintsWithoutSANs
		}
	}
	return ""
}

func looksLikeHost(v string) bool {
	v = strings.TrimSuffix(v, ".")
	v = strings.TrimPrefix(v, "*.")
	start := 0
	for i := range len(v) {
		b := v[i]
		switch {
		case letterOrDigit(b) || b == '_' || b == ':' || b == '-' && i > start:
		case b == '.' && i > start && i < len(v)-1:
			start = i + 1
		default:
			return false
		}
	}
	return v != ""
}

// check holds a certificate's names to the constraints.
func (n *constraints) check(c *certificate) Code {
	trees := len(n.permitted) + len(n.excluded)
	if trees*(len(c.subject.attributes)+len(c.altNames)) > maximumSubtreeProduct {
		return Unspecified
	}
	if len(c.subject.attributes) > 0 {
		if code := n.match(&generalName{tag: directoryName, name: c.subject}, false); code != "" {
			return code
		}
	}
	for _, a := range c.subject.attributes {
		if a.oid != oidEmailAddress {
			continue
		}
		if a.tag != strict.IA5String {
			return UnsupportedNameSyntax
		}
		if code := n.match(&generalName{tag: rfc822Name, value: string(a.content)}, true); code != "" {
			return code
		}
	}
	for i := range c.altNames {
		if code := n.match(&c.altNames[i], false); code != "" {
			return code
		}
	}
	return ""
}

// match is nc_match. fold excludes mailboxes whatever their case.
func (n *constraints) match(g *generalName, fold bool) Code {
	found, matched := false, false
	for i := range n.permitted {
		t := &n.permitted[i]
		if t.base.tag != g.tag {
			continue
		}
		if t.bounded {
			return SubtreeMinMax
		}
		if found = true; matched {
			continue
		}
		switch code := t.base.holds(g, false, false); code {
		case "":
			matched = true
		case PermittedViolation:
		default:
			return code
		}
	}
	if found && !matched {
		return PermittedViolation
	}
	for i := range n.excluded {
		t := &n.excluded[i]
		if t.base.tag != g.tag {
			continue
		}
		if t.bounded {
			return SubtreeMinMax
		}
		switch code := t.base.holds(g, true, fold); code {
		case "":
			return ExcludedViolation
		case PermittedViolation:
		default:
			return code
		}
	}
	return ""
}

// holds reports whether a name lies in the subtree: "" for yes, PermittedViolation for no.
func (base *generalName) holds(g *generalName, excluding, fold bool) Code {
	switch base.tag {
	case directoryName:
		return within(bytes.HasPrefix(g.name.canonical, base.name.canonical))
	case dnsName:
		return within(dnsWithin(g.value, base.value, excluding))
	case rfc822Name:
		return mailWithin(g.value, base.value, fold)
	case uriName:
		return uriWithin(g.value, base.value)
	}
	return UnsupportedConstraintType
}

func within(yes bool) Code {
	if yes {
		return ""
	}
	return PermittedViolation
}

// dnsWithin: a subtree of labels; one that begins with a dot, any suffix. A wildcard that could cover an excluded name
// lies in its subtree.
func dnsWithin(name, base string, excluding bool) bool {
	if base == "" {
		return true
	}
	name, base = strings.TrimSuffix(name, "."), strings.TrimSuffix(base, ".")
	if parent, ok := strings.CutPrefix(name, "*."); excluding && ok {
		if _, of, ok := strings.Cut(base, "."); ok && equalFold(parent, of) {
			return true
		}
	}
	if strings.HasPrefix(base, ".") {
		return hasSuffixFold(name, base)
	}
	if len(name) > len(base) {
		cut := len(name) - len(base)
		if name[cut-1] != '.' {
			return false
		}
		name = name[cut:]
	}
	return equalFold(name, base)
}

// mailWithin: a mailbox, a host, or with a dot in front all hosts below it.
func mailWithin(mail, base string, fold bool) Code {
	local, domain, ok := strings.Cut(mail, "@")
	if !ok || !mailLocal(local) || !mailDomain(domain) {
		return UnsupportedNameSyntax
	}
	baseLocal, baseDomain, box := strings.Cut(base, "@")
	if !box {
		baseDomain = base
	}
	if box && !mailLocal(baseLocal) || !mailDomain(baseDomain) {
		return UnsupportedNameSyntax
	}
	switch {
	case box:
		return within((baseLocal == local || fold && equalFold(baseLocal, local)) && equalFold(baseDomain, domain))
	case baseDomain[0] == '.':
		return within(hasSuffixFold(domain, baseDomain))
	}
	return within(equalFold(baseDomain, domain))
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

// uriWithin compares the host of a URI, which must be a domain name.
func uriWithin(uri, base string) Code {
	host, ok := uriHost(uri)
	if !ok {
		return UnsupportedNameSyntax
	}
	base = strings.TrimSuffix(base, ".")
	below, under := strings.CutPrefix(base, ".")
	if !domainName(below) {
		return UnsupportedConstraintSyntax
	}
	if under {
		return within(hasSuffixFold(host, base))
	}
	return within(equalFold(base, host))
}

func uriHost(uri string) (string, bool) {
	scheme, rest, ok := strings.Cut(uri, ":")
	if !ok || scheme == "" || !letter(scheme[0]) {
		return "", false
	}
	for i := range len(scheme) {
		if !letterOrDigit(scheme[i]) && strings.IndexByte("+-.", scheme[i]) < 0 {
			return "", false
		}
	}
	rest, ok = strings.CutPrefix(rest, "//")
	if !ok {
		return "", false
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	host, port, _ := strings.Cut(rest, ":")
	if strings.Trim(port, "0123456789") != "" {
		return "", false
	}
	host = strings.TrimSuffix(host, ".")
	return host, domainName(host)
}

// domainName is a host of RFC 1123 that is no address: its last label is no number.
func domainName(v string) bool {
	last := ""
	for label := range strings.SplitSeq(v, ".") {
		if label == "" || len(label) > 63 || !letterOrDigit(label[0]) || !letterOrDigit(label[len(label)-1]) {
			return false
		}
		for i := range len(label) {
			if !letterOrDigit(label[i]) && label[i] != '-' {
				return false
			}
		}
		last = label
	}
	digits := "0123456789"
	if strings.HasPrefix(last, "0x") || strings.HasPrefix(last, "0X") {
		last, digits = last[2:], "0123456789abcdefABCDEF"
	}
	return strings.Trim(last, digits) != ""
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func letterOrDigit(b byte) bool { return letter(b) || b >= '0' && b <= '9' }

// equalFold ignores the case of ASCII letters.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if x, y := a[i], b[i]; x != y && !(letter(x) && x^y == 0x20) {
			return false
		}
	}
	return true
}

func hasSuffixFold(v, suffix string) bool {
	return len(v) >= len(suffix) && equalFold(v[len(v)-len(suffix):], suffix)
}
