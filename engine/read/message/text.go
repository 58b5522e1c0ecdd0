//go:build !lean

package message

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// maxText is how much text is searched for error messages; a log of that size repeats itself.
const maxText = 1 << 20

// Span is a part of a text, [Start, End) in bytes.
type Span struct{ Start, End int }

// Text is text without blanks, in lower case: so a message is found however its lines are wrapped, even in the middle
// of a word.
type Text struct {
	b     string
	size  int     // how much of b the plain text holds; what follows completes a message that was cut off
	steps []int32 // offset in the plain text of every stride-th byte of b
	parts []Span
	plain []byte
	wrap  wrap
	lines []int32 // offsets in b where lines of the plain text begin
	heads []int32 // those of lines that begin a record of a log
	typed []shown // programs that lines of a terminal run

	fields bool // the last line is one of the fields that stand in front of a record of Home Assistant
	headed bool // the first line begins a record

	searched bool
	shown    []shown // signs of programs, in order
	found    []find
}

// stride is how many bytes of the squeezed text share an offset in the plain text; those between are counted.
const stride = 32

// kept holds what each byte of plain text becomes in the squeezed one: its lower case, or 0 for what is left out:
// blanks, and what terminals, boxes and quotations draw around words.
var kept = func() (t [256]byte) {
	for i := int(' ') + 1; i < len(t); i++ {
		c := byte(i)
		switch {
		case strings.IndexByte(drawn, c) >= 0:
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		t[i] = c
	}
	return t
}()

// drawn are the marks that are left out beside blanks.
const drawn = `|>\^~`

// New prepares the parts of a text for searching. It aliases the text and the parts.
func New(text []byte, parts []Span) *Text {
	parts, continued := carried(text, parts)
	wrapped := wrapOf(text, parts)
	parts = unquoted(text, parts, wrapped)
	size := 0
	for _, part := range parts {
		size = min(size+part.End-part.Start, maxText)
	}
	q := &Text{
		plain: text,
		parts: parts,
		steps: make([]int32, 0, size/stride+1),
		lines: []int32{0},
		heads: []int32{0},
	}
	var b strings.Builder
	b.Grow(size)
	for n, part := range parts {
		if n == 0 {
			first := text[part.Start:part.End]
			q.run(0, first)
			q.fields = beginsFields(lineOf(first))
			q.headed = q.fields || beginsRecord(first[:min(len(first), 47)])
		}
		for i := part.Start; i < part.End && b.Len() < maxText; i++ {
			c := kept[text[i]]
			if c == 0 {
				if text[i] == '\n' && !wrapped.at(text, i) {
					for len(continued) > 0 && continued[0] <= i {
						continued = continued[1:]
					}
					q.endLine(b.Len(), text[i+1:], len(continued) > 0 && continued[0] == i+1)
				}
				continue
			}
			if b.Len()%stride == 0 {
				q.steps = append(q.steps, int32(i))
			}
			b.WriteByte(c)
		}
	}
	q.b, q.wrap = b.String(), wrapped
	q.complete()
	return q
}

// endLine notes that another line begins at a place of the squeezed text, and whether it begins a record of a log.
func (q *Text) endLine(at int, next []byte, continued bool) {
	here := int32(at)
	q.run(at, next)
	if q.lines[len(q.lines)-1] != here {
		q.lines = append(q.lines, here)
	}
	begins, line := false, lineOf(next)
	if begins = beginsFields(line); begins {
		q.fields = true
	} else if q.fields = q.fields && isField(line); !q.fields {
		begins = beginsRecord(line[:min(len(line), 47)])
	}
	if !continued && q.heads[len(q.heads)-1] != here && begins {
		q.heads = append(q.heads, here)
	}
}

// lineOf returns the line that a text begins with.
func lineOf(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i]
	}
	return text
}

