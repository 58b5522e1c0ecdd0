package javapkix

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ipv4Literal reads what Java takes for an IPv4 address: one to four decimal numbers, the last filling what is left.
func ipv4Literal(s string) []byte {
	if len(s) == 0 || len(s) > 15 {
		return nil
	}
	numbers := strings.Split(s, ".")
	if len(numbers) > 4 {
		return nil
	}
	out := make([]byte, 4)
	for i, n := range numbers {
		bits := 8
		if i == len(numbers)-1 {
			bits = 8 * (4 - i)
		}
		v, err := strconv.ParseUint(n, 10, bits)
		if err != nil || n[0] == '+' {
			return nil
		}
		for j := range bits / 8 {
			out[i+j] = byte(v >> (bits - 8 - 8*j))
		}
	}
	return out
}

// literalAddress reads an address of either kind, nil for a name.
func literalAddress(s string) []byte {
	if a := ipv4Literal(s); a != nil {
		return a
	}
	if !strings.Contains(s, ":") {
		return nil
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return nil
	}
	if a = a.WithZone(""); a.Is4In6() {
		a = a.Unmap()
	}
	return a.AsSlice()
}

// checkHost is the endpoint identification HTTPS for the leaf.
func checkHost(host string, c *certificate, r Release) *thrown {
	host = strings.TrimSuffix(host, ".")
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	// Java makes all alternative names texts before it looks at any.
	for i := range c.altNames {
		if g := &c.altNames[i]; g.kind == ipName {
			if _, err := g.addressText(); err != nil {
				return &thrown{class: runtimeException, msg: "IPAddress cannot be parsed", cause: err}
			}
		}
	}
	for _, g := range c.altNames {
		if g.kind == ediPartyName && !g.party {
			return &thrown{
				class: runtimeException,
				msg:   "name cannot be encoded",
				cause: ioErr("Cannot have null partyName"),
			}
		}
	}
	if err := c.unparseable[oidSubjectAltName]; err != nil && c.altNames == nil && r >= Java21 {
		return throw(parsingException, "%s", err.msg)
	}
	if address := literalAddress(host); address != nil {
		return checkAddress(host, address, c)
	}
	if !validSNI(host) {
		return unknown("a host name that is none")
	}
	named := false
	for _, g := range c.altNames {
		if g.kind != dnsName {
			continue
		}
		named = true
		if matchesHost(host, g.text, r) {
			return nil
		}
	}
	if named {
		return throw(certException, "No subject alternative DNS name matching %s found.", host)
	}
	if cn := c.subject.attribute(commonNameOID); cn != nil {
		text, ok := cn.text()
		if !ok {
			return unknown("a common name that is no string")
		}
		if matchesHost(host, text, r) {
			return nil
		}
	}
	return throw(certException, "No name matching %s found", host)
}

func checkAddress(host string, address []byte, c *certificate) *thrown {
	if c.altNames == nil {
		return throw(certException, "No subject alternative names present")
	}
	for i := range c.altNames {
		if g := &c.altNames[i]; g.kind == ipName && slices.Equal(g.address, address) {
			return nil
		}
	}
	return throw(certException, "No subject alternative names matching IP address %s found", host)
}

// matchesHost is HostnameChecker.isMatched: a wildcard may stand for any part of the first label; up to Java 17, of
// every label.
func matchesHost(host, template string, r Release) bool {
	host, ok := unicodeName(host)
	if !ok {
		return false
	}
	if template, ok = unicodeName(template); !ok {
		return false
	}
	if i := strings.LastIndexByte(template, '*'); i >= 0 {
		if template == "*" || template == "*." || !strings.Contains(template[i:], ".") {
			return false
		}
	}
	if !validSNI(strings.ReplaceAll(template, "*", "z")) {
		return false
	}
	host, template = strings.ToLower(host), strings.ToLower(template)
	if r < Java21 {
		tokens := func(s string) []string { return strings.FieldsFunc(s, func(c rune) bool { return c == '.' }) }
		a, b := tokens(host), tokens(template)
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			if !matchesLabel(a[i], b[i]) {
				return false
			}
		}
		return true
	}
	first, rest, dotted := strings.Cut(host, ".")
	label, tail, alsoDotted := strings.Cut(template, ".")
	return dotted == alsoDotted && rest == tail && matchesLabel(first, label)
}

