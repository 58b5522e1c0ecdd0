package engine_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// rank is the direction of the arrow: a package imports only packages of a lower rank.
var rank = map[string]int{
	"lang": 0, "release": 0,
	"der": 1, "code": 1,
	"oid": 2, "host": 2,
	"key":    3,
	"cert":   4,
	"tbs":    5,
	"verify": 5, "read": 5,
	"rules": 6, "origin": 6, "roles": 6, "sketch": 6,
	// Verifiers other than OpenSSL's know neither rules nor clients; client joins them.
	"webpki": 6, "javapkix": 6, "gnutls": 6, "boringssl": 6, "mozpkix": 6, "chromepki": 6, "pyca": 6,
	"client":      7,
	"plan":        8,
	"advise":      8,
	"product":     7,
	"handover":    8,
	"opensslconf": 9, "issue": 9, "workaround": 9,
	"":     10, // the root package, engine
	"mend": 11,
	"cmd":  12,
}

// ambient are packages that would let the engine see more than its arguments.
var ambient = map[string]bool{
	"os":            true,
	"os/exec":       true,
	"net":           true,
	"net/http":      true,
	"syscall/js":    true,
	"syscall":       true,
	"html/template": true,
	"text/template": true,
	"log":           true,
	"math/rand":     true,
	"math/rand/v2":  true,
}

// module begins the import paths of this repository; where it is hosted it has another name.
var module = strings.TrimSuffix("x509strict/engine", "engine")

// TestArrow holds the imports to one direction and the engine to its arguments.
func TestArrow(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "internal" || e.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		seen++
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			return err
		}
		checkFile(t, filepath.ToSlash(file), source)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 40 {
		t.Errorf("only %d files were looked at", seen)
	}
}

func checkFile(t *testing.T, file string, source *ast.File) {
	own := strings.Split(path.Dir(file), "/")[0]
	if own == "." {
		own = ""
	}
	mine, known := rank[own]
	if !known {
		t.Errorf("%s: package %q has no place in the arrow", file, own)
		return
	}
	for _, i := range source.Imports {
		name, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if own != "cmd" && ambient[name] {
			t.Errorf("%s imports %s", file, name)
		}
		if name == module+"wasm" || strings.HasPrefix(name, module+"web") {
			t.Errorf("%s imports %s, which is outside of the engine", file, name)
		}
		inner, ours := strings.CutPrefix(name, module+"engine")
		if !ours {
			continue
		}
		other := strings.Split(strings.TrimPrefix(inner, "/"), "/")[0]
		if theirs, ok := rank[other]; other != "internal" && other != own && (!ok || theirs >= mine) {
			t.Errorf("%s imports %s against the arrow", file, name)
		}
	}
	if own == "cmd" {
		return
	}
	ast.Inspect(source, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if p, ok := s.X.(*ast.Ident); ok && p.Name == "time" && p.Obj == nil &&
			(s.Sel.Name == "Now" || s.Sel.Name == "Since" || s.Sel.Name == "Until") {
			t.Errorf("%s calls time.%s: time is an argument", file, s.Sel.Name)
		}
		return true
	})
}
