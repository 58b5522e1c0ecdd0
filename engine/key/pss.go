package key

import (
	"math/big"

	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// pssParams are RSASSA-PSS-params, RFC 4055 section 3.1.
type pssParams struct {
	hash, mgfHash digest // "" when OpenSSL does not know it
	salt, trailer int64
	since         release.Release // the first that decodes them
}

var digestOIDs = map[string]digest{
	"1.2.840.113549.2.4":         "MD4",
	oid.MD5:                      "MD5",
	oid.SHA1:                     "SHA-1",
	oid.RIPEMD160:                "RIPEMD-160",
	oid.SHA256:                   "SHA-256",
	oid.SHA384:                   "SHA-384",
	oid.SHA512:                   "SHA-512",
	oid.SHA224:                   "SHA-224",
	oid.SHA512t224:               "SHA-512/224",
	oid.SHA512t256:               "SHA-512/256",
	oid.SHA3t224:                 "SHA3-224",
	oid.SHA3t256:                 "SHA3-256",
	oid.SHA3t384:                 "SHA3-384",
	oid.SHA3t512:                 "SHA3-512",
	"1.2.156.10197.1.401":        "SM3",
	"2.16.840.1.101.3.4.2.11":    "SHAKE128",
	"2.16.840.1.101.3.4.2.12":    "SHAKE256",
	"1.3.6.1.4.1.1722.12.2.1.16": "BLAKE2b512",
	"1.3.6.1.4.1.1722.12.2.2.8":  "BLAKE2s256",
}

// hashOf finds the digest that an algorithm identifier names. libcrypto: the OID of an RSA signature stands for its
// digest, too.
func hashOf(a Algorithm) digest {
	if d, ok := digestOIDs[a.OID]; ok {
		return d
	}
	if s, ok := signatureAlgorithms[a.OID]; ok && s.key == RSA && digestSize(s.digest) > 0 {
		return s.digest
	}
	return ""
}

// usable reports whether the parameters fit a signature: known digests, a salt length that is not negative, trailer 1.
func (p pssParams) usable() bool {
	return p.hash != "" && p.mgfHash != "" && p.salt >= 0 && p.trailer == 1
}

// readPSS decodes RSASSA-PSS-params; ok is false when they are malformed. See also [pssParams.usable].
//
//	RSASSA-PSS-params ::= SEQUENCE {
//	     hashAlgorithm     [0] Algorithm DEFAULT sha1,
//	     maskGenAlgorithm  [1] Algorithm DEFAULT mgf1SHA1,
//	     saltLength        [2] INTEGER DEFAULT 20,
//	     trailerField      [3] INTEGER DEFAULT 1 }
func readPSS(params []byte) (p pssParams, ok bool) {
	p = pssParams{hash: "SHA-1", mgfHash: "SHA-1", salt: 20, trailer: 1, since: release.Open111}
	r := der.NewReader(params)
	in := r.Enter(der.Of(der.Sequence))
	if in.Is(der.Context(0)) {
		field := in.Enter(der.Context(0))
		p.hash = hashOf(ReadAlgorithm(field))
		in.Leave(field)
	}
	if in.Is(der.Context(1)) {
		field := in.Enter(der.Context(1))
		mgf := ReadAlgorithm(field)
		in.Leave(field)
		inner := der.NewReader(mgf.Params)
		p.mgfHash = hashOf(ReadAlgorithm(inner))
		if inner.Err() != nil || mgf.OID != oid.MGF1 {
			return p, false
		}
		if inner.RefusedIn(release.Open111) != "" {
			p.since = release.Open30
		}
	}
	if in.Is(der.Context(2)) {
		field := in.Enter(der.Context(2))
		p.salt = der.Long(field.Integer(der.Of(der.Integer)))
		in.Leave(field)
	}
	if in.More() {
		field := in.Enter(der.Context(3))
		p.trailer = der.Long(field.Integer(der.Of(der.Integer)))
		in.Leave(field)
	}
	r.Leave(in)
	if r.RefusedIn(release.Open111) != "" {
		p.since = release.Open30
	}
	return p, r.Err() == nil
}

// verifyPSS is EMSA-PSS verification (RFC 8017 section 9.1.2) of a hash.
func (k *Public) verifyPSS(hash, signature []byte, p pssParams) bool {
	m, ok := k.rsaPublic(signature)
	if !ok {
		return false
	}
	bits := k.n.BitLen() - 1
	size := (bits + 7) / 8
	em := make([]byte, size)
	if m.BitLen() > bits {
		return false
	}
	m.FillBytes(em)
	hLen := len(hash)
	if size < hLen+2 || p.salt > int64(size-hLen-2) || em[size-1] != 0xbc {
		return false
	}
	db, h := em[:size-hLen-1], em[size-hLen-1:size-1]
	var counter [4]byte
	for done := 0; done < len(db); counter[3]++ {
		mask := sum(p.mgfHash, append(append([]byte{}, h...), counter[:]...))
		if mask == nil {
			return false
		}
		for i := 0; i < len(mask) && done < len(db); i++ {
			db[done] ^= mask[i]
			done++
		}
	}
	if excess := 8*size - bits; excess > 0 {
		db[0] &= 0xff >> excess
	}
	saltAt := len(db) - int(p.salt)
	for i, b := range db[:saltAt] {
		if i < saltAt-1 && b != 0 || i == saltAt-1 && b != 1 {
			return false
		}
	}
	check := append(append(make([]byte, 8), hash...), db[saltAt:]...)
	return string(sum(p.hash, check)) == string(h)
}

// rsaPublic computes signature^e mod n under OpenSSL's limits on keys and values.
func (k *Public) rsaPublic(signature []byte) (*big.Int, bool) {
	s := new(big.Int).SetBytes(signature)
	switch {
	case k.n.BitLen() > 16384 || k.n.Cmp(k.e) <= 0 || k.n.BitLen() > 3072 && k.e.BitLen() > 64:
		return nil, false
	case k.n.Bit(0) == 0 || s.Cmp(k.n) >= 0 || len(signature) > (k.n.BitLen()+7)/8:
		return nil, false
	}
	return modPower(s, k.e, k.n), true
}

// PSSLimits returns what an RSASSA-PSS key restricts its signatures to: digest, digest of the mask, least length of the
// salt. limited is false for a key without restrictions and for any other.
func (p Info) PSSLimits() (hash, mask string, salt int, limited bool) {
	if p.Kind() != RSAPSS || p.Algorithm.Params == nil {
		return "", "", 0, false
	}
	limits, ok := readPSS(p.Algorithm.Params)
	if !ok {
		return "", "", 0, false
	}
	return string(limits.hash), string(limits.mgfHash), int(min(limits.salt, 1<<16)), true
}
