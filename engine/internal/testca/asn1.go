package testca

import (
	"math/big"

	"x509strict/engine/der"
)

// TLV encodes one element in DER.
func TLV(id byte, content ...[]byte) []byte { return der.Build(id, content...) }

// Seq encodes a SEQUENCE.
func Seq(content ...[]byte) []byte { return TLV(0x30, content...) }

// Set encodes a SET, in the order given.
func Set(content ...[]byte) []byte { return TLV(0x31, content...) }

// OID encodes a dotted OBJECT IDENTIFIER.
func OID(dotted string) []byte { return TLV(0x06, der.OIDContent(dotted)) }

// Int encodes an INTEGER.
func Int(n int64) []byte { return bigInt(big.NewInt(n)) }

func bigInt(n *big.Int) []byte {
	if n.Sign() >= 0 {
		b := n.Bytes()
		if len(b) == 0 || b[0] >= 0x80 {
			b = append([]byte{0}, b...)
		}
		return TLV(0x02, b)
	}
	size := uint(n.BitLen()/8 + 1)
	two := new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), 8*size))
	b := two.FillBytes(make([]byte, size))
	for len(b) > 1 && b[0] == 0xff && b[1] >= 0x80 {
		b = b[1:]
	}
	return TLV(0x02, b)
}

// Bool encodes a BOOLEAN.
func Bool(v bool) []byte {
	if v {
		return []byte{1, 1, 0xff}
	}
	return []byte{1, 1, 0}
}

// Bits encodes a BIT STRING.
func Bits(unused byte, content ...byte) []byte { return TLV(0x03, append([]byte{unused}, content...)) }

// Octets encodes an OCTET STRING.
func Octets(content []byte) []byte { return TLV(0x04, content) }

// UTF8 encodes a UTF8String.
func UTF8(s string) []byte { return TLV(0x0c, []byte(s)) }

// Printable encodes a PrintableString.
func Printable(s string) []byte { return TLV(0x13, []byte(s)) }

// Context encodes a constructed context-specific element: an explicit tag, or an implicitly tagged SEQUENCE.
func Context(n byte, content ...[]byte) []byte { return TLV(0xa0|n, content...) }

// Implicit encodes a primitive context-specific element.
func Implicit(n byte, content []byte) []byte { return TLV(0x80|n, content) }

var null = []byte{5, 0}

// element is a node of a tree of elements, for changing single places.
type element struct {
	id       byte
	prefix   []byte // what stands in the content before the inner elements: the unused bits of a BIT STRING
	inner    []*element
	content  []byte // when inner is nil
	wrapped  bool   // an OCTET STRING whose content was taken apart
	style    style
	padding  int
	replaced []byte // written instead of everything
}

// style is how a length is written.
type style int

const (
	definite style = iota
	indefinite
	padded
	segmented // a string cut into two pieces
)

// parse takes one element and everything inside it apart; nil when it is not plain DER.
func parse(data []byte) (*element, []byte) {
	if len(data) < 2 || data[0]&0x1f == 0x1f {
		return nil, nil
	}
	size, head := int(data[1]), 2
	if size >= 0x80 {
		n := size & 0x7f
		if n == 0 || n > 3 || len(data) < 2+n {
			return nil, nil
		}
		size = 0
		for _, b := range data[2 : 2+n] {
			size = size<<8 | int(b)
		}
		head += n
	}
	if len(data) < head+size {
		return nil, nil
	}
	e := &element{id: data[0], content: data[head : head+size]}
	if e.id&0x20 != 0 || e.id == 0x04 && size > 1 {
		if inner := parseAll(e.content); inner != nil {
			e.inner, e.wrapped = inner, e.id == 0x04
		}
	}
	return e, data[head+size:]
}

func parseAll(data []byte) []*element {
	out := []*element{}
	for len(data) > 0 {
		e, rest := parse(data)
		if e == nil {
			return nil
		}
		out, data = append(out, e), rest
	}
	return out
}

// encode writes the tree back.
func (e *element) encode() []byte {
	if e.replaced != nil {
		return e.replaced
	}
	content := e.content
	if e.inner != nil {
		content = append([]byte{}, e.prefix...)
		for _, i := range e.inner {
			content = append(content, i.encode()...)
		}
	}
	switch {
	case e.style == indefinite && e.id&0x20 != 0:
		return append(append([]byte{e.id, 0x80}, content...), 0, 0)
	case e.style == padded:
		out := []byte{e.id, byte(0x83 + e.padding)}
		out = append(out, make([]byte, e.padding)...)
		out = append(out, byte(len(content)>>16), byte(len(content)>>8), byte(len(content)))
		return append(out, content...)
	case e.style == segmented && e.id&0xe0 == 0 && e.id != 3:
		cut := len(content) / 2
		return append(append(append([]byte{e.id | 0x20, 0x80}, TLV(e.id, content[:cut])...),
			TLV(e.id, content[cut:])...), 0, 0)
	case e.style == segmented && e.id == 3:
		return TLV(0x23, TLV(3, content))
	}
	return TLV(e.id, content)
}

// walk calls f for every element, parents first.
func (e *element) walk(f func(*element)) {
	f(e)
	for _, i := range e.inner {
		i.walk(f)
	}
}
