package pbe

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"strings"
)

// sun is PBEWithMD5AndTripleDES, with which JCEKS protects keys: each half of the salt gives half of key and
// initialization vector.
func sun(salt []byte, iterations int) (*Algorithm, error) {
	if len(salt) != 8 {
		return nil, &UnsupportedError{What: "a salt that has not 8 bytes"}
	}
	return &Algorithm{
		Iterations: iterations,
		decrypter: func(p Password, step func(int) error) (cipher.BlockMode, error) {
			first, second := append([]byte{}, salt[:4]...), salt[4:]
			if string(first) == string(second) { // what the JDK does for "invert one half", slip included
				first[0], first[1], first[2] = first[3], first[0], first[1]
			}
			var out []byte
			for _, half := range [][]byte{first, second} {
				digest := half
				if err := eachBatch(iterations, step, func() {
					sum := md5.Sum(append(append([]byte{}, digest...), p.Text...))
					digest = sum[:]
				}); err != nil {
					return nil, err
				}
				out = append(out, digest...)
			}
			b, err := des.NewTripleDESCipher(out[:24])
			if err != nil {
				return nil, err
			}
			return cipher.NewCBCDecrypter(b, out[24:]), nil
		},
	}, nil
}

// DecryptPEM decrypts a key block with the headers Proc-Type and DEK-Info (RFC 1421 section 4.6.1.3; the key is made
// by OpenSSL's EVP_BytesToKey with MD5 and one iteration).
func DecryptPEM(data []byte, dekInfo string, p Password) ([]byte, error) {
	name, ivHex, _ := strings.Cut(dekInfo, ",")
	iv, err := hex.DecodeString(strings.TrimSpace(ivHex))
	if err != nil {
		return nil, errors.New("pbe: the initialization vector in DEK-Info is not hex")
	}
	name = strings.ToUpper(strings.TrimSpace(name))
	c, ok := pemCiphers[name]
	if !ok {
		return nil, &UnsupportedError{What: "cipher " + name}
	}
	if len(iv) < 8 {
		return nil, errors.New("pbe: the initialization vector in DEK-Info is too short")
	}
	var key, digest []byte
	for len(key) < c.keySize {
		sum := md5.Sum(append(append(append([]byte{}, digest...), p.Text...), iv[:8]...))
		digest = sum[:]
		key = append(key, digest...)
	}
	b, err := c.block(key[:c.keySize], 0)
	if err != nil {
		return nil, err
	}
	if len(iv) != b.BlockSize() {
		return nil, errors.New("pbe: the initialization vector in DEK-Info does not fit the cipher")
	}
	return unpad(cipher.NewCBCDecrypter(b, iv), data)
}

var pemCiphers = map[string]scheme{
	"DES-CBC":      {8, func(k []byte, _ int) (cipher.Block, error) { return des.NewCipher(k) }},
	"DES-EDE3-CBC": {24, func(k []byte, _ int) (cipher.Block, error) { return des.NewTripleDESCipher(k) }},
	"AES-128-CBC":  {16, func(k []byte, _ int) (cipher.Block, error) { return aes.NewCipher(k) }},
	"AES-192-CBC":  {24, func(k []byte, _ int) (cipher.Block, error) { return aes.NewCipher(k) }},
	"AES-256-CBC":  {32, func(k []byte, _ int) (cipher.Block, error) { return aes.NewCipher(k) }},
}
