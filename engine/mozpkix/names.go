package mozpkix

import (
	"bytes"
	"net/netip"
	"strings"
	"x509strict/engine/oid"
)

// Kinds of general names, by their identifier octet.
const (
	otherName     = contextual | constructed
	rfc822Name    = contextual | 1
	dnsName       = contextual | 2
	x400Address   = contextual | constructed | 3
	directoryName = contextual | constructed | 4
	ediPartyName  = contextual | constructed | 5
	uriName       = contextual | 6
	ipAddress     = contextual | 7
	registeredID  = contextual | 8
)

func (r *reader) generalName() (kind byte, value []byte, e Error) {
	kind, value, e = r.element()
	if e != Success {
		return kind, value, e
	}
	switch kind {
	case otherName, rfc822Name, dnsName, x400Address, directoryName, ediPartyName, uriName, ipAddress, registeredID:
		return kind, value, Success
	}
	return kind, value, BadDER
}

// checkHost matches the host against the alternative names; the common name never counts. A malformed DNS name is
// passed over when a host name is looked for.
func (b *backCert) checkHost(host string) Error {
	kind, want, skip := byte(dnsName), []byte(host), true
	if !validDNS([]byte(host), reference, false) {
		a, err := netip.ParseAddr(host)
		if err != nil || a.Zone() != "" {
			return BadCertDomain
		}
		kind, want, skip = ipAddress, a.AsSlice(), false
	}
	ext := b.ext[oidSubjectAltName]
	if ext == nil {
		return BadCertDomain
	}
	in, e := only(ext, tagSequence)
	if e != Success {
		return e
	}
	for !in.atEnd() {
		have, name, e := in.generalName()
		if e != Success {
			return e
		}
		if have != kind {
			continue
		}
		matches := kind == ipAddress && bytes.Equal(name, want)
		if kind == dnsName {
			if matches, e = matchDNS(name, want, reference, 0, true); e != Success {
				if skip {
					continue
				}
				return e
			}
		}
		if matches {
			return Success
		}
	}
	return BadCertDomain
}

// checkNameConstraints holds every name of the path below to the constraints.
func checkNameConstraints(nc []byte, b *backCert) Error {
	for ; b != nil; b = b.child {
		if e := b.conforms(nc); e != Success {
			return e
		}
	}
	return Success
}

func (b *backCert) conforms(nc []byte) Error {
	common := !b.ca
	ext := b.ext[oidSubjectAltName]
	if ext != nil {
		in, e := only(ext, tagSequence)
		if e != Success {
			return e
		}
		for !in.atEnd() {
			kind, name, e := in.generalName()
			if e != Success {
				return e
			}
			if e := conforms(kind, name, nc); e != Success {
				return e
			}
			if kind == dnsName || kind == ipAddress {
				common = false
			}
		}
	}
	if e := conforms(directoryName, b.subject, nc); e != Success {
		return e
	}
	if ext != nil && !common {
		return Success
	}
	subject := &reader{b.subject}
	refused := false // a common name that is not allowed; a later one that is takes it back
	e := subject.nestedOf(tagSequence, tagSet, true, func(rdn *reader) Error {
		for again := true; again; again = !rdn.atEnd() {
			id, tag, value, e := rdn.attribute()
			if e != Success {
				return e
			}
			switch {
			case common && string(id) == oid.CommonNameContent:
				refused = commonNameRefused(tag, value, nc)
			case ext == nil && string(id) == oid.EmailAddressContent:
				if tag != tagIA5 {
					return BadDER
				}
				if e := conforms(rfc822Name, value, nc); e != Success {
					return e
				}
			}
		}
		return Success
	})
	if e == Success && refused {
		e = CertNotInNameSpace
	}
	return e
}

// commonNameRefused takes a common name for a DNS name or an IPv4 address, where it can be one.
func commonNameRefused(tag byte, value, nc []byte) bool {
	if tag != tagPrintable && tag != tagUTF8 && tag != tagTeletex {
		return false
	}
	if validDNS(value, presented, true) {
		return conforms(dnsName, value, nc) != Success
	}
	if a, err := netip.ParseAddr(string(value)); err == nil && a.Is4() {
		return conforms(ipAddress, a.AsSlice(), nc) != Success
	}
	return false
}

// attribute reads an AttributeTypeAndValue.
func (r *reader) attribute() (oid []byte, tag byte, value []byte, e Error) {
	e = r.nested(tagSequence, func(in *reader) (e Error) {
		if oid, e = in.value(tagOID); e == Success {
			tag, value, e = in.element()
		}
		return e
	})
	return oid, tag, value, e
}

