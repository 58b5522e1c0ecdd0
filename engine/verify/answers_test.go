package verify_test

import (
	"reflect"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/verify"
)

// TestRemembered: a verifier that has answered about a chain says of it, and of others, what a fresh one says, under
// every setting.
func TestRemembered(t *testing.T) {
	load := func(x *testpki.Cert) *cert.Certificate {
		c, _, err := cert.Parse(x.DER)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	ca := testpki.Root(t, "CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf, other := load(ca.Server(t, "a.example", nil)), load(ca.Server(t, "b.example", nil))
	root, stranger := load(ca), load(testpki.Root(t, "Stranger", nil))
	now, late := testpki.Now.Unix(), testpki.Now.AddDate(90, 0, 0).Unix()
	var profiles []verify.Profile
	for _, at := range []*int64{nil, &now, &late} {
		for _, flags := range []verify.Flags{0, verify.Strict, verify.PartialChain} {
			profiles = append(profiles,
				verify.Profile{Flags: flags, Time: at},
				verify.Profile{Flags: flags, Time: at, Purpose: verify.SSLServer, Level: 5},
				verify.Profile{Flags: flags, Time: at, Host: "a.example"},
				verify.Profile{Flags: flags, Time: at, IP: []byte{192, 0, 2, 1}},
				verify.Profile{Flags: flags, Time: at, Host: "a.example", HostFlags: verify.NeverCheckSubject, Depth: 1})
		}
	}
	profiles = append(profiles, profiles...) // the second time each is remembered
	var one verify.Verifier
	verdicts := map[bool]int{}
	for _, c := range []*cert.Certificate{leaf, other} {
		for _, trusted := range [][]*cert.Certificate{{root}, {stranger}, {stranger, root}} {
			for _, sent := range [][]*cert.Certificate{nil, {root}} {
				for i, p := range profiles {
					var fresh verify.Verifier
					got, want := one.Verify(c, sent, trusted, p), fresh.Verify(c, sent, trusted, p)
					if !reflect.DeepEqual(got, want) {
						t.Fatalf("profile %d: remembered %+v, fresh %+v", i, got, want)
					}
					verdicts[want.OK()]++
				}
			}
		}
	}
	if verdicts[true] == 0 || verdicts[false] == 0 {
		t.Errorf("the cases are all alike: %v", verdicts)
	}
}
