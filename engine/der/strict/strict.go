// Package strict reads DER as verifiers do that read nothing else: BoringSSL's two, mozilla::pkix and webpki. Its
// parent reads what OpenSSL reads.
//
// Two verifiers keep readers of their own, because theirs are not strict and no two are lenient alike: libtasn1
// (package gnutls) runs one position through the whole input and takes padded lengths; Java's DerValue (package
// javapkix) rewrites indefinite lengths, keeps a position of its own and says in words what it met.
package strict

import "x509strict/engine/der"

// Tag is the identifier of an element: the three upper bits of the identifier octet, then the tag number.
type Tag uint32

// Constructed and Contextual are bits of a tag; Classes and Numbers mask its parts.
const (
	Constructed Tag = 0x20 << 24
	Contextual  Tag = 0x80 << 24
	Classes     Tag = 0xc0 << 24
	Numbers     Tag = 1<<29 - 1
)

// Universal tags (X.680 section 8.4).
const (
	Boolean         Tag = der.Boolean
	Integer         Tag = der.Integer
	BitString       Tag = der.BitString
	OctetString     Tag = der.OctetString
	Null            Tag = der.Null
	ObjectID        Tag = der.ObjectIdentifier
	Enumerated      Tag = der.Enumerated
	UTF8String      Tag = der.UTF8String
	PrintableString Tag = der.PrintableString
	TeletexString   Tag = der.T61String
	IA5String       Tag = der.IA5String
	UTCTime         Tag = der.UTCTime
	GeneralizedTime Tag = der.GeneralizedTime
	VisibleString   Tag = der.VisibleString
	UniversalString Tag = der.UniversalString
	BMPString       Tag = der.BMPString
	Sequence        Tag = der.Sequence | Constructed
	Set             Tag = der.Set | Constructed
)

// Context is the tag [n], primitive: an implicit tag of a primitive type.
func Context(n byte) Tag { return Contextual | Tag(n) }

// Explicit is the tag [n], constructed: an explicit tag, or an implicit one of a constructed type.
func Explicit(n byte) Tag { return Contextual | Constructed | Tag(n) }

// Octet is the identifier octet of a tag whose number is below 31.
func (t Tag) Octet() byte { return byte(t>>24) | byte(t&0x1f) }

// Rules are what readers of DER differ in.
type Rules struct {
	OneOctet bool // identifiers are one octet, any but a high form; else high forms are read, [UNIVERSAL 0] is not
	Padded   bool // a length may be longer than its shortest form
	Longest  int  // bytes of content, 0 for what four octets of length can say
}

// Split cuts one element off the front of b.
func (rules Rules) Split(b []byte) (t Tag, whole, content, rest []byte, ok bool) {
	t, at := rules.tag(b)
	if at == 0 || at >= len(b) {
		return 0, nil, nil, nil, false
	}
	length := uint64(b[at])
	at++
	if length >= 0x80 {
		n := int(length & 0x7f)
		if n == 0 || n > 4 || at+n > len(b) {
			return 0, nil, nil, nil, false
		}
		length = 0
		for _, octet := range b[at : at+n] {
			length = length<<8 | uint64(octet)
		}
		at += n
		if !rules.Padded && (length < 0x80 || length>>(8*(n-1)) == 0) {
			return 0, nil, nil, nil, false
		}
	}
	if length > uint64(len(b)-at) || rules.Longest > 0 && length > uint64(rules.Longest) {
		return 0, nil, nil, nil, false
	}
	end := at + int(length)
	return t, b[:end:end], b[at:end:end], b[end:], true
}

// tag returns the tag at the front of b and how many bytes it takes, 0 for none.
func (rules Rules) tag(b []byte) (t Tag, size int) {
	if len(b) == 0 {
		return 0, 0
	}
	t, size = Tag(b[0]&0xe0)<<24, 1
	number := Tag(b[0] & 0x1f)
	switch {
	case number == 0x1f && rules.OneOctet:
		return 0, 0
	case number == 0x1f:
		number = 0
		for {
			if size >= len(b) || size > 5 || number == 0 && b[size] == 0x80 {
				return 0, 0
			}
			number = number<<7 | Tag(b[size]&0x7f)
			size++
			if number > Numbers {
				return 0, 0
			}
			if b[size-1]&0x80 == 0 {
				break
			}
		}
		if number < 0x1f { // the low form would have done
			return 0, 0
		}
	}
	if !rules.OneOctet && (t|number)&^Constructed == 0 {
		return 0, 0
	}
	return t | number, size
}

// ShortestInteger reports whether v is the content of an INTEGER in its shortest form.
func ShortestInteger(v []byte) bool {
	return len(v) > 0 && !(len(v) > 1 && (v[0] == 0 && v[1] < 0x80 || v[0] == 0xff && v[1] >= 0x80))
}

// Bits takes the content of a BIT STRING apart; ok is false for unused bits that are not zero.
func Bits(v []byte) (bits []byte, unused byte, ok bool) {
	if len(v) == 0 || v[0] > 7 || v[0] > 0 && (len(v) == 1 || v[len(v)-1]&(1<<v[0]-1) != 0) {
		return nil, 0, false
	}
	return v[1:], v[0], true
}
