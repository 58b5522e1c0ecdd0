//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// speaks reports whether a sign that was found is one: its words may stand for something else.
func (q *Text) speaks(s *sign, word string, at, end int) bool {
	if slices.Contains(carriers, s.client) && showsOthers(q.restOfLine(end)) || q.inName(at) ||
		starts[word] != nil && startsAnother(word, q.restOfLine(end)) {
		return false
	}
	if inRecipe(q.plain, q.offset(at)) || q.brokenShort(at, end) {
		return false
	}
	if slices.Contains(greeters, s.client) && q.greeted(at) {
		return false
	}
	if isOne, particular := spellings[word]; particular {
		return isOne(q, at, end)
	}
	switch {
	case strings.HasPrefix(word, complaintOfApt): // others say so within a sentence
		return q.plain[q.offset(at)] == 'C'
	case s.client == "apt" && strings.HasPrefix(word, "err:"):
		return q.prefixed(at, "Err:")
	case bareName(word):
		return q.named(word, at, end)
	case word[len(word)-1] == ':' && bytes.HasPrefix(q.restOfLine(end), []byte("//")) && word != "ftps:" &&
		bareName(word[:len(word)-1]):
		return false // a scheme, of what is asked
	case word[0] > '9' && word[len(word)-1] == ':' && bareName(word[:len(word)-1]) &&
		(q.tagged(end) || !strings.HasSuffix(word, "version:") && q.listed(at, end-1)):
		return false // an image, or a line of what is installed
	}
	if word[len(word)-1] == '.' && strings.HasPrefix(q.b[end:], "git") && q.inURL(at) {
		return false // a repository by that name
	}
	return (!hyphened(word) || !q.inHost(at, end) && !q.inURL(at)) && (!alphanumeric(word[0]) || q.beginsWord(at))
}

// brokenShort reports whether a line ends within a range that is too short to be broken for its width: what stands on
// both sides are words of two lines, "Establishing ssl connection" and "ERROR: ...".
func (q *Text) brokenShort(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)
	k := bytes.IndexByte(q.plain[i:j], '\n')
	if word := bytes.TrimRight(q.plain[i:i+max(k, 0)], " \r"); len(word) == 0 || !alphanumeric(word[len(word)-1]) {
		return false // the fields of an object go on
	}
	const narrowest = 37 // that anybody's terminal is
	return i+k-bytes.LastIndexByte(q.plain[:i], '\n') < narrowest
}

// greeters are servers that name themselves to whoever connects, who logs the greeting.
var greeters = []string{"dovecot", "postfix", "exim", "sendmail", "cyrus", "proftpd"}

// greeted reports whether the line of a place is a greeting of a server's, which its client logged.
func (q *Text) greeted(at int) bool {
	from, to := q.line(at)
	const greetings = "ok[capability|*okdovecot|+okdovecot|esmtp|220proftpd|)ready."
	return containsAny(q.b[from:min(to, at+80)], greetings)
}

// beginsWord reports whether no letter stands in front of a place of the plain text, but for an escaped line break.
func (q *Text) beginsWord(at int) bool {
	i := q.offset(at)
	return i == 0 || !alphanumeric(q.plain[i-1]) || i > 1 && q.plain[i-2] == '\\'
}

// prefixed reports whether a word of its own begins at a place of the plain text, spelled so.
func (q *Text) prefixed(at int, spelled string) bool {
	i := q.offset(at)
	return bytes.HasPrefix(q.plain[i:], []byte(spelled)) &&
		(i == 0 || !alphanumeric(q.plain[i-1]) && q.plain[i-1] != '_')
}

// tagged reports whether a number follows right behind a place of the plain text, as the tags of images do.
func (q *Text) tagged(end int) bool {
	i := q.offset(end-1) + 1
	return i < len(q.plain) && q.plain[i] >= '0' && q.plain[i] <= '9'
}

// named reports whether one word of a program stands as its name: alone, or as what begins its numbers (AH02039).
func (q *Text) named(word string, at, end int) bool {
	if c := word[len(word)-1]; c >= '0' && c <= '9' && strings.HasPrefix(word, "ah") {
		i := q.offset(at)
		return (i == 0 || !alphanumeric(q.plain[i-1])) && end < len(q.b) && q.b[end] >= '0' && q.b[end] <= '9'
	}
	return q.standsAlone(at, end) && !q.isOther(at) && !q.withPort(at, end) &&
		(strings.HasSuffix(word, "version") || !q.listed(at, end)) || q.composed(end)
}

