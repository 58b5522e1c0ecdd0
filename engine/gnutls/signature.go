package gnutls

import "x509strict/engine/oid"

// hashes are the digests of signatures, with the bits they give and how GnuTLS rates them.
var hashes = map[string]struct {
	bits     int
	broken   bool // not even a good signature counts
	notCerts bool // not good enough for certificates
}{
	"MD2": {128, true, true}, "MD5": {128, true, true}, "SHA-1": {160, false, true}, "RIPEMD-160": {160, false, true},
	"SHA-224": {224, false, false}, "SHA-256": {256, false, false}, "SHA-384": {384, false, false},
	"SHA-512": {512, false, false}, "SHA3-224": {224, false, false}, "SHA3-256": {256, false, false},
	"SHA3-384": {384, false, false}, "SHA3-512": {512, false, false}, "SHAKE256": {512, false, false},
	"GOST R 34.11-94": {256, true, true}, "Streebog-256": {256, false, false}, "Streebog-512": {512, false, false},
}

var digestOIDs = map[string]string{
	oid.MD2: "MD2", oid.MD5: "MD5", oid.SHA1: "SHA-1", oid.RIPEMD160: "RIPEMD-160",
	oid.SHA224: "SHA-224", oid.SHA256: "SHA-256", oid.SHA384: "SHA-384",
	oid.SHA512: "SHA-512", oid.SHA3t224: "SHA3-224", oid.SHA3t256: "SHA3-256",
	oid.SHA3t384: "SHA3-384", oid.SHA3t512: "SHA3-512",
}

// signing is a signature algorithm.
type signing struct {
	pk   pk
	hash string
}

// signings is GnuTLS's table by object identifier; RSASSA-PSS is found by its parameters.
var signings = map[string]signing{
	oid.SHA256WithRSA: {pkRSA, "SHA-256"}, oid.SHA384WithRSA: {pkRSA, "SHA-384"},
	oid.SHA512WithRSA: {pkRSA, "SHA-512"}, oid.SHA224WithRSA: {pkRSA, "SHA-224"},
	oid.SHA1WithRSA: {pkRSA, "SHA-1"}, oid.OIWSHA1WithRSA: {pkRSA, "SHA-1"},
	oid.MD5WithRSA: {pkRSA, "MD5"}, "1.3.14.3.2.25": {pkRSA, "MD5"}, oid.MD2WithRSA: {pkRSA, "MD2"},
	oid.RIPEMD160WithRSA: {pkRSA, "RIPEMD-160"},
	oid.SHA3t224WithRSA:  {pkRSA, "SHA3-224"}, oid.SHA3t256WithRSA: {pkRSA, "SHA3-256"},
	oid.SHA3t384WithRSA: {pkRSA, "SHA3-384"}, oid.SHA3t512WithRSA: {pkRSA, "SHA3-512"},
	oid.Ed25519: {pkEd25519, "SHA-512"}, oid.Ed448: {pkEd448, "SHAKE256"},
	oid.ECDSAWithSHA1: {pkEC, "SHA-1"}, oid.ECDSAWithSHA224: {pkEC, "SHA-224"},
	oid.ECDSAWithSHA256: {pkEC, "SHA-256"}, oid.ECDSAWithSHA384: {pkEC, "SHA-384"},
	oid.ECDSAWithSHA512:   {pkEC, "SHA-512"},
	oid.ECDSAWithSHA3t224: {pkEC, "SHA3-224"}, oid.ECDSAWithSHA3t256: {pkEC, "SHA3-256"},
	oid.ECDSAWithSHA3t384: {pkEC, "SHA3-384"}, oid.ECDSAWithSHA3t512: {pkEC, "SHA3-512"},
	oid.GOST2001: {pkGOST, "GOST R 34.11-94"}, oid.GOST2012t256: {pkGOST, "Streebog-256"},
	oid.GOST2012t512: {pkGOST, "Streebog-512"},
	oid.DSAWithSHA1:  {pkDSA, "SHA-1"}, oid.OIWDSAWithSHA1: {pkDSA, "SHA-1"},
	oid.DSAWithSHA224: {pkDSA, "SHA-224"}, oid.DSAWithSHA256: {pkDSA, "SHA-256"},
	oid.DSAWithSHA384: {pkDSA, "SHA-384"}, oid.DSAWithSHA512: {pkDSA, "SHA-512"},
	"2.16.840.1.101.3.4.3.5": {pkDSA, "SHA3-224"}, "2.16.840.1.101.3.4.3.6": {pkDSA, "SHA3-256"},
	"2.16.840.1.101.3.4.3.7": {pkDSA, "SHA3-384"}, "2.16.840.1.101.3.4.3.8": {pkDSA, "SHA3-512"},
}

// mldsa are the signatures of FIPS 204, which 3.8 knows.
var mldsa = map[string]bool{
	oid.MLDSA44: true, oid.MLDSA65: true, oid.MLDSA87: true,
}

const oidPSS = oid.RSAPSS

// signing returns the algorithm of the certificate's signature; known is false for one GnuTLS does not have.
func (k *crt) signing() (a signing, known bool) {
	if mldsa[k.c.OuterAlg.OID] && k.release >= R38 {
		return signing{pkMLDSA, "SHAKE256"}, true
	}
	if k.c.OuterAlg.OID != oidPSS {
		a, known = signings[k.c.OuterAlg.OID]
		return a, known
	}
	p, e := readPSS(k.c.OuterAlg.Params)
	if k.c.OuterAlg.Params == nil || e != nil {
		return a, false
	}
	switch p.hash {
	case "SHA-256", "SHA-384", "SHA-512":
		return signing{pkRSAPSS, p.hash}, true
	}
	return a, false
}

// signatureResult is what _gnutls_x509_verify_data says.
type signatureResult uint8

const (
	signatureGood signatureResult = iota
	signatureBad
	signatureConstraint // key and algorithm do not go together
	signatureError
)

// verifySignature verifies child's signature under issuer's key.
func (s *session) verifySignature(child, issuer *crt) signatureResult {
	key := issuer.key()
	if key.broken != nil {
		return signatureError
	}
	a, _ := child.signing()
	c := child.c
	if key.pk == pkRSAPSS && a.pk == pkRSAPSS && key.pss != nil {
		p, _ := readPSS(c.OuterAlg.Params)
		if p.hash != key.pss.hash || p.salt < key.pss.salt {
			return signatureConstraint
		}
	}
	if a.pk != key.pk && !(a.pk == pkRSAPSS && key.pk == pkRSA) {
		return signatureConstraint
	}
	if !s.good(child, issuer, a, key) {
		return signatureBad
	}
	if hashes[a.hash].broken {
		return signatureError
	}
	return signatureGood
}

// good asks for the arithmetic. A signature of RSASSA-PSS under an ordinary RSA key is taken to have a salt as long as
// the hash, whatever its parameters say.
func (s *session) good(child, issuer *crt, a signing, key *publicKey) bool {
	c := child.c
	if a.pk == pkRSAPSS && key.pk == pkRSA {
		p, _ := readPSS(c.OuterAlg.Params)
		salt := min(p.size(), (key.bits+7)/8-p.size()-2)
		switch {
		case salt < 0:
			return false
		case salt != p.salt:
			again := *c
			again.OuterAlg.Params = p.encode(salt)
			c = &again
		}
	}
	ok, unsupported := s.Signed(c, issuer.c)
	if unsupported != "" {
		s.skip(unsupported)
		return true
	}
	return ok
}
