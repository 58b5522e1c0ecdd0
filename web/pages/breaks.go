package pages

import (
	"regexp"
	"strings"
)

var (
	// markup is a tag, or an element whose text stays as it is: it takes no elements.
	markup = regexp.MustCompile(`(?s)<(?:script|style|title|textarea|option|svg)\b.*?</(?:script|style|title|textarea|option|svg)>|<[^>]*>`)
	// together is what a line must not break at its hyphens: the option of a command, a day.
	together = regexp.MustCompile(`(^|[\s（；，、：(])(-{1,2}[A-Za-z][\w-]*|\d{4}-\d\d-\d\d)`)
)

// unbroken keeps options and days of the text of an HTML fragment on one line.
func unbroken(html string) string {
	var b strings.Builder
	keep := func(text string) string { return together.ReplaceAllString(text, `$1<span class="unbroken">$2</span>`) }
	at := 0
	for _, m := range markup.FindAllStringIndex(html, -1) {
		b.WriteString(keep(html[at:m[0]]))
		b.WriteString(html[m[0]:m[1]])
		at = m[1]
	}
	b.WriteString(keep(html[at:]))
	return b.String()
}
