//go:build !lean

package message

import (
	"slices"
	"strings"
	"sync"
)

// literals finds many strings in one pass: each is filed under the four bytes of it that the fewest others have.
type literals struct {
	heads   []int32 // by hash: first entry plus one
	entries []entry
	known   []string
}

type entry struct {
	next    int32
	pattern int32
	offset  int32 // of the four bytes in the pattern
}

const hashBits = 14

func hash4(b0, b1, b2, b3 byte) uint32 {
	return (uint32(b0) | uint32(b1)<<8 | uint32(b2)<<16 | uint32(b3)<<24) * 2654435761 >> (32 - hashBits)
}

// newLiterals prepares patterns, of at least four bytes each.
func newLiterals(patterns []string) *literals {
	crowd := make([]int, 1<<hashBits)
	for _, p := range patterns {
		for i := 0; i+4 <= len(p); i++ {
			crowd[hash4(p[i], p[i+1], p[i+2], p[i+3])]++
		}
	}
	l := &literals{heads: make([]int32, 1<<hashBits), known: patterns, entries: make([]entry, 0, len(patterns))}
	for n, p := range patterns {
		best, least := 0, 1<<30
		for i := 0; i+4 <= len(p); i++ {
			if c := crowd[hash4(p[i], p[i+1], p[i+2], p[i+3])]; c < least {
				best, least = i, c
			}
		}
		h := hash4(p[best], p[best+1], p[best+2], p[best+3])
		l.entries = append(l.entries, entry{l.heads[h], int32(n), int32(best)})
		l.heads[h] = int32(len(l.entries))
	}
	return l
}

// maxHits bounds how often one pattern is looked at in a text.
const maxHits = 1000

// all calls f with every place where a pattern stands in b, nearly in order of the place.
func (l *literals) all(b string, f func(pattern, at int)) {
	counts := make([]int16, len(l.known))
	for i := 0; i+4 <= len(b); i++ {
		for e := l.heads[hash4(b[i], b[i+1], b[i+2], b[i+3])]; e > 0; e = l.entries[e-1].next {
			x := l.entries[e-1]
			p := l.known[x.pattern]
			at := i - int(x.offset)
			if at < 0 || at+len(p) > len(b) || b[at:at+len(p)] != p || counts[x.pattern] == maxHits {
				continue
			}
			counts[x.pattern]++
			f(int(x.pattern), at)
		}
	}
}

// vocabulary is everything that is looked for: each word's use by its place in the list of patterns.
type vocabulary struct {
	*literals
	uses     [][]use // by pattern
	verdicts []verdict
	cut      []string // words that a message may be cut off within
	whole    []string // others that one may end with
}

// use is what to do where a pattern stands. Exactly one field is set.
type use struct {
	phrase   *phrase
	sign     *sign
	path     bool // sign is a path that Windows writes with backslashes, which squeezing takes out
	verdict  *verdict
	lead     bool // of an alert
	number   bool // "verify error:num=" and the like: OpenSSL's number follows
	quic     int  // of quicLeads, from 1
	file     *fileError
	queued   bool // "error:" followed by a number of OpenSSL's error queue
	request  bool // what Go's net/http asked for follows
	constant bool // verdict is a constant, not a text
}

// verdict is a text or a constant of libcrypto.
type verdict struct {
	text     string
	row      verdictRow
	squeezed string
}

var theVocabulary = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{}
	index := map[string]int{}
	var patterns []string
	add := func(text string, u use) {
		p := squeeze(text)
		i, ok := index[p]
		if !ok {
			i = len(patterns)
			index[p] = i
			patterns = append(patterns, p)
			v.uses = append(v.uses, nil)
		}
		v.uses[i] = append(v.uses[i], u)
	}
	for _, table := range phraseTables {
		for i := range table {
			add(table[i].text, use{phrase: &table[i]})
			if strings.Contains(table[i].text, "'s ") { // typeset
				p := table[i]
				p.text = strings.ReplaceAll(p.text, "'", "’")
				add(p.text, use{phrase: &p})
			}
		}
	}
	for _, table := range signTables {
		for i := range table {
			for _, w := range table[i].words {
				add(w, use{sign: &table[i]})
				if p := strings.ReplaceAll(w, "/", ""); p != w && len(p) >= 8 {
					add(p, use{sign: &table[i], path: true})
				}
			}
		}
	}
	for _, row := range verdictRows() {
		for _, text := range row.texts {
			said := verdict{text, row, squeeze(text)}
			v.verdicts = append(v.verdicts, said)
			add(text, use{verdict: &said})
		}
		if len(row.texts) > 0 {
			add(row.constant, use{verdict: &verdict{text: row.constant, row: row}, constant: true})
		}
	}
	for _, l := range slices.Concat(leads, eventLeads) {
		add(l, use{lead: true})
	}
	for i, l := range quicLeads {
		add(l.text, use{quic: i + 1})
	}
	for _, l := range []string{"verifyerror:num=", "verifyreturncode:", "verifyerror:depth=", "error"} {
		add(l, use{number: true})
	}
	add("error:", use{queued: true})
	for _, l := range requestsOfGo {
		add(l, use{request: true})
	}
	for i := range fileErrors {
		add(fileErrors[i].text, use{file: &fileErrors[i]})
	}
	v.literals = newLiterals(patterns)
	v.cut, v.whole = v.cuttable()
	return v
})
