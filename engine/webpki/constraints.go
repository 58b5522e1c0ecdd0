package webpki

import "math/bits"

// name is a GeneralName as far as webpki tells them apart.
type name struct {
	tag   byte // without class and constructed bit
	value []byte
}

// The GeneralNames by tag number.
const (
	nameDNS       = 2
	nameDirectory = 4
	nameURI       = 6
	nameIP        = 7
)

// readName reads a GeneralName of one of the nine known tags.
func (r *reader) readName() (name, *Error) {
	tag, value, err := r.value()
	if err != nil {
		return name{}, err
	}
	switch tag {
	case 0x82, 0xa4, 0x87, 0x86, 0xa0, 0x81, 0xa3, 0xa5, 0x88:
		return name{tag & 0x1f, value}, nil
	}
	return name{}, bad(BadDer)
}

// checkNames holds the names of every certificate of the path to the constraints of the CA above it.
func (b *builder) checkNames(r *reader, path []*Certificate) *Error {
	var permitted, excluded []byte
	var err *Error
	if r.peek(tagContext0) {
		if permitted, err = r.expect(tagContext0); err != nil {
			return err
		}
	}
	if r.peek(tagContext1) {
		if excluded, err = r.expect(tagContext1); err != nil {
			return err
		}
	}
	for i := len(path) - 1; i >= 0; i-- {
		names := reader{path[i].alternativeNames}
		if i == 0 && b.AssumedLeaf { // whatever names the constraints ask for
			names.rest = nil
		}
		for !names.atEnd() {
			n, err := names.readName()
			if err == nil {
				err = b.conforms(n, permitted, excluded)
			}
			if err != nil {
				return err.at(path[i])
			}
		}
		if err := b.conforms(name{tag: nameDirectory}, permitted, excluded); err != nil { // the subject
			return err.at(path[i])
		}
	}
	return nil
}

// conforms compares one name with all subtrees.
func (b *builder) conforms(n name, permitted, excluded []byte) *Error {
	fits, differs := false, false
	trees := reader{permitted}
	for !trees.atEnd() {
		base, err := b.subtree(&trees)
		if err != nil {
			return err
		}
		if base.tag != n.tag {
			continue
		}
		ok, err := matches(n, base, true)
		if err != nil {
			return err
		}
		fits, differs = fits || ok, differs || !ok
	}
	if differs && !fits {
		return bad(NameConstraintViolation)
	}
	trees = reader{excluded}
	for !trees.atEnd() {
		base, err := b.subtree(&trees)
		if err != nil {
			return err
		}
		if base.tag != n.tag {
			continue
		}
		if ok, err := matches(n, base, false); err != nil {
			return err
		} else if ok {
			return bad(NameConstraintViolation)
		}
	}
	return nil
}

// subtree reads a GeneralSubtree, which has neither minimum nor maximum.
func (b *builder) subtree(r *reader) (base name, err *Error) {
	if b.comparisons--; b.comparisons < 0 {
		return base, bad(MaximumNameConstraintComparisonsExceeded)
	}
	content, err := r.expect(tagSequence)
	if err != nil {
		return base, err
	}
	err = readAll(content, trailing("GeneralName"), func(r *reader) (err *Error) {
		base, err = r.readName()
		return err
	})
	return base, err
}

// matches compares a name with a base of the same kind. Kinds that webpki does not implement never fit what is
// permitted and always what is excluded.
func matches(n, base name, permitted bool) (bool, *Error) {
	switch n.tag {
	case nameDNS:
		role := excludedName
		if permitted {
			role = permittedName
		}
		return matchDNS(n.value, base.value, role)
	case nameIP:
		return matchNetwork(n.value, base.value)
	case nameDirectory, nameURI:
		return !permitted, nil
	}
	return false, bad(NameConstraintViolation)
}

// matchNetwork reports whether an address is in a network, which is an address and a mask.
func matchNetwork(address, network []byte) (bool, *Error) {
	size := len(address)
	switch {
	case size != 4 && size != 16:
		return false, bad(BadDer)
	case size == 4 && len(network) == 32 || size == 16 && len(network) == 8:
		return false, nil // the other family
	case len(network) != 2*size:
		return false, bad(InvalidNetworkMaskConstraint)
	}
	zero := false
	for i, mask := range network[size:] {
		if bits.LeadingZeros8(^mask)+bits.TrailingZeros8(mask) != 8 || zero && mask != 0 {
			return false, bad(InvalidNetworkMaskConstraint)
		}
		zero = zero || mask != 0xff
		if (address[i]^network[i])&mask != 0 {
			return false, nil
		}
	}
	return true, nil
}
