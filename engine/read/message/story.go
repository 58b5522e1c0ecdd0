//go:build !lean

package message

import (
	"bytes"
	"cmp"
	"slices"
)

// inAnotherStory reports whether a sign belongs to what a text tells besides f: to a command that was run below f and
// has an error of its own, or to a paragraph without f that tells of another error and not of this one.
func (q *Text) inAnotherStory(s *shown, f *find) bool {
	if q.sameLine(s.at, f.from) {
		return false
	}
	if s.at >= f.end && q.commands(s.at) && (q.prompted(s.at) || q.tells(s.at, len(q.b), f) == another) {
		return true
	}
	if from, to := q.line(s.at); containsAny(q.b[from:min(to, from+300)], works) && q.tells(from, to, f) == nothing {
		return true
	}
	from, to := bounds(q.paras, s.at, len(q.b))
	if f.from >= from && f.from < to {
		return false
	}
	tells := q.tells(from, to, f)
	return tells == another || tells == nothing && containsAny(q.b[from:min(to, from+4000)], succeeded)
}

// works is what people say of a program that does not fail, and succeeded what one prints then, both squeezed.
const (
	works     = "workshere|worksfine|workswell|worksok|workswithout|verifyreturncode:0(ok)|works:|works.|issuccessful|worksjust"
	succeeded = "sslcertificateverifyok|<http/1.1200|<http/2200|http/1.1200ok|verifyreturncode:0(ok)|verification:ok"
)

// prompted reports whether a shell's prompt begins the line of a place.
func (q *Text) prompted(at int) bool {
	from, _ := q.line(at)
	line := bytes.TrimLeft(q.plain[q.offset(from):min(len(q.plain), q.offset(from)+80)], " \t`")
	return beginsWith(line, "$ ", "% ", "❯ ", "➜ ", "PS ")
}

// commands reports whether the line of a place runs a program.
func (q *Text) commands(at int) bool {
	from, _ := q.line(at)
	_, runs := slices.BinarySearchFunc(q.typed, from, func(t shown, at int) int { return cmp.Compare(t.at, at) })
	return runs
}

// What a stretch of text tells beside an error.
const (
	nothing = iota
	another // errors, of which none has its meaning
	theSame
)

func (q *Text) tells(from, to int, f *find) (of int) {
	i, _ := slices.BinarySearchFunc(q.found, from, func(o find, at int) int { return cmp.Compare(o.from, at) })
	for ; i < len(q.found) && q.found[i].from < to; i++ {
		switch o := &q.found[i]; {
		case o.Slug == f.Slug && o.Meaning == f.Meaning:
			return theSame
		case !o.weak && !o.faint:
			of = another
		}
	}
	return of
}
