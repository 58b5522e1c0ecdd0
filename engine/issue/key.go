package issue

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/pbkdf2"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"io"

	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// Generate makes a private key of one of [Kinds]. The page gives one that uses WebCrypto; [Generator] is the one in Go.
type Generate func(kind string) (crypto.Signer, error)

// Generator returns a Generate that makes keys in Go. An RSA key takes seconds in a browser.
func Generator(random io.Reader) Generate {
	return func(kind string) (crypto.Signer, error) {
		switch kind {
		case "", "EC P-256":
			return ecdsa.GenerateKey(elliptic.P256(), random)
		case "EC P-384":
			return ecdsa.GenerateKey(elliptic.P384(), random)
		case "EC P-521":
			return ecdsa.GenerateKey(elliptic.P521(), random)
		case "RSA 2048":
			return rsa.GenerateKey(random, 2048)
		case "RSA 3072":
			return rsa.GenerateKey(random, 3072)
		case "RSA 4096":
			return rsa.GenerateKey(random, 4096)
		case "Ed25519":
			_, private, err := ed25519.GenerateKey(random)
			return private, err
		case "ML-DSA-65", "ML-DSA-87":
			return key.GenerateMLDSA(key.Kind(kind), random)
		}
		return nil, fmt.Errorf("issue: no kind of key is called %q", kind)
	}
}

// PublicKeyInfo returns the SubjectPublicKeyInfo element of a public key.
func PublicKeyInfo(public crypto.PublicKey) ([]byte, error) {
	if info, ok := public.(key.Info); ok {
		return info.Raw, nil
	}
	out, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("issue: public key: %w", err)
	}
	return out, nil
}

// pbes2Iterations is OWASP's advice of 2023 for PBKDF2 with HMAC-SHA-256, halved: a browser's worker takes about a
// second for this.
const pbes2Iterations = 300_000

// PrivateKey returns the PEM of a private key in PKCS#8: encrypted with PBES2 (RFC 8018; PBKDF2 with HMAC-SHA-256,
// AES-256-CBC) when there is a password. OpenSSL 1.0 and later and Java 11 and later read it.
func PrivateKey(signer crypto.Signer, password string, random io.Reader) ([]byte, error) {
	plain, err := marshalPKCS8(signer)
	if err != nil {
		return nil, fmt.Errorf("issue: private key: %w", err)
	}
	if password == "" {
		return PEM("PRIVATE KEY", plain), nil
	}
	locked, err := encrypt(plain, password, random)
	if err != nil {
		return nil, err
	}
	return PEM("ENCRYPTED PRIVATE KEY", locked), nil
}

func marshalPKCS8(signer crypto.Signer) ([]byte, error) {
	if own, ok := signer.(*key.Private); ok {
		return own.PKCS8(), nil
	}
	return x509.MarshalPKCS8PrivateKey(signer)
}

func encrypt(plain []byte, password string, random io.Reader) ([]byte, error) {
	seed := make([]byte, 16+aes.BlockSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, fmt.Errorf("issue: random numbers to encrypt a key: %w", err)
	}
	salt, iv := seed[:16], seed[16:]
	secret, err := pbkdf2.Key(sha256.New, password, salt, pbes2Iterations, 32)
	if err != nil {
		return nil, fmt.Errorf("issue: encrypting a key: %w", err)
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("issue: encrypting a key: %w", err)
	}
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	body := append([]byte{}, plain...)
	for range pad {
		body = append(body, byte(pad))
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(body, body)
	prf := der.Build(0x30, der.BuildOID(oid.HMACWithSHA256), der.Build(0x05))
	kdf := der.Build(0x30, der.BuildOID("1.2.840.113549.1.5.12"), der.Build(0x30, der.Build(0x04, salt),
		der.Build(0x02, []byte{pbes2Iterations >> 16, pbes2Iterations >> 8 & 0xff, pbes2Iterations & 0xff}), prf))
	scheme := der.Build(0x30, der.BuildOID(oid.AES256CBC), der.Build(0x04, iv))
	alg := der.Build(0x30, der.BuildOID("1.2.840.113549.1.5.13"), der.Build(0x30, kdf, scheme))
	return der.Build(0x30, alg, der.Build(0x04, body)), nil
}
