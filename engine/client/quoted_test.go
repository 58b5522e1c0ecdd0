package client_test

import (
	"strings"
	"testing"
	"unicode"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// TestQuotedNamesAreSafe asks every client for a host that a certificate with hostile names does not have: what they
// quote of it is escaped and bounded.
func TestQuotedNamesAreSafe(t *testing.T) {
	hostile := []string{"a\x00\x1b[31m.example", "b\u202Emoc.elpmaxe"}
	for i := range 5000 {
		hostile = append(hostile, strings.Repeat("n", i%60)+".example")
	}
	root := testpki.Root(t, "Root", nil)
	leaf := root.Server(t, "p\u202Eaypal\n", func(s *testpki.Spec) { s.Set(testpki.SAN(hostile...)) })
	bare := root.Server(t, "p\u202Eaypal\n", func(s *testpki.Spec) { s.Drop("2.5.29.17") })
	for _, c := range client.All {
		for _, made := range []*testpki.Cert{leaf, bare} {
			k := client.Case{
				Leaf:    parsed(t, made),
				Trusted: []*cert.Certificate{parsed(t, root)},
				Host:    "other.example",
				Time:    testpki.Now,
				Release: release.Default,
			}
			a := c.Judge(&verify.Verifier{}, k)
			if a.Accepted && c.ID != "openssl-verify" && c.ID != "openssl-verify-strict" {
				t.Errorf("%s accepts", c.ID)
			}
			for _, text := range []string{a.Text, a.Message} {
				if len(text) > 4*600+3 ||
					strings.ContainsFunc(
						text,
						func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) },
					) {
					t.Errorf("%s: %d bytes: %.300q", c.ID, len(text), text)
				}
			}
		}
	}
}

func parsed(t *testing.T, made *testpki.Cert) *cert.Certificate {
	t.Helper()
	c, _, err := cert.Parse(made.DER)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
