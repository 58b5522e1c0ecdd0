package main_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
)

var binary string

func TestMain(m *testing.M) { os.Exit(withBinary(m)) }

func withBinary(m *testing.M) int {
	dir, err := os.MkdirTemp("", "x509strict-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "x509strict")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// do runs the program as a process of its own.
func do(t *testing.T, stdin io.Reader, args ...string) (status int, out, errs string) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Stdin = stdin
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), o.String(), e.String()
}

func write(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const at = "2026-11-01T12:00:00Z"

func TestExitStatus(t *testing.T) {
	dir := t.TempDir()
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	ca := write(t, dir, "ca.crt", testpki.PEM(bad))
	leaf := write(t, dir, "leaf.crt", testpki.PEM(bad.Server(t, "leaf", nil)))
	good := write(t, dir, "good.crt", testpki.PEM(testpki.Root(t, "Good", nil)))
	junk := write(t, dir, "junk", []byte("nothing to see"))
	for _, c := range []struct {
		name   string
		stdin  string
		args   []string
		status int
		says   string
	}{
		{"accepted", "", []string{"check", "-time", at, good}, 0, "ACCEPTED"},
		{"refused", "", []string{"check", "-time", at, ca, leaf}, 1, "CA cert does not include key usage extension"},
		{"refused, lone CA", "", []string{"check", "-time", at, ca}, 1, "a conforming server certificate issued by this CA"},
		{"accepted by an older client", "", []string{"check", "-client", "python-3.12", "-time", at, ca, leaf}, 0, "ACCEPTED by python-3.12"},
		{"from standard input", string(testpki.PEM(bad)), []string{"check", "-time", at}, 1, "REFUSED"},
		{"in Chinese", "", []string{"check", "-lang", "zh", "-time", at, ca}, 1, "拒绝"},
		{"unreadable", "", []string{"check", junk}, 2, "No certificate found"},
		{"empty", "", []string{"check"}, 2, "No certificate found"},
		{"no such file", "", []string{"check", filepath.Join(dir, "absent")}, 2, "absent"},
		{"no such port", "", []string{"check", "localhost:99999"}, 2, `the port "99999" is not a number from 1 to 65535`},
		{"no such port of an address", "", []string{"check", "[::1]:70000"}, 2, `the port "70000"`},
		{"neither file nor port", "", []string{"check", "localhost:https"}, 2, `there is no file "localhost:https"; taken for a server`},
		{"nobody to ask servers", "", []string{"audit", "-parallel", "0", "localhost:1"}, 2, "-parallel 0"},
		{"fewer than nobody", "", []string{"audit", "-parallel", "-3", "localhost:1"}, 2, "-parallel -3"},
		{"nobody to judge", "", []string{"audit", "-workers", "-1"}, 2, "-workers -1"},
		{"no such client", "", []string{"check", "-client", "lynx", ca}, 2, "lynx"},
		{"no such option", "", []string{"check", "-nonsense", ca}, 2, "nonsense"},
		{"no such time", "", []string{"check", "-time", "yesterday", ca}, 2, "RFC 3339"},
		{"no such generation", "", []string{"check", "-openssl", "0.9", ca}, 2, "0.9"},
		{"no such language", "", []string{"check", "-lang", "fr", ca}, 2, "fr"},
		{"no such role", "", []string{"check", "-role", "00=king", ca}, 2, "king"},
		{"no such verb", "", []string{"chekc"}, 2, "chekc"},
		{"no verb", "", nil, 2, "Usage"},
		{"help", "", []string{"help"}, 0, "Examples"},
		{"help of a verb", "", []string{"check", "-help"}, 0, "-client"},
		{"read", "", []string{"read", ca}, 0, `"certificates"`},
		{"read nothing", "", []string{"read", junk}, 0, `"notes"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, out, errs := do(t, strings.NewReader(c.stdin), c.args...)
			if status != c.status || !strings.Contains(out+errs, c.says) {
				t.Errorf("exit %d, want %d and %q\n%s%s", status, c.status, c.says, out, errs)
			}
		})
	}
}

// TestKindAndFirst holds that the text and the JSON say what kind of failure it is, and what to do first.
func TestKindAndFirst(t *testing.T) {
	dir := t.TempDir()
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	ca := write(t, dir, "ca.crt", testpki.PEM(bad))
	leaf := write(t, dir, "leaf.crt", testpki.PEM(bad.Server(t, "leaf", nil)))
	stranger := write(t, dir, "stranger.crt", testpki.PEM(testpki.Root(t, "Good", nil)))
	for _, c := range []struct {
		files []string
		class string
		says  []string
	}{
		{[]string{ca, leaf}, "strict-rule", []string{"Kind: strict-rule", "1. Re-issue the CA"}},
		{[]string{stranger, leaf}, "wrong-file", []string{"Kind: wrong-file"}},
		{[]string{leaf}, "", []string{"First: Add the CA “No key usage”", "CA cert does not include key usage extension (92)", "openssl s_client -connect leaf"}},
	} {
		_, said, _ := do(t, nil, append([]string{"check", "-time", at}, c.files...)...)
		for _, want := range c.says {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not in\n%s", want, said)
			}
		}
		_, said, _ = do(t, nil, append([]string{"check", "-json", "-time", at}, c.files...)...)
		var r struct {
			Plan struct {
				Class   string
				Primary *struct{ Title string }
			}
			Target struct{ Host string }
		}
		if err := json.Unmarshal([]byte(said), &r); err != nil {
			t.Fatal(err)
		}
		if r.Plan.Class != c.class || r.Plan.Primary == nil || r.Plan.Primary.Title == "" || r.Target.Host == "" {
			t.Errorf("%v: %+v", c.files, r)
		}
	}
}

func TestCheckJSON(t *testing.T) {
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	_, out, errs := do(t, bytes.NewReader(testpki.PEM(bad)), "check", "-json", "-time", at)
	var r struct {
		Schema   int
		Verdict  string
		Client   string
		Message  string
		Assumed  *string
		Events   []struct{ Code, Depth, Certificate int }
		Clients  []struct{ ID, Verdict string }
		Findings []struct{ Rule string }
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("%v\n%s%s", err, out, errs)
	}
	if r.Schema != 1 || r.Verdict != "refused" || r.Client != "python-3.13" || r.Message != "certificate verify failed: CA cert does not include key usage extension" ||
		r.Assumed == nil || len(r.Events) != 1 || r.Events[0].Code != 92 || r.Events[0].Depth != 1 ||
		len(r.Findings) == 0 ||
		r.Findings[0].Rule != "ca-cert-missing-key-usage" {
		t.Errorf("%+v", r)
	}
}

func TestReadPrintsNoKey(t *testing.T) {
	c := testpki.Root(t, "Root", nil)
	key := c.KeyPEM(t)
	_, out, _ := do(t, bytes.NewReader(append(testpki.PEM(c), key...)), "read")
	var found struct {
		Certificates []struct{ DER string }
		Keys         []struct{ Matches []int }
	}
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatal(err)
	}
	if len(found.Certificates) != 1 || found.Certificates[0].DER != base64.StdEncoding.EncodeToString(c.DER) {
		t.Errorf("%+v", found)
	}
	secret := strings.Split(string(key), "\n")[1][:40]
	if strings.Contains(out, secret) {
		t.Error("the key is printed")
	}
}

func TestAudit(t *testing.T) {
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := bad.Server(t, "leaf", nil)
	b64 := base64.StdEncoding.EncodeToString
	object, err := json.Marshal(map[string][]string{"certificates": {b64(leaf.DER), b64(bad.DER)}})
	if err != nil {
		t.Fatal(err)
	}
	in := string(object) + "\n" + b64(bad.DER) + "\n" + b64(leaf.DER) + "," + b64(bad.DER) +
		"\n\n# a remark\nnot base64!\n{\"certificates\":[]}\nAAAA\n" + string(testpki.PEM(leaf, bad))
	status, out, errs := do(t, strings.NewReader(in), "audit", "-time", at, "-clients", "python-3.12,go")
	if status != 0 {
		t.Fatalf("exit %d\n%s", status, errs)
	}
	want := []string{
		"refused 92 leaf",
		"refused 92 anchor",
		"refused 92 leaf",
		"unreadable 0 ",
		"unreadable 0 ",
		"unreadable 0 ",
		"accepted 0 leaf",
		"refused 92 anchor",
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), len(want), out)
	}
	for i, line := range lines {
		var r struct {
			Index         int
			Verdict, Role string
			Code          int
			Clients       map[string]string
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%s %d %s", r.Verdict, r.Code, r.Role); r.Index != i || got != want[i] {
			t.Errorf("line %d: index %d, %s, want %s", i, r.Index, got, want[i])
		}
		if r.Verdict == "refused" && (r.Clients["python-3.12"] != "accepted" || r.Clients["go"] != "accepted") {
			t.Errorf("line %d: %v", i, r.Clients)
		}
	}
}

// TestAuditStaysSmall streams many lines and looks at the peak of memory: 20,000 by default, as many as
// X509STRICT_LINES says otherwise.
func TestAuditStaysSmall(t *testing.T) {
	lines := 20000
	if n := os.Getenv("X509STRICT_LINES"); n != "" {
		if _, err := fmt.Sscan(n, &lines); err != nil {
			t.Fatal(err)
		}
	}
	ca := testpki.Root(t, "CA", nil)
	leaf := ca.Server(t, "leaf", nil)
	line := []byte(base64.StdEncoding.EncodeToString(leaf.DER) + "," + base64.StdEncoding.EncodeToString(ca.DER) + "\n")
	peak := func(lines int) int64 {
		cmd := exec.Command(binary, "audit", "-time", at)
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		written := make(chan error, 1)
		go func() {
			var err error
			for n := 0; n < lines && err == nil; n++ {
				_, err = in.Write(line)
			}
			written <- errors.Join(err, in.Close())
		}()
		data := make([]byte, 1<<16)
		count := 0
		for {
			n, err := out.Read(data)
			count += bytes.Count(data[:n], []byte("\n"))
			if err != nil {
				break
			}
		}
		if err := errors.Join(<-written, cmd.Wait()); err != nil {
			t.Fatal(err)
		}
		if count != lines {
			t.Errorf("%d lines out, %d in", count, lines)
		}
		return peakMemory(cmd.ProcessState)
	}
	small, large := peak(2000), peak(lines)
	t.Logf("peak %d kB for 2,000 lines, %d kB for %d", small, large, lines)
	if large > 2*small {
		t.Errorf("memory grows: %d kB, then %d kB", small, large)
	}
}

func TestVerify(t *testing.T) {
	b64 := base64.StdEncoding.EncodeToString
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := bad.Server(t, "leaf", nil)
	line := strings.Join([]string{"one", "strict,partial", "sslserver", "2", "-", "dns:localhost", b64(leaf.DER), "-",
		b64(bad.DER)}, "\t") + "\n"
	for generation, want := range map[string]string{"3.5": "one\tfail\t92@1\n", "1.1.1": "one\tok\t-\n"} {
		status, out, errs := do(t, strings.NewReader(line), "verify", "-openssl", generation)
		if status != 0 || out != want {
			t.Errorf("%s: exit %d, %q, want %q\n%s", generation, status, out, want, errs)
		}
	}
	if status, _, _ := do(t, strings.NewReader(""), "verify", "-openssl", "2"); status != 2 {
		t.Errorf("exit %d", status)
	}
}

func TestRepair(t *testing.T) {
	dir := t.TempDir()
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	ca, leaf := write(t, dir, "ca.crt", testpki.PEM(bad)), write(t, dir, "leaf.crt",
		testpki.PEM(bad.Server(t, "leaf", nil)))
	key := write(t, dir, "ca.key", bad.KeyPEM(t))
	other := write(t, dir, "other.key", testpki.Root(t, "Other", nil).KeyPEM(t))
	out := filepath.Join(dir, "out")
	status, said, errs := do(t, nil, "repair", "-time", at, "-key", key, "-out", out, ca, leaf)
	if status != 0 {
		t.Fatalf("exit %d\n%s%s", status, said, errs)
	}
	for _, want := range []string{"Where ca.crt goes", "cafile=\"ca.crt\"", "Prove it", "server_hostname=\"leaf", "SHA-256"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	if status, said, errs := do(t, nil, "check", "-time", at, filepath.Join(out, "ca.crt"), leaf); status != 0 {
		t.Errorf("the repaired chain: exit %d\n%s%s", status, said, errs)
	}
	if status, _, errs := do(
		t,
		nil,
		"repair",
		"-time",
		at,
		"-key",
		key,
		"-out",
		out,
		ca,
		leaf,
	); status != 2 ||
		!strings.Contains(errs, "exists") {
		t.Errorf("overwrites: exit %d\n%s", status, errs)
	}
	if status, said, _ := do(
		t,
		nil,
		"repair",
		"-time",
		at,
		"-out",
		filepath.Join(dir, "nokey"),
		ca,
		leaf,
	); status != 1 ||
		!strings.Contains(said, "reissue.sh") {
		t.Errorf("without key: exit %d\n%s", status, said)
	}
	if status, _, _ := do(
		t,
		nil,
		"repair",
		"-time",
		at,
		"-key",
		other,
		"-out",
		filepath.Join(dir, "wrong"),
		ca,
		leaf,
	); status != 1 {
		t.Errorf("wrong key: exit %d", status)
	}
	if status, _, _ := do(t, strings.NewReader("junk"), "repair", "-out", filepath.Join(dir, "junk")); status != 2 {
		t.Errorf("junk: exit %d", status)
	}
}
