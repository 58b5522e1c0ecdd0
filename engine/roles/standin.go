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
	"x509strict/engine/host"
	"x509strict/engine/oid"
)

// A stand-in conforms to RFC 5280 by construction, so no finding is ever about it. Its signature is zeros; whoever
// verifies forgives that.

// Identifiers of keys and signatures (RFC 3279, 4055, 5758, 8410).
const (
	oidRSA      = "1.2.840.113549.1.1.1"
	oidPSS      = "1.2.840.113549.1.1.10"
	oidRSA256   = "1.2.840.113549.1.1.11"
	oidMGF1     = "1.2.840.113549.1.1.8"
	oidSHA256   = "2.16.840.1.101.3.4.2.1"
	oidEC       = "1.2.840.10045.2.1"
	oidP256     = "1.2.840.10045.3.1.7"
	oidECDSA256 = "1.2.840.10045.4.3.2"
	oidDSA      = "1.2.840.10040.4.1"
	oidDSA256   = "2.16.840.1.101.3.4.3.2"
	oidEd25519  = "1.3.101.112"
	oidEd448    = "1.3.101.113"
	oidServer   = oid.ServerAuth
	oidClient   = oid.ClientAuth
)

// Identifier octets.
const (
	sequence    = 0x30
	set         = 0x31
	integer     = 0x02
	bitString   = 0x03
	octetString = 0x04
	utf8String  = 0x0c
	genTime     = 0x18
)

var null = []byte{5, 0}

// standInSerial is nobody's serial number, so that a test finds it wherever it should not be.
var standInSerial = []byte("stand-in")

