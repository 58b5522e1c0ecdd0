//go:build !lean

package message

import (
	"bytes"
	"cmp"
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
	text := q.withoutOthers(f, q.withoutStories(f, 0, len(q.b)))
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

// withoutOthers returns a plain text without the lines that tell of another fault than f, or of a program that cannot
// have said f.
func (q *Text) withoutOthers(f *find, plain []byte) []byte {
	from, to := q.line(f.from)
	var text []byte
	blank := func(at int) {
		if at >= from && at < to || at >= q.size {
			return
		}
		if text == nil {
			text = bytes.Clone(plain)
		}
		first, behind := q.line(at)
		for i := q.offset(first); i < min(q.offset(behind), len(text)); i++ {
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
		return plain
	}
	return text
}

// pointsAway reports whether a paragraph names pages to read and no host that was asked.
func (q *Text) pointsAway(from, to int) bool {
	const words = "related:|seealso|reference:|references:|ifollowed|tutorial|documentation|similarto|duplicateof|mentionedin"
	return to-from < 600 && containsAny(q.b[from:to], words)
}

// withoutStories returns the plain text of a range without its paragraphs that tell of other errors than f, of what
// went well or of pages to read, and without other programs' commands that had ended when the shell prompted again.
func (q *Text) withoutStories(f *find, from, to int) []byte {
	begin, end := q.plainRange(from, to)
	text, own := q.plain[begin:end], false
	blank := func(first, last int) {
		if !own {
			text, own = bytes.Clone(text), true
		}
		first, last = q.plainRange(first, last)
		for i := max(first, begin); i < min(last, end); i++ {
			text[i-begin] = '\n'
		}
	}
	for at := from; at < to; {
		first, last := bounds(q.paras, at, len(q.b))
		if (f.from < first || f.from >= last) && (q.closed(first, last, f) || q.pointsAway(first, last)) {
			blank(first, last)
		}
		if at = last; last <= first {
			break
		}
	}
	for i := 0; i+1 < len(q.asked); i++ {
		first, last := int(q.asked[i]), int(q.asked[i+1])
		ended := first >= from && last <= min(to, f.from)
		if ended && q.runsAnother(first, f.Client) && q.tells(first, last, f) == nothing {
			blank(first, last)
		}
	}
	return text
}

// plainRange returns where a range stands in the plain text.
func (q *Text) plainRange(from, to int) (begin, end int) {
	return q.offset(from), min(q.offset(max(to-1, 0))+1, len(q.plain))
}

// runsAnother reports whether the line of a place runs a program that is known and not this one.
func (q *Text) runsAnother(at int, client string) bool {
	i, runs := slices.BinarySearchFunc(q.typed, at, func(t shown, at int) int { return cmp.Compare(t.at, at) })
	return runs && q.typed[i].client != client
}

// shownWith reports whether a sign of a program that may have said f stands on the line of another.
func (q *Text) shownWith(s *shown, f *find) bool {
	from, to := q.line(s.at)
	return slices.ContainsFunc(q.shown, func(o shown) bool { return o.at >= from && o.at < to && o.speaks(f) })
}
