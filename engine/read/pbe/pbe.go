// Package pbe undoes password-based encryption: PBES1 and PBES2 (RFC 8018), the PKCS#12 schemes (RFC 7292 appendix
// C), Sun's JCEKS scheme and the encryption of traditional PEM keys. Iteration counts are looked at before anything
// is done, and every derivation reports its steps.
package pbe

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"hash"
	"strings"
	"unicode/utf16"

	"golang.org/x/crypto/scrypt"

	"x509strict/engine/der"
)

// MaxIterations is the highest iteration count that is carried out: enough for any real file, and seconds of work.
const MaxIterations = 10_000_000

// maxScryptMemory bounds the memory of scrypt, 128 N r bytes; OpenSSL's default takes 16 MiB.
const maxScryptMemory = 64 << 20

// ErrPassword says that the data does not decrypt under the password. Damage of the data can look the same.
var ErrPassword = errors.New("pbe: wrong password")

// UnsupportedError names an algorithm or parameter that is not supported.
type UnsupportedError struct {
	What    string
	OpenSSL bool // openssl can read it
}

func (e *UnsupportedError) Error() string { return "pbe: " + e.What + " is not supported" }

// IterationsError says how many iterations are asked for when that is more than MaxIterations.
type IterationsError struct{ Count uint64 }

func (e *IterationsError) Error() string {
	return fmt.Sprintf("pbe: %d iterations, at most %d are done", e.Count, MaxIterations)
}

// Password is one password to try.
type Password struct {
	Text string
	Null bool // the PKCS#12 null password: no characters and no terminator
	// Guess marks a password that nobody gave. Its trials are few: see Affordable.
	Guess bool
	left  *int // iterations left for guesses, shared by all of one reading
}

// MaxGuess is the highest iteration count for which a password is guessed.
const MaxGuess = 500_000

// Affordable reports whether so many iterations may be spent on the password, and takes them off the allowance when
// it is a guess.
func (p Password) Affordable(iterations int) bool {
	if !p.Guess {
		return true
	}
	if iterations > MaxGuess || p.left == nil || *p.left < iterations {
		return false
	}
	*p.left -= iterations
	return true
}

// BMP returns the password as a BMPString with terminator, as PKCS#12 wants it.
func (p Password) BMP() []byte {
	if p.Null {
		return nil
	}
	var out []byte
	for _, c := range utf16.Encode([]rune(p.Text)) {
		out = append(out, byte(c>>8), byte(c))
	}
	return append(out, 0, 0)
}

// Candidates returns what to try for the passwords given: these, then the empty password in both its forms, then more
// guesses. allowance is how many iterations may be spent on guesses; it is counted down.
func Candidates(passwords []string, allowance *int, guesses ...string) []Password {
	var out []Password
	given := map[string]bool{}
	for _, p := range passwords {
		if !given[p] {
			given[p] = true
			out = append(out, Password{Text: p})
			if p == "" {
				out = append(out, Password{Null: true})
			}
		}
	}
	if !given[""] {
		out = append(out, Password{Guess: true, left: allowance}, Password{Null: true, Guess: true, left: allowance})
	}
	for _, g := range guesses {
		if !given[g] {
			out = append(out, Password{Text: g, Guess: true, left: allowance})
		}
	}
	return out
}

// Algorithm is a password-based encryption with its parameters, read and within bounds.
type Algorithm struct {
	Iterations int
	decrypter  func(p Password, step func(int) error) (cipher.BlockMode, error)
	stream     func(p Password, step func(int) error) (cipher.Stream, error)
}

// Decrypt decrypts data. The error is ErrPassword, or what step returned, or about the data.
func (a *Algorithm) Decrypt(data []byte, p Password, step func(int) error) ([]byte, error) {
	if !p.Affordable(a.Iterations) {
		return nil, ErrPassword
	}
	if a.stream != nil {
		s, err := a.stream(p, step)
		if err != nil {
			return nil, err
		}
		out := make([]byte, len(data))
		s.XORKeyStream(out, data)
		return out, nil
	}
	mode, err := a.decrypter(p, step)
	if err != nil {
		return nil, err
	}
	return unpad(mode, data)
}

