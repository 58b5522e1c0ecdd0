//go:build !lean

package message

import (
	"bytes"
	"cmp"
	"slices"
)

// inAnotherStory reports whether a sign belongs to what a text tells besides f: to a command that was run below f, or
// had ended when the next one was typed, to a line that says that a program works or lists several, or to a paragraph
// without f that tells of another error and not of this one, or of none.
func (q *Text) inAnotherStory(s *shown, f *find) bool {
	if q.sameLine(s.at, f.from) {
		return false
	}
	if s.at >= f.end && q.commands(s.at) && (q.prompted(s.at) || q.tells(s.at, len(q.b), f) == another) {
		return true
	}
	if s.end <= f.from && q.promptBetween(s.at, f.from) {
		return true
	}
	from, to := q.line(s.at)
	if q.tells(from, to, f) == nothing &&
		(containsAny(q.b[from:min(to, from+300)], works) || q.programsOn(from, to) > 2 || q.composed(s.end) ||
			q.taggedApart(s.at, f.from) ||
			beginsWith([]byte(q.b[from:to]), "tags:", "labels:", "keywords:")) {
		return true
	}
	from, to = bounds(q.paras, s.at, len(q.b))
	if f.from >= from && f.from < to {
		return false
	}
	return q.closed(from, to, f)
}

// closed reports whether a paragraph without f tells of other errors, or of what went well, and so nothing of f.
func (q *Text) closed(from, to int, f *find) bool {
	switch q.tells(from, to, f) {
	case another:
		return true
	case nothing:
		return containsAny(q.b[from:min(to, from+4000)], succeeded) || q.applied(from, to)
	}
	return false
}

// applied reports whether a line of a stretch ends as those of kubectl and its kin do that changed something:
// "deployment.apps/web created".
func (q *Text) applied(from, to int) bool {
	for line := range bytes.Lines(q.plain[q.offset(from):min(q.offset(max(from, to-1))+1, len(q.plain))]) {
		line = bytes.TrimRight(line, " \r\n")
		if endsIn(line, " created", " configured", " unchanged", " deleted") && bytes.Count(line, []byte(" ")) == 1 &&
			bytes.IndexByte(line, '/') > 0 {
			return true
		}
	}
	return false
}

// works is what people say of a program that does not fail, and succeeded what one prints then, both squeezed.
const (
	works = "successfullypulled|successfullyassigned|successfullystarted|workshere|worksfine|workswell|worksok|" +
		"workswithout|works:|works.|worksjust|issuccessful|" +
		"verifyreturncode:0(ok)"
	succeeded = "sslcertificateverifyok|<http/1.1200|<http/2200|http/1.1200ok|verifyreturncode:0(ok)|verification:ok|" +
		"successfullyinstalled|successfullyinitialized|successfullybuilt|successfullytagged|readingpackagelists...done|" +
		"loginsucceeded|[+]running|packagesin|alreadyuptodate|alreadyup-to-date|upgraded,0newlyinstalled|" +
		"buildsuccess|finishedrelease"
)

// programsOn counts the programs whose names stand on a line.
func (q *Text) programsOn(from, to int) int {
	var clients []string
	i, _ := slices.BinarySearchFunc(q.shown, from, func(s shown, at int) int { return cmp.Compare(s.at, at) })
	for ; i < len(q.shown) && q.shown[i].at < to; i++ {
		s := &q.shown[i]
		if s.end-s.at > 1 && bareName(q.b[s.at:s.end]) && !slices.Contains(clients, s.client) {
			clients = append(clients, s.client)
		}
	}
	return len(clients)
}

// prompts reports whether a shell's prompt begins a line, with a command behind it.
func prompts(line []byte) bool {
	line = bytes.TrimLeft(line[:min(len(line), 120)], " \t`")
	if beginsWith(line, "PS ") { // which also shows what variables hold
		_, command, ok := bytes.Cut(line, []byte(">"))
		return ok && !beginsWith(bytes.TrimLeft(command, " "), "$")
	}
	if beginsWith(line, "$ ", "% ", "❯ ", "➜ ") {
		return true
	}
	if len(line) > 3 && line[1] == ':' && line[2] == '\\' {
		return bytes.IndexByte(line, '>') > 0
	}
	end := bytes.IndexAny(line, "$#")
	return end > 0 && end+1 < len(line) && line[end+1] == ' ' && bytes.IndexByte(line[:end], '@') > 0 &&
		bytes.Count(line[:end], []byte(" ")) < 2
}

// promptBetween reports whether a shell prompted below a place and above another, and somebody typed what ran then.
func (q *Text) promptBetween(at, until int) bool {
	i, _ := slices.BinarySearchFunc(q.asked, int32(at), func(p, at int32) int { return cmp.Compare(p, at) })
	for i < len(q.asked) && int(q.asked[i]) <= at {
		i++
	}
	return i < len(q.asked) && int(q.asked[i]) <= until
}

// prompted reports whether a shell's prompt begins the line of a place.
func (q *Text) prompted(at int) bool {
	from, _ := q.line(at)
	_, asked := slices.BinarySearchFunc(q.asked, int32(from), func(p, at int32) int { return cmp.Compare(p, at) })
	return asked
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
		case !o.faint && (!o.weak || o.Slug != "" || f.aside() && !o.aside()):
			of = another
		}
	}
	return of
}
