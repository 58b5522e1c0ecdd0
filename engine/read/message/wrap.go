//go:build !lean

package message

import (
	"bytes"
	"unicode/utf8"
)

// wrap is the width at which a terminal broke the lines of a text; 0 where none did.
type wrap int

// wrapOf finds the width that no line of a text exceeds and that several have to the letter, as many terminals' 80.
func wrapOf(text []byte, parts []Span) wrap {
	const (
		least, most = 60, 250 // widths of terminals
		lines       = 2000    // that are looked at
	)
	widest, count, n := 0, 0, 0
	for _, part := range parts {
		for line := range bytes.Lines(bytes.TrimRight(text[part.Start:part.End], "\r\n ")) {
			if n++; n > lines {
				return 0
			}
			width := widthOf(line)
			if line[len(line)-1] != '\n' && width <= widest { // nothing goes on behind it
				continue
			}
			switch {
			case width > most:
				return 0
			case width > widest:
				widest, count = width, 1
			case width == widest:
				count++
			}
		}
	}
	if widest < least || count < 2 && widest != 80 {
		return 0
	}
	return wrap(widest)
}

// at reports whether the line break at i of a text is one that a terminal made: behind a line of full width, in front
// of one that begins no record.
func (w wrap) at(text []byte, i int) bool {
	if w == 0 || beginsRecord(text[i+1:min(len(text), i+48)]) {
		return false
	}
	from := bytes.LastIndexByte(text[:i], '\n') + 1
	return widthOf(text[from:i]) == int(w)
}

// unquoted leaves out of the parts of a text what stands between lines that a terminal broke and somebody put into
// backticks one by one.
func unquoted(text []byte, parts []Span, wrapped wrap) []Span {
	const between = "`\n`"
	if wrapped == 0 || !bytes.Contains(text, []byte(between)) {
		return parts
	}
	var kept []Span
	for _, part := range parts {
		for from := part.Start; ; {
			i := bytes.Index(text[from:part.End], []byte(between))
			if i < 0 {
				break
			}
			from += i + len(between)
			if wrapped.at(text, from-2) {
				kept = append(kept, Span{part.Start, from - len(between)})
				part.Start = from
			}
		}
		kept = append(kept, part)
	}
	return kept
}

// widthOf is how many letters a line has.
func widthOf(line []byte) int { return utf8.RuneCount(bytes.TrimRight(line, "\r\n")) }
