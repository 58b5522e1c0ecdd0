package cert

import (
	"x509strict/engine/key"
	"x509strict/engine/release"
)

// PublicKey decodes the certificate's key, once.
func (c *Certificate) PublicKey() *key.Public {
	if c.self.key == nil {
		c.self.key = c.SPKI.Decode()
	}
	return c.self.key
}

// Signed returns what the signature is over, and the signature.
func (c *Certificate) Signed() key.Signed {
	return key.Signed{Data: c.RawTBS, Inner: c.InnerAlg, Outer: c.OuterAlg, Signature: c.Signature}
}

// SameAlgorithms reports whether the algorithm identifiers inside and outside of the TBS are equal.
func (c *Certificate) SameAlgorithms() bool { return c.InnerAlg.Equal(c.OuterAlg) }

// FitsKey reports whether release r takes k for a key that can have made the certificate's signature; see
// [key.Algorithm.Fits].
func (c *Certificate) FitsKey(k *key.Public, r release.Release) bool { return c.InnerAlg.Fits(k, r) }

// SignatureBits returns the security bits of the certificate's signature as release r grades it; see
// [key.Algorithm.SecurityBits].
func (c *Certificate) SignatureBits(r release.Release) (bits int, ok bool) {
	return c.OuterAlg.SecurityBits(c.PublicKey(), r)
}
