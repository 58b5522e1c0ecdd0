package boringssl

import (
	"bytes"
	"x509strict/engine/oid"

	"x509strict/engine/der/strict"
)

// Extensions, by the content of their object identifiers.
const (
	extSubjectKeyID       = oid.SubjectKeyIDContent
	extKeyUsage           = oid.KeyUsageContent
	extSubjectAltName     = oid.SubjectAltNameContent
	extBasicConstraints   = oid.BasicConstraintsContent
	extNameConstraints    = oid.NameConstraintsContent
	extCRLPoints          = oid.CRLDistributionContent
	extPolicies           = oid.PoliciesContent
	extPolicyMappings     = oid.PolicyMappingsContent
	extAuthorityKeyID     = oid.AuthorityKeyIDContent
	extPolicyConstraints  = oid.PolicyConstrContent
	extExtendedKeyUsage   = oid.ExtKeyUsageContent
	extInhibitAnyPolicy   = oid.InhibitAnyPolicyContent
	purposeServer         = oid.ServerAuthContent
	purposeClient         = oid.ClientAuthContent
	keyCertSign           = 0x04
	digitalSignature      = 0x80
	serverUsages          = 0x80 | 0x20 | 0x08
	clientUsages          = 0x80 | 0x08
	maximumSubtreeProduct = 1 << 20
)

// supported are the extensions that may be critical.
var supported = map[string]bool{
	extKeyUsage: true, extSubjectAltName: true, extBasicConstraints: true, extPolicies: true,
	extExtendedKeyUsage: true, extPolicyConstraints: true, extNameConstraints: true, extPolicyMappings: true,
	extInhibitAnyPolicy: true,
}

// facts is what x509v3_cache_extensions keeps.
type facts struct {
	invalid           bool // an extension that is looked at occurs twice or cannot be read
	hasBasic, isCA    bool
	pathLength        int64 // -1 for none
	hasUsage          bool
	usage             uint16 // first octet, then the second
	hasPurposes       bool
	server, client    bool // among the extended key usages
	hasKeyID          bool
	keyID             []byte
	authority         *authority
	altNames          []generalName
	hasAltNames       bool
	constraints       *constraints
	unhandledCritical bool
	selfIssued        bool
	selfSigned        bool
}

// find returns the value of an extension; count tells how often it occurs.
func (c *certificate) find(oid string) (value []byte, count int) {
	for _, e := range c.extensions {
		if e.oid == oid {
			value = e.value
			count++
		}
	}
	return value, count
}

// read reads an extension to its end; found is false for one that is not there, ok for one that occurs twice or
// cannot be read.
func (c *certificate) read(oid string, into func(*strict.Reader)) (found, ok bool) {
	value, count := c.find(oid)
	if count != 1 {
		return count > 0, count == 0
	}
	r := strict.NewReader(value)
	into(r)
	r.End()
	return true, r.OK()
}

func (c *certificate) cache() (f facts) {
	f.pathLength = -1
	extension := func(oid string, into func(*strict.Reader)) bool {
		found, ok := c.read(oid, into)
		if !ok {
			f.invalid = true
		}
		return found && ok
	}
	f.hasBasic = extension(extBasicConstraints, f.readBasic)
	if !f.hasBasic {
		f.isCA, f.pathLength = false, -1
	} else if f.pathLength != -1 && !f.isCA || f.pathLength == negative {
		f.invalid, f.pathLength = true, 0
	}
	var usage []byte
	if f.hasUsage = extension(extKeyUsage, func(r *strict.Reader) { usage = r.Bits(strict.BitString) }); f.hasUsage {
		if len(usage) > 0 {
			f.usage = uint16(usage[0])
		}
		if len(usage) > 1 {
			f.usage |= uint16(usage[1]) << 8
		}
	}
	var purposes []string
	f.hasPurposes = extension(extExtendedKeyUsage, func(r *strict.Reader) {
		r.List(strict.Sequence, func(in *strict.Reader) {
			purposes = append(purposes, string(in.OID(strict.ObjectID)))
		})
	})
	for _, p := range purposes {
		f.server = f.server || p == purposeServer
		f.client = f.client || p == purposeClient
	}
	f.hasKeyID = extension(extSubjectKeyID, func(r *strict.Reader) { f.keyID = r.Get(strict.OctetString) })
	var a authority
	if extension(extAuthorityKeyID, a.read) {
		f.authority = &a
	}
	if bytes.Equal(c.subject.canonical, c.issuer.canonical) {
		f.selfIssued = true
		f.selfSigned = f.authority.fits(&f, c) && !f.lacks(keyCertSign)
	}
	var names []generalName
	if extension(extSubjectAltName, func(r *strict.Reader) {
		r.List(strict.Sequence, func(in *strict.Reader) { names = append(names, readGeneralName(in)) })
	}) {
		f.altNames, f.hasAltNames = names, true
	}
	var n constraints
	if extension(extNameConstraints, n.read) {
		f.constraints = &n
	}
	extension(extCRLPoints, readCRLPoints)
	for _, e := range c.extensions {
		f.unhandledCritical = f.unhandledCritical || e.critical && !supported[e.oid]
	}
	return f
}

