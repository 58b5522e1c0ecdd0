package mozpkix

import (
	"bytes"
	"strings"
)

// role is what a DNS name stands for.
type role uint8

const (
	reference  role = iota // what the user asked for
	presented              // what a certificate has
	constraint             // what name constraints have
)

// validDNS is IsValidDNSID.
func validDNS(name []byte, as role, wildcards bool) bool {
	if len(name) > 253 {
		return false
	}
	if as == constraint && len(name) == 0 {
		return true
	}
	rest, dots := name, 0
	wildcard := wildcards && len(name) > 0 && name[0] == '*'
	if wildcard {
		if len(name) < 2 || name[1] != '.' {
			return false
		}
		rest, dots = name[2:], 1
	}
	if len(rest) == 0 {
		return false
	}
	label, numeric, hyphen := 0, false, false
	for i, b := range rest {
		first := i == 0 && !wildcard
		switch {
		case b == '.':
			dots++
			if label == 0 && (as != constraint || !first) || hyphen && as != reference {
				return false
			}
			label = 0
			continue
		case b == '-':
			if label == 0 && as != reference {
				return false
			}
			numeric, hyphen = false, true
		case b >= '0' && b <= '9':
			if label == 0 {
				numeric = true
			}
			hyphen = false
		case b == '_' || b|0x20 >= 'a' && b|0x20 <= 'z':
			numeric, hyphen = false, false
		default:
			return false
		}
		if label++; label > 63 {
			return false
		}
	}
	if label == 0 && as != reference || hyphen && as != reference || numeric {
		return false
	}
	if wildcard {
		labels := dots
		if label > 0 {
			labels++
		}
		return labels >= 3 && !bytes.HasPrefix(name, []byte("xn--"))
	}
	return true
}

// matchDNS matches what a certificate presents against a reference, or against a constraint, which a name below it
// matches. below says whether a constraint without a dot in front stands for the names below it, too.
func matchDNS(have, want []byte, as role, subtrees byte, below bool) (bool, Error) {
	if !validDNS(have, presented, below) || !validDNS(want, as, false) {
		return false, BadDER
	}
	h, w := string(have), string(want)
	if as == constraint && len(h) > len(w) {
		switch {
		case w == "":
			return true, Success
		case w[0] == '.':
			h = h[len(h)-len(w):]
		case below:
			if h[len(h)-len(w)-1] != '.' {
				return false, Success
			}
			h = h[len(h)-len(w):]
		}
	}
	if strings.HasPrefix(h, "*") {
		h = h[1:]
		if as != constraint || subtrees != permittedTag {
			for again := true; again; again = !strings.HasPrefix(w, ".") {
				if w == "" {
					return false, Success
				}
				w = w[1:]
			}
		}
	}
	for {
		if h == "" || w == "" || lower([]byte(h[:1])) != lower([]byte(w[:1])) {
			return false, Success
		}
		last := h[0]
		h, w = h[1:], w[1:]
		if h == "" {
			if last == '.' {
				return false, BadDER
			}
			break
		}
	}
	if w != "" && as != constraint && w[0] == '.' {
		w = w[1:]
	}
	return w == "", Success
}

// lower folds ASCII letters.
func lower(b []byte) string {
	out := bytes.Clone(b)
	for i, c := range out {
		if c >= 'A' && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}
