package engine_test

import (
	"os"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestDumpBeside keeps what a dump says of a certificate that is not here, beside one that is, in either order, and
// drops the dump of one that is.
func TestDumpBeside(t *testing.T) {
	file := func(name string) string {
		b, err := os.ReadFile("read/printed/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	dump, pem := file("noku.openssl"), file("noku.pem")
	other := string(testpki.PEM(newWorld(t).easy))
	for text, want := range map[string]int{
		dump:                1,
		dump + pem:          0,
		pem + dump:          0,
		dump + other:        1,
		other + "\n" + dump: 1,
	} {
		r := check(t, engine.Options{}, read.Input{Data: []byte(text)})
		if len(r.Printed) != want || want == 1 && len(r.Printed[0].Findings) == 0 {
			t.Errorf("%d certificates, %d dumps, want %d: %+v", len(r.Certificates), len(r.Printed), want, r.Printed)
		}
	}
}

// TestDumpsOfChain judges dumps as one chain, as their certificates would be: an intermediate without authority key
// identifier is refused between a leaf and its root, and accepted where it is what is trusted.
func TestDumpsOfChain(t *testing.T) {
	dump := func(subject, issuer, extensions string) string {
		return "Certificate:\n Data:\n  Version: 3 (0x2)\n  Issuer: CN = " + issuer + "\n  Subject: CN = " + subject +
			"\n  X509v3 extensions:\n" + extensions + " Signature Algorithm: sha256WithRSAEncryption\n"
	}
	const signs = "X509v3 Basic Constraints: critical\n CA:TRUE\nX509v3 Key Usage: critical\n Certificate Sign\n" +
		"X509v3 Subject Key Identifier: \n 01:02\n"
	leaf := dump("a", "Middle CA", "X509v3 Subject Alternative Name: \n DNS:a.example\n"+
		"X509v3 Authority Key Identifier: \n 01:02\n")
	middle, root := dump("Middle CA", "Root CA", signs), dump("Root CA", "Root CA", signs)
	for text, want := range map[string]string{
		middle:               "",
		middle + root:        "",
		leaf + middle + root: "CN = Middle CA: missing-authority-key-identifier\n",
	} {
		got := ""
		r := check(t, engine.Options{}, read.Input{Data: []byte(text)})
		for _, x := range r.Printed {
			for _, f := range x.Findings {
				got += x.Subject + ": " + f.Rule + "\n"
			}
		}
		if len(r.Printed) != strings.Count(text, "Certificate:") || got != want {
			t.Errorf("%d dumps: %q, want %q", len(r.Printed), got, want)
		}
	}
}
