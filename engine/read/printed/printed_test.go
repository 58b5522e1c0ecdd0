package printed_test

import (
	"encoding/pem"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/read/printed"
)

// TestTools holds what is read of dumps to the certificates that OpenSSL 3.0.19, keytool 17 (21 and 25 print the same;
// keytool-zh-CN and its like are keytool 21 in that language), certtool 3.7.9, NSS' certutil 3.87 and cryptography 43
// printed: testdata/NAME.TOOL is of NAME.pem. NAME.java and NAME.jsse are of Java 17 and 25, NAME.asn1parse-dump is of
// asn1parse -i -dump.
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
		quoted := printed.Read([]byte("> " + strings.ReplaceAll(string(text), "\n", "\r\n> ")))
		if len(found) != 1 || len(quoted) != 1 {
			t.Errorf("%s: %d certificates, %d when quoted", file, len(found), len(quoted))
			continue
		}
		if quoted[0].At = found[0].At; filepath.Ext(file) != ".py" && !reflect.DeepEqual(found, quoted) {
			t.Errorf("%s: %+v\nquoted %+v", file, found[0], quoted[0])
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
		if want.AuthorityKeyID != nil && want.AuthorityKeyID.HasKeyID != got.NamesKey() {
			t.Errorf("%s: names no key: %+v", file, got.AuthorityKeyID)
		}
		until, err := want.NotAfter.UTC()
		if err != nil {
			t.Fatal(err)
		}
		named := got.Format != "cryptography"
		if named && (!got.NotAfter.Equal(until) || !strings.Contains(got.Subject, "CN")) {
			t.Errorf("%s: %v, subject %q", file, got.NotAfter, got.Subject)
		}
	}
	if seen < 30 {
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

// TestWindows reads what certutil -dump of Windows prints, in the shape of published samples: indented, as in public
// repositories that hold "2.5.29.19: Flags = 1(Critical), Length = 5", and as a web page leaves it (Microsoft KB
// 216831).
func TestWindows(t *testing.T) {
	const ca = `X509 Certificate:
Version: 3
Serial Number: 607b661a450d97ca89502f7d04cd34a8
Signature Algorithm:
    Algorithm ObjectId: 1.2.840.113549.1.1.11 sha256RSA
    Algorithm Parameters:
    05 00
Issuer:
    CN=Example Root
    O=Example
  Name Hash(sha1): c2f300d811eba073aeb33a36f882363a3f8ddbf3

 NotBefore: 12/1/2006 12:00 AM
 NotAfter: 12/31/2029 11:59 PM

Subject:
    CN=Example Root
    O=Example

Public Key Length: 2048 bits
Certificate Extensions: 3
    2.5.29.15: Flags = 1(Critical), Length = 4
    Key Usage
        Certificate Signing, Off-line CRL Signing, CRL Signing (06)

    2.5.29.19: Flags = 1(Critical), Length = 5
    Basic Constraints
        Subject Type=CA
        Path Length Constraint=None

    2.5.29.14: Flags = 0, Length = 16
    Subject Key Identifier
        60 7b 66 1a 45 0d 97 ca 89 50 2f 7d 04 cd 34 a8 ff fc fd 4b

Signature Algorithm:
    Algorithm ObjectId: 1.2.840.113549.1.1.11 sha256RSA
Signature: UnusedBits=0
    0000  e0 69 26 29 c9 48 fc e2  55 66 d6 1d 0a 88 0c de
`
	const leaf = `X509 Certificate:
Version: 3
Serial Number: 25f51e4e0000115a
Issuer: CN=Test Group CA, O=Example, C=US
NotBefore: 10/23/1998 3:33 PM
NotAfter: 10/23/1999 3:33 PM
Subject: CN=Name (Signing), O=Example, C=US
Certificate Extensions: 3
2.5.29.15: Flags = 0(), Length = 4
Key Usage
Digital Signature, Key Encipherment (A0)
2.5.29.35: Flags = 0(), Length = a9
Authority Key Identifier
KeyID=2A58 2026 5B9F CFB1 E328 F42A EA4D F8CA 19CB F3C4
2.5.29.19: Flags = 0(), Length = 2
Basic Constraints
Subject Type=End Entity Path Length Constraint=None
Signature Algorithm:
`
	flat := strings.NewReplacer("    ", "", "\n\n", "\n").Replace(ca)
	for name, text := range map[string]string{"indented": ca, "flat": flat, "CRLF": strings.ReplaceAll(ca, "\n", "\r\n"),
		"quoted": "> " + strings.ReplaceAll(ca, "\n", "\n> "), "tabs": strings.ReplaceAll(ca, "    ", "\t\t\t")} {
		found := printed.Read([]byte(text))
		if len(found) != 1 {
			t.Errorf("%s: %d certificates", name, len(found))
			continue
		}
		c := found[0]
		if !c.Whole || !c.CA() || !c.Critical(c.BasicConstraints) || !c.SignsCertificates() ||
			!c.Critical(c.KeyUsage) ||
			c.SubjectKeyID == nil || c.AuthorityKeyID != nil || c.Version != 3 ||
			!strings.Contains(c.Subject, "CN=Example Root") {
			t.Errorf("%s: %+v", name, c)
		}
	}
	found := printed.Read([]byte(leaf + ca))
	if len(found) != 2 {
		t.Fatalf("%d certificates", len(found))
	}
	c := found[0]
	if c.CA() || c.Critical(c.BasicConstraints) || c.SignsCertificates() || !c.NamesKey() || c.SubjectKeyID != nil {
		t.Errorf("leaf: %+v", c)
	}
}
