package gnutls

import (
	"encoding/hex"
	"net/netip"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/oid"
)

// maxCN is MAX_CN: longer names are not looked at.
const maxCN = 256

// printable kinds need one octet more than their length where they are copied.
func (n altName) fits(room int) bool {
	switch n.kind {
	case emailName, dnsName, uriName, registeredID, otherName:
		return len(n.value)+1 <= room
	}
	return len(n.value) <= room
}

// matchesHost is gnutls_x509_crt_check_hostname2. Where no alternative name is a DNS name, an address or a URI, the
// common name counts, if there is one only and the certificate may be a TLS server's.
func (k *crt) matchesHost(host string) bool {
	if strings.Contains(host, ":") || isIPv4(host) {
		if ip, err := netip.ParseAddr(host); err == nil && ip.Zone() == "" {
			return k.matchesIP(ip.AsSlice())
		}
	}
	common := true
	for _, n := range k.san {
		if !n.fits(maxCN) {
			common = false
			continue
		}
		switch n.kind {
		case dnsName, ipName, uriName:
			common = false
		case otherName:
			common = common && n.oid != oidSRVName
		}
		if n.kind == dnsName && printable(n.value) && matchName(string(n.value), host) {
			return true
		}
	}
	if !common || !k.hasPurpose(false) {
		return false
	}
	name, _, e := k.onlyAttribute(oid.CommonName)
	return e == nil && name != "" && printable([]byte(name)) && matchName(name, host)
}

const oidSRVName = "1.3.6.1.5.5.7.8.7"

func isIPv4(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Is4()
}

func (k *crt) matchesIP(ip []byte) bool {
	for _, n := range k.san {
		if n.kind == ipName && string(n.value) == string(ip) {
			return true
		}
	}
	return false
}

// attribute is one of a name. raw is its value, header included.
type attribute struct {
	rdn int
	oid string
	raw []byte
}

// attributes takes a name apart.
func attributes(name []byte) (out []attribute) {
	r := &reader{src: name}
	rdn := 0
	r.list(sequence, func() {
		r.list(setOf, func() {
			r.fields(sequence, func(func() bool) {
				id := r.oid(objectID)
				if value := r.any(); r.err == nil {
					out = append(out, attribute{rdn, oid.Text(id), value})
				}
			})
		})
		rdn++
	})
	return out
}

// onlyAttribute returns the text of the subject's attribute and whether there is one: an error for a second one and for
// one that is too long.
func (k *crt) onlyAttribute(kind string) (text string, found bool, e *failure) {
	for _, a := range attributes(k.c.Subject.Raw) {
		if a.oid != kind {
			continue
		}
		if found {
			return "", true, errIllegal
		}
		text, found = a.text(), true
	}
	if len(text)+1 > maxCN {
		return "", true, errIllegal
	}
	return text, found, nil
}

// Types of values that GnuTLS expects of attributes it knows.
const (
	utf8Tag      = 12
	numericTag   = 18
	printableTag = 19
	teletexTag   = 20
	ia5Tag       = 22
	universalTag = 28
	bmpTag       = 30
	anyString    = 0 // a DirectoryString
)

var attributeTypes = map[string]byte{
	"1.3.6.1.5.5.7.9.2": anyString, "1.3.6.1.5.5.7.9.3": printableTag, "1.3.6.1.5.5.7.9.4": printableTag,
	"1.3.6.1.5.5.7.9.5": printableTag, oid.Country: printableTag, oid.Street: anyString, oid.Title: anyString,
	oid.Organization: anyString, oid.OrganizationalUnit: anyString, oid.CommonName: anyString, oid.Locality: anyString,
	oid.State: anyString, oid.Description: anyString, oid.SerialNumber: printableTag, "2.5.4.20": printableTag,
	oid.Surname: anyString, oid.Initials: anyString,
	oid.GenerationQualifier: anyString, oid.GivenName: anyString, oid.Pseudonym: anyString,
	oid.DNQualifier: printableTag, oid.PostalCode: anyString, oid.NameAttr: anyString, oid.BusinessCategory: anyString,
	oid.DomainComponent: ia5Tag, oid.UserID: anyString, "1.2.840.113556.1.4.656": anyString,
	oid.JurisdictionLocality: anyString, oid.JurisdictionState: anyString,
	oid.JurisdictionCountry: printableTag, oid.EmailAddress: ia5Tag, "1.3.6.1.5.5.7.8.5": utf8Tag,
	"1.2.643.100.1": numericTag, "1.2.643.100.3": numericTag, "1.2.643.100.5": numericTag,
	"1.2.643.3.131.1.1": numericTag,
}

