// Package der reads BER and DER as OpenSSL's template decoder does (crypto/asn1/tasn_dec.c): tolerant of indefinite
// and padded lengths, constructed strings and odd booleans, intolerant of padded integers. It interprets no X.509.
package der

import (
	"fmt"

	"x509strict/engine/release"
)

// Universal tag numbers (X.680 section 8.4).
const (
	Boolean          = 1
	Integer          = 2
	BitString        = 3
	OctetString      = 4
	Null             = 5
	ObjectIdentifier = 6
	Enumerated       = 10
	UTF8String       = 12
	Sequence         = 16
	Set              = 17
	NumericString    = 18
	PrintableString  = 19
	T61String        = 20
	VideotexString   = 21
	IA5String        = 22
	UTCTime          = 23
	GeneralizedTime  = 24
	GraphicString    = 25
	VisibleString    = 26
	GeneralString    = 27
	UniversalString  = 28
	BMPString        = 30
)

// Classes, as they stand in the identifier octet.
const (
	Universal       byte = 0
	Application     byte = 0x40
	ContextSpecific byte = 0x80
	Private         byte = 0xc0
)

// ID is a class and a tag number. Whether an element is constructed is not part of it.
type ID struct {
	Class byte
	Tag   int
}

// Of is the universal tag n.
func Of(n int) ID { return ID{Universal, n} }

// Context is the context-specific tag n.
func Context(n int) ID { return ID{ContextSpecific, n} }

func (id ID) String() string {
	switch id.Class {
	case ContextSpecific:
		return fmt.Sprintf("[%d]", id.Tag)
	case Application:
		return fmt.Sprintf("[APPLICATION %d]", id.Tag)
	case Private:
		return fmt.Sprintf("[PRIVATE %d]", id.Tag)
	}
	if name, ok := tagNames[id.Tag]; ok {
		return name
	}
	return fmt.Sprintf("universal tag %d", id.Tag)
}

var tagNames = map[int]string{
	Boolean:          "BOOLEAN",
	Integer:          "INTEGER",
	BitString:        "BIT STRING",
	OctetString:      "OCTET STRING",
	Null:             "NULL",
	ObjectIdentifier: "OBJECT IDENTIFIER",
	Enumerated:       "ENUMERATED",
	UTF8String:       "UTF8String",
	Sequence:         "SEQUENCE",
	Set:              "SET",
	NumericString:    "NumericString",
	PrintableString:  "PrintableString",
	T61String:        "T61String",
	VideotexString:   "VideotexString",
	IA5String:        "IA5String",
	UTCTime:          "UTCTime",
	GeneralizedTime:  "GeneralizedTime",
	GraphicString:    "GraphicString",
	VisibleString:    "VisibleString",
	GeneralString:    "GeneralString",
	UniversalString:  "UniversalString",
	BMPString:        "BMPString",
}

// status is shared by all readers of one input: the first error, and what single releases object to.
type status struct {
	err     *Error
	field   string
	refused [release.Open40 + 1]*Error
}

// Reader walks the elements of one constructed element, or of a whole input. After the first error every call does
// nothing; [Reader.Err] tells it.
type Reader struct {
	st         *status
	src        []byte
	pos, end   int
	indefinite bool // the element being read ends with end-of-contents octets
	explicit   bool // the element being read is an explicit tag
	top        bool // nothing encloses what is read
}

// NewReader reads from the start of src. Results alias src where they can.
func NewReader(src []byte) *Reader { return &Reader{st: &status{}, src: src, end: len(src), top: true} }

// Err returns the first error, an *Error, or nil.
func (r *Reader) Err() error {
	if r.st.err == nil {
		return nil
	}
	return r.st.err
}

// RefusedIn returns why release rel refuses what was read, "" when it does not. Only rules that differ between
// releases count.
func (r *Reader) RefusedIn(rel release.Release) string {
	if e := r.st.refused[rel]; e != nil {
		return e.Text
	}
	return ""
}

// Refused is [Reader.RefusedIn] with the place; nil when release rel does not refuse what was read.
func (r *Reader) Refused(rel release.Release) *Error { return r.st.refused[rel] }

// Field names what is read next, for errors: "tbsCertificate.serialNumber".
func (r *Reader) Field(name string) {
	if r.st.err == nil {
		r.st.field = name
	}
}

// Refuse notes that the releases from since to until, both included, refuse the input.
func (r *Reader) Refuse(since, until release.Release, why string) {
	r.RefuseAt(r.pos, since, until, why)
}

