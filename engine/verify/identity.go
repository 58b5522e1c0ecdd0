package verify

import (
	"bytes"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// checkIdentity compares the leaf with the names asked for (OpenSSL check_id). Every kind is reported for itself.
func (s *session) checkIdentity() {
	if s.Host != "" && !MatchesHost(s.leaf, s.Host, s.HostFlags, s.Release) {
		s.report(code.HostnameMismatch, 0, s.leaf)
	}
	if s.Email != "" && !matchesEmail(s.leaf, s.Email, s.Release) {
		s.report(code.EmailMismatch, 0, s.leaf)
	}
	if len(s.IP) > 0 && !MatchesIP(s.leaf, s.IP, s.Release) {
		s.report(code.IpAddressMismatch, 0, s.leaf)
	}
}

// MatchesIP is X509_check_ip: an address of 4 or 16 bytes against the subject alternative names alone.
func MatchesIP(c *cert.Certificate, ip []byte, r release.Release) bool {
	names, _ := c.AltNames(r)
	for _, g := range names {
		if g.Tag == cert.IPTag && len(ip) > 0 && bytes.Equal(g.Value, ip) {
			return true
		}
	}
	return false
}

// MatchesHost is X509_check_host: the DNS names of the leaf, or without any its common names.
func MatchesHost(c *cert.Certificate, host string, flags HostFlags, r release.Release) bool {
	matches := func(pattern []byte) bool { return len(pattern) > 0 && hostMatches(pattern, host, flags) }
	names, _ := c.AltNames(r)
	present := false
	for _, g := range names {
		if g.Tag == cert.DNSTag {
			present = true
			if matches(g.Value) {
				return true
			}
		}
	}
	if present && flags&AlwaysCheckSubject == 0 || flags&NeverCheckSubject != 0 {
		return false
	}
	return subjectMatches(c, oid.CommonName, r, matches)
}

// subjectMatches tries the subject's attributes of a type in order. One that is no text ends the search.
func subjectMatches(c *cert.Certificate, oid string, r release.Release, matches func([]byte) bool) bool {
	for _, a := range c.Subject.Attributes {
		if a.OID != oid || len(a.Value) == 0 {
			continue
		}
		text, ok := a.Text(r)
		if !ok {
			return false
		}
		if matches(text) {
			return true
		}
	}
	return false
}

// matchesEmail is X509_check_email.
//
// libcrypto: 3.x compares an SmtpUTF8Mailbox as it does an rfc822Name, and reads any name after one as Latin-1. 4.0
// looks at mailboxes for addresses beyond ASCII only, and at rfc822Names for the others only.
func matchesEmail(c *cert.Certificate, email string, r release.Release) bool {
	names, _ := c.AltNames(r)
	present, converted := false, false
	international := strings.IndexFunc(email, func(r rune) bool { return r >= 0x80 }) >= 0
	for _, g := range names {
		var name string
		switch {
		case g.Tag == cert.EmailTag && (r < release.Open40 || !international):
			name = string(g.Value)
			if converted {
				text, _ := cert.Attribute{Tag: 22, Value: g.Value}.Text(r)
				name = string(text)
			}
		case mailbox(&g) && r >= release.Open30 && (r < release.Open40 || international):
			name, converted = string(g.Other.Content), true
		case g.Tag != cert.EmailTag:
			continue
		}
		present = true
		if name != "" && emailEqual(name, email) {
			return true
		}
	}
	if present {
		return false
	}
	return subjectMatches(
		c,
		oid.EmailAddress,
		r,
		func(v []byte) bool { return len(v) > 0 && emailEqual(string(v), email) },
	)
}

// mailbox tells an SmtpUTF8Mailbox (RFC 9598) that holds a UTF8String.
func mailbox(g *cert.GeneralName) bool {
	return g.Tag == cert.OtherNameTag && g.Other.Type == oid.SmtpUTF8 && g.Other.Tag == 12
}

// emailEqual compares what follows the last @ without regard to case.
func emailEqual(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := len(a) - 1; i > 0; i-- {
		if a[i] == '@' || b[i] == '@' {
			return equalFold(a[i:], b[i:]) && a[:i] == b[:i]
		}
	}
	return a == b
}

// equalFold ignores the case of ASCII letters; a NUL in pattern equals nothing.
func equalFold(pattern, subject string) bool {
	if len(pattern) != len(subject) {
		return false
	}
	for i := range len(pattern) {
		if pattern[i] == 0 || lower(pattern[i]) != lower(subject[i]) {
			return false
		}
	}
	return true
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// hostMatches compares one name of a certificate with the host (OpenSSL equal_wildcard).
func hostMatches(name []byte, host string, flags HostFlags) bool {
	pattern := string(name)
	dotted := len(host) > 1 && host[0] == '.'
	if dotted {
		return equalFold(skipSubdomains(pattern, len(host), flags), host)
	}
	if flags&NoWildcards == 0 {
		if star := wildcard(pattern, flags); star >= 0 {
			return wildcardMatches(pattern[:star], pattern[star+1:], host, flags)
		}
	}
	return equalFold(pattern, host)
}

// skipSubdomains cuts what stands before a suffix of n bytes, for hosts that begin with a dot.
func skipSubdomains(pattern string, n int, flags HostFlags) string {
	rest := pattern
	for len(rest) > n && rest[0] != 0 {
		if flags&SingleLabelSubdomain != 0 && rest[0] == '.' {
			break
		}
		rest = rest[1:]
	}
	if len(rest) == n {
		return rest
	}
	return pattern
}

// wildcard returns the position of a valid wildcard in pattern, or -1 (OpenSSL valid_star).
func wildcard(pattern string, flags HostFlags) int {
	star, dots := -1, 0
	start, hyphen, idna := true, false, false
	for i := range len(pattern) {
		b := pattern[i]
		switch {
		case b == '*':
			atEnd := i == len(pattern)-1 || pattern[i+1] == '.'
			if star >= 0 || idna || dots > 0 || !start && !atEnd || flags&NoPartialWildcards != 0 && !(start && atEnd) {
				return -1
			}
			star, start = i, false
		case letterOrDigit(b):
			if start && len(pattern)-i >= 4 && strings.EqualFold(pattern[i:i+4], "xn--") {
				idna = true
			}
			hyphen, start = false, false
		case b == '.':
			if hyphen || start {
				return -1
			}
			start, hyphen, idna = true, false, false
			dots++
		case b == '-':
			if start {
				return -1
			}
			hyphen = true
		default:
			return -1
		}
	}
	if start || hyphen || dots < 2 {
		return -1
	}
	return star
}

func letterOrDigit(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// wildcardMatches is OpenSSL's wildcard_match.
func wildcardMatches(prefix, suffix, host string, flags HostFlags) bool {
	if len(host) < len(prefix)+len(suffix) || !equalFold(prefix, host[:len(prefix)]) ||
		!equalFold(suffix, host[len(host)-len(suffix):]) {
		return false
	}
	covered := host[len(prefix) : len(host)-len(suffix)]
	whole := prefix == "" && strings.HasPrefix(suffix, ".")
	if whole && covered == "" {
		return false
	}
	if from := host[len(prefix):]; !whole && len(from) >= 4 && strings.EqualFold(from[:4], "xn--") {
		return false
	}
	if covered == "*" {
		return true
	}
	for i := range len(covered) {
		b := covered[i]
		if !letterOrDigit(b) && b != '-' && !(b == '.' && whole && flags&MultiLabelWildcards != 0) {
			return false
		}
	}
	return true
}
