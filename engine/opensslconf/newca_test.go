package opensslconf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/tbs"
)

// trees returns the roots below which an openssl of each release lies: "" is the machine itself.
func trees(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	if _, err := exec.LookPath("openssl"); err == nil {
		out["own"] = ""
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for release, name := range map[string]string{"1.1.1": "bullseye", "3.5": "trixie", "4.0": "experimental"} {
		dir := filepath.Join(home, ".cache/x509strict/debian", name)
		if _, err := os.Stat(filepath.Join(dir, "usr/bin/openssl")); err == nil && os.Getuid() == 0 {
			out[release] = dir
		} else if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatalf("missing: OpenSSL %s (run engine/internal/oracle/debian.sh as root)", release)
		} else {
			t.Logf("SKIPPED OpenSSL %s (run engine/internal/oracle/debian.sh as root)", release)
		}
	}
	if len(out) == 0 {
		t.Skip("no openssl command; install the package openssl")
	}
	return out
}

func run(t *testing.T, root string, files map[string]string, script string, env ...string) string {
	t.Helper()
	dir, err := os.MkdirTemp(filepath.Join(root, "/tmp"), "x509strict-newca-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := "cd " + strings.TrimPrefix(dir, root) + " && " + script
	cmd := exec.Command("sh", "-c", command)
	if root != "" {
		cmd = exec.Command("chroot", root, "sh", "-c", command)
	}
	cmd.Env = append([]string{"PATH=/usr/bin:/bin", "LC_ALL=C"}, env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", root, err, out)
	}
	return string(out)
}

var odd = tbs.Subject{Country: "CN", Organization: `It's #1 "$HOME" \ 示例; ok`, CommonName: "Our CA"}

func TestNewCA(t *testing.T) {
	for release, root := range trees(t) {
		for i, kind := range plan.Kinds {
			if release != "own" && (kind == "RSA 3072" || kind == "RSA 4096") {
				continue // they differ from RSA 2048 by one number, and take long
			}
			if strings.HasPrefix(kind, "ML-DSA") && (release < "3.5" || release == "own") {
				continue
			}
			s := plan.CASpec{
				Subject: odd,
				Key:     kind,
				NodeKey: map[string]string{"EC P-256": "RSA 2048", "RSA 2048": "Ed25519"}[kind],
				Lang:    []lang.Lang{lang.English, lang.Chinese}[i%2],
				Nodes: []plan.Node{
					{Name: "node 1", Names: []string{"a.example.com", "::1", "10.0.0.1"}},
					{Name: "node 1", Names: []string{"*.example.com"}},
					{Name: "alice", Client: true},
				},
			}
			config, script, err := NewCA(s)
			if err != nil {
				t.Fatal(err)
			}
			var env []string
			if i%2 == 0 {
				env = []string{"X509STRICT_PASSWORD=open $\"sesame"}
			}
			out := run(
				t,
				root,
				map[string]string{"openssl.cnf": config, "newca.sh": script},
				`sh newca.sh && ! sh newca.sh 2>/dev/null &&
openssl x509 -in x509strict-ca/ca.crt -noout -serial -subject -nameopt oneline,utf8,-esc_msb,-esc_ctrl && ls -a x509strict-ca && grep -c ENCRYPTED x509strict-ca/ca.key | cat`,
				env...)
			for _, want := range []string{`It's #1`, "$HOME", "示例; ok", "node-1-2", "alice.crt: OK"} {
				if !strings.Contains(out, want) {
					t.Errorf("OpenSSL %s, %s: %q is not in\n%s", release, kind, want, out)
				}
			}
			if strings.Contains(out, ".cnf\n.csr") || strings.Contains(out, ".said") {
				t.Errorf("OpenSSL %s, %s: working files stay\n%s", release, kind, out)
			}
		}
	}
}

func TestRequest(t *testing.T) {
	for release, root := range trees(t) {
		for _, kind := range []string{"EC P-256", "EC P-384", "RSA 2048", "Ed25519"} {
			config, script, err := Request(
				plan.Node{Name: "db.example.com", Names: []string{"db.example.com", "10.1.2.3"}},
				odd,
				kind,
				lang.English,
			)
			if err != nil {
				t.Fatal(err)
			}
			out := run(
				t,
				root,
				map[string]string{"openssl.cnf": config, "request.sh": script},
				"sh request.sh && openssl req -in x509strict-request/db.example.com.csr -noout -text",
			)
			for _, want := range []string{"DNS:db.example.com, IP Address:10.1.2.3", "TLS Web Server Authentication", "Subject Key Identifier", "CA:FALSE"} {
				if !strings.Contains(out, want) {
					t.Errorf("OpenSSL %s, %s: %q is not in\n%s", release, kind, want, out)
				}
			}
		}
	}
}

// TestQuote holds that no name can leave its place in a script or a configuration.
func TestQuote(t *testing.T) {
	nasty := "a'b\"c`d$(touch /tmp/x)\\e\nf;g#h"
	out, err := exec.Command("sh", "-c", "printf %s "+quote(nasty)).Output()
	if err != nil || string(out) != strings.ReplaceAll(nasty, "\n", "") {
		t.Errorf("%q, %v", out, err)
	}
	var b strings.Builder
	comment(&b, "a\nb\r\nc")
	for line := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\n"), "\n") {
		if !strings.HasPrefix(line, "#") {
			t.Errorf("%q leaves the comment", line)
		}
	}
	if _, _, err := NewCA(plan.CASpec{}); err == nil {
		t.Error("a CA without a name")
	}
}

// TestShellcheck lets shellcheck read whole scripts, as users get them. What names of the fragments it cannot follow
// into is no fault: $file of a function, texts that only some scripts use.
func TestShellcheck(t *testing.T) {
	if _, err := exec.LookPath("shellcheck"); err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("missing: shellcheck")
		}
		t.Skip("no shellcheck; install the package shellcheck")
	}
	_, ca, err := NewCA(plan.CASpec{
		Subject: odd,
		Nodes:   []plan.Node{{Name: "a 'b' $(c)", Names: []string{"localhost"}}, {Name: "ca.crt", Client: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, request, err := Request(plan.Node{Name: "a", Names: []string{"a"}}, odd, "EC P-256", lang.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{"newca.sh": ca, "request.sh": request} {
		cmd := exec.Command("shellcheck", "-s", "sh", "-e", "SC2034", "-")
		cmd.Stdin = strings.NewReader(script)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
