package client_test

import (
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// BenchmarkMatrix asks every client about one chain, read anew each time: an RSA CA without key usage and its leaf. The
// first are those that were there before verifiers other than OpenSSL's and Go's joined; then each client alone.
func BenchmarkMatrix(b *testing.B) {
	ca := testpki.Root(b, "Elasticsearch security auto-configuration HTTP CA", func(s *testpki.Spec) {
		s.Key = testpki.RSA(b, 4096)
		id := testpki.KeyID(b, s.Key)
		s.Set(testpki.SKI(id))
		s.Set(testpki.AKI(id))
		s.Drop("2.5.29.15")
	})
	leaf := ca.Server(b, "es01", func(s *testpki.Spec) { s.Key = testpki.RSA(b, 2048) })
	ask := func(name string, who ...*client.Client) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				k := client.Case{Host: "es01", Time: testpki.Now, Release: release.Default}
				for _, der := range [][]byte{leaf.DER, ca.DER} {
					c, _, err := cert.Parse(der)
					if err != nil {
						b.Fatal(err)
					}
					if k.Leaf == nil {
						k.Leaf = c
					} else {
						k.Trusted = append(k.Trusted, c)
					}
				}
				var v verify.Verifier
				for _, c := range who {
					c.Judge(&v, k)
				}
			}
		})
	}
	var first []*client.Client
	for _, c := range client.All {
		if c.ID == "go" || c.OpenSSL() {
			first = append(first, c)
		}
	}
	ask("every", client.All...)
	ask("first", first...)
	for _, c := range client.All {
		ask(c.ID, c)
	}
}
