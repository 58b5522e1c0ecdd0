package pbe

import (
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"hash"
)

// pbes1 are the schemes of RFC 8018 appendix A.3 with DES and RC2.
var pbes1 = map[string]func(salt []byte, iterations int) *Algorithm{
	oidPKCS5 + "3":  newPBES1(md5.New, false),
	oidPKCS5 + "6":  newPBES1(md5.New, true),
	oidPKCS5 + "10": newPBES1(sha1.New, false),
	oidPKCS5 + "11": newPBES1(sha1.New, true),
}

func newPBES1(h func() hash.Hash, useRC2 bool) func([]byte, int) *Algorithm {
	return func(salt []byte, iterations int) *Algorithm {
		return &Algorithm{
			Iterations: iterations,
			decrypter: func(p Password, step func(int) error) (cipher.BlockMode, error) {
				key, err := pbkdf1(h, []byte(p.Text), salt, iterations, step)
				if err != nil {
					return nil, err
				}
				var b cipher.Block = newRC2(key[:8], 64)
				if !useRC2 {
					if b, err = des.NewCipher(key[:8]); err != nil {
						return nil, err
					}
				}
				return cipher.NewCBCDecrypter(b, key[8:16]), nil
			},
		}
	}
}

// pkcs12 are the schemes of RFC 7292 appendix C.
var pkcs12 = map[string]func(salt []byte, iterations int) *Algorithm{
	oidPKCS12 + "1": newRC4(16),
	oidPKCS12 + "2": newRC4(5),
	oidPKCS12 + "3": newPKCS12(24, des.NewTripleDESCipher),
	oidPKCS12 + "4": newPKCS12(
		16,
		func(k []byte) (cipher.Block, error) { return des.NewTripleDESCipher(append(k, k[:8]...)) },
	),
	oidPKCS12 + "5": newPKCS12(16, func(k []byte) (cipher.Block, error) { return newRC2(k, 128), nil }),
	oidPKCS12 + "6": newPKCS12(5, func(k []byte) (cipher.Block, error) { return newRC2(k, 40), nil }),
}

func newPKCS12(size int, block func([]byte) (cipher.Block, error)) func([]byte, int) *Algorithm {
	return func(salt []byte, iterations int) *Algorithm {
		return &Algorithm{
			Iterations: iterations,
			decrypter: func(p Password, step func(int) error) (cipher.BlockMode, error) {
				key, err := PKCS12Key(sha1.New, salt, p.BMP(), iterations, forKey, size, step)
				if err != nil {
					return nil, err
				}
				iv, err := PKCS12Key(sha1.New, salt, p.BMP(), iterations, forIV, 8, step)
				if err != nil {
					return nil, err
				}
				b, err := block(key)
				if err != nil {
					return nil, err
				}
				return cipher.NewCBCDecrypter(b, iv), nil
			},
		}
	}
}

func newRC4(size int) func([]byte, int) *Algorithm {
	return func(salt []byte, iterations int) *Algorithm {
		return &Algorithm{
			Iterations: iterations,
			stream: func(p Password, step func(int) error) (cipher.Stream, error) {
				key, err := PKCS12Key(sha1.New, salt, p.BMP(), iterations, forKey, size, step)
				if err != nil {
					return nil, err
				}
				return rc4.NewCipher(key)
			},
		}
	}
}
