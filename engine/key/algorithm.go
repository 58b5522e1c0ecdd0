package key

import (
	"x509strict/engine/release"

	"x509strict/engine/oid"
)

// digest names a hash function.
type digest string

// signatureAlgorithm is a row of OpenSSL's signature table (OBJ_find_sigid_algs): which digest, and which kind of key
// signs so.
type signatureAlgorithm struct {
	digest digest // "" when the algorithm names none
	key    Kind
	since  release.Release
}

// signatureAlgorithms holds the algorithms that a release can know. Where OpenSSL has no such key (GOST, DH), the
// kind matches none.
var signatureAlgorithms = map[string]signatureAlgorithm{
	oid.MD2WithRSA:       {"MD2", RSA, release.Open111},
	oid.MD4WithRSA:       {"MD4", RSA, release.Open111},
	oid.MD5WithRSA:       {"MD5", RSA, release.Open111},
	oid.OIWMD5WithRSA:    {"MD5", RSA, release.Open111},
	oid.OIWSHAWithRSA:    {"SHA", RSA, release.Open111},
	oid.SHA1WithRSA:      {"SHA-1", RSA, release.Open111},
	oid.OIWSHA1WithRSA:   {"SHA-1", RSA, release.Open111},
	"2.5.8.3.100":        {"MDC2", RSA, release.Open111},
	oid.RIPEMD160WithRSA: {"RIPEMD-160", RSA, release.Open111},
	oid.SHA256WithRSA:    {"SHA-256", RSA, release.Open111},
	oid.SHA384WithRSA:    {"SHA-384", RSA, release.Open111},
	oid.SHA512WithRSA:    {"SHA-512", RSA, release.Open111},
	oid.SHA224WithRSA:    {"SHA-224", RSA, release.Open111},
	oid.RSAPSS:           {"", RSAPSS, release.Open111},

	oid.SHA3t224WithRSA: {"SHA3-224", RSA, release.Open111},
	oid.SHA3t256WithRSA: {"SHA3-256", RSA, release.Open111},
	oid.SHA3t384WithRSA: {"SHA3-384", RSA, release.Open111},
	oid.SHA3t512WithRSA: {"SHA3-512", RSA, release.Open111},

	oid.OIWDSAWithSHA:  {"SHA", DSA, release.Open111},
	oid.OIWDSAWithSHA1: {"SHA-1", DSA, release.Open111},
	oid.DSAWithSHA1:    {"SHA-1", DSA, release.Open111},
	oid.DSAWithSHA224:  {"SHA-224", DSA, release.Open111},
	oid.DSAWithSHA256:  {"SHA-256", DSA, release.Open111},

	oid.ECDSAWithSHA1:     {"SHA-1", EC, release.Open111},
	"1.2.840.10045.4.2":   {"", EC, release.Open111},
	oid.ECDSAWithSHA2:     {"", EC, release.Open111},
	oid.ECDSAWithSHA224:   {"SHA-224", EC, release.Open111},
	oid.ECDSAWithSHA256:   {"SHA-256", EC, release.Open111},
	oid.ECDSAWithSHA384:   {"SHA-384", EC, release.Open111},
	oid.ECDSAWithSHA512:   {"SHA-512", EC, release.Open111},
	oid.ECDSAWithSHA3t224: {"SHA3-224", EC, release.Open35},
	oid.ECDSAWithSHA3t256: {"SHA3-256", EC, release.Open35},
	oid.ECDSAWithSHA3t384: {"SHA3-384", EC, release.Open35},
	oid.ECDSAWithSHA3t512: {"SHA3-512", EC, release.Open35},
	oid.SM2WithSM3:        {"SM3", SM2, release.Open30},

	oid.Ed25519: {"", Ed25519, release.Open111},
	oid.Ed448:   {"", Ed448, release.Open111},

	oid.GOST2001:            {"GOST94", "GOST 2001", release.Open111},
	"1.2.643.2.2.4":         {"GOST94", "GOST 94", release.Open111},
	"1.2.643.2.9.1.3.3":     {"GOST94", "GOST 94 CC", release.Open111},
	"1.2.643.2.9.1.3.4":     {"GOST94", "GOST 2001 CC", release.Open111},
	oid.GOST2012t256:        {"GOST 2012", "GOST 2012", release.Open111},
	oid.GOST2012t512:        {"GOST 2012", "GOST 2012", release.Open111},
	"1.3.133.16.840.63.0.2": {"SHA-1", "DH KDF", release.Open111},
	"1.3.132.1.11.0":        {"SHA-224", "DH KDF", release.Open111},
	"1.3.132.1.11.1":        {"SHA-256", "DH KDF", release.Open111},
	"1.3.132.1.11.2":        {"SHA-384", "DH KDF", release.Open111},
	"1.3.132.1.11.3":        {"SHA-512", "DH KDF", release.Open111},
	"1.3.133.16.840.63.0.3": {"SHA-1", "DH KDF", release.Open111},
	"1.3.132.1.14.0":        {"SHA-224", "DH KDF", release.Open111},
	"1.3.132.1.14.1":        {"SHA-256", "DH KDF", release.Open111},
	"1.3.132.1.14.2":        {"SHA-384", "DH KDF", release.Open111},
	"1.3.132.1.14.3":        {"SHA-512", "DH KDF", release.Open111},

	oid.MLDSA44:               {"", "ML-DSA-44", release.Open35},
	oid.MLDSA65:               {"", "ML-DSA-65", release.Open35},
	oid.MLDSA87:               {"", "ML-DSA-87", release.Open35},
	"2.16.840.1.101.3.4.3.20": {"", "SLH-DSA-SHA2-128s", release.Open35},
	"2.16.840.1.101.3.4.3.21": {"", "SLH-DSA-SHA2-128f", release.Open35},
	"2.16.840.1.101.3.4.3.22": {"", "SLH-DSA-SHA2-192s", release.Open35},
	"2.16.840.1.101.3.4.3.23": {"", "SLH-DSA-SHA2-192f", release.Open35},
	"2.16.840.1.101.3.4.3.24": {"", "SLH-DSA-SHA2-256s", release.Open35},
	"2.16.840.1.101.3.4.3.25": {"", "SLH-DSA-SHA2-256f", release.Open35},
	"2.16.840.1.101.3.4.3.26": {"", "SLH-DSA-SHAKE-128s", release.Open35},
	"2.16.840.1.101.3.4.3.27": {"", "SLH-DSA-SHAKE-128f", release.Open35},
	"2.16.840.1.101.3.4.3.28": {"", "SLH-DSA-SHAKE-192s", release.Open35},
	"2.16.840.1.101.3.4.3.29": {"", "SLH-DSA-SHAKE-192f", release.Open35},
	"2.16.840.1.101.3.4.3.30": {"", "SLH-DSA-SHAKE-256s", release.Open35},
	"2.16.840.1.101.3.4.3.31": {"", "SLH-DSA-SHAKE-256f", release.Open35},
}

