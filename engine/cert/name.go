package cert

import (
	"bytes"
	"slices"
	"strings"

	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// stringTypes are the tags that OpenSSL's ASN1_PRINTABLE takes in an attribute value. ENUMERATED only up to 1.1.1.
const stringTypes = 1<<der.BitString | 1<<7 | 1<<8 | 1<<9 | 1<<der.Enumerated | 1<<11 | 1<<der.UTF8String | 1<<13 |
	1<<14 | 1<<15 | 1<<der.Sequence |
	1<<der.NumericString | 1<<der.PrintableString | 1<<der.T61String | 1<<der.IA5String | 1<<der.UniversalString |
	1<<29 | 1<<der.BMPString

// maxName is OpenSSL's X509_NAME_MAX: a longer encoding does not load.
const maxName = 1 << 20

// readName reads a Name (OpenSSL x509_name_ex_d2i). A value that cannot be brought into canonical form makes the name
// unreadable.
//
//	Name ::= SEQUENCE OF RelativeDistinguishedName
//	RelativeDistinguishedName ::= SET OF AttributeTypeAndValue
//	AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
func readName(r *der.Reader) (n Name) {
	start := r.Offset()
	list := r.EnterList(der.Of(der.Sequence))
	var sorted [][]byte
	var odd []oddity
	for rdn := 0; list.More(); rdn++ {
		set := list.EnterList(der.Of(der.Set))
		sorted = sorted[:0]
		for set.More() {
			at := set.Offset()
			a, canonical, what := readAttribute(set)
			a.RDN = rdn
			if what != canonicalOK {
				odd = append(odd, oddity{what, at, a})
			}
			n.Attributes = append(n.Attributes, a)
			sorted = append(sorted, canonical)
		}
		list.Leave(set)
		if len(sorted) > 0 {
			n.Canonical = appendSet(n.Canonical, sorted)
		}
	}
	r.Leave(list)
	for _, o := range odd { // OpenSSL looks at the values when it has the whole name
		if o.what == canonicalOld {
			why := "character that is not Unicode in a name"
			if o.a.Tag == der.UTF8String {
				why = "UTF8String in a name that is not Unicode"
			}
			r.RefuseAt(o.at, release.Open30, release.Open40, why)
		} else {
			r.FailAt(o.at, "attribute %s: malformed %s", o.a.OID, der.Of(int(o.a.Tag)))
			break
		}
	}
	n.Raw = r.Since(start)
	if len(n.Raw) > maxName {
		r.Fail("name of %d bytes, at most %d are read", len(n.Raw), maxName)
	}
	return n
}

// How a value takes to the canonical form.
type canonicalization int

const (
	canonicalOK  canonicalization = iota
	canonicalOld                  // with a character that is not Unicode, as 1.1.1 allows
	malformed
)

// oddity is an attribute whose value some release cannot bring into canonical form.
type oddity struct {
	what canonicalization
	at   int
	a    Attribute
}

func appendSet(out []byte, elements [][]byte) []byte {
	size := 0
	for _, e := range elements {
		size += len(e)
	}
	if len(elements) > 1 {
		slices.SortFunc(elements, bytes.Compare)
	}
	out = appendHeader(out, 0x20|der.Set, size)
	for _, e := range elements {
		out = append(out, e...)
	}
	return out
}

// appendHeader appends a DER identifier octet and length.
func appendHeader(out []byte, id byte, size int) []byte {
	out = append(out, id)
	switch {
	case size < 0x80:
		return append(out, byte(size))
	case size < 0x100:
		return append(out, 0x81, byte(size))
	case size < 0x10000:
		return append(out, 0x82, byte(size>>8), byte(size))
	case size < 0x1000000:
		return append(out, 0x83, byte(size>>16), byte(size>>8), byte(size))
	}
	return append(out, 0x84, byte(size>>24), byte(size>>16), byte(size>>8), byte(size))
}

// readAttributeValue reads an AttributeTypeAndValue without bringing it into canonical form. id is content octets.
func readAttributeValue(set *der.Reader) (a Attribute, id []byte, unused int) {
	in := set.Enter(der.Of(der.Sequence))
	id = in.OID(der.Of(der.ObjectIdentifier))
	a.OID = oid.Text(id)
	next, ok := in.Peek()
	if ok && next == der.Of(der.Enumerated) {
		in.Refuse(release.Open30, release.Open40, "ENUMERATED in a name")
	}
	if ok && next == der.Of(der.BitString) {
		a.Tag = der.BitString
		a.Value, unused = in.Bits(next)
	} else {
		var tag int
		tag, a.Value = in.OneOf(stringTypes)
		a.Tag = byte(tag)
	}
	set.Leave(in)
	return a, id, unused
}

// skipAttribute reads an attribute of a CRL distribution point's relative name. Only 1.1.1 minds a value without
// canonical form there.
func skipAttribute(set *der.Reader) {
	a, _, _ := readAttributeValue(set)
	if set.Err() == nil && canonicalType(a.Tag) {
		if _, ok, _ := toUTF8(a.Tag, a.Value); !ok {
			set.Refuse(release.Open111, release.Open111, "malformed "+der.Of(int(a.Tag)).String()+" in a relative name")
		}
	}
}

func readAttribute(set *der.Reader) (a Attribute, canonical []byte, what canonicalization) {
	a, id, unused := readAttributeValue(set)
	if set.Err() != nil {
		return a, nil, canonicalOK
	}
	var value []byte
	switch {
	case a.Tag == der.Sequence:
		value = a.Value
	case a.Tag == der.BitString:
		value = append(append(appendHeader(nil, a.Tag, len(a.Value)+1), byte(unused)), a.Value...)
	case canonicalType(a.Tag):
		text, ok, old := toUTF8(a.Tag, a.Value)
		if !ok {
			return a, nil, malformed
		}
		if old {
			what = canonicalOld
		}
		text = foldSpaceAndCase(text)
		value = append(appendHeader(nil, der.UTF8String, len(text)), text...)
	default:
		value = append(appendHeader(nil, a.Tag, len(a.Value)), a.Value...)
	}
	size := len(id) + len(value) + len(appendHeader(nil, 0, len(id)))
	canonical = appendHeader(make([]byte, 0, size+8), 0x20|der.Sequence, size)
	canonical = append(appendHeader(canonical, der.ObjectIdentifier, len(id)), id...)
	return a, append(canonical, value...), what
}

// canonicalType tells the string types whose values are compared without regard to type, case and spaces.
func canonicalType(tag byte) bool {
	switch tag {
	case der.UTF8String,
		der.BMPString,
		der.UniversalString,
		der.PrintableString,
		der.T61String,
		der.IA5String,
		der.VisibleString:
		return true
	}
	return false
}

// String returns the name as RFC 4514 does but in the order of the certificate ("C=US, O=Example, CN=host"), with
// controls, bidi marks and invalid bytes escaped, so that it is safe to show as text.
func (n Name) String() string {
	var b strings.Builder
	for i, a := range n.Attributes {
		switch {
		case i == 0:
		case a.RDN == n.Attributes[i-1].RDN:
			b.WriteString(" + ")
		default:
			b.WriteString(", ")
		}
		if name := oid.Name(a.OID); name != "" {
			b.WriteString(name)
		} else {
			b.WriteString(a.OID)
		}
		b.WriteByte('=')
		b.WriteString(a.String())
	}
	return b.String()
}

// String returns the value as safe text: RFC 4514 escapes for specials, \xNN for controls, bidi marks and bytes that
// are no text; types that hold no text are shown as "#" and hex.
func (a Attribute) String() string {
	text, ok, _ := toUTF8(a.Tag, a.Value)
	if !ok {
		const hex = "0123456789abcdef"
		out := []byte{'#'}
		for _, b := range a.Value {
			out = append(out, hex[b>>4], hex[b&15])
		}
		return string(out)
	}
	return escape(text, true)
}

// CommonName returns the last commonName, made safe as String does; "" when there is none.
func (n Name) CommonName() string {
	for i := len(n.Attributes) - 1; i >= 0; i-- {
		if n.Attributes[i].OID == oid.CommonName {
			return n.Attributes[i].String()
		}
	}
	return ""
}

// Equal reports whether OpenSSL takes the two for the same name.
func (n Name) Equal(m Name) bool { return string(n.Canonical) == string(m.Canonical) }

// WithoutLastRDN returns the canonical encoding of all but the last RDN that has attributes.
func (n Name) WithoutLastRDN() []byte {
	r := der.NewReader(n.Canonical)
	last := 0
	for r.More() {
		last = r.Offset()
		r.Any()
	}
	return n.Canonical[:last]
}
