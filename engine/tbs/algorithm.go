package tbs

import (
	"crypto"

	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// Algorithm is a signature algorithm that repairs sign with.
type Algorithm struct {
	Raw  []byte // AlgorithmIdentifier element
	OID  string // dotted
	Name string // as OpenSSL calls it: "sha256WithRSAEncryption"
	Hash crypto.Hash
	Kind key.Kind
}

// algorithms lists what repairs sign with; for each kind of key the first is the one taken when the old signature
// cannot be imitated.
var algorithms = []struct {
	oid, name string
	kind      key.Kind
	hash      crypto.Hash
}{
	{
		oid.SHA256WithRSA,
		"sha256WithRSAEncryption",
		key.RSA,
		crypto.SHA256,
	},
	{oid.SHA384WithRSA, "sha384WithRSAEncryption", key.RSA, crypto.SHA384},
	{
		oid.SHA512WithRSA,
		"sha512WithRSAEncryption",
		key.RSA,
		crypto.SHA512,
	},
	{oid.ECDSAWithSHA256, "ecdsa-with-SHA256", key.EC, crypto.SHA256},
	{oid.ECDSAWithSHA384, "ecdsa-with-SHA384", key.EC, crypto.SHA384},
	{oid.ECDSAWithSHA512, "ecdsa-with-SHA512", key.EC, crypto.SHA512},
	{oid.Ed25519, "ED25519", key.Ed25519, 0},
}

// AlgorithmFor returns what a key signs with: the algorithm named by like when it fits the key and has at least 128
// bits, else SHA-256 with the key's own scheme. ok is false when such a key cannot sign here.
func AlgorithmFor(spki key.Info, like string) (a Algorithm, ok bool) {
	kind := spki.Kind()
	if kind == key.RSAPSS {
		return pss256, true
	}
	for _, pass := range []bool{true, false} {
		for _, x := range algorithms {
			if x.kind != kind || pass && x.oid != like {
				continue
			}
			parts := [][]byte{der.BuildOID(x.oid)}
			if x.kind == key.RSA {
				parts = append(parts, null)
			}
			return Algorithm{Raw: der.Build(0x30, parts...), OID: x.oid, Name: x.name, Hash: x.hash, Kind: x.kind}, true
		}
	}
	return Algorithm{}, false
}

// pss256 is RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes: RFC 4055 section 3.1.
var pss256 = func() Algorithm {
	sha := der.Build(0x30, der.BuildOID("2.16.840.1.101.3.4.2.1"), null)
	mgf := der.Build(0x30, der.BuildOID("1.2.840.113549.1.1.8"), sha)
	params := der.Build(0x30, der.Build(0xa0, sha), der.Build(0xa1, mgf), der.Build(0xa2, integer(32)))
	return Algorithm{
		Raw:  der.Build(0x30, der.BuildOID(oid.RSAPSS), params),
		OID:  oid.RSAPSS,
		Name: "rsassaPss",
		Hash: crypto.SHA256,
		Kind: key.RSAPSS,
	}
}()

var null = []byte{5, 0}
