package read

import (
	"bytes"
	"math/bits"

	"x509strict/engine/internal/hexdigit"
)

// notation is how a dump writes numbers.
type notation struct {
	digits int // of every number; 0 for as many as it takes
	base   int
	size   int // bytes that a number stands for, the lowest first
}

var notations = []notation{
	{2, 16, 1}, // od -t x1, xxd -i
	{3, 8, 1},  // od -b
	{8, 2, 1},  // xxd -b
	{0, 10, 1}, // od -t u1, od -t d1, arrays of programs
	{6, 8, 2},  // od
	{5, 10, 2}, // hexdump -d
	{4, 16, 2}, // od -x, hexdump
	{8, 16, 4}, // od -t x4, xxd -e
	{16, 16, 8},
}

// append reads the numbers that line begins with, at most count bytes of them unless count is 0.
func (n notation) append(data, line []byte, count int) []byte {
	for from := len(data); count == 0 || len(data)-from < count; {
		line = bytes.TrimLeft(line, " \t,:|")
		end := 0
		for end < len(line) && (isAlnum(line[end]) || end == 0 && line[end] == '-') {
			end++
		}
		word := line[:end]
		if end > 2 && word[0] == '0' && word[1] == 'x' {
			word = word[2:]
		}
		size := n.size
		if len(word) < n.digits && n.base == 16 && size > 1 && len(word)%2 == 0 { // the last word of xxd -e
			size = len(word) / 2
		} else if n.digits != 0 && len(word) != n.digits || len(word) > 16 {
			break
		}
		negative := len(word) > 1 && word[0] == '-'
		if negative {
			word = word[1:]
		}
		v, ok := numberOf(word, n.base)
		if !ok || size < 8 && v>>(8*size) != 0 {
			break
		}
		if negative {
			v = -v
		}
		for k := range size {
			if count == 0 || len(data)-from < count {
				data = append(data, byte(v>>(8*k)))
			}
		}
		line = line[end:]
	}
	return data
}

// numberOf reads digits of a base.
func numberOf(word []byte, base int) (v uint64, ok bool) {
	for _, c := range word {
		d := hexdigit.Value(c)
		if d < 0 || d >= base {
			return 0, false
		}
		v = v*uint64(base) + uint64(d)
	}
	return v, len(word) > 0
}

// appendCells reads a line of od -c, od -a or hexdump -c: four columns for each of count bytes.
func appendCells(data, line []byte, count int) []byte {
	for k := range count {
		cell := line[min(len(line), 4*k):min(len(line), 4*k+4)]
		switch word := string(bytes.TrimSpace(cell)); {
		case len(cell) > 1 && cell[0] != ' ':
			return data
		case word == "", word == "sp":
			data = append(data, ' ')
		case len(word) == 1:
			data = append(data, word[0])
		case word == "nl":
			data = append(data, '\n')
		case word == "cr":
			data = append(data, '\r')
		case len(word) == 2 && word[0] == '\\':
			at := bytes.IndexByte([]byte(`0abtnvfr`), word[1])
			data = append(data, []byte("\x00\a\b\t\n\v\f\r\\")[(at+9)%9])
		default:
			v, ok := numberOf(bytes.TrimSpace(cell), 8)
			if !ok {
				return data
			}
			data = append(data, byte(v))
		}
	}
	return data
}

// looksLikeCells reports whether line is one of od -c or hexdump -c.
func looksLikeCells(line []byte) bool {
	n := digitsAt(line)
	if n != 7 && n != 8 || len(line) < n+16 {
		return false
	}
	for line = line[n:min(len(line), n+32)]; len(line) >= 4; line = line[4:] {
		if line[0] != ' ' || line[3] == ' ' && len(bytes.TrimSpace(line[:4])) > 0 {
			return false
		}
	}
	return true
}

// row is a line of a dump: its offset, if it has one, and what follows.
type row struct{ offset, cells []byte }

func (s *scan) row(line int) (r row) {
	if line >= len(s.text.start) {
		return r
	}
	from := int(s.text.start[line])
	b := s.text.b[from:s.text.lineEnd(from)]
	b = bytes.TrimRight(bytes.TrimLeft(b, " \t|>#*"), "\r")
	if n := digitsAt(b); n >= 6 && n <= 16 && n < len(b) {
		return row{offset: b[:n], cells: bytes.TrimPrefix(b[n:], []byte(":"))}
	}
	if k := bytes.IndexByte(b[:min(len(b), 80)], '['); k >= 0 { // an array of a program
		b = b[k+1:]
	}
	return row{cells: b}
}

// distances are the numbers of bytes that may stand between two offsets.
func distances(a, b []byte) (widths []int) {
	for _, base := range [...]int{16, 8, 10} {
		x, is := numberOf(a, base)
		y, isToo := numberOf(b, base)
		if is && isToo && y > x && y-x >= 4 && y-x <= 64 {
			widths = append(widths, int(y-x))
		}
	}
	return widths
}

// columns reads dumps in other notations than bytes in hex.
func (s *scan) columns() error {
	for i := 0; i < len(s.text.start); i++ {
		first := s.row(i)
		if len(first.cells) < 8 {
			continue
		}
		widths := []int{0}
		if first.offset != nil {
			widths = distances(first.offset, s.row(i+1).offset)
		}
		lines := 0
		for _, width := range widths {
			for _, n := range notations {
				read := func(data, line []byte) []byte { return n.append(data, line, width) }
				got, err := s.column(i, width, first, read)
				if lines = max(lines, got); err != nil {
					return err
				}
			}
			if width > 0 && bits.OnesCount(uint(width)) == 1 {
				read := func(data, line []byte) []byte { return appendCells(data, line, width) }
				got, err := s.column(i, width, first, read)
				if lines = max(lines, got); err != nil {
					return err
				}
			}
		}
		i += max(lines-1, 0)
	}
	return nil
}

// column reads the dump that begins with a line, and returns how many lines it has.
func (s *scan) column(i, width int, first row, read func(data, line []byte) []byte) (lines int, err error) {
	s.scratch = read(s.scratch[:0], first.cells)
	if n := len(s.scratch); n < width || n < 4 {
		return 0, nil
	}
	var data []byte
	for r := first; len(r.cells) > 0 && (r.offset != nil) == (first.offset != nil); r = s.row(i + lines) {
		from := len(data)
		data = read(data, r.cells)
		if len(data) == from {
			break
		}
		lines++
		if width > 0 && len(data)-from < width {
			break
		}
	}
	at := s.at
	at.Kind, at.Line = "hex", s.line(int(s.text.start[i]))
	return lines, s.unpacked(data, at)
}
