package javapkix

import (
	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// Extensions that Java has a class for, by OID, with their names: a certificate may have each once.
const (
	oidSubjectKeyID     = oid.SubjectKeyID
	oidKeyUsage         = oid.KeyUsage
	oidPrivateKeyUsage  = "2.5.29.16"
	oidSubjectAltName   = oid.SubjectAltName
	oidIssuerAltName    = oid.IssuerAltName
	oidBasicConstraints = oid.BasicConstraints
	oidCRLNumber        = "2.5.29.20"
	oidReasonCode       = "2.5.29.21"
	oidDeltaCRL         = "2.5.29.27"
	oidNameConstraints  = oid.NameConstraints
	oidCRLDistribution  = oid.CRLDistribution
	oidPolicies         = oid.Policies
	oidPolicyMappings   = oid.PolicyMappings
	oidAuthorityKeyID   = oid.AuthorityKeyID
	oidPolicyConstr     = oid.PolicyConstr
	oidExtKeyUsage      = oid.ExtKeyUsage
	oidFreshestCRL      = oid.FreshestCRL
	oidInhibitAny       = oid.InhibitAnyPolicy
	oidNetscapeType     = oid.NsCertType
	oidAuthorityAccess  = oid.AuthorityInfo
	oidSubjectAccess    = oid.SubjectInfo
	oidOCSPNoCheck      = oid.OCSPNoCheck
)

// parsers decode the value of an extension into the certificate. An extension that is not here is kept as it is.
var parsers = map[string]func(c *certificate, data []byte) *thrown{
	oidSubjectKeyID: func(c *certificate, data []byte) *thrown {
		v, err := whole(data, c.how)
		if err == nil {
			_, err = v.octets()
		}
		return err
	},
	oidKeyUsage:        (*certificate).readKeyUsage,
	oidPrivateKeyUsage: readPrivateKeyUsage,
	oidSubjectAltName: func(c *certificate, data []byte) *thrown {
		v, err := whole(data, c.how)
		if err == nil {
			c.altNames, err = readGeneralNames(v)
		}
		return err
	},
	oidIssuerAltName: func(c *certificate, data []byte) *thrown {
		v, err := whole(data, c.how)
		if err == nil {
			_, err = readGeneralNames(v)
		}
		return err
	},
	oidBasicConstraints: (*certificate).readBasicConstraints,
	oidCRLNumber:        readNumber,
	oidDeltaCRL:         readNumber,
	oidReasonCode: func(c *certificate, data []byte) *thrown {
		v, err := whole(data, c.how)
		if err == nil {
			_, err = v.bigOf(tagEnum)
		}
		return err
	},
	oidNameConstraints: func(c *certificate, data []byte) (err *thrown) {
		c.constraints, err = readNameConstraints(data, c.how)
		return err
	},
	oidCRLDistribution: func(c *certificate, data []byte) *thrown {
		return c.readDistribution(data, "CRLDistributionPoints")
	},
	oidFreshestCRL: func(c *certificate, data []byte) *thrown {
		return c.readDistribution(data, "FreshestCRL")
	},
	oidPolicies:       (*certificate).readPolicies,
	oidPolicyMappings: (*certificate).readMappings,
	oidAuthorityKeyID: (*certificate).readAuthorityKeyID,
	oidPolicyConstr:   (*certificate).readPolicyConstraints,
	oidExtKeyUsage:    (*certificate).readExtKeyUsage,
	oidInhibitAny:     (*certificate).readInhibitAny,
	oidNetscapeType: func(c *certificate, data []byte) *thrown {
		v, err := whole(data, c.how)
		if err == nil {
			c.netscape, err = v.flags(false)
		}
		return err
	},
	oidAuthorityAccess: func(c *certificate, data []byte) *thrown {
		return c.readAccess(data, "AuthorityInfoAccessExtension")
	},
	oidSubjectAccess: func(c *certificate, data []byte) *thrown {
		return c.readAccess(data, "SubjectInfoAccessExtension")
	},
	oidOCSPNoCheck: func(*certificate, []byte) *thrown { return nil },
}

// readExtensions reads the list of extensions (CertificateExtensions). One that does not parse is an error where it is
// critical, else it is as if absent.
func (c *certificate) readExtensions(in *input) *thrown {
	list, err := in.list(tagSequence)
	if err != nil {
		return err
	}
	for _, one := range list {
		if err := c.readExtension(one); err != nil {
			return err
		}
	}
	return nil
}

func (c *certificate) readExtension(v *value) *thrown {
	if v.tag != tagSequence && v.tag != tagSet {
		return ioErr("toDerInputStream rejects tag type %d", v.number())
	}
	oid, err := v.rest.oid()
	if err != nil {
		return err
	}
	next, err := v.rest.next()
	if err != nil {
		return err
	}
	critical := false
	if next.tag == tagBoolean {
		if critical, err = next.boolean(); err != nil {
			return err
		}
		if next, err = v.rest.next(); err != nil {
			return err
		}
	}
	data, err := next.octets()
	if err != nil {
		return err
	}
	parse := parsers[oid]
	if parse != nil {
		before := *c
		inhibit := oid == oidInhibitAny && !critical
		if inhibit {
			err = ioErr("Criticality cannot be false for InhibitAnyPolicy")
		} else {
			err = parse(c, data)
		}
		if err != nil {
			if err.class == notChecked {
				return err
			}
			*c = before
			if critical {
				if !err.isIO() {
					err = by(ioException, err)
				}
				return err
			}
			c.unparseable[oid] = err
			if c.values[oid] == nil {
				c.values[oid] = data
			}
			return nil
		}
	}
	if c.has[oid] {
		return ioErr("Duplicate extensions not allowed")
	}
	c.has[oid], c.values[oid] = true, data
	if critical {
		c.critical = append(c.critical, oid)
	}
	return nil
}

func readNumber(c *certificate, data []byte) *thrown {
	v, err := whole(data, c.how)
	if err == nil {
		_, err = v.big()
	}
	return err
}

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
	v, err := whole(data, c.how)
	if err != nil {
		return err
	}
	if v.tag != tagSequence {
		return ioErr("Invalid encoding of BasicConstraints")
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

func (c *certificate) readDistribution(data []byte, what string) *thrown {
	v, err := whole(data, c.how)
	if err != nil {
		return err
	}
	if v.tag != tagSequence {
		return ioErr("Invalid encoding for %s extension.", what)
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
	v, err := whole(data, c.how)
	if err != nil {
		return err
	}
	if v.tag != tagSequence {
		return ioErr("Invalid encoding for %s.", what)
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

// readAuthorityKeyID keeps the key identifier as the encoding of an OCTET STRING, and the serial number.
func (c *certificate) readAuthorityKeyID(data []byte) *thrown {
	v, err := whole(data, c.how)
	if err != nil {
		return err
	}
	if v.tag != tagSequence {
		return ioErr("Invalid encoding for AuthorityKeyIdentifierExtension.")
	}
	c.authorityKey, c.authoritySerial = nil, nil
	names := false
	for v.rest.more() {
		opt, err := v.rest.next()
		if err != nil {
			return err
		}
		switch {
		case opt.implicitPrimitive(0):
			if c.authorityKey != nil {
				return ioErr("Duplicate KeyIdentifier in AuthorityKeyIdentifier.")
			}
			id, err := opt.retag(tagOctets).octets()
			if err != nil {
				return err
			}
			c.authorityKey = der.Build(tagOctets, id)
		case opt.implicitConstructed(1):
			if names {
				return ioErr("Duplicate GeneralNames in AuthorityKeyIdentifier.")
			}
			if _, err = readGeneralNames(opt.retag(tagSequence)); err != nil {
				return err
			}
			names = true
		case opt.implicitPrimitive(2):
			if c.authoritySerial != nil {
				return ioErr("Duplicate SerialNumber in AuthorityKeyIdentifier.")
			}
			if c.authoritySerial, err = opt.retag(tagInteger).big(); err != nil {
				return err
			}
		default:
			return ioErr("Invalid encoding of AuthorityKeyIdentifierExtension.")
		}
	}
	return nil
}

func (c *certificate) readExtKeyUsage(data []byte) *thrown {
	v, err := whole(data, c.how)
	if err != nil {
		return err
	}
	if v.tag != tagSequence {
		return ioErr("Invalid encoding for ExtendedKeyUsageExtension.")
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
