package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// copySources copies what a build needs into dir, with other times than the originals have.
func copySources(t *testing.T, top, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum", "engine", "wasm", "web"} {
		err := filepath.WalkDir(filepath.Join(top, name), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(top, path)
			if err != nil {
				return err
			}
			to := filepath.Join(dir, rel)
			if d.IsDir() {
				if d.Name() == "node_modules" || d.Name() == "out" {
					return fs.SkipDir
				}
				return os.MkdirAll(to, 0o755)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if err := os.WriteFile(to, data, 0o600); err != nil {
				return err
			}
			return os.Chtimes(to, time.Time{}, time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestReproducible builds in two folders, one of them with an empty build cache, another time zone and another user's
// habits in the environment, and compares every byte.
func TestReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("builds everything twice; not with -short")
	}
	top, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(t.TempDir(), "build")
	if out, err := exec.Command("go", "build", "-o", tool, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	once := filepath.Join(t.TempDir(), "sources") // both builds see the same, whatever is edited meanwhile
	copySources(t, top, once)
	results := make([]map[string]string, 2)
	for i, c := range []struct {
		dir string
		env []string
	}{
		{"one", nil},
		{"another/folder, with a longer name", []string{"GOCACHE=" + t.TempDir(), "TZ=Asia/Shanghai", "LC_ALL=C", "GOFLAGS=-buildvcs=auto", "USER=other"}},
	} {
		dir := filepath.Join(t.TempDir(), filepath.FromSlash(c.dir))
		copySources(t, once, dir)
		cmd := exec.Command(tool, "-quick", "-out", "dist")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), c.env...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("build in %s: %v\n%s", c.dir, err, out)
		}
		results[i] = contents(t, filepath.Join(dir, "dist"))
	}
	one, two := results[0], results[1]
	if len(one) < 10 || one["x509strict.html"] == "" || one["SHA256SUMS"] == "" || one["sbom.cdx.json"] == "" {
		t.Fatalf("only %d files were built", len(one))
	}
	for name, data := range one {
		if two[name] != data {
			t.Errorf("%s differs between the two builds (%d and %d bytes)", name, len(data), len(two[name]))
		}
	}
	for name := range two {
		if _, ok := one[name]; !ok {
			t.Errorf("%s was built only the second time", name)
		}
	}
	for name, data := range one { // what the machine is called has no place in what is published
		if strings.Contains(data, top) || strings.Contains(data, os.TempDir()+"/") {
			t.Errorf("%s holds the name of the folder it was built in", name)
		}
	}
	sums := strings.Split(strings.TrimSpace(one["SHA256SUMS"]), "\n")
	for _, line := range sums {
		sum, name, ok := strings.Cut(line, "  ")
		if !ok || hexHash([]byte(one[name])) != sum {
			t.Errorf("SHA256SUMS: %q is wrong", line)
		}
	}
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
