//go:build !lean

package message

import (
	"slices"
	"strings"
)

// complete writes behind a text that ends within words of the vocabulary what is missing of them, as far as all words
// that begin so agree: the end was cut off, by a terminal, a log or who pasted it.
func (q *Text) complete() {
	q.size = len(q.b)
	body := q.b
	for _, mark := range []string{"(truncated)", "[truncated]", "…", "..."} {
		body = strings.TrimSuffix(body, mark)
	}
	body = strings.TrimRight(body, "'\"`)]}")
	if body == "" || !alphanumeric(body[len(body)-1]) || q.repeats(body) {
		return
	}
	if missing := theVocabulary().missing(body); missing != "" {
		q.b, q.size = body+missing, len(body)
		for _, starts := range []*[]int32{&q.lines, &q.heads} {
			for len(*starts) > 0 && int((*starts)[len(*starts)-1]) >= q.size {
				*starts = (*starts)[:len(*starts)-1]
			}
		}
	}
}

// repeats reports whether what a text ends with stands on a line before: what was cut off is told whole there.
func (q *Text) repeats(body string) bool {
	const tail = 40
	last, _ := bounds(q.lines, len(body)-1, len(body))
	return len(body) > tail && strings.Contains(body[:last], body[len(body)-tail:])
}

const (
	minCut  = 8  // how much of a word must be left at least where it was cut off, and then three quarters of it
	sureCut = 12 // how much of it says enough, if it is half of it
)

// missing returns what all words lack of which the end of a text holds most; "" when they go on differently, when too
// little of each is left, or when the text ends with a whole one.
func (v *vocabulary) missing(text string) string {
	most, rest, sure := 0, "", false
	for _, word := range v.cut {
		if len(word) >= most && strings.HasSuffix(text, word) {
			most, rest, sure = len(word), "", false
			continue
		}
		for n := min(len(word)-1, len(text)); n >= max(most, minCut); n-- {
			if text[len(text)-1] != word[n-1] || !strings.HasSuffix(text, word[:n]) {
				continue
			}
			enough := 4*n >= 3*len(word) || n >= sureCut && 2*n >= len(word)
			if n > most {
				most, rest, sure = n, word[n:], enough
			} else {
				rest, sure = shared(rest, word[n:]), sure || enough
			}
			break
		}
	}
	if !sure || slices.ContainsFunc(v.whole, func(word string) bool {
		return len(word) >= most && strings.HasSuffix(text, word)
	}) {
		return ""
	}
	return rest
}

// shared returns what two strings begin with.
func shared(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return a[:i]
}

// cuttable lists the words that a message may be cut off within: phrases, libcrypto's texts, and alerts by name; and
// apart from them those that anybody may say, which are not completed.
func (v *vocabulary) cuttable() (words, anybodys []string) {
	for i, word := range v.known {
		switch {
		case len(word) < minCut:
		case slices.ContainsFunc(v.uses[i], func(u use) bool {
			return u.phrase != nil && !u.phrase.faint || u.verdict != nil && !u.constant
		}):
			words = append(words, word)
		case slices.ContainsFunc(v.uses[i], func(u use) bool { return u.phrase != nil }):
			anybodys = append(anybodys, word)
		}
	}
	for i := range alerts {
		for _, name := range alerts[i].names { // Go's
			words = append(words, "remoteerror:tls:"+name)
		}
		bare, joined := strings.ReplaceAll(alerts[i].slug, "-", ""), strings.ReplaceAll(alerts[i].slug, "-", "_")
		words = append(words, "alert:fatal-"+bare, "sslv3alert"+bare, "tlsv1alert"+bare, "fatalalert:"+joined,
			"fatalalert:"+bare, "sslv3_alert_"+joined)
	}
	return words, anybodys
}
