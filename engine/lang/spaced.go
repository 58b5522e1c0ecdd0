package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spaced joins the parts of a Chinese sentence as they are set: a space where Chinese characters meet Latin letters or
// digits, none beside punctuation or between two Chinese characters. Spaces at the ends of parts are left out.
func Spaced(parts ...string) string {
	var out string
	for _, p := range parts {
		p = strings.TrimSpace(p)
		before, _ := utf8.DecodeLastRuneInString(out)
		after, _ := utf8.DecodeRuneInString(p)
		if out != "" && p != "" && unicode.Is(unicode.Han, before) != unicode.Is(unicode.Han, after) &&
			!mark(before) && !mark(after) {
			out += " "
		}
		out += p
	}
	return out
}

// mark reports whether r brings its own room: Chinese punctuation and quotation marks.
func mark(r rune) bool { return strings.ContainsRune("，。：；、！？（）“”《》…", r) }
