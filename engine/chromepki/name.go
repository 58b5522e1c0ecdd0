package chromepki

import (
	"bytes"
	"slices"
	"strings"
	"x509strict/engine/oid"

	"x509strict/engine/der"
	"x509strict/engine/der/strict"
)

// name is a distinguished name: the content of its SEQUENCE, and in its normal form, in which two are compared.
type name struct {
	raw    []byte
	normal string
}

type attribute struct {
	oid     string
	tag     strict.Tag
	content []byte
}

// rdns reads the relative distinguished names; ok is false when they cannot be read.
func rdns(raw []byte) (out [][]attribute, ok bool) {
	r := strict.NewReader(raw)
	for r.More() {
		in := r.Enter(strict.Set)
		var rdn []attribute
		for in.More() {
			one := in.Enter(strict.Sequence)
			a := attribute{oid: string(one.Get(strict.ObjectID))}
			a.tag, _, a.content = one.Element()
			one.End()
			rdn = append(rdn, a)
		}
		if len(rdn) == 0 {
			return nil, false
		}
		out = append(out, rdn)
	}
	return out, r.OK()
}

// normalize computes the normal form; false for a name that has none.
func (n *name) normalize() bool {
	list, ok := rdns(n.raw)
	if !ok {
		return false
	}
	var all []byte
	for _, rdn := range list {
		var entries [][]byte
		for _, a := range rdn {
			id, content := a.tag.Octet(), a.content
			if a.textual() {
				text, ok := a.normal()
				if !ok {
					return false
				}
				id, content = 0x0c, []byte(text)
			}
			entries = append(entries, der.Build(0x30,
				append(der.Build(0x06, []byte(a.oid)), der.Build(id, content)...)))
		}
		slices.SortFunc(entries, bytes.Compare)
		all = append(all, der.Build(0x31, bytes.Join(entries, nil))...)
	}
	n.normal = string(all)
	return true
}

// textual reports whether the string is of a type that is normalized.
func (a attribute) textual() bool {
	switch a.tag {
	case strict.PrintableString, strict.UTF8String, strict.IA5String, strict.UniversalString, strict.BMPString:
		return true
	}
	return false
}

// normal is the text in lower case with single blanks, none at the ends; ok is false where letters are not of the type.
func (a attribute) normal() (string, bool) {
	text := string(a.content)
	switch a.tag {
	case strict.BMPString, strict.UniversalString:
		var ok bool
		if text, ok = wide(a.content, a.tag == strict.UniversalString); !ok {
			return "", false
		}
	}
	var out []byte
	text = strings.TrimLeft(text, " ")
	for i := range len(text) {
		c := text[i]
		switch {
		case c == ' ':
			if i+1 < len(text) && text[i+1] != ' ' {
				out = append(out, ' ')
			}
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case a.tag == strict.PrintableString &&
			!(c >= 'a' && c <= 'z' || c >= '\'' && c <= ':' || c == '=' || c == '?'),
			a.tag == strict.IA5String && c > 0x7f:
			return "", false
		}
		out = append(out, c)
	}
	return string(out), true
}

// wide reads UCS-2 or UCS-4.
func wide(v []byte, four bool) (string, bool) {
	width := 2
	if four {
		width = 4
	}
	text, ok := strict.Wide(v, width)
	return string(text), ok
}

// within reports whether a name lies in the subtree of another.
func within(name, base []byte) bool {
	a, ok := rdns(name)
	b, ok2 := rdns(base)
	if !ok || !ok2 || len(a) < len(b) {
		return false
	}
	for i := range b {
		if len(a[i]) != len(b[i]) {
			return false
		}
		left := slices.Clone(b[i])
		for _, x := range a[i] {
			at := slices.IndexFunc(left, x.equal)
			if at < 0 {
				return false
			}
			left = slices.Delete(left, at, at+1)
		}
	}
	return true
}

func (a attribute) equal(b attribute) bool {
	if a.oid != b.oid {
		return false
	}
	if a.textual() && b.textual() {
		x, ok := a.normal()
		y, ok2 := b.normal()
		return ok && ok2 && x == y
	}
	return a.tag == b.tag && bytes.Equal(a.content, b.content)
}

// showable reports whether the attributes that a certificate is shown by are strings: every organization and unit, and
// of the common name and the place the first that is not empty.
func (n *name) showable() bool {
	list, ok := rdns(n.raw)
	if !ok {
		return false
	}
	shown := map[string]bool{}
	for _, rdn := range list {
		for _, a := range rdn {
			switch a.oid {
			case oid.CommonNameContent, oid.CountryContent, oid.LocalityContent, oid.StateContent:
				if shown[a.oid] {
					continue
				}
				shown[a.oid] = len(a.content) > 0
			case oid.OrganizationContent, oid.OrganizationalUnitContent:
			default:
				continue
			}
			if !a.text() {
				return false
			}
		}
	}
	return true
}

// text reports whether the value is a string of a type that is shown.
func (a attribute) text() bool {
	switch a.tag {
	case strict.PrintableString, strict.UTF8String, strict.TeletexString:
		return true
	case strict.IA5String:
		return ascii(a.content)
	case strict.BMPString, strict.UniversalString:
		_, ok := wide(a.content, a.tag == strict.UniversalString)
		return ok
	}
	return false
}
