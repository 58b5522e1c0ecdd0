package printed

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
)

// maxCertificates and maxBlock bound the work.
const (
	maxCertificates = 1000
	maxBlock        = 64 << 10
	maxValue        = 2000 // of one extension
)

// Read finds what tools print of certificates in text.
func Read(text []byte) (found []Certificate) {
	begun := begins(text)
	for i, b := range begun {
		end := min(len(text), b.at+maxBlock)
		if i+1 < len(begun) {
			end = min(end, begun[i+1].at)
		}
		if c, ok := b.tool.read(string(text[b.at:end])); ok {
			c.At = b.at
			found = append(found, c)
		}
	}
	found = append(found, objects(text)...)
	if at := bytes.Index(text, []byte("X509v3 ")); len(found) == 0 && at >= 0 { // -ext alone
		if c, ok := fieldsOfOpenSSL.read(string(text[at:min(len(text), at+maxBlock)])); ok {
			c.At = at
			found = append(found, c)
		}
	}
	return found
}

// begin is where a certificate begins, and the tool that prints so.
type begin struct {
	at   int
	tool *tool
}

// begins returns where certificates begin, in the order of the text; of two tools at one place the first of the table.
// A tool's block goes to the next one of its own, so that no part of the text is looked at twice for it.
func begins(text []byte) (all []begin) {
	for i := range tools {
		x := &tools[i]
		var own []int
		for _, word := range x.begins {
			for from := 0; ; {
				k := bytes.Index(text[from:], []byte(word))
				if k < 0 {
					break
				}
				if startsLine(text, from+k) {
					own = append(own, from+k)
				}
				from += k + len(word)
			}
		}
		slices.Sort(own)
		for n, at := range own {
			end := min(len(text), at+maxBlock)
			if n+1 < len(own) {
				end = min(end, own[n+1])
			}
			if x.needs == nil || holds(string(text[at:end]), x.needs) {
				all = append(all, begin{at, x})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b begin) int { return cmp.Compare(a.at, b.at) })
	all = slices.CompactFunc(all, func(a, b begin) bool { return a.at == b.at })
	return all[:min(len(all), maxCertificates)]
}

// startsLine reports whether only blanks and signs of quotes stand before k on its line.
func startsLine(b []byte, k int) bool {
	for k > 0 && b[k-1] != '\n' {
		k--
		if c := b[k]; c > ' ' && c != '>' && c != '|' && c != '#' && c != '*' && c != '/' {
			return false
		}
	}
	return true
}

// read reads a block that the tool printed; false when it says nothing of a certificate.
func (x *tool) read(block string) (c Certificate, ok bool) {
	c.Format = x.id
	lines := strings.Split(strings.ReplaceAll(block, "\r", ""), "\n")
	var open *Extension
	var unlabelled asn1
	listed, nested := false, 0
	for i, line := range lines {
		line = strings.TrimSpace(strings.TrimLeft(line, ">|#* \t"))
		if x.quoted {
			line = strings.Join(strings.Fields(line), " ")
		}
		lines[i] = line
		if name, critical, is := x.head(line); is &&
			(listed || x.list == nil || strings.Contains(line, "X509v3 ")) {
			if open != nil {
				open.ended = true
			}
			open = &Extension{Name: strings.TrimSpace(name), Critical: critical}
			listed, nested = true, nested+1
			c.add(open)
			continue
		}
		if holds(line, x.list) {
			listed, open = true, nil
			continue
		}
		if (listed || !x.part && !c.NotAfter.IsZero()) && x.over(line) { // without a list there are none
			c.Whole, open, listed = true, nil, false
			c.algorithms(line) // certtool names the signature's only here
			continue
		}
		if x.part && open != nil && open.Value != "" {
			open = nil // a value has one line here
		}
		if open != nil {
			x.extend(open, line)
			continue
		}
		if x.id == "asn1parse" {
			unlabelled.line(&c, line)
			continue
		}
		c.algorithms(line)
		if x.empty != nil {
			c.NoSubject = c.NoSubject || x.isEmpty(line, x.subject[0])
			c.NoIssuer = c.NoIssuer || x.isEmpty(line, x.issuer[0])
		}
		if c.Subject == "" {
			c.Subject = value(lines, i, line, x.subject)
		}
		if c.Issuer == "" {
			c.Issuer = value(lines, i, line, x.issuer)
		}
		if v := value(lines, i, line, []string{"Version:", "バージョン:", "版本:"}); v != "" && c.Version == 0 {
			c.Version = number(v)
		}
		c.date(&c.NotBefore, line, x.before, x.after)
		c.date(&c.NotAfter, line, x.after, nil)
	}
	if x.id == "keytool" || x.id == "certtool" { // the last block ends with its text
		c.Whole = c.Whole || listed || c.Version == 1
	}
	if x.quoted {
		c.Subject, c.Issuer = strings.TrimRight(c.Subject, `",`), strings.TrimRight(c.Issuer, `",`)
	}
	if x.part {
		c.Whole = false
		return c, nested > 0 || !c.NotAfter.IsZero()
	}
	return c, c.Subject != "" || c.NoSubject || nested > 0
}

// isEmpty reports whether a line is a label with what the tool prints of an empty name.
func (x *tool) isEmpty(line, label string) bool {
	rest, ok := strings.CutPrefix(line, label)
	return ok && strings.TrimSpace(rest) == *x.empty
}

// over reports whether a line stands behind the last extension.
func (x *tool) over(line string) bool {
	return starts(line, x.ends) ||
		x.id == "asn1parse" && strings.Contains(line, ":d=1 ") && strings.Contains(line, "BIT STRING")
}

// extend adds a line to what is known of an extension.
func (x *tool) extend(e *Extension, line string) {
	switch {
	case x.id == "asn1parse" && strings.Contains(line, "BOOLEAN"):
		e.Critical = strings.Contains(line, ":255") || strings.Contains(line, ":TRUE")
	case len(e.Value) >= maxValue:
	case x.id == "asn1parse":
		e.Value += asn1Value(line)
	default:
		e.Critical = e.Critical || x.id == "nss" && strings.HasPrefix(line, "Critical: True")
		e.Value = strings.TrimSpace(e.Value + " " + line)
	}
}

func hasName(names []string, name string) bool {
	return slices.Contains(names, strings.TrimSpace(name))
}

func holds(line string, any []string) bool {
	for _, a := range any {
		if strings.Contains(line, a) {
			return true
		}
	}
	return false
}

func starts(line string, any []string) bool {
	for _, a := range any {
		if strings.HasPrefix(line, a) {
			return true
		}
	}
	return false
}

// value returns what stands behind one of the labels, on the next lines when nothing does (certutil).
func value(lines []string, i int, line string, labels []string) string {
	for _, l := range labels {
		rest, ok := strings.CutPrefix(line, l)
		if !ok {
			continue
		}
		if rest = strings.TrimSpace(rest); rest != "" {
			return rest
		}
		var parts []string
		for k := i + 1; k < len(lines) && k < i+9; k++ {
			part := strings.TrimSpace(strings.TrimLeft(lines[k], ">|#* \t"))
			if !strings.Contains(part, "=") || strings.Contains(part, ":") {
				break
			}
			parts = append(parts, part)
		}
		return strings.Join(parts, ", ")
	}
	return ""
}

// layouts of dates that mean the same in every country.
var layouts = []string{
	"Jan _2 15:04:05 2006 MST",
	"Mon Jan 02 15:04:05 MST 2006",
	"Mon Jan _2 15:04:05 MST 2006",
	"Mon Jan 02 15:04:05 2006",
	"Mon Jan _2 15:04:05 2006",
	time.RFC3339,
	"2006-01-02 15:04:05",
	"Mon Jan 02 15:04:05 UTC 2006",
	"2006-01-02 15:04:05.000 MST",
}

// date reads the date behind one of the labels, up to one of ends.
func (c *Certificate) date(into *time.Time, line string, labels, ends []string) {
	if !into.IsZero() {
		return
	}
	for _, l := range labels {
		_, rest, ok := strings.Cut(line, l)
		if !ok {
			continue
		}
		for _, e := range ends {
			rest, _, _ = strings.Cut(rest, e)
		}
		rest = strings.TrimRight(rest, " ,]\"")
		if at := dateOf(rest); !at.IsZero() {
			*into = at
			return
		}
	}
}
