//go:build !lean

package message

import "bytes"

// listed reports whether a name stands in a list of several: between commas, or with its version beside those of
// others, as forms for reports ask for them. Whoever lists what is installed does not say which of it complained.
func (q *Text) listed(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)+1
	before := bytes.TrimRight(q.plain[max(0, i-40):i], "`*")
	after := bytes.TrimLeft(q.plain[j:min(len(q.plain), j+40)], "`*")
	if amid(before, after) || endsIn(before, "image: ", "FROM ") || isKey(before, after) {
		return true
	}
	return versionAt(after) && q.versionsAround(i, j)
}

// amid reports whether what stands around a name is a list of names with commas: ", NAME,", ", NAME and OTHER", or the
// first or the last of them.
func amid(before, after []byte) bool {
	opened := endsIn(before, ", ", "、")
	switch {
	case opened && beginsWith(after, ", ", "、", " and ", " or ", " 和"), opened && beginsWith(after, ".\n"):
		return true
	case beginsWith(after, ", "): // the first of them, if one word follows
		word := bytes.TrimLeft(after[1:], " `*")
		word = bytes.TrimLeft(word[nameIn(word):], "`*")
		return beginsWith(word, ", ", " and ", " or ")
	}
	for _, last := range []string{" and ", " or "} {
		if rest, ok := bytes.CutSuffix(before, []byte(last)); ok {
			rest = bytes.TrimRight(rest, "`*")
			k := len(rest)
			for k > 0 && nameIn(rest[k-1:k]) > 0 {
				k--
			}
			return k < len(rest) && endsIn(bytes.TrimRight(rest[:k], " `*"), ",", "、") || endsIn(rest, ",")
		}
	}
	return false
}

// isKey reports whether a name stands alone on a line with a colon behind it, as keys of YAML do.
func isKey(before, after []byte) bool {
	before = bytes.TrimRight(before, " ")
	return (len(before) == 0 || before[len(before)-1] == '\n') && beginsWith(after, ":\n", ":\r\n")
}

// nameIn returns how much of a text from its start may be the name of a program.
func nameIn(b []byte) (n int) {
	for n < len(b) && (alphanumeric(b[n]) || b[n] == '-' || b[n] == '_') {
		n++
	}
	return n
}

func endsIn(b []byte, ends ...string) bool {
	for _, s := range ends {
		if bytes.HasSuffix(b, []byte(s)) {
			return true
		}
	}
	return false
}

func beginsWith(b []byte, starts ...string) bool {
	for _, s := range starts {
		if bytes.HasPrefix(b, []byte(s)) {
			return true
		}
	}
	return false
}

// versionAt reports whether a text begins with the number of a version: " v1.27", " version: 24.0", "==2.1".
func versionAt(b []byte) bool {
	const marks = " :=(|*`"
	b = bytes.TrimLeft(b, marks)
	for _, word := range []string{"version", "Version", "client", "Client"} {
		b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte(word)), marks)
	}
	b = bytes.TrimPrefix(b, []byte("v"))
	return versionIn(b) > 0
}

// versionIn returns how much of a text from its start is a number with one or two dots, as versions have them.
func versionIn(b []byte) int {
	n, dots := 0, 0
	for n < len(b) && (b[n] >= '0' && b[n] <= '9' || b[n] == '.' && n > 0) {
		if b[n] == '.' {
			dots++
		}
		n++
	}
	if b = b[:n]; bytes.HasSuffix(b, []byte(".")) {
		dots--
	}
	if n == 0 || dots < 1 || dots > 2 {
		return 0
	}
	return n
}

// versionsAround reports whether another version than the one behind [i, j) of the plain text stands on its line, or on
// a line beside it.
func (q *Text) versionsAround(i, j int) bool {
	from := bytes.LastIndexByte(q.plain[:i], '\n') + 1
	to := len(q.plain)
	if k := bytes.IndexByte(q.plain[j:], '\n'); k >= 0 {
		to = j + k
	}
	if to-from > 300 {
		return false
	}
	above := bytes.LastIndexByte(q.plain[:max(0, from-1)], '\n') + 1
	below := len(q.plain)
	if k := bytes.IndexByte(q.plain[min(to+1, len(q.plain)):], '\n'); k >= 0 {
		below = to + 1 + k
	}
	lines := [][]byte{q.plain[above:max(above, from-1)], q.plain[from:to], q.plain[min(to+1, below):below]}
	others := -1 // its own does not count
	for _, line := range lines {
		others += versionsIn(line)
	}
	return others > 0
}

// versionsIn counts the numbers of versions behind names in a line, which is no sentence of any length.
func versionsIn(line []byte) (n int) {
	if len(line) > 300 {
		return 0
	}
	for k := 1; k < len(line); k++ {
		if bytes.IndexByte([]byte(" v:=(/-*`"), line[k-1]) < 0 {
			continue
		}
		size := versionIn(line[k:])
		if size == 0 {
			continue
		}
		name := bytes.TrimRight(line[:k], "v :=(/-*`")
		from := len(name)
		for from > 0 && nameIn(name[from-1:from]) > 0 {
			from--
		}
		if name = name[from:]; len(name) > 1 && !isLittle(string(name)) {
			n++
		}
		k += size
	}
	return n
}
