//go:build !lean

package host

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// Deferred reports whether this build leaves the host to one with the tables of IDNA.
func Deferred(string) bool { return false }

// set is a set of code points, as ranges in order.
type set []struct{ first, last rune }

// ranges reads "41-5a aa" when it is first asked for.
func ranges(text string) func() set {
	return sync.OnceValue(func() (out set) {
		for word := range strings.FieldsSeq(text) {
			first, last, found := strings.Cut(word, "-")
			if !found {
				last = first
			}
			a, _ := strconv.ParseUint(first, 16, 32) // written by tables.py
			b, _ := strconv.ParseUint(last, 16, 32)
			out = append(out, struct{ first, last rune }{rune(a), rune(b)})
		}
		return out
	})
}

func (s set) has(c rune) bool {
	low, high := 0, len(s)
	for low < high {
		if mid := (low + high) / 2; s[mid].last < c {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low < len(s) && s[low].first <= c
}

// folded maps code points as table B.3 of RFC 3454 does where that is no plain lower case.
var folded = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for line := range strings.Lines(folded2003) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		var to strings.Builder
		for _, word := range f[1:] {
			n, _ := strconv.ParseUint(word, 16, 32)
			to.WriteRune(rune(n))
		}
		n, _ := strconv.ParseUint(f[0], 16, 32)
		m[rune(n)] = to.String()
	}
	return m
})

func fold(text string) string {
	var b strings.Builder
	for _, c := range text {
		if to, ok := folded()[c]; ok {
			b.WriteString(to)
		} else {
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}

// nfkc2003 normalizes as Unicode 3.2 does, which leaves alone what it does not assign.
func nfkc2003(text string) string {
	var b strings.Builder
	start := 0
	for i, c := range text {
		if unassigned2003().has(c) {
			b.WriteString(norm.NFKC.String(text[start:i]))
			b.WriteRune(c)
			start = i + utf8.RuneLen(c)
		}
	}
	b.WriteString(norm.NFKC.String(text[start:]))
	return b.String()
}

// mapCase is table B.2 of RFC 3454: folded so that it stays folded under NFKC.
func mapCase(c rune) string {
	once := fold(string(c))
	normal := nfkc2003(once)
	if twice := nfkc2003(fold(normal)); normal != twice {
		return twice
	}
	return once
}

// nameprep is RFC 3491 with unassigned code points allowed, as Python has it. bad is the index of the offending
// character and the one behind it, in the prepared label.
func nameprep(label string) (out string, bad [2]int, why string) {
	var b strings.Builder
	for _, c := range label {
		if !nothing2003().has(c) {
			b.WriteString(mapCase(c))
		}
	}
	out = nfkc2003(b.String())
	text := []rune(out)
	rtl := false
	for i, c := range text {
		if prohibited2003().has(c) {
			return out, [2]int{i, i + 1}, "Invalid character " + pythonChar(c)
		}
		rtl = rtl || rightToLeft2003().has(c)
	}
	if !rtl {
		return out, bad, ""
	}
	for i, c := range text {
		if leftToRight2003().has(c) {
			return out, [2]int{i, i + 1}, "Violation of BIDI requirement 2"
		}
	}
	if !rightToLeft2003().has(text[0]) {
		return out, [2]int{0, 1}, "Violation of BIDI requirement 3"
	}
	if n := len(text); !rightToLeft2003().has(text[n-1]) {
		return out, [2]int{n - 1, n}, "Violation of BIDI requirement 3"
	}
	return out, bad, ""
}

// toASCII2003 is Python's codec idna (RFC 3490 section 4.1) for a host that is not ASCII.
func toASCII2003(host string) (ascii, fault string) {
	var labels []string
	last := 0
	for i, c := range host {
		if isDot(c) {
			labels, last = append(labels, host[last:i]), i+utf8.RuneLen(c)
		}
	}
	labels = append(labels, host[last:])
	trailing := ""
	if len(labels) > 1 && labels[len(labels)-1] == "" {
		labels, trailing = labels[:len(labels)-1], "."
	}
	var out []string
	offset := 0
	for _, label := range labels {
		done, bad, why := labelToASCII2003(label)
		if why != "" {
			return "", codecFault([]rune(host), offset+bad[0], offset+bad[1], why)
		}
		out = append(out, done)
		offset += utf8.RuneCountInString(label) + 1
	}
	return strings.Join(out, ".") + trailing, ""
}

func labelToASCII2003(label string) (ascii string, bad [2]int, why string) {
	sized := func(s string) (string, [2]int, string) {
		switch {
		case s == "":
			return "", [2]int{0, 1}, "label empty"
		case len(s) > maxLabel:
			return "", [2]int{0, utf8.RuneCountInString(label)}, "label too long"
		}
		return s, bad, ""
	}
	if isASCII(label) {
		return sized(label)
	}
	if label, bad, why = nameprep(label); why != "" {
		return "", bad, why
	}
	if isASCII(label) {
		return sized(label)
	}
	if strings.HasPrefix(strings.ToLower(label), "xn--") {
		return "", [2]int{0, 4}, "Label starts with ACE prefix"
	}
	ascii, err := idna.Punycode.ToASCII(label)
	if err != nil {
		return "", [2]int{0, utf8.RuneCountInString(label)}, err.Error() // an overflow, beyond what a name can hold
	}
	return sized(ascii)
}

// libidn2 are curl's flags for libidn2: non-transitional processing first (Unicode TR46), then transitional.
var libidn2 = []*idna.Profile{
	idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.BidiRule(),
		idna.CheckJoiners(true)),
	idna.New(idna.MapForLookup(), idna.Transitional(true), idna.StrictDomainName(false)),
}

// toASCIICurl converts as curl with libidn2 does; false when that finds no name in it.
func toASCIICurl(host string) (string, bool) {
	for _, p := range libidn2 {
		if ascii, err := p.ToASCII(host); err == nil {
			return ascii, true
		}
	}
	return "", false
}
