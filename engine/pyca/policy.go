package pyca

import (
	"bytes"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// basics are what every certificate of a path is asked for, the anchor too.
func (v *verifier) basics(c *cert.Certificate) *problem {
	from, err := c.NotBefore.UTC()
	until, err2 := c.NotAfter.UTC()
	if (err != nil || err2 != nil) && v.unknown == "" {
		v.unknown = "a time that is not strict DER"
	}
	switch {
	case c.Version != 2:
		return other(c, "certificate must be an X509v3 certificate")
	case !bytes.Equal(c.InnerAlg.Raw, c.OuterAlg.Raw):
		return other(c, "mismatch between signatureAlgorithm and SPKI algorithm")
	case len(c.Serial) < 1 || len(c.Serial) > 21:
		return other(c, "certificate must have a serial between 1 and 20 octets")
	case c.Serial[0]&0x80 != 0:
		return other(c, "certificate serial number cannot be negative")
	case empty(c.Issuer):
		return other(c, "certificate must have a non-empty Issuer")
	}
	for _, t := range []cert.Time{c.NotBefore, c.NotAfter} {
		if at, err := t.UTC(); err == nil && t.Tag == 24 && at.Year() >= 1950 && at.Year() < 2050 {
			return other(c, "validity dates between 1950 and 2049 must be UtcTime")
		}
	}
	if v.Time.Before(from) || v.Time.After(until) {
		return other(c, "cert is not valid at validation time")
	}
	return nil
}

// empty reports a name without any set of attributes; a set without attributes counts as one.
func empty(n cert.Name) bool { return len(n.Raw) <= 2 }

// presence is what an extension policy says of a kind of extension.
type presence struct {
	oid      string
	required bool
	absent   bool // must be
	critical int  // 1 must be, -1 must not be, 0 either
	check    func(v *verifier, c *cert.Certificate) *problem
}

// policy are the extensions of a certificate, in the order in which missing ones are noticed.
type policy []presence

var leafPolicy = policy{
	{oid: oid.AuthorityInfo, critical: -1},
	{oid: oid.AuthorityKeyID, critical: -1, required: true},
	{oid: oid.SubjectKeyID},
	{oid: oid.KeyUsage, check: leafUsage},
	{oid: oid.SubjectAltName, required: true, check: (*verifier).altNames},
	{oid: oid.BasicConstraints, check: leafConstraints},
	{oid: oid.NameConstraints, absent: true},
	{oid: oid.ExtKeyUsage, critical: -1, check: purpose(oid.ServerAuth)},
}

var caPolicy = policy{
	{oid: oid.AuthorityInfo, critical: -1},
	{oid: oid.AuthorityKeyID, critical: -1, check: caKeyID},
	{oid: oid.SubjectKeyID, critical: -1},
	{oid: oid.KeyUsage, required: true, check: caUsage},
	{oid: oid.SubjectAltName},
	{oid: oid.BasicConstraints, required: true, critical: 1, check: caConstraints},
	{oid: oid.NameConstraints, check: someConstraint},
	{oid: oid.ExtKeyUsage, critical: -1, check: purpose(oid.ServerAuth, oid.AnyEKU)},
}

// policy holds the extensions of a certificate to a policy: those that are there in their order, then those missing.
func (v *verifier) policy(c *cert.Certificate, rules *policy) *problem {
	seen := map[string]bool{}
	for _, e := range c.Extensions {
		seen[e.OID] = true
		rule := (*presence)(nil)
		for i := range *rules {
			if (*rules)[i].oid == e.OID {
				rule = &(*rules)[i]
			}
		}
		switch {
		case rule == nil && e.Critical:
			return extension(c, e.OID, "certificate contains unaccounted-for critical extensions")
		case rule == nil:
			continue
		case rule.absent:
			return extension(c, e.OID, "Certificate contains prohibited extension")
		case rule.critical == 1 && !e.Critical || rule.critical == -1 && e.Critical:
			return extension(c, e.OID, "Certificate extension has incorrect criticality")
		case rule.check == nil:
			continue
		}
		if trailing(e.Value) {
			return v.malformed()
		}
		if p := rule.check(v, c); p != nil {
			return p
		}
	}
	for _, rule := range *rules {
		if rule.required && !seen[rule.oid] {
			return other(c, "Certificate is missing required extension")
		}
	}
	return nil
}

// trailing reports that something follows the value of an extension, or that it is no element.
func trailing(value []byte) bool {
	in := der.NewReader(value)
	if !in.More() {
		return false
	}
	in.Any()
	return in.More() || in.Err() != nil
}

// malformed notes that the value of an extension does not decode.
func (v *verifier) malformed() *problem {
	if v.unknown == "" {
		v.unknown = "an extension that is not strict DER"
	}
	return nil
}

func leafUsage(v *verifier, c *cert.Certificate) *problem {
	switch {
	case c.KeyUsage == nil:
		return v.malformed()
	case *c.KeyUsage&cert.KeyCertSign != 0:
		return other(c, "EE keyUsage must not assert keyCertSign")
	}
	return nil
}

func caUsage(v *verifier, c *cert.Certificate) *problem {
	switch {
	case c.KeyUsage == nil:
		return v.malformed()
	case *c.KeyUsage&cert.KeyCertSign == 0:
		return other(c, "keyUsage.keyCertSign must be asserted in a CA certificate")
	}
	return nil
}

// spelledOut are basic constraints with cA FALSE written where it is left out in DER.
func spelledOut(c *cert.Certificate) *problem {
	e := c.Find(oid.BasicConstraints)
	if e == nil || len(e.Value) < 5 || !bytes.Equal(e.Value[2:5], []byte{1, 1, 0}) {
		return nil
	}
	return &problem{kind: "Malformed", about: c,
		text: `ParseError { kind: EncodedDefault, location: ["BasicConstraints::ca"] }`}
}

func leafConstraints(v *verifier, c *cert.Certificate) *problem {
	if p := spelledOut(c); p != nil {
		return p
	}
	switch b := c.BasicConstraints; {
	case b == nil:
		return v.malformed()
	case b.CA:
		return other(c, "basicConstraints.cA must not be asserted in an EE certificate")
	}
	return nil
}

func caConstraints(v *verifier, c *cert.Certificate) *problem {
	if p := spelledOut(c); p != nil {
		return p
	}
	switch b := c.BasicConstraints; {
	case b == nil:
		return v.malformed()
	case !b.CA:
		return other(c, "basicConstraints.cA must be asserted in a CA certificate")
	}
	return nil
}

func caKeyID(v *verifier, c *cert.Certificate) *problem {
	switch a := c.AuthorityKeyID; {
	case a == nil:
		return v.malformed()
	case a.HasSerial && !minimal(a.Serial):
		return &problem{kind: "Malformed", about: c, text: `ParseError { kind: InvalidValue, location: ` +
			`["AuthorityKeyIdentifier::authority_cert_serial_number"] }`}
	case !a.HasKeyID:
		return other(c, "authorityKeyIdentifier must contain keyIdentifier")
	case a.HasIssuer:
		return other(c, "authorityKeyIdentifier must not contain authorityCertIssuer")
	case a.HasSerial:
		return other(c, "authorityKeyIdentifier must not contain authorityCertSerialNumber")
	}
	return nil
}

// minimal reports the shortest content of an INTEGER that is not negative.
func minimal(n []byte) bool {
	return len(n) > 0 && n[0] < 0x80 && (len(n) == 1 || n[0] != 0 || n[1] >= 0x80)
}

func someConstraint(v *verifier, c *cert.Certificate) *problem {
	switch n := c.NameConstraints; {
	case n == nil:
		return v.malformed()
	case len(n.Permitted) == 0 && len(n.Excluded) == 0:
		return other(c, "nameConstraints must have non-empty permittedSubtrees or excludedSubtrees")
	}
	for _, list := range [][]cert.Subtree{c.NameConstraints.Permitted, c.NameConstraints.Excluded} {
		for _, t := range list {
			if t.Minimum != nil { // 0 spelled out, or a number that nobody uses
				return v.malformed()
			}
		}
	}
	return nil
}

func purpose(of ...string) func(*verifier, *cert.Certificate) *problem {
	return func(v *verifier, c *cert.Certificate) *problem {
		if c.ExtKeyUsage == nil {
			return v.malformed()
		}
		for _, have := range c.ExtKeyUsage {
			for _, want := range of {
				if have == want {
					return nil
				}
			}
		}
		return other(c, "required EKU not found")
	}
}

// altNames holds the leaf to the host.
func (v *verifier) altNames(c *cert.Certificate) *problem {
	switch critical := c.Find(oid.SubjectAltName).Critical; {
	case empty(c.Subject) && !critical:
		return other(c, "EE subjectAltName MUST be critical when subject is empty")
	case !empty(c.Subject) && critical:
		return other(c, "EE subjectAltName MUST NOT be critical when subject is nonempty")
	case c.SubjectAltName == nil:
		return v.malformed()
	}
	if v.Host == "" {
		return nil
	}
	for _, n := range *c.SubjectAltName {
		if n.Tag == tagAddress && v.address != nil && bytes.Equal(n.Value, v.address) ||
			n.Tag == tagDNS && v.address == nil && matches(string(n.Value), v.Host) {
			return nil
		}
	}
	return other(c, "leaf certificate has no matching subjectAltName")
}
