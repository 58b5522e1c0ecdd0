package read

import (
	"bytes"
	"strconv"

	"x509strict/engine/internal/hexdigit"
)

// looksLikeDump reports whether a line begins as those of xxd, hexdump or od do: an offset, then groups of hex digits.
func looksLikeDump(line []byte) bool {
	line = bytes.TrimPrefix(bytes.TrimLeft(line[:min(len(line), 120)], " \t|>#*"), []byte("0x"))
	if looksLikeCells(line) {
		return true
	}
	n := digitsAt(line)
	if n < 4 || n > 16 || n+8 > len(line) || line[n] != ':' && line[n] != ' ' && line[n] != '\t' {
		return false
	}
	groups := bytes.Fields(bytes.TrimPrefix(line[n+1:min(len(line), n+40)], []byte("- "))) // s_client -debug
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
	for n < len(b) && hexdigit.Value(b[n]) >= 0 {
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
	for i < l.end && i-from <= 40 && hexdigit.Value(b[i]) < 0 || i+1 < l.end && b[i] == '0' && b[i+1] == 'x' {
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
	line = bytes.TrimLeft(line, ": \t|-")
	for len(line) > 0 {
		d := digitsAt(line)
		if d == 0 || d%2 != 0 {
			return n
		}
		n += d / 2
		line = line[d:]
		if len(line) > 1 && line[0] == ' ' && line[1] == ' ' && n != 8 {
			return n
		}
		line = bytes.TrimLeft(line, " \t-:")
	}
	return n
}

// dumpWidth returns how many bytes each line of a dump holds, judged by the offsets of the line of pos and the next;
// 0 when it is no dump.
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
	skipped := len(
		appendDumpLine(nil, b[line.start:pos], perLine, false),
	) // the element may begin in the middle of the line
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
		for i < len(line) && (line[i] == ' ' || line[i] == '\t' || line[i] == ':' || line[i] == '-' ||
			line[i] == '|' && got == 0) {
			i++
		}
		n := digitsAt(line[i:])
		if n < 2 || n%2 != 0 && n < 2*(count-got) {
			break
		}
		group := line[i : i+min(n, 2*(count-got))]
		from := len(data)
		for k := 0; k+1 < len(group); k += 2 {
			data = append(data, byte(hexdigit.Value(group[k])<<4|hexdigit.Value(group[k+1])))
			got++
		}
		if swapped && len(group) == 4 {
			data[from], data[from+1] = data[from+1], data[from]
		}
		i += n
	}
	return data
}

// dumps reads every dump of the text as a whole. It is for captures of traffic, where a certificate begins anywhere,
// even between two lines.
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
		if err := s.unpacked(data, at); err != nil {
			return err
		}
	}
	before := s.r.found()
	if err := s.runsOfHex(); err != nil || s.r.found() > before {
		return err
	}
	return s.columns()
}

// unpacked reads what a dump held: text with PEM in it, or bytes that a certificate begins anywhere in.
func (s *scan) unpacked(data []byte, at Place) error {
	switch {
	case len(data) < 64:
		return nil
	case bytes.Contains(data, []byte("-----BEGIN ")):
		return s.r.data(data, at, s.depth+1)
	}
	return s.r.embedded(data, at)
}

// runsOfHex reads digits without gaps, in which a certificate begins anywhere: a handshake message as Wireshark copies
// it.
func (s *scan) runsOfHex() error {
	b := s.text.b
	for i := 0; i < len(b); i++ {
		n := digitsAt(b[i:])
		if n < 256 {
			i += n
			continue
		}
		data := make([]byte, 0, n/2)
		for k := i; k+1 < i+n; k += 2 {
			data = append(data, byte(hexdigit.Value(b[k])<<4|hexdigit.Value(b[k+1])))
		}
		at := s.at
		at.Kind, at.Line = "hex", s.line(i)
		if err := s.unpacked(data, at); err != nil {
			return err
		}
		i += n
	}
	return nil
}