// RefuseAt is [Reader.Refuse] for something at an earlier offset.
func (r *Reader) RefuseAt(at int, since, until release.Release, why string) {
	if r.st.err != nil {
		return
	}
	for rel := since; rel <= until; rel++ {
		if r.st.refused[rel] == nil {
			r.st.refused[rel] = newError(at, r.st.field, "%s", why)
		}
	}
}

// Fail records an error at the current offset, unless there is one already.
func (r *Reader) Fail(format string, args ...any) { r.failAt(r.pos, format, args...) }

// FailAt is [Reader.Fail] for something at an earlier offset.
func (r *Reader) FailAt(pos int, format string, args ...any) { r.failAt(pos, format, args...) }

func (r *Reader) failAt(pos int, format string, args ...any) {
	if r.st.err == nil {
		r.st.err = newError(pos, r.st.field, format, args...)
		r.st.err.earlier = r.st.refused
	}
}

// Offset returns the current offset in the input.
func (r *Reader) Offset() int { return r.pos }

// Since returns the bytes from offset start to the current one.
func (r *Reader) Since(start int) []byte {
	if r.st.err != nil {
		return nil
	}
	return r.src[start:r.pos:r.pos]
}

// Rest returns what was not read yet.
func (r *Reader) Rest() []byte { return r.src[r.pos:r.end] }

func (r *Reader) atEOC() bool {
	return r.end-r.pos >= 2 && r.src[r.pos] == 0 && r.src[r.pos+1] == 0
}

// More reports whether another element follows. End-of-contents octets inside a definite length are an error.
func (r *Reader) More() bool {
	if r.st.err != nil || r.pos >= r.end {
		return false
	}
	if r.atEOC() {
		if !r.indefinite {
			r.Fail("end-of-contents octets inside a definite length")
		}
		return false
	}
	return true
}

// Is reports whether another element follows and has the tag.
func (r *Reader) Is(id ID) bool {
	if !r.More() {
		return false
	}
	h, ok := r.header()
	return ok && h.ID == id
}

// Peek returns the tag of the next element; ok is false when there is none or it is broken.
func (r *Reader) Peek() (id ID, ok bool) {
	if !r.More() {
		return ID{}, false
	}
	h, ok := r.header()
	return h.ID, ok
}

// expect reads the header of the next element, which must have the tag.
func (r *Reader) expect(id ID) (header, bool) {
	if r.st.err != nil {
		return header{}, false
	}
	if (r.explicit || r.top) && r.atEOC() {
		r.Fail("expected %s, found %s", id, "end-of-contents octets")
		return header{}, false
	}
	if !r.More() {
		if r.explicit {
			r.Fail("%s missing inside the tag", id)
		}
		if r.indefinite && !r.atEOC() {
			r.Fail("end-of-contents octets missing")
		}
		r.Fail("%s missing", id)
		return header{}, false
	}
	h, ok := r.header()
	if ok && h.ID != id {
		r.Fail("expected %s, found %s", id, h.ID)
		return h, false
	}
	return h, ok
}

// Enter opens an element that must be constructed (SEQUENCE, explicit tag). Give the result to [Reader.Leave] when
// done.
func (r *Reader) Enter(id ID) *Reader { return r.enter(id, true) }

// EnterList opens a SEQUENCE OF or SET OF.
//
// Lenient: OpenSSL does not look whether such an element is marked constructed.
func (r *Reader) EnterList(id ID) *Reader { return r.enter(id, false) }

func (r *Reader) enter(id ID, constructed bool) *Reader {
	h, ok := r.expect(id)
	if !ok {
		return &Reader{st: r.st, src: r.src, pos: r.pos, end: r.pos}
	}
	explicit := constructed && id.Class != Universal
	if constructed && !h.constructed {
		if explicit {
			r.Fail("tag %s is not constructed", id)
		}
		r.Fail("%s is not constructed", id)
	}
	return &Reader{st: r.st, src: r.src, pos: h.content, end: h.end, indefinite: h.indefinite, explicit: explicit}
}

// Leave closes an element opened by Enter: nothing may be left in it.
func (r *Reader) Leave(in *Reader) {
	switch {
	case r.st.err != nil:
	case in.indefinite && !in.atEOC():
		in.Fail("end-of-contents octets missing")
	case in.indefinite:
		r.pos = in.pos + 2
	case in.pos != in.end && in.explicit:
		in.Fail("%d bytes too many inside this tag", in.end-in.pos)
	case in.pos != in.end:
		in.Fail("%d bytes too many inside this element", in.end-in.pos)
	default:
		r.pos = in.end
	}
}
