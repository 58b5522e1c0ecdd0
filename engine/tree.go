package engine

import (
	"strconv"
	"unicode/utf8"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/rules"
)

// Node is one element of a certificate with where it lies: [Start, End) in bytes from the start of the certificate,
// header included.
type Node struct {
	Name     string `json:"name"`
	Value    string `json:"value"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Children []Node `json:"children"`
}

// maxTreeDepth bounds nesting; no certificate of use comes near.
const maxTreeDepth = 32

// tree reads elements one after another, offset by base. What is no element ends the list: it is shown as bytes.
func tree(b []byte, base, depth int) []Node {
	nodes := []Node{}
	for pos := 0; pos < len(b); {
		head, size, ok := elementSize(b[pos:])
		if !ok || depth > maxTreeDepth {
			return append(
				nodes,
				Node{Value: hexLine(b[pos:]), Start: base + pos, End: base + len(b), Children: []Node{}},
			)
		}
		content := b[pos+head : pos+head+size]
		n := Node{Name: tagName(b[pos]), Start: base + pos, End: base + pos + head + size, Children: []Node{}}
		switch {
		case b[pos]&0x20 != 0:
			n.Children = tree(content, base+pos+head, depth+1)
		case b[pos] == 0x04 && nests(content):
			n.Children = tree(content, base+pos+head, depth+1)
		default:
			n.Value = valueText(b[pos], content)
		}
		nodes = append(nodes, n)
		pos += head + size
	}
	return nodes
}

// elementSize reads identifier and length octets of definite form; high tag numbers and indefinite lengths are left
// to hex.
func elementSize(b []byte) (head, size int, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f {
		return 0, 0, false
	}
	head, size = 2, int(b[1])
	if size >= 0x80 {
		n := size & 0x7f
		if n == 0 || n > 4 || len(b) < 2+n {
			return 0, 0, false
		}
		size = 0
		for _, v := range b[2 : 2+n] {
			size = size<<8 | int(v)
		}
		head += n
	}
	return head, size, size >= 0 && size <= len(b)-head
}

// nests reports whether octets hold exactly one constructed element, as extension values mostly do.
func nests(b []byte) bool {
	head, size, ok := elementSize(b)
	return ok && head+size == len(b) && b[0]&0x20 != 0
}

var tagNames = map[byte]string{
	0x01: "BOOLEAN",
	0x02: "INTEGER",
	0x03: "BIT STRING",
	0x04: "OCTET STRING",
	0x05: "NULL",
	0x06: "OBJECT IDENTIFIER",
	0x0a: "ENUMERATED",
	0x0c: "UTF8String",
	0x30: "SEQUENCE",
	0x31: "SET",
	0x12: "NumericString",
	0x13: "PrintableString",
	0x14: "T61String",
	0x16: "IA5String",
	0x17: "UTCTime",
	0x18: "GeneralizedTime",
	0x1a: "VisibleString",
	0x1c: "UniversalString",
	0x1e: "BMPString",
}

func tagName(id byte) string {
	if n, ok := tagNames[id]; ok {
		return n
	}
	n := strconv.Itoa(int(id & 0x1f))
	switch id & 0xc0 {
	case 0x80:
		return "[" + n + "]"
	case 0x40:
		return "[APPLICATION " + n + "]"
	case 0xc0:
		return "[PRIVATE " + n + "]"
	}
	return "[UNIVERSAL " + n + "]"
}

func valueText(id byte, b []byte) string {
	switch id {
	case 0x01:
		if len(b) == 1 && b[0] == 0 {
			return "FALSE"
		}
		return "TRUE"
	case 0x05:
		return ""
	case 0x06:
		dotted := der.OIDText(b)
		if n := oidName(dotted); n != "" {
			return n + " (" + dotted + ")"
		}
		return dotted
	case 0x02, 0x0a:
		if v := int64(0); len(b) <= 4 && len(b) > 0 {
			for i, x := range b {
				if i == 0 {
					v = int64(int8(x))
				} else {
					v = v<<8 | int64(x)
				}
			}
			return strconv.FormatInt(v, 10)
		}
		return serialText(b)
	case 0x0c, 0x12, 0x13, 0x16, 0x17, 0x18, 0x1a:
		return cert.SafeText(b[:min(len(b), 4096)])
	}
	if id&0xc0 == 0x80 && len(b) > 3 && utf8.Valid(b) && printable(b) { // implicit strings: URIs, DNS names
		return cert.SafeText(b[:min(len(b), 4096)])
	}
	return hexLine(b)
}

func printable(b []byte) bool {
	for _, v := range b {
		if v < 0x20 || v > 0x7e {
			return false
		}
	}
	return true
}

func oidName(dotted string) string {
	if n := oid.Name(dotted); n != "" {
		return n
	}
	if n := rules.PurposeName(dotted); n != dotted {
		return n
	}
	if n := rules.ExtensionName(dotted, lang.English); n != dotted {
		return n
	}
	return ""
}

// hexLine shows at most 64 bytes.
func hexLine(b []byte) string {
	if len(b) > 64 {
		return colons(b[:64]) + "…"
	}
	return colons(b)
}
