package rules

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/internal/raised"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// TestEveryErrorHasARule wants a rule for every error that the verifier raises, and for those that OpenSSL has a check
// for but no certificate reaches; and no rule for any other.
func TestEveryErrorHasARule(t *testing.T) {
	wanted := raised.Codes(t)
	for _, c := range code.All() {
		if c.Shadowed() {
			wanted = append(wanted, c)
		}
	}
	for _, c := range wanted {
		if r := ByCode(c); r == nil {
			t.Errorf("%s (%d) has no rule: write one in its family's file, with Code: code.%s", c.Constant(), c, raised.Name(c))
		} else if r.Slug != c.Slug() || r.Constant() != c.Constant() {
			t.Errorf("%s: the rule is called %s and says %s", c.Constant(), r.Slug, r.Constant())
		}
	}
	for i := range All() {
		if c := All()[i].Code; c != 0 && !slices.Contains(wanted, c) {
			t.Errorf("%s has a rule, and nothing raises it", c.Constant())
		}
	}
}

func TestRulesAreComplete(t *testing.T) {
	slug := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for i := range All() {
		r := &All()[i]
		if !slug.MatchString(r.Slug) || seen[r.Slug] {
			t.Errorf("slug %q is malformed or used twice", r.Slug)
		}
		seen[r.Slug] = true
		for name, text := range map[string]lang.Text{"Title": r.Title, "Means": r.Means, "Why": r.Why, "Fix": r.Fix} {
			if text.EN == "" || text.ZH == "" {
				t.Errorf("%s: %s is not in both languages", r.Slug, name)
			}
			if name != "Title" && (!strings.HasSuffix(text.EN, ".") || !strings.HasSuffix(text.ZH, "。")) {
				t.Errorf("%s: %s does not end as a sentence", r.Slug, name)
			}
			if name == "Title" && strings.HasSuffix(text.EN, ".") {
				t.Errorf("%s: the title ends with a full stop", r.Slug)
			}
			if !han.MatchString(text.ZH) {
				t.Errorf("%s: %s has no Chinese: %s", r.Slug, name, text.ZH)
			}
		}
		if r.Cite == "" || r.saw == nil || r.Severity == "" {
			t.Errorf("%s: cite, evidence or severity is missing", r.Slug)
		}
	}
}

var han = regexp.MustCompile(`\p{Han}`)

func TestEvidenceNeverPanics(t *testing.T) {
	empty := &cert.Certificate{}
	odd := &cert.Certificate{
		Version:          -1,
		Serial:           []byte{0xFF},
		BasicConstraints: &cert.BasicConstraints{PathLen: 3},
		ExtKeyUsage:      []string{},
		AuthorityKeyID: &cert.AuthorityKeyIdentifier{
			HasSerial: true,
			HasIssuer: true,
		},
		SubjectAltName: &[]cert.GeneralName{{Tag: 9}, {Tag: 7, Value: []byte{1}}},
		Extensions: []cert.Extension{
			{OID: oid.AuthorityKeyID, Critical: true},
			{OID: oid.SubjectAltName},
			{OID: oid.BasicConstraints},
			{OID: "1.2.3", Critical: true},
		},
		NotBefore: cert.Time{
			Tag:     23,
			Content: []byte("\x00garbage"),
		},
		Trust: &cert.TrustSettings{Reject: []string{"1.3.6.1.5.5.7.3.1"}},
	}
	for i := range All() {
		for _, c := range []*cert.Certificate{nil, empty, odd} {
			for _, l := range []lang.Lang{lang.English, lang.Chinese} {
				s := Situation{
					Host:    "a.example",
					Time:    time.Unix(1e9, 0),
					Release: release.Open35,
					Issuer:  c,
					Subject: c,
				}
				saw := All()[i].Saw(c, s, l)
				if c == odd && saw == "" {
					t.Errorf("%s says nothing of what is there", All()[i].Slug)
				}
				if strings.ContainsAny(saw, "\x00\n") {
					t.Errorf("%s: raw bytes in %q", All()[i].Slug, saw)
				}
				All()[i].Explain(c, s, l)
			}
		}
	}
	for _, c := range []*cert.Certificate{empty, odd} {
		Advise(c, Situation{Time: time.Unix(1e9, 0)}, nil, lang.English)
	}
}

func TestUnknownCodeIsExplainedHonestly(t *testing.T) {
	if x := Explain(4711, nil, Situation{}, lang.English); x.Title == "" || x.Slug != "" {
		t.Errorf("got %+v", x)
	}
	if ByCode(0) != nil {
		t.Error("code 0 is no rule: advice goes by slug")
	}
}

func TestMessagesLeadToTheirRules(t *testing.T) {
	bySlug := map[string]bool{}
	seen := map[string]string{}
	for _, m := range Messages() {
		if BySlug(m.Slug) == nil {
			t.Errorf("%q leads to no rule: %s", m.Text, m.Slug)
		}
		if other, twice := seen[m.Text]; twice {
			t.Errorf("%q leads to %s and %s", m.Text, other, m.Slug)
		}
		seen[m.Text] = m.Slug
		bySlug[m.Slug] = true
	}
	for i := range All() {
		if r := &All()[i]; r.Code != 0 && !bySlug[r.Slug] {
			t.Errorf("%s has no message", r.Slug)
		}
	}
	for text, slug := range map[string]string{
		"CA cert does not include key usage extension":         "ca-cert-missing-key-usage",
		"self signed certificate":                              "depth-zero-self-signed-cert", // 1.1.1
		"self-signed certificate":                              "depth-zero-self-signed-cert",
		"Empty Authority Key Identifier":                       "empty-authority-key-identifier", // 4.0
		"Hostname mismatch, certificate is not valid for '…'.": "hostname-mismatch",
	} {
		if seen[text] != slug {
			t.Errorf("%q leads to %q, want %s", text, seen[text], slug)
		}
	}
}
