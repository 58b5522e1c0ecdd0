package javapkix

func (c *certificate) readPolicies(data []byte) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Invalid encoding for CertificatePoliciesExtension.")
	if err != nil {
		return err
	}
	c.policies = []string{}
	for v.rest.more() {
		one, err := v.rest.next()
		if err != nil {
			return err
		}
		if one.tag != tagSequence {
			return ioErr("Invalid encoding of PolicyInformation")
		}
		oid, err := one.rest.oid()
		if err != nil {
			return err
		}
		if one.rest.more() {
			if err := readQualifiers(&one.rest); err != nil {
				return err
			}
			c.qualified = append(c.qualified, oid)
		}
		c.policies = append(c.policies, oid)
	}
	return nil
}

func readQualifiers(in *input) *thrown {
	opt, err := in.next()
	switch {
	case err != nil:
		return err
	case opt.tag != tagSequence:
		return ioErr("Invalid encoding of PolicyInformation")
	case !opt.rest.more():
		return ioErr("No data available in policyQualifiers")
	}
	for opt.rest.more() {
		q, err := opt.rest.next()
		if err != nil {
			return err
		}
		q = q.again()
		if q.tag != tagSequence {
			return ioErr("Invalid encoding for PolicyQualifierInfo")
		}
		if _, err = q.rest.oid(); err != nil {
			return err
		}
	}
	return nil
}

func (c *certificate) readMappings(data []byte) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Invalid encoding for PolicyMappingsExtension.")
	if err != nil {
		return err
	}
	c.mappings = [][2]string{}
	for v.rest.more() {
		one, err := v.rest.next()
		if err != nil {
			return err
		}
		if one.tag != tagSequence {
			return ioErr("Invalid encoding for CertificatePolicyMap")
		}
		var m [2]string
		for i := range m {
			if m[i], err = one.rest.oid(); err != nil {
				return err
			}
		}
		c.mappings = append(c.mappings, m)
	}
	return nil
}

func (c *certificate) readPolicyConstraints(data []byte) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Sequence tag missing for PolicyConstraint.")
	if err != nil {
		return err
	}
	c.requireExplicit, c.inhibitMapping = -1, -1
	for v.rest.more() {
		opt, err := v.rest.next()
		if err != nil {
			return err
		}
		switch {
		case opt.implicitPrimitive(0):
			if c.requireExplicit != -1 {
				return ioErr("Duplicate requireExplicitPolicy found in the PolicyConstraintsExtension")
			}
			c.requireExplicit, err = opt.retag(tagInteger).integer()
		case opt.implicitPrimitive(1):
			if c.inhibitMapping != -1 {
				return ioErr("Duplicate inhibitPolicyMapping found in the PolicyConstraintsExtension")
			}
			c.inhibitMapping, err = opt.retag(tagInteger).integer()
		default:
			err = ioErr("Invalid encoding of PolicyConstraint")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *certificate) readInhibitAny(data []byte) *thrown {
	v, err := wholeOf(tagInteger, data, c.how, "Invalid encoding of InhibitAnyPolicy: data not integer")
	if err != nil {
		return err
	}
	n, err := v.integer()
	switch {
	case err != nil:
		return err
	case n < -1:
		return ioErr("Invalid value for skipCerts")
	case n == -1:
		n = noLimit
	}
	c.inhibitAny = n
	return nil
}
