package key

import (
	"bytes"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"math/big"

	//lint:ignore SA1019 certificates signed with it exist, and OpenSSL 1.1.1 verifies them
	"golang.org/x/crypto/md4"
	//lint:ignore SA1019 certificates signed with it exist, and OpenSSL verifies them
	"golang.org/x/crypto/ripemd160"

	"x509strict/engine/der"
	"x509strict/engine/release"
)

// Signed is what X.509 calls SIGNED{}: bytes, the algorithm named inside and outside of them, and the signature.
type Signed struct {
	Data         []byte
	Inner, Outer Algorithm
	Signature    der.Bits
}

// AllowedIn makes the tests of X509_verify that come before any computing and depend on the release: inner and outer
// algorithm agree, no unused bits, the algorithm is known with its digest and fits the key.
func (s Signed) AllowedIn(k *Public, r release.Release) bool {
	a, known := lookupSignature(s.Outer.OID, r)
	switch {
	case !known || !k.DecodesIn(r) || s.Signature.Unused != 0 || !s.Inner.Equal(s.Outer):
		return false
	case a.digest == "MD4" && r >= release.Open30:
		return false // only in the legacy provider
	case a.digest == "" && (a.key == Ed25519 || a.key == Ed448) && s.Outer.Params != nil && r < release.Open30:
		return false
	case a.digest == "" && a.key == EC && r < release.Open30:
		return false
	case a.key == RSAPSS:
		p, _ := readPSS(s.Outer.Params)
		truncated := p.hash == "SHA-512/224" || p.hash == "SHA-512/256"
		return (k.family == RSA || k.family == RSAPSS) && !(truncated && r < release.Open30) && r >= p.since
	}
	return a.key == k.family
}

// Equal is X509_ALGOR_cmp: absent parameters and NULL differ.
func (a Algorithm) Equal(b Algorithm) bool {
	if a.OID != b.OID || (a.Params == nil) != (b.Params == nil) {
		return false
	}
	if bytes.Equal(a.Params, b.Params) {
		return true
	}
	_, aid, ac := der.NewReader(a.Params).Any()
	_, bid, bc := der.NewReader(b.Params).Any()
	if aid.Class != der.Universal && bid.Class != der.Universal {
		aid = bid
	}
	return aid == bid && bytes.Equal(ac, bc)
}

// Verify computes whether the signature is one of k's. It asks no release: k must be one that [Signed.AllowedIn] admits
// in some. unsupported names an algorithm that the engine cannot compute; ok is false then and says nothing.
func (s Signed) Verify(k *Public) (ok bool, unsupported string) {
	a := signatureAlgorithms[s.Outer.OID]
	d := a.digest
	switch {
	case a.key == RSAPSS && k.n == nil, a.key == Ed25519 && len(k.raw) != ed25519.PublicKeySize:
		return false, "" // a key of another kind
	case a.key == RSAPSS:
		p, ok := readPSS(s.Outer.Params)
		if !ok || !p.usable() || s.Outer.Params == nil || !k.limits.allow(p) {
			return false, ""
		}
		h := sum(p.hash, s.Data)
		if h == nil || !rsaDigest(p.hash) || sum(p.mgfHash, nil) == nil {
			return false, ""
		}
		return k.verifyPSS(h, s.Signature.Bytes, p), ""
	case a.key == Ed25519:
		return len(s.Signature.Bytes) == ed25519.SignatureSize &&
			ed25519.Verify(k.raw, s.Data, s.Signature.Bytes), ""
	case d == "" && a.key == EC:
		d = "SHA-256" // the key's default digest
	case d == "" || a.key == SM2:
		return k.verifyFurther(s, nil)
	}
	h := sum(d, s.Data)
	if h == nil {
		return false, ""
	}
	switch k.family {
	case RSA:
		return k.verifyPKCS1(d, h, s.Signature.Bytes), ""
	case EC:
		if k.curve.binary {
			return k.verifyFurther(s, h)
		}
		return k.verifyECDSA(h, s.Signature.Bytes), ""
	case DSA:
		return k.verifyDSA(h, s.Signature.Bytes), ""
	}
	return false, string(k.family) + " signature"
}

// allow reports whether the restrictions of an RSA-PSS key, if any, admit a signature's parameters.
func (limits *pssParams) allow(p pssParams) bool {
	return limits == nil || limits.hash == p.hash && limits.mgfHash == p.mgfHash && p.salt >= limits.salt
}

