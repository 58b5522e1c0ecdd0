package main

import (
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"x509strict/web/cmd/internal/version"
)

// TestRelease builds this machine's program twice and runs it: it says its number, needs no library, and its sum is the
// one that is listed.
func TestRelease(t *testing.T) {
	t.Chdir("../../..")
	here := [2]string{runtime.GOOS, runtime.GOARCH}
	r, err := version.Read(version.File)
	if err != nil {
		t.Fatal(err)
	}
	var listed [2]string
	var program string
	for i := range listed {
		dir := t.TempDir()
		if err := run(dir, here[0]+"/"+here[1]); err != nil {
			t.Fatal(err)
		}
		sums, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		listed[i], program = string(sums), filepath.Join(dir, fileName(r, here))
	}
	if listed[0] != listed[1] {
		t.Errorf("two builds of the same sources differ:\n%s\n%s", listed[0], listed[1])
	}
	data, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(data); !strings.Contains(listed[0], hex.EncodeToString(sum[:])+"  "+fileName(r, here)+"\n") {
		t.Errorf("SHA256SUMS does not list the program by its sum %x:\n%s", sum, listed[0])
	}
	if !strings.Contains(listed[0], "  sbom.cdx.json\n") {
		t.Errorf("SHA256SUMS does not list sbom.cdx.json:\n%s", listed[0])
	}
	out, err := exec.Command(program, "version").Output()
	if want := "x509strict " + r.Number + " of " + r.Date + " ("; err != nil || !strings.HasPrefix(string(out), want) {
		t.Errorf("x509strict version prints %q, %v; want %q and more", out, err, want)
	}
	if runtime.GOOS == "linux" {
		static(t, program)
	}
}

// static fails the test if program asks for a loader: FROM scratch there is none.
func static(t *testing.T, program string) {
	file, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, p := range file.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the program is linked dynamically")
		}
	}
}

// TestUnknownPlatform: asking for what is not released is an error, not an empty release.
func TestUnknownPlatform(t *testing.T) {
	t.Chdir("../../..")
	if err := run(t.TempDir(), "plan9/mips"); err == nil || !strings.Contains(err.Error(), "plan9/mips") {
		t.Errorf("the error is %v; want one that names plan9/mips", err)
	}
}
