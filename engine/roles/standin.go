package roles

import (
	"bytes"
	"crypto/sha1"
	"errors"
	"fmt"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

// A stand-in conforms to RFC 5280 by construction, so no finding is ever about it. Its signature is zeros; whoever
// verifies forgives that.

// Identifiers that only a stand-in needs (RFC 4055 section 2.1, RFC 5758 section 3.1).
const (
	oidMGF1   = oid.MGF1
	oidSHA256 = oid.SHA256
	oidDSA256 = oid.DSAWithSHA256
)

// Identifier octets.
const (
	sequence    = 0x30
	integer     = 0x02
	bitString   = 0x03
	octetString = 0x04
)

var null = []byte{5, 0}

// standInSerial is nobody's serial number, so that a test finds it wherever it should not be.
var standInSerial = []byte("stand-in")

// leafOf makes the server certificate that the CA would have issued, had it issued one by the book: it names the CA's
// key identifier, or the SHA-1 of the CA's key where the CA carries none.
func leafOf(ca *cert.Certificate, o Options) (*cert.Certificate, error) {
	key := p256Generator()
	keyID := ca.SubjectKeyID
	if keyID == nil {
		sum := sha1.Sum(ca.SPKI.Key.Bytes)
		keyID = sum[:]
	}
	subject, altName := fitting(ca)
	if o.Host != "" {
		altName = generalName(o.Host)
	}
	own := sha1.Sum(key)
	return build(o.Time, tbs.Spec{
		Serial:    standInSerial,
		Algorithm: tbs.Algorithm{Raw: signatureAlgorithm(ca.SPKI.Algorithm.OID)},
		Issuer:    ca.Subject.Raw,
		Subject:   subject,
		SPKI:      key,
		Extensions: []cert.Extension{
			tbs.NewExtension(oid.BasicConstraints, true, der.Build(sequence)),
			tbs.NewExtension(oid.KeyUsage, true, []byte{bitString, 2, 7, 0x80}), // digitalSignature
			tbs.NewExtension(oid.ExtKeyUsage, false,
				der.Build(sequence, der.BuildOID(oid.ServerAuth), der.BuildOID(oid.ClientAuth))),
			tbs.NewExtension(oid.SubjectAltName, false, der.Build(sequence, altName)),
			tbs.NewExtension(oid.SubjectKeyID, false, der.Build(octetString, own[:])),
			tbs.NewExtension(oid.AuthorityKeyID, false, der.Build(sequence, der.Build(0x80, keyID))),
		},
	})
}

// Issuer makes a conforming CA that would have issued c, valid around a time. Nothing of it may be told.
func Issuer(c *cert.Certificate, at time.Time) (*cert.Certificate, error) {
	return issuerFor(c, Options{Time: at})
}

// issuerFor makes the CA that would have issued c: with its issuer's name, the key identifier and serial number that
// c names, and a key of the kind that c's signature wants.
func issuerFor(c *cert.Certificate, o Options) (*cert.Certificate, error) {
	serial, issuer, keyID := standInSerial, c.Issuer.Raw, []byte("conforming issuer")
	if a := c.AuthorityKeyID; a != nil {
		if a.HasKeyID {
			keyID = a.KeyID
		}
		if a.HasSerial && len(a.Serial) > 0 {
			serial = a.Serial
		}
		for _, n := range a.Issuer {
			if n.Tag == 4 && n.Name != nil {
				issuer = n.Name.Raw
				break
			}
		}
	}
	spki, keyOID := keyFor(c.InnerAlg.OID)
	root, err := build(o.Time, tbs.Spec{
		Serial:    serial,
		Algorithm: tbs.Algorithm{Raw: signatureAlgorithm(keyOID)},
		Issuer:    issuer,
		Subject:   c.Issuer.Raw,
		SPKI:      spki,
		Extensions: []cert.Extension{
			tbs.NewExtension(oid.BasicConstraints, true, der.Build(sequence, []byte{1, 1, 0xff})),
			tbs.NewExtension(oid.KeyUsage, true, []byte{bitString, 2, 1, 6}), // keyCertSign, cRLSign
			tbs.NewExtension(oid.SubjectKeyID, false, der.Build(octetString, keyID)),
			tbs.NewExtension(oid.AuthorityKeyID, false, der.Build(sequence, der.Build(0x80, keyID))),
		},
	})
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(issuer, c.Issuer.Raw) {
		// Its own issuer is elsewhere; the store would trust it by an explicit setting.
		root.Trust = &cert.TrustSettings{Trust: []string{oid.ServerAuth, oid.ClientAuth}, HasTrust: true}
	}
	return root, nil
}

// build makes the certificate, valid a day before and after a time, with a signature of zeros.
func build(at time.Time, s tbs.Spec) (*cert.Certificate, error) {
	s.Version = 2
	s.NotBefore, s.NotAfter = tbs.EncodeTime(at.AddDate(0, 0, -1)), tbs.EncodeTime(at.AddDate(0, 0, 1))
	c, rest, err := cert.Parse(s.Certificate(make([]byte, 64)))
	if err != nil {
		return nil, fmt.Errorf("roles: stand-in: %w", err)
	}
	if len(rest) > 0 {
		return nil, errors.New("roles: stand-in: bytes left over")
	}
	return c, nil
}

func generalName(name string) []byte { return tbs.ParseAltName(name).Element() }

// signatureAlgorithm is the AlgorithmIdentifier that a key of the kind makes signatures with, SHA-256 where there is
// a choice. An unknown kind signs under its own OID, as the newer algorithms do.
func signatureAlgorithm(keyOID string) []byte {
	switch keyOID {
	case oid.RSA, oid.X509RSA:
		return der.Build(sequence, der.BuildOID(oid.SHA256WithRSA), null)
	case oid.RSAPSS:
		hash := der.Build(sequence, der.BuildOID(oidSHA256), null)
		return der.Build(sequence, der.BuildOID(oid.RSAPSS), der.Build(sequence, der.Build(0xa0, hash),
			der.Build(0xa1, der.Build(sequence, der.BuildOID(oidMGF1), hash)), der.Build(0xa2, []byte{integer, 1, 32})))
	case oid.EC:
		return der.Build(sequence, der.BuildOID(oid.ECDSAWithSHA256))
	case oid.DSA:
		return der.Build(sequence, der.BuildOID(oidDSA256))
	}
	return der.Build(sequence, der.BuildOID(keyOID))
}

// keyFor makes a public key of the kind that a signature algorithm wants, strong enough for every client's level: RSA
// 4096, P-256, Ed25519. No one holds its private half.
func keyFor(signatureOID string) (spki []byte, keyOID string) {
	switch {
	case strings.HasPrefix(signatureOID, "1.2.840.10045.4."), ecdsaSHA3[signatureOID]:
		return p256Generator(), oid.EC
	case signatureOID == oid.Ed25519:
		return rawKey(oid.Ed25519, 32), oid.Ed25519
	case signatureOID == oid.Ed448:
		return rawKey(oid.Ed448, 57), oid.Ed448
	case mldsaSizes[signatureOID] > 0:
		return rawKey(signatureOID, mldsaSizes[signatureOID]), signatureOID
	}
	return rsaKey(), oid.RSA
}

// ecdsaSHA3 are id-ecdsa-with-sha3-224 to -512 (NIST CSOR).
var ecdsaSHA3 = map[string]bool{
	oid.ECDSAWithSHA3t224: true,
	oid.ECDSAWithSHA3t256: true,
	oid.ECDSAWithSHA3t384: true,
	oid.ECDSAWithSHA3t512: true,
}

// mldsaSizes are the public key sizes of ML-DSA-44, -65 and -87 in bytes (FIPS 204 table 2).
var mldsaSizes = map[string]int{
	oid.MLDSA44: 1312,
	oid.MLDSA65: 1952,
	oid.MLDSA87: 2592,
}

func publicKey(algorithm, bits []byte) []byte {
	return der.Build(sequence, algorithm, der.Build(bitString, []byte{0}, bits))
}

func rawKey(oid string, size int) []byte {
	return publicKey(der.Build(sequence, der.BuildOID(oid)), make([]byte, size))
}

// rsaKey has the modulus 2^4095 + 1: the size is what counts.
func rsaKey() []byte {
	n := make([]byte, 513)
	n[1], n[512] = 0x80, 1
	return publicKey(
		der.Build(sequence, der.BuildOID(oid.RSA), null),
		der.Build(sequence, der.Build(integer, n), []byte{integer, 3, 1, 0, 1}),
	)
}

// p256Generator is the curve's base point (SEC 2 section 2.4.2), a valid public key whose private key is 1: nobody's.
func p256Generator() []byte {
	return publicKey(der.Build(sequence, der.BuildOID(oid.EC), der.BuildOID(oid.P256)), []byte("\x04"+
		"\x6b\x17\xd1\xf2\xe1\x2c\x42\x47\xf8\xbc\xe6\xe5\x63\xa4\x40\xf2\x77\x03\x7d\x81\x2d\xeb\x33\xa0\xf4\xa1\x39\x45\xd8\x98\xc2\x96"+
		"\x4f\xe3\x42\xe2\xfe\x1a\x7f\x9b\x8e\xe7\xeb\x4a\x7c\x0f\x9e\x16\x2b\xce\x33\x57\x6b\x31\x5e\xce\xcb\xb6\x40\x68\x37\xbf\x51\xf5"))
}
