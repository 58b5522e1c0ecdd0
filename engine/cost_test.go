package engine_test

import (
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// sameName is a leaf that matches none of n CAs of its issuer's name.
func sameName(t testing.TB, n int) []read.Input {
	stranger := testpki.Root(t, "One name for all", nil)
	list := []*testpki.Cert{stranger.Server(t, "localhost", nil)}
	for range n {
		list = append(list, testpki.Root(t, "One name for all", func(s *testpki.Spec) { s.Drop("2.5.29.15") }))
	}
	return []read.Input{input("", list...)}
}

// TestSameName: every CA of a name is looked at, and each is its own issuer however many have that name. Where none of
// them signed the leaf, no re-issue could help.
func TestSameName(t *testing.T) {
	if p := check(t, engine.Options{}, sameName(t, 150)...).Plan; p == nil || len(p.Reissues) > 0 {
		t.Fatalf("the plan for a leaf of another CA is %+v", p)
	}
	var list []*testpki.Cert
	for range 150 {
		list = append(list, testpki.Root(t, "One name for all", func(s *testpki.Spec) { s.Drop("2.5.29.15") }))
	}
	r := check(t, engine.Options{}, input("", append(list, list[70].Server(t, "localhost", nil))...))
	if r.Plan == nil || len(r.Plan.Reissues) != 150 || len(r.Plan.Blocked) > 1 {
		t.Fatalf("the plan is %+v", r.Plan)
	}
	for _, one := range r.Plan.Reissues {
		if one.Signer != one.Certificate {
			t.Errorf("certificate %d is signed by %d", one.Certificate, one.Signer)
		}
	}
}

// BenchmarkSameName is a leaf and 800 CAs of its issuer's name, none of which signed it.
func BenchmarkSameName(b *testing.B) {
	in := sameName(b, 800)
	for b.Loop() {
		if _, err := engine.Check(in, engine.Options{Time: testpki.Now}); err != nil {
			b.Fatal(err)
		}
	}
}
