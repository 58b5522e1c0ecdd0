//go:build !lean

package client

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"testing"
)

// TestStandIn lets crypto/rsa verify what the stand-in key signs, and nothing else.
func TestStandIn(t *testing.T) {
	k := standInKey()
	public := &rsa.PublicKey{N: k.modulus, E: 3}
	for n := range 200 {
		message := make([]byte, n)
		if _, err := rand.Read(message); err != nil {
			t.Fatal(err)
		}
		hash, signature := sha256.Sum256(message), k.sign(message)
		if err := rsa.VerifyPKCS1v15(public, crypto.SHA256, hash[:], signature); err != nil {
			t.Fatalf("%x over %x: %v", signature, message, err)
		}
		hash[n%32] ^= 1
		if rsa.VerifyPKCS1v15(public, crypto.SHA256, hash[:], signature) == nil {
			t.Fatalf("%x is good for another message than %x", signature, message)
		}
	}
}
