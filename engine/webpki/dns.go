package webpki

import "strings"

// role is what a DNS name is compared as.
type role int

const (
	reference     role = iota // the host that the client asks for
	presented                 // in a certificate
	permittedName             // base of a permitted subtree
	excludedName              // base of an excluded one
)

func (r role) constraint() bool { return r == permittedName || r == excludedName }

// matchDNS compares a presented name with the host, or with the base of a name constraint.
func matchDNS(name, base []byte, as role) (bool, *Error) {
	if !validDNS(name, presented, true) {
		return false, bad(MalformedDNSIdentifier)
	}
	if !validDNS(base, as, false) {
		if as.constraint() {
			return false, bad(MalformedNameConstraint)
		}
		return false, bad(MalformedDNSIdentifier)
	}
	if as.constraint() && len(name) > len(base) {
		if len(base) == 0 {
			return true, nil
		}
		front := len(name) - len(base)
		if base[0] != '.' { // a label must end before it
			if name[front-1] != '.' {
				return false, nil
			}
		}
		name = name[front:]
	}
	if name[0] == '*' && as != permittedName { // stands for one label of the base
		dot := 0
		for dot = 1; dot < len(base) && base[dot] != '.'; dot++ {
		}
		if dot >= len(base) {
			return false, nil
		}
		name, base = name[1:], base[dot:]
	}
	if len(base) < len(name) || !strings.EqualFold(string(name), string(base[:len(name)])) {
		return false, nil
	}
	if name[len(name)-1] == '.' {
		return false, bad(MalformedDNSIdentifier)
	}
	rest := base[len(name):]
	return len(rest) == 0 || !as.constraint() && string(rest) == ".", nil
}

// validDNS reports whether a name has the preferred syntax, with underscores, as far as its role allows: a wildcard is
// a whole label before two others, only the host may end in a dot, and a constraint may start with one or be empty.
func validDNS(name []byte, as role, wildcards bool) bool {
	if len(name) > 253 {
		return false
	}
	if as.constraint() && len(name) == 0 {
		return true
	}
	labels, length := 0, 0 // finished labels; length of the one at hand
	numeric, hyphen := false, false
	first := true
	wildcard := wildcards && len(name) > 0 && name[0] == '*'
	if wildcard {
		if len(name) < 2 || name[1] != '.' {
			return false
		}
		name, labels, first = name[2:], 1, false
	}
	if len(name) == 0 {
		return false
	}
	for _, c := range name {
		switch {
		case c == '.':
			if length == 0 && !(as.constraint() && first) || hyphen {
				return false
			}
			labels++
			length = 0
			first = false
			continue
		case c == '-':
			if length == 0 {
				return false
			}
			numeric, hyphen = false, true
		case digit(c):
			if length == 0 {
				numeric = true
			}
			hyphen = false
		case 'a' <= c|0x20 && c|0x20 <= 'z', c == '_':
			numeric, hyphen = false, false
		default:
			return false
		}
		first = false
		if length++; length > 63 {
			return false
		}
	}
	if length == 0 && as != reference || hyphen || numeric {
		return false
	}
	if length > 0 {
		labels++
	}
	return !wildcard || labels >= 3
}