// withPort reports whether a port follows a word within its line, which is the name of a host then, or the number of a
// version: "-connect logstash:5044".
func (q *Text) withPort(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)+1
	return i > 0 && q.plain[i-1] == ' ' && j+1 < len(q.plain) && q.plain[j] == ':' &&
		q.plain[j+1] >= '0' && q.plain[j+1] <= '9'
}

// restOfLine returns the plain text from end to the end of its line.
func (q *Text) restOfLine(end int) []byte {
	rest := q.plain[min(q.offset(end-1)+1, len(q.plain)):]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// isOther reports whether the words in front of a name say that it is the other side of the connection, not who speaks.
func (q *Text) isOther(at int) bool {
	i := q.offset(at)
	before := bytes.ToLower(q.plain[max(0, i-14):i])
	return slices.ContainsFunc(otherSide, func(w string) bool { return bytes.HasSuffix(before, []byte(w)) })
}

// otherSide are words in front of who is asked.
var otherSide = []string{
	" to ", " with ", " from ", " get ", " fetch ", " contact ", " reach ", " contacting ", " reaching ",
}

// parts are what the containers of one program are called besides its name: "consul-server1".
var parts = []string{"server", "client", "node", "master", "leader", "worker"}

// composed reports whether a name ends as Docker Compose writes it in front of each line of a log: NAME-1 |.
func (q *Text) composed(end int) bool {
	rest := q.plain[q.offset(end-1)+1:]
	rest = rest[:min(len(rest), 40)]
	if len(rest) < 3 || rest[0] != '-' && rest[0] != '_' {
		return false
	}
	behind := rest[1:]
	for _, part := range parts {
		behind = bytes.TrimPrefix(behind, []byte(part))
	}
	behind = bytes.TrimLeft(bytes.TrimLeft(behind, "-_"), "0123456789")
	return len(behind) < len(rest)-1 && bytes.HasPrefix(bytes.TrimLeft(behind, " \t"), []byte("|"))
}

// longestName is how long a sign is at most that may be one word; longer ones are sentences.
const longestName = 17

// bareName reports whether a sign is one word, which hosts and paths may hold too.
func bareName(word string) bool {
	if len(word) > longestName {
		return false
	}
	for i := range len(word) {
		if !alphanumeric(word[i]) {
			return false
		}
	}
	return true
}

// hyphened reports whether a sign is one word with hyphens, which host names may hold too.
func hyphened(word string) bool {
	return strings.Contains(word, "-") && len(word) <= longestName && bareName(strings.ReplaceAll(word, "-", ""))
}

// inHost reports whether the range is part of a word with dots, as host names are.
func (q *Text) inHost(at, end int) bool {
	inWord := func(c byte) bool { return alphanumeric(c) || c == '-' || c == '.' }
	i, j := q.offset(at), q.offset(end-1)+1
	from, to := i, j
	for from > 0 && inWord(q.plain[from-1]) {
		from--
	}
	for to < len(q.plain) && inWord(q.plain[to]) {
		to++
	}
	return bytes.IndexByte(q.plain[from:i], '.') >= 0 || bytes.IndexByte(bytes.TrimRight(q.plain[j:to], "."), '.') >= 0
}

// inURL reports whether a place is in a URL, whose path names what is asked for and not who asks.
func (q *Text) inURL(at int) bool {
	i := q.offset(at)
	text := q.plain[max(0, i-200):i]
	return bytes.Contains(text[bytes.LastIndexAny(text, " \t\n\"'`(<")+1:], []byte("://"))
}

// standsAlone reports whether the range is a word of its own, and no part of a host name or a path.
func (q *Text) standsAlone(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)+1
	return q.wholeWord(at, end) && (i == 0 || strings.IndexByte(`./-@\`, q.plain[i-1]) < 0) &&
		(j+1 >= len(q.plain) || strings.IndexByte(".-/", q.plain[j]) < 0 || q.plain[j] == '.' && !alphanumeric(q.plain[j+1]))
}
