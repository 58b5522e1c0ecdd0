package client_test

import (
	"testing"
	"time"

	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// TestPublished: where a published rule is broken the row objects by its rule; where none is, it claims nothing.
func TestPublished(t *testing.T) {
	testpki.Now = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	type spec = testpki.Spec
	root := testpki.Root(t, "Root", nil)
	days := func(n int) func(*spec) { return func(s *spec) { s.Until = s.From.AddDate(0, 0, n) } }
	pointer := testpki.Ext{OID: "2.5.29.31", Value: []byte("\x30\x13\x30\x11\xa0\x0f\xa0\x0d\x86\x0bhttp://a/b/")}
	for _, test := range []struct {
		name, id, rule string
		change         func(*spec)
	}{
		{"800 days", "apple", "", days(800)},
		{"825 days", "apple", "", days(825)},
		{"826 days", "apple", "long-validity", days(826)},
		{"826 days, issued before July 2019", "apple", "", func(s *spec) {
			s.From = time.Date(2019, 6, 30, 0, 0, 0, 0, time.UTC)
			s.Until = s.From.AddDate(12, 0, 0)
		}},
		{"no extended key usage", "apple", "missing-extended-key-usage", func(s *spec) { days(90)(s); s.Drop("2.5.29.37") }},
		{"no names", "apple", "missing-subject-alt-name", func(s *spec) { days(90)(s); s.Drop("2.5.29.17") }},
		{"no pointer", "windows", "no-revocation-pointer", days(90)},
		{"CRL named", "windows", "", func(s *spec) { days(90)(s); s.Set(pointer) }},
	} {
		x := trial{name: test.name, sent: []*testpki.Cert{root.Server(t, "localhost", test.change)}, store: []*testpki.Cert{root}}
		k := caseOf(t, x, release.Default)
		k.Time = testpki.Now
		var v verify.Verifier
		who := client.Find(test.id)
		a := who.Judge(&v, k)
		rule := ""
		if len(a.Reasons) > 0 {
			rule = a.Reasons[0].Rule
		}
		if who.Compared || a.Accepted || rule != test.rule || (rule == "") != (a.Verdict() == client.NotChecked) {
			t.Errorf("%s: %s says %s by %q, want %q", test.name, test.id, a.Verdict(), rule, test.rule)
		}
	}
}
