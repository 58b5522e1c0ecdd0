package squeeze_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/web/cmd/build/squeeze"
)

// program compiles testdata/program for js/wasm.
func program(t *testing.T, flags string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags="+flags, "-o", file, "./testdata/program")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// run runs a module under Node.js.
func run(t *testing.T, wasm []byte) string {
	t.Helper()
	out, err := start(t, wasm)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return out
}

// start runs a module that may fail.
func start(t *testing.T, wasm []byte) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(file, wasm, 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec_node.js"), file).
		CombinedOutput()
	return string(out), err
}

func TestSameProgramInFewerBytes(t *testing.T) {
	whole := program(t, "-s -w")
	small, err := squeeze.Module(whole)
	if err != nil {
		t.Fatal(err)
	}
	again, err := squeeze.Module(whole)
	if err != nil || !bytes.Equal(small, again) {
		t.Errorf("two runs differ: %v", err)
	}
	if 6*len(small) > 5*len(whole) {
		t.Errorf("%d bytes, %d before: less than a sixth has gone", len(small), len(whole))
	}
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("no node: apt-get install nodejs")
		}
		t.Skip("no node to run the modules with: apt-get install nodejs")
	}
	before, after := run(t, whole), run(t, small)
	if before != after || !strings.Contains(after, "boomtrue") {
		t.Errorf("before %q\nafter %q", before, after)
	}
}

func TestRefusesWhatItDoesNotKnow(t *testing.T) {
	good := program(t, "-s -w")
	for name, wasm := range map[string][]byte{
		"nothing":         nil,
		"text":            []byte("hello, this is no module"),
		"cut off":         good[:len(good)/2],
		"no data":         []byte("\x00asm\x01\x00\x00\x00"),
		"foreign data":    []byte("\x00asm\x01\x00\x00\x00\x0b\x07\x01\x00\x41\x00\x0b\x01x"),
		"passive segment": []byte("\x00asm\x01\x00\x00\x00\x0b\x04\x01\x01\x01x"),
	} {
		if _, err := squeeze.Module(wasm); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzModule(f *testing.F) {
	f.Add([]byte("\x00asm\x01\x00\x00\x00\x0b\x07\x01\x00\x41\x00\x0b\x01x"))
	f.Add([]byte("\x00asm\x01\x00\x00\x00\x0b\x04\x01\x01\x01x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if out, err := squeeze.Module(b); err == nil && len(out) < 8 {
			t.Errorf("%d bytes", len(out))
		}
	})
}

// TestWithout takes out a function that the program calls, and one that it does not.
func TestWithout(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("no node: apt-get install nodejs")
		}
		t.Skip("no node to run the modules with: apt-get install nodejs")
	}
	whole := program(t, "-w")
	calling, err := squeeze.Calls(whole)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := run(t, whole), run(t, calling); got != want {
		t.Errorf("a module that tells its calls prints %q instead of %q", got, want)
	}
	less, err := squeeze.Without(whole, map[string]bool{"main.unused": true, "nobody": true})
	if err != nil {
		t.Fatal(err)
	}
	nameless := strings.Replace(run(t, whole), "boomtrue", "boomfalse", 1) // tracebacks name nobody any more
	if got := run(t, less); got != nameless {
		t.Errorf("without a function that nobody calls it prints %q instead of %q", got, nameless)
	}
	none, err := squeeze.Without(whole, map[string]bool{"main.deep": true})
	if err != nil {
		t.Fatal(err)
	}
	if out, err := start(t, none); err == nil || !strings.Contains(out, "unreachable") {
		t.Errorf("a call of a missing function gave %q", out)
	}
	if _, err := squeeze.Without(program(t, "-s -w"), map[string]bool{"main.main": true}); err == nil {
		t.Error("a module without names was taken")
	}
}
