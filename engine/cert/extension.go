package cert

import (
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// releases is a set of OpenSSL generations: bit r stands for release r.
type releases uint8

const allReleases = 1<<release.Open111 | 1<<release.Open30 | 1<<release.Open35 | 1<<release.Open40

func (s releases) has(r release.Release) bool { return s>>r&1 != 0 }

// extensionKind numbers the extensions that OpenSSL's extension cache decodes.
type extensionKind int

const (
	basicConstraints extensionKind = iota
	keyUsage
	extKeyUsage
	nsCertType
	subjectKeyID
	authorityKeyID
	subjectAltName
	nameConstraints
	crlDistribution
	proxyInfo
	addressBlocks
	asIdentifiers
	extensionKinds
)

// decoders holds, for each cached extension, how it is read. A decoder stores its value in the certificate; the
// caller drops a value that the reader found fault with.
var decoders = [extensionKinds]struct {
	oid    string
	decode func(*Certificate, *der.Reader)
	drop   func(*Certificate)
}{
	basicConstraints: {
		oid.BasicConstraints,
		(*Certificate).readBasicConstraints,
		func(c *Certificate) { c.BasicConstraints = nil },
	},
	keyUsage:     {oid.KeyUsage, (*Certificate).readKeyUsage, func(c *Certificate) { c.KeyUsage = nil }},
	extKeyUsage:  {oid.ExtKeyUsage, (*Certificate).readExtKeyUsage, func(c *Certificate) { c.ExtKeyUsage = nil }},
	nsCertType:   {oid.NsCertType, (*Certificate).readNsCertType, func(c *Certificate) { c.NsCertType = nil }},
	subjectKeyID: {oid.SubjectKeyID, (*Certificate).readSubjectKeyID, func(c *Certificate) { c.SubjectKeyID = nil }},
	authorityKeyID: {
		oid.AuthorityKeyID,
		(*Certificate).readAuthorityKeyID,
		func(c *Certificate) { c.AuthorityKeyID = nil },
	},
	subjectAltName: {
		oid.SubjectAltName,
		(*Certificate).readSubjectAltName,
		func(c *Certificate) { c.SubjectAltName = nil },
	},
	nameConstraints: {
		oid.NameConstraints,
		(*Certificate).readNameConstraints,
		func(c *Certificate) { c.NameConstraints = nil },
	},
	crlDistribution: {oid.CRLDistribution, (*Certificate).readCRLDistribution, func(*Certificate) {}},
	proxyInfo:       {oid.ProxyInfo, (*Certificate).readProxyInfo, func(c *Certificate) { c.ProxyInfo = nil }},
	addressBlocks: {
		oid.AddressBlocks,
		(*Certificate).readAddressBlocks,
		func(c *Certificate) { c.AddressBlocks = nil },
	},
	asIdentifiers: {
		oid.ASIdentifiers,
		(*Certificate).readASIdentifiers,
		func(c *Certificate) { c.ASIdentifiers = nil },
	},
}

func kindOf(oid string) extensionKind {
	for k := range decoders {
		if decoders[k].oid == oid {
			return extensionKind(k)
		}
	}
	return extensionKinds
}

// extensionCache is what OpenSSL keeps of the extensions beside their values (ex_flags).
type extensionCache struct {
	count     [extensionKinds]int
	decoded   [extensionKinds]releases // where the value is usable
	invalid   releases                 // EXFLAG_INVALID
	why       [release.Open40 + 1]string
	emptyDP   bool // a distribution point with neither name nor issuer, or with an unusable relative name
	negPath   bool // a negative path length
	unhandled releases
	critical  [extensionKinds]releases // critical and before the first unhandled critical extension
}

// fillCache does what OpenSSL's ossl_x509v3_cache_extensions does.
func (c *Certificate) fillCache() {
	var which [extensionKinds]int
	for i := range c.Extensions {
		if k := kindOf(c.Extensions[i].OID); k < extensionKinds {
			c.cache.count[k]++
			which[k] = i
		}
	}
	for k := range extensionKinds {
		switch c.cache.count[k] {
		case 0:
		case 1:
			c.decodeExtension(k, c.Extensions[which[k]].Value)
		default:
			c.markInvalid(allReleases, oid.Name(decoders[k].oid)+" occurs more than once")
		}
	}
	c.findContradictions()
	c.findCritical()
}

func (c *Certificate) decodeExtension(k extensionKind, value []byte) {
	r := der.NewReader(value)
	decoders[k].decode(c, r)
	if err := r.Err(); err != nil {
		decoders[k].drop(c)
		c.markInvalid(allReleases, oid.Name(decoders[k].oid)+" does not decode: "+err.Error())
		return
	}
	for _, rel := range release.All {
		if why := r.RefusedIn(rel); why != "" {
			c.markInvalid(1<<rel, oid.Name(decoders[k].oid)+" does not decode: "+why)
		} else {
			c.cache.decoded[k] |= 1 << rel
		}
	}
}

func (c *Certificate) markInvalid(in releases, why string) {
	c.cache.invalid |= in
	for _, rel := range release.All {
		if in.has(rel) && c.cache.why[rel] == "" {
			c.cache.why[rel] = why
		}
	}
}

const (
	since30 releases = 1<<release.Open30 | 1<<release.Open35 | 1<<release.Open40
	only111 releases = 1 << release.Open111
)

// contradictions are the reasons beyond a malformed value that make a certificate invalid (EXFLAG_INVALID), each in
// the releases that look.
var contradictions = []struct {
	in   releases
	test func(*Certificate, release.Release) bool
	why  string
}{
	{
		allReleases,
		func(c *Certificate, _ release.Release) bool { return c.cache.negPath },
		"the path length is negative",
	},
	{only111, func(c *Certificate, r release.Release) bool {
		b := c.Basic(r)
		return b != nil && !b.CA && !c.cache.negPath && b.HasPathLen && b.PathLen != 0
	}, "a path length is given without cA"},
	{allReleases, func(c *Certificate, r release.Release) bool {
		return c.Proxy(r) != nil && (c.CA(r) || c.cache.count[subjectAltName] > 0 || c.Find(oid.IssuerAltName) != nil)
	}, "a proxy certificate is a CA or has alternative names"},
	{since30, func(c *Certificate, r release.Release) bool {
		usage := c.Usage(r)
		return usage != nil && *usage == 0
	}, "the key usage names no usage"},
	{
		since30,
		func(c *Certificate, _ release.Release) bool { return c.cache.emptyDP },
		"a CRL distribution point has neither name nor issuer",
	},
}

func (c *Certificate) findContradictions() {
	for _, x := range contradictions {
		for _, r := range release.All {
			if x.in.has(r) && x.test(c, r) {
				c.markInvalid(1<<r, x.why)
			}
		}
	}
}

// handledCritical are the extensions that may be critical (OpenSSL X509_supported_extension), with the first release
// that knows them.
var handledCritical = map[string]release.Release{
	oid.NsCertType:       release.Open111,
	oid.KeyUsage:         release.Open111,
	oid.SubjectAltName:   release.Open111,
	oid.BasicConstraints: release.Open111,
	oid.Policies:         release.Open111,
	oid.CRLDistribution:  release.Open111,
	oid.ExtKeyUsage:      release.Open111,
	oid.AddressBlocks:    release.Open111,
	oid.ASIdentifiers:    release.Open111,
	oid.PolicyConstr:     release.Open111,
	oid.ProxyInfo:        release.Open111,
	oid.NameConstraints:  release.Open111,
	oid.PolicyMappings:   release.Open111,
	oid.InhibitAnyPolicy: release.Open111,
	oid.OCSPNoCheck:      release.Open30,
}

// HandledCritical reports whether some release handles an extension of this OID that is marked critical.
func HandledCritical(id string) bool {
	_, known := handledCritical[id]
	return known
}

// findCritical walks the critical extensions up to the first that a release does not handle; criticality of later
// ones is not noticed.
func (c *Certificate) findCritical() {
	for i := range c.Extensions {
		e := &c.Extensions[i]
		if !e.Critical {
			continue
		}
		for _, rel := range release.All {
			if since, known := handledCritical[e.OID]; !known || rel < since {
				c.cache.unhandled |= 1 << rel
			}
		}
		if k := kindOf(e.OID); k < extensionKinds {
			c.cache.critical[k] |= allReleases &^ c.cache.unhandled
		}
	}
}

// Invalid reports whether release r marks the certificate invalid (EXFLAG_INVALID: an extension is malformed,
// repeated or contradictory), and why. Such a certificate is never an issuer and never finds one.
func (c *Certificate) Invalid(r release.Release) (invalid bool, why string) {
	return c.cache.invalid.has(r), c.cache.why[r]
}

// UnhandledCritical returns the first critical extension that release r does not handle (EXFLAG_CRITICAL), or nil.
func (c *Certificate) UnhandledCritical(r release.Release) *Extension {
	if !c.cache.unhandled.has(r) {
		return nil
	}
	for i := range c.Extensions {
		e := &c.Extensions[i]
		if since, known := handledCritical[e.OID]; e.Critical && (!known || r < since) {
			return e
		}
	}
	return nil
}

// CriticalBasicConstraints reports EXFLAG_BCONS_CRITICAL: critical, and noticed before any unhandled critical
// extension.
func (c *Certificate) CriticalBasicConstraints(r release.Release) bool {
	return c.cache.critical[basicConstraints].has(r)
}

// CriticalSubjectAltName reports EXFLAG_SAN_CRITICAL, likewise.
func (c *Certificate) CriticalSubjectAltName(r release.Release) bool {
	return c.cache.critical[subjectAltName].has(r)
}

// SelfIssued reports whether subject and issuer are the same name (EXFLAG_SI).
func (c *Certificate) SelfIssued() bool {
	return string(c.Subject.Canonical) == string(c.Issuer.Canonical)
}
