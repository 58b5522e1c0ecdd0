package boringssl

import "x509strict/engine/der/strict"

// constructedUniversal are the universal types that are constructed: EXTERNAL, EMBEDDED PDV, SEQUENCE, SET, CHARACTER
// STRING.
const constructedUniversal = 1<<8 | 1<<11 | 1<<16 | 1<<17 | 1<<29

// readAny reads an element of any type and looks into what it knows.
func readAny(r *strict.Reader) (t strict.Tag, whole, content []byte) {
	t, whole, content = r.Element()
	if !r.OK() {
		return 0, nil, nil
	}
	number := t & strict.Numbers
	if t&strict.Classes == 0 {
		if number > 0xff ||
			number <= 36 && number != 15 && (t&strict.Constructed != 0) != (constructedUniversal>>number&1 != 0) {
			r.Fail()
			return 0, nil, nil
		}
	}
	switch t {
	case strict.ObjectID:
		r.In(whole).OID(t)
	case strict.Null:
		if len(content) > 0 {
			r.Fail()
		}
	case strict.Boolean:
		r.In(whole).Bool(false)
	case strict.Integer, strict.Enumerated:
		r.In(whole).Int(t)
	case strict.BitString:
		r.In(whole).Bits(t)
	case strict.UTF8String, strict.BMPString, strict.UniversalString:
		if _, ok := decode(t, content); !ok {
			r.Fail()
		}
	case strict.UTCTime, strict.GeneralizedTime:
		if _, ok := readTime(t, content, true); !ok {
			r.Fail()
		}
	}
	return t, whole, content
}
