//go:build lean

package key

// standardKey is nothing in lean builds: crypto/ecdsa is a fifth of what a first visit would load, and slower there.
type standardKey struct{}

func (k *Public) verifyECDSA(hash, signature []byte) bool {
	return k.verifyAnyECDSA(hash, signature)
}
