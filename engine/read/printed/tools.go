package printed

import (
	"bytes"
	"strings"
	"time"

	"x509strict/engine/oid"
)

// extensionKind is one of the extensions that are read.
type extensionKind struct {
	oid   string
	names []string // as tools print them
	put   func(*Certificate, *Extension)
}

var kinds = []extensionKind{
	{oid.BasicConstraints, []string{"Basic Constraints", "basicConstraints", "BasicConstraints"},
		func(c *Certificate, e *Extension) { c.BasicConstraints = e }},
	{
		oid.KeyUsage,
		[]string{"Key Usage", "keyUsage", "KeyUsage"},
		func(c *Certificate, e *Extension) { c.KeyUsage = e },
	},
	{
		oid.SubjectKeyID,
		[]string{"Subject Key Identifier", "Subject Key ID", "subjectKeyIdentifier", "SubjectKeyIdentifier"},
		func(c *Certificate, e *Extension) { c.SubjectKeyID = e },
	},
	{
		oid.AuthorityKeyID,
		[]string{
			"Authority Key Identifier",
			"Authority Key Identifier",
			"authorityKeyIdentifier",
			"AuthorityKeyIdentifier",
		},
		func(c *Certificate, e *Extension) { c.AuthorityKeyID = e },
	},
	{
		oid.SubjectAltName,
		[]string{"Subject Alternative Name", "Subject Alt Name", "subjectAltName", "SubjectAlternativeName"},
		func(c *Certificate, e *Extension) { c.Names = e },
	},
}

// tool is a program that prints certificates.
type tool struct {
	id      string
	begins  []string // lines, blanks aside, that begin a certificate; the first line of the block when empty
	needs   []string // one of these must stand in the block
	subject []string // labels
	issuer  []string
	before  []string
	after   []string
	list    []string // one of these stands where extensions begin
	head    func(line string) (name string, critical, ok bool)
	ends    []string // what stands behind the last extension
}

