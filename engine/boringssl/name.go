package boringssl

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// name is a distinguished name. Equal names have equal canonical forms; a prefix of relative names is a prefix of it.
type name struct {
	canonical  []byte
	attributes []attribute
}

type attribute struct {
	oid     string // content octets
	tag     tag
	content []byte
}

const (
	oidCommonName   = "\x55\x04\x03"
	oidEmailAddress = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01"
)

// maxName bounds the bytes of a name.
const maxName = 1 << 20

func (r *reader) name() (n name) {
	in := r.enter(sequence)
	if len(in.rest) > maxName {
		r.fail()
	}
	for in.more() {
		rdn := in.enter(set)
		if !rdn.more() {
			r.fail()
		}
		var entries [][]byte
		for rdn.more() {
			a := rdn.attribute()
			if !r.ok() {
				break
			}
			n.attributes = append(n.attributes, a)
			entry, ok := a.canonical()
			if !ok {
				r.fail()
			}
			entries = append(entries, entry)
		}
		slices.SortFunc(entries, bytes.Compare)
		n.canonical = append(n.canonical, encode(0x31, bytes.Join(entries, nil))...)
	}
	return n
}

func (r *reader) attribute() (a attribute) {
	in := r.enter(sequence)
	a.oid = string(in.oid(objectID))
	a.tag, _, a.content = in.any()
	in.end()
	return a
}

// canonical writes characters as UTF-8, ASCII in lower case, white space as one blank, none of it at the ends.
func (a attribute) canonical() ([]byte, bool) {
	value := encode(byte(a.tag>>24)|byte(a.tag&0x1f), a.content)
	switch a.tag {
	case utf8String, bmpString, universalStr, printable, teletex, ia5String, visible:
		text, ok := decode(a.tag, a.content)
		if !ok {
			return nil, false
		}
		var out []byte
		blank := false
		for _, c := range text {
			if c == ' ' || c >= '\t' && c <= '\r' {
				blank = len(out) > 0
				continue
			}
			if blank {
				out, blank = append(out, ' '), false
			}
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			out = utf8.AppendRune(out, c)
		}
		value = encode(byte(utf8String), out)
	}
	return encode(0x30, append(encode(byte(objectID), []byte(a.oid)), value...)), true
}

// decode reads the characters of a string; ok is false where BoringSSL reads none.
func decode(t tag, content []byte) (text []rune, ok bool) {
	switch t {
	case utf8String:
		for len(content) > 0 {
			c, size := utf8.DecodeRune(content)
			if c == utf8.RuneError && size <= 1 || !assigned(c) {
				return nil, false
			}
			text, content = append(text, c), content[size:]
		}
	case bmpString, universalStr:
		width := 2
		if t == universalStr {
			width = 4
		}
		if len(content)%width != 0 {
			return nil, false
		}
		for ; len(content) > 0; content = content[width:] {
			c := uint32(0)
			for _, b := range content[:width] {
				c = c<<8 | uint32(b)
			}
			if c > utf8.MaxRune || !assigned(rune(c)) {
				return nil, false
			}
			text = append(text, rune(c))
		}
	default:
		for _, b := range content {
			text = append(text, rune(b))
		}
	}
	return text, true
}

// assigned leaves out surrogates and what Unicode says is no character.
func assigned(c rune) bool {
	return c&0xfffe != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef) && !(c >= 0xd800 && c <= 0xdfff)
}

// encode writes one element.
func encode(identifier byte, content []byte) []byte {
	out := []byte{identifier}
	n := len(content)
	switch {
	case n < 0x80:
		out = append(out, byte(n))
	case n < 0x100:
		out = append(out, 0x81, byte(n))
	case n < 0x10000:
		out = append(out, 0x82, byte(n>>8), byte(n))
	default:
		out = append(out, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(out, content...)
}
