package gnutls

// extension returns the value of an extension: errUnavailable when there is none, errDER when it is empty.
func (k *crt) extension(oid string) ([]byte, *failure) {
	e := k.c.Find(oid)
	switch {
	case e == nil:
		return nil, errUnavailable
	case len(e.Value) == 0:
		return nil, errDER
	}
	return e.Value, nil
}

// basicConstraints returns cA and the path length, -1 for none.
func (k *crt) basicConstraints() (ca bool, pathLen int64, e *failure) {
	v, e := k.extension(oidBasicConstraints)
	if e != nil {
		return false, -1, e
	}
	pathLen = -1
	var path []byte
	r := &reader{src: v}
	r.fields(sequence, func(more func() bool) {
		if r.is(boolean) {
			ca = r.bool()
		}
		if more() && r.is(integer) {
			path = r.value(integer)
		}
	})
	if e := r.end(); e != nil {
		return false, -1, e
	}
	if path != nil {
		if k.release == R37 { // it took up to four octets, and looked for no sign
			if len(path) == 0 || len(path) > 4 {
				return false, -1, errInternal
			}
			path = append([]byte{0}, path...)
		}
		n, ok := readUint(path)
		if !ok {
			return false, -1, errInternal
		}
		pathLen = int64(n)
	}
	return ca, pathLen, nil
}

// readUint reads an INTEGER of at most 32 bits that is not negative.
func readUint(v []byte) (n uint32, ok bool) {
	if len(v) == 0 || len(v) > 5 || v[0] > 0x7f || len(v) == 5 && v[0] != 0 {
		return 0, false
	}
	for _, b := range v {
		n = n<<8 | uint32(b)
	}
	return n, true
}

// Key usage bits, first octet.
const (
	digitalSignature = 0x80
	keyCertSign      = 0x04
)

// keyUsage returns the bits of the first two octets as they stand, unused ones included.
func (k *crt) keyUsage() (bits uint16, e *failure) {
	v, e := k.extension(oidKeyUsage)
	if e != nil {
		return 0, e
	}
	r := &reader{src: v}
	b := r.value(bitString)
	if e := r.end(); e != nil {
		return 0, e
	}
	switch {
	case len(b) == 0:
		return 0, errDER
	case len(b) > 3:
		return 0, errShort
	}
	for i, x := range b[1:] {
		bits |= uint16(x) << (8 * i)
	}
	return bits, nil
}

// subjectKeyID returns the identifier; GnuTLS keeps at most 128 octets.
func (k *crt) subjectKeyID() ([]byte, *failure) {
	v, e := k.extension(oidSubjectKeyID)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	id := r.octetString(octets)
	if e := r.end(); e != nil {
		return nil, e
	}
	if len(id) == 0 {
		return nil, errDER
	}
	if len(id) > maxKeyID {
		return nil, errShort
	}
	return id, nil
}

const maxKeyID = 128

// authorityKeyID returns the key identifier of the authority key identifier.
func (k *crt) authorityKeyID() ([]byte, *failure) {
	v, e := k.extension(oidAuthorityKeyID)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	var id, serial []byte
	var issuer []altName
	r.fields(sequence, func(more func() bool) {
		if r.is(contextual) || r.is(contextual|structured) {
			id = r.octetString(contextual)
		}
		if more() && r.is(contextual|structured|1) {
			issuer, _ = readNames(r, contextual|structured|1)
		}
		if more() && r.is(contextual|2) {
			serial = r.value(contextual | 2)
		}
	})
	if e := r.end(); e != nil {
		return nil, e
	}
	for _, n := range issuer {
		if n.err != nil {
			return nil, n.err
		}
	}
	switch {
	case serial != nil && len(serial) == 0, id != nil && len(id) == 0:
		return nil, errDER
	case id == nil:
		return nil, errUnavailable
	case len(id) > maxKeyID:
		return nil, errShort
	}
	return id, nil
}

// purposes returns the object identifiers of the extended key usage, at most 64 of them.
func (k *crt) purposes() (oids []string, e *failure) {
	v, e := k.extension(oidExtKeyUsage)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	r.list(sequence, func() {
		if oid := r.oid(objectID); r.err == nil && len(oids) < 64 {
			oids = append(oids, dotted(oid))
		}
	})
	if e := r.end(); e != nil {
		return nil, e
	}
	return oids, nil
}

// tlsFeatures returns the numbers of the TLS feature extension (RFC 7633), each once.
func (k *crt) tlsFeatures() (features []uint32, e *failure) {
	v, e := k.extension(oidTLSFeatures)
	if e != nil {
		return nil, e
	}
	r := &reader{src: v}
	var raw [][]byte
	r.list(sequence, func() { raw = append(raw, r.value(integer)) })
	if e := r.end(); e != nil {
		return nil, e
	}
	for _, b := range raw {
		n, ok := readUint(b)
		switch {
		case !ok:
			return features, errInternal
		case n > 0xffff:
			return features, errCertificate
		case has(features, n):
		case len(features) == maxFeatures:
			return features, errInternal
		default:
			features = append(features, n)
		}
	}
	return features, nil
}

const maxFeatures = 64

func has(list []uint32, n uint32) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// unknownCritical reports a critical extension that GnuTLS does not handle.
func (k *crt) unknownCritical() bool {
	for _, e := range k.c.Extensions {
		if e.Critical && !supportedCritical[e.OID] {
			return true
		}
	}
	return false
}