// negative marks a path length under zero; tooLong is what overflows and counts as none.
const negative = -2

func (f *facts) readBasic(r *strict.Reader) {
	in := r.Enter(strict.Sequence)
	if in.Is(strict.Boolean) {
		f.isCA = in.Bool(true)
	}
	if in.Is(strict.Integer) {
		v := in.Int(strict.Integer)
		if r.OK() {
			f.pathLength = pathLength(v)
		}
	}
	in.End()
}

func pathLength(v []byte) int64 {
	if v[0] >= 0x80 {
		return negative
	}
	if len(v) > 8 {
		return unbounded
	}
	n := int64(0)
	for _, b := range v {
		n = n<<8 | int64(b)
	}
	return n
}

// unbounded stands for a path length that no chain reaches.
const unbounded = 1 << 62

// lacks reports whether there is a key usage without any of the bits.
func (f *facts) lacks(bits uint16) bool { return f.hasUsage && f.usage&bits == 0 }

// authority is an authority key identifier.
type authority struct {
	keyID     []byte
	hasKeyID  bool
	issuer    *name // the first directory name
	serial    []byte
	hasSerial bool
}

func (a *authority) read(r *strict.Reader) {
	in := r.Enter(strict.Sequence)
	if in.Is(strict.Context(0)) {
		a.keyID, a.hasKeyID = in.Get(strict.Context(0)), true
	}
	if in.Is(strict.Explicit(1)) {
		in.List(strict.Explicit(1), func(list *strict.Reader) {
			if g := readGeneralName(list); g.tag == directoryName && a.issuer == nil {
				a.issuer = &g.name
			}
		})
	}
	if in.Is(strict.Context(2)) {
		a.serial, a.hasSerial = in.Int(strict.Context(2)), true
	}
	in.End()
}

// fits is X509_check_akid; f is what is known of the issuer c.
func (a *authority) fits(f *facts, c *certificate) bool {
	switch {
	case a == nil:
		return true
	case a.hasKeyID && f.hasKeyID && !bytes.Equal(a.keyID, f.keyID):
		return false
	case a.hasSerial && !bytes.Equal(a.serial, c.serial):
		return false
	}
	return a.issuer == nil || bytes.Equal(a.issuer.canonical, c.issuer.canonical)
}

// readCRLPoints reads CRLDistributionPoints, RFC 5280 section 4.2.1.13, whose content nobody asks for.
func readCRLPoints(r *strict.Reader) {
	r.List(strict.Sequence, func(list *strict.Reader) {
		point := list.Enter(strict.Sequence)
		if point.Is(strict.Explicit(0)) {
			in := point.Enter(strict.Explicit(0))
			if in.Is(strict.Explicit(1)) {
				in.List(strict.Explicit(1), func(set *strict.Reader) { readAttribute(set) })
			} else {
				in.List(strict.Explicit(0), func(names *strict.Reader) { readGeneralName(names) })
			}
			in.End()
		}
		if point.Is(strict.Context(1)) {
			point.Bits(strict.Context(1))
		}
		if point.Is(strict.Explicit(2)) {
			point.List(strict.Explicit(2), func(names *strict.Reader) { readGeneralName(names) })
		}
		point.End()
	})
}
