package read

import (
	"bytes"
	"strconv"
)

// hexes finds where bytes written as numbers begin a DER element: 30 and its length octets, in hex, decimal or as escapes of a string.
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
	prefix := b[s.text.lineStart(pos):pos]
	nibble, half, padded := 0, false, false
	i := pos
	for i < len(b) && !enough(data) {
		c := b[i]
		d := hexDigit(c)
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

// numberedPrefix returns how much of line has the shape of prefix, or of the end of prefix from a word with a number in it on; 0 when none has.
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

// gatherDecimals reads decimal numbers from -128 to 255.
func (s *scan) gatherDecimals(pos int) (data []byte, end int) {
	b := s.text.b
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
		if len(b) > 2 && hexDigit(b[1]) >= 0 && hexDigit(b[2]) >= 0 {
			return byte(hexDigit(b[1])<<4 | hexDigit(b[2])), 3
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

// looksLikeDump reports whether a line begins as those of xxd, hexdump or od do: an offset, then groups of hex digits.
func looksLikeDump(line []byte) bool {
	line = bytes.TrimPrefix(bytes.TrimLeft(line[:min(len(line), 120)], " \t|>#*"), []byte("0x"))
	n := digitsAt(line)
	if n < 4 || n > 16 || n+8 > len(line) || line[n] != ':' && line[n] != ' ' && line[n] != '\t' {
		return false
	}
	groups := bytes.Fields(line[n+1 : min(len(line), n+40)])
	pairs := 0
	for _, g := range groups {
		if d := digitsAt(g); d != len(g) || d%2 != 0 {
			break
		}
		pairs++
	}
	return pairs >= 2
}

func digitsAt(b []byte) (n int) {
	for n < len(b) && hexDigit(b[n]) >= 0 {
		n++
	}
	return n
}

// dumpLine is a line of a dump: what stands before the offset, the offset as text, and where its bytes begin.
type dumpLine struct {
	lead, offset []byte
	start        int // offset in the text
	end          int // of the line
}

// readDumpLine reads the line of pos, when it looks like one of a dump.
func (s *scan) readDumpLine(pos int) (l dumpLine, ok bool) {
	b := s.text.b
	from := s.text.lineStart(pos)
	l.end = s.text.lineEnd(pos)
	i := from
	for i < l.end && i-from <= 40 && hexDigit(b[i]) < 0 || i+1 < l.end && b[i] == '0' && b[i+1] == 'x' {
		i++
	}
	if i-from > 40 {
		return l, false
	}
	n := digitsAt(b[i:l.end])
	l.lead, l.offset = b[from:i], b[i:i+n]
	l.start = i + n
	return l, n >= 4 && n <= 16 && l.start < l.end && (b[l.start] == ':' || b[l.start] <= ' ')
}

// pairsAt counts the bytes in hex groups at the start of line, up to where two blanks or something else end them.
func pairsAt(line []byte) (n int) {
	line = bytes.TrimLeft(line, ": \t|")
	for len(line) > 0 {
		d := digitsAt(line)
		if d == 0 || d%2 != 0 {
			return n
		}
		n += d / 2
		line = line[d:]
		if len(line) > 1 && line[0] == ' ' && line[1] == ' ' && n%8 != 0 {
			return n
		}
		line = bytes.TrimLeft(line, " \t-:")
	}
	return n
}

// dumpWidth returns how many bytes each line of a dump holds, judged by the offsets of the line of pos and the next; 0 when it is no dump.
func (s *scan) dumpWidth(pos int) int {
	this, ok := s.readDumpLine(pos)
	if !ok || this.end >= len(s.text.b) {
		return 0
	}
	next, ok := s.readDumpLine(this.end + 1)
	if !ok || !bytes.Equal(next.lead, this.lead) {
		return 0
	}
	pairs := pairsAt(s.text.b[this.start:this.end])
	fitting := 0
	for _, base := range []int{16, 8, 10} {
		x, err1 := strconv.ParseUint(string(this.offset), base, 64)
		y, err2 := strconv.ParseUint(string(next.offset), base, 64)
		if err1 != nil || err2 != nil || y <= x || y-x < 4 || y-x > 64 {
			continue
		}
		width := int(y - x)
		if width == pairs {
			return width
		}
		if width < pairs && fitting == 0 {
			fitting = width
		}
	}
	return fitting
}

// behindOffset reports whether pos is among the bytes of its line.
func (s *scan) behindOffset(pos int) bool {
	line, ok := s.readDumpLine(pos)
	return ok && line.start <= pos
}

// gatherDump reads a dump with offsets, perLine bytes on each line, and ignores the column of characters.
func (s *scan) gatherDump(pos, perLine int, swapped bool) (data []byte, end int) {
	b := s.text.b
	line, _ := s.readDumpLine(pos)
	lead := line.lead
	skipped := len(appendDumpLine(nil, b[line.start:pos], perLine, false)) // the element may begin in the middle of the line
	i := pos
	for {
		data = appendDumpLine(data, b[i:line.end], perLine-skipped, swapped)
		end = line.end
		if enough(data) || line.end >= len(b) {
			return data, end
		}
		next, ok := s.readDumpLine(line.end + 1)
		if !ok || !bytes.Equal(next.lead, lead) {
			return data, end
		}
		line, i, skipped = next, next.start, 0
	}
}

// appendDumpLine appends up to count bytes from the hex groups of one line.
func appendDumpLine(data, line []byte, count int, swapped bool) []byte {
	i, got := 0, 0
	for got < count {
		for i < len(line) && (line[i] == ' ' || line[i] == '\t' || line[i] == ':' || line[i] == '-' || line[i] == '|' && got == 0) {
			i++
		}
		n := digitsAt(line[i:])
		if n < 2 || n%2 != 0 && n < 2*(count-got) {
			break
		}
		group := line[i : i+min(n, 2*(count-got))]
		from := len(data)
		for k := 0; k+1 < len(group); k += 2 {
			data = append(data, byte(hexDigit(group[k])<<4|hexDigit(group[k+1])))
			got++
		}
		if swapped && len(group) == 4 {
			data[from], data[from+1] = data[from+1], data[from]
		}
		i += n
	}
	return data
}

// dumps reads every dump of the text as a whole. It is for captures of traffic, where a certificate begins anywhere, even between two lines.
func (s *scan) dumps() error {
	b := s.text.b
	passed := 0
	for i, from := range s.text.start {
		pos, end := int(from), len(b)
		if i+1 < len(s.text.start) {
			end = int(s.text.start[i+1])
		}
		if pos < passed || !looksLikeDump(b[pos:end]) {
			continue
		}
		width := s.dumpWidth(pos)
		line, ok := s.readDumpLine(pos)
		if width == 0 || !ok {
			continue
		}
		at := s.at
		at.Kind, at.Line = "hex", s.line(pos)
		var data []byte
		for lead := line.lead; ok && bytes.Equal(line.lead, lead); line, ok = s.readDumpLine(pos) {
			data = appendDumpLine(data, b[line.start:line.end], width, false)
			if pos = line.end + 1; pos >= len(b) {
				break
			}
		}
		passed = pos
		if len(data) >= 64 {
			if err := s.r.embedded(data, at); err != nil {
				return err
			}
		}
	}
	return nil
}
