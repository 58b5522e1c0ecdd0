package read

import (
	"bytes"
	"strconv"
)

// bodyLine is a line of base64 of a certificate that does not load.
type bodyLine struct {
	number int
	chars  []byte
}

// Correction is the one change of a character that makes a certificate of a damaged block whose signature verifies.
type Correction struct {
	Data         []byte // the certificate
	Line, Column int    // of the change, counted from 1
	Removed      string // "" when a character was missing
	Inserted     string // "" when there was one too many
}

// suspicion says which line of a body is odd, and how.
type suspicion struct {
	line  int // index, -1 for none
	extra int // characters too many: -1, 0 (one is no base64) or 1
	width int // of every other line
}

// suspect compares the lengths of the lines; the last may be shorter.
func suspect(lines []bodyLine) suspicion {
	s := suspicion{line: -1}
	count := map[int]int{}
	for _, l := range lines[:max(len(lines)-1, 0)] {
		if count[len(l.chars)]++; count[len(l.chars)] > count[s.width] {
			s.width = len(l.chars)
		}
	}
	total, odd := 0, 0
	for i, l := range lines {
		total += len(l.chars)
		if i < len(lines)-1 && len(l.chars) != s.width {
			s.line, s.extra = i, len(l.chars)-s.width
			odd++
		}
	}
	switch {
	case odd == 1 && (s.extra == 1 || s.extra == -1):
		return s
	case odd > 0 || len(lines) == 0:
		return suspicion{line: -1}
	}
	for i, l := range lines {
		for _, c := range bytes.TrimRight(l.chars, "=") {
			if !isStandard(c) {
				return suspicion{i, 0, s.width}
			}
		}
	}
	switch last := len(lines) - 1; total % 4 {
	case 3:
		return suspicion{last, -1, s.width}
	case 1:
		return suspicion{last, 1, s.width}
	}
	return suspicion{line: -1}
}

// odd keeps the lines of a certificate that does not load, and notes which of them is odd.
func (s *scan) odd(k *block) {
	var lines []bodyLine
	at := k.start
	for _, line := range bytes.SplitAfter(k.text.b[k.start:k.end], []byte("\n")) {
		if chars := bytes.TrimSpace(line); len(chars) > 0 {
			lines = append(lines, bodyLine{s.line(at), bytes.Clone(chars)})
		}
		at += len(line)
	}
	last := len(s.r.out.Damaged) - 1
	if last < 0 || s.r.out.Damaged[last].Place != k.at || len(lines) > 200 {
		return
	}
	s.r.out.Damaged[last].lines = lines
	x := suspect(lines)
	if x.line < 0 || x.extra == 0 || x.line == len(lines)-1 {
		return
	}
	place := k.at
	place.Line = lines[x.line].number
	s.r.note(Problem, "base64-line", place, "label", k.begin.label, "line", strconv.Itoa(place.Line),
		"have", strconv.Itoa(len(lines[x.line].chars)), "want", strconv.Itoa(x.width))
}
