package tbs

import (
	"crypto"

	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// Algorithm is a signature algorithm that repairs sign with.
type Algorithm struct {
	Raw  []byte      // AlgorithmIdentifier element
	OID  string      // dotted
	Name string      // as OpenSSL calls it: "sha256WithRSAEncryption"
	Hash crypto.Hash // 0 where the whole message is signed
	Salt int         // of RSASSA-PSS, in bytes
	Kind key.Kind
}

// algorithms lists what keys of several algorithms sign with; for each kind of key the first is the one taken when the
// old signature cannot be imitated.
var algorithms = []struct {
	oid, name string
	kind      key.Kind
	hash      crypto.Hash
}{
	{oid.SHA256WithRSA, "sha256WithRSAEncryption", key.RSA, crypto.SHA256},
	{oid.SHA384WithRSA, "sha384WithRSAEncryption", key.RSA, crypto.SHA384},
	{oid.SHA512WithRSA, "sha512WithRSAEncryption", key.RSA, crypto.SHA512},
	{oid.ECDSAWithSHA256, "ecdsa-with-SHA256", key.EC, crypto.SHA256},
	{oid.ECDSAWithSHA384, "ecdsa-with-SHA384", key.EC, crypto.SHA384},
	{oid.ECDSAWithSHA512, "ecdsa-with-SHA512", key.EC, crypto.SHA512},
	{oid.SM2WithSM3, "SM2-with-SM3", key.SM2, 0},
}

// AlgorithmFor returns what a key signs with: the algorithm named by like when it fits the key and has at least 128
// bits, else SHA-256 with the key's own scheme, or what the key allows. ok is false when such a key cannot sign here.
func AlgorithmFor(spki key.Info, like string) (a Algorithm, ok bool) {
	kind := spki.SignsAs()
	if kind == key.RSAPSS {
		return pssFor(spki)
	}
	if name := spki.SignatureName(); name != "" {
		own := spki.Algorithm.OID
		return Algorithm{Raw: der.Build(0x30, der.BuildOID(own)), OID: own, Name: name, Kind: kind}, true
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

// pssHashes are the digests that RSASSA-PSS signatures are made with here.
var pssHashes = map[string]struct {
	oid  string
	hash crypto.Hash
}{
	"SHA-256": {oid.SHA256, crypto.SHA256},
	"SHA-384": {oid.SHA384, crypto.SHA384},
	"SHA-512": {oid.SHA512, crypto.SHA512},
}

// pssFor is RSASSA-PSS with what the key is restricted to, else SHA-256: one digest for message and mask, and a salt as
// long as it (RFC 4055 section 3.1), or longer where the key wants that.
func pssFor(spki key.Info) (a Algorithm, ok bool) {
	hash, mask, salt, limited := spki.PSSLimits()
	if !limited {
		hash, mask = "SHA-256", "SHA-256"
	}
	h, known := pssHashes[hash]
	if !known || mask != hash {
		return Algorithm{}, false
	}
	salt = max(salt, h.hash.Size())
	id := der.Build(0x30, der.BuildOID(h.oid), null)
	mgf := der.Build(0x30, der.BuildOID(oid.MGF1), id)
	params := der.Build(0x30, der.Build(0xa0, id), der.Build(0xa1, mgf), der.Build(0xa2, integer(int64(salt))))
	return Algorithm{
		Raw:  der.Build(0x30, der.BuildOID(oid.RSAPSS), params),
		OID:  oid.RSAPSS,
		Name: "rsassaPss",
		Hash: h.hash,
		Salt: salt,
		Kind: key.RSAPSS,
	}, true
}

var null = []byte{5, 0}
