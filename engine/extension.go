package engine

import (
	"strconv"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/rules"
)

// maxLines bounds how much of one extension a report spells out; the details call gives the rest.
const maxLines = 200

func describeExtension(c *cert.Certificate, i int, l lang.Lang) Extension {
	e := &c.Extensions[i]
	x := Extension{OID: e.OID, Name: rules.ExtensionName(e.OID, l), Critical: e.Critical, Value: []string{}}
	lines, flaw := extensionLines(c, e, l)
	if len(lines) > maxLines {
		more := strconv.Itoa(len(lines) - maxLines)
		lines = append(
			lines[:maxLines:maxLines],
			lang.Text{EN: "and " + more + " more", ZH: "以及另外 " + more + " 项"}.In(l),
		)
	}
	x.Value, x.Flaw = append(x.Value, lines...), flaw
	return x
}

// extensionLines puts the value into lines. A flaw says why it does not decode; the bytes are shown instead.
func extensionLines(c *cert.Certificate, e *cert.Extension, l lang.Lang) (lines []string, flaw string) {
	bad := lang.Text{EN: "does not decode", ZH: "无法解码"}.In(l)
	for n, seen := 0, 0; n < len(c.Extensions); n++ {
		if c.Extensions[n].OID != e.OID {
			continue
		}
		if seen++; seen == 2 {
			bad = lang.Text{EN: "occurs more than once", ZH: "出现多次"}.In(l)
		}
	}
	ok := true
	switch e.OID {
	case oid.BasicConstraints:
		lines, ok = basicConstraintsLines(c)
	case oid.KeyUsage:
		if ok = c.KeyUsage != nil; ok {
			lines = rules.UsageNames(*c.KeyUsage, l)
		}
	case oid.ExtKeyUsage:
		ok = c.ExtKeyUsage != nil
		for _, o := range c.ExtKeyUsage {
			lines = append(lines, rules.PurposeName(o))
		}
	case oid.SubjectKeyID:
		lines, ok = []string{colons(c.SubjectKeyID)}, c.SubjectKeyID != nil
	case oid.AuthorityKeyID:
		lines, ok = authorityLines(c, l)
	case oid.SubjectAltName:
		if ok = c.SubjectAltName != nil; ok {
			lines = nameLines(*c.SubjectAltName)
		}
	case oid.NameConstraints:
		lines, ok = constraintLines(c, l)
	default:
		lines = treeLines(e.Value)
	}
	if !ok {
		return []string{hexLine(e.Value)}, bad
	}
	return lines, ""
}

func basicConstraintsLines(c *cert.Certificate) ([]string, bool) {
	b := c.BasicConstraints
	if b == nil {
		return nil, false
	}
	lines := []string{"CA:FALSE"}
	if b.CA {
		lines[0] = "CA:TRUE"
	}
	if b.PathLen >= 0 {
		lines = append(lines, "pathlen:"+strconv.FormatInt(b.PathLen, 10))
	}
	return lines, true
}

func authorityLines(c *cert.Certificate, l lang.Lang) (lines []string, ok bool) {
	a := c.AuthorityKeyID
	if a == nil {
		return nil, false
	}
	if a.HasKeyID {
		lines = append(lines, lang.Text{EN: "key identifier ", ZH: "密钥标识符 "}.In(l)+colons(a.KeyID))
	}
	for _, n := range a.Issuer {
		lines = append(lines, lang.Text{EN: "issuer ", ZH: "颁发者 "}.In(l)+n.String())
	}
	if a.HasSerial {
		lines = append(lines, lang.Text{EN: "serial number ", ZH: "序列号 "}.In(l)+serialText(a.Serial))
	}
	return lines, true
}

func constraintLines(c *cert.Certificate, l lang.Lang) (lines []string, ok bool) {
	n := c.NameConstraints
	if n == nil {
		return nil, false
	}
	for _, s := range n.Permitted {
		lines = append(lines, lang.Text{EN: "permitted ", ZH: "允许 "}.In(l)+s.Base.String())
	}
	for _, s := range n.Excluded {
		lines = append(lines, lang.Text{EN: "excluded ", ZH: "排除 "}.In(l)+s.Base.String())
	}
	return lines, true
}

func nameLines(names []cert.GeneralName) (lines []string) {
	for _, n := range names {
		lines = append(lines, n.String())
	}
	return lines
}

// treeLines writes every value of a structure on its own line: names of OIDs, text, numbers, hex.
func treeLines(value []byte) (lines []string) {
	var walk func(n *Node)
	walk = func(n *Node) {
		if len(n.Children) == 0 && n.Value != "" && len(lines) <= maxLines {
			lines = append(lines, n.Value)
		}
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	for _, n := range tree(value, 0, 0) {
		walk(&n)
	}
	if lines == nil {
		return []string{hexLine(value)}
	}
	return lines
}
