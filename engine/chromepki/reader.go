package chromepki

// tag is the identifier of an element: the three upper bits of the identifier octet, then the tag number.
type tag uint32

const (
	constructed tag = 0x20 << 24
	contextual  tag = 0x80 << 24
	classes     tag = 0xc0 << 24
	numbers     tag = 1<<29 - 1

	boolean      tag = 1
	integer      tag = 2
	bitString    tag = 3
	octetString  tag = 4
	null         tag = 5
	objectID     tag = 6
	enumerated   tag = 10
	utf8String   tag = 12
	printable    tag = 19
	teletex      tag = 20
	ia5String    tag = 22
	utcTime      tag = 23
	generalTime  tag = 24
	visible      tag = 26
	universalStr tag = 28
	bmpString    tag = 30
	sequence     tag = 16 | constructed
	set          tag = 17 | constructed
)

// reader walks DER as BoringSSL's CBS does. The first departure makes it fail for good, and everything that was opened
// from it.
type reader struct {
	rest   []byte
	failed *bool
}

func newReader(der []byte) *reader { return &reader{der, new(bool)} }

func (r *reader) ok() bool { return !*r.failed }

func (r *reader) fail() {
	*r.failed = true
	r.rest = nil
}

func (r *reader) more() bool { return r.ok() && len(r.rest) > 0 }

// end fails when anything is left.
func (r *reader) end() {
	if len(r.rest) > 0 {
		r.fail()
	}
}

// peek reads the tag of the next element; 0 when there is none or it is broken.
func (r *reader) peek() tag {
	t, _ := readTag(r.rest)
	return t
}

func (r *reader) is(t tag) bool { return r.ok() && r.peek() == t }

// readTag returns the tag and how many bytes it takes; [UNIVERSAL 0] and a high form for a small number are none.
func readTag(der []byte) (t tag, size int) {
	if len(der) == 0 {
		return 0, 0
	}
	t, size = tag(der[0]&0xe0)<<24, 1
	number := tag(der[0] & 0x1f)
	if number == 0x1f {
		number = 0
		for {
			if size >= len(der) || size > 5 || number == 0 && der[size] == 0x80 {
				return 0, 0
			}
			number = number<<7 | tag(der[size]&0x7f)
			size++
			if number > numbers {
				return 0, 0
			}
			if der[size-1]&0x80 == 0 {
				break
			}
		}
		if number < 0x1f {
			return 0, 0
		}
	}
	if t|number == 0 || t|number == constructed {
		return 0, 0
	}
	return t | number, size
}

// element reads one element. minimal wants the length in its shortest form, as DER does.
func (r *reader) element(minimal bool) (t tag, whole, content []byte) {
	if !r.ok() {
		return 0, nil, nil
	}
	t, at := readTag(r.rest)
	if at == 0 || at >= len(r.rest) {
		r.fail()
		return 0, nil, nil
	}
	length := uint64(r.rest[at])
	at++
	if length >= 0x80 {
		n := int(length & 0x7f)
		if n == 0 || n > 4 || at+n > len(r.rest) {
			r.fail()
			return 0, nil, nil
		}
		length = 0
		for _, b := range r.rest[at : at+n] {
			length = length<<8 | uint64(b)
		}
		at += n
		if minimal && (length < 0x80 || length>>(8*(n-1)) == 0) {
			r.fail()
			return 0, nil, nil
		}
	}
	if length > uint64(len(r.rest)-at) {
		r.fail()
		return 0, nil, nil
	}
	end := at + int(length)
	whole, content = r.rest[:end:end], r.rest[at:end:end]
	r.rest = r.rest[end:]
	return t, whole, content
}

// get reads an element that must have the tag.
func (r *reader) get(t tag) (content []byte) {
	if !r.is(t) {
		r.fail()
		return nil
	}
	_, _, content = r.element(true)
	return content
}

// enter opens an element that must have the tag.
func (r *reader) enter(t tag) *reader { return &reader{r.get(t), r.failed} }

// int reads an INTEGER under a tag, in its shortest form.
func (r *reader) int(t tag) []byte {
	v := r.get(t)
	if r.ok() && (len(v) == 0 ||
		len(v) > 1 && (v[0] == 0 && v[1] < 0x80 || v[0] == 0xff && v[1] >= 0x80)) {
		r.fail()
	}
	return v
}

// bits reads a BIT STRING under a tag; unused bits must be zero.
func (r *reader) bits(t tag) []byte { return r.bitContent(r.get(t)) }

func (r *reader) bitContent(v []byte) []byte {
	if !r.ok() || len(v) == 0 || v[0] > 7 || v[0] > 0 && (len(v) == 1 || v[len(v)-1]&(1<<v[0]-1) != 0) {
		r.fail()
		return nil
	}
	return v[1:]
}

// bool reads a BOOLEAN of DER.
func (r *reader) bool() bool {
	v := r.get(boolean)
	if r.ok() && (len(v) != 1 || v[0] != 0 && v[0] != 0xff) {
		r.fail()
	}
	return r.ok() && v[0] == 0xff
}

// small reads an INTEGER from 0 to 255 under a tag.
func (r *reader) small(t tag) int {
	v := r.int(t)
	if !r.ok() || v[0] >= 0x80 || len(v) > 2 || len(v) == 2 && v[0] != 0 {
		r.fail()
		return 0
	}
	return int(v[len(v)-1])
}
