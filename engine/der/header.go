package der

import (
	"math"

	"x509strict/engine/release"
)

// header describes one identifier and length. content and end are offsets; for an indefinite length end is that of
// the enclosing element.
type header struct {
	ID
	constructed bool
	indefinite  bool
	content     int
	end         int
}

// header reads the header at the current position (OpenSSL ASN1_get_object and asn1_check_tlen) and records an error
// if it is broken.
//
// Lenient: long-form tags below 31, padded and indefinite lengths are accepted.
func (r *Reader) header() (h header, ok bool) {
	h, why := r.readHeader(r.src[:r.end], r.pos)
	if why != "" {
		r.Fail("%s", why)
		return h, false
	}
	return h, true
}

// readHeader reads the header at offset start of src, which may be less than the reader's own input.
func (r *Reader) readHeader(src []byte, start int) (h header, why string) {
	pos := start
	if pos >= len(src) {
		return h, "element missing"
	}
	b := src[pos]
	pos++
	h.Class, h.constructed, h.Tag = b&0xc0, b&0x20 != 0, int(b&0x1f)
	if h.Tag == 0x1f {
		h.Tag = 0
		for {
			if pos >= len(src) {
				return h, "tag is cut off"
			}
			b = src[pos]
			if b&0x80 != 0 && h.Tag<<7|int(b&0x7f) > math.MaxInt32>>7 {
				return h, "tag number is too large"
			}
			pos++
			h.Tag = h.Tag<<7 | int(b&0x7f)
			if b&0x80 == 0 {
				break
			}
		}
	}
	if pos >= len(src) {
		return h, "length is missing"
	}
	b = src[pos]
	pos++
	length := uint64(b)
	switch {
	case b == 0x80:
		if !h.constructed {
			return h, "indefinite length on a primitive element"
		}
		h.indefinite, h.content, h.end = true, pos, len(src)
		return h, ""
	case b > 0x80:
		n := int(b & 0x7f)
		if len(src)-pos < n {
			return h, "length is cut off"
		}
		if len(src)-pos == n {
			r.Refuse(release.Open111, release.Open111, "nothing follows a length in long form")
		}
		octets := src[pos : pos+n]
		pos += n
		for len(octets) > 0 && octets[0] == 0 {
			octets = octets[1:]
		}
		if len(octets) > 8 || len(octets) == 8 && octets[0] >= 0x80 { // more than C's long holds
			return h, "length is too large"
		}
		length = 0
		for _, o := range octets {
			length = length<<8 | uint64(o)
		}
	}
	if length > uint64(len(src)-pos) {
		return h, lengthSays + decimal(length) + " bytes, but " + decimal(uint64(len(src)-pos)) + " remain"
	}
	h.content, h.end = pos, pos+int(length)
	return h, ""
}

func decimal(n uint64) string {
	var b [20]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}

// findEnd returns the offset after the end-of-contents octets that close an indefinite length whose content starts at
// pos (OpenSSL asn1_find_end).
func (r *Reader) findEnd(src []byte, pos int) (end int, why string) {
	open := 1
	for pos < len(src) {
		if len(src)-pos >= 2 && src[pos] == 0 && src[pos+1] == 0 {
			pos += 2
			if open--; open == 0 {
				return pos, ""
			}
			continue
		}
		h, why := r.readHeader(src, pos)
		if why != "" {
			return pos, why
		}
		if h.indefinite {
			open++
			pos = h.content
		} else {
			pos = h.end
		}
	}
	return pos, "end-of-contents octets missing"
}

// maxStringNesting is OpenSSL's ASN1_MAX_STRING_NEST.
const maxStringNesting = 5

// collect appends the segments of a constructed string (OpenSSL asn1_collect): whatever their tags, their contents
// are joined.
func (r *Reader) collect(out, src []byte, pos int, indefinite bool, depth int) (joined []byte, end int, why string) {
	for pos < len(src) {
		if len(src)-pos >= 2 && src[pos] == 0 && src[pos+1] == 0 {
			if !indefinite {
				return nil, pos, "end-of-contents octets inside a definite length"
			}
			return out, pos + 2, ""
		}
		h, why := r.readHeader(src, pos)
		if why != "" {
			return nil, pos, why
		}
		if !h.constructed {
			out = append(out, src[h.content:h.end]...)
			pos = h.end
			continue
		}
		if depth >= maxStringNesting {
			return nil, pos, "constructed string is nested too deeply"
		}
		if out, pos, why = r.collect(out, src[:h.end], h.content, h.indefinite, depth+1); why != "" {
			return nil, pos, why
		}
	}
	if indefinite {
		return nil, pos, "end-of-contents octets missing"
	}
	return out, pos, ""
}
