package boringssl

import "bytes"

// Extensions, by the content of their object identifiers.
const (
	extSubjectKeyID       = "\x55\x1d\x0e"
	extKeyUsage           = "\x55\x1d\x0f"
	extSubjectAltName     = "\x55\x1d\x11"
	extBasicConstraints   = "\x55\x1d\x13"
	extNameConstraints    = "\x55\x1d\x1e"
	extCRLPoints          = "\x55\x1d\x1f"
	extPolicies           = "\x55\x1d\x20"
	extPolicyMappings     = "\x55\x1d\x21"
	extAuthorityKeyID     = "\x55\x1d\x23"
	extPolicyConstraints  = "\x55\x1d\x24"
	extExtendedKeyUsage   = "\x55\x1d\x25"
	extInhibitAnyPolicy   = "\x55\x1d\x36"
	purposeServer         = "\x2b\x06\x01\x05\x05\x07\x03\x01"
	purposeClient         = "\x2b\x06\x01\x05\x05\x07\x03\x02"
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
func (c *certificate) read(oid string, into func(*reader)) (found, ok bool) {
	value, count := c.find(oid)
	if count != 1 {
		return count > 0, count == 0
	}
	r := newReader(value)
	into(r)
	r.end()
	return true, r.ok()
}

func (c *certificate) cache() (f facts) {
	f.pathLength = -1
	extension := func(oid string, into func(*reader)) bool {
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
	if f.hasUsage = extension(extKeyUsage, func(r *reader) { usage = r.bits(bitString) }); f.hasUsage {
		if len(usage) > 0 {
			f.usage = uint16(usage[0])
		}
		if len(usage) > 1 {
			f.usage |= uint16(usage[1]) << 8
		}
	}
	var purposes []string
	f.hasPurposes = extension(extExtendedKeyUsage, func(r *reader) {
		r.list(sequence, func(in *reader) { purposes = append(purposes, string(in.oid(objectID))) })
	})
	for _, p := range purposes {
		f.server = f.server || p == purposeServer
		f.client = f.client || p == purposeClient
	}
	f.hasKeyID = extension(extSubjectKeyID, func(r *reader) { f.keyID = r.get(octetString) })
	var a authority
	if extension(extAuthorityKeyID, a.read) {
		f.authority = &a
	}
	if bytes.Equal(c.subject.canonical, c.issuer.canonical) {
		f.selfIssued = true
		f.selfSigned = f.authority.fits(&f, c) && !f.lacks(keyCertSign)
	}
	var names []generalName
	if extension(extSubjectAltName, func(r *reader) {
		r.list(sequence, func(in *reader) { names = append(names, in.generalName()) })
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

func (f *facts) readBasic(r *reader) {
	in := r.enter(sequence)
	if in.is(boolean) {
		f.isCA = in.bool()
	}
	if in.is(integer) {
		v := in.int(integer)
		if r.ok() {
			f.pathLength = pathLength(v)
		}
	}
	in.end()
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

func (a *authority) read(r *reader) {
	in := r.enter(sequence)
	if in.is(contextual) {
		a.keyID, a.hasKeyID = in.get(contextual), true
	}
	if in.is(contextual | constructed | 1) {
		in.list(contextual|constructed|1, func(list *reader) {
			if g := list.generalName(); g.tag == directoryName && a.issuer == nil {
				a.issuer = &g.name
			}
		})
	}
	if in.is(contextual | 2) {
		a.serial, a.hasSerial = in.int(contextual|2), true
	}
	in.end()
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
func readCRLPoints(r *reader) {
	r.list(sequence, func(list *reader) {
		point := list.enter(sequence)
		if point.is(contextual | constructed) {
			in := point.enter(contextual | constructed)
			if in.is(contextual | constructed | 1) {
				in.list(contextual|constructed|1, func(set *reader) { set.attribute() })
			} else {
				in.list(contextual|constructed, func(names *reader) { names.generalName() })
			}
			in.end()
		}
		if point.is(contextual | 1) {
			point.bits(contextual | 1)
		}
		if point.is(contextual | constructed | 2) {
			point.list(contextual|constructed|2, func(names *reader) { names.generalName() })
		}
		point.end()
	})
}
