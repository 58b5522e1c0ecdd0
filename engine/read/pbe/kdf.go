package pbe

import (
	"crypto/hmac"
	"encoding/binary"
	"hash"
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
