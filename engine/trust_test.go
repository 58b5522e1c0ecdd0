package engine_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestTrustSide holds each repair that issues nothing to the openssl of this machine: with the files that are offered
// in place of those that were given, it verifies strictly what it refuses without.
func TestTrustSide(t *testing.T) {
	const ku = "2.5.29.15"
	root := testpki.Root(t, "Example Root CA", func(s *testpki.Spec) { s.Drop(ku) })
	newer := root.Again(t, nil, func(s *testpki.Spec) { s.Serial = []byte{9}; s.Set(testpki.KeyUsage(1, 6)) })
	middle := root.Intermediate(t, "Example Issuing CA", nil)
	leaf := middle.Server(t, "srv", nil)
	other := testpki.Root(t, "Other Root CA", nil)
	cross := root.Again(t, other, func(s *testpki.Spec) {
		s.Serial = []byte{8}
		s.Set(testpki.AKI(testpki.KeyID(t, other.Key)))
		s.Set(testpki.KeyUsage(1, 6))
	})
	for _, c := range []struct {
		name        string
		sent, trust []*testpki.Cert
		kinds       []string // among those offered
		never       []string
	}{
		{"the newer edition is sent, the old one trusted", []*testpki.Cert{leaf, middle, newer}, []*testpki.Cert{root},
			[]string{"trust-newer", "trust-issuing"}, []string{"take-out"}},
		{"an issuing CA below a faulty root", []*testpki.Cert{leaf, middle}, []*testpki.Cert{root},
			[]string{"trust-issuing"}, []string{"take-out", "trust-newer"}},
		{"a faulty root beside the way around it", []*testpki.Cert{leaf, middle, cross}, []*testpki.Cert{root, other},
			[]string{"take-out"}, []string{"trust-newer"}},
		{"nothing but the faulty root", []*testpki.Cert{root.Server(t, "srv", nil)}, []*testpki.Cert{root},
			nil, []string{"take-out", "trust-newer", "trust-issuing", "send"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := recheck(t, []read.Input{{Name: "fullchain.pem", Data: testpki.PEM(c.sent...)},
				{Name: "ca.pem", Data: testpki.PEM(c.trust...)}}, engine.Options{Time: testpki.Now})
			if r.Verdict != "refused" || r.Plan == nil {
				t.Fatalf("%s %s", r.Verdict, r.Message)
			}
			if said := opensslVerifies(t, testpki.PEM(c.trust...), c.sent); said == "" {
				t.Error("openssl accepts what was given")
			}
			var kinds []string
			for _, x := range r.Plan.Trust {
				kinds = append(kinds, x.Kind)
				if len(x.Files) != 1 || x.Files[0].Name != "ca.crt" || len(x.Certificates) != 1 || x.Why == "" {
					t.Errorf("%s: %+v", x.Kind, x)
					continue
				}
				if said := opensslVerifies(t, []byte(x.Files[0].PEM), c.sent); said != "" {
					t.Errorf("%s: %q: openssl says %s", x.Kind, x.Title, said)
				}
				for _, s := range x.Proof {
					if s.Client == "python-3.13" && s.Verdict != "accepted" {
						t.Errorf("%s: %s says %s", x.Kind, s.Client, s.Text)
					}
				}
			}
			for _, k := range c.kinds {
				if !slices.Contains(kinds, k) {
					t.Errorf("%q is not offered, only %v", k, kinds)
				}
			}
			for _, k := range c.never {
				if slices.Contains(kinds, k) {
					t.Errorf("%q is offered", k)
				}
			}
		})
	}
}

// opensslVerifies asks openssl verify as Python 3.13 asks libssl, and returns what it has against the chain.
func opensslVerifies(t *testing.T, trusted []byte, sent []*testpki.Cert) string {
	t.Helper()
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{"ca": trusted, "leaf": testpki.PEM(sent[0]), "rest": testpki.PEM(sent[1:]...)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"verify", "-x509_strict", "-partial_chain", "-purpose", "sslserver", "-auth_level", "2", "-attime",
		strconv.FormatInt(testpki.Now.Unix(), 10), "-CAfile", "ca"}
	if len(sent) > 1 {
		args = append(args, "-untrusted", "rest")
	}
	cmd := exec.Command(openssl, append(args, "leaf")...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err == nil && bytes.Contains(out, []byte("leaf: OK")) {
		return ""
	}
	return strings.TrimSpace(string(out))
}
