package read

import (
	"bytes"
)

// entities are the named ones that occur in what people paste; base64 needs the last three.
var entities = map[string]rune{
	"nbsp":           ' ',
	"quot":           '"',
	"apos":           '\'',
	"lt":             '<',
	"gt":             '>',
	"NewLine":        '\n',
	"Tab":            '\t',
	"ensp":           ' ',
	"emsp":           ' ',
	"thinsp":         ' ',
	"hyphen":         '-',
	"dash":           '-',
	"ndash":          '-',
	"mdash":          '-',
	"minus":          '-',
	"shy":            0xad,
	"ZeroWidthSpace": 0x200b,
	"lowbar":         '_',
	"colon":          ':',
	"bsol":           '\\',
	"plus":           '+',
	"sol":            '/',
	"equals":         '=',
}

// decodeEntity reads &#10; &#x2b; &plus; and the same escaped twice (&amp;#10;).
func decodeEntity(dst, b []byte) ([]byte, int) {
	n := 1
	for bytes.HasPrefix(b[n:], []byte("amp;")) {
		n += 4
	}
	end := bytes.IndexByte(b[n:min(len(b), n+16)], ';')
	if end <= 0 {
		return append(dst, '&'), n
	}
	name := b[n : n+end]
	if name[0] != '#' {
		if r, ok := entities[string(name)]; ok {
			return appendPlain(dst, r), n + end + 1
		}
		return append(dst, '&'), n
	}
	var v uint32
	ok := len(name) > 1
	if ok && (name[1] == 'x' || name[1] == 'X') {
		v, ok = hexValue(name[2:])
	} else {
		for _, c := range name[1:] {
			ok = ok && c >= '0' && c <= '9' && v < 1<<24
			v = v*10 + uint32(c-'0')
		}
	}
	if !ok {
		return append(dst, '&'), n
	}
	return appendPlain(dst, rune(v)), n + end + 1
}

// inline are HTML elements that do not break a line.
var inline = map[string]bool{
	"a":      true,
	"b":      true,
	"i":      true,
	"em":     true,
	"strong": true,
	"code":   true,
	"span":   true,
	"font":   true,
	"mark":   true,
	"wbr":    true,
	"tt":     true,
	"kbd":    true,
	"samp":   true,
	"u":      true,
	"small":  true,
}

// decodeTag drops one HTML or XML tag. Elements other than inline ones break the line.
func decodeTag(dst, b []byte) ([]byte, int) {
	if bytes.HasPrefix(b, []byte("<![CDATA[")) {
		return append(dst, '\n'), len("<![CDATA[")
	}
	end := bytes.IndexByte(b[:min(len(b), 400)], '>')
	if end < 2 || bytes.HasSuffix(dst, []byte("Certificate for ")) { // Java: Certificate for <host> doesn't match
		return append(dst, '<'), 1
	}
	tag := bytes.TrimPrefix(b[1:end], []byte("/"))
	n := 0
	for n < len(tag) && (isAlnum(tag[n]) || n > 0 &&
		(tag[n] == ':' || tag[n] == '-' || tag[n] == '_' || tag[n] == '.')) {
		n++
	}
	rest := bytes.TrimSpace(tag[n:])
	if addressed(tag[:n], rest) || bytes.Contains(tag[:n], []byte("::")) { // Ruby: #<A::B: x returned=5>
		return append(dst, '<'), 1
	}
	if n == 0 || tag[0] >= '0' && tag[0] <= '9' ||
		len(rest) > 0 && rest[0] != '/' && !attributes(rest) ||
		n == len(tag) && n > 40 {
		return append(dst, '<'), 1
	}
	if inline[string(bytes.ToLower(tag[:n]))] {
		return dst, end + 1
	}
	return append(dst, '\n'), end + 1
}

// attributes reports whether what stands behind a tag's name may be its attributes: no name of one holds brackets,
// as what Python prints of an object does.
func attributes(rest []byte) bool {
	i := bytes.IndexByte(rest, '=')
	return i > 0 && !bytes.ContainsAny(rest[:i], "([{")
}

// addressed reports whether what stands between angle brackets is no tag but an address, as mails and logs quote them:
// https://HOST/PATH, which begins with a scheme, or HOST:PORT.
func addressed(name, rest []byte) bool {
	if bytes.HasSuffix(name, []byte(":")) && bytes.HasPrefix(rest, []byte("//")) {
		return true
	}
	i := bytes.LastIndexByte(name, ':')
	return i > 0 && i+1 < len(name) && len(bytes.Trim(name[i+1:], "0123456789")) == 0
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
