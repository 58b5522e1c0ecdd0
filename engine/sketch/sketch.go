// Package sketch draws the certificate that a text dump describes, so that the verifier can judge it.
//
// In: what package printed read. Out: a certificate with the names, dates, version, strength of key and signature, and
// extensions that the text shows, in its order. What the text does not show conforms to RFC 5280, so that it is not
// held against the certificate; keys, serial numbers and the signature are made up, so nothing about them means
// anything.
package sketch

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/read/printed"
	"x509strict/engine/tbs"
)

// Of draws the certificate that p describes. Where p does not say when it is valid, it is valid around at.
func Of(p *printed.Certificate, at time.Time) (*cert.Certificate, error) {
	s := tbs.Spec{
		Version:    2,
		Serial:     serial(p.Subject),
		Algorithm:  tbs.Algorithm{Raw: algorithm(p.WeakDigest())},
		Subject:    name(p.Subject, p.NoSubject),
		Issuer:     issuer(p),
		NotBefore:  tbs.EncodeTime(orElse(p.NotBefore, at.AddDate(0, 0, -1))),
		NotAfter:   tbs.EncodeTime(orElse(p.NotAfter, at.AddDate(0, 0, 1))),
		SPKI:       publicKey(p.PublicKey, p.Subject),
		Extensions: extensions(p),
	}
	if p.Version == 1 || p.Version == 2 {
		s.Version = p.Version - 1
	}
	c, rest, err := cert.Parse(s.Certificate(make([]byte, 256)))
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%d bytes left over", len(rest))
	}
	if err != nil {
		return nil, fmt.Errorf("sketch: %w", err)
	}
	return c, nil
}

func orElse(t, other time.Time) time.Time {
	if t.IsZero() {
		return other
	}
	return t
}

func issuerShown(p *printed.Certificate) bool { return p.Issuer != "" || p.NoIssuer }

// issuer is who is shown; of a CA that shows none, itself.
func issuer(p *printed.Certificate) []byte {
	if !issuerShown(p) && !p.CA() {
		return tbs.CommonName("issuer")
	}
	return name(p.Issuer, p.NoIssuer)
}

// name is one that is equal wherever the text is; one that is not shown is everybody's. Its common name is what is
// shown of that: whoever decides on roles looks at it.
func name(text string, empty bool) []byte {
	if empty {
		return der.Build(0x30)
	}
	sum := sha1.Sum([]byte(canonical(text)))
	return tbs.Subject{Unit: hex.EncodeToString(sum[:]), CommonName: commonName(text)}.Element()
}

// canonical is equal for names that are: case and blanks do not count (RFC 5280 section 7.1), nor do the zeros that
// OpenSSL shows of strings of two octets a letter.
func canonical(text string) string {
	text = strings.ReplaceAll(strings.ToLower(text), `\x00`, "")
	for _, sign := range []string{",", "=", "/", "+"} {
		text = strings.ReplaceAll(text, sign, " "+sign+" ")
	}
	return strings.Join(strings.Fields(text), " ")
}

// commonName is what stands behind CN, up to the next attribute.
func commonName(text string) string {
	_, cn, _ := strings.Cut(text, "CN")
	cn = strings.TrimLeft(cn, " =")
	if end := strings.IndexAny(cn, ",/+"); end >= 0 {
		cn = cn[:end]
	}
	return strings.ToValidUTF8(cn[:min(len(cn), 64)], "")
}

// keyID is the identifier of the key of whoever is called so.
func keyID(name string) []byte {
	sum := sha1.Sum([]byte("key of " + canonical(name)))
	return sum[:]
}

// serial is the serial number of the certificate of whoever is called so.
func serial(name string) []byte {
	sum := sha1.Sum([]byte("serial of " + canonical(name)))
	return append([]byte{1}, sum[:8]...)
}

// algorithm is RSA's with SHA-256, or for one of the weak digests with one that is as weak.
func algorithm(digest string) []byte {
	id := oid.SHA256WithRSA
	switch digest {
	case "SHA1", "RIPEMD160":
		id = oid.SHA1WithRSA
	case "MD5", "MD4", "MD2":
		id = oid.MD5WithRSA
	}
	return der.Build(0x30, der.BuildOID(id), []byte{5, 0})
}

// maxBits bounds what is drawn: a larger key is as strong.
const maxBits = 4096

// publicKey is an RSA key of the strength that is shown: keys on curves as people have them are strong, and RSA and DSA
// keys of one size are as strong as each other (NIST SP 800-57 part 1 table 2).
func publicKey(k printed.Key, owner string) []byte {
	bits := 2048
	if k.Algorithm != "EC" && k.Algorithm != "" && k.Bits > 0 {
		bits = min(max(k.Bits, 256), maxBits)
	}
	n := make([]byte, 1+(bits+7)/8) // a zero octet, so that it is positive
	copy(n[2:], keyID(owner))
	n[1] |= 1 << ((bits - 1) % 8)
	n[1] &= 1<<((bits-1)%8)<<1 - 1
	n[len(n)-1] |= 1
	if n[1] < 0x80 {
		n = n[1:]
	}
	key := der.Build(0x30, der.Build(0x02, n), []byte{2, 3, 1, 0, 1})
	return der.Build(0x30, der.Build(0x30, der.BuildOID(oid.RSA), []byte{5, 0}),
		der.Build(0x03, []byte{0}, key))
}
