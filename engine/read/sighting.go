package read

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Position is where something that has an order of its own shows a certificate.
type Position string

// Positions.
const (
	Presented    Position = "presented" // a server's own: first of a listing, or under "Server certificate"
	Sent         Position = "sent"      // further up in a listing of what a server sends
	TrustedEntry Position = "trusted"   // a keystore's entry for a certificate to trust
	KeyEntry     Position = "key"       // the first certificate of a keystore's entry for a private key
	KeyChain     Position = "chain"     // a further one
)

// Sighting is one place where a certificate was found, with what the place says of it. Nothing here is judged.
type Sighting struct {
	Place    Place
	Block    int      // things of one file, archive member, keystore entry or listing have the same
	Label    string   // what the text calls it: the key of a field, a heading, a file that was printed; "" for nothing
	Position Position // "" for none
	Depth    int      // within a listing, 0 for the server's own
	Order    int      // counts up through everything that was found
	CAFile   bool     // the input is the CA file, see Input
	// in a text of several objects with fields of the same names, such as secrets: which, from 1; else 0
	Object int

	// Of an earlier reading, see SeenLine.
	KeyBeside bool   // its private key was in the same file
	Role      string // that the user had set; "" for none
}

// Listing is what openssl s_client (or a tool like it) prints of one connection.
type Listing struct {
	Place   Place
	Entries []Listed
	Return  int // the number of "Verify return code"; -1 when there is none
}

// Listed is one certificate of a listing: names as printed, and whether the certificate itself follows.
type Listed struct {
	Subject, Issuer string
	Given           bool
}

// Missing are the certificates that a listing names and that are not in it: what -showcerts would have printed.
func (l Listing) Missing() (out []Listed) {
	for i, e := range l.Entries {
		if i > 0 && !e.Given {
			out = append(out, e)
		}
	}
	return out
}

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

// listed follows one line of a listing, or begins one.
func (s *scan) listed(open *region, line string, number int, end func(int)) *region {
	begin := func() *region {
		end(number - 1)
		at := s.at
		at.Line = number
		return &region{from: number, listing: &Listing{Place: at, Return: -1}}
	}
	text := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(text, "CONNECTED(") || text == "Certificate chain":
		if open == nil || len(open.listing.Entries) > 0 {
			open = begin()
		}
	case text == "Server certificate" || strings.HasPrefix(text, "| ssl-cert:"):
		if open == nil {
			open = begin()
		}
		open.spots = append(open.spots, spot{number, 0})
	case strings.HasPrefix(text, "- Certificate[") || strings.HasPrefix(text, "Certificate #"):
		n, ok := number0(text[strings.IndexAny(text, "[#")+1:])
		if !ok {
			break
		}
		if open == nil || n == 0 {
			open = begin()
		}
		open.spots = append(open.spots, spot{number, n})
	case open == nil:
	case strings.HasPrefix(text, "i:") && len(open.listing.Entries) > 0:
		open.listing.Entries[len(open.listing.Entries)-1].Issuer = strings.TrimSpace(text[2:])
	case strings.HasPrefix(text, "Verify return code:"):
		if n, ok := number0(strings.TrimSpace(text[len("Verify return code:"):])); ok {
			open.listing.Return = n
		}
	case text == "---" && len(open.spots) > 0:
		open.spots = append(open.spots, spot{number, -1})
	case text == "DONE" || strings.HasPrefix(text, "Extended master secret"):
		end(number)
		return nil
	default:
		if n, rest, ok := listedEntry(text); ok && n == len(open.listing.Entries) {
			open.listing.Entries = append(open.listing.Entries, Listed{Subject: rest})
			open.spots = append(open.spots, spot{number, n})
		}
	}
	return open
}

