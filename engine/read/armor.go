package read

import (
	"bytes"
	"strconv"
	"strings"
)

// block is one PEM block as it lies in the text.
type block struct {
	text       *plain
	begin      marker
	start, end int    // of the body
	closed     bool   // an END line was found
	before     []byte // what stands before BEGIN on its line: likely what stands before every line
	after      []byte // what stands behind it, when that is only noise: likely what stands behind every line
	headers    map[string]string
	at         Place
}

// attempt is one reading of a body that did not succeed; the best of them becomes the note.
type attempt struct {
	have, want int  // bytes, when it looks like DER that is cut off
	bad        byte // the first character that is not base64
	badAt      int  // its offset in the text
	chars      int  // base64 characters found
}

// armor reads the PEM block that begins with m and returns where reading goes on.
func (s *scan) armor(m marker) (next int, err error) {
	p := s.text
	k := &block{text: p, begin: m, start: m.end, at: s.at}
	k.at.Kind = "pem"
	k.at.Line = s.line(m.start)
	k.before = p.b[p.lineStart(m.start):m.start]
	if rest := bytes.TrimSpace(p.b[m.end:p.lineEnd(m.end)]); len(rest) <= 12 && countAlnum(rest) == 0 {
		k.after = rest
	}
	k.end = len(p.b)
	another, more := s.begins.from(m.end)
	if more {
		k.end = another.start
	}
	next = k.end
	if end, ok := s.ends.from(m.end); ok && end.start <= k.end && !(more && another.start < end.start) {
		k.end, next, k.closed = end.start, end.end, true
	}
	if !k.closed {
		k.end = k.plausibleEnd(k.end)
		next = max(k.end, m.end)
	}
	if note, skip := skippedLabels[m.label]; skip {
		s.r.note(Info, "skipped", k.at, "what", note)
		return next, nil
	}
	if prose := k.prose(); prose {
		return next, nil
	}
	k.readHeaders()
	return next, s.body(k)
}

// skippedLabels are blocks that hold nothing for us, and what to call them.
var skippedLabels = map[string]string{
	"PUBLIC KEY": ShapePublicKey, "RSA PUBLIC KEY": ShapePublicKey, "SSH2 PUBLIC KEY": ShapePublicKey, "X509 CRL": ShapeCRL, "X.509 CRL": ShapeCRL,
	"CRL": ShapeCRL, "X9.42 DH PARAMETERS": "parameters", "DH PARAMETERS": "parameters", "DSA PARAMETERS": "parameters", "EC PARAMETERS": "parameters",
	"ATTRIBUTE CERTIFICATE": "attribute certificate", "PGP PUBLIC KEY BLOCK": "PGP block", "PGP PRIVATE KEY BLOCK": "PGP block",
	"PGP MESSAGE": "PGP block", "PGP SIGNATURE": "PGP block", "PGP SIGNED MESSAGE": "PGP block", "OPENSSH PRIVATE KEY": "OpenSSH key",
}

// body decodes the body in each way that could make sense, until one gives something known.
func (s *scan) body(k *block) error {
	var best attempt
	label := k.begin.label
	try := func(chars []byte) (done bool, err error) {
		if len(chars) < 8 {
			return false, nil
		}
		data := decodeBase64(chars)
		if n, ok := totalLength(data); ok && data[0] == 0x30 && n > len(data) && best.want == 0 {
			best.have, best.want = len(data), n
		}
		best.chars = max(best.chars, len(chars))
		mark := len(s.r.out.Notes)
		known, err := s.r.der(data, k.at, label, k.headers, s.depth)
		if err != nil || !known {
			return false, err
		}
		if len(s.r.out.Notes) == mark+1 && s.r.out.Notes[mark].ID == "certificate-damaged" && !s.last {
			s.r.out.Notes = s.r.out.Notes[:mark] // another reading may fare better
			return false, nil
		}
		return true, nil
	}
	for i, read := range bodyReadings {
		s.last = false
		chars, bad := read(k, s.scratch[:0])
		s.scratch = chars
		if i == 0 && bad > 0 {
			best.bad, best.badAt = k.text.b[bad-1], bad-1
			continue
		}
		done, err := try(chars)
		if done && !k.closed {
			s.r.note(Info, "pem-no-end", k.at, "label", label)
		}
		if done || err != nil {
			return err
		}
	}
	return s.damaged(k, best)
}

