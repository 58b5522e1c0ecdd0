package read

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// bare reads base64 without armor and returns where reading goes on.
func (s *scan) bare(first span) (next int, err error) {
	b := s.text.b
	at := s.at
	at.Kind = "base64"
	at.Line = s.line(first.start)
	at.Entry = s.entry(first.start)
	chars, end, another := s.gather(first)
	data := decodeBase64(chars)
	if data[0] == 0x30 {
		// several lines must end exactly where the element does, or something else has been taken for base64
		need := neededChars(chars)
		if single := len(chars) == first.end-first.start; single || need == 0 || need == len(chars) {
			if known, err := s.sound(data, at, "", nil); known || err != nil {
				return end, err
			}
		}
		if next, known, err := s.bareBlock(first, another.start, at); known || err != nil {
			return next, err
		}
		if need == len(chars) { // damaged inside, and it can say why
			if known, err := s.r.der(data, at, "", nil, s.depth); known || err != nil {
				return end, err
			}
		}
		n, ok := totalLength(data)
		switch {
		case !ok || !shapeOfHead(data):
		case another.start > 0: // it was cut off, and what follows is something else
			have := decodeBase64(chars[:another.end])
			s.r.note(Problem, "base64-truncated", at, "have", strconv.Itoa(len(have)), "want", strconv.Itoa(n))
			return another.start, nil
		case n > len(data):
			s.r.note(Problem, "base64-truncated", at, "have", strconv.Itoa(len(data)), "want", strconv.Itoa(n))
		default:
			s.r.note(Problem, "base64-damaged", at)
		}
		// what was gathered may hold something else: look at its later lines on their own, as long as that stays linear
		if s.retries -= end - first.start; s.retries < 0 {
			return end, nil
		}
		return first.end, nil
	}
	if s.depth+1 > MaxNesting {
		s.r.note(Problem, "nested-too-deep", at, "limit", strconv.Itoa(MaxNesting))
		return end, nil
	}
	before := s.r.found()
	if err := s.r.data(data, at, s.depth+1); err != nil {
		return end, err
	}
	if s.r.found() == before && bytes.Contains(b[max(0, first.start-8):first.start], []byte("base64")) {
		s.r.note(Info, "base64-other", at)
	}
	return end, nil
}

// sound reads data as DER, unless all there is to say is that it is damaged: then another reading may fare better.
func (s *scan) sound(data []byte, at Place, label string, headers map[string]string) (known bool, err error) {
	mark, damaged := len(s.r.out.Notes), len(s.r.out.Damaged)
	known, err = s.r.der(data, at, label, headers, s.depth)
	if len(s.r.out.Notes) == mark+1 && strings.HasSuffix(s.r.out.Notes[mark].ID, "-damaged") {
		s.r.out.Notes, s.r.out.Damaged = s.r.out.Notes[:mark], s.r.out.Damaged[:damaged]
		return false, err
	}
	return known, err
}

// bareBlock reads the lines from a run on as the body of a block without armor: it finds what gather, which knows no
// other lines, does not.
func (s *scan) bareBlock(first span, another int, at Place) (next int, known bool, err error) {
	b := s.text.b
	need := neededChars(b[first.start:min(first.end, first.start+8)])
	if need == 0 || need <= first.end-first.start {
		return 0, false, nil
	}
	limit := min(len(b), first.start+3*need+1024)
	if s.retries -= limit - first.start; s.retries < 0 {
		return 0, false, nil
	}
	if i := bytes.Index(b[first.start:limit], []byte("-----")); i >= 0 {
		limit = first.start + i
	}
	if another > 0 && shapeOfHead(decodeBase64(b[another:another+minRun])) {
		limit = min(limit, another)
	}
	k := &block{text: s.text, start: first.start, end: limit, before: b[s.text.lineStart(first.start):first.start]}
	for _, read := range bodyReadings[1:] {
		g := &gathered{chars: s.scratch[:0]}
		read(k, g)
		s.scratch = g.chars
		last := slices.Index(g.ends, need)
		if last < 0 || !k.endsCleanly(last, g) {
			continue
		}
		known, err := s.sound(decodeBase64(g.chars[:need]), at, "", nil)
		if known || err != nil {
			return k.lineAfter(last), known, err
		}
	}
	return 0, false, nil
}

// endsCleanly reports whether no other words follow the run on line n, unless they follow on the line before too.
func (k *block) endsCleanly(n int, g *gathered) bool {
	if n == 0 {
		return true
	}
	line := func(n int) (text, run []byte) {
		from, before := k.start, 0
		if n > 0 {
			from, before = k.lineAfter(n-1), g.ends[n-1]
		}
		return bytes.TrimSpace(k.text.b[from:k.lineAfter(n)]), g.chars[before:g.ends[n]]
	}
	text, run := line(n - 1)
	for m := n - 2; m >= 0 && len(run) == 0; m-- {
		text, run = line(m)
	}
	_, usual, _ := bytes.Cut(text, run)
	text, run = line(n)
	for { // a short run may occur in the prefix too
		_, rest, found := bytes.Cut(text, run)
		if !found || len(run) == 0 {
			return len(run) == 0
		}
		if countAlnum(bytes.TrimPrefix(bytes.TrimLeft(rest, "="), usual)) == 0 {
			return true
		}
		text = rest
	}
}

// lineAfter returns the end of line n of the body, counted from 0.
func (k *block) lineAfter(n int) int {
	pos := k.start
	for range n + 1 {
		pos = min(k.text.lineEnd(pos)+1, k.end)
	}
	return pos
}

