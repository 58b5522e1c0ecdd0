package webpki

import "bytes"

// Certificate is one as webpki reads it. All fields are contents, without tag and length.
type Certificate struct {
	Raw []byte // as given

	signed    []byte // the TBS element, whole
	algorithm []byte // of the signature: what is inside of the outer SEQUENCE
	signature []byte
	issuer    []byte
	validity  []byte
	subject   []byte
	spki      []byte

	basicConstraints, keyUsage, extendedKeyUsage, nameConstraints, alternativeNames, distributionPoints []byte
	has                                                                                                 map[byte]bool
}

// The last octets of the extensions that webpki knows, below 2.5.29.
const (
	extKeyUsage         = 15
	extAlternativeNames = 17
	extBasicConstraints = 19
	extNameConstraints  = 30
	extCRLPoints        = 31
	extExtendedKeyUsage = 37
)

// parse reads a certificate as one that a server sent; ignoreCritical is for a trust anchor, which may have critical
// extensions that webpki does not know.
func parse(raw []byte, ignoreCritical bool) (*Certificate, *Error) {
	c := &Certificate{Raw: raw, has: map[byte]bool{}}
	var tbs []byte
	err := readAll(raw, trailing("Certificate"), func(r *reader) *Error {
		return r.nested(tagSequence, trailing("SignedData"), func(r *reader) (err *Error) {
			before := r.rest
			if tbs, err = r.expect(tagSequence); err != nil {
				return err
			}
			c.signed = before[:len(before)-len(r.rest)]
			if c.algorithm, err = r.expect(tagSequence); err != nil {
				return err
			}
			c.signature, err = r.bits()
			return err
		})
	})
	if err == nil {
		err = readAll(tbs, trailing("CertificateTbsCertificate"), func(r *reader) *Error {
			return c.tbs(r, ignoreCritical)
		})
	}
	return c, err.at(c)
}

func (c *Certificate) tbs(r *reader, ignoreCritical bool) (err *Error) {
	err = r.nested(tagContext0, bad(UnsupportedCertVersion), func(r *reader) *Error {
		if version, err := r.small(); err != nil {
			return err
		} else if version != 2 {
			return bad(UnsupportedCertVersion)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if _, err = r.expect(tagInteger); err != nil { // the serial number may be any
		return err
	}
	inner, err := r.expect(tagSequence)
	if err != nil {
		return err
	}
	if !bytes.Equal(inner, c.algorithm) {
		return bad(SignatureAlgorithmMismatch)
	}
	for _, field := range []*[]byte{&c.issuer, &c.validity, &c.subject, &c.spki} {
		if *field, err = r.expect(tagSequence); err != nil {
			return err
		}
	}
	if r.atEnd() {
		return nil
	}
	return r.nested(tagContext3, trailing("CertificateExtensions"), func(r *reader) *Error {
		return r.nested(tagSequence, trailing("Extension"), func(r *reader) *Error {
			for !r.atEnd() { // an empty list is accepted
				err := r.nested(tagSequence, trailing("Extension"), func(r *reader) *Error {
					return c.extension(r, ignoreCritical)
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// extension reads one extension and keeps it when webpki has a use for it.
func (c *Certificate) extension(r *reader, ignoreCritical bool) *Error {
	id, err := r.expect(tagOID)
	if err != nil {
		return err
	}
	critical, err := r.boolean()
	if err != nil {
		return err
	}
	value, err := r.expect(tagOctetString)
	if err != nil {
		return err
	}
	field := (*[]byte)(nil)
	if len(id) == 3 && id[0] == 0x55 && id[1] == 0x1d {
		field = c.field(id[2])
	}
	switch {
	case field == nil && critical && !ignoreCritical:
		return bad(UnsupportedCriticalExtension)
	case field == nil:
		return nil
	case c.has[id[2]]:
		return bad(ExtensionValueInvalid)
	}
	err = readAll(value, bad(BadDer), func(r *reader) (err *Error) {
		if id[2] == extKeyUsage { // taken as it is
			*field, r.rest = r.rest, nil
			return nil
		}
		*field, err = r.expect(tagSequence)
		return err
	})
	c.has[id[2]] = true
	return err
}

func (c *Certificate) field(last byte) *[]byte {
	switch last {
	case extKeyUsage:
		return &c.keyUsage
	case extAlternativeNames:
		return &c.alternativeNames
	case extBasicConstraints:
		return &c.basicConstraints
	case extNameConstraints:
		return &c.nameConstraints
	case extCRLPoints:
		return &c.distributionPoints
	case extExtendedKeyUsage:
		return &c.extendedKeyUsage
	}
	return nil
}

// anchor is all that webpki keeps of a trusted certificate: name, key and name constraints.
type anchor struct {
	of              *Certificate // Raw, subject and spki are set
	nameConstraints []byte
	constrained     bool
}

// newAnchor reduces a certificate of the CA file.
func newAnchor(raw []byte) (*anchor, *Error) {
	c, err := parse(raw, true)
	switch {
	case err == nil:
		return &anchor{c, c.nameConstraints, c.has[extNameConstraints]}, nil
	case err.Kind == UnsupportedCertVersion:
		if c = parseVersion1(raw); c != nil {
			return &anchor{of: c}, nil
		}
		return nil, bad(BadDer)
	}
	return nil, err
}

// parseVersion1 reads a version 1 root: one without version field and extensions.
func parseVersion1(raw []byte) *Certificate {
	c := &Certificate{Raw: raw}
	failed := bad(BadDer)
	err := readAll(raw, failed, func(r *reader) *Error {
		return r.nested(tagSequence, failed, func(r *reader) *Error {
			err := r.nested(tagSequence, failed, func(r *reader) *Error {
				var skipped []byte
				for i, field := range []*[]byte{&skipped, &skipped, &c.issuer, &c.validity, &c.subject, &c.spki} {
					tag := byte(tagSequence)
					if i == 0 {
						tag = tagInteger
					}
					var err *Error
					if *field, err = r.expect(tag); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			if _, err = r.expect(tagSequence); err == nil {
				_, err = r.expect(tagBitString)
			}
			return err
		})
	})
	if err != nil {
		return nil
	}
	return c
}

// Loads tells why webpki does not decode a certificate, nil when it does.
func Loads(raw []byte) *Error {
	_, err := parse(raw, false)
	return err
}
