package javapkix

import (
	"math/big"
	"strconv"

	"x509strict/engine/der"
)

// Tags, identifier octet and all.
const (
	tagBoolean   = 0x01
	tagInteger   = 0x02
	tagBitString = 0x03
	tagOctets    = 0x04
	tagNull      = 0x05
	tagOID       = 0x06
	tagEnum      = 0x0a
	tagUTF8      = 0x0c
	tagPrintable = 0x13
	tagT61       = 0x14
	tagIA5       = 0x16
	tagUTCTime   = 0x17
	tagGenTime   = 0x18
	tagGeneral   = 0x1b
	tagUniversal = 0x1c
	tagBMP       = 0x1e
	tagSequence  = 0x30
	tagSet       = 0x31
)

// value is one element as Java's DerValue holds it. rest is where reading of its content goes on.
type value struct {
	tag     byte
	content []byte
	fresh   input // the content from its start
	rest    input
}

// reading is the release that reads, for the few places where that makes a difference.
type reading struct {
	release Release
	differs *bool // set where the difference is met; nil when nobody asks
}

// by25 reads as Java 25 does.
var by25 = reading{release: Java25}

// before reports whether a release older than r reads.
func (how reading) before(r Release) bool {
	if how.differs != nil {
		*how.differs = true
	}
	return how.release < r
}

// input reads elements one after another (DerInputStream). Java's reader of certificates allows BER: indefinite
// lengths and superfluous length octets.
type input struct {
	left   []byte
	at     int // where left starts in Java's buffer
	behind int // bytes of Java's buffer behind left
	how    reading
	over   int // how far the position is behind the end
}

// more is available() != 0, which is true behind the end too.
func (in *input) more() bool { return in.available() != 0 }

// available is how much is left, less than nothing behind the end.
func (in *input) available() int { return len(in.left) - in.over }

// next reads one element.
func (in *input) next() (*value, *thrown) {
	indefinite := len(in.left) > 1 && in.left[1] == 0x80
	v, rest, err := readValue(*in)
	if err != nil {
		return nil, err
	}
	if indefinite && in.how.before(Java25) {
		// Before Java 25 an indefinite length moves the position too far, by what is behind this input.
		in.over = max(0, in.behind-len(rest))
		rest = rest[min(in.behind, len(rest)):]
	}
	in.at += len(in.left) - len(rest)
	in.left = rest
	return v, nil
}

// whole reads data that has to be exactly one element.
func whole(data []byte, how reading) (*value, *thrown) {
	v, rest, err := readValue(input{left: data, how: how})
	if err == nil && len(rest) > 0 {
		err = ioErr("extra data at the end")
	}
	return v, err
}

// wholeOf reads the only value of data, and throws otherwise when it has another tag.
func wholeOf(tag byte, data []byte, how reading, otherwise string) (*value, *thrown) {
	v, err := whole(data, how)
	if err == nil && v.tag != tag {
		err = ioErr("%s", otherwise)
	}
	return v, err
}

func readValue(in input) (v *value, rest []byte, err *thrown) {
	data, at := in.left, in.at
	if len(data) < 2 {
		return nil, nil, ioErr("Too short")
	}
	tag := data[0]
	if tag&0x1f == 0x1f {
		return nil, nil, ioErr("Tag number over 30 at %d is not supported", at)
	}
	first := data[1]
	if first == 0x80 {
		if tag&0x20 == 0 {
			return nil, nil, ioErr("Indefinite length encoding not supported with non-constructed data")
		}
		definite, behind, err := definiteOf(data)
		if err != nil {
			return nil, nil, err
		}
		v, _, err := readValue(input{left: definite, behind: len(behind), how: in.how})
		return v, behind, err
	}
	length, pos := int(first), 2
	if first&0x80 != 0 {
		octets := int(first & 0x7f)
		if octets > 4 {
			return nil, nil, ioErr("Invalid lenByte")
		}
		if len(data) < 2+octets {
			return nil, nil, ioErr("Not enough length bytes")
		}
		n := int32(0)
		for _, b := range data[2 : 2+octets] {
			n = n<<8 + int32(b)
		}
		if n < 0 {
			return nil, nil, ioErr("Invalid length bytes")
		}
		length, pos = int(n), 2+octets
	}
	if length > len(data)-pos {
		return nil, nil, throw(eofException, "not enough content")
	}
	rest = data[pos+length:]
	content := input{left: data[pos : pos+length], at: at + pos, behind: len(rest) + in.behind, how: in.how}
	return &value{tag: tag, content: content.left, rest: content, fresh: content}, rest, nil
}