// beginsFields reports whether a line is the first of the fields by which Home Assistant's page shows a record, in any
// language: "Logger: homeassistant.components.mqtt". Those behind it hold times, but begin no other record.
func beginsFields(line []byte) bool {
	label, value, ok := bytes.Cut(line[:min(len(line), 120)], []byte(": "))
	if !ok {
		label, value, ok = bytes.Cut(line[:min(len(line), 120)], []byte("："))
	}
	value = bytes.TrimSpace(value)
	return ok && len(label) < 30 && bytes.IndexByte(value, ' ') < 0 &&
		(bytes.HasPrefix(value, []byte("homeassistant.")) || bytes.HasPrefix(value, []byte("custom_components.")))
}

// isField reports whether a line is a field: it begins with letters, and a colon follows.
func isField(line []byte) bool {
	line = bytes.TrimLeft(line, " \t>|`")
	if len(line) == 0 || line[0] < 'A' {
		return false
	}
	label := line[:min(len(line), 60)]
	return bytes.Contains(label, []byte(":")) || bytes.Contains(label, []byte("："))
}

// run notes the program that a line of a terminal runs, if it does.
func (q *Text) run(at int, line []byte) {
	if client := commandIn(lineOf(line)); client != "" {
		q.typed = append(q.typed, shown{commandSign(client), at, at + 1})
	}
}

// beginsRecord reports whether a line begins as those of logs do: with a date or a time, or as an object of JSON.
func beginsRecord(line []byte) bool {
	line = bytes.TrimLeft(line, " \t[(>|")
	if len(line) < 8 {
		return false
	}
	if line[0] == '{' && line[1] == '"' {
		return true
	}
	for _, label := range []string{"first occurred", "last logged", "current time"} {
		if bytes.HasPrefix(bytes.ToLower(line[:min(len(line), 20)]), []byte(label)) { // fields of one record
			return false
		}
	}
	shape := make([]byte, 0, 32) // digits as 0, letters as a
	for _, c := range line[:min(len(line), 32)] {
		switch {
		case c >= '0' && c <= '9':
			c = '0'
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			c = 'a'
		}
		shape = append(shape, c)
	}
	for _, s := range []string{"00:00:00", "0000-00-00", "0000/00/00", "00/aaa/0000", "0000.00.00"} {
		if bytes.Contains(shape, []byte(s)) {
			return true
		}
	}
	return bytes.HasPrefix(shape, []byte("a0000 00")) || bytes.HasPrefix(shape, []byte("0000000000:"))
}

// Has reports whether the text holds words, whatever their case and the blanks between them.
func (q *Text) Has(words string) bool { return strings.Contains(q.b, squeeze(words)) }

// around returns what stands before and after the range.
func (q *Text) around(at, end, n int) (before, after string) {
	return q.b[max(0, at-n):at], q.b[end:min(len(q.b), end+n)]
}

// offset returns where position at of the squeezed text stands in the plain text.
func (q *Text) offset(at int) int {
	if at >= len(q.b) {
		return len(q.plain)
	}
	at = min(at, q.size-1)
	i := int(q.steps[at/stride])
	part, _ := slices.BinarySearchFunc(q.parts, i, func(s Span, at int) int { return cmp.Compare(s.End, at+1) })
	for left := at % stride; left > 0; {
		if i++; i >= q.parts[part].End {
			for part++; q.parts[part].Start >= q.parts[part].End; part++ {
			}
			i = q.parts[part].Start
		}
		if kept[q.plain[i]] != 0 {
			left--
		}
	}
	return i
}

// word returns the word of the plain text that begins at offset at of q: a host name or an address, which a terminal
// may have broken behind a dot.
func (q *Text) word(at int) string {
	i := q.offset(at)
	word := wordAt(q.plain, i)
	end := i + len(word)
	for end < len(q.plain) && bytes.IndexByte([]byte(".:"), q.plain[end]) >= 0 { // left out of the word
		end++
	}
	goesOn := word != "" && (strings.Trim(word, "0123456789.") == "" || q.plain[end-1] == '.' || q.plain[end-1] == '-')
	if rest := bytes.TrimLeft(q.plain[end:], "\r"); goesOn && bytes.HasPrefix(rest, []byte("\n")) &&
		q.wrap.at(q.plain, len(q.plain)-len(rest)) { // a terminal broke it
		return strings.Trim(string(q.plain[i:end])+wordAt(rest, 1), ".:")
	}
	return word
}

