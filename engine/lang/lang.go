// Package lang holds text in the languages that the product speaks.
package lang

// Lang is a language of the product.
type Lang string

// The languages. Anything else is treated as English.
const (
	English Lang = "en"
	Chinese Lang = "zh" // Simplified Chinese
)

// Text is one sentence or label in every language. Both fields are always filled; a test in each package that holds
// texts says so.
type Text struct{ EN, ZH string }

// In returns the text in l.
func (t Text) In(l Lang) string {
	if l == Chinese {
		return t.ZH
	}
	return t.EN
}