// shapeOfHead reports whether data begins as a certificate, a request or a signed container does: two nested
// sequences with long lengths, or one and an OID.
func shapeOfHead(data []byte) bool {
	if len(data) < 16 || data[1] < 0x81 {
		return false
	}
	inner := data[2+int(data[1]&0x7f):]
	return inner[0] == 0x30 && inner[1] >= 0x81 && inner[1] <= 0x84 || inner[0] == 6 && inner[1] == 9
}

// gather joins a run with the lines that go on with it. When the run begins a DER element, its length tells how much
// is needed; otherwise lines are taken as long as they are as wide as the first. another is the first line that could
// also begin something of its own: its offset, and how many characters were gathered before it.
func (s *scan) gather(first span) (chars []byte, end int, another span) {
	b := s.text.b
	chars = append(s.scratch[:0], b[first.start:first.end]...)
	defer func() { s.scratch = chars }()
	need := neededChars(chars)
	prefix := b[s.text.lineStart(first.start):first.start]
	width := first.end - first.start
	end = first.end
	suffix := bytes.TrimSpace(b[end:s.text.lineEnd(end)])
	for len(chars) < need || need == 0 {
		run, ok := s.goOn(end, prefix, suffix)
		if !ok || need == 0 && (len(run) == 0 || run[0].end-run[0].start > width) {
			break
		}
		last := 0
		if one := b[run[0].start:run[0].end]; another.start == 0 && len(one) >= minRun && promising(one) {
			another = span{run[0].start, len(chars)}
			if shapeOfHead(decodeBase64(one[:minRun])) { // no line in the middle of anything begins so
				break
			}
		}
		for _, one := range run {
			chars = append(chars, b[one.start:one.end]...)
			end = one.end
			last = one.end - one.start
		}
		if need == 0 && last < width {
			break
		}
	}
	return chars, end, another
}

// goOn returns the base64 runs that continue after end: further ones on the same line, or those of the next line that
// has any.
func (s *scan) goOn(end int, prefix, suffix []byte) (found []span, ok bool) {
	b := s.text.b
	if end < len(b) && b[end] == '=' {
		return nil, false // padding: nothing follows
	}
	i := end
	blank := 0
	for i < len(b) && b[i] != '\n' {
		if isBase64(b[i]) && !(b[i] == '+' && i > end) {
			break
		}
		if b[i] == ',' && bytes.IndexByte(b[end:i], '"') >= 0 || b[i] == ']' || b[i] == '}' || b[i] == ';' ||
			b[i] == '=' {
			return nil, false
		}
		i++
	}
	if i < len(b) && b[i] != '\n' &&
		(i == end || !bytes.Equal(bytes.TrimSpace(b[end:s.text.lineEnd(end)]), suffix) || onlyJoints(b[end:i])) {
		return s.restOfLine(i, suffix)
	}
	for i = s.text.lineEnd(end); i < len(b); i = s.text.lineEnd(i) {
		i++
		line := b[i:s.text.lineEnd(i)]
		if len(bytes.TrimSpace(line)) == 0 {
			if blank++; blank > 3 {
				return nil, false
			}
			continue
		}
		if bytes.Contains(line, []byte("---")) {
			return nil, false
		}
		text := cutPrefix(line, prefix)
		if len(text) == 0 { // noise such as a closing and an opening quote
			if blank++; blank > 3 {
				return nil, false
			}
			continue
		}
		if found, ok = s.restOfLine(i+len(line)-len(text), suffix); ok || len(bytes.Trim(text, " \t+")) > 0 {
			return found, ok
		}
		if blank++; blank > 3 {
			return nil, false
		}
	}
	return nil, false
}

// onlyJoints reports whether b holds only blanks, quotes and signs that join strings.
func onlyJoints(b []byte) bool {
	return len(bytes.Trim(b, " \t\r\"'`+.&\\")) == 0
}

// restOfLine returns the runs from offset i to the end of the line, when the line holds nothing else but noise.
func (s *scan) restOfLine(i int, suffix []byte) (found []span, ok bool) {
	b := s.text.b
	end := s.text.lineEnd(i)
	for i < end && (b[i] == ' ' || b[i] == '\t') {
		i++
	}
	for i < end {
		j := i
		for j < end && isBase64(b[j]) {
			j++
		}
		if j > i && !(j == i+1 && b[i] == '+') { // a plus sign alone joins strings
			found = append(found, span{i, j})
		}
		rest := bytes.TrimSpace(b[j:end])
		if len(suffix) > 0 && bytes.Equal(rest, suffix) {
			break
		}
		k := j
		for k < end && (!isBase64(b[k]) || b[k] == '+' && (k+1 == end || b[k+1] == ' ' || b[k+1] == '"')) {
			if b[k] == '=' || b[k] == ',' || b[k] == ';' || b[k] == ']' {
				return found, len(found) > 0
			}
			k++
		}
		if k < end && !onlyJoints(b[j:k]) {
			return nil, false // other words follow: not a line of base64
		}
		i = max(k, j+1)
	}
	return found, len(found) > 0
}

// entry returns the name that the value at pos has been given: tls.crt in "tls.crt: LS0t" or "tls.crt": "LS0t".
func (s *scan) entry(pos int) string {
	b := s.text.b
	start := s.text.lineStart(pos)
	before := bytes.TrimRight(b[start:pos], " \t\"'|>[(")
	n := len(before)
	if n == 0 || before[n-1] != ':' && before[n-1] != '=' {
		return s.at.Entry
	}
	before = bytes.TrimRight(before, " \t\"':=")
	i := len(before)
	for i > 0 && len(before)-i < 60 && (isAlnum(before[i-1]) || bytes.IndexByte([]byte("._-"), before[i-1]) >= 0) {
		i--
	}
	name := string(bytes.Trim(before[i:], "-"))
	if s.at.Entry != "" && name != "" {
		return s.at.Entry + ": " + name
	}
	return s.at.Entry + name
}
