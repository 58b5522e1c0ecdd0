package plan_test

import (
	"crypto/ed25519"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
	"x509strict/engine/oid"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

// stepKinds lists every kind of step that the sources of this package make.
func stepKinds(t *testing.T) (kinds []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	literal := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			kind, err := strconv.Unquote(l.Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, kind)
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(source, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if s, ok := n.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "step" && len(n.Args) > 1 {
					literal(n.Args[1])
				}
			case *ast.CompositeLit:
				if name, ok := n.Type.(*ast.Ident); !ok || name.Name != "Step" {
					return true
				}
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Kind" {
						literal(kv.Value)
					}
				}
			}
			return true
		})
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// TestSteps: which steps a plan has, about which certificate, with which files, in which order. Every kind of step that
// the sources make occurs.
func TestSteps(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	lacking := testpki.Root(t, "Lacking", withoutUsage)
	type made struct {
		name string
		cert *testpki.Cert
		role roles.Role
	}
	cases := []struct {
		name  string
		set   []made
		plan  func(*plan.Input)
		prior []plan.Trust // put into the plan with Prefer
		state plan.State
		steps string // "kind of: files", about the certificate of that name
	}{
		{
			name: "accepted", state: plan.Nothing,
			set: []made{{"root", root, roles.Anchor}, {"leaf", root.Server(t, "leaf", nil), roles.Leaf}},
		},
		{
			name: "a root without key usage, its key here", state: plan.Possible,
			set:   []made{{"root", lacking, roles.Anchor}, {"leaf", lacking.Server(t, "leaf", nil), roles.Leaf}},
			plan:  func(in *plan.Input) { in.Keys = [][]byte{in.Certificates[0].SPKI.Raw} },
			steps: "reissue root: ca.crt; distribute root: ca.crt; server",
		},
		{
			name: "its key is elsewhere", state: plan.Possible,
			set:   []made{{"root", lacking, roles.Anchor}, {"leaf", lacking.Server(t, "leaf", nil), roles.Leaf}},
			steps: "reissue root: ca.crt; distribute root: ca.crt; server; code",
		},
		{
			name: "a client's certificate", state: plan.Possible,
			set: []made{{"root", root, roles.Anchor}, {"leaf", root.Server(t, "leaf", func(s *testpki.Spec) {
				s.Set(testpki.EKU(oid.ClientAuth))
				s.Drop(oid.AuthorityKeyID)
			}), roles.Leaf}},
			plan:  func(in *plan.Input) { in.Client, in.Keys = true, [][]byte{in.Certificates[0].SPKI.Raw} },
			steps: "reissue leaf: leaf.crt; server leaf: leaf.crt",
		},
		{
			name: "the CA is not here", state: plan.Partial,
			set:   []made{{"leaf", root.Server(t, "leaf", func(s *testpki.Spec) { s.Drop(oid.AuthorityKeyID) }), roles.Leaf}},
			plan:  func(in *plan.Input) { in.AssumeIssuer = true },
			steps: "ask leaf; code",
		},
		{
			name: "nobody knows what a CA's certificates name", state: plan.Possible,
			set: []made{
				{"root", testpki.Root(t, "Bare", func(s *testpki.Spec) { s.Drop(oid.SubjectKeyID) }), roles.Anchor},
			},
			plan:  func(in *plan.Input) { in.Keys = [][]byte{in.Certificates[0].SPKI.Raw} },
			steps: "reissue root: ca.crt; distribute root: ca.crt; ask root",
		},
		{
			name: "a key too short, which clients without the strict flag refuse too", state: plan.Impossible,
			set: []made{
				{"root", testpki.Root(t, "Short", func(s *testpki.Spec) { s.Key = testpki.RSA(t, 1024) }), roles.Anchor},
			},
			steps: "new-ca root",
		},
		{
			name: "a key that only other clients refuse", state: plan.Nothing,
			set: []made{{"root", root, roles.Anchor}, {"leaf", root.Server(t, "leaf", func(s *testpki.Spec) {
				s.Key = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
			}), roles.Leaf}},
			steps: "other leaf",
		},
		{
			name: "a repair by who trusts", state: plan.Nothing,
			set: []made{{"root", root, roles.Anchor}, {"leaf", root.Server(t, "leaf", nil), roles.Leaf}},
			prior: []plan.Trust{
				{Kind: "send", Title: "Send it.", Certificates: []int{0},
					Files: []plan.TrustFile{{Name: "fullchain.crt"}}},
			},
			steps: "trust root: fullchain.crt",
		},
	}
	seen := map[string]bool{}
	for _, c := range cases {
		var s set
		names := map[int]string{-1: ""}
		for i, m := range c.set {
			s.with(t, m.name, m.cert, m.role)
			names[i] = " " + m.name
		}
		if c.plan != nil {
			c.plan(&s.in)
		}
		p, err := plan.Make(s.in)
		if err != nil {
			t.Fatal(err)
		}
		p.Prefer(c.prior, "en")
		var got []string
		for _, step := range p.Steps {
			seen[step.Kind] = true
			line := step.Kind + names[step.Certificate]
			if len(step.Files) > 0 {
				line += ": " + strings.Join(step.Files, ", ")
			}
			got = append(got, line)
			if step.Title == "" || step.Files == nil {
				t.Errorf("%s: step %+v says nothing", c.name, step)
			}
		}
		if p.State != c.state || strings.Join(got, "; ") != c.steps {
			t.Errorf("%s: %s: %s\nwant %s: %s", c.name, p.State, strings.Join(got, "; "), c.state, c.steps)
		}
	}
	for _, kind := range stepKinds(t) {
		if !seen[kind] {
			t.Errorf("no case has a step %q", kind)
		}
	}
}
