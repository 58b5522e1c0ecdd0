package printed_test

import (
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/read/printed"
)

// TestTools holds what is read of dumps to the certificates that OpenSSL 3, keytool 17, NSS' certutil and
// cryptography 43 printed: testdata/NAME.TOOL is of NAME.pem.
func TestTools(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".pem") {
			continue
		}
		seen++
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := printed.Read(text)
		if len(found) != 1 {
			t.Errorf("%s: %d certificates", file, len(found))
			continue
		}
		got, want := found[0], parse(t, strings.TrimSuffix(file, filepath.Ext(file))+".pem")
		e := want.Find("2.5.29.19")
		if !got.Whole || got.CA() != want.IsCA() || got.Critical(got.BasicConstraints) != e.Critical {
			t.Errorf("%s: whole %v, CA %v, basic constraints %+v", file, got.Whole, got.CA(), got.BasicConstraints)
		}
		if (got.KeyUsage != nil) != (want.KeyUsage != nil) || want.KeyUsage != nil && !got.SignsCertificates() {
			t.Errorf("%s: key usage %+v", file, got.KeyUsage)
		}
		if (got.SubjectKeyID != nil) != (want.SubjectKeyID != nil) ||
			(got.AuthorityKeyID != nil) != (want.AuthorityKeyID != nil) {
			t.Errorf("%s: identifiers %+v %+v", file, got.SubjectKeyID, got.AuthorityKeyID)
		}
		if want.AuthorityKeyID != nil && want.AuthorityKeyID.HasKeyID && got.Format != "asn1parse" &&
			!got.NamesKey() {
			t.Errorf("%s: names no key: %+v", file, got.AuthorityKeyID)
		}
		until, err := want.NotAfter.UTC()
		if err != nil {
			t.Fatal(err)
		}
		if got.Format == "openssl" && (!got.NotAfter.Equal(until) || !strings.Contains(got.Subject, "CN")) {
			t.Errorf("%s: %v, subject %q", file, got.NotAfter, got.Subject)
		}
	}
	if seen < 15 {
		t.Errorf("only %d dumps", seen)
	}
}

// TestCutOff does not hold against a certificate what a cut dump lacks.
func TestCutOff(t *testing.T) {
	text, err := os.ReadFile("testdata/good.openssl")
	if err != nil {
		t.Fatal(err)
	}
	cut := text[:strings.Index(string(text), "X509v3 Key Usage")]
	found := printed.Read(cut)
	if len(found) != 1 || found[0].Whole || found[0].KeyUsage != nil {
		t.Errorf("%+v", found)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.*")
	for _, file := range files {
		if b, err := os.ReadFile(file); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		for _, c := range printed.Read(data) {
			c.CA()
			c.SignsCertificates()
			c.NamesKey()
		}
	})
}

func TestSeveral(t *testing.T) {
	a, err := os.ReadFile("testdata/noku.openssl")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/bc.openssl")
	if err != nil {
		t.Fatal(err)
	}
	found := printed.Read([]byte(string(a) + "\n" + string(b)))
	if len(found) != 2 || found[0].KeyUsage != nil || found[1].Critical(found[1].BasicConstraints) {
		t.Errorf("%+v", found)
	}
}

func parse(t *testing.T, file string) *cert.Certificate {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(b)
	c, _, err := cert.Parse(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
