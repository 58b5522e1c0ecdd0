package tbs

import (
	"crypto/sha1" // RFC 5280 section 4.2.1.2 method 1: an identifier, not a protection
	"io"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/key"
)

// EncodeTime writes a time as RFC 5280 section 4.1.2.5 wants it: UTCTime up to 2049, GeneralizedTime after.
func EncodeTime(t time.Time) cert.Time {
	t = t.UTC().Truncate(time.Second)
	if t.Year() >= 1950 && t.Year() < 2050 {
		return cert.Time{Tag: 23, Content: []byte(t.Format("060102150405Z"))}
	}
	return cert.Time{Tag: 24, Content: []byte(t.Format("20060102150405Z"))}
}

// RandomSerial reads 128 bits and makes them a positive INTEGER content.
func RandomSerial(random io.Reader) ([]byte, error) {
	b := make([]byte, 17)
	if _, err := io.ReadFull(random, b[1:]); err != nil {
		return nil, err
	}
	for len(b) > 1 && b[0] == 0 && b[1] < 0x80 {
		b = b[1:]
	}
	if len(b) == 1 && b[0] == 0 {
		b[0] = 1
	}
	return b, nil
}

// KeyID returns the key identifier that most software computes: SHA-1 of the public key's bits (RFC 5280 section
// 4.2.1.2, method 1).
func KeyID(p key.Info) []byte {
	sum := sha1.Sum(p.Key.Bytes)
	return sum[:]
}
