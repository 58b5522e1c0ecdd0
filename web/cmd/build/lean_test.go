package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"x509strict/web/cmd/internal/version"
)

// leanBudget bounds what a first visit loads as engine, in bytes of brotli at leanQuality. What a verdict does not need
// belongs into files with the tag !lean. Raise it only with a reason in the commit.
const (
	leanBudget  = 1_300_000
	leanQuality = 6 // about a fifth above what the build's quality gives, in a second instead of half a minute
)

// leanImports are the packages that may be part of the lean engine, the standard library's aside: whatever else is
// imported there, even for one type, brings its tables and what it does at start.
var leanImports = []string{
	"github.com/norunners/vert",
	"golang.org/x/crypto/md4",
	"golang.org/x/crypto/ripemd160",
	"~/engine",
	"~/engine/cert",
	"~/engine/client",
	"~/engine/code",
	"~/engine/der",
	"~/engine/host",
	"~/engine/key",
	"~/engine/lang",
	"~/engine/oid",
	"~/engine/plan",
	"~/engine/read",
	"~/engine/read/message", // its types
	"~/engine/read/printed",
	"~/engine/release",
	"~/engine/roles",
	"~/engine/rules",
	"~/engine/tbs",
	"~/engine/verify",
	"~/wasm",
}

// inTop runs the rest of a test in the repository's top folder.
func inTop(t *testing.T) {
	t.Helper()
	t.Chdir("../../..")
}

func TestLeanImports(t *testing.T) {
	inTop(t)
	cmd := exec.Command("go", "list", "-tags=lean", "-deps", "-f",
		"{{if not .Standard}}{{.ImportPath}} {{with .Module}}{{if .Main}}{{.Path}}{{end}}{{end}}{{end}}", "./wasm")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		path, module, _ := strings.Cut(strings.TrimSpace(line), " ")
		if path == "" {
			continue
		}
		if inner, ours := strings.CutPrefix(path, module+"/"); ours && module != "" {
			path = "~/" + inner
		}
		seen++
		if !slices.Contains(leanImports, path) {
			t.Errorf("the lean engine imports %s: give the file that needs it the line //go:build !lean", path)
		}
	}
	if seen < 10 {
		t.Errorf("only %d packages are listed", seen)
	}
}

// TestLeanEngine weighs the lean engine as the site has it.
func TestLeanEngine(t *testing.T) {
	inTop(t)
	release, err := version.Read(version.File)
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := compileEngine(release, "lean")
	if err != nil {
		t.Fatal(err)
	}
	packed, err := brotliNew(wasm, leanQuality)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d in brotli of quality %d", len(wasm), len(packed), leanQuality)
	if len(packed) > leanBudget {
		t.Errorf("the lean engine has %d bytes in brotli of quality %d, budget %d", len(packed), leanQuality, leanBudget)
	}
}
