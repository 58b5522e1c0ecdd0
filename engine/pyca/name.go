package pyca

import (
	"bytes"
	"math/bits"
	"strings"

	"x509strict/engine/cert"
)

// The choices of a general name that are looked at.
const (
	tagDNS     = 2
	tagAddress = 7
)

// validName reports a host name in the preferred syntax of RFC 1034 and RFC 1123.
func validName(name string) bool {
	if name == "" || len(name) > 253 {
		return false
	}
	for _, label := range strings.Split(name, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, b := range []byte(label) {
			switch {
			case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', b == '-':
			default:
				return false
			}
		}
	}
	return true
}

// matches reports whether a name of a certificate is that of a host: the same, or a wildcard for the first label.
func matches(pattern, host string) bool {
	if parent, wild := strings.CutPrefix(pattern, "*."); wild {
		_, rest, more := strings.Cut(host, ".")
		return more && validName(parent) && validName(rest) && strings.EqualFold(parent, rest)
	}
	return validName(pattern) && strings.EqualFold(pattern, host)
}

// within reports whether a name is the constraint's, or below it.
func within(name, constraint string) bool {
	return strings.EqualFold(name, constraint) || len(name) > len(constraint) &&
		name[len(name)-len(constraint)-1] == '.' && strings.EqualFold(name[len(name)-len(constraint):], constraint)
}

// constrained holds the names of a path to the constraints of its last certificate, the leaf's first.
func (v *verifier) constrained(held *holder, by *cert.Certificate) *problem {
	if held.below != nil {
		if p := v.constrained(held.below, by); p != nil {
			return p
		}
	}
	for _, n := range held.names {
		permit := true
		for _, t := range by.NameConstraints.Permitted {
			applies, match, p := v.one(t.Base, n, held.of)
			if p != nil {
				return p
			}
			if applies {
				if permit = match; permit {
					break
				}
			}
		}
		if !permit {
			return other(held.of, "no permitted name constraints matched SAN")
		}
		for _, t := range by.NameConstraints.Excluded {
			_, match, p := v.one(t.Base, n, held.of)
			if p != nil {
				return p
			}
			if match {
				return other(held.of, "excluded name constraint matched SAN")
			}
		}
	}
	return nil
}

// one asks one constraint about one name.
func (v *verifier) one(constraint, name cert.GeneralName, c *cert.Certificate) (applies, match bool, p *problem) {
	if constraint.Tag != name.Tag {
		return false, false, nil
	}
	switch name.Tag {
	case tagDNS:
		switch limit, have := string(constraint.Value), string(name.Value); {
		case !validName(have): // a wildcard too
			return true, false, other(c, "unsatisfiable DNS name constraint: malformed SAN "+have)
		case !validName(limit):
			return true, false, other(c, "malformed DNS name constraint: "+limit)
		default:
			return true, within(have, limit), nil
		}
	case tagAddress:
		half := len(constraint.Value) / 2
		switch {
		case len(name.Value) != 4 && len(name.Value) != 16, len(constraint.Value) != 8 && len(constraint.Value) != 32,
			!prefix(constraint.Value[half:]):
			if v.unknown == "" {
				v.unknown = "a malformed address in a name or a constraint"
			}
			return true, false, nil
		case half != len(name.Value):
			return true, false, nil
		}
		var masked, base []byte
		for i, m := range constraint.Value[half:] {
			masked, base = append(masked, name.Value[i]&m), append(base, constraint.Value[i]&m)
		}
		return true, bytes.Equal(masked, base), nil
	}
	if v.unknown == "" {
		v.unknown = "a name constraint on names other than DNS names and addresses"
	}
	return true, true, nil
}

// prefix reports a mask whose bits are set from the first on.
func prefix(mask []byte) bool {
	ended := false
	for _, m := range mask {
		lead := bits.LeadingZeros8(^m)
		if ended && m != 0 || lead != bits.OnesCount8(m) {
			return false
		}
		ended = ended || lead < 8
	}
	return true
}
