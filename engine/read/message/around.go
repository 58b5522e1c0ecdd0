//go:build !lean

package message

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

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

// askedBehind returns the host with dots that stands behind words on the rest of a line, or right below where it broke.
func (q *Text) askedBehind(end int, words string) string {
	_, to := q.line(end - 1)
	to = min(to+wrapped, end+500, len(q.b))
	k := strings.Index(q.b[min(end, to):to], squeeze(words))
	if k < 0 {
		return ""
	}
	at := end + k + len(squeeze(words))
	host := q.word(at)
	if !hasDomain(host) && !isAddress(host) {
		return ""
	}
	return cleanHost(host)
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
