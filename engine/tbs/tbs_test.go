package tbs_test

import (
	"bytes"
	"crypto/x509"
	"slices"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

// TestAgain: what re-issuing without any change would sign is what was signed, byte for byte.
func TestAgain(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	for _, made := range []*testpki.Cert{root, root.Server(t, "localhost", nil), testpki.Root(t, "RSA",
		func(s *testpki.Spec) { s.Key = testpki.RSA(t, 2048) })} {
		c, _, err := cert.Parse(made.DER)
		if err != nil {
			t.Fatal(err)
		}
		s := tbs.Of(c)
		s.Algorithm.Raw = c.InnerAlg.Raw
		if !bytes.Equal(s.TBS(), c.RawTBS) || !bytes.Equal(s.Certificate(c.Signature.Bytes), c.Raw) {
			t.Errorf("%s: %x became %x", c.Subject, c.RawTBS, s.TBS())
		}
	}
}

// TestReadBack: crypto/x509 reads what the builders write.
func TestReadBack(t *testing.T) {
	signer, _, err := cert.Parse(testpki.Root(t, "Root", nil).DER)
	if err != nil {
		t.Fatal(err)
	}
	alg, ok := tbs.AlgorithmFor(signer.SPKI, "")
	if !ok || alg.OID != oid.ECDSAWithSHA256 {
		t.Fatalf("a P-256 key signs with %q", alg.OID)
	}
	from := time.Date(2049, 12, 31, 23, 59, 59, 0, time.UTC)
	s := tbs.Spec{
		Version:   2,
		Serial:    []byte{0x42},
		Algorithm: alg,
		Issuer:    signer.Subject.Raw,
		NotBefore: tbs.EncodeTime(from),
		NotAfter:  tbs.EncodeTime(from.Add(time.Second)),
		Subject:   tbs.Subject{Country: "DE", Organization: "Bücher", CommonName: "es01"}.Element(),
		SPKI:      signer.SPKI.Raw,
	}
	s.Set(tbs.BasicConstraints(true, 3))
	s.Set(tbs.KeyUsage(cert.KeyCertSign | cert.DecipherOnly))
	s.Set(tbs.ExtKeyUsage(oid.ServerAuth, oid.ClientAuth))
	s.Set(tbs.SubjectKeyID(tbs.KeyID(signer.SPKI)))
	s.Set(tbs.AuthorityKeyID([]byte{1, 2}, nil, nil))
	s.Set(tbs.SubjectAltName(true, tbs.ParseAltName("es01.example"), tbs.ParseAltName("[::1]"), tbs.ParseAltName("10.0.0.1")))
	s.Set(tbs.BasicConstraints(true, 2)) // takes the first one's place
	c, err := x509.ParseCertificate(s.Certificate(make([]byte, 8)))
	if err != nil {
		t.Fatal(err)
	}
	if s.Find(oid.BasicConstraints) != 0 || c.MaxPathLen != 2 || !c.IsCA ||
		c.KeyUsage != x509.KeyUsageCertSign|x509.KeyUsageDecipherOnly ||
		!slices.Equal(c.ExtKeyUsage, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}) ||
		len(c.SubjectKeyId) != 20 || !bytes.Equal(c.AuthorityKeyId, []byte{1, 2}) {
		t.Errorf("read back as %+v", c)
	}
	if len(c.IPAddresses) != 2 || c.IPAddresses[0].String() != "::1" || !slices.Equal(c.DNSNames, []string{"es01.example"}) {
		t.Errorf("names %v, %v", c.DNSNames, c.IPAddresses)
	}
	if !c.NotBefore.Equal(from) || !c.NotAfter.Equal(from.Add(time.Second)) || s.NotBefore.Tag == s.NotAfter.Tag {
		t.Errorf("valid from %v to %v", c.NotBefore, c.NotAfter)
	}
	if got := c.Subject.String(); got != "CN=es01,O=Bücher,C=DE" {
		t.Errorf("subject %s", got)
	}
	s.Drop(oid.SubjectAltName)
	if s.Find(oid.SubjectAltName) >= 0 || len(s.Extensions) != 5 {
		t.Errorf("%d extensions are left", len(s.Extensions))
	}
}

// TestSerial: a serial number is positive and at most 20 octets (RFC 5280 section 4.1.2.2).
func TestSerial(t *testing.T) {
	for _, random := range [][]byte{
		make([]byte, 16), bytes.Repeat([]byte{0xff}, 16), append([]byte{0, 0x80}, make([]byte, 14)...),
	} {
		serial, err := tbs.RandomSerial(bytes.NewReader(random))
		if err != nil || len(serial) == 0 || len(serial) > 20 || serial[0] >= 0x80 ||
			len(serial) == 1 && serial[0] == 0 {
			t.Errorf("%x gives %x, %v", random, serial, err)
		}
	}
	if _, err := tbs.RandomSerial(bytes.NewReader(nil)); err == nil {
		t.Error("a source that ran dry gives a number")
	}
}
