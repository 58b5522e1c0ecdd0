package oid_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/der"
	"x509strict/engine/internal/raised"
)

// dotted is an object identifier as a Go string; versions of programs have fewer arcs or begin otherwise.
var dotted = regexp.MustCompile(`^"[012](\.\d+){3,}"$`)

// within is an object identifier in a longer text.
var within = regexp.MustCompile(`\b[012](\.\d+){3,}\b`)

// tables are files whose text gives numbers to identifiers, a curve a line.
var tables = map[string]bool{"key/binarydata.go": true, "key/curvedata.go": true}

// unquoted is what a Go string literal stands for.
func unquoted(t *testing.T, literal string) string {
	t.Helper()
	s, err := strconv.Unquote(literal)
	if err != nil {
		t.Fatalf("%s: %v", literal, err)
	}
	return s
}

// TestOnce finds object identifiers that have a constant here, dotted or as content octets, and are written elsewhere
// in the engine, and those that have none and are written in two packages. Constants of contents are those of their
// names.
func TestOnce(t *testing.T) {
	engine := filepath.Join(raised.Root(t), "engine")
	own, err := parser.ParseFile(token.NewFileSet(), "oid.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]string{}
	contents := map[string]string{} // names, by contents of identifiers
	for _, d := range own.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			if l, ok := v.Values[0].(*ast.BasicLit); ok && l.Kind == token.STRING {
				constants[l.Value] = v.Names[0].Name
			}
		}
	}
	if len(constants) < 20 {
		t.Fatalf("only %d constants are found", len(constants))
	}
	file, err := parser.ParseFile(token.NewFileSet(), "content.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		l := v.Values[0].(*ast.BasicLit).Value
		id := strconv.Quote(der.OIDText([]byte(unquoted(t, l))))
		if name := v.Names[0].Name; name != constants[id]+"Content" {
			t.Errorf("%s is the content of %s, oid.%s", name, id, constants[id])
		} else {
			contents[unquoted(t, l)] = name
		}
		return true
	})
	if len(contents) < 20 {
		t.Fatalf("only %d contents are found", len(contents))
	}
	in := map[string]map[string]bool{} // the packages that write an identifier
	err = filepath.WalkDir(engine, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "internal" || path == filepath.Join(engine, "oid")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			l, ok := n.(*ast.BasicLit)
			if !ok || l.Kind != token.STRING {
				return true
			}
			name := constants[l.Value]
			if name == "" {
				name = contents[unquoted(t, l.Value)]
			}
			for _, id := range within.FindAllString(l.Value, -1) {
				if name == "" && !tables[path[len(engine)+1:]] {
					name = constants[strconv.Quote(id)]
				}
			}
			if name != "" {
				at := set.Position(l.Pos())
				t.Errorf("%s: %s is oid.%s", at.Filename[len(engine)+1:]+":"+strconv.Itoa(at.Line), l.Value, name)
			} else if dotted.MatchString(l.Value) {
				if in[l.Value] == nil {
					in[l.Value] = map[string]bool{}
				}
				in[l.Value][filepath.Dir(path)[len(engine):]] = true
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(in) < 50 {
		t.Errorf("only %d identifiers without a constant are found", len(in))
	}
	for _, id := range slices.Sorted(maps.Keys(in)) {
		if len(in[id]) > 1 {
			t.Errorf("%s stands in %q: name it in oid.go", id, slices.Sorted(maps.Keys(in[id])))
		}
	}
}
