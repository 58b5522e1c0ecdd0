package printed

import (
	"bytes"
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
	for pos := 0; pos < len(text) && len(found) < maxCertificates; {
		at, which := next(text, pos)
		if which == nil {
			break
		}
		end := min(len(text), at+maxBlock)
		if stop, _ := next(text[:end], at+len(which.begins[0])); stop > at {
			end = stop
		}
		if c, ok := which.read(string(text[at:end])); ok {
			c.At = at
			found = append(found, c)
		}
		pos = end
	}
	found = append(found, objects(text)...)
	if at := bytes.Index(text, []byte("X509v3 ")); len(found) == 0 && at >= 0 { // openssl x509 -noout -ext
		for i := range tools {
			if x := &tools[i]; x.id == "openssl" && x.part {
				if c, ok := x.read(string(text[at:min(len(text), at+maxBlock)])); ok {
					c.At = at
					found = append(found, c)
				}
			}
		}
	}
	return found
}

// next returns where the next certificate begins at pos or later, and the tool that prints so.
func next(text []byte, pos int) (at int, which *tool) {
	at = -1
	for i := range tools {
		for _, b := range tools[i].begins {
			word := []byte(b)
			for from := pos; ; {
				k := bytes.Index(text[from:], word)
				if k < 0 {
					break
				}
				k += from
				if !startsLine(text, k) {
					from = k + len(word)
					continue
				}
				block := text[k:min(len(text), k+maxBlock)]
				if tools[i].needs != nil && !holds(string(block), tools[i].needs) {
					break
				}
				if at < 0 || k < at {
					at, which = k, &tools[i]
				}
				break
			}
		}
	}
	return at, which
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
			(listed || x.list == nil || x.id == "asn1parse" || x.id == "openssl") {
			open = &Extension{Critical: critical}
			listed, nested = true, nested+1
			for _, k := range kinds {
				if name == k.oid || hasName(k.names, name) {
					k.put(&c, open)
				}
			}
			continue
		}
		if holds(line, x.list) {
			listed, open = true, nil
			continue
		}
		if listed && x.over(line) {
			c.Whole, open, listed = true, nil, false
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
		c.Whole = c.Whole || listed
	}
	if x.quoted {
		c.Subject, c.Issuer = strings.TrimRight(c.Subject, `",`), strings.TrimRight(c.Issuer, `",`)
	}
	if x.part {
		c.Whole = false
		return c, nested > 0 || !c.NotAfter.IsZero()
	}
	return c, c.Subject != "" || nested > 0
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
	for _, n := range names {
		if strings.TrimSpace(name) == n {
			return true
		}
	}
	return false
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
