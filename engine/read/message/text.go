//go:build !lean

package message

import (
	"bytes"
	"strings"
	"sync"
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
	paras []int32 // those of lines behind an empty one
	typed []shown // programs that lines of a terminal run
	asked []int32 // those of lines at which a shell prompts

	fields bool // the last line is one of the fields that stand in front of a record of Home Assistant
	headed bool // the first line begins a record

	searched bool
	rabbit   func() bool // ofRabbitMQ, asked once, as logs have its words on every line
	shown    []shown     // signs of programs, in order
	found    []find
	seen     *Scene // but for Python's version, once it was asked for
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
	q.rabbit = sync.OnceValue(q.ofRabbitMQ)
	return q
}

// endLine notes that another line begins at a place of the squeezed text, and whether it begins a record of a log.
func (q *Text) endLine(at int, next []byte, continued bool) {
	here := int32(at)
	q.run(at, next)
	if q.lines[len(q.lines)-1] != here {
		q.lines = append(q.lines, here)
	} else if len(q.paras) == 0 || q.paras[len(q.paras)-1] != here {
		q.paras = append(q.paras, here)
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
	if prompts(lineOf(line)) {
		q.asked = append(q.asked, int32(at))
	}
	if client := commandIn(lineOf(line)); client != "" && !inRecipe(line, 0) {
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
