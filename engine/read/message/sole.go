//go:build !lean

package message

import (
	"bytes"
	"slices"
)

// maxPaste is how long a text is at most that may be one story, whatever dates begin its lines, in bytes.
const maxPaste = 4 << 10

// soleAddress returns the one host that a short text asks for anywhere but on lines of other programs; "" when it
// names several.
func (q *Text) soleAddress(f *find) (host string, port int) {
	if len(q.plain) > maxPaste {
		return "", 0
	}
	text := q.withoutOthers(f)
	for _, b := range before {
		for rest := text; ; {
			h, p, after := nextAddress(rest, b.text, b.port)
			if h == "" {
				break
			}
			if host != "" && h != host {
				return "", 0
			}
			host, port, rest = h, max(p, port), after
		}
	}
	if host == "" && f.Client == "java" {
		return slashed(text) // Kafka's clients name the broker in a record of its own
	}
	return host, port
}

// withoutOthers returns the plain text without the lines that tell of another fault than f, or of a program that cannot
// have said f.
func (q *Text) withoutOthers(f *find) []byte {
	from, to := q.line(f.from)
	var text []byte
	blank := func(at int) {
		if at >= from && at < to || at >= q.size {
			return
		}
		if text == nil {
			text = bytes.Clone(q.plain)
		}
		first, behind := q.line(at)
		for i := q.offset(first); i < q.offset(behind); i++ {
			text[i] = '\n'
		}
	}
	for i := range q.found {
		if o := &q.found[i]; !o.weak && (o.Slug != f.Slug || o.Meaning != f.Meaning) {
			blank(o.from)
		}
	}
	for i := range q.shown {
		if s := &q.shown[i]; s.rank >= library && s.client != f.Client && !s.speaks(f) && !q.shownWith(s, f) {
			blank(s.at)
		}
	}
	if text == nil {
		return q.plain
	}
	return text
}

// shownWith reports whether a sign of a program that may have said f stands on the line of another.
func (q *Text) shownWith(s *shown, f *find) bool {
	from, to := q.line(s.at)
	return slices.ContainsFunc(q.shown, func(o shown) bool { return o.at >= from && o.at < to && o.speaks(f) })
}
