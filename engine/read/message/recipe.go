//go:build !lean

package message

import "bytes"

// instructions are the words that lines of a Dockerfile begin with.
var instructions = []string{
	"RUN ", "FROM ", "COPY ", "CMD ", "ADD ", "ENV ", "WORKDIR ", "ENTRYPOINT ", "EXPOSE ", "USER ", "ARG ", "VOLUME ",
	"LABEL ",
}

// inRecipe reports whether the line of a place is one of a Dockerfile's, with another behind it: what builds an image
// is told there, and nothing failed.
func inRecipe(text []byte, at int) bool {
	from := bytes.LastIndexByte(text[:at], '\n') + 1
	if !beginsWith(text[from:], instructions...) {
		return false
	}
	for n := 0; n < 3; n++ { // what goes on behind a stroke, and an empty line, stand between
		k := bytes.IndexByte(text[from:], '\n')
		if k < 0 {
			return false
		}
		goesOn := bytes.HasSuffix(bytes.TrimRight(text[from:from+k], " \r"), []byte("\\"))
		from += k + 1
		if beginsWith(text[from:], instructions...) {
			return true
		}
		if goesOn {
			n--
		}
	}
	return false
}
