package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"x509strict/web/cmd/build/squeeze"
	"x509strict/web/cmd/internal/version"
)

// leanBudget bounds what a first visit loads as engine, in bytes of brotli at leanQuality. What a verdict does not need
// belongs into files with the tag !lean; new functions that no first verdict calls go with
// go run ./web/cmd/build -cold. Raise it only with a reason in the commit.
const (
	leanBudget  = 950_000
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
	"~/engine/internal/hexdigit", // one function, that was part of ~/engine/read
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

// leanStops is which share of visits may end at a function that the lean engine lacks, one in so many. The whole engine
// answers those; only when they become many is the list of what it lacks worth recording anew.
const leanStops = 8

// leanVisits is which of the visits that verdicts.mjs knows are made, one in so many.
var leanVisits = flag.Int("lean-visits", 512, "make one in so many of the known visits to the lean engine")

// TestLeanEngine builds the lean engine as the site has it, weighs it, and holds its first verdicts to those of the
// same engine with all its functions.
func TestLeanEngine(t *testing.T) {
	inTop(t)
	release, err := version.Read(version.File)
	if err != nil {
		t.Fatal(err)
	}
	named, err := compile(release, "lean")
	if err != nil {
		t.Fatal(err)
	}
	split, err := withoutCold(named)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := brotliNew(split, leanQuality)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d in brotli of quality %d", len(split), len(packed), leanQuality)
	if len(packed) > leanBudget {
		t.Errorf("the lean engine has %d bytes in brotli of quality %d, budget %d", len(packed), leanQuality, leanBudget)
	}
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("no node: apt-get install nodejs")
		}
		t.Skip("no node to run the engine with: apt-get install nodejs")
	}
	dir := t.TempDir()
	files := []string{filepath.Join(dir, "split.wasm"), filepath.Join(dir, "full.wasm")}
	for i, wasm := range [][]byte{split, named} {
		if err := os.WriteFile(files[i], wasm, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said, err := firstVerdicts("compare", strconv.Itoa(*leanVisits), files[0], files[1])
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d verdicts in %d visits, %d stopped", said.Verdicts, said.Visits, len(said.Stops))
	if said.Verdicts < 15 {
		t.Errorf("only %d verdicts", said.Verdicts)
	}
	functions, err := squeeze.Functions(named)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range said.Stops {
		if s.Where < 0 || s.Where >= len(functions) {
			t.Fatalf("%s: it stopped at no function of the engine", s.What)
		}
		t.Logf("%s: it lacks %s", s.What, functions[s.Where].Name)
	}
	if len(said.Stops)*leanStops > said.Visits {
		t.Errorf("%d of %d visits had to wait for the whole engine, because the lean one lacks a function that a first "+
			"verdict now calls: take those named above out of %s, or record it anew, go run ./web/cmd/build -cold",
			len(said.Stops), said.Visits, coldFile)
	}
}
