package verify

import (
	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/release"
)

// place is where in the chain a check looks.
type place struct {
	*session
	cert   *cert.Certificate
	at     int
	mustCA int // libcrypto's must_be_ca: -1 for the leaf, 0 after a proxy certificate, 1 else
	class  int // X509_check_ca
}

func (p *place) strict() bool { return p.Flags&Strict != 0 }

// gate is the range of releases that make a check, both included.
type gate struct{ from, to release.Release }

func (g gate) holds(r release.Release) bool { return r >= g.from && r <= g.to }

func since(r release.Release) gate      { return gate{r, release.Open40} }
func until(r release.Release) gate      { return gate{release.Open111, r} }
func between(a, b release.Release) gate { return gate{a, b} }

var always = since(release.Open111)

// mode says whether a check needs the strict flag.
type mode bool

const (
	ordinary mode = false
	strict   mode = true
)

// check is one row: an error, the releases that know the check, in which mode, when it applies.
type check struct {
	code  code.Code
	gate  gate
	mode  mode
	fails func(*place) bool
}

// extensionChecks is OpenSSL's check_extensions, top to bottom, up to the purpose. Each row that fails is an event.
var extensionChecks = []check{
	{code.UnhandledCriticalExtension, always, ordinary, func(p *place) bool {
		return p.Flags&IgnoreCritical == 0 && p.cacheSeen(p.at) && p.cert.UnhandledCritical(p.Release) != nil
	}},
	{code.ProxyCertificatesNotAllowed, always, ordinary, func(p *place) bool {
		return p.Flags&AllowProxy == 0 && p.cacheSeen(p.at) && p.cert.Proxy(p.Release) != nil
	}},
	{code.InvalidCa, always, ordinary, (*place).wrongCA},
	{code.InvalidNonCa, always, ordinary, func(p *place) bool { return p.mustCA == 0 && p.class != 0 }},

	// 1.1.1: the key's curve and a path length without cA, under strict and only while nothing failed.
	{
		code.Unspecified,
		until(release.Open111),
		strict,
		func(p *place) bool { return p.long() && p.caFits() && !p.keyDecodes() },
	},
	{code.EcKeyExplicitParams, until(release.Open111), strict, func(p *place) bool {
		return p.long() && p.caFits() && p.keyDecodes() && p.cert.PublicKey().ExplicitCurve()
	}},
	{code.InvalidExtension, until(release.Open111), strict, func(p *place) bool {
		return p.caFits() && !(p.long() && (!p.keyDecodes() || p.cert.PublicKey().ExplicitCurve())) &&
			!p.isCA() &&
			p.pathLen() != -1
	}},

	// 3.0 and later look at the key in any chain longer than one.
	{code.Unspecified, since(release.Open30), ordinary, func(p *place) bool { return p.long() && !p.keyDecodes() }},
	{code.EcKeyExplicitParams, since(release.Open30), ordinary, func(p *place) bool {
		return p.long() && p.keyDecodes() && p.cert.PublicKey().ExplicitCurve()
	}},

	// The strict block.
	{
		code.PathlenInvalidForNonCa,
		since(release.Open30),
		strict,
		inChain(func(p *place) bool { return p.pathLen() != -1 && !p.isCA() }),
	},
	{
		code.PathlenWithoutKuKeyCertSign,
		since(release.Open30),
		strict,
		inChain(func(p *place) bool { return p.pathLen() != -1 && !p.signsCerts() }),
	},
	{code.CaBconsNotCritical, between(release.Open30, release.Open35), strict, inChain(func(p *place) bool {
		return p.isCA() && !p.cert.CriticalBasicConstraints(p.Release)
	})},
	{
		code.CaCertMissingKeyUsage,
		since(release.Open30),
		strict,
		inChain(func(p *place) bool { return p.isCA() && p.cert.Usage(p.Release) == nil }),
	},
	{
		code.KuKeyCertSignInvalidForNonCa,
		since(release.Open30),
		strict,
		inChain(func(p *place) bool { return !p.isCA() && p.signsCerts() }),
	},
	{
		code.IssuerNameEmpty,
		since(release.Open30),
		strict,
		inChain(func(p *place) bool { return len(p.cert.Issuer.Attributes) == 0 }),
	},
	{code.SubjectNameEmpty, since(release.Open30), strict, inChain(func(p *place) bool {
		return p.emptySubject() &&
			(p.isCA() || p.cert.Has(p.Release, cert.CRLSign) || !p.hasSAN())
	})},
	{code.EmptySubjectSanNotCritical, between(release.Open30, release.Open35), strict, inChain(func(p *place) bool {
		return p.emptySubject() && p.hasSAN() && !p.cert.CriticalSubjectAltName(p.Release)
	})},
	{code.EmptySubjectAltName, since(release.Open30), strict, inChain(func(p *place) bool {
		names, ok := p.cert.AltNames(p.Release)
		return ok && len(names) == 0
	})},
	{
		code.SignatureAlgorithmInconsistency,
		since(release.Open30),
		strict,
		inChain(func(p *place) bool { return !p.cert.SameAlgorithms() }),
	},
	{code.MissingAuthorityKeyIdentifier, between(release.Open30, release.Open35), strict, inChain(func(p *place) bool {
		aki := p.cert.AKI(p.Release)
		return p.version3() && !p.last() && (aki == nil || !aki.HasKeyID)
	})},
	{code.MissingAuthorityKeyIdentifier, since(release.Open40), strict, inChain(func(p *place) bool {
		return p.version3() && p.needsAKI() && p.cert.AKI(p.Release) == nil
	})},
	{code.EmptyAuthorityKeyIdentifier, since(release.Open40), strict, inChain(func(p *place) bool {
		aki := p.cert.AKI(p.Release)
		return p.version3() && p.needsAKI() && aki != nil && !aki.HasKeyID && !aki.HasIssuer && !aki.HasSerial
	})},
	{code.AkidIssuerSerialNotPaired, since(release.Open40), strict, inChain(func(p *place) bool {
		aki := p.cert.AKI(p.Release)
		return p.version3() && aki != nil && aki.HasIssuer != aki.HasSerial
	})},
	{code.MissingSubjectKeyIdentifier, since(release.Open30), strict, inChain(func(p *place) bool {
		return p.version3() && p.isCA() && p.cert.SKI(p.Release) == nil
	})},
	{
		code.ExtensionsRequireVersion3,
		since(release.Open30),
		strict,
		inChain(func(p *place) bool { return !p.version3() && len(p.cert.Extensions) > 0 }),
	},
}

