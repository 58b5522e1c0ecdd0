package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnits lets systemd read the example units, with the program where they say.
func TestUnits(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is missing")
	}
	dir := t.TempDir()
	for _, name := range []string{"x509strict-audit.service", "x509strict-audit.timer"} {
		data, err := os.ReadFile(filepath.Join("examples", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, bytes.ReplaceAll(data, []byte("/usr/local/bin/x509strict"), []byte(binary)))
	}
	out, err := exec.Command("systemd-analyze", "verify", "--man=no", filepath.Join(dir, "x509strict-audit.service"),
		filepath.Join(dir, "x509strict-audit.timer")).CombinedOutput()
	if err != nil || strings.Contains(string(out), "x509strict-audit") {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
	out, err = exec.Command("systemd-analyze", "calendar", "daily").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestExampleCommands runs the lines that the units and the manifest give, on a list that names a good file.
func TestExampleCommands(t *testing.T) {
	dir := folder(t)
	targets := write(t, dir, "targets", []byte(filepath.Join(dir, "good.crt")+"\n"))
	service, err := os.ReadFile("examples/x509strict-audit.service")
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(service), "ExecStart=/usr/local/bin/x509strict ")
	line, _, _ = strings.Cut(line, "\n")
	manifest, err := os.ReadFile("examples/cronjob.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(manifest), "args:\n")
	list, _, _ = strings.Cut(list, "resources:")
	var args []string
	for _, item := range strings.Split(list, "\n") {
		if item = strings.TrimPrefix(strings.TrimSpace(item), "- "); item != "" {
			args = append(args, item)
		}
	}
	for _, args := range [][]string{strings.Fields(line), args} {
		for i := range args {
			args[i] = strings.NewReplacer("/etc/x509strict/targets", targets,
				"/etc/x509strict-ca/ca.crt", filepath.Join(dir, "good.crt")).Replace(args[i])
		}
		if status, out, errs := do(t, nil, append(args, "-time", at)...); status != 0 {
			t.Errorf("%q: exit %d\n%s%s", args, status, out, errs)
		}
	}
}

// TestManifest reads the CronJob with Kubernetes' own types, strictly.
func TestManifest(t *testing.T) {
	run := func(args ...string) ([]byte, error) {
		cmd := exec.Command("go", append([]string{"run", "."}, args...)...)
		cmd.Dir = "examples/manifest"
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		return cmd.CombinedOutput()
	}
	out, err := run("../cronjob.yaml")
	if err != nil && strings.Contains(string(out), "module lookup disabled") {
		t.Skip("Kubernetes' types are not in the module cache, and nothing may be fetched")
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile("examples/cronjob.yaml")
	if err != nil {
		t.Fatal(err)
	}
	wrong := write(t, t.TempDir(), "wrong.yaml", bytes.Replace(data, []byte("backoffLimit"), []byte("retries"), 1))
	if out, err := run(wrong); err == nil || !strings.Contains(string(out), "retries") {
		t.Errorf("a field that Kubernetes does not know passed: %s", out)
	}
}
