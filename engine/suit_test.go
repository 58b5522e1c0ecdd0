package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/der"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
)

// Every kind of failure gets a class, one thing to do first, and files only where they can help.
func TestPlanFitsTheFailure(t *testing.T) {
	w := newWorld(t)
	other := testpki.Root(t, "Root", nil) // the name of w.root, and another key
	direct := w.root.Server(t, "direct.example", nil)
	stranger := testpki.Root(t, "Stranger", nil)
	house := testpki.Root(t, "House Root", nil)
	ended := w.root.Server(t, "ended.example", func(s *testpki.Spec) {
		s.From, s.Until = testpki.Now.AddDate(-2, 0, 0), testpki.Now.AddDate(-1, 0, 0)
	})
	early := w.root.Server(t, "early.example", func(s *testpki.Spec) {
		s.From, s.Until = testpki.Now.AddDate(1, 0, 0), testpki.Now.AddDate(2, 0, 0)
	})
	weak := w.root.Server(t, "weak.example", func(s *testpki.Spec) { s.Key = testpki.RSA(t, 1024) })
	for _, c := range []struct {
		name    string
		host    string
		in      []*testpki.Cert
		class   plan.Class
		kind    string // of what to do first
		says    string
		relax   bool
		reissue bool
	}{
		{"strict", "", []*testpki.Cert{w.elasticLeaf, w.elastic}, plan.StrictRule, "reissue", "Re-issue the CA", true, true},
		{"other key", "", []*testpki.Cert{direct, other}, plan.WrongFile, "ask",
			"key identifier " + colon(testpki.KeyID(t, w.root.Key)), false, false},
		{"intermediate missing", "", []*testpki.Cert{w.leaf, w.root}, plan.WrongFile, "ask", "Add the certificate of “Middle”", false, false},
		{"unrelated", "", []*testpki.Cert{direct, stranger}, plan.WrongFile, "ask", "“Stranger”, which was given", false, false},
		{"root sent only", "", []*testpki.Cert{direct, w.root, house}, plan.NoFailure, "", "", false, false},
		{"expired", "", []*testpki.Cert{ended, w.root}, plan.Validity, "renew", "Renew “ended.example”", false, true},
		{"not yet", "", []*testpki.Cert{early, w.root}, plan.Validity, "wait", "Check the clock", false, false},
		{"name", "nowhere.example", []*testpki.Cert{direct, w.root}, plan.WrongName, "connect", "(localhost, 127.0.0.1)", false, true},
		{"weak", "", []*testpki.Cert{weak, w.root}, plan.TooWeak, "new-key", "a new key for “weak.example”", false, false},
		{"accepted", "", []*testpki.Cert{direct, w.root}, plan.NoFailure, "", "", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, l := range []lang.Lang{lang.English, lang.Chinese} {
				r := check(t, engine.Options{Host: c.host, Lang: l}, input("all.pem", c.in...))
				p := r.Plan
				if p.Class != c.class || p.Relax != c.relax || (len(p.Reissues) > 0) != c.reissue {
					t.Fatalf("%s: class %q, relax %v, %d re-issues; %+v", r.Message, p.Class, p.Relax, len(p.Reissues), p.Primary)
				}
				for _, s := range p.Steps {
					if s.Kind == "code" && !p.Relax || !c.reissue && s.Kind == "new-ca" {
						t.Errorf("a step that cannot help: %+v", s)
					}
				}
				if c.kind == "" {
					continue
				}
				if p.Primary == nil || p.Primary.Kind != c.kind {
					t.Fatalf("first: %+v, want %s", p.Primary, c.kind)
				}
				if l == lang.English && !strings.Contains(p.Primary.Title, c.says) {
					t.Errorf("first: %s; want %s", p.Primary.Title, c.says)
				}
				if !c.reissue && len(p.Primary.Files) > 0 {
					t.Errorf("files %v where nothing is issued", p.Primary.Files)
				}
			}
		})
	}
}

func colon(id []byte) string {
	var out []string
	for _, b := range id {
		out = append(out, fmt.Sprintf("%02X", b))
	}
	return strings.Join(out, ":")
}

// houseName is a name with an organization and a common name.
func houseName(organization, cn string) []byte {
	attribute := func(oid, value string) []byte {
		return der.Build(0x31, der.Build(0x30, der.BuildOID(oid), der.Build(0x0c, []byte(value))))
	}
	return der.Build(0x30, attribute("2.5.4.10", organization), attribute("2.5.4.3", cn))
}

// A CA of one house and another key level: the intermediate is missing, and the root is not called a wrong one.
func TestMissingIntermediateOfOneHouse(t *testing.T) {
	house := func(cn string) func(*testpki.Spec) {
		return func(s *testpki.Spec) { s.Subject = houseName("Acme", cn) }
	}
	root := testpki.Root(t, "Acme Root", house("Acme Root"))
	issuing := root.Intermediate(t, "Acme Issuing CA", house("Acme Issuing CA"))
	leaf := issuing.Server(t, "www.example", nil)
	p := check(t, engine.Options{}, input("all.pem", leaf, root)).Plan
	if p.Class != plan.MissingFile || p.Primary == nil ||
		!strings.HasPrefix(p.Primary.Title, "Add the certificate of “Acme Issuing CA” and have the server send it") {
		t.Fatalf("%q %+v", p.Class, p.Primary)
	}
}

// A message beside certificates that give another error: both are named.
func TestMessageOfAnotherChain(t *testing.T) {
	w := newWorld(t)
	in := input("all.pem", w.elasticLeaf, w.elastic)
	in.Data = append([]byte("certificate verify failed: Missing Authority Key Identifier (_ssl.c:1028)\n"), in.Data...)
	r := check(t, engine.Options{}, in)
	if len(r.Messages) != 1 || !strings.Contains(r.Messages[0].About, "Missing Authority Key Identifier” (error 85)") ||
		!strings.Contains(r.Messages[0].About, "(error 92)") {
		t.Fatalf("%+v", r.Messages)
	}
}
