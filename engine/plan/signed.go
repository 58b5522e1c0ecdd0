package plan

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	_ "crypto/md5" // old CAs signed with it; only to recognize them
	"crypto/rsa"
	_ "crypto/sha1" // likewise
	_ "crypto/sha256"
	_ "crypto/sha512"
	"math/big"

	"x509strict/engine/cert"
)

// signatureHashes are the hashes of the signature algorithms by which an issuer is recognized.
var signatureHashes = map[string]crypto.Hash{
	"1.2.840.113549.1.1.4": crypto.MD5, "1.2.840.113549.1.1.5": crypto.SHA1, "1.2.840.113549.1.1.14": crypto.SHA224, oidSHA256RSA: crypto.SHA256,
	oidSHA384RSA: crypto.SHA384, oidSHA512RSA: crypto.SHA512, "1.2.840.10045.4.1": crypto.SHA1, "1.2.840.10045.4.3.1": crypto.SHA224,
	oidECSHA256: crypto.SHA256, oidECSHA384: crypto.SHA384, oidECSHA512: crypto.SHA512,
}

// signedBy reports whether the key of issuer made the signature of c. Schemes that the tables above do not know count as no.
func signedBy(c, issuer *cert.Certificate) bool {
	alg := c.InnerAlg.OID
	hash := signatureHashes[alg]
	var digest []byte
	if hash != 0 {
		h := hash.New()
		h.Write(c.RawTBS)
		digest = h.Sum(nil)
	}
	switch k := issuer.SPKI.Kind(); {
	case k == cert.RSA && hash != 0:
		n, e, ok := issuer.SPKI.RSAKey()
		if !ok || n.Sign() <= 0 || n.BitLen() > 16384 || !e.IsInt64() || e.Int64() < 2 || e.Int64() > 1<<31-1 {
			return false
		}
		return rsa.VerifyPKCS1v15(&rsa.PublicKey{N: n, E: int(e.Int64())}, hash, digest, c.Signature.Bytes) == nil
	case (k == cert.RSA || k == cert.RSAPSS) && alg == oidPSS:
		n, e, ok := issuer.SPKI.RSAKey()
		if !ok || n.Sign() <= 0 || n.BitLen() > 16384 || !e.IsInt64() || e.Int64() < 2 || e.Int64() > 1<<31-1 {
			return false
		}
		for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512, crypto.SHA1} {
			w := h.New()
			w.Write(c.RawTBS)
			if rsa.VerifyPSS(&rsa.PublicKey{N: n, E: int(e.Int64())}, h, w.Sum(nil), c.Signature.Bytes, nil) == nil {
				return true
			}
		}
	case k == cert.EC && hash != 0:
		pub := ecKey(issuer.SPKI)
		return pub != nil && ecdsa.VerifyASN1(pub, digest, c.Signature.Bytes)
	case k == cert.Ed25519 && alg == oidEd25519:
		key := issuer.SPKI.Key.Bytes
		return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, c.RawTBS, c.Signature.Bytes)
	}
	return false
}

// ecKey returns a key on P-224, P-256, P-384 or P-521, also one whose parameters are spelled out; nil for anything else.
func ecKey(p cert.PublicKeyInfo) *ecdsa.PublicKey {
	oid := p.Curve()
	if oid == "" {
		oid = explicitCurve(p)
	}
	curve, ok := map[string]elliptic.Curve{"1.3.132.0.33": elliptic.P224(), oidP256: elliptic.P256(), oidP384: elliptic.P384(), oidP521: elliptic.P521()}[oid]
	if !ok {
		return nil
	}
	point := p.Key.Bytes
	if len(point) > 0 && (point[0] == 2 || point[0] == 3) {
		x, y := elliptic.UnmarshalCompressed(curve, point)
		if x == nil {
			return nil
		}
		size := (curve.Params().BitSize + 7) / 8
		point = append([]byte{4}, append(fill(x, size), fill(y, size)...)...)
	}
	pub, err := ecdsa.ParseUncompressedPublicKey(curve, point)
	if err != nil {
		return nil // not a point of the curve: then it signed nothing
	}
	return pub
}

func fill(n *big.Int, size int) []byte { return n.FillBytes(make([]byte, size)) }
