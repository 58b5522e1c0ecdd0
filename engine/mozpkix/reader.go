package mozpkix

import "x509strict/engine/der/strict"

// rules are those of mozilla::pkix: shortest lengths only, at most 65535 bytes, no tag numbers above 30.
var rules = strict.Rules{OneOctet: true, Longest: 0xffff}

// reader walks DER by the rules; each step says which of Mozilla's errors it fails with.
type reader struct{ rest []byte }

// Identifier octets.
const (
	tagBoolean     = 0x01
	tagInteger     = 0x02
	tagBits        = 0x03
	tagOctets      = 0x04
	tagNull        = 0x05
	tagOID         = 0x06
	tagUTF8        = 0x0c
	tagPrintable   = 0x13
	tagTeletex     = 0x14
	tagIA5         = 0x16
	tagUTCTime     = 0x17
	tagGeneralized = 0x18
	tagSequence    = 0x30
	tagSet         = 0x31
	contextual     = 0x80
	constructed    = 0x20
)

func (r *reader) atEnd() bool { return len(r.rest) == 0 }

func (r *reader) peek(tag byte) bool { return len(r.rest) > 0 && r.rest[0] == tag }

// end: nothing may be left.
func (r *reader) end() Error {
	if !r.atEnd() {
		return BadDER
	}
	return Success
}

// element reads any element and returns its tag and content.
func (r *reader) element() (tag byte, content []byte, e Error) {
	t, _, content, rest, ok := rules.Split(r.rest)
	if !ok {
		return 0, nil, BadDER
	}
	r.rest = rest
	return t.Octet(), content, Success
}

// value reads an element that must have the tag.
func (r *reader) value(tag byte) ([]byte, Error) {
	have, content, e := r.element()
	if e == Success && have != tag {
		e = BadDER
	}
	return content, e
}

// inside opens an element.
func (r *reader) inside(tag byte) (*reader, Error) {
	v, e := r.value(tag)
	return &reader{v}, e
}

// whole reads an element, header included.
func (r *reader) whole(tag byte) ([]byte, Error) {
	before := r.rest
	_, e := r.value(tag)
	return before[:len(before)-len(r.rest)], e
}

// only opens the element that is all of data.
func only(data []byte, tag byte) (*reader, Error) {
	r := &reader{data}
	in, e := r.inside(tag)
	if e == Success {
		e = r.end()
	}
	return in, e
}

// nested runs body over the content of an element, which it must use up.
func (r *reader) nested(tag byte, body func(*reader) Error) Error {
	in, e := r.inside(tag)
	if e == Success {
		e = body(in)
	}
	if e == Success {
		e = in.end()
	}
	return e
}

// nestedOf runs body over each element of a SEQUENCE OF.
func (r *reader) nestedOf(outer, inner byte, empty bool, body func(*reader) Error) Error {
	in, e := r.inside(outer)
	if e != Success {
		return e
	}
	if in.atEnd() && !empty {
		return BadDER
	}
	for !in.atEnd() {
		if e := in.nested(inner, body); e != Success {
			return e
		}
	}
	return Success
}

// boolean reads an optional BOOLEAN DEFAULT FALSE.
func (r *reader) boolean() (bool, Error) {
	if !r.peek(tagBoolean) {
		return false, Success
	}
	v, e := r.value(tagBoolean)
	if e == Success && (len(v) != 1 || v[0] != 0 && v[0] != 0xff) {
		e = BadDER
	}
	return e == Success && v[0] == 0xff, e
}

// integer reads an INTEGER in its shortest form.
func (r *reader) integer() ([]byte, Error) {
	v, e := r.value(tagInteger)
	switch {
	case e != Success:
	case !strict.ShortestInteger(v):
		e = InvalidIntegerEncoding
	}
	return v, e
}

// small reads an INTEGER from 0 to 127.
func (r *reader) small() (int, Error) {
	v, e := r.integer()
	if e == Success && (len(v) != 1 || v[0] > 127) {
		e = InvalidIntegerEncoding
	}
	if e != Success {
		return 0, e
	}
	return int(v[0]), Success
}

// positive reads an INTEGER above zero and says how many octets count.
func (r *reader) positive() (octets int, e Error) {
	v, e := r.integer()
	switch {
	case e != Success:
		return 0, e
	case v[0] > 127, len(v) == 1 && v[0] == 0:
		return 0, InvalidIntegerEncoding
	case len(v) > 1 && v[0] == 0:
		return len(v) - 1, Success
	}
	return len(v), Success
}

// bits reads a BIT STRING without unused bits.
func (r *reader) bits() ([]byte, Error) {
	v, e := r.value(tagBits)
	if e == Success && (len(v) == 0 || v[0] != 0) {
		e = BadDER
	}
	if e != Success {
		return nil, e
	}
	return v[1:], Success
}
