// Package raised reads out of the sources of package verify which errors it can report. Tests derive from it what has
// to have a rule, a repair, a page, an example and a vector, so that no list of codes is kept by hand.
package raised

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/code"
)

// Codes lists, in order of their numbers, the errors that verify raises: those of the rows of its check table and
// those that its functions report or return.
func Codes(t testing.TB) []code.Code {
	t.Helper()
	return codes(t, true)
}

// Beside lists those of them that verify raises by other means than its check table.
func Beside(t testing.TB) []code.Code {
	t.Helper()
	return codes(t, false)
}

func codes(t testing.TB, rows bool) []code.Code {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(Root(t), "engine", "verify", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources of package verify: %v", err)
	}
	found := map[code.Code]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit: // a row of a table
				if rows {
					note(t, found, n.Elts...)
				}
			case *ast.ReturnStmt:
				note(t, found, n.Results...)
			case *ast.CallExpr:
				note(t, found, n.Args...)
			}
			return true
		})
	}
	// checkConstraints ends on this one without an event.
	delete(found, code.OutOfMem)
	if len(found) < 25 {
		t.Fatalf("only %d errors are raised: the sources are no longer written as this package reads them", len(found))
	}
	var out []code.Code
	for c := range found {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}

// note keeps the expressions that are code.NAME.
func note(t testing.TB, found map[code.Code]bool, list ...ast.Expr) {
	for _, x := range list {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			x = kv.Value
		}
		s, ok := x.(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if p, ok := s.X.(*ast.Ident); !ok || p.Name != "code" {
			continue
		}
		c, err := named(s.Sel.Name)
		if err != nil {
			t.Fatal(err)
		}
		found[c] = true
	}
}

func named(name string) (code.Code, error) {
	for _, c := range code.All() {
		if Name(c) == name {
			return c, nil
		}
	}
	return 0, fmt.Errorf("verify speaks of code.%s, and the table has no such constant", name)
}

// Name is the Go name of a code: X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA is PathlenInvalidForNonCa.
func Name(c code.Code) string {
	var b strings.Builder
	for word := range strings.SplitSeq(c.Slug(), "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// Root is the folder of the module.
func Root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(folder, "go.mod")); missing == nil {
			return folder
		}
		if filepath.Dir(folder) == folder {
			err = os.ErrNotExist
		}
		folder = filepath.Dir(folder)
	}
	t.Fatal("go.mod: ", err)
	return ""
}
