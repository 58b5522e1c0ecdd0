package read

import (
	"cmp"
	"slices"
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
