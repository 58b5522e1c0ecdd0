package engine

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/read"
	"x509strict/engine/rules"
)

// describeInput fills in what was found, before anything is judged.
func (r *run) describeInput() error {
	held := map[int]bool{}
	for _, k := range r.bundle.Keys {
		for _, m := range k.Matches {
			held[m] = true
		}
		r.report.Keys = append(
			r.report.Keys,
			KeySummary{Kind: k.Kind, Source: placeText(k.Place, r.o.Lang), Matches: append([]int{}, k.Matches...)},
		)
	}
	seen := r.decision.Seen()
	for i, c := range r.bundle.Certificates {
		if i%64 == 0 && r.cancelled() {
			return ErrCancelled
		}
		d := Describe(c.Certificate, r.o.Lang)
		d.Source, d.File, d.Line = placeText(c.Place, r.o.Lang), c.Place.File, c.Place.Line
		d.Role, d.RoleBy, d.KeyHeld = string(r.decision.Roles[i]), "guess", held[i]
		d.RoleSure = r.decision.Sure[i]
		if r.decision.ByUser[i] {
			d.RoleBy = "user"
		} else {
			d.RoleWhy = r.decision.Why(i).In(r.o.Lang)
		}
		d.Seen = seen[i]
		r.report.Certificates = append(r.report.Certificates, d)
	}
	r.messages()
	if err := r.printed(); err != nil {
		return err
	}
	for _, l := range r.bundle.Locked {
		r.report.Locked = append(r.report.Locked, Locked{Source: placeText(l.Place, r.o.Lang), Tried: l.Tried})
	}
	for _, n := range r.bundle.Notes {
		r.report.Notes = append(
			r.report.Notes,
			Note{Severity: string(n.Severity), ID: n.ID, Text: n.Text(r.o.Lang), Source: placeText(n.Place, r.o.Lang)},
		)
	}
	return nil
}

// placeText says where something was found: "ca.crt line 14".
func placeText(p read.Place, l lang.Lang) string {
	s := cert.SafeText([]byte(p.File)) // a file name can deceive as well as a certificate's
	if s == "" {
		s = lang.Text{EN: "paste", ZH: "粘贴内容"}.In(l)
	}
	if p.Line > 0 {
		n := strconv.Itoa(p.Line)
		s = lang.Text{EN: s + " line " + n, ZH: lang.Spaced(s, "第", n, "行")}.In(l)
	}
	if p.Entry != "" {
		name := cert.SafeText([]byte(p.Entry))
		s = lang.Text{EN: s + " entry " + name, ZH: lang.Spaced(s, "条目", name)}.In(l)
	}
	return s
}

// Describe puts one certificate into words. Source, Role and KeyHeld are left to the caller.
func Describe(c *cert.Certificate, l lang.Lang) Certificate {
	sum256, sum1 := sha256.Sum256(c.Raw), sha1.Sum(c.Raw)
	d := Certificate{
		DER: base64.StdEncoding.EncodeToString(
			c.Raw,
		),
		Subject: c.Subject.String(),
		Issuer:  c.Issuer.String(),
		Serial:  serialText(c.Serial),
		NotBefore: timeText(
			c.NotBefore,
		),
		NotAfter:   timeText(c.NotAfter),
		Key:        c.SPKI.Describe(),
		Signature:  rules.SignatureName(c.OuterAlg.OID),
		Version:    c.Version + 1,
		CA:         c.IsCA(),
		SelfSigned: c.SelfSigned(),
		SKI:        colons(c.SubjectKeyID),
		Names:      []string{},
		SHA256:     hex.EncodeToString(sum256[:]),
		SHA1:       hex.EncodeToString(sum1[:]),
		Extensions: []Extension{},
	}
	if a := c.AuthorityKeyID; a != nil {
		if a.HasKeyID {
			d.AKI = colons(a.KeyID)
		}
		if a.HasSerial {
			d.AKISerial = serialText(a.Serial)
		}
	}
	if c.SubjectAltName != nil {
		for _, n := range *c.SubjectAltName {
			d.Names = append(d.Names, n.String())
		}
	}
	d.Name = cert.Shorten(shortName(c, d), plan.MaxDisplayName)
	for i := range c.Extensions {
		d.Extensions = append(d.Extensions, describeExtension(c, i, l))
	}
	return d
}

func shortName(c *cert.Certificate, d Certificate) string {
	switch cn := c.Subject.CommonName(); {
	case cn != "":
		return cn
	case len(d.Names) > 0:
		_, name, _ := strings.Cut(d.Names[0], ":")
		return name
	case d.Subject != "":
		return d.Subject
	}
	return d.Serial
}

// colons writes bytes as OpenSSL shows them: "AB:CD".
func colons(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	out := make([]byte, 0, 3*len(b))
	for i, v := range b {
		if i > 0 {
			out = append(out, ':')
		}
		out = append(out, "0123456789ABCDEF"[v>>4], "0123456789ABCDEF"[v&15])
	}
	return string(out)
}

// serialText writes INTEGER content octets as the magnitude in hex, "-" in front of a negative one.
func serialText(b []byte) string {
	if len(b) > 0 && b[0]&0x80 != 0 {
		n := make([]byte, len(b))
		carry := 1
		for i := len(b) - 1; i >= 0; i-- {
			v := int(^b[i]) + carry
			n[i], carry = byte(v), v>>8
		}
		return "-" + colons(n)
	}
	if len(b) > 1 && b[0] == 0 {
		b = b[1:]
	}
	return colons(b)
}

// timeText is the time in RFC 3339, "" when it is malformed.
func timeText(t cert.Time) string {
	u, err := t.UTC()
	if err != nil {
		return ""
	}
	return u.Format(time.RFC3339)
}

// briefName is the common name, else the whole name.
func briefName(n cert.Name) string {
	if cn := n.CommonName(); cn != "" {
		return cert.Shorten(cn, plan.MaxDisplayName)
	}
	return cert.Shorten(n.String(), plan.MaxDisplayName)
}
