package cert

import (
	"unicode/utf8"

	"x509strict/engine/der"
	"x509strict/engine/release"
)

// toUTF8 converts string content as ASN1_STRING_to_UTF8 does: single-byte types are Latin-1. ok is false when it
// cannot be converted; old is true when only OpenSSL 1.1.1 converts it (surrogates, values beyond U+10FFFF).
func toUTF8(tag byte, v []byte) (text []byte, ok, old bool) {
	switch tag {
	case der.UTF8String:
		if plain(v) {
			return v, true, false
		}
		ok, old = validUTF8(v)
		return v, ok, old
	case der.BMPString, der.UniversalString:
		width := 2
		if tag == der.UniversalString {
			width = 4
		}
		if len(v)%width != 0 {
			return nil, false, false
		}
		for ; len(v) > 0; v = v[width:] {
			var n uint32
			for _, b := range v[:width] {
				n = n<<8 | uint32(b)
			}
			old = old || n >= 0xd800 && n < 0xe000 || n > 0x10ffff
			text = appendUTF8(text, n)
		}
		return text, true, old
	case der.NumericString,
		der.PrintableString,
		der.T61String,
		der.IA5String,
		der.VisibleString,
		der.UTCTime,
		der.GeneralizedTime:
		if plain(v) {
			return v, true, false
		}
		for _, b := range v {
			text = utf8.AppendRune(text, rune(b))
		}
		return text, true, false
	}
	return nil, false, false
}

// Text converts the attribute's value to UTF-8 as ASN1_STRING_to_UTF8 of release r does; ok is false when that fails
// (a BIT STRING, for instance).
func (a Attribute) Text(r release.Release) (text []byte, ok bool) {
	text, ok, old := toUTF8(a.Tag, a.Value)
	return text, ok && (!old || r < release.Open30)
}

func plain(v []byte) bool {
	for _, b := range v {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

// appendUTF8 encodes as OpenSSL's UTF8_putc of 1.1.1 does, up to six bytes.
func appendUTF8(out []byte, n uint32) []byte {
	switch {
	case n < 0x80:
		return append(out, byte(n))
	case n < 0x800:
		return append(out, 0xc0|byte(n>>6), 0x80|byte(n&0x3f))
	}
	extra, lead := 2, byte(0xe0)
	for limit := uint64(0x10000); uint64(n) >= limit && extra < 5; limit <<= 5 {
		extra++
		lead = lead>>1 | 0x80
	}
	out = append(out, lead|byte(n>>(6*extra)))
	for extra--; extra >= 0; extra-- {
		out = append(out, 0x80|byte(n>>(6*extra))&0x3f)
	}
	return out
}

// validUTF8 follows OpenSSL's UTF8_getc: shortest forms only; old marks what 3.0 and later refuse.
func validUTF8(v []byte) (ok, old bool) {
	for len(v) > 0 {
		b := v[0]
		var size int
		var n uint32
		switch {
		case b < 0x80:
			v = v[1:]
			continue
		case b&0xe0 == 0xc0:
			size, n = 2, uint32(b&0x1f)
		case b&0xf0 == 0xe0:
			size, n = 3, uint32(b&0x0f)
		case b&0xf8 == 0xf0:
			size, n = 4, uint32(b&0x07)
		case b&0xfc == 0xf8:
			size, n = 5, uint32(b&0x03)
		case b&0xfe == 0xfc:
			size, n = 6, uint32(b&0x01)
		default:
			return false, false
		}
		if len(v) < size {
			return false, false
		}
		for _, c := range v[1:size] {
			if c&0xc0 != 0x80 {
				return false, false
			}
			n = n<<6 | uint32(c&0x3f)
		}
		if n < [...]uint32{2: 0x80, 3: 0x800, 4: 0x10000, 5: 0x200000, 6: 0x4000000}[size] {
			return false, false
		}
		old = old || n >= 0xd800 && n < 0xe000 || n > 0x10ffff
		v = v[size:]
	}
	return true, old
}

// foldSpaceAndCase is the body of OpenSSL's asn1_string_canon.
func foldSpaceAndCase(v []byte) []byte {
	for len(v) > 0 && space(v[0]) {
		v = v[1:]
	}
	for len(v) > 0 && space(v[len(v)-1]) {
		v = v[:len(v)-1]
	}
	out := make([]byte, 0, len(v))
	for i := 0; i < len(v); i++ {
		b := v[i]
		switch {
		case space(b):
			if !space(v[i-1]) {
				out = append(out, ' ')
			}
		case b >= 'A' && b <= 'Z':
			out = append(out, b+'a'-'A')
		default:
			out = append(out, b)
		}
	}
	return out
}

func space(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }
