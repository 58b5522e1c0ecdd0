package read

import (
	"bytes"
	"strconv"

	"x509strict/engine/internal/hexdigit"
)

// hexes finds where bytes written as numbers begin a DER element: 30 and its length octets, in hex, decimal or as
// escapes of a string.
type hexes struct {
	text  []byte
	last  int
	valid bool
}

func newHexes(text []byte) *hexes { return &hexes{text: text} }

// from returns the offset of the first such place at pos or later.
func (h *hexes) from(pos int) (int, bool) {
	if h.valid && h.last >= pos {
		return h.last, h.last < len(h.text)
	}
	b := h.text
	for i := pos; i+7 < len(b); i++ {
		c := b[i]
		if c != '3' && c != '8' && c != '4' && c != '0' && c != '2' {
			continue
		}
		if numberStyle(b, i) != notNumbers {
			h.last, h.valid = i, true
			return i, true
		}
	}
	h.last, h.valid = len(b), true
	return len(b), false
}

// style is how bytes are written.
type style int

const (
	notNumbers  style = iota
	hexNumbers        // 30 82, 30:82, 3082, 0x30, 0x82
	swappedHex        // 8230: little-endian words, as hexdump prints by default
	decimals          // 48, 130 or 48 -126
	escapedText       // 0\x82 or \x30\x82
	hexOfPEM          // 2d2d2d2d2d42: "-----B"
)

// numberStyle reports how the start of a DER SEQUENCE with a long length is written at i.
func numberStyle(b []byte, i int) style {
	if i > 0 && isAlnum(b[i-1]) && !(b[i-1] == 'x' && i > 1 && (b[i-2] == '0' || b[i-2] == '\\')) {
		return notNumbers
	}
	switch {
	case b[i] == '2' && i+12 <= len(b) && bytes.EqualFold(b[i:i+12], []byte("2d2d2d2d2d42")):
		return hexOfPEM
	case b[i] == '0' && b[i+1] == '\\' && b[i+2] == 'x' && b[i+3] == '8' && b[i+4] >= '0' && b[i+4] <= '4':
		return escapedText
	case b[i] == '8' && b[i+1] >= '0' && b[i+1] <= '4' && b[i+2] == '3' && b[i+3] == '0' && b[i+4] == ' ':
		return swappedHex
	case b[i] == '3' && b[i+1] == '0':
		k := skipSeparators(b, i+2, 6)
		if k+1 < len(b) && b[k] == '8' && b[k+1] >= '0' && b[k+1] <= '4' {
			if i > 1 && b[i-1] == 'x' && b[i-2] == '\\' && b[i+2] == '\\' {
				return escapedText
			}
			return hexNumbers
		}
	case b[i] == '4' && b[i+1] == '8' && !isAlnum(b[i+2]):
		k := skipSeparators(b, i+2, 4)
		if k > i+2 && k+4 <= len(b) {
			switch string(b[k : k+3]) {
			case "129", "130", "131":
				return decimals
			}
			if b[k-1] == '-' && b[k] == '1' && b[k+1] == '2' && b[k+2] >= '5' && b[k+2] <= '7' {
				return decimals
			}
		}
	}
	return notNumbers
}

// skipSeparators skips at most limit characters of what stands between numbers: blanks, colons, commas, 0x and \x.
func skipSeparators(b []byte, i, limit int) int {
	for end := min(len(b), i+limit); i < end; i++ {
		switch c := b[i]; {
		case c == ' ' || c == ':' || c == ',' || c == '-' || c == '\t' || c == '\n' || c == '\r':
		case (c == '0' || c == '\\') && i+1 < len(b) && (b[i+1] == 'x' || b[i+1] == 'X'):
			i++
		case c == '\\' && i+1 < len(b) && b[i+1] <= ' ':
		default:
			return i
		}
	}
	return i
}

// hex reads the element that begins at pos and returns where reading goes on.
func (s *scan) hex(pos int) (next int, err error) {
	b := s.text.b
	at := s.at
	at.Kind = "hex"
	at.Line = s.line(pos)
	at.Entry = s.entry(pos)
	var data []byte
	var end int
	switch style := numberStyle(b, pos); style {
	case hexOfPEM:
		data, end = s.gatherHex(pos)
		return end, s.r.data(data, at, s.depth+1)
	case escapedText:
		if b[pos] == '3' {
			data, end = s.gatherHex(pos)
		}
		if n, ok := totalLength(data); !ok || n > len(data) { // not every byte is escaped
			data, end = gatherEscaped(b, pos)
		}
	case decimals:
		data, end = s.gatherDecimals(pos)
	default:
		if perLine := s.dumpWidth(pos); perLine > 0 && s.behindOffset(pos) {
			data, end = s.gatherDump(pos, perLine, style == swappedHex)
		} else if style == hexNumbers {
			data, end = s.gatherHex(pos)
		}
	}
	n, ok := totalLength(data)
	if ok && n <= len(data) {
		known, err := s.r.der(data, at, "", nil, s.depth)
		if known || err != nil {
			return end, err
		}
	} else if ok && len(data) >= 64 && shapeOfHead(data) {
		s.r.note(Problem, "hex-truncated", at, "have", strconv.Itoa(len(data)), "want", strconv.Itoa(n))
		return max(end, pos+2), nil
	}
	if s.retries -= end - pos; s.retries < 0 {
		return max(end, pos+2), nil
	}
	return pos + 2, nil
}

// enough reports whether data holds the whole element that it begins.
func enough(data []byte) bool {
	if len(data) < 6 || data[0] == '-' {
		return false
	}
	n, ok := totalLength(data)
	return !ok || data[0] != 0x30 || len(data) >= n
}

// isFiller reports whether c may stand between numbers or lines of numbers.
func isFiller(c byte) bool {
	return c <= ' ' || bytes.IndexByte([]byte(`:,;-"'{}[]()\|+#>*.&_/`), c) >= 0
}

// gatherHex reads hex digits from pos on, whatever separates them, until the element is whole.
func (s *scan) gatherHex(pos int) (data []byte, end int) {
	b := s.text.b
	prefix := withoutBytes(b[s.text.lineStart(pos):pos])
	nibble, half, padded := 0, false, false
	i := pos
	for i < len(b) && !enough(data) {
		c := b[i]
		d := hexdigit.Value(c)
		switch {
		case d == 0 && i+1 < len(b) && (b[i+1] == 'x' || b[i+1] == 'X'), c == '\\' && i+1 < len(b) && b[i+1] == 'x':
			i += 2
			continue
		case d >= 0:
			if half {
				data = append(data, byte(nibble<<4|d))
				padded = padded || nibble == 0
			}
			nibble, half = d, !half
		case c == '\n':
			line := b[i+1 : s.text.lineEnd(i+1)]
			if rest, ok := bytes.CutPrefix(line, prefix); ok {
				i += len(line) - len(rest)
			} else {
				i += numberedPrefix(line, prefix)
			}
		case c == '/' && i+1 < len(b) && b[i+1] == '*':
			k := bytes.Index(b[i:min(len(b), i+200)], []byte("*/"))
			if k < 0 {
				return data, i
			}
			i += k + 1
		case isFiller(c):
			if half && padded { // a digit is missing: others of one digit are written with a zero
				return data, i
			}
			if half { // a number of one digit
				data = append(data, byte(nibble))
				half = false
			}
		default:
			return data, i
		}
		i++
	}
	return data, i
}

// withoutBytes leaves out the bytes that prefix ends with when it ends with two or more: the element begins among them.
func withoutBytes(prefix []byte) []byte {
	n := len(prefix)
	for n >= 3 && prefix[n-1] == ' ' && hexdigit.Value(prefix[n-2]) >= 0 && hexdigit.Value(prefix[n-3]) >= 0 &&
		(n == 3 || prefix[n-4] <= ' ') {
		n -= 3
	}
	if len(prefix)-n < 6 {
		return prefix
	}
	return prefix[:n]
}

// numberedPrefix returns how much of line has the shape of prefix, or of the end of prefix from a word with a number
// in it on; 0 when none has.
func numberedPrefix(line, prefix []byte) int {
	if n := sameShape(line, prefix); n > 0 {
		return n
	}
	for i := max(len(prefix)-16, 1); i < len(prefix); i++ {
		if isAlnum(prefix[i]) && isAlnum(prefix[i-1]) || !bytes.ContainsAny(prefix[i:], "0123456789") {
			continue
		}
		if n := sameShape(line, prefix[i:]); n > 0 {
			return n
		}
	}
	return 0
}

// gatherDecimals reads decimal numbers from -128 to 255, behind offsets when the first line has one.
func (s *scan) gatherDecimals(pos int) (data []byte, end int) {
	b := s.text.b
	prefix := bytes.TrimRight(b[s.text.lineStart(pos):pos], " \t")
	i := pos
	for i < len(b) && !enough(data) {
		c := b[i]
		switch {
		case c >= '0' && c <= '9':
			negative := i > 0 && b[i-1] == '-'
			v, n := 0, 0
			for i < len(b) && b[i] >= '0' && b[i] <= '9' && n < 4 {
				v = v*10 + int(b[i]-'0')
				i++
				n++
			}
			if v > 255 || negative && v > 128 {
				return data, i
			}
			if negative {
				v = -v
			}
			data = append(data, byte(v))
			continue
		case c == '\n' && len(prefix) > 0:
			i += numberedPrefix(b[i+1:s.text.lineEnd(i+1)], prefix)
		case !isFiller(c):
			return data, i
		}
		i++
	}
	return data, i
}

// gatherEscaped reads the literal of a byte string as Python, Go and C print it.
func gatherEscaped(b []byte, pos int) (data []byte, end int) {
	if pos > 1 && b[pos-1] == 'x' && b[pos-2] == '\\' {
		pos -= 2
	}
	quote := byte('"')
	if pos > 0 && (b[pos-1] == '\'' || b[pos-1] == '`') {
		quote = b[pos-1]
	}
	i := pos
	for i < len(b) && !enough(data) {
		c := b[i]
		if c == '\n' || c == '\r' {
			i++
			continue
		}
		if c == quote { // another literal may follow
			i++
			for i < len(b) && (b[i] <= ' ' || b[i] == '+' || b[i] == 'b' || b[i] == '\\') {
				i++
			}
			if i >= len(b) || b[i] != quote {
				return data, i
			}
			i++
			continue
		}
		if c != '\\' || i+1 >= len(b) {
			data = append(data, c)
			i++
			continue
		}
		v, n := escapedByte(b[i+1:])
		if n == 0 {
			i += 2 // a backslash at the end of a line
			continue
		}
		data = append(data, v)
		i += 1 + n
	}
	return data, i
}

// escapedByte reads what follows a backslash.
func escapedByte(b []byte) (v byte, n int) {
	switch c := b[0]; c {
	case 'x':
		if len(b) > 2 && hexdigit.Value(b[1]) >= 0 && hexdigit.Value(b[2]) >= 0 {
			return byte(hexdigit.Value(b[1])<<4 | hexdigit.Value(b[2])), 3
		}
	case 'n':
		return '\n', 1
	case 'r':
		return '\r', 1
	case 't':
		return '\t', 1
	case 'a':
		return 7, 1
	case 'b':
		return 8, 1
	case 'v':
		return 11, 1
	case 'f':
		return 12, 1
	case '\n', '\r':
		return 0, 0
	case '0', '1', '2', '3':
		o := 0
		for n < 3 && n < len(b) && isOctal(b[n]) {
			o = o<<3 | int(b[n]-'0')
			n++
		}
		return byte(o), n
	}
	return b[0], 1
}
