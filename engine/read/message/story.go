//go:build !lean

package message

import (
	"cmp"
	"slices"
)

// inAnotherStory reports whether a sign belongs to what a text tells besides f: to a command that was run below f and
// has an error of its own, or to a paragraph without f that tells of another error and not of this one.
func (q *Text) inAnotherStory(s *shown, f *find) bool {
	if q.sameLine(s.at, f.from) {
		return false
	}
	if s.at >= f.end && q.commands(s.at) && q.tells(s.at, len(q.b), f) == another {
		return true
	}
	from, to := bounds(q.paras, s.at, len(q.b))
	return (f.from < from || f.from >= to) && q.tells(from, to, f) == another
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
