package read

import (
	"bytes"
	"unicode/utf8"

	"x509strict/engine/internal/hexdigit"
)

// decodeEscapes appends line to dst with its escapes decoded.
func decodeEscapes(dst, line []byte) []byte {
	for i := 0; i < len(line); {
		c := line[i]
		if !special[c] {
			dst = append(dst, c)
			i++
			continue
		}
		var n int
		switch {
		case c == '\\':
			if n = stepOfPath(line, i); n > 0 {
				dst = append(dst, c)
			} else {
				dst, n = decodeBackslash(dst, line[i:])
			}
		case c == '&':
			dst, n = decodeEntity(dst, line[i:])
		case c == '%':
			dst, n = decodePercent(dst, line[i:])
		case c == '<':
			dst, n = decodeTag(dst, line[i:])
		case c == 0x1b:
			n = terminalSequence(line[i:])
		case c == '^' || c == '[':
			if n = shownColor(line[i:]); n == 0 {
				dst, n = append(dst, c), 1
			}
		case c >= utf8.RuneSelf:
			var r rune
			r, n = utf8.DecodeRune(line[i:])
			dst = appendPlain(dst, r)
		default: // controls
			n = 1
			if c != 0 {
				dst = append(dst, ' ')
			}
		}
		i += n
	}
	return dst
}

// decodeBackslash reads \n, \r, \t, \/, \", \', \u002b, \x2b, \u{2b}, \053, each behind any number of backslashes,
// and a backslash at the end of a line.
func decodeBackslash(dst, b []byte) ([]byte, int) {
	n := backslashes(b)
	if n == len(b) {
		return dst, n
	}
	switch c := b[n]; c {
	case 'n', 'r':
		return append(dst, '\n'), n + 1
	case 't':
		return append(dst, ' '), n + 1
	case '/', '"', '\'', '`':
		return append(dst, c), n + 1
	case 'u', 'U', 'x':
		digits := b[n+1:]
		if len(digits) > 0 && digits[0] == '{' {
			if end := bytes.IndexByte(digits, '}'); end > 1 && end < 8 {
				if v, ok := hexValue(digits[1:end]); ok {
					return appendPlain(dst, rune(v)), n + 1 + end + 1
				}
			}
			break
		}
		size := map[byte]int{'u': 4, 'U': 8, 'x': 2}[c]
		if len(digits) >= size {
			if v, ok := hexValue(digits[:size]); ok {
				return appendPlain(dst, rune(v)), n + 1 + size
			}
		}
	case '0', '1':
		if len(b) >= n+3 && isOctal(b[n+1]) && isOctal(b[n+2]) {
			return appendPlain(dst, rune(c-'0')<<6|rune(b[n+1]-'0')<<3|rune(b[n+2]-'0')), n + 3
		}
	}
	return append(dst, '\\'), n
}

// stepOfPath returns how many backslashes stand at i where they part the folders of a path on Windows as those behind
// its drive do, and escape no letter: "C:\tools\node.exe"; 0 where they do not.
func stepOfPath(line []byte, i int) int {
	n := backslashes(line[i:])
	if j := i + n; j+1 >= len(line) || bytes.IndexByte([]byte("nrt"), line[j]) < 0 || !isAlnum(line[j+1]) {
		return 0
	}
	for k := i - 1; k > 0 && i-k < longestPath; k-- {
		switch line[k] {
		case '"', '\'', '`', '<', '>', '*', '?':
			return 0
		case ':':
			if isAlnum(line[k-1]) && (k == 1 || !isAlnum(line[k-2])) && backslashes(line[k+1:]) == n {
				return n
			}
			return 0
		}
	}
	return 0
}

// longestPath is how long a path on Windows is at most as a rule.
const longestPath = 260

func backslashes(b []byte) (n int) {
	for n < len(b) && b[n] == '\\' {
		n++
	}
	return n
}

func isOctal(c byte) bool { return c >= '0' && c <= '7' }

func hexValue(b []byte) (v uint32, ok bool) {
	for _, c := range b {
		d := hexdigit.Value(c)
		if d < 0 {
			return 0, false
		}
		v = v<<4 | uint32(d)
	}
	return v, len(b) > 0
}

