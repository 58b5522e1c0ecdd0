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
	"PUBLIC KEY":            ShapePublicKey,
	"RSA PUBLIC KEY":        ShapePublicKey,
	"SSH2 PUBLIC KEY":       ShapePublicKey,
	"X509 CRL":              ShapeCRL,
	"X.509 CRL":             ShapeCRL,
	"CRL":                   ShapeCRL,
	"X9.42 DH PARAMETERS":   "parameters",
	"DH PARAMETERS":         "parameters",
	"DSA PARAMETERS":        "parameters",
	"EC PARAMETERS":         "parameters",
	"ATTRIBUTE CERTIFICATE": "attribute certificate",
	"PGP PUBLIC KEY BLOCK":  "PGP block",
	"PGP PRIVATE KEY BLOCK": "PGP block",
	"PGP MESSAGE":           "PGP block",
	"PGP SIGNATURE":         "PGP block",
	"PGP SIGNED MESSAGE":    "PGP block",
	"OPENSSH PRIVATE KEY":   "OpenSSH key",
}

// body decodes the body in each way that could make sense, until one gives something known.
func (s *scan) body(k *block) error {
	var best attempt
	label := k.begin.label
	for i, read := range bodyReadings {
		g := &gathered{chars: s.scratch[:0]}
		read(k, g)
		s.scratch = g.chars
		if g.bad > 0 {
			best.bad, best.badAt = k.text.b[g.bad-1], g.bad-1
			continue
		}
		if len(g.chars) < 8 {
			continue
		}
		best.add(g.chars)
		chars := g.chars
		if i == 0 && s.doubled(k, chars) {
			return nil
		}
		if i > 0 {
			var fits bool
			if chars, fits = g.exact(); !fits {
				continue
			}
		}
		done, err := s.sound(decodeBase64(chars), k.at, label, k.headers)
		if done && !k.closed {
			s.r.note(Info, "pem-no-end", k.at, "label", label)
		}
		if done || err != nil {
			return err
		}
	}
	return s.damaged(k, best)
}

// add remembers how much of an element that is cut off the plainest reading found.
func (a *attempt) add(chars []byte) {
	a.chars = max(a.chars, len(chars))
	head := decodeBase64(chars[:8])
	if n, ok := totalLength(head); ok && n > len(chars)*3/4 && a.want == 0 && head[0] == 0x30 {
		a.have, a.want = len(chars)*3/4, n
	}
}

// damaged notes why no reading of the body made sense.
func (s *scan) damaged(k *block, best attempt) error {
	label := k.begin.label
	if strings.HasSuffix(label, "CERTIFICATE") {
		if best.want > 0 || s.atStart(k) {
			g := &gathered{}
			wholeBody(k, g)
			s.r.damaged(decodeBase64(g.chars), k.at)
		}
		defer s.odd(k)
	}
	switch {
	case !k.begin.known:
		s.r.note(Info, "block-skipped", k.at, "label", clip(label))
	case best.chars < 8:
		if done, err := s.instead(k, false); done || err != nil {
			return err
		}
		s.r.note(Problem, "pem-empty", k.at, "label", label)
	case best.want > 0 && best.bad != 0:
		s.badBase64(k, best)
	case best.want > 0:
		s.r.note(
			Problem,
			"pem-truncated",
			k.at,
			"label",
			label,
			"have",
			strconv.Itoa(best.have),
			"want",
			strconv.Itoa(best.want),
		)
	default:
		known := false
		if best.bad == 0 { // say why the plainest reading fails
			g := &gathered{}
			wholeBody(k, g)
			var err error
			if known, err = s.r.der(decodeBase64(g.chars), k.at, label, k.headers, s.depth); err != nil {
				return err
			}
		}
		if !known {
			var err error
			if known, err = s.instead(k, best.bad == 0); err != nil {
				return err
			}
		}
		switch {
		case known:
		case best.bad != 0:
			s.badBase64(k, best)
		default:
			s.r.note(Problem, "pem-damaged", k.at, "label", label)
		}
	}
	return nil
}

// badBase64 notes the character that stands where none of base64 does, and its line.
func (s *scan) badBase64(k *block, best attempt) {
	at := k.at
	at.Line = s.line(best.badAt)
	s.r.note(Problem, "pem-bad-base64", at,
		"label", k.begin.label, "line", strconv.Itoa(at.Line), "found", printable(best.bad))
}

// lines calls f with every line of the body. What stands before END on a line of its own is no line.
func (k *block) lines(f func(line []byte)) {
	body := k.text.b[k.start:k.end]
	last := bytes.LastIndexByte(body, '\n')
	if k.closed && bytes.Count(body, []byte("\n")) > 1 && len(longestRun(body[last+1:])) < 16 {
		body = body[:last]
	}
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
		case isHeader && len(name) > 0 && len(name) < 64 && !bytes.ContainsAny(name, " \"") && !isBodyLine(value):
			if k.headers == nil {
				k.headers = map[string]string{}
			}
			last = string(name)
			k.headers[last] = string(bytes.TrimSpace(value))
		case last != "" && bytes.HasSuffix([]byte(k.headers[last]), []byte("\\")),
			last == "DEK-Info" && k.headers[last] == "":
			k.headers[last] = strings.TrimSuffix(k.headers[last], "\\") + string(line)
		case len(line) > 0:
			k.finishHeaders(pos)
			return
		}
		pos = min(end+1, k.end)
	}
	k.finishHeaders(pos)
}

// isBodyLine reports whether what stands behind a colon is a line of base64: then the name before it is a prefix of
// every line.
func isBodyLine(value []byte) bool {
	value = bytes.TrimSpace(value)
	return len(longestRun(value)) >= 40 && !bytes.ContainsAny(value, ",")
}

// finishHeaders keeps the headers only if they are of an encrypted key; any others say nothing about how to read the
// block.
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
	g := &gathered{}
	allCharacters(k, g)
	words := bytes.Count(bytes.TrimSpace(k.before), []byte(" "))
	return len(g.chars) < 32 && (words > 1 || !k.closed)
}

// plausibleEnd returns where a body without END line ends: before the first line that does not look like base64.
func (k *block) plausibleEnd(limit int) int {
	pos := k.start
	for n := 0; pos < limit; n++ {
		end := min(k.text.lineEnd(pos), limit)
		line := k.text.b[pos:end]
		if n > 0 && !bytes.Contains(line, []byte("---")) {
			line = cutPrefix(line, k.before)
		}
		if bytes.Contains(line, []byte("---")) {
			return pos
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