// tools in the order of trying.
var tools = []tool{
	{
		id:     "asn1parse",
		begins: []string{"0:d=0"},
		needs:  []string{"OBJECT"},
		head:   asn1Head,
		list:   []string{"cont [ 3 ]"},
		ends:   []string{"BIT STRING"},
	},
	{
		id:      "certtool",
		begins:  []string{"X.509 Certificate Information:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before:  []string{"Not Before:"},
		after:   []string{"Not After:"},
		list:    []string{"Extensions:"},
		head:    certtoolHead,
		ends:    []string{"Signature Algorithm:", "Other Information:"},
	},
	{
		id:      "certutil",
		begins:  []string{"X509 Certificate:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before: []string{
			"NotBefore:",
		},
		after: []string{"NotAfter:"},
		list:  []string{"Certificate Extensions:"},
		head:  certutilHead,
		ends:  []string{"Signature Algorithm:", "Signature:"},
	},
	{
		id:      "nss",
		begins:  []string{"Certificate:"},
		needs:   []string{"Signed Extensions:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before: []string{
			"Not Before:",
		},
		after: []string{"Not After :", "Not After:"},
		list:  []string{"Signed Extensions:"},
		head:  nssHead,
		ends:  []string{"Signature Algorithm:", "Fingerprint"},
	},
	{
		id:      "openssl",
		begins:  []string{"Certificate:"},
		needs:   []string{"Version:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before: []string{
			"Not Before:",
		},
		after: []string{"Not After :", "Not After:"},
		list:  []string{"X509v3 extensions:"},
		head:  opensslHead,
		ends:  []string{"Signature Algorithm:", "Signature Value:"},
	},
	{
		id:      "keytool",
		begins:  []string{"Owner:", "所有者:", "Eigentümer:"}, // English, Japanese and Chinese, German
		needs:   []string{"Valid from:", "有効期間の開始日:", "生效时间:", "有效期开始日期:", "有效期为", "Gültig von:"},
		subject: []string{"Owner:", "所有者:", "Eigentümer:"},
		issuer:  []string{"Issuer:", "発行者:", "发布者:", "Aussteller:"},
		before:  []string{"Valid from:", "有効期間の開始日:", "生效时间:", "Gültig von:"},
		after:   []string{"until:", "終了日:", "失效时间:", "bis:"},
		list:    []string{"Extensions:", "拡張:", "扩展:", "Erweiterungen:"},
		head:    keytoolHead,
		ends:    []string{"****", "Alias name:", "Warning:"},
	},
}

func opensslHead(line string) (string, bool, bool) {
	name, ok := strings.CutPrefix(strings.TrimSpace(line), "X509v3 ")
	if !ok {
		return "", false, false
	}
	name, rest, ok := strings.Cut(name, ":")
	return name, strings.Contains(rest, "critical"), ok
}

func keytoolHead(line string) (string, bool, bool) {
	_, rest, ok := strings.Cut(line, "ObjectId: ")
	if !ok {
		return "", false, false
	}
	oid, rest, _ := strings.Cut(rest, " ")
	return oid, strings.Contains(rest, "Criticality=true"), true
}

func certutilHead(line string) (string, bool, bool) {
	oid, rest, ok := strings.Cut(strings.TrimSpace(line), ": Flags = ")
	return oid, strings.Contains(rest, "Critical"), ok && strings.Trim(oid, "0123456789.") == ""
}

func certtoolHead(line string) (string, bool, bool) {
	name, rest, ok := strings.Cut(strings.TrimSpace(line), " (")
	return name, strings.HasPrefix(
			rest,
			"critical)",
		), ok &&
			(strings.HasPrefix(rest, "critical):") || strings.HasPrefix(rest, "not critical):"))
}

func nssHead(line string) (string, bool, bool) {
	name, ok := strings.CutPrefix(strings.TrimSpace(line), "Name: ")
	return strings.TrimPrefix(name, "Certificate "), false, ok
}

func asn1Head(line string) (string, bool, bool) {
	_, name, ok := strings.Cut(line, ":X509v3 ")
	return name, false, ok && strings.Contains(line, "OBJECT")
}

// maxCertificates and maxBlock bound the work.
const (
	maxCertificates = 1000
	maxBlock        = 64 << 10
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
	return append(found, objects(text)...)
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
	listed, nested := false, 0
	for i, line := range lines {
		line = strings.TrimSpace(strings.TrimLeft(line, ">|#* \t"))
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
		if listed && (starts(line, x.ends) || x.id == "asn1parse" && strings.Contains(line, "prim: BIT STRING")) {
			c.Whole, open, listed = true, nil, false
			continue
		}
		if open != nil {
			if x.id == "nss" && strings.HasPrefix(line, "Critical: True") {
				open.Critical = true
			}
			if x.id == "asn1parse" && strings.Contains(line, "BOOLEAN") {
				open.Critical = strings.Contains(line, ":255") || strings.Contains(line, ":TRUE")
				continue
			}
			if _, dump, is := strings.Cut(line, "[HEX DUMP]:"); is {
				line = dump
			} else if x.id == "asn1parse" {
				continue
			}
			if len(open.Value) < 2000 {
				open.Value = strings.TrimSpace(open.Value + " " + line)
			}
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
	ok = c.Subject != "" || nested > 0
	return c, ok
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
		rest = strings.TrimRight(rest, " ,")
		rest = strings.Join(strings.Fields(rest), " ")
		for _, layout := range layouts {
			if at, err := time.Parse(layout, rest); err == nil {
				*into = at.UTC()
				return
			}
		}
	}
}

// objects reads what Python's cryptography and Go print of their objects.
func objects(text []byte) (found []Certificate) {
	text = text[:min(len(text), 1<<20)]
	if !bytes.Contains(text, []byte("<Extension(oid=")) && !bytes.Contains(text, []byte("BasicConstraintsValid:")) {
		return nil
	}
	s := string(text)
	if i := strings.Index(s, "<Extension(oid=<ObjectIdentifier(oid="); i >= 0 {
		c := Certificate{Format: "cryptography", At: i, Whole: strings.Contains(s[i:], ")>]")}
		for part := range strings.SplitSeq(s[i:], "<Extension(oid=<ObjectIdentifier(oid=") {
			oid, rest, ok := strings.Cut(part, ",")
			if !ok {
				continue
			}
			e := &Extension{Critical: strings.Contains(rest, "critical=True"), Value: rest[:min(len(rest), 2000)]}
			for _, k := range kinds {
				if k.oid == oid {
					k.put(&c, e)
				}
			}
		}
		found = append(found, c)
	}
	if i := strings.Index(s, "BasicConstraintsValid:"); i >= 0 && strings.Contains(s, "IsCA:") {
		c := Certificate{Format: "go", At: i, Whole: true}
		field := func(name string) string {
			_, rest, ok := strings.Cut(s, name)
			if !ok {
				return ""
			}
			stop := " "
			if strings.HasPrefix(rest, "[") {
				stop = "]"
			}
			v, _, _ := strings.Cut(rest, stop)
			return name + v + strings.TrimSpace(stop)
		}
		if strings.Contains(s, "BasicConstraintsValid:true") {
			c.BasicConstraints = &Extension{Critical: true, Value: field("IsCA:")} // whether critical is not printed
		}
		if v := field(" KeyUsage:"); v != "" && strings.TrimSpace(v) != "KeyUsage:0" {
			c.KeyUsage = &Extension{Value: strings.TrimSpace(v)}
		}
		if v := field("SubjectKeyId:"); v != "" && v != "SubjectKeyId:[]" {
			c.SubjectKeyID = &Extension{Value: v}
		}
		if v := field("AuthorityKeyId:"); v != "" && v != "AuthorityKeyId:[]" {
			c.AuthorityKeyID = &Extension{Value: v}
		}
		found = append(found, c)
	}
	return found
}
