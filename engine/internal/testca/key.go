package testca

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	_ "embed"
	"encoding/pem"
	"hash"
	"math/big"
	"math/rand/v2"
	"sync"

	_ "crypto/md5" // RSA with MD5, for level 0
	_ "crypto/sha1"
	_ "crypto/sha3"
	_ "crypto/sha512"
)

// Key is a key pair with its SubjectPublicKeyInfo.
type Key struct {
	SPKI   []byte
	signer crypto.Signer
	pss    bool // the key is of type RSASSA-PSS
}

//go:embed testdata/rsa.pem
var rsaPEM []byte

// rsaKeys are made once, because making them takes long: moduli of 512, 768, 1024, 2048 and 3072 bits.
var rsaKeys = sync.OnceValue(func() (keys []*rsa.PrivateKey) {
	rest := rsaPEM
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return keys
		}
		k, err := x509.ParsePKCS1PrivateKey(block.Bytes)
		if err != nil {
			panic("testca: testdata/rsa.pem: " + err.Error())
		}
		keys = append(keys, k)
	}
})

// ECKey derives a key from the random source.
func ECKey(r *rand.Rand, curve elliptic.Curve) *Key {
	for {
		raw := make([]byte, (curve.Params().N.BitLen()+7)/8)
		for i := range raw {
			raw[i] = byte(r.Uint32())
		}
		if curve == elliptic.P521() {
			raw[0] &= 1
		}
		k, err := ecdsa.ParseRawPrivateKey(curve, raw)
		if err != nil {
			continue
		}
		return standard(k)
	}
}

// Ed25519Key derives a key from the random source.
func Ed25519Key(r *rand.Rand) *Key {
	seed := make([]byte, ed25519.SeedSize)
	for i := range seed {
		seed[i] = byte(r.Uint32())
	}
	return standard(ed25519.NewKeyFromSeed(seed))
}

// RSAKey returns one of the stored keys.
func RSAKey(i int) *Key {
	keys := rsaKeys()
	return standard(keys[i%len(keys)])
}

func standard(s crypto.Signer) *Key {
	spki, err := x509.MarshalPKIXPublicKey(s.Public())
	if err != nil {
		panic("testca: " + err.Error())
	}
	return &Key{SPKI: spki, signer: s}
}

// KeyID is a key identifier, shortened as RFC 7093 method 1 does.
func (k *Key) KeyID() []byte {
	sum := sha256.Sum256(k.SPKI)
	return sum[:20]
}

// algorithm is a way to sign: its AlgorithmIdentifier and what the key is asked for.
type algorithm struct {
	id   []byte
	hash crypto.Hash
	opts crypto.SignerOpts
}

var ecAlgorithms = []algorithm{
	{Seq(OID("1.2.840.10045.4.3.2")), crypto.SHA256, crypto.SHA256},
	{Seq(OID("1.2.840.10045.4.3.3")), crypto.SHA384, crypto.SHA384},
	{Seq(OID("1.2.840.10045.4.3.4")), crypto.SHA512, crypto.SHA512},
	{Seq(OID("1.2.840.10045.4.3.1")), crypto.SHA224, crypto.SHA224},
	{Seq(OID("1.2.840.10045.4.1")), crypto.SHA1, crypto.SHA1},
	{Seq(OID("2.16.840.1.101.3.4.3.10")), crypto.SHA3_256, crypto.SHA3_256},
	{Seq(OID("1.2.840.10045.4.2")), crypto.SHA256, crypto.SHA256},
}

