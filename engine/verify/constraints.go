package verify

import (
	"bytes"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// accepted is X509_V_OK.
const accepted code.Code = 0

// checkConstraints tests names from the top down (OpenSSL check_name_constraints). It returns false when verification
// ends without an event.
func (s *session) checkConstraints() bool {
	for i := len(s.chain) - 1; i >= 0; i-- {
		c := s.chain[i]
		if i != 0 && c.SelfIssued() {
			continue
		}
		if c.Proxy(s.Release) != nil && !proxySubject(c) {
			s.reportAt(code.ProxySubjectNameViolation, i)
		}
		for j := len(s.chain) - 1; j > i; j-- {
			constraints := s.chain[j].Constraints(s.Release)
			if constraints == nil {
				continue
			}
			found := s.namesWithin(c, constraints)
			if found == accepted && i == 0 && s.commonNameCounts(c) {
				found = s.commonNamesWithin(c, constraints)
			}
			switch found {
			case accepted:
			case code.OutOfMem:
				return false
			default:
				s.reportAt(found, i)
			}
		}
	}
	return true
}

// proxySubject is RFC 3820 section 3.4: the issuer's name and one common name more, in an RDN of its own.
func proxySubject(c *cert.Certificate) bool {
	a := c.Subject.Attributes
	last := len(a) - 1
	return last >= 1 && len(a) == len(c.Issuer.Attributes)+1 && a[last].RDN != a[last-1].RDN &&
		a[last].OID == oid.CommonName &&
		bytes.Equal(c.Subject.WithoutLastRDN(), c.Issuer.Canonical)
}

func (s *session) commonNameCounts(leaf *cert.Certificate) bool {
	if s.HostFlags&NeverCheckSubject != 0 {
		return false
	}
	if s.HostFlags&AlwaysCheckSubject != 0 {
		return true
	}
	names, _ := leaf.AltNames(s.Release)
	for _, g := range names {
		if g.Tag == cert.DNSTag {
			return false
		}
	}
	return true
}

// maxNameChecks is OpenSSL's NAME_CHECK_MAX, the product of names and subtrees.
const maxNameChecks = 1 << 20

// namesWithin is NAME_CONSTRAINTS_check: subject, its e-mail addresses, the alternative names.
func (s *session) namesWithin(c *cert.Certificate, n *cert.NameConstraints) code.Code {
	names, _ := c.AltNames(s.Release)
	if subtrees := len(n.Permitted) + len(n.Excluded); subtrees > 0 &&
		len(c.Subject.Attributes)+len(names) > maxNameChecks/subtrees {
		return code.Unspecified
	}
	if len(c.Subject.Attributes) > 0 {
		if found := s.nameWithin(&cert.GeneralName{Tag: cert.DirectoryTag, Name: &c.Subject}, n); found != accepted {
			return found
		}
	}
	for _, a := range c.Subject.Attributes {
		if a.OID != oid.EmailAddress {
			continue
		}
		if a.Tag != 22 {
			return code.UnsupportedNameSyntax
		}
		if found := s.nameWithin(&cert.GeneralName{Tag: cert.EmailTag, Value: a.Value}, n); found != accepted {
			return found
		}
	}
	for i := range names {
		if found := s.nameWithin(&names[i], n); found != accepted {
			return found
		}
	}
	return accepted
}

// commonNamesWithin is NAME_CONSTRAINTS_check_CN: common names that look like host names count as DNS names.
func (s *session) commonNamesWithin(c *cert.Certificate, n *cert.NameConstraints) code.Code {
	for _, a := range c.Subject.Attributes {
		if a.OID != oid.CommonName {
			continue
		}
		text, ok := a.Text(s.Release)
		if !ok {
			return code.OutOfMem
		}
		text = bytes.TrimRight(text, "\x00")
		if bytes.IndexByte(text, 0) >= 0 {
			return code.UnsupportedNameSyntax
		}
		if !looksLikeHost(text) {
			continue
		}
		if found := s.nameWithin(&cert.GeneralName{Tag: cert.DNSTag, Value: text}, n); found != accepted {
			return found
		}
	}
	return accepted
}

// looksLikeHost is the syntax of OpenSSL's cn2dnsid: two labels or more.
func looksLikeHost(v []byte) bool {
	dots := false
	for i, b := range v {
		inner := i > 0 && i < len(v)-1
		switch {
		case letterOrDigit(b) || b == '_':
		case b == '-' && inner:
		case b == '.' && inner && v[i+1] != '.' && v[i-1] != '-' && v[i+1] != '-':
			dots = true
		default:
			return false
		}
	}
	return dots
}

// nameWithin is OpenSSL's nc_match: one name against permitted, then excluded subtrees of its type.
func (s *session) nameWithin(g *cert.GeneralName, n *cert.NameConstraints) code.Code {
	tag := g.Tag
	if s.modern && tag == cert.OtherNameTag && g.Other.Type == oid.SmtpUTF8 {
		tag = cert.EmailTag
	}
	found, matched := false, false
	for i := range n.Permitted {
		sub := &n.Permitted[i]
		if !s.sameType(tag, g, &sub.Base) {
			continue
		}
		if !s.wholeSubtree(sub) {
			return code.SubtreeMinmax
		}
		found = true
		if matched {
			continue
		}
		switch found := s.compare(tag, g, &sub.Base); found {
		case accepted:
			matched = true
		case code.PermittedViolation:
		default:
			return found
		}
	}
	if found && !matched {
		return code.PermittedViolation
	}
	for i := range n.Excluded {
		sub := &n.Excluded[i]
		if !s.sameType(tag, g, &sub.Base) {
			continue
		}
		if !s.wholeSubtree(sub) {
			return code.SubtreeMinmax
		}
		switch found := s.compare(tag, g, &sub.Base); found {
		case accepted:
			return code.ExcludedViolation
		case code.PermittedViolation:
		default:
			return found
		}
	}
	return accepted
}

func (s *session) sameType(tag byte, g, base *cert.GeneralName) bool {
	return tag == base.Tag && (tag != cert.OtherNameTag || !s.modern || g.Other.Type == base.Other.Type)
}

// wholeSubtree: no maximum, and no minimum but, since 3.0, a zero.
func (s *session) wholeSubtree(sub *cert.Subtree) bool {
	return sub.Maximum == nil && (sub.Minimum == nil || s.modern && len(sub.Minimum) == 1 && sub.Minimum[0] == 0)
}

// compare is OpenSSL's nc_match_single; PermittedViolation means no match.
func (s *session) compare(tag byte, g, base *cert.GeneralName) code.Code {
	switch tag {
	case cert.DirectoryTag:
		return matched(bytes.HasPrefix(g.Name.Canonical, base.Name.Canonical))
	case cert.DNSTag:
		return matched(dnsWithin(string(g.Value), string(base.Value)))
	case cert.EmailTag:
		if g.Tag == cert.OtherNameTag {
			return mailboxWithin(g.Other, string(base.Value), s.Release)
		}
		return emailWithin(string(g.Value), string(base.Value))
	case cert.URITag:
		if s.Release >= release.Open35 {
			return uriWithin(urlHost(string(g.Value)))(string(base.Value))
		}
		return uriWithin(plainURIHost(string(g.Value)))(string(base.Value))
	case cert.IPTag:
		return ipWithin(g.Value, base.Value)
	}
	return code.UnsupportedConstraintType
}

func matched(ok bool) code.Code {
	if ok {
		return accepted
	}
	return code.PermittedViolation
}

func dnsWithin(name, base string) bool {
	if base == "" {
		return true
	}
	if len(name) < len(base) {
		return false
	}
	cut := len(name) - len(base)
	if cut > 0 && base[0] != '.' && name[cut-1] != '.' {
		return false
	}
	return sameLetters(name[cut:], base)
}

// sameLetters ignores the case of ASCII letters.
func sameLetters(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func emailWithin(email, base string) code.Code {
	at, baseAt := strings.LastIndexByte(email, '@'), strings.LastIndexByte(base, '@')
	if at < 0 {
		return code.UnsupportedNameSyntax
	}
	if baseAt < 0 && strings.HasPrefix(base, ".") {
		return matched(len(email) > len(base) && sameLetters(email[len(email)-len(base):], base))
	}
	if baseAt > 0 {
		if baseAt != at {
			return code.PermittedViolation
		}
		if strings.IndexByte(base[:baseAt], 0) >= 0 || strings.IndexByte(email[:at], 0) >= 0 {
			return code.UnsupportedNameSyntax
		}
		if base[:baseAt] != email[:at] {
			return code.PermittedViolation
		}
	}
	return matched(sameLetters(email[at+1:], base[baseAt+1:]))
}

// mailboxWithin compares an SmtpUTF8Mailbox (OpenSSL nc_email_eai).
//
// libcrypto: a base that begins with a dot gets a second one, and a local part in the base matches nothing. What does
// not fit into the buffer is an error, up to 3.0 with room for one more character.
func mailboxWithin(o *cert.OtherName, base string, r release.Release) code.Code {
	if strings.IndexByte(base, 0) >= 0 || o.Tag != 12 {
		return code.UnsupportedNameSyntax
	}
	email := string(o.Content)
	at := strings.LastIndexByte(email, '@')
	if at < 0 {
		return code.UnsupportedNameSyntax
	}
	room := 256 // libcrypto's buffer, with the terminating NUL
	if r < release.Open35 {
		room--
	}
	if strings.HasPrefix(base, ".") {
		host, ok := unicodeHost(base)
		if !ok || len(host) > room-2 {
			return code.Unspecified
		}
		host = "." + host
		return matched(len(email) > len(host) && sameLetters(email[len(email)-len(host):], host))
	}
	host, ok := unicodeHost(base)
	if !ok || len(host) > room-1 {
		return code.Unspecified
	}
	return matched(sameLetters(email[at+1:], host))
}

func ipWithin(ip, base []byte) code.Code {
	if len(ip) != 4 && len(ip) != 16 || len(base) != 8 && len(base) != 32 {
		return code.UnsupportedNameSyntax
	}
	if len(ip)*2 != len(base) {
		return code.PermittedViolation
	}
	mask := base[len(ip):]
	for i := range ip {
		if (ip[i]^base[i])&mask[i] != 0 {
			return code.PermittedViolation
		}
	}
	return accepted
}