// inChain makes a check that runs on chains of two or more.
func inChain(fails func(*place) bool) func(*place) bool {
	return func(p *place) bool { return p.long() && fails(p) }
}

func (p *place) long() bool         { return len(p.chain) > 1 }
func (p *place) last() bool         { return p.at+1 == len(p.chain) }
func (p *place) version3() bool     { return p.cert.Version >= 2 }
func (p *place) pathLen() int64     { return p.cert.PathLength(p.Release) }
func (p *place) keyDecodes() bool   { return p.cert.PublicKey().DecodesIn(p.Release) }
func (p *place) emptySubject() bool { return len(p.cert.Subject.Attributes) == 0 }
func (p *place) isCA() bool         { return p.cert.CA(p.Release) }
func (p *place) signsCerts() bool   { return p.cert.Has(p.Release, cert.KeyCertSign) }
func (p *place) hasSAN() bool {
	_, ok := p.cert.AltNames(p.Release)
	return ok
}

// needsAKI is 4.0's rule: neither the last of the chain nor self-signed.
func (p *place) needsAKI() bool { return !p.last() && !p.cert.SelfSignedIn(p.Release) }

// wrongCA is the part of the CA test that ends in "invalid CA certificate".
func (p *place) wrongCA() bool {
	switch p.mustCA {
	case -1:
		return p.strict() && p.class > 1
	case 0:
		return false
	}
	return p.class == 0 || p.class != 1 && (!p.last() || p.strict())
}

func (p *place) caFits() bool { return !p.wrongCA() && !(p.mustCA == 0 && p.class != 0) }

// checkExtensions walks the finished chain from the leaf up.
func (s *session) checkExtensions() {
	mustCA := -1
	var below, proxies int64
	for i, c := range s.chain {
		p := &place{session: s, cert: c, at: i, mustCA: mustCA, class: s.caClass(c)}
		for k := range extensionChecks {
			if x := &extensionChecks[k]; x.gate.holds(s.Release) && (x.mode == ordinary || p.strict()) && x.fails(p) {
				s.reportAt(x.code, i)
			}
		}
		if s.Purpose != NoPurpose && !p.fitsPurpose() {
			s.reportAt(code.InvalidPurpose, i)
		}
		if limit := p.pathLen(); i > 1 && limit != -1 && below > limit+proxies {
			s.reportAt(code.PathLengthExceeded, i)
		}
		if i > 0 && !c.SelfIssued() {
			below++
		}
		mustCA = 1
		if info := c.Proxy(s.Release); info != nil {
			if limit := info.PathLen; limit != -1 {
				if proxies > limit {
					s.reportAt(code.ProxyPathLengthExceeded, i)
				}
				proxies = limit
			}
			proxies++
			mustCA = 0
		}
	}
}

// caClass is X509_check_ca: 0 no CA, 1 by basic constraints, 3 version 1 and self-signed, 4 by key usage, 5 by
// Netscape type.
func (s *session) caClass(c *cert.Certificate) int {
	if invalid, _ := c.Invalid(s.Release); invalid && s.modern {
		return 0
	}
	switch netscape := c.Netscape(s.Release); {
	case c.Lacks(s.Release, cert.KeyCertSign):
		return 0
	case c.Basic(s.Release) != nil:
		if c.CA(s.Release) {
			return 1
		}
		return 0
	case c.Version == 0 && c.FitsItself(s.Release):
		return 3
	case c.Usage(s.Release) != nil:
		return 4
	case netscape != nil && *netscape&cert.NsAnyCA != 0:
		return 5
	}
	return 0
}