// definiteOf rewrites the element at the start of data, and all inside of it, with definite lengths
// (DerIndefLenConverter).
func definiteOf(data []byte) (definite, behind []byte, err *thrown) {
	body, behind, err := definiteBody(data[2:], 0)
	if err != nil {
		return nil, nil, err
	}
	return der.Build(data[0], body), behind, nil
}

// maxIndefinite bounds nested indefinite lengths.
const maxIndefinite = 64

// definiteBody rewrites elements up to the end-of-contents octets.
//
// Lenient: Java's converter looks into indefinite lengths only, and takes what it does not look into as it is.
func definiteBody(data []byte, depth int) (body, behind []byte, err *thrown) {
	short := ioErr("not enough data to resolve indef len BER")
	if depth > maxIndefinite {
		return nil, nil, unknown("indefinite lengths nested more than " + strconv.Itoa(maxIndefinite) + " times")
	}
	for {
		if len(data) < 2 {
			return nil, nil, short
		}
		if data[0] == 0 && data[1] == 0 {
			return body, data[2:], nil
		}
		tag, first := data[0], data[1]
		data = data[2:]
		var inner []byte
		switch {
		case first == 0x80:
			if inner, data, err = definiteBody(data, depth+1); err != nil {
				return nil, nil, err
			}
		default:
			length := int(first)
			if first > 0x80 {
				n := int(first & 0x7f)
				if n > 4 {
					return nil, nil, ioErr("Too much data")
				}
				if len(data) < n+1 {
					return nil, nil, short
				}
				l := int32(0)
				for _, b := range data[:n] {
					l = l<<8 + int32(b)
				}
				if l < 0 {
					return nil, nil, ioErr("Invalid length bytes")
				}
				length, data = int(l), data[n:]
			}
			if length > len(data) {
				return nil, nil, short
			}
			inner, data = data[:length], data[length:]
		}
		body = append(body, der.Build(tag, inner)...)
	}
}

// encoded is the element in DER, as far as its own header goes.
func (v *value) encoded() []byte { return der.Build(v.tag, v.content) }

func (v *value) constructed() bool               { return v.tag&0x20 != 0 }
func (v *value) context(n byte) bool             { return v.tag&0xc0 == 0x80 && v.tag&0x1f == n }
func (v *value) number() int                     { return int(int8(v.tag)) } // the tag as Java prints it
func (v *value) children() input                 { return v.fresh }
func (v *value) retag(tag byte) *value           { v.tag = tag; return v }
func (v *value) implicitConstructed(n byte) bool { return v.context(n) && v.constructed() }
func (v *value) implicitPrimitive(n byte) bool   { return v.context(n) && !v.constructed() }

// again is the element read from its own encoding, as several of Java's constructors do.
func (v *value) again() *value {
	return newValue(v.tag, v.content, v.fresh.how)
}

// newValue is an element that is alone in its buffer.
func newValue(tag byte, content []byte, how reading) *value {
	header := len(der.Build(tag, content)) - len(content)
	in := input{left: content, at: header, how: how}
	return &value{tag: tag, content: content, rest: in, fresh: in}
}