type template struct {
	serial          []byte // INTEGER content octets
	algorithm       []byte // AlgorithmIdentifier
	issuer, subject []byte // Name
	at              time.Time
	spki            []byte
	extensions      [][]byte
}

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
	return build(template{
		serial:    standInSerial,
		algorithm: signatureAlgorithm(ca.SPKI.Algorithm.OID),
		issuer:    ca.Subject.Raw,
		subject:   subject,
		at:        o.Time,
		spki:      key,
		extensions: [][]byte{
			extension(oid.BasicConstraints, true, der.Build(sequence)),
			extension(oid.KeyUsage, true, []byte{bitString, 2, 7, 0x80}), // digitalSignature
			extension(oid.ExtKeyUsage, false, der.Build(sequence, der.BuildOID(oidServer), der.BuildOID(oidClient))),
			extension(oid.SubjectAltName, false, der.Build(sequence, altName)),
			extension(oid.SubjectKeyID, false, der.Build(octetString, own[:])),
			extension(oid.AuthorityKeyID, false, der.Build(sequence, der.Build(0x80, keyID))),
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
	root, err := build(template{
		serial:    serial,
		algorithm: signatureAlgorithm(keyOID),
		issuer:    issuer,
		subject:   c.Issuer.Raw,
		at:        o.Time,
		spki:      spki,
		extensions: [][]byte{
			extension(oid.BasicConstraints, true, der.Build(sequence, []byte{1, 1, 0xff})),
			extension(oid.KeyUsage, true, []byte{bitString, 2, 1, 6}), // keyCertSign, cRLSign
			extension(oid.SubjectKeyID, false, der.Build(octetString, keyID)),
			extension(oid.AuthorityKeyID, false, der.Build(sequence, der.Build(0x80, keyID))),
		},
	})
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(issuer, c.Issuer.Raw) {
		// Its own issuer is elsewhere; the store would trust it by an explicit setting.
		root.Trust = &cert.TrustSettings{Trust: []string{oidServer, oidClient}, HasTrust: true}
	}
	return root, nil
}

func build(t template) (*cert.Certificate, error) {
	at := func(days int) []byte { return []byte(t.at.UTC().AddDate(0, 0, days).Format("20060102150405Z")) }
	tbs := der.Build(sequence,
		der.Build(0xa0, []byte{integer, 1, 2}), der.Build(integer, t.serial), t.algorithm, t.issuer,
		der.Build(sequence, der.Build(genTime, at(-1)), der.Build(genTime, at(1))),
		t.subject, t.spki, der.Build(0xa3, der.Build(sequence, t.extensions...)))
	c, rest, err := cert.Parse(der.Build(sequence, tbs, t.algorithm, der.Build(bitString, make([]byte, 65))))
	if err != nil {
		return nil, fmt.Errorf("roles: stand-in: %w", err)
	}
	if len(rest) > 0 {
		return nil, errors.New("roles: stand-in: bytes left over")
	}
	return c, nil
}

func extension(oid string, critical bool, value []byte) []byte {
	parts := [][]byte{der.BuildOID(oid)}
	if critical {
		parts = append(parts, []byte{1, 1, 0xff})
	}
	return der.Build(sequence, append(parts, der.Build(octetString, value))...)
}

func generalName(name string) []byte {
	t := host.Subject(name)
	if t.IP != nil {
		return der.Build(0x87, t.IP)
	}
	return der.Build(0x82, []byte(t.Name))
}

func commonName(cn string) []byte {
	return der.Build(
		sequence,
		der.Build(set, der.Build(sequence, der.BuildOID(oid.CommonName), der.Build(utf8String, []byte(cn)))),
	)
}

// signatureAlgorithm is the AlgorithmIdentifier that a key of the kind makes signatures with, SHA-256 where there is
// a choice. An unknown kind signs under its own OID, as the newer algorithms do.
func signatureAlgorithm(keyOID string) []byte {
	switch keyOID {
	case oidRSA, "2.5.8.1.1":
		return der.Build(sequence, der.BuildOID(oidRSA256), null)
	case oidPSS:
		hash := der.Build(sequence, der.BuildOID(oidSHA256), null)
		return der.Build(sequence, der.BuildOID(oidPSS), der.Build(sequence, der.Build(0xa0, hash),
			der.Build(0xa1, der.Build(sequence, der.BuildOID(oidMGF1), hash)), der.Build(0xa2, []byte{integer, 1, 32})))
	case oidEC:
		return der.Build(sequence, der.BuildOID(oidECDSA256))
	case oidDSA:
		return der.Build(sequence, der.BuildOID(oidDSA256))
	}
	return der.Build(sequence, der.BuildOID(keyOID))
}

// keyFor makes a public key of the kind that a signature algorithm wants, strong enough for every client's level: RSA
// 4096, P-256, Ed25519. No one holds its private half.
func keyFor(signatureOID string) (spki []byte, keyOID string) {
	switch {
	case strings.HasPrefix(signatureOID, "1.2.840.10045.4."), ecdsaSHA3[signatureOID]:
		return p256Generator(), oidEC
	case signatureOID == oidEd25519:
		return rawKey(oidEd25519, 32), oidEd25519
	case signatureOID == oidEd448:
		return rawKey(oidEd448, 57), oidEd448
	case mldsaSizes[signatureOID] > 0:
		return rawKey(signatureOID, mldsaSizes[signatureOID]), signatureOID
	}
	return rsaKey(), oidRSA
}

// ecdsaSHA3 are id-ecdsa-with-sha3-224 to -512 (NIST CSOR).
var ecdsaSHA3 = map[string]bool{
	"2.16.840.1.101.3.4.3.9":  true,
	"2.16.840.1.101.3.4.3.10": true,
	"2.16.840.1.101.3.4.3.11": true,
	"2.16.840.1.101.3.4.3.12": true,
}

// mldsaSizes are the public key sizes of ML-DSA-44, -65 and -87 in bytes (FIPS 204 table 2).
var mldsaSizes = map[string]int{
	"2.16.840.1.101.3.4.3.17": 1312,
	"2.16.840.1.101.3.4.3.18": 1952,
	"2.16.840.1.101.3.4.3.19": 2592,
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
		der.Build(sequence, der.BuildOID(oidRSA), null),
		der.Build(sequence, der.Build(integer, n), []byte{integer, 3, 1, 0, 1}),
	)
}

// p256Generator is the curve's base point (SEC 2 section 2.4.2), a valid public key whose private key is 1: nobody's.
func p256Generator() []byte {
	return publicKey(der.Build(sequence, der.BuildOID(oidEC), der.BuildOID(oidP256)), []byte("\x04"+
		"\x6b\x17\xd1\xf2\xe1\x2c\x42\x47\xf8\xbc\xe6\xe5\x63\xa4\x40\xf2\x77\x03\x7d\x81\x2d\xeb\x33\xa0\xf4\xa1\x39\x45\xd8\x98\xc2\x96"+
		"\x4f\xe3\x42\xe2\xfe\x1a\x7f\x9b\x8e\xe7\xeb\x4a\x7c\x0f\x9e\x16\x2b\xce\x33\x57\x6b\x31\x5e\xce\xcb\xb6\x40\x68\x37\xbf\x51\xf5"))
}
