package code_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/code"
	"x509strict/engine/internal/raised"
	"x509strict/engine/release"
)

func TestEveryCodeIsNamedAfterItsConstant(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Type != nil {
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Code" {
				declared[spec.Names[0].Name] = spec.Values[0].(*ast.BasicLit).Value
			}
		}
		return true
	})
	all := code.All()
	if len(declared) != len(all) {
		t.Errorf("%d constants in code.go, %d rows in table.go", len(declared), len(all))
	}
	if !slices.IsSorted(all) {
		t.Error("the rows are not in order of their numbers")
	}
	for _, c := range all {
		if declared[raised.Name(c)] != strconv.Itoa(int(c)) {
			t.Errorf("%s has no constant %s = %d in code.go", c.Constant(), raised.Name(c), c)
		}
		if code.ByConstant(c.Constant()) != c || code.ByConstant(strings.TrimPrefix(c.Constant(), "X509_V_ERR_")) != c {
			t.Errorf("%s does not find back", c.Constant())
		}
		for _, r := range release.All {
			if c.Text(r) == "" {
				t.Errorf("%s has no text in %s", c.Constant(), r)
			}
			if c.Strict(r) && !c.In(r) {
				t.Errorf("%s is strict in %s, which does not have it", c.Constant(), r)
			}
		}
	}
}

func TestNumbersOf111(t *testing.T) {
	for c, want := range map[code.Code]int{
		code.InvalidCa: 24, code.EcKeyExplicitParams: 79, code.CertSignatureFailure: 7, code.InvalidExtension: 41,
	} {
		if got := c.Number(release.Open111); got != want {
			t.Errorf("%s is %d in 1.1.1, want %d", c.Constant(), got, want)
		}
		if got := c.Number(release.Open35); got != int(c) {
			t.Errorf("%s is %d in 3.5, want %d", c.Constant(), got, int(c))
		}
	}
}

func TestNoSuchCode(t *testing.T) {
	for _, c := range []code.Code{-1, code.All()[len(code.All())-1] + 1, 4711} {
		if c.Constant() != "" || c.Slug() != "" || c.In(release.Open40) || c.Strict(release.Open35) || c.StrictOnly() ||
			c.Text(release.Open35) != "unknown certificate verification error" {
			t.Errorf("%d is taken for an error", int(c))
		}
	}
	if code.Code(0).Constant() != "X509_V_OK" || code.ByConstant("X509_V_ERR_NO_SUCH") != 0 {
		t.Error("0 is X509_V_OK")
	}
}

// TestHeader compares with the x509_vfy.h of this machine's OpenSSL, if it has one.
func TestHeader(t *testing.T) {
	header, err := os.ReadFile("/usr/include/openssl/x509_vfy.h")
	if err != nil {
		t.Skip("no OpenSSL headers here: apt-get install libssl-dev")
	}
	seen := 0
	for _, m := range regexp.MustCompile(`(?m)^#\s*define\s+(X509_V_ERR_\w+)\s+(\d+)`).FindAllSubmatch(header, -1) {
		c := code.ByConstant(string(m[1]))
		if strconv.Itoa(int(c)) != string(m[2]) && strconv.Itoa(c.Number(release.Open111)) != string(m[2]) {
			t.Errorf("%s is %s here, %d in the table", m[1], m[2], c)
		}
		seen++
	}
	if seen < 70 {
		t.Errorf("only %d errors in the header", seen)
	}
}

// homes are the folders in which numbers and slugs of errors are written: only here.
const homes = "engine/code"

// TestNoBareCodes finds numbers and slugs where a constant of this package belongs: a number that becomes a code, is
// compared with one, or is the key or element of a table of codes; a constant's or a slug's text. The compiler takes
// an untyped number for any of these, so it does not help.
func TestNoBareCodes(t *testing.T) {
	root := raised.Root(t)
	slugs := map[string]bool{}
	for _, c := range code.All() {
		if strings.Contains(c.Slug(), "-") { // "unspecified" is a word
			slugs[c.Slug()], slugs[c.Constant()] = true, true
		}
	}
	files := 0
	for _, top := range []string{"engine", "web/pages", "web/cmd", "wasm"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			name, err := filepath.Rel(root, path)
			if err != nil || filepath.ToSlash(filepath.Dir(name)) == homes {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			files++
			texts := slugs
			if folder := filepath.ToSlash(filepath.Dir(name)); top == "web/pages" || folder == "engine/client" {
				texts = nil // they name rules and pages by slug, of errors or not; their own tests know that they exist
			}
			for _, n := range bare(file, texts) {
				t.Errorf("%s:%d: %s: package code has a constant for it", filepath.ToSlash(name), set.Position(n.Pos()).Line, n.Value)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 150 {
		t.Errorf("only %d files were looked at", files)
	}
}

// bare lists the literals of a file that stand for an error.
func bare(file *ast.File, slugs map[string]bool) (out []*ast.BasicLit) {
	number := func(x ast.Expr) {
		if l, ok := x.(*ast.BasicLit); ok && l.Kind == token.INT && l.Value != "0" {
			out = append(out, l)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && slugs[text] {
				out = append(out, n)
			}
		case *ast.BinaryExpr:
			if named(n.X) {
				number(n.Y)
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Code" || key.Name == "code") {
				number(n.Value)
			}
		case *ast.SwitchStmt:
			if named(n.Tag) {
				for _, s := range n.Body.List {
					for _, x := range s.(*ast.CaseClause).List {
						number(x)
					}
				}
			}
		case *ast.CallExpr:
			if isCode(n.Fun) || strings.HasSuffix(lastName(n.Fun), "ByCode") {
				for _, x := range n.Args {
					number(x)
				}
			}
		case *ast.CompositeLit:
			switch typ := n.Type.(type) {
			case *ast.ArrayType:
				if isCode(typ.Elt) {
					for _, x := range n.Elts {
						number(x)
					}
				}
			case *ast.MapType:
				for _, x := range n.Elts {
					kv := x.(*ast.KeyValueExpr)
					if isCode(typ.Key) {
						number(kv.Key)
					}
					if isCode(typ.Value) {
						number(kv.Value)
					}
				}
			}
		}
		return true
	})
	return out
}

// isCode tells the type.
func isCode(x ast.Expr) bool {
	s, ok := x.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	p, ok := s.X.(*ast.Ident)
	return ok && p.Name == "code" && s.Sel.Name == "Code"
}

// named tells what is called a code: e.Code, code.
func named(x ast.Expr) bool {
	name := lastName(x)
	return name == "Code" || name == "code"
}

func lastName(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.Ident:
		return x.Name
	}
	return ""
}

// TestBareCodesAreFound holds the search above to examples.
func TestBareCodesAreFound(t *testing.T) {
	source := `package p
var a = code.Code(62)
var b = []code.Code{92}
var c = map[code.Code]string{7: ""}
var d = Rule{Code: 20, Other: 5}
func f() { if e.Code == 64 {}; switch e.Code { case 9: }; rules.ByCode(85); g("ca-cert-missing-key-usage"); h("X509_V_ERR_INVALID_CA") }
var fine = code.Code(0)
func also() { if e.Code != 0 && e.Depth == 1 {} ; switch tag { case 2: } }
`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range bare(file, map[string]bool{"ca-cert-missing-key-usage": true, "X509_V_ERR_INVALID_CA": true}) {
		got = append(got, l.Value)
	}
	if want := `62 92 7 20 64 9 85 "ca-cert-missing-key-usage" "X509_V_ERR_INVALID_CA"`; strings.Join(got, " ") != want {
		t.Errorf("found %v, want %s", got, want)
	}
}
