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
	for _, c := range []byte(`\&%<^[`) {
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

// isByteString reports whether line is for the greater part made of \x escapes, or begins a DER element or an alert of
// TLS with one: decoding these would lose what bytes they stand for.
func isByteString(line []byte) bool {
	n := bytes.Count(line, []byte(`\x`))
	return n > 0 &&
		(10*n > len(line) || len(line) <= 40 || bytes.Contains(line, []byte(`\x8`)) ||
			bytes.Contains(line, []byte(`\x308`)) || bytes.Contains(line, []byte(`\x15\x03`)))
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
