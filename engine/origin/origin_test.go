package origin

import (
	"slices"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/rules"
)

func TestEachMakersPatternMatchesItsSampleAndNoOthers(t *testing.T) {
	sampled := map[string]bool{}
	for _, s := range samples {
		sampled[s.id] = true
		t.Run(s.id+" "+s.subject, func(t *testing.T) {
			c := s.build(t)
			got := Detect([]*cert.Certificate{nil, c})
			if len(got) != 1 || got[0].Maker.ID != s.id || got[0].Sure != s.sure || got[0].Certificate != 1 {
				t.Fatalf("detected %s", names(got))
			}
			if !slices.Equal(got[0].Shows, s.shows) {
				t.Errorf("shows %v, want %v", got[0].Shows, s.shows)
			}
			for _, e := range got[0].Matched {
				if e.EN == "" || e.ZH == "" {
					t.Errorf("evidence is not in both languages: %+v", e)
				}
			}
			for i := range makers {
				for _, other := range makers[i].clues {
					if _, ok := other.find(
						gather(c),
					); ok && makers[i].ID != s.id &&
						other.sure.rank() >= s.sure.rank() {
						t.Errorf("%s, %s, matches as well", makers[i].ID, other.sure)
					}
				}
			}
		})
	}
	for _, p := range published(t) {
		sampled[p.id] = true
	}
	for _, m := range All() {
		if !sampled[m.ID] {
			t.Errorf("%s has no sample", m.ID)
		}
	}
}

func TestStrangersAreNotGuessedAt(t *testing.T) {
	for _, s := range []sample{
		{subject: "CN=Company Root CA", exts: fine},
		{subject: "CN=www.example", issuer: "CN=Company Root CA", exts: leaf},
		{subject: "CN=k3s-notes", issuer: "CN=Company Root CA", exts: leaf},
		{subject: "CN=Certificate Authority, O=Some Firm", exts: fine},
		{subject: "OU=ca-west, CN=host", exts: "ee san"},
		{subject: "CN=CA, DC=corp", exts: fine},
		{subject: "", issuer: "CN=Company Root CA", exts: "san!"},
	} {
		if got := Detect([]*cert.Certificate{s.build(t)}); len(got) != 0 {
			t.Errorf("%s: detected %s", s.subject, names(got))
		}
	}
}

func TestMakersAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range All() {
		if seen[m.ID] || m.ID == "" || m.Name == "" || len(m.clues) == 0 {
			t.Errorf("%q: the id is used twice, or name or clues are missing", m.ID)
		}
		seen[m.ID] = true
		for what, text := range map[string]lang.Text{
			"Affected": m.Affected, "FixedIn": m.FixedIn, "Remedy": m.Remedy, "KeyAt": m.KeyAt,
		} {
			if text.EN == "" || text.ZH == "" {
				t.Errorf("%s: %s is not in both languages", m.ID, what)
			}
		}
		if len(m.Sources) == 0 {
			t.Errorf("%s has no source", m.ID)
		}
		for _, s := range m.Sources {
			if !strings.HasPrefix(s, "https://") {
				t.Errorf("%s: source %q is no link", m.ID, s)
			}
		}
		for _, code := range m.Faults {
			if rules.ByCode(code) == nil {
				t.Errorf("%s: fault %d has no rule", m.ID, code)
			}
		}
		if ByID(m.ID) == nil {
			t.Errorf("%s is not found", m.ID)
		}
	}
}

func names(list []Match) string {
	var out []string
	for _, m := range list {
		out = append(out, m.Maker.ID+" ("+string(m.Sure)+")")
	}
	return "[" + strings.Join(out, ", ") + "]"
}
