package printed

import (
	"strings"
	"time"
)

// asn1 reads the names and dates of asn1parse, which have no labels: the issuer stands before the two dates, the
// subject behind them, and then the key.
type asn1 struct {
	versioned bool   // a version is there
	algorithm bool   // the signature's is known
	attribute string // that the next text is the value of
	dates     int
	keys      bool // the subject is over
}

// attributes are the short names of those that asn1parse spells out.
var attributes = map[string]string{
	"commonName": "CN", "countryName": "C", "stateOrProvinceName": "ST", "localityName": "L", "organizationName": "O",
	"organizationalUnitName": "OU",
}

// line takes one of the lines before the extensions.
func (a *asn1) line(c *Certificate, line string) {
	_, rest, ok := strings.Cut(line, "prim:")
	if !ok && !a.keys {
		a.constructed(c, line)
	}
	if !ok || a.keys {
		return
	}
	kind, text, _ := strings.Cut(strings.TrimSpace(rest), ":")
	switch kind = strings.TrimSpace(kind); {
	case kind == "UTCTIME", kind == "GENERALIZEDTIME":
		if a.dates++; a.dates == 1 {
			c.NotBefore = asn1Date(text)
		} else {
			c.NotAfter = asn1Date(text)
		}
	case kind == "BIT STRING":
		if a.keys = true; c.PublicKey.Algorithm == "RSA" {
			c.PublicKey.Bits = (length(line) - 15) * 8 // without the modulus's and the exponent's frames
		}
	case kind == "OBJECT" && strings.Contains(line, ":d=3 ") && !a.algorithm:
		a.algorithm, c.Signature = true, text
	case kind == "OBJECT" && strings.Contains(line, ":d=4 ") && a.dates > 0:
		c.key(text)
	case !strings.Contains(line, ":d=5 "):
	case kind == "OBJECT":
		a.attribute = text
		if short := attributes[text]; short != "" {
			a.attribute = short
		}
	case strings.HasSuffix(kind, "STRING") && a.attribute != "":
		name := &c.Issuer
		if a.dates > 0 {
			name = &c.Subject
		}
		if *name != "" {
			*name += ", "
		}
		*name += a.attribute + " = " + text
		a.attribute = ""
	}
}

// constructed takes a SEQUENCE or tag on its way to the key: the version's, and names that hold nothing.
func (a *asn1) constructed(c *Certificate, line string) {
	switch {
	case !strings.Contains(line, ":d=2 "):
	case strings.Contains(line, "cont [ 0 ]"):
		a.versioned = true
	case !a.algorithm && c.Version == 0 && !a.versioned:
		c.Version = 1 // which is the default, and left out
	case a.algorithm && length(line) == 0 && a.dates == 0:
		c.NoIssuer = true
	case length(line) == 0:
		c.NoSubject = true
	}
}

// length is that of the contents.
func length(line string) int {
	_, rest, _ := strings.Cut(line, " l=")
	return number(strings.TrimLeft(rest, " "))
}

// asn1Date reads an UTCTime or GeneralizedTime (RFC 5280 section 4.1.2.5); zero for anything else.
func asn1Date(s string) time.Time {
	if at, err := time.Parse("20060102150405Z", s); err == nil {
		return at
	}
	at, err := time.Parse("060102150405Z", s)
	if err != nil {
		return time.Time{}
	}
	if at.Year() >= 2050 {
		at = at.AddDate(-100, 0, 0)
	}
	return at
}

// asn1Value returns what a line of asn1parse holds of a value, in hex: on the line itself, or below it with -dump.
func asn1Value(line string) string {
	if _, dump, is := strings.Cut(line, "[HEX DUMP]:"); is {
		return dump
	}
	const offset, column = len("0000 - "), 3 * 16
	if len(line) < offset || line[4:offset] != " - " {
		return ""
	}
	octets := strings.NewReplacer(" ", "", "-", "").Replace(line[offset:min(len(line), offset+column)])
	if strings.Trim(octets, "0123456789abcdef") != "" {
		return ""
	}
	return strings.ToUpper(octets)
}
