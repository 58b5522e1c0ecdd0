package javapkix

func (c *certificate) readKeyUsage(data []byte) *thrown {
	if len(data) == 0 {
		return throw("java.lang.ArrayIndexOutOfBoundsException", "Index 0 out of bounds for length 0")
	}
	v, err := whole(data, c.how)
	if err == nil && data[0] == tagOctets {
		var inner []byte
		if inner, err = v.octets(); err == nil {
			v, err = whole(inner, c.how)
		}
	}
	if err != nil {
		return err
	}
	if c.keyUsage, err = v.flags(false); err != nil {
		return err
	}
	for len(c.keyUsage) < 9 {
		c.keyUsage = append(c.keyUsage, false)
	}
	return nil
}

func readPrivateKeyUsage(c *certificate, data []byte) *thrown {
	in := input{left: data, how: c.how}
	list, err := in.list(tagSequence)
	if err != nil {
		return err
	}
	var seen [2]bool
	for _, opt := range list {
		n := -1
		for i := range seen {
			if opt.implicitPrimitive(byte(i)) {
				n = i
			}
		}
		if n < 0 {
			return ioErr("Invalid encoding of PrivateKeyUsageExtension")
		}
		if seen[n] {
			return throw(parsingException, "Duplicate %s in PrivateKeyUsage.", []string{"notBefore", "notAfter"}[n])
		}
		if _, err := opt.retag(tagGenTime).time(); err != nil {
			return err
		}
		seen[n] = true
	}
	return nil
}

// noLimit is Integer.MAX_VALUE, a path length that is not given.
const noLimit = 1<<31 - 1

// readBasicConstraints keeps the path length of a CA: -1 for no CA.
func (c *certificate) readBasicConstraints(data []byte) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Invalid encoding of BasicConstraints")
	if err != nil {
		return err
	}
	c.pathLength = -1
	if !v.rest.more() {
		return nil
	}
	opt, err := v.rest.next()
	if err != nil || opt.tag != tagBoolean {
		return err
	}
	ca, err := opt.boolean()
	if err != nil {
		return err
	}
	length := noLimit
	if v.rest.more() {
		if opt, err = v.rest.next(); err != nil {
			return err
		}
		if opt.tag != tagInteger {
			return ioErr("Invalid encoding of BasicConstraints")
		}
		if length, err = opt.integer(); err != nil {
			return err
		}
	}
	if ca {
		c.pathLength = length
	}
	return nil
}

func (c *certificate) readExtKeyUsage(data []byte) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Invalid encoding for ExtendedKeyUsageExtension.")
	if err != nil {
		return err
	}
	c.extKeyUsage = []string{}
	for v.rest.more() {
		oid, err := v.rest.oid()
		if err != nil {
			return err
		}
		c.extKeyUsage = append(c.extKeyUsage, oid)
	}
	return nil
}
