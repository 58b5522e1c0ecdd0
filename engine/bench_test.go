package engine_test

import (
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// BenchmarkCheck is one paste of an RSA CA without key usage and its leaf, read to report.
func BenchmarkCheck(b *testing.B) {
	ca := testpki.Root(b, "Elasticsearch security auto-configuration HTTP CA", func(s *testpki.Spec) {
		s.Key = testpki.RSA(b, 4096)
		id := testpki.KeyID(b, s.Key)
		s.Set(testpki.SKI(id))
		s.Set(testpki.AKI(id))
		s.Drop("2.5.29.15")
	})
	in := []read.Input{input("", ca.Server(b, "es01", func(s *testpki.Spec) { s.Key = testpki.RSA(b, 2048) }), ca)}
	for b.Loop() {
		if _, err := engine.Check(in, engine.Options{Time: testpki.Now}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAudit is a bundle of 500 CAs.
func BenchmarkAudit(b *testing.B) {
	var list []*testpki.Cert
	for range 500 {
		list = append(list, testpki.Root(b, "CA", nil))
	}
	in := []read.Input{input("", list...)}
	for b.Loop() {
		if _, err := engine.Audit(in, engine.Options{Time: testpki.Now}, nil, func([]engine.AuditRow) {}); err != nil {
			b.Fatal(err)
		}
	}
}
