package mozpkix

import (
	"bytes"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// Loads reports whether NSS, which Firefox's TLS and certificate database rest on, decodes a certificate. It is
// stricter than mozilla::pkix in some places (names, algorithm identifiers) and blind in others (what extensions hold).
func Loads(raw []byte) bool {
	outer := &reader{raw}
	return outer.nested(tagSequence, func(in *reader) Error {
		if e := in.nested(tagSequence, nssTBS); e != Success {
			return e
		}
		if e := in.nested(tagSequence, nssAlgorithm); e != Success {
			return e
		}
		return in.nssBits(tagBits)
	}) == Success
}

func nssTBS(in *reader) Error {
	if in.peek(contextual | constructed) {
		if e := in.nested(
			contextual|constructed,
			func(in *reader) Error { return in.nssFilled(tagInteger) },
		); e != Success {
			return e
		}
	}
	steps := []func() Error{
		func() Error { return in.nssFilled(tagInteger) },
		func() Error { return in.nested(tagSequence, nssAlgorithm) },
		in.nssName,
		func() Error {
			return in.nested(tagSequence, func(in *reader) Error {
				for range 2 {
					tag := byte(tagGeneralized)
					if in.peek(tagUTCTime) {
						tag = tagUTCTime
					}
					if e := in.nssFilled(tag); e != Success {
						return e
					}
				}
				return Success
			})
		},
		in.nssName,
		func() Error {
			return in.nested(tagSequence, func(in *reader) Error {
				if e := in.nested(tagSequence, nssAlgorithm); e != Success {
					return e
				}
				return in.nssBits(tagBits)
			})
		},
	}
	for _, step := range steps {
		if e := step(); e != Success {
			return e
		}
	}
	for _, tag := range []byte{contextual | 1, contextual | 2} {
		if in.peek(tag) {
			if e := in.nssBits(tag); e != Success {
				return e
			}
		}
	}
	if !in.peek(contextual | constructed | 3) {
		return Success
	}
	return in.nested(contextual|constructed|3, func(in *reader) Error {
		return in.nestedOf(tagSequence, tagSequence, true, func(x *reader) Error {
			if e := x.nssFilled(tagOID); e != Success {
				return e
			}
			if x.peek(tagBoolean) {
				if e := x.nssFilled(tagBoolean); e != Success {
					return e
				}
			}
			_, e := x.value(tagOctets)
			return e
		})
	})
}

// nssFilled reads an element that must not be empty.
func (r *reader) nssFilled(tag byte) Error {
	v, e := r.value(tag)
	if e == Success && len(v) == 0 {
		e = BadDER
	}
	return e
}

func nssAlgorithm(in *reader) Error {
	if e := in.nssFilled(tagOID); e != Success || in.atEnd() {
		return e
	}
	tag, v, e := in.element()
	if e == Success && tag == tagNull && len(v) > 0 {
		e = BadDER
	}
	return e
}

func (r *reader) nssName() Error {
	return r.nestedOf(tagSequence, tagSet, true, func(rdn *reader) Error {
		for !rdn.atEnd() {
			if e := rdn.nested(tagSequence, func(in *reader) Error {
				if e := in.nssFilled(tagOID); e != Success {
					return e
				}
				_, _, e := in.element()
				return e
			}); e != Success {
				return e
			}
		}
		return Success
	})
}

func (r *reader) nssBits(tag byte) Error {
	v, e := r.value(tag)
	if e == Success && (len(v) == 0 || v[0] > 7 || v[0] > 0 && len(v) == 1) {
		e = BadDER
	}
	return e
}

// reused reports two certificates that name the same issuer and serial number and are not the same: NSS takes only the
// first.
func reused(a, b *cert.Certificate) bool {
	return bytes.Equal(a.Serial, b.Serial) && bytes.Equal(a.Issuer.Raw, b.Issuer.Raw) && !bytes.Equal(a.Raw, b.Raw)
}

// known is what NSS says of a certificate when it is asked whether it trusts it.
func (s *builder) known(c *cert.Certificate) Error {
	if !Loads(c.Raw) {
		return LibraryFailure
	}
	for _, other := range s.Trusted {
		if reused(c, other) {
			return ReusedSerial
		}
	}
	return Success
}

// handshake is what TLS demands before any path is built: certificates that NSS takes, and a key that Firefox has a
// signature scheme for. unchecked names what was not reproduced.
func (s *builder) handshake() (e Error, unchecked string) {
	leaf := s.Sent[0].SPKI
	switch leaf.Kind() {
	case key.RSA:
	case key.RSAPSS:
		return Success, "RSA-PSS key in the handshake"
	case key.EC:
		if _, named := curveBytes[leaf.Curve()]; !named && leaf.Curve() != "" {
			return NoCypherOverlap, ""
		}
	default:
		return NoCypherOverlap, ""
	}
	if e := s.known(s.Sent[0]); e != Success {
		return e, ""
	}
	if leaf.Kind() == key.EC {
		r := &reader{leaf.Algorithm.Params}
		if id, e := r.value(tagOID); e != Success || curveBytes[oid.Text(id)] == 0 {
			return ExtractKeyFailure, ""
		}
	}
	return Success, ""
}