// decodePercent reads %0A and the same escaped twice (%250A), ASCII only.
func decodePercent(dst, b []byte) ([]byte, int) {
	n := 1
	for bytes.HasPrefix(b[n:], []byte("25")) {
		n += 2
	}
	if len(b) >= n+2 {
		if v, ok := hexValue(b[n : n+2]); ok && v < 0x80 {
			return appendPlain(dst, rune(v)), n + 2
		}
	}
	return append(dst, '%'), n
}

// terminalSequence returns the length of the escape sequence (ECMA-48 section 5) that b starts with.
func terminalSequence(b []byte) int {
	if len(b) < 2 {
		return 1
	}
	switch b[1] {
	case '[':
		for i := 2; i < len(b) && i < 32; i++ {
			if b[i] >= 0x40 && b[i] <= 0x7e {
				return i + 1
			}
		}
	case ']':
		for i := 2; i < len(b) && i < 400; i++ {
			if b[i] == 7 {
				return i + 1
			}
		}
	}
	return 2
}

// shownColor returns the length of a sequence for colors at the start of b that lost its escape character or shows it
// as ^[, as in [1;31m and ^[[0m; 0 where none is.
func shownColor(b []byte) int {
	i := 0
	if bytes.HasPrefix(b, []byte("^[[")) {
		i = len("^[")
	}
	if b[i] != '[' {
		return 0
	}
	digits := 0
	for i++; i < len(b) && i < 24 && (b[i] >= '0' && b[i] <= '9' || b[i] == ';'); i++ {
		digits++
	}
	if digits == 0 || i == len(b) || b[i] != 'm' || i+1 < len(b) && b[i+1] == ']' { // [5m] is a range of time
		return 0
	}
	return i + 1
}

// appendPlain appends what r stands for.
func appendPlain(dst []byte, r rune) []byte {
	switch {
	case r == '\r' || r == '\n' || r == 0x85 || r == 0x2028 || r == 0x2029 || r == '↵' || r == '⏎' || r == '␊' ||
		r == '¶':
		return append(dst, '\n')
	case r == '\t':
		return append(dst, ' ')
	case r == 0:
		return dst
	case r >= ' ' && r < 0x7f:
		return append(dst, byte(r))
	case r >= 0x2010 && r <= 0x2015,
		r == 0x2212,
		r == 0x2e3a,
		r == 0x2e3b,
		r == 0xfe58,
		r == 0xfe63,
		r == 0x2043,
		r == 0x2500,
		r == 0x2501:
		return append(dst, '-')
	case r == 0xad,
		r >= 0x200b && r <= 0x200f,
		r == 0x2060,
		r == 0xfeff,
		r >= 0x202a && r <= 0x202e,
		r >= 0x2066 && r <= 0x2069:
		return dst // soft hyphen, zero width, direction marks
	case r == 0xa0, r >= 0x2000 && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x3000, r == 0x1680, r == 0x180e:
		return append(dst, ' ')
	case r >= 0x2018 && r <= 0x201b:
		return append(dst, '\'')
	case r >= 0x201c && r <= 0x201f, r == 0xab, r == 0xbb:
		return append(dst, '"')
	case r == 0x2026:
		return append(dst, "..."...)
	case r >= 0x2502 && r <= 0x257f:
		return append(dst, '|')
	case r >= 0xff01 && r <= 0xff5e && r != '，': // fullwidth forms
		return append(dst, byte(r-0xfee0))
	case isWritten(r):
		return utf8.AppendRune(dst, r)
	}
	return append(dst, '?')
}

// isWritten reports whether r is of the scripts that messages are known in: European, Chinese, Japanese, Korean.
func isWritten(r rune) bool {
	return r >= 0xc0 && r < 0x530 || r >= 0x1e00 && r < 0x1f00 || r >= 0x3001 && r <= 0x3002 ||
		r >= 0x3040 && r < 0xa000 ||
		r >= 0xac00 && r < 0xd7b0 ||
		r == '，'
}
