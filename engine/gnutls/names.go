package gnutls

import "x509strict/engine/oid"

// altName is a general name. kind is the context tag (RFC 5280 section 4.2.1.6); err tells why it cannot be read.
type altName struct {
	kind  byte
	value []byte
	oid   string // of an other name
	err   *failure
	none  bool // it ends the list: a directory name without attributes
}

// Kinds of general names.
const (
	otherName byte = iota
	emailName
	dnsName
	x400Name
	directoryName
	ediName
	uriName
	ipName
	registeredID
)

// readNames reads a sequence of general names. The reader holds what does not decode; err of a name what decodes and
// is still refused.
func readNames(r *reader, id byte) (names []altName, none bool) {
	r.list(id, func() { names = append(names, readName(r)) })
	for i, n := range names {
		if n.none {
			return names[:i], true
		}
	}
	return names, false
}

func readName(r *reader) (n altName) {
	for _, kind := range []byte{emailName, dnsName, uriName} {
		if r.is(contextual | kind) {
			n = altName{kind: kind, value: r.value(contextual | kind)}
			return n.filled()
		}
	}
	switch {
	case r.is(contextual | structured): // [0]
		n.kind = otherName
		if r.pos+1 < len(r.src) && r.src[r.pos+1] == 0 {
			r.any()
			n.err = errElement // nothing in it decodes; there is no type to be read then
			return n
		}
		r.fields(contextual|structured, func(func() bool) {
			n.oid = dotted(r.oid(objectID))
			r.explicit(0)
			n.value = r.any()
		})
	case r.is(contextual | directoryName | structured):
		n.kind = directoryName
		start := r.pos
		r.explicit(directoryName)
		if !r.is(sequence) {
			r.fail(errDER) // a CHOICE of none
		}
		n.none = skipName(r, sequence) == 0
		if r.err == nil {
			n.value = r.src[start:r.pos]
		}
	case r.is(contextual | ipName), r.is(contextual | ipName | structured):
		n.kind, n.value = ipName, r.octetString(contextual|ipName)
		return n.filled()
	case r.is(contextual | registeredID):
		n.kind, n.value = registeredID, r.oid(contextual|registeredID)
	case r.is(contextual | x400Name),
		r.is(contextual | ediName),
		r.is(contextual | x400Name | structured),
		r.is(contextual | ediName | structured):
		r.fail(errDER) // their syntax is not one that implicit tags can be read under
	default:
		r.fail(errDER)
	}
	return n
}

func (n altName) filled() altName {
	if len(n.value) == 0 {
		n.err = errUnknownSAN
	}
	return n
}

// altNames reads subject and issuer alternative names, which a certificate does not load without.
func (k *crt) altNames() *failure {
	for _, oid := range []string{oidSubjectAltName, oidIssuerAltName} {
		v, e := k.extension(oid)
		if e == errUnavailable {
			continue
		}
		if e != nil {
			return e
		}
		r := &reader{src: v}
		names, _ := readNames(r, sequence)
		if e := r.end(); e != nil {
			return e
		}
		for _, n := range names {
			if n.err != nil {
				return n.err
			}
		}
		if oid == oidSubjectAltName {
			k.san = names
		}
	}
	return nil
}

// dotted writes the content octets of an object identifier.
func dotted(content []byte) string { return oid.Text(content) }
