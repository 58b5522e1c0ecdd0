package read

import "bytes"

// cutPrefix removes from line what stands before the text proper: the prefix itself, something of the same shape
// (another line number, another time), or quotes, bars, comment signs and the like.
func cutPrefix(line, prefix []byte) []byte {
	if len(prefix) > 0 {
		if rest, ok := bytes.CutPrefix(line, prefix); ok {
			return rest
		}
		if n := sameShape(line, prefix); n >= 0 {
			return line[n:]
		}
	}
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case c == '+' || c == '/' && i+1 < len(line) && line[i+1] == '/':
			// a sign of concatenation or a comment when a blank or a quote follows
			n := 1
			if c == '/' {
				n = 2
			}
			if i+n >= len(line) || line[i+n] == ' ' || line[i+n] == '"' || line[i+n] == '\'' {
				i += n - 1
				continue
			}
			return line[i:]
		case isStandard(c):
			if n := quoteAfterLetters(line[i:]); n > 0 {
				i += n // b"...", u'...', L"..."
				continue
			}
			return line[i:]
		}
	}
	return nil
}

// quoteAfterLetters returns the length of a string prefix such as b or rb before a quote, 0 for none.
func quoteAfterLetters(b []byte) int {
	for n := 1; n <= 2 && n < len(b); n++ {
		if b[n] == '"' || b[n] == '\'' {
			return n
		}
		if !isAlnum(b[n]) {
			return 0
		}
	}
	return 0
}

// sameShape returns how much of line looks like prefix when every number counts as equal and blanks as any blanks; -1
// when it does not.
func sameShape(line, prefix []byte) int {
	i, j := 0, 0
	for j < len(prefix) {
		switch c := prefix[j]; {
		case c == ' ' || c == '\t':
			for j < len(prefix) && (prefix[j] == ' ' || prefix[j] == '\t') {
				j++
			}
			for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
				i++
			}
		case c >= '0' && c <= '9':
			for j < len(prefix) && prefix[j] >= '0' && prefix[j] <= '9' {
				j++
			}
			from := i
			for i < len(line) && line[i] >= '0' && line[i] <= '9' {
				i++
			}
			if i == from {
				return -1
			}
		default:
			if i >= len(line) || line[i] != c {
				return -1
			}
			i++
			j++
		}
	}
	return i
}

// runAtStart returns the run of base64 characters that line begins with, behind blanks.
func runAtStart(line []byte) []byte {
	i := 0
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	j := i
	for j < len(line) && isStandard(line[j]) {
		j++
	}
	return line[i:j]
}

// longestRun returns the longest run of base64 characters in line.
func longestRun(line []byte) (run []byte) {
	for i := 0; i < len(line); i++ {
		j := i
		for j < len(line) && isStandard(line[j]) {
			j++
		}
		if j-i > len(run) {
			run = line[i:j]
		}
		i = j
	}
	return run
}
