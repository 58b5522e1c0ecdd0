package main

import (
	"io"
	"strings"
	"unicode"

	"x509strict/engine/cert"
)

// shown makes a line that may hold file names or an error's words safe for a terminal: controls and direction marks are
// escaped. Line ends and tabs stay.
func shown(text string) string {
	var b strings.Builder
	for text != "" {
		end := strings.IndexAny(text, "\n\t")
		if end < 0 {
			b.WriteString(cert.SafeText([]byte(text)))
			break
		}
		b.WriteString(cert.SafeText([]byte(text[:end])) + text[end:end+1])
		text = text[end+1:]
	}
	return b.String()
}

// jsonSafe writes JSON with every character escaped that a terminal would obey and JSON lets stand: DEL, the controls
// from U+0080 to U+009F, and what cannot be seen, such as direction marks (JSON string escapes, RFC 8259 section 7).
type jsonSafe struct{ w io.Writer }

func (j jsonSafe) Write(p []byte) (int, error) {
	var b strings.Builder
	for _, r := range string(p) {
		if r < 0x10000 && (r == 0x7f || r > 0x7f && unicode.In(r, unicode.Cc, unicode.Cf)) {
			const hex = "0123456789abcdef"
			b.WriteString(`\u`)
			for shift := 12; shift >= 0; shift -= 4 {
				b.WriteByte(hex[r>>shift&15])
			}
			continue
		}
		b.WriteRune(r)
	}
	if _, err := io.WriteString(j.w, b.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// textSafe writes text through shown.
type textSafe struct{ w io.Writer }

func (t textSafe) Write(p []byte) (int, error) {
	if _, err := io.WriteString(t.w, shown(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
