package pbe

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"hash"

	"golang.org/x/crypto/scrypt"

	"x509strict/engine/der"
)

// batch is how many iterations are done between two calls of step.
const batch = 4096

// eachBatch calls f n times, and step before every batch.
func eachBatch(n int, step func(int) error, f func()) error {
	for n > 0 {
		now := min(n, batch)
		if err := step(now); err != nil {
			return err
		}
		for range now {
			f()
		}
		n -= now
	}
	return nil
}

// Purposes of keys derived as PKCS#12 does (RFC 7292 appendix B.3).
const (
	forKey = 1
	forIV  = 2
	forMAC = 3
)

// PKCS12Key derives size bytes as RFC 7292 appendix B.2 does. password is a BMPString with its terminator, or empty.
func PKCS12Key(
	newHash func() hash.Hash,
	salt, password []byte,
	iterations int,
	purpose byte,
	size int,
	step func(int) error,
) ([]byte, error) {
	h := newHash()
	u, v := h.Size(), h.BlockSize()
	diversifier := make([]byte, v)
	for i := range diversifier {
		diversifier[i] = purpose
	}
	input := append(repeat(salt, v), repeat(password, v)...)
	var out []byte
	digest := make([]byte, 0, u)
	for {
		h.Reset()
		h.Write(diversifier)
		h.Write(input)
		digest = h.Sum(digest[:0])
		if err := eachBatch(iterations-1, step, func() {
			h.Reset()
			h.Write(digest)
			digest = h.Sum(digest[:0])
		}); err != nil {
			return nil, err
		}
		out = append(out, digest...)
		if len(out) >= size {
			return out[:size], nil
		}
		b := repeat(digest, v)[:v]
		for i := 0; i < len(input); i += v { // I_j = I_j + B + 1 modulo 2^v
			carry := 1
			for k := v - 1; k >= 0; k-- {
				sum := int(input[i+k]) + int(b[k]) + carry
				input[i+k], carry = byte(sum), sum>>8
			}
		}
	}
}

// repeat returns copies of pattern that fill a multiple of size bytes.
func repeat(pattern []byte, size int) []byte {
	if len(pattern) == 0 {
		return nil
	}
	out := make([]byte, (len(pattern)+size-1)/size*size)
	for n := 0; n < len(out); {
		n += copy(out[n:], pattern)
	}
	return out
}

// PBKDF2 derives size bytes as RFC 8018 section 5.2 does.
func PBKDF2(
	newHash func() hash.Hash,
	password, salt []byte,
	iterations, size int,
	step func(int) error,
) ([]byte, error) {
	mac := hmac.New(newHash, password)
	var out []byte
	u := make([]byte, 0, mac.Size())
	for block := uint32(1); len(out) < size; block++ {
		mac.Reset()
		mac.Write(salt)
		mac.Write(binary.BigEndian.AppendUint32(nil, block))
		u = mac.Sum(u[:0])
		t := append([]byte{}, u...)
		if err := eachBatch(iterations-1, step, func() {
			mac.Reset()
			mac.Write(u)
			u = mac.Sum(u[:0])
			for i := range t {
				t[i] ^= u[i]
			}
		}); err != nil {
			return nil, err
		}
		out = append(out, t...)
	}
	return out[:size], nil
}

// pbkdf1 derives the 16 bytes that PBES1 wants (RFC 8018 section 5.1).
func pbkdf1(newHash func() hash.Hash, password, salt []byte, iterations int, step func(int) error) ([]byte, error) {
	h := newHash()
	h.Write(password)
	h.Write(salt)
	digest := h.Sum(nil)
	if err := eachBatch(iterations-1, step, func() {
		h.Reset()
		h.Write(digest)
		digest = h.Sum(digest[:0])
	}); err != nil {
		return nil, err
	}
	return digest[:16], nil
}

// maxScryptMemory bounds the memory of scrypt, 128 N r bytes; OpenSSL's default takes 16 MiB.
const maxScryptMemory = 64 << 20

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
