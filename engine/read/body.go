package read

import (
	"bytes"
	"slices"
)

// gathered is what one reading of a body takes for base64.
type gathered struct {
	chars []byte
	ends  []int // how many characters there were at the end of each line; nil when lines do not matter
	bad   int   // one more than the offset of a character that should not be there, 0 for none
}

// line adds what was found on one line. A plus sign alone joins strings: the last group of base64 has two characters
// at least.
func (g *gathered) line(run []byte) {
	if len(run) == 1 && run[0] == '+' {
		run = nil
	}
	g.chars = append(g.chars, run...)
	g.ends = append(g.ends, len(g.chars))
}

// exact returns the characters of the DER element that the body begins with, when a line ends exactly where the
// element does. Otherwise something was taken for base64 that is not, and the element would be read with the wrong
// bytes in it.
func (g *gathered) exact() (chars []byte, ok bool) {
	need := neededChars(g.chars)
	if need == 0 {
		return g.chars, true
	}
	return g.chars[:min(need, len(g.chars))], len(g.chars) == need || slices.Contains(g.ends, need)
}

// bodyReadings are the ways to find the base64 characters of a body, the plainest first. Only the plainest may find
// more than it needs.
var bodyReadings = []func(k *block, g *gathered){
	wholeBody,
	withoutPrefixes,
	withoutCommonPrefix,
	longestRuns,
	regularLines,
	quotedPrintable,
	allCharacters,
	withoutLostBackslashes,
}

// wholeBody takes the body as it is.
func wholeBody(k *block, g *gathered) {
	padded := false
	for i, c := range k.text.b[k.start:k.end] {
		switch {
		case isStandard(c) && !padded:
			g.chars = append(g.chars, c)
		case c == '=':
			padded = true
		case c > ' ':
			g.bad = k.start + i + 1
			return
		}
	}
}

// withoutPrefixes drops from every line what stands before BEGIN on its line, or something like it, or other noise,
// and what stands behind BEGIN; then it takes the run at the start of the line.
func withoutPrefixes(k *block, g *gathered) {
	first := true
	k.lines(func(line []byte) {
		if !first || len(bytes.TrimSpace(line)) == 0 {
			line = cutPrefix(line, k.before)
		}
		first = false
		if len(k.after) > 0 {
			line = bytes.TrimSuffix(bytes.TrimRight(line, " \t\r"), k.after)
		}
		g.line(runAtStart(line))
	})
}

// withoutCommonPrefix drops what all full lines have in common at their start, and numbers that differ.
func withoutCommonPrefix(k *block, g *gathered) {
	var sample [][]byte
	n := 0
	k.lines(func(line []byte) {
		if n++; n > 1 && len(sample) < 8 && len(longestRun(line)) >= minRun {
			sample = append(sample, line)
		}
	})
	if len(sample) < 2 {
		return
	}
	common := sample[0]
	for _, line := range sample[1:] {
		i := 0
		for i < len(common) && i < len(line) && common[i] == line[i] {
			i++
		}
		common = common[:i]
	}
	run := longestRun(sample[0])
	lead := sample[0][:bytes.Index(sample[0], run)]
	n = 0
	k.lines(func(line []byte) {
		n++
		if rest, ok := bytes.CutPrefix(line, common); ok && len(lead) <= len(common) {
			line = rest
		} else if m := sameShape(line, lead); m >= 0 && len(lead) > 0 && (n > 1 || m < len(line)) {
			line = line[m:]
		} else if n > 1 {
			line = cutPrefix(line, common)
		}
		g.line(runAtStart(line))
	})
}

// longestRuns takes the longest run of base64 characters of every line, except for lines that are a short number or a
// sign and nothing else: tables of lines come apart so.
func longestRuns(k *block, g *gathered) {
	k.lines(func(line []byte) {
		run := longestRun(line)
		if len(run) > 5 || len(bytes.Trim(run, "0123456789+/")) > 0 || countAlnum(line) > len(run) {
			g.line(run)
		}
	})
}

// regularLines takes the longest runs of the lines, but only those that are as long as the first long one, and the
// last one: so lines of other things between them are left out.
func regularLines(k *block, g *gathered) {
	width, short := 0, []byte(nil)
	k.lines(func(line []byte) {
		run := longestRun(line)
		if width == 0 && len(run) >= minRun {
			width = len(run)
		}
		switch {
		case width == 0:
		case len(run) == width:
			g.line(run)
			short = nil
		case len(run) < width && short == nil && !bytes.Contains(bytes.TrimSpace(line), []byte(" ")):
			short = run
		}
	})
	g.line(short)
}

// quotedPrintable takes the body as RFC 2045 section 6.7 wraps it: "=" ends a line that goes on.
func quotedPrintable(k *block, g *gathered) {
	body := k.text.b[k.start:k.end]
	for i := 0; i < len(body); i++ {
		c := body[i]
		if c == '=' && i+2 < len(body) {
			if v, ok := hexValue(body[i+1 : i+3]); ok {
				i += 2
				c = byte(v)
			}
		}
		if isStandard(c) {
			g.chars = append(g.chars, c)
		}
	}
}

// allCharacters takes every base64 character there is, except for plus signs that stand between blanks or quotes:
// they join strings.
func allCharacters(k *block, g *gathered) {
	body := k.text.b[k.start:k.end]
	alone := func(i int) bool {
		return i < 0 || i >= len(body) || body[i] <= ' ' || body[i] == '"' || body[i] == '\'' || body[i] == '`'
	}
	for i, c := range body {
		if isStandard(c) && !(c == '+' && alone(i-1) && alone(i+1)) {
			g.chars = append(g.chars, c)
		}
	}
}

// withoutLostBackslashes takes out the letters n, or r and n, that are left of line breaks when a shell has eaten the
// backslashes.
func withoutLostBackslashes(k *block, g *gathered) {
	all := &gathered{}
	allCharacters(k, all)
	for _, mark := range []string{"n", "rn"} {
		for _, width := range []int{64, 76, 60, 72, 48} {
			if kept := cutMarks(all.chars, mark, width); kept != nil {
				g.chars = kept
				return
			}
		}
	}
}

// cutMarks removes mark from the front of chars, after every width characters and from the end; nil when it is not
// always there.
func cutMarks(chars []byte, mark string, width int) (out []byte) {
	for len(chars) > 0 {
		rest, ok := bytes.CutPrefix(chars, []byte(mark))
		if !ok {
			return nil
		}
		n := min(width, len(rest))
		if n < width && n > len(mark) && bytes.HasSuffix(rest, []byte(mark)) {
			rest = rest[:n-len(mark)]
			n -= len(mark)
		}
		out = append(out, rest[:n]...)
		chars = rest[n:]
	}
	return out
}
