package cert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SafeText returns bytes that are meant as UTF-8 in a form that is safe to show: controls, bidi marks, what cannot be
// seen, invalid bytes and letters that pass for others become \xNN or \u{N}.
func SafeText(text []byte) string { return escape(text, false) }

// safeASCII is SafeText for what may hold ASCII only: anything else is shown as what it is.
func safeASCII(text []byte) string {
	var b strings.Builder
	for _, r := range SafeText(text) {
		if r > 0x7f {
			writeHex(&b, `\u{`, uint32(r), "}")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// special reports a character that RFC 4514 section 2.4 escapes wherever it stands.
func special(r rune) bool { return strings.ContainsRune(`,+"\<>;`, r) }

// maxMarks is how many combining marks one letter may carry; more of them, stacked, would cover other lines.
const maxMarks = 3

func escape(text []byte, rfc4514 bool) string {
	if !slices.ContainsFunc(text, func(c byte) bool { return c < 0x20 || c > 0x7e || rfc4514 && special(rune(c)) }) {
		return string(text) // nearly every text: plain ASCII
	}
	var b strings.Builder
	mixed, word, marks := false, 0, 0 // word is where the word ends that was looked at last
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r > 0x7f && i >= word {
			word, mixed = wordAt(text, i)
		}
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case r == utf8.RuneError && size <= 1:
			writeHex(&b, `\x`, uint32(text[i]), "")
		case rfc4514 && special(r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			writeHex(&b, `\x`, uint32(r), "")
		case r > 0x7f && (unseen(r) || mixed && unicode.In(r, alike...) || mathematical(r) || marks > maxMarks):
			writeHex(&b, `\u{`, uint32(r), "}")
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

// unseen reports a character that leaves no mark, or changes how others are laid out.
func unseen(r rune) bool {
	if !unicode.IsPrint(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) {
		return true
	}
	switch {
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef, r >= 0x180b && r <= 0x180f: // variation selectors
		return true
	case r == 0x34f,
		r == 0x115f,
		r == 0x1160,
		r == 0x17b4,
		r == 0x17b5,
		r == 0x2800,
		r == 0x3164,
		r == 0xffa0: // fillers, joiners, an empty Braille cell
		return true
	}
	return false
}

// alike are the scripts with letters that look like Latin ones.
var alike = []*unicode.RangeTable{unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee}

// mathematical reports a letter of a formula: those look like plain letters and are others.
func mathematical(r rune) bool { return r >= 0x1d400 && r <= 0x1d7ff }

// wordAt returns where the run of letters around position i ends, and whether it mixes Latin letters with some that
// look like them (Unicode Technical Standard 39 section 5.2: such a word was made to deceive, or by mistake).
func wordAt(text []byte, i int) (end int, mixed bool) {
	start := i
	for start > 0 {
		r, size := utf8.DecodeLastRune(text[:start])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		start -= size
	}
	latin, others := false, false
	for end = start; end < len(text); {
		r, size := utf8.DecodeRune(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		latin = latin || r < 0x80 || r < 0x250 && unicode.Is(unicode.Latin, r)
		others = others || unicode.In(r, alike...)
		end += size
	}
	return max(end, i+1), latin && others
}

func writeHex(b *strings.Builder, before string, n uint32, after string) {
	const hex = "0123456789abcdef"
	b.WriteString(before)
	started := false
	for shift := 28; shift >= 0; shift -= 4 {
		d := n >> shift & 15
		if d != 0 || shift < 8 || started {
			started = true
			b.WriteByte(hex[d])
		}
	}
	b.WriteString(after)
}

// Shorten cuts a text that is already safe to show after so many characters, and says so with an ellipsis.
func Shorten(text string, most int) string {
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
