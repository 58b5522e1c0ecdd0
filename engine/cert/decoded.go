package cert

import (
	"slices"

	"x509strict/engine/release"
)

// A release that does not decode an extension knows nothing of it, though others do: one ends the certificate in a
// length of the long form, say, which 1.1.1 refuses. The methods here answer for a release; the fields of the same
// subjects hold what any release decodes.

// Basic returns the basic constraints as release r decodes them, or nil.
func (c *Certificate) Basic(r release.Release) *BasicConstraints {
	return decodedIn(c, basicConstraints, r, c.BasicConstraints)
}

// CA reports whether release r decodes basic constraints with cA true (EXFLAG_CA).
func (c *Certificate) CA(r release.Release) bool {
	b := c.Basic(r)
	return b != nil && b.CA
}

// IsCA reports whether basic constraints decode in some release with cA true.
func (c *Certificate) IsCA() bool { return c.BasicConstraints != nil && c.BasicConstraints.CA }

// PathLength returns the path length as release r keeps it: -1 for no limit.
func (c *Certificate) PathLength(r release.Release) int64 {
	switch b := c.Basic(r); {
	case b == nil:
		return -1
	case r < release.Open30 && (c.cache.negPath || !b.CA && b.HasPathLen):
		return 0
	default:
		return b.PathLen
	}
}

// Usage returns the key usage as release r decodes it, or nil.
func (c *Certificate) Usage(r release.Release) *KeyUsage {
	return decodedIn(c, keyUsage, r, c.KeyUsage)
}

// Has reports whether release r decodes a key usage with one of the bits.
func (c *Certificate) Has(r release.Release, bits KeyUsage) bool {
	u := c.Usage(r)
	return u != nil && *u&bits != 0
}

// Lacks reports whether release r decodes a key usage without any of the bits.
func (c *Certificate) Lacks(r release.Release, bits KeyUsage) bool {
	u := c.Usage(r)
	return u != nil && *u&bits == 0
}

// LacksUsage reports whether key usage is present without any of the bits.
func (c *Certificate) LacksUsage(bits KeyUsage) bool {
	return c.KeyUsage != nil && *c.KeyUsage&bits == 0
}

// Permits reports whether release r decodes no extended key usage, or one with one of the dotted OIDs.
func (c *Certificate) Permits(r release.Release, oids ...string) bool {
	return !c.cache.decoded[extKeyUsage].has(r) || c.Allows(oids...)
}

// Allows reports whether the extended key usage is absent or contains one of the dotted OIDs.
func (c *Certificate) Allows(oids ...string) bool {
	return c.ExtKeyUsage == nil || slices.ContainsFunc(c.ExtKeyUsage, func(have string) bool {
		return slices.Contains(oids, have)
	})
}

// Netscape returns the Netscape certificate type as release r decodes it, or nil.
func (c *Certificate) Netscape(r release.Release) *byte {
	return decodedIn(c, nsCertType, r, c.NsCertType)
}

// SKI returns the subject key identifier as release r decodes it, or nil.
func (c *Certificate) SKI(r release.Release) []byte {
	if !c.cache.decoded[subjectKeyID].has(r) {
		return nil
	}
	return c.SubjectKeyID
}

// AKI returns the authority key identifier as release r decodes it, or nil.
func (c *Certificate) AKI(r release.Release) *AuthorityKeyIdentifier {
	return decodedIn(c, authorityKeyID, r, c.AuthorityKeyID)
}

// AltNames returns the subject alternative names that release r decodes; ok is false when it decodes none.
func (c *Certificate) AltNames(r release.Release) (names []GeneralName, ok bool) {
	if decoded := decodedIn(c, subjectAltName, r, c.SubjectAltName); decoded != nil {
		return *decoded, true
	}
	return nil, false
}

// Constraints returns the name constraints as release r decodes them, or nil.
func (c *Certificate) Constraints(r release.Release) *NameConstraints {
	return decodedIn(c, nameConstraints, r, c.NameConstraints)
}

// Proxy returns the proxy certificate information as release r decodes it, or nil.
func (c *Certificate) Proxy(r release.Release) *ProxyInfo {
	return decodedIn(c, proxyInfo, r, c.ProxyInfo)
}

// Addresses returns the IP address blocks as release r decodes them, or nil.
func (c *Certificate) Addresses(r release.Release) []AddressFamily {
	if !c.cache.decoded[addressBlocks].has(r) {
		return nil
	}
	return c.AddressBlocks
}

// ASNumbers returns the AS identifiers as release r decodes them, or nil.
func (c *Certificate) ASNumbers(r release.Release) *ASIdentifiers {
	return decodedIn(c, asIdentifiers, r, c.ASIdentifiers)
}

// decodedIn returns the value of extension k where release r decodes it, else nil.
func decodedIn[T any](c *Certificate, k extensionKind, r release.Release, value *T) *T {
	if !c.cache.decoded[k].has(r) {
		return nil
	}
	return value
}
