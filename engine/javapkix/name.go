package javapkix

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"x509strict/engine/oid"
)

// name is a distinguished name (X500Name).
type name struct {
	rdns      []rdn
	canonical string // what names are compared by (getRFC2253CanonicalName)
}

// rdn is a relative distinguished name.
type rdn struct {
	avas      []ava
	canonical string
}

// ava is an attribute.
type ava struct {
	oid   string
	value *value
}

// shortKeywords are the attribute types that RFC 2253 names: those that names are compared with as text.
var shortKeywords = map[string]string{
	oid.CommonName: "CN", oid.Country: "C", oid.Locality: "L", oid.State: "ST", oid.Organization: "O",
	oid.OrganizationalUnit: "OU",
	oid.Street:             "STREET", oid.DomainComponent: "DC", oid.UserID: "UID",
}

// longKeywords are the further ones that Java prints by name.
var longKeywords = map[string]string{
	oid.Title: "T", "1.3.6.1.4.1.42.2.11.2.1": "IP", oid.DNQualifier: "DNQ", oid.Surname: "SURNAME", oid.GivenName: "GIVENNAME",
	oid.Initials: "INITIALS", oid.GenerationQualifier: "GENERATION",
	oid.EmailAddress: "EMAILADDRESS", oid.SerialNumber: "SERIALNUMBER",
}

const (
	commonNameOID = oid.CommonName
	emailOID      = oid.EmailAddress
)

// readName reads a Name (X500Name.parseDER). What is no SEQUENCE is taken, with all that follows, for the content of
// one.
func readName(in *input) (name, *thrown) {
	all := *in
	var n name
	v, err := in.next()
	var sets []*value
	if err == nil {
		sets, err = v.list(tagSequence)
	}
	if err != nil {
		if !err.isIO() {
			return n, err
		}
		if sets, err = newValue(tagSequence, all.left, all.how).list(tagSequence); err != nil {
			return n, err
		}
	}
	return nameOf(sets)
}

func nameOf(sets []*value) (n name, err *thrown) {
	for _, set := range sets {
		r, err := readRDN(set)
		if err != nil {
			return n, err
		}
		n.rdns = append(n.rdns, r)
	}
	parts := make([]string, 0, len(n.rdns))
	for _, r := range slices.Backward(n.rdns) {
		parts = append(parts, r.canonical)
	}
	n.canonical = strings.Join(parts, ",")
	return n, nil
}

func readRDN(set *value) (r rdn, err *thrown) {
	if set.tag != tagSet {
		return r, ioErr("X500 RDN")
	}
	list, err := set.again().list(tagSet)
	if err != nil {
		return r, err
	}
	for _, one := range list {
		a, err := readAVA(one)
		if err != nil {
			return r, err
		}
		r.avas = append(r.avas, a)
	}
	type part struct {
		named bool
		text  string
	}
	var parts []part
	for _, a := range r.avas {
		parts = append(parts, part{shortKeywords[a.oid] != "", a.canonical()})
	}
	slices.SortStableFunc(parts, func(a, b part) int {
		switch {
		case a.named && !b.named:
			return -1
		case b.named && !a.named:
			return 1
		}
		return strings.Compare(a.text, b.text)
	})
	texts := make([]string, 0, len(parts))
	for _, p := range parts {
		texts = append(texts, p.text)
	}
	r.canonical = strings.Join(texts, "+")
	return r, nil
}

func readAVA(v *value) (a ava, err *thrown) {
	if v.tag != tagSequence {
		return a, ioErr("AVA not a sequence")
	}
	in := &v.rest
	if a.oid, err = in.oid(); err != nil {
		return a, err
	}
	if a.value, err = in.next(); err != nil {
		return a, err
	}
	if in.more() {
		return a, ioErr("AVA, extra bytes = %d", in.available())
	}
	if a.value.tag == tagBMP {
		for i, unit := range wide(a.value.content) {
			if utf16.IsSurrogate(rune(unit)) { // of a pair: what is alone has become U+FFFD
				return a, ioErr("Illegal character in BMPString, index: %d", i)
			}
		}
	}
	return a, nil
}

func (n name) empty() bool {
	for _, r := range n.rdns {
		if len(r.avas) > 0 {
			return false
		}
	}
	return true
}

// equal is X500Name.equals: canonical text, and the same count of RDNs and attributes.
func (n name) equal(m name) bool { return n.canonical == m.canonical }

// within reports whether the name is below another (X500Name.isWithinSubtree).
func (n name) within(m name) bool {
	if len(n.rdns) < len(m.rdns) {
		return false
	}
	for i, r := range m.rdns {
		if len(r.avas) != len(n.rdns[i].avas) || r.canonical != n.rdns[i].canonical {
			return false
		}
	}
	return true
}

// attribute finds the most specific value of a type.
func (n name) attribute(oid string) *value {
	for _, r := range slices.Backward(n.rdns) {
		for _, a := range r.avas {
			if a.oid == oid {
				return a.value
			}
		}
	}
	return nil
}

