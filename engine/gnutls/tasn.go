package gnutls

// reader walks DER as libtasn1 does with its strict flag: it is led by the structure that is expected, one position
// runs through the whole input, and a constructed element is compared with its length only when it is left. Lengths may
// be padded; indefinite ones are refused.
type reader struct {
	src []byte
	pos int
	err *failure
}

// Identifier octets of the universal types, constructed bit included.
const (
	boolean    = 0x01
	integer    = 0x02
	bitString  = 0x03
	octets     = 0x04
	null       = 0x05
	objectID   = 0x06
	utcTime    = 0x17
	genTime    = 0x18
	sequence   = 0x30
	setOf      = 0x31
	contextual = 0x80
	structured = 0x20
)

func (r *reader) fail(e *failure) {
	if r.err == nil {
		r.err = e
	}
}

// tag reads an identifier at pos: class with the constructed bit, number, octets used; used is 0 for none.
func (r *reader) tag(pos int) (class byte, number, used int) {
	if pos >= len(r.src) {
		return 0, 0, 0
	}
	b := r.src[pos]
	class, number = b&0xe0, int(b&0x1f)
	if number != 0x1f {
		return class, number, 1
	}
	number = 0
	for i := pos + 1; ; i++ {
		if i >= len(r.src) || number > 1<<24 {
			return 0, 0, 0
		}
		number = number<<7 | int(r.src[i]&0x7f)
		if r.src[i]&0x80 == 0 {
			return class, number, i + 1 - pos
		}
	}
}

// length reads a length at pos: its value, and where the content starts; ok is false for an indefinite one and for one
// that says more than there is.
func (r *reader) length(pos int) (n, content int, ok bool) {
	if pos >= len(r.src) {
		return 0, pos, false
	}
	b := r.src[pos]
	pos++
	n = int(b)
	if b == 0x80 {
		return 0, pos, false
	}
	if b > 0x80 {
		n = 0
		for k := int(b & 0x7f); k > 0 && pos < len(r.src); k-- {
			if n > 1<<22 {
				return 0, pos, false
			}
			n = n<<8 | int(r.src[pos])
			pos++
		}
	}
	return n, pos, pos+n <= len(r.src)
}

// is reports whether the next element has the identifier octet.
func (r *reader) is(id byte) bool {
	if r.err != nil {
		return false
	}
	class, number, used := r.tag(r.pos)
	return used > 0 && class == id&0xe0 && number == int(id&0x1f)
}

// open takes the header of an element that must have the identifier, and returns where its content ends.
func (r *reader) open(id byte) (end int, ok bool) {
	if r.err != nil {
		return r.pos, false
	}
	if !r.is(id) {
		r.fail(errTag)
		return r.pos, false
	}
	_, _, used := r.tag(r.pos)
	n, content, ok := r.length(r.pos + used)
	if !ok {
		r.fail(errDER)
		return r.pos, false
	}
	r.pos = content
	return content + n, true
}

// explicit takes the header of an explicit tag. What is inside of it tells its own end.
func (r *reader) explicit(n byte) { r.open(contextual | structured | n) }

// optional reports whether an optional element in an explicit tag is there: both tags fit, and the length. If not, it
// is passed over, and what follows is what is wrong.
func (r *reader) optional(n, inner byte) bool {
	if !r.is(contextual | structured | n) {
		return false
	}
	ahead := &reader{src: r.src, pos: r.pos}
	ahead.explicit(n)
	return ahead.is(inner)
}

// close ends a constructed element.
func (r *reader) close(end int) {
	if r.err == nil && r.pos != end {
		r.fail(errDER)
	}
}

// value reads a primitive element.
func (r *reader) value(id byte) []byte {
	end, ok := r.open(id)
	if !ok {
		return nil
	}
	v := r.src[r.pos:end:end]
	r.pos = end
	return v
}

// any reads one element whatever it is, header included.
func (r *reader) any() []byte {
	if r.err != nil {
		return nil
	}
	start := r.pos
	_, _, used := r.tag(r.pos)
	if used == 0 {
		r.fail(errDER)
		return nil
	}
	n, content, ok := r.length(r.pos + used)
	if !ok {
		r.fail(errDER)
		return nil
	}
	r.pos = content + n
	return r.src[start:r.pos:r.pos]
}

// oid checks an OBJECT IDENTIFIER.
func (r *reader) oid(id byte) []byte {
	v := r.value(id)
	if r.err != nil {
		return nil
	}
	if len(v) == 0 {
		r.fail(errDER)
		return nil
	}
	leading, count := true, 0
	for _, b := range v {
		if leading && b == 0x80 {
			r.fail(errDER)
			return nil
		}
		if count++; count > 9 {
			r.fail(errDER)
			return nil
		}
		if leading = b&0x80 == 0; leading {
			count = 0
		}
	}
	return v
}

// bool reads a BOOLEAN, whose length is one octet that says 1; any value but 0 is true.
func (r *reader) bool() bool {
	if _, _, used := r.tag(r.pos); r.is(boolean) && (r.pos+used >= len(r.src) || r.src[r.pos+used] != 1) {
		r.fail(errDER)
	}
	v := r.value(boolean)
	return r.err == nil && v[0] != 0
}

// octetString reads an OCTET STRING, which a constructed one is not.
func (r *reader) octetString(id byte) []byte {
	if r.is(id | structured) {
		r.fail(errDER)
	}
	return r.value(id)
}

// time reads UTCTime or GeneralizedTime: digits and a Z, with one dot allowed in the latter.
func (r *reader) time() (id byte, text []byte) {
	id = utcTime
	if r.is(genTime) {
		id = genTime
	} else if !r.is(utcTime) {
		r.fail(errDER) // no alternative of the CHOICE fits
	}
	text = r.value(id)
	if r.err != nil {
		return id, nil
	}
	if len(text) == 0 || len(text) > 126 {
		r.fail(errDER)
		return id, nil
	}
	if len(text) < 8 {
		r.fail(errTime)
		return id, nil
	}
	dots := 0
	for _, b := range text[:len(text)-1] {
		if b == '.' && id == genTime && dots == 0 {
			dots++
		} else if b < '0' || b > '9' {
			r.fail(errTime)
			return id, nil
		}
	}
	if text[len(text)-1] != 'Z' {
		r.fail(errTime)
	}
	return id, text
}

// list runs each over the elements of a SEQUENCE OF or SET OF.
func (r *reader) list(id byte, each func()) {
	end, ok := r.open(id)
	for ok && r.err == nil && r.pos < end {
		each()
	}
	r.close(end)
}

// fields runs body over the content of a SEQUENCE. An empty one has none of its fields, and that is no error.
func (r *reader) fields(id byte, body func(more func() bool)) {
	end, ok := r.open(id)
	if ok && r.pos < end {
		body(func() bool { return r.err == nil && r.pos < end })
	}
	r.close(end)
}

// end: nothing may follow.
func (r *reader) end() *failure {
	if r.err == nil && r.pos != len(r.src) {
		r.fail(errDER)
	}
	return r.err
}
