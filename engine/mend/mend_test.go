package mend_test

import (
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/mend"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

var now = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// TestKeyProblem gives keys as people do: none, another's, two, one that is locked, without and with a wrong password,
// something that is no key.
func TestKeyProblem(t *testing.T) {
	ca := testpki.Root(t, "Broken CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := ca.Server(t, "leaf.example.com", nil)
	chain := read.Input{Name: "chain.pem", Data: testpki.PEM(leaf, ca)}
	key := func(name string, data []byte) read.Input { return read.Input{Name: name, Data: data} }
	locked, err := issue.PrivateKey(ca.Key, "sesame", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other := testpki.Root(t, "Other", nil)
	for _, c := range []struct {
		name      string
		keys      []read.Input
		passwords []string
		kind      string
		says      []string
	}{
		{"none", nil, nil, mend.NoKey, []string{"“Broken CA” is not here"}},
		{
			"the leaf's", []read.Input{key("leaf.key", leaf.KeyPEM(t))}, nil, mend.OtherKey,
			[]string{"leaf.key is the key of “leaf.example.com”", "The key of “Broken CA” is wanted"},
		},
		{
			"a stranger's and the leaf's", []read.Input{key("x.key", other.KeyPEM(t)), key("leaf.key", leaf.KeyPEM(t))}, nil,
			mend.OtherKey, []string{"x.key (", "the key of none of these certificates; leaf.key is the key of"},
		},
		{"locked", []read.Input{key("ca.key", locked)}, nil, mend.PasswordWanted, []string{"ca.key is encrypted: enter its password"}},
		{
			"locked beside the leaf's", []read.Input{key("leaf.key", leaf.KeyPEM(t)), key("ca.key", locked)}, nil,
			mend.PasswordWanted, []string{"ca.key"},
		},
		{"wrong password", []read.Input{key("ca.key", locked)}, []string{"x"}, mend.PasswordWrong, []string{"does not open ca.key"}},
		{"no key", []read.Input{key("notes.txt", []byte("nothing"))}, nil, mend.Damaged, []string{"notes.txt"}},
		{"right", []read.Input{key("ca.key", locked)}, []string{"sesame"}, "", nil},
	} {
		for _, l := range []lang.Lang{lang.English, lang.Chinese} {
			o := engine.Options{Time: now, Passwords: c.passwords, Lang: l, Openers: containers.All}
			r, err := mend.Repair([]read.Input{chain}, c.keys, o, mend.Options{Random: rand.Reader})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case c.kind == "":
				if r.Key != nil || !r.Proven {
					t.Errorf("%s: %+v, %s", c.name, r.Key, r.Why)
				}
				continue
			case r.Key == nil || r.Key.Kind != c.kind || r.Proven:
				t.Errorf("%s: %+v", c.name, r.Key)
				continue
			case !slices.Equal(r.Key.Wanted, []string{"Broken CA"}):
				t.Errorf("%s: wanted %q", c.name, r.Key.Wanted)
			}
			for _, want := range c.says {
				if l == lang.English && !strings.Contains(r.Key.Title, want) {
					t.Errorf("%s: %q does not say %q", c.name, r.Key.Title, want)
				}
			}
			if l == lang.Chinese && strings.Contains(r.Key.Title, " is ") {
				t.Errorf("%s: in English: %s", c.name, r.Key.Title)
			}
		}
	}
}

// TestReadmeOfRepair holds that the README of a repair lists every file with it, with fingerprints, and hands the CA
// over.
func TestReadmeOfRepair(t *testing.T) {
	ca := testpki.Root(t, "Broken CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := ca.Server(t, "leaf.example.com", nil)
	r, err := mend.Repair(
		[]read.Input{{Name: "chain.pem", Data: testpki.PEM(leaf, ca)}}, []read.Input{{Name: "ca.key", Data: ca.KeyPEM(t)}},
		engine.Options{Time: now, Openers: containers.All}, mend.Options{Random: rand.Reader},
	)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, f := range r.Files {
		if f.Name == "README.txt" {
			text = string(f.Data)
		}
	}
	h := r.Handover.In(lang.English)
	for _, f := range r.Files {
		if f.Name != "README.txt" && strings.Count(text, "\n"+f.Name+": ") != 2 {
			t.Errorf("%s is not named in both languages", f.Name)
		}
	}
	for _, want := range []string{h.Fingerprints[0].Value, h.Test.Code, "keytool -importcert", "SHA-256 of the file",
		"验证："} {
		if !strings.Contains(text, strings.TrimSpace(want)) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if r.Run != "sh reissue.sh ca.key" || h.File != "ca.crt" || h.Host != "leaf.example.com" {
		t.Errorf("%q, %q, %q", r.Run, h.File, h.Host)
	}
}
