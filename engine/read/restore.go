package read

import (
	"bytes"
	"strconv"
	"strings"
)

// bodyLine is a line of base64 of a certificate that does not load.
type bodyLine struct {
	number int
	chars  []byte
}

// Odd returns how many bytes stand before the line of the text that is odd, and its number; ok is false when none is.
func (d *Damaged) Odd() (offset, line int, ok bool) {
	x := suspect(d.lines)
	if x.line < 0 {
		return 0, 0, false
	}
	for _, l := range d.lines[:x.line] {
		offset += len(l.chars) * 3 / 4
	}
	return offset, d.lines[x.line].number, true
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

// doubled keeps a certificate as damaged whose text has one character more than its DER needs, in a line that is longer
// than all others, or in the last one before its padding: what follows that character is not what was encoded, whether
// or not it still decodes. OpenSSL says "bad base64 decode".
func (s *scan) doubled(k *block, chars []byte) bool {
	if need := neededChars(chars); need == 0 || len(chars) != need+1 || !strings.HasSuffix(k.begin.label, "CERTIFICATE") {
		return false
	}
	lines := s.bodyLines(k)
	x := suspect(lines)
	if x.line < 0 || x.extra != 1 || x.line == len(lines)-1 && !bytes.HasSuffix(lines[x.line].chars, []byte("=")) {
		return false
	}
	s.r.damaged(decodeBase64(chars), k.at)
	s.odd(k)
	return true
}

// odd keeps the lines of a certificate that does not load, and notes which of them is odd.
func (s *scan) odd(k *block) {
	lines := s.bodyLines(k)
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

// atStart reports whether one character of the first line is too many, missing or no base64: then nothing tells how
// long the certificate is.
func (s *scan) atStart(k *block) bool {
	lines := s.bodyLines(k)
	x := suspect(lines)
	return x.line == 0 && x.width >= minRun && len(lines) > 2
}

// bodyLines are the lines of a block that are not blank.
func (s *scan) bodyLines(k *block) (lines []bodyLine) {
	at := k.start
	for _, line := range bytes.SplitAfter(k.text.b[k.start:k.end], []byte("\n")) {
		if chars := bytes.TrimSpace(line); len(chars) > 0 {
			lines = append(lines, bodyLine{s.line(at), bytes.Clone(chars)})
		}
		at += len(line)
	}
	return lines
}