const (
	permittedTag = contextual | constructed
	excludedTag  = contextual | constructed | 1
)

// conforms holds one name to the constraints.
func conforms(kind byte, name, nc []byte) Error {
	in, e := only(nc, tagSequence)
	if e != Success {
		return e
	}
	if in.atEnd() {
		return BadDER
	}
	for _, subtrees := range []byte{permittedTag, excludedTag} {
		if e := in.conforms(kind, name, subtrees); e != Success {
			return e
		}
	}
	return in.end()
}

func (r *reader) conforms(kind byte, name []byte, subtrees byte) Error {
	if !r.peek(subtrees) {
		return Success
	}
	list, e := r.inside(subtrees)
	if e != Success {
		return e
	}
	match, mismatch := false, false
	for again := true; again; again = !list.atEnd() {
		subtree, e := list.inside(tagSequence)
		if e != Success {
			return e
		}
		baseKind, base, e := subtree.generalName()
		if e != Success {
			return e
		}
		if e := subtree.end(); e != Success {
			return e
		}
		if baseKind != kind {
			continue
		}
		matches := false
		switch kind {
		case dnsName:
			matches, e = matchDNS(name, base, constraint, subtrees, true)
		case ipAddress:
			matches, e = matchIP(name, base)
		case directoryName:
			matches, e = matchDirectory(name, base, subtrees)
		case rfc822Name:
			matches, e = matchEmail(name, base, subtrees)
		default:
			e = CertNotInNameSpace
		}
		switch {
		case e != Success:
			return e
		case subtrees == permittedTag && matches:
			match = true
		case subtrees == permittedTag:
			mismatch = true
		case matches:
			return CertNotInNameSpace
		}
	}
	if mismatch && !match {
		return CertNotInNameSpace
	}
	return Success
}

func matchIP(name, base []byte) (bool, Error) {
	if len(name) != 4 && len(name) != 16 || len(base) != 8 && len(base) != 32 {
		return false, BadDER
	}
	if len(name)*2 != len(base) {
		return false, Success
	}
	for i, b := range name {
		if (b^base[i])&base[len(name)+i] != 0 {
			return false, Success
		}
	}
	return true, Success
}

// matchDirectory compares names from the left. An excluded name that is not empty refuses every name: it could be
// spelled another way.
func matchDirectory(name, base []byte, subtrees byte) (bool, Error) {
	want, e := only(base, tagSequence)
	if e != Success {
		return false, e
	}
	have, e := only(name, tagSequence)
	if e != Success {
		return false, e
	}
	if subtrees == excludedTag {
		if !want.atEnd() || !have.atEnd() {
			return false, CertNotInNameSpace
		}
		return true, Success
	}
	for !want.atEnd() {
		if have.atEnd() {
			return false, Success
		}
		w, e := want.inside(tagSet)
		if e != Success {
			return false, e
		}
		h, e := have.inside(tagSet)
		if e != Success {
			return false, e
		}
		for !w.atEnd() && !h.atEnd() {
			wOID, wTag, wValue, e := w.attribute()
			if e != Success {
				return false, e
			}
			hOID, hTag, hValue, e := h.attribute()
			if e != Success {
				return false, e
			}
			alike := wTag == hTag || wTag == tagUTF8 && hTag == tagPrintable || wTag == tagPrintable && hTag == tagUTF8
			if !alike || !bytes.Equal(wOID, hOID) || !bytes.Equal(wValue, hValue) {
				return false, Success
			}
		}
		if !w.atEnd() || !h.atEnd() {
			return false, Success
		}
	}
	return true, Success
}

const atomBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~"

// validEmail: atoms with dots between, an at sign, a DNS name.
func validEmail(name []byte) bool {
	local, domain, found := strings.Cut(string(name), "@")
	if !found || !validDNS([]byte(domain), presented, false) {
		return false
	}
	for _, atom := range strings.Split(local, ".") {
		if atom == "" || strings.Trim(atom, atomBytes) != "" {
			return false
		}
	}
	return true
}

func matchEmail(name, base []byte, subtrees byte) (bool, Error) {
	if !validEmail(name) {
		return false, BadDER
	}
	if !bytes.ContainsRune(base, '@') {
		_, domain, _ := bytes.Cut(name, []byte{'@'})
		return matchDNS(domain, base, constraint, subtrees, false)
	}
	if !validEmail(base) {
		return false, BadDER
	}
	return lower(name) == lower(base), Success
}
