package rules

import (
	"crypto"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/der"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
)

func parse(t *testing.T, c *testpki.Cert) *cert.Certificate {
	t.Helper()
	x, _, err := cert.Parse(c.DER)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestAdvice(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	year := func(s *testpki.Spec) { s.Until = testpki.Now.AddDate(1, 0, 0) }
	server := func(change func(*testpki.Spec)) *testpki.Cert {
		return root.Server(t, "server", func(s *testpki.Spec) {
			year(s)
			if change != nil {
				change(s)
			}
		})
	}
	rsa1024 := func(s *testpki.Spec) { s.Key = crypto.Signer(testpki.RSA(t, 1024)) }
	for _, test := range []struct {
		name   string
		made   *testpki.Cert
		s      Situation
		raised []code.Code
		want   string
	}{
		{name: "conforming", made: server(nil)},
		{name: "conforming root", made: root, s: Situation{Depth: 1}},
		{name: "ends in 29 days", made: server(func(s *testpki.Spec) { s.Until = testpki.Now.AddDate(0, 0, 29) }), want: "expires-soon"},
		{name: "ends in 31 days", made: server(func(s *testpki.Spec) { s.Until = testpki.Now.AddDate(0, 0, 31) })},
		{name: "has ended", made: server(func(s *testpki.Spec) { s.Until = testpki.Now.AddDate(0, 0, -1) })},
		{name: "SHA-1",
			made: server(func(s *testpki.Spec) { s.Algorithm = der.Build(0x30, der.BuildOID("1.2.840.10045.4.1")) }),
			want: "weak-signature-digest"},
		{name: "SHA-1, already raised",
			made:   server(func(s *testpki.Spec) { s.Algorithm = der.Build(0x30, der.BuildOID("1.2.840.10045.4.1")) }),
			raised: []code.Code{code.CaMdTooWeak}},
		{name: "RSA 1024", made: server(rsa1024), want: "short-key"},
		{name: "RSA 1024, already raised", made: server(rsa1024), raised: []code.Code{code.EeKeyTooSmall}},
		{name: "no alternative names", made: server(func(s *testpki.Spec) { s.Drop(oid.SubjectAltName) }), want: "missing-subject-alt-name"},
		{name: "no extended key usage", made: server(func(s *testpki.Spec) { s.Drop(oid.ExtKeyUsage) }), want: "missing-extended-key-usage"},
		{name: "826 days", made: root.Server(t, "x", func(s *testpki.Spec) { s.Until = s.From.AddDate(0, 0, 826) }),
			want: "long-validity"},
		{name: "825 days", made: root.Server(t, "x", func(s *testpki.Spec) { s.Until = s.From.AddDate(0, 0, 825) })},
		{name: "serial number 0", made: server(func(s *testpki.Spec) { s.Serial = []byte{0} }), want: "serial-number-not-positive"},
		{name: "serial number -1", made: server(func(s *testpki.Spec) { s.Serial = []byte{0xFF} }), want: "serial-number-not-positive"},
		{name: "serial number of 21 bytes",
			made: server(func(s *testpki.Spec) { s.Serial = slices.Repeat([]byte{1}, 21) }),
			want: "serial-number-too-long"},
		{name: "serial number of 20 bytes", made: server(func(s *testpki.Spec) { s.Serial = slices.Repeat([]byte{1}, 20) })},
		{name: "pins the serial number",
			made: server(func(s *testpki.Spec) {
				s.Set(testpki.AKISerial(root.Exts[2].Value[2:], root.Subject, root.Serial))
			}),
			want: "authority-key-identifier-pins-serial"},
		{name: "CA's key usage not critical", made: testpki.Root(t, "x", func(s *testpki.Spec) {
			e := testpki.KeyUsage(1, 6)
			e.Critical = false
			s.Set(e)
		}), s: Situation{Depth: 1}, want: "key-usage-not-critical"},
		{name: "an extension twice",
			made: server(func(s *testpki.Spec) { s.Exts = append(s.Exts, testpki.EKU("1.3.6.1.5.5.7.3.1")) }),
			want: "duplicate-extension"},
		{name: "a chain of one", made: root, s: Situation{Alone: true}, want: "single-certificate-chain"},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.s.Time = testpki.Now
			var got []string
			for _, f := range Advise(parse(t, test.made), test.s, test.raised, lang.English) {
				got = append(got, f.Rule.Slug)
				if f.Saw == "" || f.Why == "" || f.Fix == "" || f.Slug != f.Rule.Slug {
					t.Errorf("%s is not explained: %+v", f.Rule.Slug, f.Explanation)
				}
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("advice %q, want %q", got, test.want)
			}
		})
	}
	if got := Advise(
		parse(t, server(func(s *testpki.Spec) { s.Until = testpki.Now.AddDate(0, 0, 5) })),
		Situation{Time: time.Time{}},
		nil,
		lang.English,
	); len(
		got,
	) != 0 {
		t.Errorf("without a time nothing can expire soon: %v", got)
	}
}

func TestExplanationsSayWhatIsThereAndWhatToDoHere(t *testing.T) {
	root := testpki.Root(t, "Example CA", func(s *testpki.Spec) { s.Drop(oid.KeyUsage) })
	blind := testpki.Root(
		t,
		"Blind CA",
		func(s *testpki.Spec) { s.Drop(oid.SubjectKeyID); s.Drop(oid.AuthorityKeyID) },
	)
	leaf := root.Server(t, "server", func(s *testpki.Spec) { s.Drop(oid.AuthorityKeyID) })
	under := blind.Server(t, "server", nil)
	for _, test := range []struct {
		name     string
		code     code.Code
		c        *testpki.Cert
		s        Situation
		saw, fix string
	}{
		{"the extensions that are there", code.CaCertMissingKeyUsage, root, Situation{Depth: 1}, "Its extensions: basic constraints (critical), subject key identifier", "adding key usage, critical"},
		{"the issuer's identifier", code.MissingAuthorityKeyIdentifier, leaf, Situation{Issuer: parse(t, root)},
			"Its extensions: basic constraints (critical), key usage (critical)", Hex(testpki.KeyID(t, root.Key))},
		{"an issuer without identifier", code.MissingAuthorityKeyIdentifier, leaf, Situation{Issuer: parse(t, blind)}, "", "Re-issue the CA first"},
		{"the identifier that leaves name", code.MissingSubjectKeyIdentifier, blind,
			Situation{Subject: parse(t, under)}, "", Hex(parse(t, under).AuthorityKeyID.KeyID)},
		{"names beside the one asked for", code.HostnameMismatch, leaf, Situation{Host: "db.example"}, "Asked for db.example. Its names: DNS:localhost", "DNS:db.example"},
		{"dates", code.CertHasExpired, leaf, Situation{Time: testpki.Now}, "Valid from 2026-10-31 12:00:00Z to 2036-11-01 12:00:00Z; checked at 2026-11-01T12:00:00Z", "later end"},
	} {
		x := Explain(test.code, parse(t, test.c), test.s, lang.English)
		if !strings.Contains(x.Saw, test.saw) || !strings.Contains(x.Fix, test.fix) {
			t.Errorf("%s: saw %q, fix %q", test.name, x.Saw, x.Fix)
		}
		zh := Explain(test.code, parse(t, test.c), test.s, lang.Chinese)
		if !han.MatchString(zh.Saw) || !han.MatchString(zh.Fix) || !han.MatchString(zh.Why) {
			t.Errorf("%s in Chinese: saw %q, why %q, fix %q", test.name, zh.Saw, zh.Why, zh.Fix)
		}
	}
}
