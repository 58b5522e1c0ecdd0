package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/der"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/read/containers"
)

// Nobody is told to re-issue a CA of a vendor, a device or the public: neither by a finding nor by the plan. With the
// CA's key at hand everything is offered.
func TestNobodySignsForOthers(t *testing.T) {
	soft := func(s *testpki.Spec) {
		e := testpki.BasicConstraints(true)
		e.Critical = false
		s.Set(e)
	}
	logged := func(s *testpki.Spec) {
		s.Set(testpki.Ext{OID: "1.3.6.1.4.1.11129.2.4.2", Value: der.Build(4, []byte{0, 0})})
	}
	issued := func(s *testpki.Spec) {
		s.Set(testpki.Ext{OID: "2.5.29.32", Value: der.Build(0x30, der.Build(0x30, der.BuildOID("2.23.140.1.2.1")))})
	}
	vendor := testpki.Root(t, "Zscaler Root CA", soft)
	public := testpki.Root(t, "Some Public Root", soft)
	middle := public.Intermediate(t, "Some Public Issuing CA", nil)
	softMiddle := testpki.Root(t, "Other Public Root", nil).Intermediate(t, "Other Issuing CA", soft)
	own := testpki.Root(t, "House CA", soft)
	for _, c := range []struct {
		name string
		in   []*testpki.Cert
		keys bool
		ours bool
	}{
		{"vendor", []*testpki.Cert{vendor.Server(t, "a.example", nil), vendor}, false, false},
		{"vendor alone", []*testpki.Cert{vendor}, false, false},
		{"vendor with key", []*testpki.Cert{vendor.Server(t, "a.example", nil), vendor}, true, true},
		{"timestamps", []*testpki.Cert{middle.Server(t, "a.example", logged), middle, public}, false, false},
		{"policy", []*testpki.Cert{public.Server(t, "a.example", issued), public}, false, false},
		{"public without root", []*testpki.Cert{softMiddle.Server(t, "a.example", logged), softMiddle}, false, false},
		{"own", []*testpki.Cert{own.Server(t, "a.example", nil), own}, false, true},
	} {
		for _, l := range []lang.Lang{lang.English, lang.Chinese} {
			in := input("all.pem", c.in...)
			if c.keys {
				in.Data = append(in.Data, vendor.KeyPEM(t)...)
			}
			r := check(t, engine.Options{Lang: l, Openers: containers.All}, in)
			told := r.Plan.Summary
			for _, s := range r.Plan.Steps {
				told += "\n" + s.Title + " " + s.Why
			}
			for _, f := range r.Findings {
				told += "\n" + f.Fix
			}
			same := strings.Contains(told, "same key") || strings.Contains(told, "原密钥") ||
				strings.Contains(told, "Re-issue the") || strings.Contains(told, "重新签发 CA")
			if ours := len(r.Plan.Reissues) > 0; r.Verdict != "refused" || ours != c.ours || same != c.ours {
				t.Errorf("%s: %s, %d re-issues: %s", c.name, r.Verdict, len(r.Plan.Reissues), told)
			}
			if !c.ours && (r.Plan.Primary == nil || r.Plan.Primary.Title != r.Plan.Steps[0].Title) {
				t.Errorf("%s: first %s", c.name, fmt.Sprint(r.Plan.Primary))
			}
		}
	}
}
