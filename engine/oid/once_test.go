package oid_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/internal/raised"
)

// TestOnce finds object identifiers that have a constant here and are written elsewhere in the engine.
func TestOnce(t *testing.T) {
	engine := filepath.Join(raised.Root(t), "engine")
	own, err := parser.ParseFile(token.NewFileSet(), "oid.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]string{}
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
			if l, ok := n.(*ast.BasicLit); ok && constants[l.Value] != "" {
				at := set.Position(l.Pos())
				t.Errorf("%s: %s is oid.%s", at.Filename[len(engine)+1:]+":"+strconv.Itoa(at.Line), l.Value, constants[l.Value])
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
