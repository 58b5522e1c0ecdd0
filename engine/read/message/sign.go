//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// speaks reports whether a sign that was found is one: its words may stand for something else.
func (q *Text) speaks(s *sign, word string, at, end int) bool {
	switch {
	case slices.Contains(carriers, s.client) && showsOthers(q.restOfLine(end)):
		return false
	case word == packageOfGo: // in capitals it is OpenSSL's name of a library
		return q.plain[q.offset(at)] == 'x'
	case strings.HasPrefix(word, complaintOfApt): // others say so within a sentence
		return q.plain[q.offset(at)] == 'C'
	case word == connectingOfIsync:
		return !bytes.HasPrefix(q.plain[min(q.offset(end-1)+1, len(q.plain)):], []byte(" to "))
	case word == queueOfOpenVPN:
		return q.openVPNs(at, end)
	case bareName(word):
		return q.named(word, at, end)
	}
	return !hyphened(word) || !q.inHost(at, end)
}

// named reports whether one word of a program stands as its name: alone, or as what begins its numbers (AH02039).
func (q *Text) named(word string, at, end int) bool {
	if c := word[len(word)-1]; c >= '0' && c <= '9' && strings.HasPrefix(word, "ah") {
		i := q.offset(at)
		return (i == 0 || !alphanumeric(q.plain[i-1])) && end < len(q.b) && q.b[end] >= '0' && q.b[end] <= '9'
	}
	return q.standsAlone(at, end) && !q.isOther(at) || q.composed(end)
}

// queueOfOpenVPN leads in an entry of OpenSSL's error queue in logs of OpenVPN, and in what wget prints.
const queueOfOpenVPN = "openssl:error:"

// packageOfGo leads in what crypto/x509 says.
const packageOfGo = "x509:"

// complaintOfApt begins a sentence of apt's.
const complaintOfApt = "certificateverificationfailed:the"

// connectingOfIsync stands in front of a host in logs of isync; others connect "to" theirs.
const connectingOfIsync = "sslerrorconnecting"

// openVPNs reports whether queueOfOpenVPN at a place is OpenVPN's: a time stands in front of it, or it tells of a
// verification, for which wget has words of its own.
func (q *Text) openVPNs(at, end int) bool {
	from, _ := q.line(at)
	for i := q.offset(from); i < q.offset(at); i++ {
		if q.plain[i] >= '0' && q.plain[i] <= '9' {
			return true
		}
	}
	return strings.Contains(q.b[end:min(end+120, len(q.b))], "certificateverifyfailed")
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

// composed reports whether a name ends as Docker Compose writes it in front of each line of a log: NAME-1 |.
func (q *Text) composed(end int) bool {
	rest := q.plain[q.offset(end-1)+1:]
	rest = rest[:min(len(rest), 40)]
	if len(rest) < 3 || rest[0] != '-' && rest[0] != '_' {
		return false
	}
	behind := bytes.TrimLeft(rest[1:], "0123456789")
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

// standsAlone reports whether the range is a word of its own, and no part of a host name or a path.
func (q *Text) standsAlone(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)+1
	return q.wholeWord(at, end) && (i == 0 || strings.IndexByte("./-@", q.plain[i-1]) < 0) &&
		(j+1 >= len(q.plain) || strings.IndexByte(".-/", q.plain[j]) < 0 || q.plain[j] == '.' && !alphanumeric(q.plain[j+1]))
}
