package cert

import (
	"crypto/sha256"

	"x509strict/engine/key"
	"x509strict/engine/release"
)

// selfCache keeps answers that are asked for often. A Certificate is filled by Parse and not safe for concurrent use
// before all are known.
type selfCache struct {
	fingerprint *[32]byte
	key         *key.Public
	asked       releases // SelfSignedIn was answered
	signed      releases // and with yes
}

// Fingerprint256 returns the SHA-256 of the certificate as received.
func (c *Certificate) Fingerprint256() [32]byte {
	if c.self.fingerprint == nil {
		sum := sha256.Sum256(c.Raw)
		c.self.fingerprint = &sum
	}
	return *c.self.fingerprint
}

// SelfSigned reports what OpenSSL calls self-signed (EXFLAG_SS): self-issued, with fitting key identifier and
// algorithm. No signature is verified.
func (c *Certificate) SelfSigned() bool { return c.SelfSignedIn(release.Default) }

// SelfSignedIn is SelfSigned as release r sees it. A certificate that the release marks invalid is not self-signed.
func (c *Certificate) SelfSignedIn(r release.Release) bool {
	if !c.self.asked.has(r) {
		c.self.asked |= 1 << r
		if !c.cache.invalid.has(r) && c.FitsItself(r) {
			c.self.signed |= 1 << r
		}
	}
	return c.self.signed.has(r)
}

// FitsItself is the flag EXFLAG_SS alone, which release r computes for a certificate that it marks invalid, too.
func (c *Certificate) FitsItself(r release.Release) bool {
	return c.SelfIssued() && c.AKIMatches(c, r) && c.FitsKey(c.PublicKey(), r)
}

// AKIMatches reports whether the certificate's authority key identifier, if any, fits the issuer in every part it
// has, as release r decodes them: key identifier (only when the issuer has one), serial, first directory name (OpenSSL
// X509_check_akid).
func (c *Certificate) AKIMatches(issuer *Certificate, r release.Release) bool {
	a, ski := c.AKI(r), issuer.SKI(r)
	switch {
	case a == nil:
		return true
	case a.HasKeyID && ski != nil && string(a.KeyID) != string(ski):
		return false
	case a.HasSerial && string(a.Serial) != string(issuer.Serial):
		return false
	}
	name := a.FirstIssuer()
	return name == nil || name.Equal(issuer.Issuer)
}
