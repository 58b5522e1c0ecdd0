package printed

import (
	"strings"
	"time"

	"x509strict/engine/oid"
)

// fields is how a language shows an object that holds a certificate's names and dates, but not its extensions.
type fields struct {
	format                 string
	before, after          string // what stands in front of the dates, which are in quotes
	subject, issuer, names string
	ca                     string // says that it is a CA; "" for a language that does not
}

var shown = []fields{
	{ // what getpeercert of ssl returns
		format: "python", before: "'notBefore': ", after: "'notAfter': ",
		subject: "'subject': ", issuer: "'issuer': ", names: "'subjectAltName': ",
	},
	{ // node:crypto's X509Certificate
		format: "nodejs", before: "validFrom: ", after: "validTo: ",
		subject: "subject: ", issuer: "issuer: ", names: "subjectAltName: ",
	},
	{ // what getPeerCertificate of node:tls returns
		format: "nodejs", before: "valid_from: ", after: "valid_to: ",
		subject: "subject: ", issuer: "issuer: ", names: "subjectaltname: ", ca: "ca: true",
	},
}

// read finds the objects in s by their date, and their other fields on both sides of it.
func (x *fields) read(s string) (found []Certificate) {
	parts := strings.Split(s, x.after)
	at := 0
	for i := 1; i < len(parts) && i <= maxCertificates; i++ {
		front, back := parts[i-1], parts[i]
		at += len(front)
		front, back = front[max(0, len(front)-maxValue):], back[:min(len(back), maxValue)]
		if c := x.one(front, back); !c.NotAfter.IsZero() && c.Subject != "" {
			c.At = at
			found = append(found, c)
		}
		at += len(x.after)
	}
	return found
}

// one reads an object by what stands before its last date and behind it.
func (x *fields) one(front, back string) Certificate {
	until, back := quotedWord(back)
	field := func(name string) string {
		if i := strings.LastIndex(front, name); i >= 0 {
			return front[i+len(name):]
		}
		_, rest, _ := strings.Cut(back, name)
		return rest
	}
	from, _ := quotedWord(field(x.before))
	c := Certificate{Format: x.format, NotBefore: dateOf(from), NotAfter: dateOf(until)}
	c.Subject, c.Issuer = nameOf(field(x.subject)), nameOf(field(x.issuer))
	if names := nameOf(field(x.names)); names != "" {
		c.add(&Extension{Name: oid.SubjectAltName, Value: names})
	}
	if x.ca != "" && strings.Contains(front, x.ca) {
		c.add(&Extension{Name: oid.BasicConstraints, Critical: true, Value: "CA:TRUE"}) // whether critical is not shown
	}
	return c
}

// quotedWord returns what s begins with in quotes, and what stands behind it.
func quotedWord(s string) (word, rest string) {
	if s == "" || s[0] != '\'' && s[0] != '"' {
		return "", s
	}
	word, rest, _ = strings.Cut(s[1:], s[:1])
	return word, rest
}

// nameOf returns a name on one line: a quoted one, Node.js' {CN: 'a'}, or Python's tuples of ('commonName', 'a').
func nameOf(s string) string {
	if word, _ := quotedWord(s); word != "" {
		return word
	}
	s = strings.TrimPrefix(s, "[Object: null prototype] ")
	if s == "" || s[0] != '(' && s[0] != '{' {
		return ""
	}
	var pairs []string
	words, depth, from := 0, 0, 0
	add := func(word string) {
		if words++; words%2 == 1 {
			pairs = append(pairs, word+"=")
		} else {
			pairs[len(pairs)-1] += word
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\'' || c == '"':
			word, _ := quotedWord(s[i:])
			add(word)
			i += len(word) + 1
		case c == '(' || c == '{':
			depth++
		case c == ')' || c == '}':
			if depth--; depth == 0 {
				return strings.Join(pairs, ", ")
			}
		case c == ',':
		case c == ':':
			add(strings.TrimSpace(s[from:i]))
		default:
			continue
		}
		from = i + 1
	}
	return strings.Join(pairs, ", ") // cut off
}

// dateOf reads a date in a form that means the same in every country; zero for another.
func dateOf(s string) time.Time {
	s = strings.Join(strings.Fields(s), " ")
	for _, layout := range layouts {
		if at, err := time.Parse(layout, s); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}
