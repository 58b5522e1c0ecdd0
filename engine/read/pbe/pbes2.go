package pbe

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"hash"
	"strings"

	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// readPBES2 reads PBES2-params (RFC 8018 appendix A.4):
//
//	SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
func readPBES2(alg *der.Reader) (*Algorithm, error) {
	params := alg.Enter(der.Of(der.Sequence))
	derive, err := ReadKDF(params)
	if err != nil {
		return nil, err
	}
	scheme := params.Enter(der.Of(der.Sequence))
	oid := der.OIDText(scheme.OID(der.Of(der.ObjectIdentifier)))
	c, ok := ciphers[oid]
	if alg.Err() == nil && !ok {
		return nil, unknownCipher(oid)
	}
	var iv []byte
	rc2Bits := 32 // the default of RFC 8018 appendix B.2.3
	if oid == oidRC2 {
		in := scheme.Enter(der.Of(der.Sequence))
		if in.Is(der.Of(der.Integer)) {
			rc2Bits = rc2Version(in.Integer(der.Of(der.Integer)))
		}
		iv = in.String(der.Of(der.OctetString), der.OctetString)
		scheme.Leave(in)
	} else {
		iv = scheme.String(der.Of(der.OctetString), der.OctetString)
	}
	params.Leave(scheme)
	alg.Leave(params)
	if err := alg.Err(); err != nil {
		return nil, err
	}
	size := c.keySize
	if derive.KeySize > 0 && oid == oidRC2 {
		size = derive.KeySize
	}
	if size > 128 || rc2Bits < 1 || rc2Bits > 1024 {
		return nil, &UnsupportedError{What: "this key size"}
	}
	return &Algorithm{
		Iterations: derive.Iterations,
		decrypter: func(p Password, step func(int) error) (cipher.BlockMode, error) {
			key, err := derive.Key([]byte(p.Text), size, step)
			if err != nil {
				return nil, err
			}
			b, err := c.block(key, rc2Bits)
			if err != nil {
				return nil, err
			}
			if len(iv) != b.BlockSize() {
				return nil, fmt.Errorf("pbe: initialization vector of %d bytes, expected %d", len(iv), b.BlockSize())
			}
			return cipher.NewCBCDecrypter(b, iv), nil
		},
	}, nil
}

// rc2Version turns RFC 8018's version number into effective bits.
func rc2Version(v []byte) int {
	n := 0
	for _, b := range v[:min(len(v), 3)] {
		n = n<<8 | int(b)
	}
	switch n {
	case 160:
		return 40
	case 120:
		return 64
	case 58:
		return 128
	}
	return n
}

// unknownCipher names the ciphers that openssl offers and this package does not do, by the arcs of their OIDs (RFC 5794
// for ARIA, RFC 3657 for Camellia); any other by its OID.
func unknownCipher(oid string) *UnsupportedError {
	for prefix, name := range map[string]string{"1.2.410.200046.1.1.": "ARIA", "1.2.392.200011.61.1.1.1.": "Camellia",
		"0.3.4401.5.3.1.9.": "Camellia", "1.2.410.200004.1.": "SEED", "1.2.156.10197.1.104.": "SM4"} {
		if strings.HasPrefix(oid, prefix) {
			return &UnsupportedError{What: "cipher " + name + " (" + oid + ")", OpenSSL: true}
		}
	}
	return &UnsupportedError{What: "cipher " + oid}
}

const oidRC2 = "1.2.840.113549.3.2"

type scheme struct {
	keySize int
	block   func(key []byte, rc2Bits int) (cipher.Block, error)
}

func newAES(key []byte, _ int) (cipher.Block, error) { return aes.NewCipher(key) }

var ciphers = map[string]scheme{
	"2.16.840.1.101.3.4.1.2":  {16, newAES},
	"2.16.840.1.101.3.4.1.22": {24, newAES},
	oid.AES256CBC:             {32, newAES},
	"1.2.840.113549.3.7":      {24, func(k []byte, _ int) (cipher.Block, error) { return des.NewTripleDESCipher(k) }},
	"1.3.14.3.2.7":            {8, func(k []byte, _ int) (cipher.Block, error) { return des.NewCipher(k) }},
	oidRC2:                    {4, func(k []byte, bits int) (cipher.Block, error) { return newRC2(k, bits), nil }},
}

// Hashes maps digest OIDs, and those of HMAC with them, to the digests.
var Hashes = map[string]func() hash.Hash{
	oid.MD5:               md5.New,
	oid.SHA1:              sha1.New,
	oid.SHA224:            sha256.New224,
	oid.SHA256:            sha256.New,
	oid.SHA384:            sha512.New384,
	oid.SHA512:            sha512.New,
	oid.SHA512t224:        sha512.New512_224,
	oid.SHA512t256:        sha512.New512_256,
	"1.2.840.113549.2.7":  sha1.New,
	"1.2.840.113549.2.8":  sha256.New224,
	oid.HMACWithSHA256:    sha256.New,
	"1.2.840.113549.2.10": sha512.New384,
	"1.2.840.113549.2.11": sha512.New,
	"1.2.840.113549.2.12": sha512.New512_224,
	"1.2.840.113549.2.13": sha512.New512_256,
}
