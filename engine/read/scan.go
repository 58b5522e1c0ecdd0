package read

import (
	"bytes"
)

// scan reads one text from the front to the back.
type scan struct {
	r            *reading
	text         *plain
	at           Place // of the text
	depth        int
	begins, ends *markers
	scratch      []byte // characters of the piece being decoded, reused
	retries      int    // bytes that may still be decoded a second time
}

// text reads data as text: PEM blocks, base64 and hex without armor, and error messages.
func (r *reading) text(data []byte, at Place, depth int) error {
	p := makePlain(data)
	s := &scan{r: r, text: p, at: at, depth: depth, retries: 4*len(p.b) + 1<<16,
		begins: newMarkers(p.b, "BEGIN", "begin", "Begin"), ends: newMarkers(p.b, "END", "end", "End")}
	before := r.found()
	var outside []span
	base, hex := newRuns(p.b), newHexes(p.b)
	told := 0
	for pos := 0; pos < len(p.b); {
		m, isArmor := s.begins.from(pos)
		run, isRun := base.from(pos)
		dump, isHex := hex.from(pos)
		next, from := len(p.b), len(p.b)
		var err error
		switch {
		case isArmor && (!isRun || m.start <= run.start) && (!isHex || m.start <= dump):
			from = m.start
			next, err = s.armor(m)
		case isRun && (!isHex || run.start <= dump):
			from = run.start
			next, err = s.bare(run)
		case isHex:
			from = dump
			next, err = s.hex(dump)
		}
		outside = append(outside, span{pos, from})
		if err != nil {
			return err
		}
		pos = max(next, from+1)
		if depth == 0 && pos-told >= 1<<16 {
			if err := r.advance(pos - told); err != nil {
				return err
			}
			told = pos
		}
	}
	s.messages(outside)
	s.mark()
	if r.found() == before {
		return s.dumps()
	}
	return nil
}

// span is a range of offsets in a text.
type span struct{ start, end int }

// line returns the line of offset pos in the input: that of the outermost text.
func (s *scan) line(pos int) int {
	if s.at.Line > 0 {
		return s.at.Line
	}
	return s.text.lineAt(pos)
}

// runs finds base64 that stands without armor.
type runs struct {
	text  []byte
	last  span
	valid bool
}

func newRuns(text []byte) *runs { return &runs{text: text} }

// minRun is the shortest run of base64 characters that is looked at: the first line of anything wrapped is longer.
const minRun = 24

// from returns the first run at pos or later that looks like the start of something.
func (u *runs) from(pos int) (span, bool) {
	if u.valid && u.last.start >= pos {
		return u.last, u.last.start < len(u.text)
	}
	b := u.text
	for i := pos; i < len(b); i++ {
		if !isBase64(b[i]) {
			continue
		}
		j := i + 1
		for j < len(b) && isBase64(b[j]) {
			j++
		}
		for start := i; j-start >= minRun; start++ { // behind signs of diffs and comments, if there are any
			if promising(b[start:j]) {
				u.last, u.valid = span{start, j}, true
				return u.last, true
			}
			if isAlnum(b[start]) || start-i == 4 {
				break
			}
		}
		i = j
	}
	u.last, u.valid = span{len(b), len(b)}, true
	return u.last, false
}

// promising reports whether base64 characters begin something that this package reads.
func promising(chars []byte) bool {
	head := decodeBase64(chars[:min(len(chars), 64)])
	switch {
	case head[0] == 0x30: // a DER SEQUENCE
		n, ok := totalLength(head)
		return ok && n >= 32 && (head[1] == 0x80 || head[1] >= 0x81 && head[1] <= 0x84 || n <= len(chars))
	case bytes.HasPrefix(head, magicJKS), bytes.HasPrefix(head, magicJCEKS):
		return true
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte{0x1f, 0x8b, 8}):
		return true
	case len(chars) < 32:
		return false
	}
	for _, c := range head { // text
		if c >= 0x7f || c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			return bytes.HasPrefix(head, []byte("\xef\xbb\xbf-----BEGIN"))
		}
	}
	return true
}

var (
	magicJKS   = []byte{0xfe, 0xed, 0xfe, 0xed}
	magicJCEKS = []byte{0xce, 0xce, 0xce, 0xce}
)