// listedEntry reads "0 s:CN = leaf".
func listedEntry(text string) (n int, subject string, ok bool) {
	number, rest, ok := strings.Cut(text, " s:")
	if !ok {
		return 0, "", false
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	return n, strings.TrimSpace(rest), err == nil && n >= 0 && n < 100
}

// number0 reads the digits at the start of text.
func number0(text string) (n int, ok bool) {
	i := 0
	for i < len(text) && i < 4 && text[i] >= '0' && text[i] <= '9' {
		n = n*10 + int(text[i]-'0')
		i++
	}
	return n, i > 0
}

// sighted remembers where a certificate was found.
func (r *reading) sighted(i int, at Place) {
	c := &r.out.Certificates[i]
	if len(c.Seen) < 100 {
		r.sightings++
		c.Seen = append(c.Seen, Sighting{Place: at, Position: r.position, Block: r.input, Order: r.sightings,
			CAFile: r.caFile})
	}
}

// context tells every sighting what its text says of it, and numbers the blocks.
func (r *reading) context() {
	blocks := map[any]int{}
	number := func(key any) int {
		if _, ok := blocks[key]; !ok {
			blocks[key] = len(blocks)
		}
		return blocks[key]
	}
	fields := r.fields()
	objects := r.objects(fields)
	for i := range r.out.Certificates {
		var told []Sighting
		c := &r.out.Certificates[i]
		c.Seen = slices.DeleteFunc(c.Seen, func(s Sighting) bool {
			m, _ := r.marksOf(s.Block, s.Place)
			told = append(told, m.seen[s.Place.Line]...)
			return len(m.seen[s.Place.Line]) > 0
		})
		for k := range c.Seen {
			s := &c.Seen[k]
			input := s.Block
			m, text := r.marksOf(input, s.Place)
			s.Label = m.labels[s.Place.Line]
			if label, ok := fields[s.Order]; ok {
				s.Label = label
			}
			s.Object = objects[s.Order]
			s.Block = number(text)
			switch s.Position {
			case TrustedEntry:
				s.Block = number([2]any{text, TrustedEntry})
			case KeyEntry, KeyChain:
				alias, _, _ := strings.Cut(s.Place.Entry, " chain ")
				if s.Place.Kind == "pkcs12" { // names each certificate by itself
					alias = ""
				}
				s.Block = number([3]any{text, KeyEntry, alias})
			case "":
				if s.Label != "" {
					s.Block = number([3]any{text, s.Label, s.Object})
				}
				if entry := s.Place.Entry; entry != "" && s.Place.Line > 0 {
					s.Block, s.Label = number([3]any{text, entry, s.Object}), entry
				}
			}
			m.place(s, func(n int) int { return number([3]any{text, "listing", n}) })
		}
		for _, s := range told {
			s.Block = number([2]any{seenMark, s.Block})
			c.Seen = append(c.Seen, s)
		}
	}
	for _, k := range r.texts {
		for _, g := range r.marks[k].listings {
			if len(g.listing.Entries) > 0 {
				r.out.Listings = append(r.out.Listings, *g.listing)
			}
		}
	}
}

// quotedField is the name of the field in whose quoted value a text ends, as in JSON: "" for none.
func quotedField(text string) string {
	colon := strings.LastIndex(text, `":`)
	if colon < 0 {
		return ""
	}
	return heading(text[strings.LastIndexByte(text[:colon], '"')+1 : colon])
}

// fields tells by the order of their sightings in which fields certificates stand that share a line.
func (r *reading) fields() map[int]string {
	type row struct {
		text textKey
		line int
	}
	orders := map[row][]int{}
	names := map[row][]string{}
	for _, c := range r.out.Certificates {
		for _, s := range c.Seen {
			m, text := r.marksOf(s.Block, s.Place)
			if list := m.many[s.Place.Line]; len(list) > 1 {
				k := row{text, s.Place.Line}
				orders[k], names[k] = append(orders[k], s.Order), list
			}
		}
	}
	out := map[int]string{}
	for k, list := range orders {
		if len(list) != len(names[k]) {
			continue // something between them is no certificate
		}
		slices.Sort(list)
		for i, order := range list {
			out[order] = names[k][i]
		}
	}
	return out
}

// objects tells by the order of their sightings in which object certificates stand, in texts of several: one ends
// where a field comes once more after another.
func (r *reading) objects(fields map[int]string) map[int]int {
	type stand struct {
		order int
		text  textKey
		field string
	}
	var stands []stand
	for _, c := range r.out.Certificates {
		for _, s := range c.Seen {
			m, text := r.marksOf(s.Block, s.Place)
			text.entry = ""
			field := cmp.Or(s.Place.Entry, fields[s.Order], m.labels[s.Place.Line])
			if s.Position == "" && field != "" && s.Place.Line > 0 {
				stands = append(stands, stand{s.Order, text, field})
			}
		}
	}
	slices.SortFunc(stands, func(a, b stand) int { return a.order - b.order })
	out := map[int]int{}
	for count := 0; len(stands) > 0; {
		n := slices.IndexFunc(stands, func(s stand) bool { return s.text != stands[0].text })
		if n < 0 {
			n = len(stands)
		}
		first, met, last := count+1, map[string]bool{}, ""
		for _, s := range stands[:n] {
			if count < first || s.field != last && met[s.field] {
				count++
				met = map[string]bool{}
			}
			met[s.field], last = true, s.field
			out[s.order] = count
		}
		if count == first { // only one
			for _, s := range stands[:n] {
				delete(out, s.order)
			}
			count--
		}
		stands = stands[n:]
	}
	return out
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