func unpad(mode cipher.BlockMode, data []byte) ([]byte, error) {
	size := mode.BlockSize()
	if len(data) == 0 || len(data)%size != 0 {
		return nil, fmt.Errorf("pbe: %d bytes are not whole blocks of %d", len(data), size)
	}
	out := make([]byte, len(data))
	mode.CryptBlocks(out, data)
	n := int(out[len(out)-1])
	if n == 0 || n > size {
		return nil, ErrPassword
	}
	for _, c := range out[len(out)-n:] {
		if int(c) != n {
			return nil, ErrPassword
		}
	}
	return out[:len(out)-n], nil
}

const (
	oidPKCS5  = "1.2.840.113549.1.5."
	oidPKCS12 = "1.2.840.113549.1.12.1."
	oidSun    = "1.3.6.1.4.1.42.2.19.1"
)

// Read reads an AlgorithmIdentifier from in. The error is an *UnsupportedError, an *IterationsError or a syntax error.
func Read(in *der.Reader) (*Algorithm, error) {
	alg := in.Enter(der.Of(der.Sequence))
	oid := der.OIDText(alg.OID(der.Of(der.ObjectIdentifier)))
	var a *Algorithm
	var err error
	switch {
	case oid == oidPKCS5+"13":
		a, err = readPBES2(alg)
	case pbes1[oid] != nil, pkcs12[oid] != nil, oid == oidSun:
		params := alg.Enter(der.Of(der.Sequence))
		salt := params.String(der.Of(der.OctetString), der.OctetString)
		var iterations int
		iterations, err = ReadIterations(params)
		alg.Leave(params)
		switch {
		case err != nil:
		case pbes1[oid] != nil:
			a = pbes1[oid](salt, iterations)
		case pkcs12[oid] != nil:
			a = pkcs12[oid](salt, iterations)
		default:
			a, err = sun(salt, iterations)
		}
	case in.Err() == nil:
		err = &UnsupportedError{What: "encryption " + oid}
	}
	if synErr := in.Err(); synErr != nil {
		return nil, synErr
	}
	if err != nil {
		return nil, err
	}
	in.Leave(alg)
	return a, in.Err()
}

// ReadIterations reads an iteration count and checks it against MaxIterations.
func ReadIterations(in *der.Reader) (int, error) {
	v := in.Integer(der.Of(der.Integer))
	if in.Err() != nil {
		return 0, in.Err()
	}
	var n uint64
	for _, b := range v {
		n = n<<8 | uint64(b)
	}
	switch {
	case len(v) == 0 || v[0] >= 0x80 || n == 0 && len(v) == 1:
		return 0, &UnsupportedError{What: "an iteration count below 1"}
	case len(v) > 8 || n > MaxIterations:
		return 0, &IterationsError{n}
	}
	return int(n), nil
}

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

const oidRC2 = "1.2.840.113549.3.2"

type scheme struct {
	keySize int
	block   func(key []byte, rc2Bits int) (cipher.Block, error)
}

func newAES(key []byte, _ int) (cipher.Block, error) { return aes.NewCipher(key) }

var ciphers = map[string]scheme{
	"2.16.840.1.101.3.4.1.2":  {16, newAES},
	"2.16.840.1.101.3.4.1.22": {24, newAES},
	"2.16.840.1.101.3.4.1.42": {32, newAES},
	"1.2.840.113549.3.7":      {24, func(k []byte, _ int) (cipher.Block, error) { return des.NewTripleDESCipher(k) }},
	"1.3.14.3.2.7":            {8, func(k []byte, _ int) (cipher.Block, error) { return des.NewCipher(k) }},
	oidRC2:                    {4, func(k []byte, bits int) (cipher.Block, error) { return newRC2(k, bits), nil }},
}

// Hashes maps digest OIDs, and those of HMAC with them, to the digests.
var Hashes = map[string]func() hash.Hash{
	"1.2.840.113549.2.5":     md5.New,
	"1.3.14.3.2.26":          sha1.New,
	"2.16.840.1.101.3.4.2.4": sha256.New224,
	"2.16.840.1.101.3.4.2.1": sha256.New,
	"2.16.840.1.101.3.4.2.2": sha512.New384,
	"2.16.840.1.101.3.4.2.3": sha512.New,
	"2.16.840.1.101.3.4.2.5": sha512.New512_224,
	"2.16.840.1.101.3.4.2.6": sha512.New512_256,
	"1.2.840.113549.2.7":     sha1.New,
	"1.2.840.113549.2.8":     sha256.New224,
	"1.2.840.113549.2.9":     sha256.New,
	"1.2.840.113549.2.10":    sha512.New384,
	"1.2.840.113549.2.11":    sha512.New,
	"1.2.840.113549.2.12":    sha512.New512_224,
	"1.2.840.113549.2.13":    sha512.New512_256,
}

