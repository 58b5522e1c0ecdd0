package main

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// hosted is where the test pretends that the repository is hosted.
const hosted = "example.test/you/x509strict"

// TestInstall does what README says of go install: it renames a copy of the sources, offers it as a module proxy would,
// and installs the command from there by its name.
func TestInstall(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("build.sh wants bash")
	}
	top, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	sources := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum", "build.sh", "LICENSE", "engine"} {
		if err := copyTree(filepath.Join(top, name), filepath.Join(sources, name)); err != nil {
			t.Fatal(err)
		}
	}
	do(t, sources, nil, "bash", "./build.sh", "module", hosted)

	proxy, bin := t.TempDir(), t.TempDir()
	offer(t, sources, filepath.Join(proxy, filepath.FromSlash(hosted), "@v"), "v0.1.0")
	cache := strings.TrimSpace(do(t, top, nil, "go", "env", "GOMODCACHE"))
	do(t, bin, []string{
		"GOPROXY=file://" + proxy + ",file://" + filepath.Join(cache, "cache", "download"),
		"GOSUMDB=off", "GOFLAGS=-modcacherw", "GOMODCACHE=" + t.TempDir(), "GOBIN=" + bin, "CGO_ENABLED=0",
	}, "go", "install", hosted+"/engine/cmd/x509strict@v0.1.0")
	out := do(t, bin, nil, filepath.Join(bin, "x509strict"), "version")
	if !strings.HasPrefix(out, "x509strict v0.1.0 (") {
		t.Errorf("the installed command calls itself %q", out)
	}
}

// do runs a command in dir, ends the test if it fails, and returns what it printed.
func do(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, complaints.Bytes())
	}
	return string(out)
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
				return fs.SkipDir // a module of its own is no part of this one
			}
			return nil
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}

// offer writes the files of a module proxy for one version: its name, its go.mod, and its sources as a ZIP.
func offer(t *testing.T, sources, dir, version string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(sources, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	err = filepath.WalkDir(sources, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(sources, path)
		if err != nil {
			return err
		}
		w, err := z.Create(hosted + "@" + version + "/" + filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		_, err = io.Copy(w, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"list": []byte(version + "\n"), version + ".mod": mod, version + ".zip": packed.Bytes(),
		version + ".info": []byte(`{"Version":"` + version + `","Time":"2026-01-01T00:00:00Z"}`),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