func wordAt(b []byte, i int) string {
	j := i
	for j < len(b) && j-i < 256 && !quotes(b[j:]) &&
		(alphanumeric(b[j]) || bytes.IndexByte([]byte(".-_*:"), b[j]) >= 0 || b[j] >= 0x80) {
		j++
	}
	return strings.Trim(string(b[i:j]), ".:")
}

// quotes reports whether a text begins with one of the marks around words that typesetters use.
func quotes(b []byte) bool {
	return len(b) > 2 && b[0] == 0xe2 && b[1] == 0x80 && b[2] >= 0x98 && b[2] <= 0x9f ||
		len(b) > 1 && b[0] == 0xc2 && (b[1] == 0xab || b[1] == 0xbb)
}

// rest returns the plain text from offset at of q to the end of its line.
func (q *Text) rest(at int) string {
	i := q.offset(at)
	j := i
	for j < len(q.plain) && q.plain[j] != '\n' && q.plain[j] != '"' && j-i < 300 {
		j++
	}
	return strings.TrimSpace(strings.ToValidUTF8(string(q.plain[i:j]), ""))
}

// record returns the range of q that belongs to one record of a log, or to one paste: from the line with a date before
// at to the next, up to reach bytes away.
func (q *Text) record(at, reach int) (from, to int) {
	from, to = bounds(q.heads, at, len(q.b))
	return max(from, at-reach), min(to, at+reach)
}

// line returns the range of q that was one line of the plain text.
func (q *Text) line(at int) (from, to int) { return bounds(q.lines, at, len(q.b)) }

// bounds returns the stretch between two starts that holds at.
func bounds(starts []int32, at, end int) (from, to int) {
	lo, hi := 0, len(starts)
	for lo < hi {
		mid := (lo + hi) / 2
		if int(starts[mid]) <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(starts) {
		end = int(starts[lo])
	}
	if lo == 0 {
		return 0, end
	}
	return int(starts[lo-1]), end
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// squeeze makes a pattern of a phrase.
func squeeze(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := kept[s[i]]; c != 0 {
			b = append(b, c)
		}
	}
	return string(b)
}

// between returns the plain text of a range of q on one line.
func (q *Text) between(at, end int) string {
	s := string(q.plain[q.offset(at) : q.offset(end-1)+1])
	return strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "")
}

func (q *Text) sameLine(a, b int) bool {
	from, to := q.line(a)
	return b >= from && b < to
}

// inRecord reports whether squeezed words stand in the record around at.
func (q *Text) inRecord(at int, words string) bool {
	from, to := q.record(at, 4<<10)
	return strings.Contains(q.b[from:to], words)
}

// head returns the line that begins the record around at; empty where no line does.
func (q *Text) head(at int) (from, to int) {
	record, _ := bounds(q.heads, at, len(q.b))
	if record == 0 && !q.headed || at-record > longestRecord {
		return 0, 0
	}
	return q.line(record)
}

// longestRecord is how long a record may be that its first line speaks for, in bytes without blanks: traces are long.
const longestRecord = 64 << 10

func (q *Text) startsLine(at int) bool {
	from, _ := q.line(at)
	return from == at
}

// wholeWord reports whether the range is not part of a longer word of the plain text.
func (q *Text) wholeWord(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)+1
	return (i == 0 || !alphanumeric(q.plain[i-1]) && q.plain[i-1] != '_') &&
		(j >= len(q.plain) || !alphanumeric(q.plain[j]) && q.plain[j] != '_')
}

// apart reports whether a blank stands in the range of the plain text, but in front of a line.
func (q *Text) apart(at, end int) bool {
	for line := range bytes.Lines(q.plain[q.offset(at):q.offset(end-1)]) {
		if bytes.IndexByte(bytes.TrimSpace(line), ' ') >= 0 {
			return true
		}
	}
	return false
}

func endsWithAny(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