// text is a value as GnuTLS prints it: escaped, and in hexadecimal where it is not of the type that the attribute has.
func (a attribute) text() string {
	if text, ok := a.plain(); ok {
		return escape(text)
	}
	return hexadecimal(a.raw)
}

func hexadecimal(b []byte) string { return "#" + hex.EncodeToString(b) }

func (a attribute) plain() (string, bool) {
	want, known := attributeTypes[a.oid]
	r := &reader{src: a.raw}
	tag := a.raw[0]
	value := r.value(tag)
	text := string(value)
	switch {
	case !known || r.err != nil:
		return "", false
	case want != anyString:
		return text, tag == want && !strings.Contains(text, "\x00")
	case text == "":
		return "", false
	}
	switch tag {
	case utf8Tag, printableTag:
	case teletexTag:
		if !printable(value) {
			text = hexadecimal(value)
		}
	case universalTag:
		text = hexadecimal(value)
	case bmpTag:
		var ok bool
		if text, ok = fromUCS2(value); !ok {
			text = hexadecimal(value)
		}
	default:
		return "", false
	}
	return text, !strings.Contains(text, "\x00")
}

// sameName compares two names as GnuTLS does: octet for octet, or else by what it would print of each, so that types of
// strings do not matter but case and spaces do.
func sameName(a, b *cert.Name) bool {
	if string(a.Raw) == string(b.Raw) {
		return true
	}
	x, y := attributes(a.Raw), attributes(b.Raw)
	if len(x) != len(y) || len(x) == 0 {
		return false
	}
	for i := range x {
		if x[i].oid != y[i].oid || x[i].rdn != y[i].rdn || x[i].text() != y[i].text() {
			return false
		}
	}
	return true
}

func fromUCS2(v []byte) (string, bool) {
	if len(v)%2 != 0 {
		return "", false
	}
	var out strings.Builder
	for i := 0; i < len(v); i += 2 {
		r := rune(v[i])<<8 | rune(v[i+1])
		if r == 0 || r >= 0xd800 && r < 0xe000 {
			return "", false
		}
		out.WriteRune(r)
	}
	return out.String(), true
}

// escape puts a backslash before what RFC 4514 escapes.
func escape(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		b := text[i]
		if strings.IndexByte(",+\"\\<>;", b) >= 0 || b == '#' && i == 0 || b == ' ' && (i == 0 || i == len(text)-1) {
			out.WriteByte('\\')
		}
		out.WriteByte(b)
	}
	return out.String()
}

func printable(name []byte) bool {
	for _, b := range name {
		if b < 0x20 || b > 0x7e {
			return false
		}
	}
	return true
}

// matchName compares without regard to case. A name that starts with an asterisk and has two dots after it matches what
// ends like it, within one label.
func matchName(name, host string) bool {
	if !strings.HasPrefix(name, "*") {
		return len(name) == len(host) && upper(name) == upper(host)
	}
	last := strings.LastIndexByte(name, '.')
	if last < 0 || strings.IndexByte(name, '.') == last || last == len(name)-1 {
		return false
	}
	for rest := host; ; rest = rest[1:] {
		if upper(name[1:]) == upper(rest) {
			return true
		}
		if rest == "" || rest[0] == '.' {
			return false
		}
	}
}

// upper is c_toupper over a string: ASCII only.
func upper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}
