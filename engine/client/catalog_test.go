package client_test

import (
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/rules"
)

// sources parses the package, tests left out.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*ast.File{}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if out[name], err = parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestCatalogIsWhole finds every literal with an ID in the sources and wants it in All, once, with all of its facts: of
// one that verifies with OpenSSL, its level and its voice too.
func TestCatalogIsWhole(t *testing.T) {
	listed := map[string]int{}
	for _, c := range client.All {
		listed[c.ID]++
	}
	written := 0
	for name, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			kv, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			key, isID := kv.Key.(*ast.Ident)
			value, isText := kv.Value.(*ast.BasicLit)
			if !isID || key.Name != "ID" || !isText {
				return true
			}
			written++
			id, err := strconv.Unquote(value.Value)
			if err != nil {
				t.Fatal(err)
			}
			if listed[id] != 1 {
				t.Errorf("%s: client %q is listed %d times: catalog.go and whole.go hold the lists", name, id, listed[id])
			}
			return true
		})
	}
	if written != len(client.All) {
		t.Errorf("%d clients are written, %d listed", written, len(client.All))
	}
	for _, c := range client.All {
		known := slices.ContainsFunc(client.Groups, func(g client.GroupName) bool { return g.ID == c.Group })
		switch {
		case !regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`).MatchString(c.ID):
			t.Errorf("%q is no id for options and links", c.ID)
		case !whole(c.Name) || !whole(c.About):
			t.Errorf("%s: a name or a description is missing in one of the languages", c.ID)
		case !strings.HasPrefix(c.Source, "https://"):
			t.Errorf("%s: no source says so", c.ID)
		case !known:
			t.Errorf("%s: group %q has no name", c.ID, c.Group)
		case c.Program == nil:
			t.Errorf("%s: nothing judges", c.ID)
		case c.OpenSSL() && len(unset(c.Program)) > 0:
			t.Errorf("%s: its program has no %s", c.ID, strings.Join(unset(c.Program), " and no "))
		}
	}
	for _, g := range client.Groups {
		if !whole(g.Name) {
			t.Errorf("group %s: a name is missing in one of the languages", g.ID)
		}
	}
	if client.Find("") != client.Find(client.Default) || client.Find("") == nil {
		t.Error("there is no default client")
	}
}

// unset names the fields of a program that call something and are nil: such as a level or a voice.
func unset(p client.Program) (names []string) {
	v := reflect.ValueOf(p)
	for i := range v.NumField() {
		if kind := v.Field(i).Kind(); (kind == reflect.Func || kind == reflect.Pointer) && v.Field(i).IsNil() {
			names = append(names, v.Type().Field(i).Name)
		}
	}
	return names
}

func whole(t lang.Text) bool { return t.EN != "" && t.ZH != "" }

// TestLeanCarriesOpenSSLOnly keeps every other verifier out of what a first visit loads: a file without the tag !lean
// imports only what the clients of OpenSSL need.
func TestLeanCarriesOpenSSLOnly(t *testing.T) {
	needed := []string{"cert", "code", "host", "key", "lang", "oid", "release", "verify"}
	for name, file := range sources(t) {
		lean := true
		for _, group := range file.Comments {
			for _, c := range group.List {
				if x, err := constraint.Parse(c.Text); err == nil {
					lean = x.Eval(func(tag string) bool { return tag == "lean" })
				}
			}
		}
		if !lean {
			continue
		}
		for _, i := range file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			inner, ours := strings.CutPrefix(path, "x509strict/engine/")
			if ours && !slices.Contains(needed, inner) || strings.HasPrefix(path, "crypto/") || strings.Contains(path, ".") {
				t.Errorf("%s is part of lean builds and imports %s: give it the line //go:build !lean", name, path)
			}
		}
	}
}

// TestReasonsNameRules finds what looks like a slug in the sources of the other verifiers' clients and wants it to be a
// rule's.
func TestReasonsNameRules(t *testing.T) {
	slug := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	ids := map[string]bool{}
	for _, c := range client.All {
		ids[c.ID] = true
	}
	for _, g := range client.Groups {
		ids[string(g.ID)] = true
	}
	ids[client.NotChecked] = true
	named := 0
	for name, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			l, ok := n.(*ast.BasicLit)
			if !ok || l.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(l.Value)
			if err != nil || ids[text] || !slug.MatchString(text) {
				return true
			}
			named++
			if rules.BySlug(text) == nil {
				t.Errorf("%s: no rule is called %q", name, text)
			}
			return true
		})
	}
	if named == 0 {
		t.Error("no client names a rule")
	}
}
