package example

import (
	_ "embed"
	"fmt"
	"strings"

	"x509strict/engine/release"
)

// answers.txt holds what each OpenSSL generation reported: slug, generation, events of the broken chain, events of
// the mended one.
//
//go:embed answers.txt
var answersText string

// Answers returns what OpenSSL of generation r reported for the broken and the mended chain of a case: "92@1,…" or
// "-" for no event, in r's own numbers. The answers are recorded from the real programs; a test asks those that are
// installed again.
func Answers(slug string, r release.Release) (broken, mended string, err error) {
	for _, line := range strings.Split(answersText, "\n") {
		f := strings.Fields(line)
		if len(f) == 4 && f[0] == slug && f[1] == r.String() {
			return f[2], f[3], nil
		}
	}
	return "", "", fmt.Errorf("example: no recorded answer for %s in OpenSSL %s", slug, r)
}
