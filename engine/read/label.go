package read

import "bytes"

// labels are those of PEM blocks that we know (RFC 7468 section 4, OpenSSL pem.h); where one begins another, the
// longer comes first.
var labels = []string{
	"TRUSTED CERTIFICATE",
	"X509 CERTIFICATE",
	"X.509 CERTIFICATE",
	"NEW CERTIFICATE REQUEST",
	"CERTIFICATE REQUEST",
	"CERTIFICATE PAIR",
	"CERTIFICATE CHAIN",
	"CERTIFICATE",
	"PKCS7",
	"PKCS #7 SIGNED DATA",
	"CMS",
	"PKCS12",
	"ENCRYPTED PRIVATE KEY",
	"RSA PRIVATE KEY",
	"EC PRIVATE KEY",
	"DSA PRIVATE KEY",
	"ANY PRIVATE KEY",
	"OPENSSH PRIVATE KEY",
	"PRIVATE KEY",
	"RSA PUBLIC KEY",
	"SSH2 PUBLIC KEY",
	"PUBLIC KEY",
	"X509 CRL",
	"X.509 CRL",
	"CRL",
	"X9.42 DH PARAMETERS",
	"DH PARAMETERS",
	"DSA PARAMETERS",
	"EC PARAMETERS",
	"ATTRIBUTE CERTIFICATE",
	"PGP PUBLIC KEY BLOCK",
	"PGP PRIVATE KEY BLOCK",
	"PGP MESSAGE",
	"PGP SIGNATURE",
	"PGP SIGNED MESSAGE",
}

// marker is a BEGIN or END line. start and end are offsets around the dashes.
type marker struct {
	start, end int
	label      string
	known      bool // the label is one of ours
	exact      bool // five dashes on both sides, as RFC 7468 wants
}

// markers finds the BEGIN or END lines of a text, from the front to the back.
type markers struct {
	text  []byte
	words [][]byte // spellings that occur at all
	next  []int    // where each occurs next; len(text) for never
	last  marker   // found last and not yet passed
	valid bool
}

func newMarkers(text []byte, spellings ...string) *markers {
	m := &markers{text: text}
	for _, s := range spellings {
		if i := bytes.Index(text, []byte(s)); i >= 0 {
			m.words = append(m.words, []byte(s))
			m.next = append(m.next, i)
		}
	}
	return m
}

// from returns the first marker that starts at pos or later. Calls must not go back by more than they went ahead: the
// search is linear only so.
func (m *markers) from(pos int) (marker, bool) {
	if m.valid && m.last.start >= pos {
		return m.last, true
	}
	for {
		first := -1
		for i, w := range m.words {
			if m.next[i] < pos {
				m.next[i] = len(m.text)
				if k := bytes.Index(m.text[pos:], w); k >= 0 {
					m.next[i] = pos + k
				}
			}
			if m.next[i] < len(m.text) && (first < 0 || m.next[i] < m.next[first]) {
				first = i
			}
		}
		if first < 0 {
			m.valid = false
			return marker{}, false
		}
		at := m.next[first]
		if found, ok := readMarker(m.text, at, len(m.words[first])); ok && found.start >= pos {
			m.last, m.valid = found, true
			return found, true
		}
		pos = at + len(m.words[first])
	}
}

// readMarker reads the marker whose BEGIN or END, of the given length, is at pos.
func readMarker(b []byte, pos, length int) (m marker, ok bool) {
	m.start = pos
	before, after := 0, 0
	for i := pos - 1; i >= 0 && pos-i < 40 && (b[i] == '-' || b[i] == ' ' || b[i] == '_'); i-- {
		if b[i] != ' ' {
			before++
			m.start = i
		} else if before > 0 && b[i+1] != ' ' && i > 0 && b[i-1] != '-' {
			break
		}
	}
	if before == 0 && pos > 0 && isAlnum(b[pos-1]) {
		return m, false
	}
	i := skipBlank(b, pos+length)
	m.label, m.end = matchLabel(b, i)
	if m.known = m.label != ""; !m.known {
		for m.end = i; m.end < len(b) && m.end-i < 64 && b[m.end] != '-' && b[m.end] != '\n'; m.end++ {
		}
		if before < 2 || m.end >= len(b) || b[m.end] != '-' {
			return m, false
		}
		m.label = string(bytes.TrimSpace(b[i:m.end]))
	}
	for i = m.end; i < len(b) && i-m.end < 40 && (b[i] == '-' || b[i] == ' ' || b[i] == '_'); i++ {
		if b[i] != ' ' {
			after++
			m.end = i + 1
		} else if after > 0 && (i+1 == len(b) || b[i+1] != '-') {
			break
		}
	}
	m.exact = before >= 5 && after == 5
	if m.known {
		return m, before+after > 0 || m.label != "CRL" && m.label != "CMS" && m.label != "PKCS7" && m.label != "PKCS12"
	}
	return m, m.label != "" && before > 1 && after > 1
}

// skipBlank skips what may stand between the words of a marker: blanks, what URLs and shells put in their place, and
// line breaks of narrow terminals.
func skipBlank(b []byte, i int) int {
	for n := 0; i < len(b) && n < 8 &&
		(b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n' || b[i] == '+' || b[i] == '_' ||
			b[i] == '\\'); n++ {
		i++
	}
	return i
}

// matchLabel returns the label that b holds at i, in our spelling, and where it ends; "" for none.
func matchLabel(b []byte, i int) (label string, end int) {
	for _, l := range labels {
		if end := matchWords(b, i, l); end > 0 {
			return l, end
		}
	}
	return "", i
}

func matchWords(b []byte, i int, label string) (end int) {
	for k := 0; k < len(label); k++ {
		if label[k] == ' ' {
			i = skipBlank(b, i)
			continue
		}
		if i >= len(b) || b[i]&^0x20 != label[k]&^0x20 || isAlnum(b[i]) != isAlnum(label[k]) {
			return 0
		}
		i++
	}
	if i < len(b) && isAlnum(b[i]) && label != "CERTIFICATE" {
		return 0
	}
	return i
}
