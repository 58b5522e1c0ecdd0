package plan

import (
	"bytes"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
)

var labels = map[string]lang.Text{
	fieldVersion:         {EN: "Version", ZH: "版本"},
	fieldSerial:          {EN: "Serial number", ZH: "序列号"},
	fieldAlgorithm:       {EN: "Signature algorithm", ZH: "签名算法"},
	fieldIssuer:          {EN: "Issuer", ZH: "颁发者"},
	fieldNotBefore:       {EN: "Valid from", ZH: "有效期起"},
	fieldNotAfter:        {EN: "Valid until", ZH: "有效期至"},
	fieldSubject:         {EN: "Subject", ZH: "主体"},
	fieldSPKI:            {EN: "Public key", ZH: "公钥"},
	oid.BasicConstraints: {EN: "Basic constraints", ZH: "基本约束"},
	oid.KeyUsage:         {EN: "Key usage", ZH: "密钥用法"},
	oid.ExtKeyUsage:      {EN: "Extended key usage", ZH: "扩展密钥用法"},
	oid.SubjectKeyID:     {EN: "Subject key identifier", ZH: "主体密钥标识符"},
	oid.AuthorityKeyID:   {EN: "Authority key identifier", ZH: "颁发者密钥标识符"},
	oid.SubjectAltName:   {EN: "Subject alternative name", ZH: "主体备用名称"},
	oid.IssuerAltName:    {EN: "Issuer alternative name", ZH: "颁发者备用名称"},
	oid.NameConstraints:  {EN: "Name constraints", ZH: "名称约束"},
	oid.CRLDistribution:  {EN: "CRL distribution points", ZH: "CRL 分发点"},
	oid.FreshestCRL:      {EN: "Freshest CRL", ZH: "最新 CRL"},
	oid.AuthorityInfo:    {EN: "Authority information access", ZH: "颁发者信息访问"},
	oid.SubjectInfo:      {EN: "Subject information access", ZH: "主体信息访问"},
	oid.NsCertType:       {EN: "Netscape certificate type", ZH: "Netscape 证书类型"},
	oid.ProxyInfo:        {EN: "Proxy certificate information", ZH: "代理证书信息"},
	oid.TLSFeature:       {EN: "TLS feature", ZH: "TLS 特性"},
	oid.OCSPNoCheck:      {EN: "OCSP no check", ZH: "OCSP 免检"},
	oid.Policies:         {EN: "Certificate policies", ZH: "证书策略"},
}

func fieldLabel(key string) lang.Text {
	if t, ok := labels[key]; ok {
		return t
	}
	if n := oid.Name(key); n != "" {
		return lang.Text{EN: n, ZH: n}
	}
	return lang.Text{EN: key, ZH: key}
}

// changes returns the before and after table: every field, then every extension in the order of the new certificate,
// removed ones last.
func (d *draft) changes() []Change {
	c, s, l := d.c, d.spec, d.p.in.Lang
	rows := []Change{
		d.row(fieldVersion, versionText(c.Version), versionText(s.Version), "", c.Version == s.Version),
		d.row(fieldSerial, colons(c.Serial), colons(s.Serial), "", bytes.Equal(c.Serial, s.Serial)),
		d.row(
			fieldAlgorithm,
			algorithmText(c.OuterAlg),
			s.Algorithm.Name,
			"",
			bytes.Equal(c.OuterAlg.Raw, s.Algorithm.Raw),
		),
		d.row(fieldIssuer, c.Issuer.String(), d.issuerText(), "", bytes.Equal(c.Issuer.Raw, s.Issuer)),
		d.row(fieldNotBefore, c.NotBefore.String(), s.NotBefore.String(), "", sameTime(c.NotBefore, s.NotBefore)),
		d.row(fieldNotAfter, c.NotAfter.String(), s.NotAfter.String(), "", sameTime(c.NotAfter, s.NotAfter)),
		d.row(fieldSubject, c.Subject.String(), d.subjectText(), "", bytes.Equal(c.Subject.Raw, s.Subject)),
		d.row(fieldSPKI, c.SPKI.Describe(), keyText(s.SPKI, c), "", bytes.Equal(c.SPKI.Raw, s.SPKI)),
	}
	seen := map[string]bool{}
	for _, e := range s.Extensions {
		name, value := ConfigLine(e)
		row := Change{Field: fieldLabel(e.OID).In(l), After: shown(e, value), Kind: "added"}
		if value != "" {
			row.Config = name + " = " + value
		}
		if old := c.Find(e.OID); old != nil && !seen[e.OID] {
			_, before := ConfigLine(*old)
			row.Before, row.Kind = shown(*old, before), "changed"
			if bytes.Equal(old.Raw, e.Raw) && count1(c.Extensions, e.OID) == 1 {
				row.Kind = "kept"
			}
		}
		if row.Kind != "kept" {
			row.Why = d.why[e.OID].In(l)
		}
		seen[e.OID] = true
		rows = append(rows, row)
	}
	for _, e := range c.Extensions {
		if !seen[e.OID] {
			seen[e.OID] = true
			_, before := ConfigLine(e)
			rows = append(
				rows,
				Change{Field: fieldLabel(e.OID).In(l), Before: shown(e, before), Kind: "removed", Why: d.why[e.OID].In(l)},
			)
		}
	}
	return rows
}

func (d *draft) row(key, before, after, config string, kept bool) Change {
	r := Change{Field: fieldLabel(key).In(d.p.in.Lang), Config: config, Before: before, After: after, Kind: "kept"}
	if !kept {
		r.Kind, r.Why = "changed", d.why[key].In(d.p.in.Lang)
	}
	return r
}

func count1(list []cert.Extension, oid string) (n int) {
	for _, e := range list {
		if e.OID == oid {
			n++
		}
	}
	return n
}

func sameTime(a, b cert.Time) bool { return a.Tag == b.Tag && bytes.Equal(a.Content, b.Content) }

func versionText(v int) string {
	switch v {
	case 0, 1, 2:
		return string(rune('1' + v))
	case -1:
		return "?"
	}
	return "> 3"
}

func algorithmText(a key.Algorithm) string {
	if n := oid.Name(a.OID); n != "" {
		return n
	}
	return a.OID
}

func keyText(spki []byte, c *cert.Certificate) string {
	if bytes.Equal(spki, c.SPKI.Raw) {
		return c.SPKI.Describe()
	}
	return c.SPKI.Describe() + " → " + oid.Name(explicitCurve(c.SPKI))
}

func (d *draft) subjectText() string {
	if d.renamed {
		return nameText(d.spec.Subject)
	}
	return d.c.Subject.String()
}

func (d *draft) issuerText() string {
	if bytes.Equal(d.spec.Issuer, d.c.Issuer.Raw) {
		return d.c.Issuer.String()
	}
	return nameText(d.spec.Issuer)
}

// nameText shows a name that [CommonName] built.
func nameText(raw []byte) string {
	n, err := cert.ParseName(raw)
	if err != nil {
		return ""
	}
	return n.String()
}

// shown makes the configuration value of an extension readable: a space after each comma, long DER shortened.
func shown(e cert.Extension, value string) string {
	if value == "" {
		value = "DER:" // an empty value
		if e.Critical {
			value = "critical," + value
		}
	}
	value = strings.ReplaceAll(value, ",", ", ")
	if at := strings.Index(value, "DER:"); at >= 0 && len(value) > at+64 {
		value = value[:at+64] + "…"
	}
	return value
}
