package javapkix

import (
	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// Extensions that Java has a class for, by OID, with their names: a certificate may have each once.
const (
	oidSubjectKeyID     = oid.SubjectKeyID
	oidKeyUsage         = oid.KeyUsage
	oidPrivateKeyUsage  = oid.PrivateKeyUsage
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

// readAuthorityKeyID keeps the key identifier as the encoding of an OCTET STRING, and the serial number.
func (c *certificate) readAuthorityKeyID(data []byte) *thrown {
	v, err := wholeOf(tagSequence, data, c.how, "Invalid encoding for AuthorityKeyIdentifierExtension.")
	if err != nil {
		return err
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
