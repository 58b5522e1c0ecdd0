package webpki

import "x509strict/engine/der/strict"

// rules are webpki's: definite and shortest lengths, low tag numbers, less than TWO_BYTE_DER_SIZE bytes.
var rules = strict.Rules{OneOctet: true, Longest: 0xffff - 1}

// Tags, with class and constructed bit.
const (
	tagBoolean         = 0x01
	tagInteger         = 0x02
	tagBitString       = 0x03
	tagOctetString     = 0x04
	tagOID             = 0x06
	tagSequence        = 0x30
	tagUTCTime         = 0x17
	tagGeneralizedTime = 0x18
	tagContext0        = 0xa0
	tagContext1        = 0xa1
	tagContext3        = 0xa3
)

// reader takes values from the front of rest, with nothing behind a value that its container does not account for; each
// step says which of webpki's errors it fails with. Results alias the input.
type reader struct{ rest []byte }

func (r *reader) atEnd() bool { return len(r.rest) == 0 }

func (r *reader) peek(b byte) bool { return len(r.rest) > 0 && r.rest[0] == b }

func (r *reader) byte() (byte, bool) {
	if len(r.rest) == 0 {
		return 0, false
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b, true
}

// value reads any element: its tag and content.
func (r *reader) value() (tag byte, content []byte, err *Error) {
	t, _, content, rest, ok := rules.Split(r.rest)
	if !ok {
		return 0, nil, bad(BadDer)
	}
	r.rest = rest
	return t.Octet(), content, nil
}

// expect reads an element with the tag.
func (r *reader) expect(tag byte) ([]byte, *Error) {
	got, content, err := r.value()
	if err == nil && got != tag {
		err = bad(BadDer)
	}
	return content, err
}

// readAll lets read take all of data; what it leaves is the error left.
func readAll(data []byte, left *Error, read func(*reader) *Error) *Error {
	r := reader{data}
	if err := read(&r); err != nil {
		return err
	}
	if !r.atEnd() {
		return left
	}
	return nil
}

// nested reads an element with the tag and lets read take all of its content. failed says both that it is not there
// and that something was left.
func (r *reader) nested(tag byte, failed *Error, read func(*reader) *Error) *Error {
	content, err := r.expect(tag)
	if err != nil {
		return failed
	}
	return readAll(content, failed, read)
}

// boolean reads a BOOLEAN DEFAULT FALSE; an encoded FALSE is accepted.
func (r *reader) boolean() (value bool, err *Error) {
	if !r.peek(tagBoolean) {
		return false, nil
	}
	err = r.nested(tagBoolean, trailing("Bool"), func(r *reader) *Error {
		switch b, ok := r.byte(); {
		case ok && b == 0xff:
			value = true
		case !ok || b != 0:
			return bad(BadDer)
		}
		return nil
	})
	return value, err
}

// small reads an INTEGER between 0 and 255.
func (r *reader) small() (int, *Error) {
	content, err := r.expect(tagInteger)
	if err != nil {
		return 0, err
	}
	switch {
	case len(content) == 1 && content[0] < 0x80:
		return int(content[0]), nil
	case len(content) == 2 && content[0] == 0 && content[1] >= 0x80:
		return int(content[1]), nil
	}
	return 0, bad(BadDer)
}

// bits reads a BIT STRING without unused bits.
func (r *reader) bits() (content []byte, err *Error) {
	err = r.nested(tagBitString, trailing("BitString"), func(r *reader) *Error {
		if unused, ok := r.byte(); !ok || unused != 0 {
			return bad(BadDer)
		}
		content, r.rest = r.rest, nil
		return nil
	})
	return content, err
}

// flags checks the content of a BIT STRING of named bits and returns them.
func flags(content []byte) ([]byte, *Error) {
	named, _, ok := strict.Bits(content)
	if !ok {
		return nil, bad(BadDer)
	}
	return named, nil
}

// bit reports whether named bit n is set.
func bit(flags []byte, n int) bool { return n/8 < len(flags) && flags[n/8]>>(7-n%8)&1 == 1 }