// canonical is AVA.toRFC2253CanonicalString.
//
// Left out: Java brings the text into normalization form KD; other forms of the same letters are other names here.
func (a ava) canonical() string {
	keyword := shortKeywords[a.oid]
	if keyword == "" || a.value.tag != tagPrintable && a.value.tag != tagUTF8 {
		if keyword == "" {
			keyword = a.oid
		}
		return strings.ToLower(keyword) + "=#" + hex.EncodeToString(a.value.encoded())
	}
	text := latin1(a.value.content)
	if a.value.tag == tagUTF8 {
		text = utf8Text(a.value.content)
	}
	var b strings.Builder
	white := false
	for i, c := range []rune(text) {
		special := strings.ContainsRune(",+<>;\"\\", c) || i == 0 && c == '#'
		if special {
			b.WriteByte('\\')
		}
		if c == ' ' {
			if white {
				continue
			}
			white = true
		} else {
			white = false
		}
		b.WriteRune(c)
	}
	value := strings.TrimFunc(b.String(), func(r rune) bool { return r <= ' ' })
	return strings.ToLower(strings.ToUpper(keyword + "=" + value))
}

// String is the name as Java prints it: the last RDN first.
func (n name) String() string {
	parts := make([]string, 0, len(n.rdns))
	for _, r := range slices.Backward(n.rdns) {
		var avas []string
		for _, a := range r.avas {
			avas = append(avas, a.String())
		}
		parts = append(parts, strings.Join(avas, " + "))
	}
	return strings.Join(parts, ", ")
}

// String is AVA.toString.
func (a ava) String() string {
	keyword := shortKeywords[a.oid]
	if keyword == "" {
		keyword = longKeywords[a.oid]
	}
	if keyword == "" {
		keyword = "OID." + a.oid
	}
	text, ok := a.value.text()
	if !ok {
		return keyword + "=#" + hex.EncodeToString(a.value.encoded())
	}
	const special = ",+=\n<>#;\\\""
	chars := []rune(text)
	quoted := len(chars) > 1 && chars[0] == '"' && chars[len(chars)-1] == '"'
	quote, white := false, false
	var b strings.Builder
	for i, c := range chars {
		switch {
		case quoted && (i == 0 || i == len(chars)-1):
		case printable(c) || strings.ContainsRune(special, c):
			quote = quote || i == 0 && (c == ' ' || c == '\n') || strings.ContainsRune(special, c)
			if c == ' ' || c == '\n' {
				quote = quote || white
				white = true
			} else {
				if c == '"' || c == '\\' {
					b.WriteByte('\\')
				}
				white = false
			}
		default:
			white = false
		}
		b.WriteRune(c)
	}
	out := b.String()
	if strings.HasSuffix(out, " ") || strings.HasSuffix(out, "\n") {
		quote = true
	}
	if !quoted && quote {
		out = `"` + out + `"`
	}
	return keyword + "=" + out
}

// printable tells the characters of PrintableString.
func printable(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		strings.ContainsRune(" '()+,-./:=?", c)
}

// text is DerValue.getAsString; ok is false for what is no string.
func (v *value) text() (string, bool) {
	switch v.tag {
	case tagUTF8:
		return utf8Text(v.content), true
	case tagPrintable, tagIA5, tagGeneral:
		return ascii(v.content), true
	case tagT61:
		return latin1(v.content), true
	case tagBMP:
		return string(utf16.Decode(wide(v.content))), true
	case tagUniversal:
		var out []rune
		for i := 0; i+3 < len(v.content); i += 4 {
			c := rune(binary.BigEndian.Uint32(v.content[i:]))
			if !utf8.ValidRune(c) {
				c = unicode.ReplacementChar
			}
			out = append(out, c)
		}
		if len(v.content)%4 != 0 {
			out = append(out, unicode.ReplacementChar)
		}
		return string(out), true
	}
	return "", false
}

// wide decodes as Java's UTF_16BE: a surrogate that has no partner becomes U+FFFD, and so does what stands where the
// partner should.
func wide(b []byte) []uint16 {
	var out []uint16
	for ; len(b) >= 2; b = b[2:] {
		unit := binary.BigEndian.Uint16(b)
		switch {
		case !utf16.IsSurrogate(rune(unit)):
			out = append(out, unit)
		case unit >= 0xdc00:
			out = append(out, unicode.ReplacementChar)
		case len(b) < 4:
			return append(out, unicode.ReplacementChar)
		default:
			low := binary.BigEndian.Uint16(b[2:])
			if low >= 0xdc00 && low <= 0xdfff {
				out = append(out, unit, low)
			} else {
				out = append(out, unicode.ReplacementChar)
			}
			b = b[2:]
		}
	}
	if len(b) > 0 {
		out = append(out, unicode.ReplacementChar)
	}
	return out
}

// ascii decodes as Java's US_ASCII: every other byte becomes U+FFFD.
func ascii(b []byte) string {
	out := make([]rune, len(b))
	for i, c := range b {
		if out[i] = rune(c); c >= 0x80 {
			out[i] = unicode.ReplacementChar
		}
	}
	return string(out)
}

func latin1(b []byte) string {
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = rune(c)
	}
	return string(out)
}

func utf8Text(b []byte) string { return strings.ToValidUTF8(string(b), "\ufffd") }
