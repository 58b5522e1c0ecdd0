//go:build lean

package key

import (
	"math/big"

	"x509strict/engine/release"
)

// Deferred reports whether this build leaves some signatures to another one.
const Deferred = true

// verifyFurther defers: the libraries for these would weigh as much again as what a first visit loads. The whole
// engine answers.
func (k *Public) verifyFurther(Signed, []byte) (ok bool, unsupported string) {
	what := string(k.family) + " signature"
	if k.family == EC {
		what = "ECDSA signature on " + k.curve.name
	}
	return false, what
}

// generator returns the base point of a curve and its order; ok is false where only the whole engine knows them.
func (c *curve) generator() (g point, order *big.Int, ok bool) {
	return point{c.x, c.y}, c.n, c.n != nil
}

// VerifiesIn is left to the whole engine.
func (s Signed) VerifiesIn(*Public, release.Release) bool { return true }

// OtherIdentity is left to the whole engine.
func (s Signed) OtherIdentity(*Public, release.Release) (identity string, other bool) {
	return "", false
}
