//go:build !lean

package key

import (
	"encoding/binary"
	"math/big"

	"filippo.io/mldsa"
	"github.com/cloudflare/circl/sign/ed448"
	"github.com/cloudflare/circl/sign/slhdsa"
	"github.com/emmansun/gmsm/sm3"
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
		return k.verifySM2(data, signature, ""), ""
	case k.family == EC && k.curve.binary:
		return k.verifyBinary(h, signature), ""
	}
	return false, string(k.family) + " signature"
}

// verifyMLDSA is ML-DSA.Verify of FIPS 204 with the empty context, as RFC 9881 wants for certificates.
func (k *Public) verifyMLDSA(data, signature []byte) bool {
	parameters := map[Kind]mldsa.Parameters{
		"ML-DSA-44": mldsa.MLDSA44(),
		"ML-DSA-65": mldsa.MLDSA65(),
		"ML-DSA-87": mldsa.MLDSA87(),
	}[k.family]
	public, err := mldsa.NewPublicKey(parameters, k.raw)
	return err == nil && mldsa.Verify(public, data, signature, nil) == nil
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

// sm2Identity is the identity that GB/T 35276 names for everybody.
const sm2Identity = "1234567812345678"

// OtherIdentity returns the SM2 identity under which k made the signature when it is not the one that OpenSSL assumes;
// "" for any other signature, good or bad.
func (s Signed) OtherIdentity(k *Public) string {
	if k.family == SM2 && s.Signature.Unused == 0 && !k.verifySM2(s.Data, s.Signature.Bytes, "") &&
		k.verifySM2(s.Data, s.Signature.Bytes, sm2Identity) {
		return sm2Identity
	}
	return ""
}

// verifySM2 is GB/T 32918.2 section 7.1 with SM3. libcrypto: the identity is empty unless the caller names one
// (-vfyopt distid:), not the 1234567812345678 that GB/T 35276 names.
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