// KDF is a key derivation function with its parameters.
type KDF struct {
	Iterations int // for scrypt, its cost in about the same unit
	KeySize    int // bytes, 0 when not given
	key        func(password []byte, size int, step func(int) error) ([]byte, error)
}

// Key derives size bytes from a password in UTF-8.
func (k *KDF) Key(password []byte, size int, step func(int) error) ([]byte, error) {
	return k.key(password, size, step)
}

// ReadKDF reads the AlgorithmIdentifier of PBKDF2 (RFC 8018 appendix A.2) or scrypt (RFC 7914 section 7).
func ReadKDF(in *der.Reader) (*KDF, error) {
	alg := in.Enter(der.Of(der.Sequence))
	oid := der.OIDText(alg.OID(der.Of(der.ObjectIdentifier)))
	if in.Err() != nil {
		return nil, in.Err()
	}
	var k *KDF
	var err error
	switch oid {
	case oidPKCS5 + "12":
		k, err = readPBKDF2(alg)
	case "1.3.6.1.4.1.11591.4.11":
		k, err = readScrypt(alg)
	default:
		err = &UnsupportedError{What: "key derivation " + oid}
	}
	if err != nil {
		return nil, err
	}
	in.Leave(alg)
	return k, in.Err()
}

func readPBKDF2(alg *der.Reader) (*KDF, error) {
	params := alg.Enter(der.Of(der.Sequence))
	salt := params.String(der.Of(der.OctetString), der.OctetString)
	iterations, err := ReadIterations(params)
	if err != nil {
		return nil, err
	}
	k := &KDF{Iterations: iterations}
	if params.Is(der.Of(der.Integer)) {
		if k.KeySize, err = smallInteger(params); err != nil {
			return nil, err
		}
	}
	h := sha1.New
	if params.Is(der.Of(der.Sequence)) {
		prf := params.Enter(der.Of(der.Sequence))
		oid := der.OIDText(prf.OID(der.Of(der.ObjectIdentifier)))
		for prf.More() {
			prf.Any()
		}
		params.Leave(prf)
		if h = Hashes[oid]; h == nil && alg.Err() == nil {
			return nil, &UnsupportedError{What: "pseudorandom function " + oid}
		}
	}
	alg.Leave(params)
	k.key = func(password []byte, size int, step func(int) error) ([]byte, error) {
		return PBKDF2(h, password, salt, iterations, size, step)
	}
	return k, alg.Err()
}

func readScrypt(alg *der.Reader) (*KDF, error) {
	params := alg.Enter(der.Of(der.Sequence))
	salt := params.String(der.Of(der.OctetString), der.OctetString)
	var v [3]int
	for i := range v {
		var err error
		if v[i], err = smallInteger(params); err != nil {
			return nil, err
		}
	}
	for params.More() {
		params.Any() // keyLength
	}
	alg.Leave(params)
	n, r, p := v[0], v[1], v[2]
	if alg.Err() != nil {
		return nil, alg.Err()
	}
	if n < 2 || n&(n-1) != 0 || r < 1 || p < 1 || r > 1<<10 || p > 1<<10 || 128*n*r > maxScryptMemory ||
		n*r*p > MaxIterations/4 {
		return nil, &UnsupportedError{What: fmt.Sprintf("scrypt with N=%d r=%d p=%d", n, r, p)}
	}
	cost := 4 * n * r * p
	return &KDF{Iterations: cost, key: func(password []byte, size int, step func(int) error) ([]byte, error) {
		if err := step(cost); err != nil {
			return nil, err
		}
		return scrypt.Key(password, salt, n, r, p, size)
	}}, nil
}

// smallInteger reads an INTEGER from 1 to 2^24.
func smallInteger(in *der.Reader) (int, error) {
	v := in.Integer(der.Of(der.Integer))
	if in.Err() != nil {
		return 0, in.Err()
	}
	n := 0
	for _, b := range v[:min(len(v), 4)] {
		n = n<<8 | int(b)
	}
	if len(v) > 4 || v[0] >= 0x80 || n == 0 || n > 1<<24 {
		return 0, &UnsupportedError{What: "a parameter out of bounds"}
	}
	return n, nil
}