// matchesLabel matches a label with wildcards.
func matchesLabel(name, template string) bool {
	before, after, wild := strings.Cut(template, "*")
	if !wild {
		return name == template
	}
	if !strings.HasPrefix(name, before) {
		return false
	}
	name = name[len(before):]
	for {
		before, rest, wild := strings.Cut(after, "*")
		if !wild {
			return strings.HasSuffix(name, after)
		}
		i := strings.Index(name, before)
		if i < 0 {
			return false
		}
		name, after = name[i+len(before):], rest
	}
}

// validSNI is what SNIHostName takes: labels of letters, digits and hyphens inside, with no dot at the end. Labels that
// are not ASCII were decoded by us.
func validSNI(host string) bool {
	if host == "" || strings.HasSuffix(host, ".") {
		return false
	}
	for _, l := range strings.Split(host, ".") {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for _, c := range l {
			if c < 0x80 && c != '-' && !letterOrDigit(c) {
				return false
			}
		}
	}
	return true
}

// unicodeName decodes the labels of an internationalized name (IDN.toUnicode of IDN.toASCII). A name with an empty or
// too long label, or with what nameprep forbids, is none.
//
// Left out: nameprep itself. A name that holds other characters than ASCII is none here; DNS names in certificates
// can't, and hosts are given in ASCII.
func unicodeName(name string) (string, bool) {
	if name == "" || name == "." {
		return name, true
	}
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	for i, l := range labels {
		if l == "" || len(l) > 63 {
			return "", false
		}
		for _, c := range l {
			if c > unicode.MaxASCII {
				return "", false
			}
		}
		if len(l) > 4 && strings.EqualFold(l[:4], "xn--") {
			if decoded, ok := punycode(l[4:]); ok {
				labels[i] = decoded
			}
		}
	}
	out := strings.Join(labels, ".")
	if strings.HasSuffix(name, ".") {
		out += "."
	}
	return out, true
}

// punycode decodes a label, RFC 3492 section 6.2.
func punycode(s string) (string, bool) {
	const base, tmin, tmax, skew, damp, bias0, n0 = 36, 1, 26, 38, 700, 72, 128
	var out []rune
	if i := strings.LastIndexByte(s, '-'); i >= 0 {
		out, s = []rune(s[:i]), s[i+1:]
	}
	n, at, bias := n0, 0, bias0
	for s != "" {
		old, w := at, 1
		for k := base; ; k += base {
			if s == "" {
				return "", false
			}
			c, digit := s[0], 0
			switch s = s[1:]; {
			case c >= 'a' && c <= 'z':
				digit = int(c - 'a')
			case c >= 'A' && c <= 'Z':
				digit = int(c - 'A')
			case c >= '0' && c <= '9':
				digit = int(c-'0') + 26
			default:
				return "", false
			}
			at += digit * w
			t := min(max(k-bias, tmin), tmax)
			if digit < t {
				break
			}
			if w *= base - t; w > 1<<24 || at > 1<<24 {
				return "", false
			}
		}
		delta := (at - old) / 2
		if old == 0 {
			delta = (at - old) / damp
		}
		delta += delta / (len(out) + 1)
		k := 0
		for ; delta > (base-tmin)*tmax/2; k += base {
			delta /= base - tmin
		}
		bias = k + (base-tmin+1)*delta/(delta+skew)
		n += at / (len(out) + 1)
		at %= len(out) + 1
		if n > unicode.MaxRune {
			return "", false
		}
		out = slices.Insert(out, at, rune(n))
		at++
	}
	return string(out), true
}