// damaged notes why no reading of the body made sense.
func (s *scan) damaged(k *block, best attempt) error {
	label := k.begin.label
	switch {
	case !k.begin.known:
		s.r.note(Info, "block-skipped", k.at, "label", clip(label))
	case best.chars < 8:
		s.r.note(Problem, "pem-empty", k.at, "label", label)
	case best.want > 0 && best.bad != 0:
		at := k.at
		at.Line = s.line(best.badAt)
		s.r.note(Problem, "pem-bad-base64", at, "label", label, "line", strconv.Itoa(at.Line), "found", printable(best.bad))
	case best.want > 0:
		s.r.note(Problem, "pem-truncated", k.at, "label", label, "have", strconv.Itoa(best.have), "want", strconv.Itoa(best.want))
	default:
		s.last = true // say why the plainest reading fails
		chars, _ := allCharacters(k, s.scratch[:0])
		known, err := s.r.der(decodeBase64(chars), k.at, label, k.headers, s.depth)
		switch {
		case known || err != nil:
			return err
		case best.bad != 0:
			at := k.at
			at.Line = s.line(best.badAt)
			s.r.note(Problem, "pem-bad-base64", at, "label", label, "line", strconv.Itoa(at.Line), "found", printable(best.bad))
		default:
			s.r.note(Problem, "pem-damaged", k.at, "label", label)
		}
	}
	return nil
}

// bodyReadings are the ways to find the base64 characters of a body, the plainest first.
var bodyReadings = []func(k *block, out []byte) (chars []byte, bad int){
	wholeBody, withoutPrefixes, longestRuns, regularLines, quotedPrintable, allCharacters, withoutLostBackslashes,
}

// wholeBody takes the body as it is. bad is one more than the offset of the first character that is neither base64 nor blank, 0 for none.
func wholeBody(k *block, out []byte) ([]byte, int) {
	body := k.text.b[k.start:k.end]
	padded := false
	for i, c := range body {
		switch {
		case isStandard(c) && !padded:
			out = append(out, c)
		case c == '=':
			padded = true
		case c > ' ':
			return out, k.start + i + 1
		}
	}
	return out, 0
}

// withoutPrefixes drops from every line what stands before BEGIN on its line, or something like it, or other noise, and takes the run that follows.
func withoutPrefixes(k *block, out []byte) ([]byte, int) {
	first := true
	k.lines(func(line []byte) {
		if !first || len(bytes.TrimSpace(line)) == 0 {
			line = cutPrefix(line, k.before)
		}
		first = false
		if len(k.after) > 0 {
			line = bytes.TrimSuffix(bytes.TrimRight(line, " \t\r"), k.after)
		}
		out = append(out, runAtStart(line)...)
	})
	return out, 0
}

// regularLines takes the longest runs of the lines, but only those that are as long as the first long one, and the last one: so lines of other
// things between them are left out.
func regularLines(k *block, out []byte) ([]byte, int) {
	width, short := 0, []byte(nil)
	k.lines(func(line []byte) {
		run := longestRun(line)
		if width == 0 && len(run) >= minRun {
			width = len(run)
		}
		switch {
		case width == 0:
		case len(run) == width:
			out = append(out, run...)
			short = nil
		case len(run) < width && short == nil && !bytes.Contains(bytes.TrimSpace(line), []byte(" ")):
			short = run
		}
	})
	return append(out, short...), 0
}

// withoutLostBackslashes takes out the letters n, or r and n, that are left of line breaks when a shell has eaten the backslashes.
func withoutLostBackslashes(k *block, out []byte) ([]byte, int) {
	chars, _ := allCharacters(k, nil)
	for _, mark := range []string{"n", "rn"} {
		for _, width := range []int{64, 76, 60, 72, 48} {
			if kept := cutMarks(chars, mark, width, out); kept != nil {
				return kept, 0
			}
		}
	}
	return out, 0
}

// cutMarks removes mark from the front of chars and after every width characters; nil when it is not always there.
func cutMarks(chars []byte, mark string, width int, out []byte) []byte {
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

// longestRuns takes the longest run of base64 characters of every line, except for lines that are a short number or a sign and nothing else: tables of
// lines come apart so.
func longestRuns(k *block, out []byte) ([]byte, int) {
	k.lines(func(line []byte) {
		run := longestRun(line)
		if len(run) > 5 || len(bytes.Trim(run, "0123456789+/")) > 0 || countAlnum(line) > len(run) {
			out = append(out, run...)
		}
	})
	return out, 0
}

// quotedPrintable takes the body as RFC 2045 section 6.7 wraps it: "=" ends a line that goes on.
func quotedPrintable(k *block, out []byte) ([]byte, int) {
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
			out = append(out, c)
		}
	}
	return out, 0
}

