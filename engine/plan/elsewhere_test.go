package plan_test

import (
	"slices"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
	"x509strict/engine/oid"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

// TestElsewhere: what only clients without OpenSSL refuse is re-issued for them, and nothing else.
func TestElsewhere(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	cases := []struct {
		name    string
		leaf    func(*testpki.Spec)
		changes []string
	}{
		{"conforming", nil, nil},
		{"no signatures", func(s *testpki.Spec) { s.Set(testpki.KeyUsage(4, 0x10)) }, []string{"Key usage"}},
		{"staple", func(s *testpki.Spec) {
			s.Set(testpki.Ext{OID: "1.3.6.1.5.5.7.1.24", Value: []byte{0x30, 3, 2, 1, 5}})
		}, []string{"TLS feature"}},
		{"critical policies", func(s *testpki.Spec) {
			s.Set(testpki.Ext{OID: oid.Policies, Critical: true, Value: []byte{0x30, 6, 0x30, 4, 6, 2, 0x2a, 3}})
		}, []string{"Certificate policies"}},
		{"version 1", func(s *testpki.Spec) {
			s.Exts, s.Version = nil, 0
		}, []string{"Version", "Authority key identifier"}},
		{"a CA", func(s *testpki.Spec) {
			s.Set(testpki.BasicConstraints(true))
			s.Set(testpki.KeyUsage(2, 0x84))
			s.Set(testpki.SKI([]byte("12345678")))
		}, []string{"Basic constraints", "Key usage"}},
	}
	for _, c := range cases {
		var s set
		s.with(t, "root", root, roles.Anchor)
		s.with(t, "leaf", root.Server(t, "leaf", c.leaf), roles.Leaf)
		p, err := plan.Make(s.in)
		if err != nil {
			t.Fatal(err)
		}
		var changes []string
		for _, r := range p.Reissues {
			for _, row := range r.Changes {
				if row.Kind != "kept" {
					changes = append(changes, row.Field)
				}
			}
		}
		if !slices.Equal(changes, c.changes) || len(steps(p, "code")) > 0 {
			t.Errorf("%s: %s %v %v, want %v", c.name, p.State, changes, p.Steps, c.changes)
		}
	}
	var s set
	s.with(t, "root", root, roles.Anchor)
	s.with(t, "leaf", root.Server(t, "leaf", func(s *testpki.Spec) {
		s.Set(testpki.KeyUsage(2, 0x84))
		s.Set(testpki.BasicConstraints(true))
		s.Set(testpki.SKI([]byte("12345678")))
		s.Drop(oid.ExtKeyUsage)
	}), roles.Leaf)
	s.with(t, "below", root.Server(t, "below", nil), roles.Unused)
	if p, err := plan.Make(s.in); err != nil || strings.Contains(p.Summary, "every client") {
		t.Errorf("says %q, %v", p.Summary, err)
	}
}
