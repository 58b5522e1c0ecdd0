package der

import "x509strict/engine/release"

// content reads the next element, tagged id and of the given universal type, and returns its content octets. The
// segments of a constructed string are joined into new memory; otherwise the result aliases the input. SEQUENCE, SET
// and non-universal types (typ < 0) come whole, header included.
func (r *Reader) content(id ID, typ int) []byte {
	h, ok := r.expect(id)
	if !ok {
		return nil
	}
	start := r.pos
	switch {
	case typ == Sequence || typ == Set || typ < 0:
		if typ >= 0 && !h.constructed {
			r.Fail("value of type %s is not constructed", Of(typ))
			return nil
		}
		r.pos = h.end
		if h.indefinite {
			end, why := r.findEnd(r.src[:r.end], h.content)
			if why != "" {
				r.pos = start
				r.failAt(end, "%s", why)
				return nil
			}
			r.pos = end
		}
		return r.src[start:r.pos:r.pos]
	case h.constructed:
		switch typ {
		case Null, Boolean, ObjectIdentifier, Integer, Enumerated:
			r.Fail("%s is constructed", Of(typ))
			return nil
		}
		joined, end, why := r.collect([]byte{}, r.src[:h.end], h.content, h.indefinite, 0)
		if why != "" {
			r.failAt(end, "%s", why)
			return nil
		}
		r.pos = end
		r.check(start, typ, joined)
		return joined
	}
	value := r.src[h.content:h.end:h.end]
	r.check(start, typ, value)
	r.pos = h.end
	return value
}

// check applies the rules on contents that OpenSSL applies while decoding (asn1_ex_c2i).
func (r *Reader) check(at, typ int, v []byte) {
	switch typ {
	case ObjectIdentifier:
		if !ValidOID(v) {
			r.failAt(at, "malformed OBJECT IDENTIFIER")
		}
	case Null:
		if len(v) != 0 {
			r.failAt(at, "NULL with content")
		}
	case Boolean:
		if len(v) != 1 {
			r.failAt(at, "BOOLEAN of %d bytes", len(v))
		}
	case BitString:
		if len(v) == 0 {
			r.failAt(at, "BIT STRING without content")
		} else if v[0] > 7 {
			r.failAt(at, "BIT STRING with %d unused bits", v[0])
		}
	case Integer, Enumerated:
		switch {
		case len(v) == 0:
			r.failAt(at, "INTEGER without content")
		case len(v) > 1 && (v[0] == 0 && v[1] < 0x80 || v[0] == 0xff && v[1] >= 0x80):
			r.failAt(at, "INTEGER with superfluous leading bytes")
		}
	case BMPString:
		if len(v)%2 != 0 {
			r.failAt(at, "BMPString of %d bytes", len(v))
		}
	case UniversalString:
		if len(v)%4 != 0 {
			r.failAt(at, "UniversalString of %d bytes", len(v))
		}
	case UTCTime:
		if len(v) < 13 {
			r.Refuse(release.Open35, release.Open40, "UTCTime is too short")
		}
	case GeneralizedTime:
		if len(v) < 15 {
			r.Refuse(release.Open35, release.Open40, "GeneralizedTime is too short")
		}
	}
}

// ValidOID reports whether v is the content of an OBJECT IDENTIFIER: whole arcs, each in its shortest form.
func ValidOID(v []byte) bool {
	if len(v) == 0 || v[len(v)-1]&0x80 != 0 {
		return false
	}
	for i, b := range v {
		if b == 0x80 && (i == 0 || v[i-1]&0x80 == 0) {
			return false
		}
	}
	return true
}

// String reads an element tagged id that holds a string, or another primitive type, typ.
func (r *Reader) String(id ID, typ int) []byte { return r.content(id, typ) }

// Integer reads an INTEGER tagged id and returns its content octets: two's complement, big endian, without
// superfluous bytes.
func (r *Reader) Integer(id ID) []byte { return r.content(id, Integer) }

// OID reads an OBJECT IDENTIFIER tagged id and returns its content octets; see [OIDText].
func (r *Reader) OID(id ID) []byte { return r.content(id, ObjectIdentifier) }

// Bool reads a BOOLEAN. Lenient: any value but zero is true.
func (r *Reader) Bool(id ID) bool {
	v := r.content(id, Boolean)
	return len(v) == 1 && v[0] != 0
}

// Bits is the value of a BIT STRING: its bytes, and the count of unused bits in the last one.
type Bits struct {
	Bytes  []byte
	Unused int
}

// Bits reads a BIT STRING tagged id: its bytes, with the unused bits cleared, and the count of unused bits.
func (r *Reader) Bits(id ID) (bits []byte, unused int) {
	v := r.content(id, BitString)
	if r.st.err != nil || len(v) == 0 {
		return nil, 0
	}
	unused, bits = int(v[0]), v[1:]
	if last := len(bits) - 1; last >= 0 && bits[last]&(1<<unused-1) != 0 {
		bits = append([]byte{}, bits...)
		bits[last] &= 0xff << unused
	}
	return bits, unused
}

// Any reads one element of any type and returns it whole, with its tag and content octets (for SEQUENCE, SET and
// non-universal types the content is the whole element).
func (r *Reader) Any() (raw []byte, id ID, content []byte) {
	id, ok := r.Peek()
	if !ok {
		r.Fail("element missing")
		return nil, id, nil
	}
	start, typ := r.pos, id.Tag
	if id.Class != Universal {
		typ = -1
	}
	content = r.content(id, typ)
	return r.Since(start), id, content
}

// OneOf reads one primitive element whose universal tag number's bit is set in mask (an ASN1_ITYPE_MSTRING).
func (r *Reader) OneOf(mask uint32) (tag int, content []byte) {
	id, ok := r.Peek()
	if !ok {
		r.Fail("string missing")
		return 0, nil
	}
	if id.Class != Universal {
		r.Fail("%s is no string type", id)
		return 0, nil
	}
	if id.Tag > 30 || mask&(1<<id.Tag) == 0 {
		r.Fail("%s is not allowed here", id)
		return 0, nil
	}
	return id.Tag, r.content(id, id.Tag)
}

// UnsignedInteger reads an INTEGER as OpenSSL reads its BIGNUM type inside keys: any content octets, taken as a
// number without sign.
func (r *Reader) UnsignedInteger() []byte {
	h, ok := r.expect(Of(Integer))
	if ok && h.constructed {
		r.Fail("INTEGER is constructed")
	}
	v := r.content(Of(Integer), OctetString)
	if len(v) == 0 || v[0] >= 0x80 {
		r.Refuse(release.Open40, release.Open40, "INTEGER without content or with a sign")
	}
	return v
}

// Int32 reads an INTEGER as OpenSSL reads its INT32 type inside keys (crypto/asn1/x_int64.c): one without content is 0,
// and one that 32 bits do not hold is an error.
func (r *Reader) Int32() int32 {
	h, ok := r.expect(Of(Integer))
	if ok && !h.constructed && h.content == h.end {
		r.pos = h.end
		return 0
	}
	start, content := r.pos, r.content(Of(Integer), Integer)
	n := Long(content)
	if r.st.err == nil && (len(content) > 5 || n != int64(int32(n))) {
		r.failAt(start, "INTEGER is beyond 32 bits")
	}
	return int32(n)
}

// Long converts INTEGER content octets as ASN1_INTEGER_get does: -1 for what does not fit a 64-bit long.
func Long(content []byte) int64 {
	if len(content) == 0 || len(content) > 8 {
		return -1
	}
	n := int64(int8(content[0]))
	for _, b := range content[1:] {
		n = n<<8 | int64(b)
	}
	return n
}