// lookupSignature finds the algorithm in release r's table.
func lookupSignature(oid string, r release.Release) (signatureAlgorithm, bool) {
	a, ok := signatureAlgorithms[oid]
	return a, ok && a.since <= r
}

// digestSize returns the bytes of a digest that OpenSSL's table of digests holds, 0 for one that it lacks.
func digestSize(d digest) int {
	switch d {
	case "MD4", "MD5":
		return 16
	case "SHA-1", "RIPEMD-160", "GOST94":
		return 20
	case "SHA-224", "SHA3-224":
		return 28
	case "SHA-256", "SHA3-256", "SM3":
		return 32
	case "SHA-384", "SHA3-384":
		return 48
	case "SHA-512", "SHA3-512", "BLAKE2b512":
		return 64
	case "SHA-512/224":
		return 28
	case "SHA-512/256", "BLAKE2s256", "SHAKE256":
		return 32
	case "SHAKE128":
		return 16
	}
	return 0
}

// Fits reports whether release r takes k for a key that can have made a signature of this algorithm (OpenSSL
// check_sig_alg_match, which asks the algorithm inside the TBS): it is known and is for keys of that kind, and the key
// decodes.
func (a Algorithm) Fits(k *Public, r release.Release) bool {
	s, ok := lookupSignature(a.OID, r)
	switch {
	case !ok || !k.DecodesIn(r):
		return false
	case s.key == k.family:
		return true
	case r < release.Open30:
		return (s.key == RSA || s.key == RSAPSS) && (k.family == RSA || k.family == RSAPSS)
	}
	return s.key == RSAPSS && k.family == RSA
}

// SecurityBits returns the security bits of a signature of this (outer) algorithm on a certificate for the key own, as
// release r grades it (X509_get_signature_info); ok is false when it has no grade.
func (a Algorithm) SecurityBits(own *Public, r release.Release) (bits int, ok bool) {
	s, known := lookupSignature(a.OID, r)
	if !known {
		return 0, false
	}
	if s.digest != "" {
		bits = digestBits(s.digest, r)
		return bits, bits > 0
	}
	switch s.key {
	case Ed25519:
		return 128, true
	case Ed448:
		return 224, true
	case RSAPSS:
		if p, ok := readPSS(a.Params); ok && p.usable() && r >= p.since {
			bits = digestSize(p.hash) * 4
			if r >= release.Open30 {
				switch p.hash {
				case "SHA-1":
					bits = 64
				case "MD5":
					bits = 39
				}
			}
			return bits, true
		}
	}
	if r >= release.Open35 && own.DecodesIn(r) {
		bits = own.SecurityBits(r)
		return bits, bits > 0
	}
	return 0, false
}

// WeakDigest names the hash that a signature of this algorithm rests on, as "SHA-1", when that has less than the 112
// bits of security level 2 (X509_V_ERR_CA_MD_TOO_WEAK); "" for a stronger one, and where the parameters do not tell.
func (a Algorithm) WeakDigest() string {
	d := signatureAlgorithms[a.OID].digest
	if a.OID == oid.RSAPSS {
		if p, ok := readPSS(a.Params); ok {
			d = p.hash
		}
	}
	switch d {
	case "MD2", "MD4", "MD5", "MDC2", "SHA", "SHA-1", "RIPEMD-160", "GOST94":
		return string(d)
	}
	return ""
}

func digestBits(d digest, r release.Release) int {
	switch {
	case d == "SHA-1" && r >= release.Open30:
		return 63
	case d == "MD5" && r >= release.Open30:
		return 39
	case d == "GOST94" && r >= release.Open30:
		return 105
	}
	return digestSize(d) * 4
}
