package issue_test

import (
	crand "crypto/rand"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/issue"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// TestFurtherKeysInPKCS12 writes PKCS#12 files of keys that crypto/x509 has no PKCS #8 for: real OpenSSL finds the key
// that belongs to the certificate in them, and the chain, and so does the page's own reader.
func TestFurtherKeysInPKCS12(t *testing.T) {
	t.Parallel()
	const open = `openssl pkcs12 -in key.p12 -passin pass:secret -nodes -out all.pem && openssl pkey -in all.pem -pubout &&
		openssl x509 -in all.pem -noout -pubkey && grep -c "BEGIN CERTIFICATE" all.pem`
	commands := opensslCommands(t)
	for _, name := range []string{"ED448", "brainpoolP256r1", "ML-DSA-65"} {
		t.Run(name, func(t *testing.T) {
			opened := bundleOf(t, further(t)[name])
			if len(opened.Keys) != 1 || len(opened.Certificates) != 2 || len(opened.Keys[0].Matches) != 1 {
				t.Fatalf("%+v", opened.Keys)
			}
			own := opened.Keys[0].Matches[0]
			c, other := opened.Certificates[own].Certificate, opened.Certificates[1-own].Certificate
			data, err := issue.PKCS12(opened.Keys[0].Signer, c, []*cert.Certificate{other}, "secret", false, crand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			asked := 0
			for release, root := range commands {
				if !knows(release, name) {
					continue
				}
				asked++
				inside, outside := folder(t, root)
				write(t, filepath.Join(outside, "key.p12"), data)
				out, err := shell(t, root, inside, open)
				parts := strings.SplitAfter(string(out), "-----END PUBLIC KEY-----\n")
				if err != nil || len(parts) != 3 || parts[0] != parts[1] || parts[2] != "2\n" {
					t.Errorf("OpenSSL %s: %v: %s", release, err, out)
				}
			}
			if asked == 0 {
				missing(t, "an OpenSSL that knows "+name)
			}
			again := bundleOf(t, data)
			if len(again.Keys) != 1 || len(again.Keys[0].Matches) != 1 || len(again.Certificates) != 2 {
				t.Errorf("the page reads %d keys and %d certificates: %+v", len(again.Keys), len(again.Certificates), again.Notes)
			}
			if _, err := issue.PKCS12(opened.Keys[0].Signer, c, nil, "secret", true, crand.Reader); err == nil ||
				!strings.Contains(err.Error(), "modern form") {
				t.Errorf("in the old form: %v", err)
			}
		})
	}
}

func bundleOf(t *testing.T, data []byte) *read.Bundle {
	t.Helper()
	b, err := read.Read([]read.Input{{Data: data}},
		read.Options{Openers: containers.All, Passwords: []string{"secret"}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}
