//go:build !lean

package message

import "slices"

// Words are what a program says where it means one rule.
type Words struct {
	Client string // id of the program; "" when several say so
	Text   string // as printed
}

// SeenAs lists the words of all programs for a rule, OpenSSL's own left out, each once, in the order of the tables.
func SeenAs(slug string) (out []Words) {
	if slug == "" {
		return nil
	}
	for _, table := range phraseTables {
		for _, p := range table {
			w := Words{p.client, trimWords(p.text)}
			if p.rule.Slug() == slug && !p.faint && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// trimWords cuts off what leads to a host.
func trimWords(s string) string {
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\'' || s[len(s)-1] == '"' || s[len(s)-1] == '<' ||
		s[len(s)-1] == '(') {
		s = s[:len(s)-1]
	}
	return s
}
