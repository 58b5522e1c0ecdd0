package engine

import (
	"fmt"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/rules"
)

// Detail is one certificate with every field decoded and placed.
type Detail struct {
	Fields []Node `json:"fields"`
	Text   string `json:"text"` // the fields as indented lines
}

// Details decodes one certificate for showing. Offsets count bytes from the start of der. The error is the parser's.
func Details(der []byte, l lang.Lang) (*Detail, error) {
	c, _, err := cert.Parse(der)
	if err != nil {
		return nil, err
	}
	d := &Detail{Fields: []Node{}}
	for _, f := range fields {
		s := c.Where(f.part)
		if s.End == s.Start {
			continue
		}
		n := Node{
			Name:     f.name.In(l),
			Value:    f.value(c),
			Start:    s.Start,
			End:      s.End,
			Children: tree(c.Raw[s.Start:s.End], s.Start, 0),
		}
		if f.part == cert.PartExtensions {
			n.Children = extensionNodes(c, l)
		}
		d.Fields = append(d.Fields, n)
	}
	var b strings.Builder
	for i := range d.Fields {
		d.Fields[i].write(&b, 0)
	}
	d.Text = b.String()
	return d, nil
}

var fields = []struct {
	part  cert.Part
	name  lang.Text
	value func(*cert.Certificate) string
}{
	{
		cert.PartVersion,
		lang.Text{EN: "Version", ZH: "版本"},
		func(c *cert.Certificate) string { return fmt.Sprintf("v%d", c.Version+1) },
	},
	{
		cert.PartSerial,
		lang.Text{EN: "Serial number", ZH: "序列号"},
		func(c *cert.Certificate) string { return serialText(c.Serial) },
	},
	{
		cert.PartInnerAlgorithm,
		lang.Text{EN: "Signature algorithm (signed)", ZH: "签名算法（签名范围内）"},
		func(c *cert.Certificate) string { return rules.SignatureName(c.InnerAlg.OID) },
	},
	{
		cert.PartIssuer,
		lang.Text{EN: "Issuer", ZH: "颁发者"},
		func(c *cert.Certificate) string { return c.Issuer.String() },
	},
	{
		cert.PartValidity,
		lang.Text{EN: "Validity", ZH: "有效期"},
		func(c *cert.Certificate) string { return validity(c.NotBefore) + " – " + validity(c.NotAfter) },
	},
	{
		cert.PartSubject,
		lang.Text{EN: "Subject", ZH: "主体"},
		func(c *cert.Certificate) string { return c.Subject.String() },
	},
	{
		cert.PartPublicKey,
		lang.Text{EN: "Public key", ZH: "公钥"},
		func(c *cert.Certificate) string { return c.SPKI.Describe() },
	},
	{
		cert.PartExtensions,
		lang.Text{EN: "Extensions", ZH: "扩展"},
		func(c *cert.Certificate) string { return fmt.Sprint(len(c.Extensions)) },
	},
	{
		cert.PartOuterAlgorithm,
		lang.Text{EN: "Signature algorithm", ZH: "签名算法"},
		func(c *cert.Certificate) string { return rules.SignatureName(c.OuterAlg.OID) },
	},
	{
		cert.PartSignature,
		lang.Text{EN: "Signature", ZH: "签名"},
		func(c *cert.Certificate) string { return hexLine(c.Signature.Bytes) },
	},
}

// validity is the time in RFC 3339, or what stands there when it is malformed.
func validity(t cert.Time) string {
	if s := timeText(t); s != "" {
		return s
	}
	return cert.SafeText(t.Content[:min(len(t.Content), 40)])
}

func extensionNodes(c *cert.Certificate, l lang.Lang) []Node {
	nodes := []Node{}
	for i := range c.Extensions {
		s := c.WhereExtension(i)
		x := describeExtension(c, i, l)
		n := Node{
			Name:     x.Name,
			Value:    strings.Join(x.Value, "; "),
			Start:    s.Start,
			End:      s.End,
			Children: tree(c.Raw[s.Start:s.End], s.Start, 0),
		}
		if x.Critical {
			n.Name += lang.Text{EN: ", critical", ZH: "，关键"}.In(l)
		}
		if x.Flaw != "" {
			n.Value = x.Flaw + ": " + n.Value
		}
		nodes = append(nodes, n)
	}
	return nodes
}

func (n *Node) write(b *strings.Builder, depth int) {
	fmt.Fprintf(b, "%*s%s: %s\n", 4*depth, "", n.Name, n.Value)
	if depth > 0 {
		return
	}
	for i := range n.Children {
		if n.Children[i].Name != "" && n.Name != "" && len(n.Children[i].Value) > 0 {
			n.Children[i].write(b, depth+1)
		}
	}
}
