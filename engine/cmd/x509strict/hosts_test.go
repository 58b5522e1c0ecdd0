package main_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"testing"

	"x509strict/engine/internal/testpki"
)

// chains are lines as whatever distributes them hands them on, one of them broken.
func chains(t *testing.T, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	root := testpki.Root(t, "Stream CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	other := testpki.Root(t, "Another CA", nil)
	for i := range n {
		ca := root
		if i%3 == 0 {
			ca = other
		}
		if i == n/2 {
			b.WriteString("this line is broken\n")
			continue
		}
		leaf := ca.Server(t, fmt.Sprintf("host%d", i), nil)
		b.WriteString(base64.StdEncoding.EncodeToString(leaf.DER) + "," + base64.StdEncoding.EncodeToString(ca.DER) + "\n")
	}
	return b.Bytes()
}

// TestTwoHosts runs README's line for GNU parallel on two hosts, and once more with a host that dies in the middle.
func TestTwoHosts(t *testing.T) {
	t.Parallel() // it mostly waits
	if testing.Short() {
		t.Skip("takes a while")
	}
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("network namespaces want root on Linux")
	}
	for _, name := range []string{"ip", "ssh", "ssh-keygen", "rsync", "parallel", "bc", "/usr/sbin/sshd"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is missing", name)
		}
	}
	if out, err := exec.Command("ip", "netns", "add", "x509strict-probe").CombinedOutput(); err != nil {
		t.Skipf("no network namespaces here: %s", out)
	}
	exec.Command("ip", "netns", "del", "x509strict-probe").Run()
	file := write(t, t.TempDir(), "chains.txt", chains(t, 600))
	out, err := exec.Command("bash", "testdata/two-hosts.sh", binary, file, readmeLine(t, "parallel ")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// TestSlurm runs README's array job on a cluster of one node.
func TestSlurm(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes a while")
	}
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("a cluster of its own wants root on Linux")
	}
	for _, name := range []string{"/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "sbatch"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is missing", name)
		}
	}
	file := write(t, t.TempDir(), "chains.txt", chains(t, 200))
	out, err := exec.Command("bash", "testdata/slurm.sh", binary, file, readmeLine(t, "sbatch ")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// TestPipe is the contract of every engine that pipes lines: line in, line out, in order, whatever the stream is cut
// into, and a broken line is a row.
func TestPipe(t *testing.T) {
	lines := chains(t, 30)
	_, whole, _ := do(t, bytes.NewReader(lines), "audit", "-index=false", "-time", at)
	var parts bytes.Buffer
	for _, line := range bytes.SplitAfter(lines, []byte("\n")) {
		if len(line) > 0 {
			_, out, _ := do(t, bytes.NewReader(line), "audit", "-index=false", "-time", at)
			parts.WriteString(out)
		}
	}
	if parts.String() != whole || bytes.Count([]byte(whole), []byte("\n")) != 30 {
		t.Error("rows depend on where the stream was cut")
	}
	if !bytes.Contains([]byte(whole), []byte(`"verdict":"unreadable","code":0`)) {
		t.Errorf("the broken line has no row:\n%s", whole)
	}
}
