package opensslconf

import (
	"embed"
	"strings"
)

// fragments are the parts of the scripts that do not depend on what is asked for. They are files of their own so that
// shellcheck and editors see them for what they are.
//
//go:embed sh/*.sh
var fragments embed.FS

// fragment returns the named fragments, one after another, without the lines that speak to shellcheck.
func fragment(names ...string) string {
	var b strings.Builder
	for _, name := range names {
		text, err := fragments.ReadFile("sh/" + name + ".sh")
		if err != nil {
			panic(err) // the names are constants, and the files part of the program
		}
		b.WriteByte('\n')
		for line := range strings.Lines(string(text)) {
			if !strings.HasPrefix(strings.TrimLeft(line, "\t"), "# shellcheck ") {
				b.WriteString(line)
			}
		}
	}
	return b.String()
}
