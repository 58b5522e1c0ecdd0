// Package testpki makes small hierarchies for tests: a conforming one in a few calls, and any departure by changing
// one field before signing.
package testpki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"net/netip"
	"testing"
	"time"

	"x509strict/engine/der"
	"x509strict/engine/internal/testca"
)

// Now is the time that the certificates are made for: valid a day before and ten years after.
var Now = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// Ext is one extension; Value is its DER.
type Ext struct {
	OID      string
	Critical bool
	Value    []byte
}

// Spec is a certificate to be. New fills it with what a conforming one has.
type Spec struct {
	Serial    []byte
	Subject   []byte // Name
	From      time.Time
	Until     time.Time
	Key       crypto.Signer
	Exts      []Ext
	Version   byte
	Algorithm []byte // AlgorithmIdentifier; nil for the issuer's key with SHA-256
}

// Cert is a certificate with its key.
type Cert struct {
	DER []byte
	Spec
}

// PEM writes certificates one after another.
func PEM(certs ...*Cert) []byte {
	var out []byte
	for _, c := range certs {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.DER})...)
	}
	return out
}

// KeyPEM writes the key as PKCS#8.
func (c *Cert) KeyPEM(t testing.TB) []byte {
	t.Helper()
	b, err := x509.MarshalPKCS8PrivateKey(c.Key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: b})
}

// CN is a name with one common name, empty for "".
func CN(cn string) []byte {
	if cn == "" {
		return der.Build(0x30)
	}
	return der.Build(0x30, der.Build(0x31, der.Build(0x30, der.BuildOID("2.5.4.3"), der.Build(0x0c, []byte(cn)))))
}

