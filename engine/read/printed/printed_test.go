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
		if !got.Whole || got.CA() != (e != nil && want.IsCA()) ||
			got.Critical(got.BasicConstraints) != (e != nil && e.Critical) {
			t.Errorf("%s: whole %v, CA %v, basic constraints %+v", file, got.Whole, got.CA(), got.BasicConstraints)
		}
		if (got.KeyUsage != nil) != (want.KeyUsage != nil) ||
			want.KeyUsage != nil && got.SignsCertificates() != (*want.KeyUsage&cert.KeyCertSign != 0) {
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
		if empty := len(want.Subject.Raw) == 2; named && (!got.NotAfter.Equal(until) || got.NoSubject != empty ||
			strings.Contains(got.Subject, "CN") == empty) {
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

// TestOtherExtensions: what is said of extensions that are not read is not said of those in front of them.
func TestOtherExtensions(t *testing.T) {
	const head = "Certificate:\n    Data:\n        Version: 3 (0x2)\n        Subject: CN = a\n        X509v3 extensions:\n"
	for _, text := range []string{
		head + "            X509v3 Key Usage: critical\n                Digital Signature\n" +
			"            Netscape Comment: \n                Certificate Signing Authority\n",
		"    0:d=0  hl=4 l= 372 cons: SEQUENCE\n  204:d=2  hl=2 l=  99 cons: cont [ 3 ]\n" +
			"  246:d=5  hl=2 l=   3 prim: OBJECT            :X509v3 Basic Constraints\n" +
			"  251:d=5  hl=2 l=   5 prim: OCTET STRING      [HEX DUMP]:30030101FF\n" +
			"  260:d=5  hl=2 l=   3 prim: OBJECT            :1.2.3.4\n" +
			"  265:d=5  hl=2 l=   1 prim: BOOLEAN           :255\n" +
			"  268:d=5  hl=2 l=   2 prim: OCTET STRING      [HEX DUMP]:0500\n",
	} {
		found := printed.Read([]byte(text))
		if len(found) != 1 || found[0].SignsCertificates() || found[0].Critical(found[0].BasicConstraints) {
			t.Errorf("%s\n%+v", text, found)
		}
	}
}

// TestKeyIdentifiers tells an authority key identifier of issuer and serial number from one that names the key,
// however short.
func TestKeyIdentifiers(t *testing.T) {
	for value, want := range map[string]bool{
		"01:02:03:04":                   true,
		"keyid:77:ED:09:23:03:86:64:3C": true,
		"DirName:/CN=a serial:01":       false,
		"AuthorityKeyIdentifier [ [CN=a] SerialNumber: [ 0a] ]":       false,
		"AuthorityKeyIdentifier [ KeyIdentifier [ 0000: 77 ED 09 ] ]": true,
		"301680143D47D92E4C3EBDA966C21F9572439BEB8115ECB8":            true,
		"3013A10E": false,
	} {
		c := printed.Certificate{AuthorityKeyID: &printed.Extension{Value: value}}
		if c.NamesKey() != want {
			t.Errorf("%s: %v", value, !want)
		}
	}
}

// TestCutKeyUsage knows a key usage that was cut off from one that is empty.
func TestCutKeyUsage(t *testing.T) {
	text, err := os.ReadFile("testdata/good.openssl")
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(text), "X509v3 Key Usage")
	found := printed.Read(text[:at+len("X509v3 Key Usage: critical")])
	if len(found) != 1 || found[0].KeyUsage == nil || found[0].KeyUsage.Ended() || found[0].Whole {
		t.Errorf("%+v", found)
	}
}
