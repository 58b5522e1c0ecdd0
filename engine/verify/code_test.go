package verify

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"x509strict/engine/release"
)

// camel turns X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA into PathlenInvalidForNonCa.
func camel(constant string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(strings.TrimPrefix(constant, "X509_V_ERR_"), "_") {
		b.WriteString(word[:1] + strings.ToLower(word[1:]))
	}
	return b.String()
}

func TestEveryCodeIsNamedAfterItsConstant(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Type != nil {
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Code" {
				declared[spec.Names[0].Name] = true
			}
		}
		return true
	})
	if len(declared) != len(codes) {
		t.Errorf("%d constants, %d rows", len(declared), len(codes))
	}
	for _, row := range codes {
		if !declared[camel(row.constant)] {
			t.Errorf("%s has no constant %s", row.constant, camel(row.constant))
		}
		if row.code.Constant() != row.constant || CodeOf(row.constant) != row.code {
			t.Errorf("%s does not find back", row.constant)
		}
		for _, r := range release.All {
			if row.code.Text(r) == "" {
				t.Errorf("%s has no text in %s", row.constant, r)
			}
		}
	}
}

func TestNumbersOf111(t *testing.T) {
	for code, want := range map[Code]int{InvalidCa: 24, EcKeyExplicitParams: 79, CertSignatureFailure: 7, InvalidExtension: 41} {
		if got := code.Number(release.Open111); got != want {
			t.Errorf("%s is %d in 1.1.1, want %d", code.Constant(), got, want)
		}
		if got := code.Number(release.Open35); got != int(code) {
			t.Errorf("%s is %d in 3.5, want %d", code.Constant(), got, int(code))
		}
	}
}

func TestEveryCheckHasACode(t *testing.T) {
	for i, c := range extensionChecks {
		if c.code.Constant() == "" || c.fails == nil || c.gate.from < release.Open111 || c.gate.to < c.gate.from {
			t.Errorf("row %d: %d %v is incomplete", i, c.code, c.gate)
		}
	}
}
