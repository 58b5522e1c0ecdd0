package read

import (
	"bytes"
	"sort"
	"strings"
)

// marks are what the lines of one text say of the certificates below them.
type marks struct {
	listings []region
	labels   map[int]string     // line of a BEGIN to what stands above it
	many     map[int][]string   // line of BEGINs, several in JSON, to what stands above each
	seen     map[int][]Sighting // line of a BEGIN to what an earlier reading saw
}

// region is the lines of a listing, both ends in it.
type region struct {
	from, to int
	listing  *Listing
	spots    []spot
}

// spot says that certificates from a line on are the entry of a depth.
type spot struct{ line, depth int }

// depthAt returns the depth of what stands at line; -1 for nothing listed.
func (g region) depthAt(line int) int {
	depth := -1
	for _, s := range g.spots {
		if s.line <= line {
			depth = s.depth
		}
	}
	return depth
}

// textKey names one text: a file, or a member of it.
type textKey struct {
	input       int
	file, entry string
}

// mark reads the structure of a text: listings of connections, and what stands above PEM blocks.
func (s *scan) mark() {
	if s.at.Line > 0 { // inside of another text: lines mean nothing
		return
	}
	m := marks{labels: map[int]string{}, many: map[int][]string{}, seen: map[int][]Sighting{}}
	var seen []Sighting
	var open *region
	above, last, blank := "", "", 0
	end := func(line int) {
		if open != nil {
			open.to = line
			m.listings = append(m.listings, *open)
			open = nil
		}
	}
	for i, from := range s.text.start {
		start, stop := int(from), len(s.text.b)
		if i+1 < len(s.text.start) {
			stop = int(s.text.start[i+1])
		}
		number := s.line(start)
		if isBody(s.text.b[start:stop]) {
			continue
		}
		if told, is := bytes.CutPrefix(s.text.b[start:stop], []byte(seenMark)); is {
			if seen, is = ParseSeen(strings.TrimSpace(string(told))); is {
				continue
			}
		}
		line := string(bytes.TrimRight(s.text.b[start:min(stop, start+200)], "\r\n"))
		open = s.listed(open, line, number, end)
		switch word := strings.TrimSpace(line); {
		case word == "":
			if blank++; blank > 3 {
				above = ""
			}
		case strings.Contains(word, "BEGIN ") && strings.Contains(word, "--"):
			before, _, _ := strings.Cut(word, "--")
			if field := quotedField(before); field != "" {
				above = field
			} else if before = heading(before); before != "" {
				above = before
			}
			if above == sameAsAbove {
				above = last
			}
			m.labels[number], last = above, above
			if strings.Contains(word, "CERTIFICATE-") {
				m.many[number] = append(m.many[number], above)
			}
			if seen != nil {
				m.seen[number], seen = seen, nil
			}
		case strings.Contains(word, "END ") && strings.Contains(word, "--"):
			above, blank = sameAsAbove, 0
		case len(word) > 90:
		default:
			above, blank = heading(word), 0
		}
	}
	end(1 << 30)
	if len(m.listings) == 0 && len(m.labels) == 0 {
		return
	}
	if s.r.marks == nil {
		s.r.marks = map[textKey]marks{}
	}
	k := textKey{s.r.input, s.at.File, s.at.Entry}
	s.r.marks[k] = m
	s.r.texts = append(s.r.texts, k)
}

// sameAsAbove is the label of a block that follows another one directly.
const sameAsAbove = "\x00"

// isBody reports whether a line is part of a block's base64.
func isBody(line []byte) bool {
	if len(line) < 40 {
		return false
	}
	for _, c := range line[:40] {
		if !isStandard(c) {
			return false
		}
	}
	return true
}

// heading is a line as what it calls the things below it; "" when it is a tool's chatter.
func heading(line string) string {
	line = strings.Trim(strings.TrimSpace(line), "#>*=-$|\"' \t")
	for _, chatter := range []string{"subject", "issuer", "s:", "i:", "a:", "v:", "depth=", "verify", "Bag Attr",
		"Key Attr", "localKeyID", "Certificate:", "Data:", "Signature"} {
		if strings.HasPrefix(line, chatter) {
			return ""
		}
	}
	line = strings.TrimSpace(strings.TrimPrefix(line, "friendlyName:"))
	return clip(strings.TrimRight(line, ":|> \t\"'"))
}

// place says of a sighting inside of a listing which of its certificates it is.
func (m marks) place(s *Sighting, block func(n int) int) {
	line := s.Place.Line
	n := sort.Search(len(m.listings), func(i int) bool { return m.listings[i].to >= line })
	if n == len(m.listings) || line < m.listings[n].from {
		return
	}
	g := m.listings[n]
	depth := g.depthAt(line)
	if depth < 0 {
		return
	}
	s.Block, s.Depth, s.Position = block(n), depth, Sent
	if depth == 0 {
		s.Position = Presented
	}
	if depth < len(g.listing.Entries) {
		g.listing.Entries[depth].Given = true
	}
}

// marksOf finds the text of a place: the one it names, or that of the whole file.
func (r *reading) marksOf(input int, at Place) (marks, textKey) {
	for _, k := range []textKey{{input, at.File, at.Entry}, {input, at.File, ""}} {
		if m, ok := r.marks[k]; ok {
			return m, k
		}
	}
	switch at.Kind {
	case "pkcs12", "jks", "jceks", "pkcs7":
		return marks{}, textKey{input, at.File, ""}
	}
	if at.Line > 0 {
		return marks{}, textKey{input, at.File, ""}
	}
	return marks{}, textKey{input, at.File, at.Entry}
}
