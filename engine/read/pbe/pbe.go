// Package pbe undoes password-based encryption: PBES1 and PBES2 (RFC 8018), the PKCS#12 schemes (RFC 7292 appendix
// C), Sun's JCEKS scheme and the encryption of traditional PEM keys. Iteration counts are looked at before anything
// is done, and every derivation reports its steps.
package pbe

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"unicode/utf16"

	"x509strict/engine/der"
)

// MaxIterations is the highest iteration count that is carried out: enough for any real file, and seconds of work.
const MaxIterations = 10_000_000

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
