package read

import (
	"bytes"
	"encoding/binary"
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// plain is a paste made plain: escapes of JSON, C, HTML, XML and URLs decoded, terminal colors dropped, the dashes,
// blanks and quotes of word processors turned into ASCII. An escaped line break starts a new line, so one line of the
// source can become many here.
type plain struct {
	b      []byte
	start  []int32 // offset in b of each line
	source []int32 // line of the source, from 1; nil when line i is source line i+1
}

// lineAt returns the source line of offset pos.
func (p *plain) lineAt(pos int) int {
	i := p.index(pos)
	if p.source == nil {
		return i + 1
	}
	return int(p.source[i])
}

// index returns which line offset pos is in, from 0.
func (p *plain) index(pos int) int {
	i := sort.Search(len(p.start), func(i int) bool { return int(p.start[i]) > pos })
	return max(i-1, 0)
}

// lineStart returns the offset where the line of pos begins.
func (p *plain) lineStart(pos int) int { return int(p.start[p.index(pos)]) }

// lineEnd returns the offset of the line feed that ends the line of pos, or the end of the text.
func (p *plain) lineEnd(pos int) int {
	if i := p.index(pos); i+1 < len(p.start) {
		return int(p.start[i+1]) - 1
	}
	return len(p.b)
}

// special marks the bytes that a plain text does not hold.
var special = func() (t [256]bool) {
	for i := range t {
		t[i] = i >= 0x7f || i < ' ' && i != '\n' && i != '\r' && i != '\t'
	}
	for _, c := range []byte(`\&%<`) {
		t[c] = true
	}
	return t
}()

func hasSpecial(b []byte) bool {
	for _, c := range b {
		if special[c] {
			return true
		}
	}
	return false
}

// makePlain decodes data. It aliases data when there is nothing to decode.
func makePlain(data []byte) *plain {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	loneCR := bytes.Count(data, []byte("\r")) != bytes.Count(data, []byte("\r\n"))
	if !loneCR && !hasSpecial(data) {
		return &plain{b: data, start: lineStarts(data)}
	}
	lines := bytes.Count(data, []byte("\n")) + 1
	p := &plain{
		b:      make([]byte, 0, len(data)+len(data)/8),
		start:  make([]int32, 0, lines),
		source: make([]int32, 0, lines),
	}
	number := int32(1)
	for len(data) > 0 {
		line, rest := cutLine(data)
		from := len(p.b)
		p.start, p.source = append(p.start, int32(from)), append(p.source, number)
		if !hasSpecial(line) || looksLikeDump(line) || isByteString(line) {
			p.b = append(p.b, line...)
		} else {
			p.b = decodeEscapes(p.b, line)
			for i := from; i < len(p.b); i++ {
				if p.b[i] == '\n' {
					p.start, p.source = append(p.start, int32(i+1)), append(p.source, number)
				}
			}
		}
		if len(rest) < len(data)-len(line) {
			p.b = append(p.b, '\n')
		}
		data = rest
		number++
	}
	if len(p.start) == 0 {
		p.start, p.source = []int32{0}, []int32{1}
	}
	return p
}

// isByteString reports whether line is for the greater part made of \x escapes, or begins a DER element with one:
// decoding these would lose what bytes they stand for.
func isByteString(line []byte) bool {
	n := bytes.Count(line, []byte(`\x`))
	return n > 0 &&
		(10*n > len(line) || len(line) <= 40 || bytes.Contains(line, []byte(`\x8`)) || bytes.Contains(line, []byte(`\x308`)))
}

func lineStarts(b []byte) []int32 {
	starts := make([]int32, 1, bytes.Count(b, []byte("\n"))+1)
	for i, c := range b {
		if c == '\n' {
			starts = append(starts, int32(i+1))
		}
	}
	return starts
}

// cutLine returns the first line without its line break (LF, CRLF or a lone CR) and what follows.
func cutLine(b []byte) (line, rest []byte) {
	i := bytes.IndexAny(b, "\r\n")
	switch {
	case i < 0:
		return b, nil
	case b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n':
		return b[:i], b[i+2:]
	}
	return b[:i], b[i+1:]
}

// decodeUTF16 turns UTF-16, as Windows tools write it, into UTF-8; other input is returned as it is.
func decodeUTF16(b []byte) []byte {
	var order binary.ByteOrder
	switch {
	case len(b) < 4:
		return b
	case b[0] == 0xff && b[1] == 0xfe:
		order, b = binary.LittleEndian, b[2:]
	case b[0] == 0xfe && b[1] == 0xff:
		order, b = binary.BigEndian, b[2:]
	case b[1] == 0 && b[3] == 0 && b[0] != 0 && b[2] != 0:
		order = binary.LittleEndian
	case b[0] == 0 && b[2] == 0 && b[1] != 0 && b[3] != 0:
		order = binary.BigEndian
	default:
		return b
	}
	out := make([]byte, 0, len(b)/2+8)
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(b) {
			if both := utf16.DecodeRune(r, rune(order.Uint16(b[i+2:]))); both != utf8.RuneError {
				r = both
				i += 2
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// decodeEscapes appends line to dst with its escapes decoded.
func decodeEscapes(dst, line []byte) []byte {
	for i := 0; i < len(line); {
		c := line[i]
		if !special[c] {
			dst = append(dst, c)
			i++
			continue
		}
		var n int
		switch {
		case c == '\\':
			dst, n = decodeBackslash(dst, line[i:])
		case c == '&':
			dst, n = decodeEntity(dst, line[i:])
		case c == '%':
			dst, n = decodePercent(dst, line[i:])
		case c == '<':
			dst, n = decodeTag(dst, line[i:])
		case c == 0x1b:
			n = terminalSequence(line[i:])
		case c >= utf8.RuneSelf:
			var r rune
			r, n = utf8.DecodeRune(line[i:])
			dst = appendPlain(dst, r)
		default: // controls
			n = 1
			if c != 0 {
				dst = append(dst, ' ')
			}
		}
		i += n
	}
	return dst
}

// decodeBackslash reads \n, \r, \t, \/, \", \', \u002b, \x2b, \u{2b}, \053, each behind any number of backslashes,
// and a backslash at the end of a line.
func decodeBackslash(dst, b []byte) ([]byte, int) {
	n := 1
	for n < len(b) && b[n] == '\\' {
		n++
	}
	if n == len(b) {
		return dst, n
	}
	switch c := b[n]; c {
	case 'n', 'r':
		return append(dst, '\n'), n + 1
	case 't':
		return append(dst, ' '), n + 1
	case '/', '"', '\'', '`':
		return append(dst, c), n + 1
	case 'u', 'U', 'x':
		digits := b[n+1:]
		if len(digits) > 0 && digits[0] == '{' {
			if end := bytes.IndexByte(digits, '}'); end > 1 && end < 8 {
				if v, ok := hexValue(digits[1:end]); ok {
					return appendPlain(dst, rune(v)), n + 1 + end + 1
				}
			}
			break
		}
		size := map[byte]int{'u': 4, 'U': 8, 'x': 2}[c]
		if len(digits) >= size {
			if v, ok := hexValue(digits[:size]); ok {
				return appendPlain(dst, rune(v)), n + 1 + size
			}
		}
	case '0', '1':
		if len(b) >= n+3 && isOctal(b[n+1]) && isOctal(b[n+2]) {
			return appendPlain(dst, rune(c-'0')<<6|rune(b[n+1]-'0')<<3|rune(b[n+2]-'0')), n + 3
		}
	}
	return append(dst, '\\'), n
}

func isOctal(c byte) bool { return c >= '0' && c <= '7' }

func hexValue(b []byte) (v uint32, ok bool) {
	for _, c := range b {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		v = v<<4 | uint32(d)
	}
	return v, len(b) > 0
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

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

// decodePercent reads %0A and the same escaped twice (%250A), ASCII only.
func decodePercent(dst, b []byte) ([]byte, int) {
	n := 1
	for bytes.HasPrefix(b[n:], []byte("25")) {
		n += 2
	}
	if len(b) >= n+2 {
		if v, ok := hexValue(b[n : n+2]); ok && v < 0x80 {
			return appendPlain(dst, rune(v)), n + 2
		}
	}
	return append(dst, '%'), n
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
	if addressed(tag[:n], rest) {
		return append(dst, '<'), 1
	}
	if n == 0 || tag[0] >= '0' && tag[0] <= '9' ||
		len(rest) > 0 && rest[0] != '/' && !bytes.Contains(rest, []byte("=")) ||
		n == len(tag) && n > 40 {
		return append(dst, '<'), 1
	}
	if inline[string(bytes.ToLower(tag[:n]))] {
		return dst, end + 1
	}
	return append(dst, '\n'), end + 1
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

// terminalSequence returns the length of the escape sequence (ECMA-48 section 5) that b starts with.
func terminalSequence(b []byte) int {
	if len(b) < 2 {
		return 1
	}
	switch b[1] {
	case '[':
		for i := 2; i < len(b) && i < 32; i++ {
			if b[i] >= 0x40 && b[i] <= 0x7e {
				return i + 1
			}
		}
	case ']':
		for i := 2; i < len(b) && i < 400; i++ {
			if b[i] == 7 {
				return i + 1
			}
		}
	}
	return 2
}

// appendPlain appends what r stands for.
func appendPlain(dst []byte, r rune) []byte {
	switch {
	case r == '\r' || r == '\n' || r == 0x85 || r == 0x2028 || r == 0x2029 || r == '↵' || r == '⏎' || r == '␊' ||
		r == '¶':
		return append(dst, '\n')
	case r == '\t':
		return append(dst, ' ')
	case r == 0:
		return dst
	case r >= ' ' && r < 0x7f:
		return append(dst, byte(r))
	case r >= 0x2010 && r <= 0x2015,
		r == 0x2212,
		r == 0x2e3a,
		r == 0x2e3b,
		r == 0xfe58,
		r == 0xfe63,
		r == 0x2043,
		r == 0x2500,
		r == 0x2501:
		return append(dst, '-')
	case r == 0xad,
		r >= 0x200b && r <= 0x200f,
		r == 0x2060,
		r == 0xfeff,
		r >= 0x202a && r <= 0x202e,
		r >= 0x2066 && r <= 0x2069:
		return dst // soft hyphen, zero width, direction marks
	case r == 0xa0, r >= 0x2000 && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x3000, r == 0x1680, r == 0x180e:
		return append(dst, ' ')
	case r >= 0x2018 && r <= 0x201b:
		return append(dst, '\'')
	case r >= 0x201c && r <= 0x201f, r == 0xab, r == 0xbb:
		return append(dst, '"')
	case r == 0x2026:
		return append(dst, "..."...)
	case r >= 0x2502 && r <= 0x257f:
		return append(dst, '|')
	case r >= 0xff01 && r <= 0xff5e && r != '，': // fullwidth forms
		return append(dst, byte(r-0xfee0))
	case isWritten(r):
		return utf8.AppendRune(dst, r)
	}
	return append(dst, '?')
}

// isWritten reports whether r is of the scripts that messages are known in: European, Chinese, Japanese, Korean.
func isWritten(r rune) bool {
	return r >= 0xc0 && r < 0x530 || r >= 0x1e00 && r < 0x1f00 || r >= 0x3001 && r <= 0x3002 ||
		r >= 0x3040 && r < 0xa000 ||
		r >= 0xac00 && r < 0xd7b0 ||
		r == '，'
}