// allCharacters takes every base64 character there is, except for plus signs that stand between blanks or quotes: they join strings.
func allCharacters(k *block, out []byte) ([]byte, int) {
	body := k.text.b[k.start:k.end]
	alone := func(i int) bool {
		return i < 0 || i >= len(body) || body[i] <= ' ' || body[i] == '"' || body[i] == '\'' || body[i] == '`'
	}
	for i, c := range body {
		if isStandard(c) && !(c == '+' && alone(i-1) && alone(i+1)) {
			out = append(out, c)
		}
	}
	return out, 0
}

// lines calls f with every line of the body.
func (k *block) lines(f func(line []byte)) {
	body := k.text.b[k.start:k.end]
	for len(body) > 0 {
		line, rest, _ := bytes.Cut(body, []byte("\n"))
		f(line)
		body = rest
	}
}

// readHeaders reads the RFC 1421 headers of a body and moves its start behind them.
func (k *block) readHeaders() {
	b := k.text.b
	pos := k.start
	last := ""
	for n := 0; n < 64 && pos < k.end; n++ {
		end := min(k.text.lineEnd(pos), k.end)
		line := bytes.TrimSpace(b[pos:end])
		if n > 0 {
			line = bytes.TrimSpace(cutPrefix(b[pos:end], k.before))
		}
		name, value, isHeader := bytes.Cut(line, []byte(":"))
		switch {
		case isHeader && len(name) > 0 && len(name) < 64 && !bytes.ContainsAny(name, " \""):
			if k.headers == nil {
				k.headers = map[string]string{}
			}
			last = string(name)
			k.headers[last] = string(bytes.TrimSpace(value))
		case last != "" && bytes.HasSuffix([]byte(k.headers[last]), []byte("\\")), last == "DEK-Info" && k.headers[last] == "":
			k.headers[last] = strings.TrimSuffix(k.headers[last], "\\") + string(line)
		case len(line) > 0:
			k.finishHeaders(pos)
			return
		}
		pos = min(end+1, k.end)
	}
	k.finishHeaders(pos)
}

// finishHeaders keeps the headers only if they are of an encrypted key; any others say nothing about how to read the block.
func (k *block) finishHeaders(pos int) {
	if k.headers == nil {
		return
	}
	k.start = pos
	if k.headers["DEK-Info"] == "" {
		k.headers = nil
	}
}

// prose reports that the markers are only spoken of, in the middle of a sentence, and hold nothing.
func (k *block) prose() bool {
	if k.end-k.start > 200 {
		return false
	}
	chars, _ := allCharacters(k, nil)
	words := bytes.Count(bytes.TrimSpace(k.before), []byte(" "))
	return len(chars) < 32 && (words > 1 || !k.closed)
}

// plausibleEnd returns where a body without END line ends: before the first line that does not look like base64.
func (k *block) plausibleEnd(limit int) int {
	pos := k.start
	for n := 0; pos < limit; n++ {
		end := min(k.text.lineEnd(pos), limit)
		line := k.text.b[pos:end]
		if n > 0 {
			line = cutPrefix(line, k.before)
		}
		line = bytes.TrimSpace(line)
		run := runAtStart(line)
		header := n < 8 && bytes.Contains(line, []byte(": "))
		if len(line) > 0 && !header && (len(run) == 0 || countAlnum(line) > len(run)) {
			return pos
		}
		pos = end + 1
	}
	return min(pos, limit)
}

func countAlnum(b []byte) (n int) {
	for _, c := range b {
		if isAlnum(c) {
			n++
		}
	}
	return n
}

// printable shows one byte for a note.
func printable(c byte) string {
	if c > ' ' && c < 0x7f {
		return string(rune(c))
	}
	return "0x" + strconv.FormatUint(uint64(c), 16)
}

// clip shortens text from the input for a note.
func clip(s string) string {
	if len(s) > 40 {
		s = s[:40] + "..."
	}
	return s
}