// sum hashes; nil for a digest that OpenSSL's default provider lacks.
func sum(d digest, data []byte) []byte {
	var h hash.Hash
	switch d {
	case "SHA-256":
		s := sha256.Sum256(data)
		return s[:]
	case "MD4":
		h = md4.New()
	case "MD5":
		h = md5.New()
	case "SHA-1":
		h = sha1.New()
	case "RIPEMD-160":
		h = ripemd160.New()
	case "SHA-224":
		h = sha256.New224()
	case "SHA-384":
		h = sha512.New384()
	case "SHA-512":
		h = sha512.New()
	case "SHA-512/224":
		h = sha512.New512_224()
	case "SHA-512/256":
		h = sha512.New512_256()
	case "SHA3-224":
		h = sha3.New224()
	case "SHA3-256":
		h = sha3.New256()
	case "SHA3-384":
		h = sha3.New384()
	case "SHA3-512":
		h = sha3.New512()
	default:
		return nil
	}
	h.Write(data)
	return h.Sum(nil)
}

// digestInfo is the DER of DigestInfo up to the hash, RFC 8017 section 9.2, note 1.
func digestInfo(d digest) []byte {
	for oid, name := range digestOIDs {
		if name == d {
			content := der.OIDContent(oid)
			size := digestSize(d)
			algorithm := append([]byte{0x30, byte(len(content) + 4), 0x06, byte(len(content))}, content...)
			algorithm = append(algorithm, 0x05, 0)
			out := append([]byte{0x30, byte(len(algorithm) + 2 + size)}, algorithm...)
			return append(out, 0x04, byte(size))
		}
	}
	return nil
}

func rsaDigest(d digest) bool { return d != "SM3" }

// verifyPKCS1 is EMSA-PKCS1-v1_5 verification (RFC 8017 section 8.2.2): the expected encoding is built and compared.
func (k *Public) verifyPKCS1(d digest, hash, signature []byte) bool {
	size := (k.n.BitLen() + 7) / 8
	info := digestInfo(d)
	if len(signature) != size || size < len(info)+len(hash)+11 {
		return false
	}
	m, ok := k.rsaPublic(signature)
	if !ok {
		return false
	}
	want := make([]byte, size)
	want[1] = 1
	pad := size - len(info) - len(hash) - 1
	for i := 2; i < pad; i++ {
		want[i] = 0xff
	}
	copy(want[pad+1:], info)
	copy(want[size-len(hash):], hash)
	return bytes.Equal(m.FillBytes(make([]byte, size)), want)
}

// readPair reads SEQUENCE { r INTEGER, s INTEGER } in DER; libcrypto: re-encodes what it read and compares, so that
// nothing but DER passes.
func readPair(signature []byte) (r, s *big.Int, ok bool) {
	in := der.NewReader(signature)
	seq := in.Enter(der.Of(der.Sequence))
	rb, sb := seq.Integer(der.Of(der.Integer)), seq.Integer(der.Of(der.Integer))
	in.Leave(seq)
	if in.Err() != nil || rb[0] >= 0x80 || sb[0] >= 0x80 {
		return nil, nil, false
	}
	body := der.Build(0x20|der.Sequence, der.Build(der.Integer, rb), der.Build(der.Integer, sb))
	if !bytes.Equal(signature, body) {
		return nil, nil, false
	}
	return new(big.Int).SetBytes(rb), new(big.Int).SetBytes(sb), true
}

// verifyDSA follows FIPS 186-4 section 4.7, with OpenSSL's limits on p and q.
func (k *Public) verifyDSA(hash, signature []byte) bool {
	r, s, ok := readPair(signature)
	if !ok || k.p == nil {
		return false
	}
	bits := k.q.BitLen()
	if bits != 160 && bits != 224 && bits != 256 || k.p.BitLen() > 10000 || k.p.Bit(0) == 0 {
		return false
	}
	if r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(k.q) >= 0 || s.Cmp(k.q) >= 0 {
		return false
	}
	e := new(big.Int).SetBytes(hash[:min(len(hash), bits/8)])
	w := new(big.Int).ModInverse(s, k.q)
	if w == nil {
		return false
	}
	u := e.Mul(e, w)
	u.Mod(u, k.q)
	v := new(big.Int).Mul(r, w)
	v.Mod(v, k.q)
	x := new(big.Int).Exp(k.g, u, k.p)
	x.Mul(x, new(big.Int).Exp(k.y, v, k.p)).Mod(x, k.p).Mod(x, k.q)
	return x.Cmp(r) == 0
}
