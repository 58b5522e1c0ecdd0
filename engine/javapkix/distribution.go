package javapkix

func (c *certificate) readDistribution(data []byte, what string) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Invalid encoding for "+what+" extension.")
	if err != nil {
		return err
	}
	for v.rest.more() {
		point, err := v.rest.next()
		if err == nil {
			err = readPoint(point)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func readPoint(v *value) *thrown {
	if v.tag != tagSequence {
		return ioErr("Invalid encoding of DistributionPoint.")
	}
	var seen [3]bool
	for v.rest.more() {
		opt, err := v.rest.next()
		if err != nil {
			return err
		}
		n := 0
		switch {
		case opt.implicitConstructed(0):
			if seen[0] {
				return ioErr("Duplicate DistributionPointName in DistributionPoint.")
			}
			err = readPointName(&opt.rest)
		case opt.implicitPrimitive(1):
			if n = 1; seen[1] {
				return ioErr("Duplicate Reasons in DistributionPoint.")
			}
			_, err = opt.flags(true)
		case opt.implicitConstructed(2):
			if n = 2; seen[2] {
				return ioErr("Duplicate CRLIssuer in DistributionPoint.")
			}
			_, err = readGeneralNames(opt.retag(tagSequence))
		default:
			err = ioErr("Invalid encoding of DistributionPoint.")
		}
		if err != nil {
			return err
		}
		seen[n] = true
	}
	if !seen[0] && !seen[2] {
		return ioErr("One of fullName, relativeName,  and crlIssuer has to be set")
	}
	return nil
}

func readPointName(in *input) *thrown {
	name, err := in.next()
	if err != nil {
		return err
	}
	switch {
	case name.implicitConstructed(0):
		_, err = readGeneralNames(name.retag(tagSequence))
	case name.implicitConstructed(1):
		_, err = readRDN(name.retag(tagSet))
	default:
		err = ioErr("Invalid DistributionPointName in DistributionPoint")
	}
	return err
}

func (c *certificate) readAccess(data []byte, what string) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Invalid encoding for "+what+".")
	if err != nil {
		return err
	}
	for v.rest.more() {
		one, err := v.rest.next()
		if err != nil {
			return err
		}
		if _, err = one.rest.oid(); err != nil {
			return err
		}
		where, err := one.rest.next()
		if err == nil {
			_, err = readGeneralName(where, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
