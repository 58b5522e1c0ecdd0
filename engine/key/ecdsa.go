//go:build !lean

package key

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"runtime"

	"x509strict/engine/oid"
)

// standardKey is a key of a curve that the standard library computes fast; nil until it was needed.
type standardKey = *ecdsa.PublicKey

var standardCurves = map[string]elliptic.Curve{
	oid.P224: elliptic.P224(),
	oid.P256: elliptic.P256(),
	oid.P384: elliptic.P384(),
	oid.P521: elliptic.P521(),
}

// ownPays is whether this package's arithmetic beats crypto/ecdsa's: where that has no assembly.
const ownPays = runtime.GOARCH == "wasm"

func (k *Public) verifyECDSA(hash, signature []byte) bool {
	std := standardCurves[k.curve.oid]
	if ownPays || std == nil || k.at.x == nil {
		return k.verifyAnyECDSA(hash, signature)
	}
	return k.verifyStandardECDSA(std, hash, signature)
}

func (k *Public) verifyStandardECDSA(std elliptic.Curve, hash, signature []byte) bool {
	if k.std == nil {
		size := k.curve.fieldBytes()
		encoded := make([]byte, 1+2*size)
		encoded[0] = 4
		k.at.x.FillBytes(encoded[1 : 1+size])
		k.at.y.FillBytes(encoded[1+size:])
		k.std, _ = ecdsa.ParseUncompressedPublicKey(std, encoded)
	}
	return k.std != nil && ecdsa.VerifyASN1(k.std, hash, signature)
}