var rsaAlgorithms = []algorithm{
	{Seq(OID("1.2.840.113549.1.1.11"), null), crypto.SHA256, crypto.SHA256},
	{Seq(OID("1.2.840.113549.1.1.12"), null), crypto.SHA384, crypto.SHA384},
	{Seq(OID("1.2.840.113549.1.1.13"), null), crypto.SHA512, crypto.SHA512},
	{Seq(OID("1.2.840.113549.1.1.14"), null), crypto.SHA224, crypto.SHA224},
	{Seq(OID("1.2.840.113549.1.1.5"), null), crypto.SHA1, crypto.SHA1},
	{Seq(OID("1.3.14.3.2.29")), crypto.SHA1, crypto.SHA1},
	{Seq(OID("1.2.840.113549.1.1.4"), null), crypto.MD5, crypto.MD5},
	{Seq(OID("2.16.840.1.101.3.4.3.14"), null), crypto.SHA3_256, crypto.SHA3_256},
	pss("2.16.840.1.101.3.4.2.1", crypto.SHA256, 32),
	pss("2.16.840.1.101.3.4.2.2", crypto.SHA384, 48),
	pss("2.16.840.1.101.3.4.2.1", crypto.SHA256, 0),
	{Seq(OID("1.2.840.113549.1.1.10"), Seq()), crypto.SHA1, &rsa.PSSOptions{SaltLength: 20, Hash: crypto.SHA1}},
}

// pss is RSASSA-PSS as named; the signature's salt is as long as the hash, whatever salt says.
func pss(hashOID string, h crypto.Hash, salt int) algorithm {
	a := Seq(OID(hashOID), null)
	id := Seq(
		OID("1.2.840.113549.1.1.10"),
		Seq(Context(0, a), Context(1, Seq(OID("1.2.840.113549.1.1.8"), a)), Context(2, Int(int64(salt)))),
	)
	return algorithm{id, h, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: h}}
}

// algorithms lists how the key can sign, the usual way first.
func (k *Key) algorithms() []algorithm {
	switch k.signer.(type) {
	case *ecdsa.PrivateKey:
		return ecAlgorithms
	case *rsa.PrivateKey:
		if k.pss {
			return rsaAlgorithms[8:]
		}
		return rsaAlgorithms
	}
	return []algorithm{{Seq(OID("1.3.101.112")), 0, crypto.Hash(0)}}
}

// sign signs the bytes. A key too small for the digest gives a signature that does not verify.
func (k *Key) sign(r *rand.Rand, a algorithm, tbs []byte) []byte {
	digest := tbs
	if a.hash != 0 {
		var h hash.Hash = a.hash.New()
		h.Write(tbs)
		digest = h.Sum(nil)
	}
	if k, small := k.signer.(*rsa.PrivateKey); small && k.N.BitLen() < 1024 {
		return signSmall(k, a.hash, digest)
	}
	var random interface{ Read([]byte) (int, error) }
	if _, ok := k.signer.(*rsa.PrivateKey); ok {
		random = stream{r}
	}
	signature, err := k.signer.Sign(random, digest, a.opts)
	if err != nil {
		return make([]byte, 64)
	}
	return signature
}

// stream is a reader over the random source.
type stream struct{ r *rand.Rand }

func (s stream) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.r.Uint32())
	}
	return len(p), nil
}

var hashOIDs = map[crypto.Hash]string{
	crypto.MD5:      "1.2.840.113549.2.5",
	crypto.SHA1:     "1.3.14.3.2.26",
	crypto.SHA224:   "2.16.840.1.101.3.4.2.4",
	crypto.SHA256:   "2.16.840.1.101.3.4.2.1",
	crypto.SHA384:   "2.16.840.1.101.3.4.2.2",
	crypto.SHA512:   "2.16.840.1.101.3.4.2.3",
	crypto.SHA3_256: "2.16.840.1.101.3.4.2.8",
}

// signSmall is RSASSA-PKCS1-v1_5 for keys that the standard library refuses.
func signSmall(k *rsa.PrivateKey, h crypto.Hash, digest []byte) []byte {
	info := Seq(Seq(OID(hashOIDs[h]), null), Octets(digest))
	size := k.Size()
	if size < len(info)+11 {
		return make([]byte, size)
	}
	em := bytes.Repeat([]byte{0xff}, size)
	em[0], em[1], em[size-len(info)-1] = 0, 1, 0
	copy(em[size-len(info):], info)
	m := new(big.Int).SetBytes(em)
	return m.Exp(m, k.D, k.N).FillBytes(em)
}