// list reads all elements of a SEQUENCE OF or SET OF.
func (v *value) list(tag byte) ([]*value, *thrown) {
	if v.tag != tag {
		return nil, ioErr("Not the correct tag")
	}
	var out []*value
	for in := v.children(); len(in.left) > 0; {
		one, err := in.next()
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (in *input) list(tag byte) ([]*value, *thrown) {
	v, err := in.next()
	if err != nil {
		return nil, err
	}
	return v.list(tag)
}

func (v *value) boolean() (bool, *thrown) {
	switch {
	case v.tag != tagBoolean:
		return false, ioErr("DerValue.getBoolean, not a BOOLEAN %d", v.number())
	case len(v.content) != 1:
		return false, ioErr("DerValue.getBoolean, invalid length %d", len(v.content))
	}
	return v.content[0] != 0, nil
}

// oid returns the dotted form.
func (v *value) oid() (string, *thrown) {
	if v.tag != tagOID {
		return "", ioErr("DerValue.getOID, not an OID %d", v.number())
	}
	b := v.content
	if len(b) > 4096 {
		return "", ioErr(
			"ObjectIdentifier encoded length exceeds the restriction in JDK (OId length(>=): %d, Restriction: 4096)",
			len(b),
		)
	}
	if len(b) < 1 || b[len(b)-1]&0x80 != 0 {
		return "", ioErr("ObjectIdentifier() -- Invalid DER encoding, not ended")
	}
	for i, x := range b {
		if x == 0x80 && (i == 0 || b[i-1]&0x80 == 0) {
			return "", ioErr("ObjectIdentifier() -- Invalid DER encoding, useless extra octet detected")
		}
	}
	return der.OIDText(b), nil
}

func (in *input) oid() (string, *thrown) {
	v, err := in.next()
	if err != nil {
		return "", err
	}
	return v.oid()
}

// maxOctetNesting is DerValue.MAX_CONSTRUCTED_NEST.
const maxOctetNesting = 10

func (v *value) octets() ([]byte, *thrown) { return v.octetsIn(0) }

func (v *value) octetsIn(depth int) ([]byte, *thrown) {
	if depth++; depth > maxOctetNesting {
		return nil, ioErr("Nested OctetString limit reached (%d).", maxOctetNesting)
	}
	switch {
	case v.tag != tagOctets && !(v.constructed() && v.tag&0x1f == tagOctets):
		return nil, ioErr("DerValue.getOctetString, not an Octet String: %d", v.number())
	case !v.constructed():
		return v.content, nil
	}
	var out []byte
	for in := v.children(); len(in.left) > 0; {
		part, err := in.next()
		if err != nil {
			return nil, err
		}
		b, err := part.octetsIn(depth)
		if err != nil {
			return nil, err
		}
		out = append(out, b...)
	}
	return out, nil
}

// big reads an INTEGER.
func (v *value) big() (*big.Int, *thrown) { return v.bigOf(tagInteger) }

func (v *value) bigOf(tag byte) (*big.Int, *thrown) {
	switch {
	case v.tag != tag:
		return nil, ioErr("DerValue.getBigIntegerInternal, not expected %d", v.number())
	case len(v.content) == 0:
		return nil, ioErr("Invalid encoding: zero length Int value")
	}
	n := new(big.Int).SetBytes(v.content)
	if v.content[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v.content))))
	}
	return n, nil
}

// integer reads an INTEGER that fits Java's int.
func (v *value) integer() (int, *thrown) {
	n, err := v.big()
	switch {
	case err != nil:
		return 0, err
	case n.Cmp(big.NewInt(-1<<31)) < 0:
		return 0, ioErr("Integer below minimum valid value")
	case n.Cmp(big.NewInt(1<<31-1)) > 0:
		return 0, ioErr("Integer exceeds maximum valid value")
	}
	return int(n.Int64()), nil
}

// bits reads a BIT STRING: its bytes and how many bits count. implicit: whatever the tag.
func (v *value) bits(implicit bool) (data []byte, count int, err *thrown) {
	switch {
	case !implicit && v.tag != tagBitString:
		return nil, 0, ioErr("DerValue.getBitString, not a bit string %d", v.number())
	case len(v.content) == 0:
		return nil, 0, ioErr("Invalid encoding: zero length bit string")
	}
	unused := int(int8(v.content[0]))
	if unused < 0 || unused > 7 {
		return nil, 0, ioErr("Invalid number of padding bits")
	}
	data = v.content[1:]
	if count = 8*len(data) - unused; count < 0 {
		return nil, 0, ioErr("Not enough bytes in BitString")
	}
	if unused > 0 {
		data = append([]byte(nil), data...)
		data[len(data)-1] &= 0xff << unused
	}
	return data, count, nil
}

// flags turns a BIT STRING into its bits.
func (v *value) flags(implicit bool) ([]bool, *thrown) {
	data, count, err := v.bits(implicit)
	if err != nil {
		return nil, err
	}
	out := make([]bool, count)
	for i := range out {
		out[i] = data[i/8]&(0x80>>(i%8)) != 0
	}
	return out, nil
}
