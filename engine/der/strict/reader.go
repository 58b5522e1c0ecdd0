package strict

import "x509strict/engine/der"

// cbs are the rules of BoringSSL's CBS.
var cbs = Rules{}

// Reader walks DER as BoringSSL's CBS does. The first departure makes it fail for good, with everything that was opened
// from it. Results alias the input.
type Reader struct {
	rest   []byte
	failed *bool
}

// NewReader reads from the start of data.
func NewReader(data []byte) *Reader { return &Reader{data, new(bool)} }

// In reads other data; what fails there fails here.
func (r *Reader) In(data []byte) *Reader { return &Reader{data, r.failed} }

// OK reports whether nothing has failed.
func (r *Reader) OK() bool { return !*r.failed }

// Fail makes r fail.
func (r *Reader) Fail() {
	*r.failed = true
	r.rest = nil
}

// Rest is what was not read yet.
func (r *Reader) Rest() []byte { return r.rest }

// More reports whether another element follows.
func (r *Reader) More() bool { return r.OK() && len(r.rest) > 0 }

// End fails when anything is left.
func (r *Reader) End() {
	if len(r.rest) > 0 {
		r.Fail()
	}
}

// Peek reads the tag of the next element; 0 when there is none or it is broken.
func (r *Reader) Peek() Tag {
	t, _ := cbs.tag(r.rest)
	return t
}

// Is reports whether the next element has the tag.
func (r *Reader) Is(t Tag) bool { return r.OK() && r.Peek() == t }

// Element reads one element, whatever its tag.
func (r *Reader) Element() (t Tag, whole, content []byte) { return r.element(cbs) }

// Padded is [Reader.Element] for one whose length may be longer than its shortest form.
func (r *Reader) Padded() (t Tag, whole, content []byte) { return r.element(Rules{Padded: true}) }

func (r *Reader) element(rules Rules) (t Tag, whole, content []byte) {
	if !r.OK() {
		return 0, nil, nil
	}
	t, whole, content, rest, ok := rules.Split(r.rest)
	if !ok {
		r.Fail()
		return 0, nil, nil
	}
	r.rest = rest
	return t, whole, content
}

// Get reads an element that must have the tag.
func (r *Reader) Get(t Tag) (content []byte) {
	_, content = r.get(t)
	return content
}

// Whole is [Reader.Get], header included.
func (r *Reader) Whole(t Tag) []byte {
	whole, _ := r.get(t)
	return whole
}

func (r *Reader) get(t Tag) (whole, content []byte) {
	if !r.Is(t) {
		r.Fail()
		return nil, nil
	}
	_, whole, content = r.Element()
	return whole, content
}

// Enter opens an element that must have the tag.
func (r *Reader) Enter(t Tag) *Reader { return r.In(r.Get(t)) }

// List reads a SEQUENCE OF or SET OF under a tag.
func (r *Reader) List(t Tag, each func(*Reader)) {
	for in := r.Enter(t); in.More(); {
		each(in)
	}
}

// Some is [Reader.List] for a list that is not empty.
func (r *Reader) Some(t Tag, each func(*Reader)) {
	in := r.Enter(t)
	if !in.More() {
		r.Fail()
	}
	for in.More() {
		each(in)
	}
}

// Int reads an INTEGER under a tag, in its shortest form.
func (r *Reader) Int(t Tag) []byte {
	v := r.Get(t)
	if r.OK() && !ShortestInteger(v) {
		r.Fail()
	}
	return v
}

// Small reads an INTEGER from 0 to 255 under a tag.
func (r *Reader) Small(t Tag) int {
	v := r.Int(t)
	if !r.OK() || v[0] >= 0x80 || len(v) > 2 || len(v) == 2 && v[0] != 0 {
		r.Fail()
		return 0
	}
	return int(v[len(v)-1])
}

// OID reads an OBJECT IDENTIFIER under a tag; it returns the content.
func (r *Reader) OID(t Tag) []byte {
	v := r.Get(t)
	if r.OK() && !der.ValidOID(v) {
		r.Fail()
	}
	return v
}

// Bits reads a BIT STRING under a tag; unused bits must be zero.
func (r *Reader) Bits(t Tag) []byte { return r.BitContent(r.Get(t)) }

// BitContent takes the bytes out of the content of a BIT STRING; unused bits must be zero.
func (r *Reader) BitContent(v []byte) []byte {
	bits, _, ok := Bits(v)
	if !r.OK() || !ok {
		r.Fail()
		return nil
	}
	return bits
}

// Bool reads a BOOLEAN. Of one octet, it may have any value when loose, else those of DER.
func (r *Reader) Bool(loose bool) bool {
	v := r.Get(Boolean)
	if r.OK() && (len(v) != 1 || !loose && v[0] != 0 && v[0] != 0xff) {
		r.Fail()
	}
	return r.OK() && v[0] != 0
}
