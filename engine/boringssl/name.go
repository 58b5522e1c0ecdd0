package boringssl

import (
	"bytes"
	"slices"
	"unicode/utf8"
	"x509strict/engine/oid"

	"x509strict/engine/der"
	"x509strict/engine/der/strict"
)

// name is a distinguished name. Equal names have equal canonical forms; a prefix of relative names is a prefix of it.
type name struct {
	canonical  []byte
	attributes []attribute
}

type attribute struct {
	oid     string // content octets
	tag     strict.Tag
	content []byte
}

const (
	oidCommonName   = oid.CommonNameContent
	oidEmailAddress = oid.EmailAddressContent
)

// maxName bounds the bytes of a name.
const maxName = 1 << 20

func readName(r *strict.Reader) (n name) {
	in := r.Enter(strict.Sequence)
	if len(in.Rest()) > maxName {
		r.Fail()
	}
	for in.More() {
		rdn := in.Enter(strict.Set)
		if !rdn.More() {
			r.Fail()
		}
		var entries [][]byte
		for rdn.More() {
			a := readAttribute(rdn)
			if !r.OK() {
				break
			}
			n.attributes = append(n.attributes, a)
			entry, ok := a.canonical()
			if !ok {
				r.Fail()
			}
			entries = append(entries, entry)
		}
		slices.SortFunc(entries, bytes.Compare)
		n.canonical = append(n.canonical, der.Build(0x31, bytes.Join(entries, nil))...)
	}
	return n
}

func readAttribute(r *strict.Reader) (a attribute) {
	in := r.Enter(strict.Sequence)
	a.oid = string(in.OID(strict.ObjectID))
	a.tag, _, a.content = readAny(in)
	in.End()
	return a
}

// canonical writes characters as UTF-8, ASCII in lower case, white space as one blank, none of it at the ends.
func (a attribute) canonical() ([]byte, bool) {
	value := der.Build(a.tag.Octet(), a.content)
	switch a.tag {
	case strict.UTF8String, strict.BMPString, strict.UniversalString, strict.PrintableString,
		strict.TeletexString, strict.IA5String, strict.VisibleString:
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
		value = der.Build(0x0c, out)
	}
	return der.Build(0x30, append(der.Build(0x06, []byte(a.oid)), value...)), true
}

// decode reads the characters of a string; ok is false where BoringSSL reads none.
func decode(t strict.Tag, content []byte) (text []rune, ok bool) {
	switch t {
	case strict.UTF8String:
		for len(content) > 0 {
			c, size := utf8.DecodeRune(content)
			if c == utf8.RuneError && size <= 1 || !strict.Character(c) {
				return nil, false
			}
			text, content = append(text, c), content[size:]
		}
	case strict.BMPString:
		return strict.Wide(content, 2)
	case strict.UniversalString:
		return strict.Wide(content, 4)
	default:
		for _, b := range content {
			text = append(text, rune(b))
		}
	}
	return text, true
}