// EC makes a P-256 key.
func EC(t testing.TB) crypto.Signer {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// RSA makes an RSA key of the size in bits.
func RSA(t testing.TB, bits int) crypto.Signer {
	t.Helper()
	k, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func spki(t testing.TB, k crypto.Signer) []byte {
	t.Helper()
	b, err := x509.MarshalPKIXPublicKey(k.Public())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// KeyID is the identifier that the package gives to a key.
func KeyID(t testing.TB, k crypto.Signer) []byte {
	sum := sha1.Sum(spki(t, k))
	return sum[:]
}

// Extensions of a conforming certificate.
func BasicConstraints(ca bool) Ext {
	if !ca {
		return Ext{"2.5.29.19", true, der.Build(0x30)}
	}
	return Ext{"2.5.29.19", true, der.Build(0x30, []byte{1, 1, 0xff})}
}

// KeyUsage takes the BIT STRING content: unused bits, then bits.
func KeyUsage(bits ...byte) Ext { return Ext{"2.5.29.15", true, der.Build(0x03, bits)} }

// SKI is a subject key identifier.
func SKI(id []byte) Ext { return Ext{"2.5.29.14", false, der.Build(0x04, id)} }

// AKI is an authority key identifier with a key identifier only.
func AKI(id []byte) Ext { return Ext{"2.5.29.35", false, der.Build(0x30, der.Build(0x80, id))} }

// AKISerial is an authority key identifier with issuer (a Name) and serial number; id may be nil.
func AKISerial(id, issuer, serial []byte) Ext {
	var parts [][]byte
	if id != nil {
		parts = append(parts, der.Build(0x80, id))
	}
	return Ext{
		"2.5.29.35",
		false,
		der.Build(0x30, append(parts, der.Build(0xa1, der.Build(0xa4, issuer)), der.Build(0x82, serial))...),
	}
}

// EKU is an extended key usage.
func EKU(oids ...string) Ext {
	var parts [][]byte
	for _, o := range oids {
		parts = append(parts, der.BuildOID(o))
	}
	return Ext{"2.5.29.37", false, der.Build(0x30, parts...)}
}

// SAN holds DNS names and IP addresses.
func SAN(names ...string) Ext {
	var parts [][]byte
	for _, n := range names {
		if a, err := netip.ParseAddr(n); err == nil {
			parts = append(parts, der.Build(0x87, a.AsSlice()))
		} else {
			parts = append(parts, der.Build(0x82, []byte(n)))
		}
	}
	return Ext{"2.5.29.17", false, der.Build(0x30, parts...)}
}

// Without returns the extensions but for those with the OID.
func Without(exts []Ext, oid string) (kept []Ext) {
	for _, e := range exts {
		if e.OID != oid {
			kept = append(kept, e)
		}
	}
	return kept
}

// Set replaces or adds an extension.
func (s *Spec) Set(e Ext) { s.Exts = append(Without(s.Exts, e.OID), e) }

// Drop removes an extension.
func (s *Spec) Drop(oid string) { s.Exts = Without(s.Exts, oid) }

// Root makes a conforming self-signed CA; change alters it before it is signed.
func Root(t testing.TB, cn string, change func(*Spec)) *Cert {
	t.Helper()
	s := base(EC(t), CN(cn))
	id := KeyID(t, s.Key)
	s.Exts = []Ext{BasicConstraints(true), KeyUsage(1, 6), SKI(id), AKI(id)}
	if change != nil {
		change(&s)
	}
	return sign(t, s, s.Subject, s.Key)
}

// Intermediate makes a conforming CA under c.
func (c *Cert) Intermediate(t testing.TB, cn string, change func(*Spec)) *Cert {
	t.Helper()
	s := base(EC(t), CN(cn))
	s.Exts = []Ext{BasicConstraints(true), KeyUsage(1, 6), SKI(KeyID(t, s.Key)), AKI(KeyID(t, c.Key))}
	if change != nil {
		change(&s)
	}
	return sign(t, s, c.Subject, c.Key)
}

// Server makes a conforming server certificate for localhost and 127.0.0.1 under c.
func (c *Cert) Server(t testing.TB, cn string, change func(*Spec)) *Cert {
	t.Helper()
	s := base(EC(t), CN(cn))
	s.Exts = []Ext{
		BasicConstraints(false),
		KeyUsage(7, 0x80),
		EKU("1.3.6.1.5.5.7.3.1"),
		SAN("localhost", "127.0.0.1"),
		SKI(KeyID(t, s.Key)),
		AKI(KeyID(t, c.Key)),
	}
	if change != nil {
		change(&s)
	}
	return sign(t, s, c.Subject, c.Key)
}

// Again signs c's successor: the same key and contents but for what change alters.
func (c *Cert) Again(t testing.TB, issuer *Cert, change func(*Spec)) *Cert {
	t.Helper()
	s := c.Spec
	s.Exts = append([]Ext{}, c.Exts...)
	change(&s)
	if issuer == nil {
		return sign(t, s, s.Subject, s.Key)
	}
	return sign(t, s, issuer.Subject, issuer.Key)
}

func base(k crypto.Signer, subject []byte) Spec {
	serial := make([]byte, 16)
	if _, err := rand.Read(serial); err != nil {
		panic(err)
	}
	serial[0] = serial[0]&0x3f | 0x40
	return Spec{
		Serial:  serial,
		Subject: subject,
		From:    Now.AddDate(0, 0, -1),
		Until:   Now.AddDate(10, 0, 0),
		Key:     k,
		Version: 2,
	}
}

func sign(t testing.TB, s Spec, issuer []byte, k crypto.Signer) *Cert {
	t.Helper()
	algorithm := s.Algorithm
	if algorithm == nil {
		algorithm = der.Build(0x30, der.BuildOID("1.2.840.10045.4.3.2"))
		if _, ok := k.(*rsa.PrivateKey); ok {
			algorithm = der.Build(0x30, der.BuildOID("1.2.840.113549.1.1.11"), []byte{5, 0})
		}
	}
	c := testca.Certificate{
		Serial:    testca.TLV(2, s.Serial),
		Issuer:    issuer,
		NotBefore: testca.UTCTime(s.From),
		NotAfter:  testca.UTCTime(s.Until),
		Subject:   s.Subject,
		SPKI:      spki(t, s.Key),
		NoList:    len(s.Exts) == 0,
	}
	if s.Version > 0 {
		c.Version = testca.Context(0, testca.Int(int64(s.Version)))
	}
	for _, e := range s.Exts {
		critical := []byte(nil)
		if e.Critical {
			critical = testca.Bool(true)
		}
		c.Extensions = append(c.Extensions, testca.Extension{OID: e.OID, Critical: critical, Value: e.Value})
	}
	body := c.Body(algorithm)
	sum := sha256.Sum256(body)
	signature, err := k.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	return &Cert{DER: testca.Signed(body, algorithm, signature), Spec: s}
}
