//go:build !lean

package key

import (
	"encoding/binary"
	"math/big"

	"github.com/cloudflare/circl/sign/ed448"
	"github.com/cloudflare/circl/sign/slhdsa"
	"github.com/emmansun/gmsm/sm3"

	"x509strict/engine/release"
)

// Deferred reports whether this build leaves some signatures to another one.
const Deferred = false

// verifyFurther verifies what lean builds leave to the whole engine. h is nil where the algorithm hashes by itself.
func (k *Public) verifyFurther(s Signed, h []byte) (ok bool, unsupported string) {
	data, signature := s.Data, s.Signature.Bytes
	switch k.Kind {
	case Ed448:
		return len(signature) == ed448.SignatureSize && ed448.Verify(k.raw, data, signature, ""), ""
	case MLDSA:
		return k.verifyMLDSA(data, signature), ""
	case SLHDSA:
		return k.verifySLHDSA(data, signature), ""
	}
	switch {
	case k.family == SM2:
		return k.verifySM2(data, signature, "") || k.verifySM2(data, signature, sm2Identity), ""
	case k.family == EC && k.curve.binary:
		return k.verifyBinary(h, signature), ""
	}
	return false, string(k.family) + " signature"
}

// verifySLHDSA is slh_verify of FIPS 205 with the empty context, as RFC 9909 wants for certificates.
func (k *Public) verifySLHDSA(data, signature []byte) bool {
	id, err := slhdsa.IDByName(string(k.family))
	if err != nil {
		return false
	}
	public := slhdsa.PublicKey{ID: id}
	return public.UnmarshalBinary(k.raw) == nil &&
		slhdsa.Verify(&public, slhdsa.NewMessage(data), signature, nil)
}

// sm2Identity is the identity that GB/T 35276 names for everybody. libcrypto: since 4.0 it is the default, before that
// the empty one was.
const sm2Identity = "1234567812345678"

// sm2IdentityIn is the identity that release r assumes.
func sm2IdentityIn(r release.Release) string {
	if r >= release.Open40 {
		return sm2Identity
	}
	return ""
}

// VerifiesIn reports whether release r takes a signature that [Signed.Verify] found good: it has to have been made
// under the SM2 identity that the release assumes. Other signatures know no identities.
func (s Signed) VerifiesIn(k *Public, r release.Release) bool {
	return k.family != SM2 || k.verifySM2(s.Data, s.Signature.Bytes, sm2IdentityIn(r))
}

// OtherIdentity returns the SM2 identity under which k made the signature when it is not the one that release r
// assumes; other is false for any other signature, good or bad.
func (s Signed) OtherIdentity(k *Public, r release.Release) (identity string, other bool) {
	if k.family != SM2 || s.Signature.Unused != 0 {
		return "", false
	}
	identity = sm2Identity
	if sm2IdentityIn(r) == identity {
		identity = ""
	}
	return identity, !s.VerifiesIn(k, r) && k.verifySM2(s.Data, s.Signature.Bytes, identity)
}

// verifySM2 is GB/T 32918.2 section 7.1 with SM3.
func (k *Public) verifySM2(data, signature []byte, identity string) bool {
	r, s, ok := readPair(signature)
	c := k.curve
	if !ok || k.at.x == nil || c.binary || r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(c.n) >= 0 || s.Cmp(c.n) >= 0 {
		return false
	}
	t := new(big.Int).Add(r, s)
	if t.Mod(t, c.n).Sign() == 0 {
		return false
	}
	at := c.sum(s, t, k.at)
	if at.x == nil {
		return false
	}
	h := sm3.New()
	h.Write(k.sm2Hash(identity))
	h.Write(data)
	e := new(big.Int).SetBytes(h.Sum(nil))
	return e.Add(e, at.x).Mod(e, c.n).Cmp(r) == 0
}

// sm2Hash is the hash Z of GB/T 32918.2 section 5.5: identity, curve and key.
func (k *Public) sm2Hash(identity string) []byte {
	h := sm3.New()
	h.Write(binary.BigEndian.AppendUint16(nil, uint16(8*len(identity))))
	h.Write([]byte(identity))
	buffer := make([]byte, k.curve.fieldBytes())
	for _, v := range []*big.Int{k.curve.a, k.curve.b, k.curve.x, k.curve.y, k.at.x, k.at.y} {
		h.Write(v.FillBytes(buffer))
	}
	return h.Sum(nil)
}
