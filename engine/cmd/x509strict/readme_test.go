package main_test

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/testpki"
)

const top = "../../.."

// shown is one line that README shows for a terminal: in a block for sh, or as code in a sentence.
type shown struct {
	number int
	text   string
}

var (
	code    = regexp.MustCompile("`([^`]+)`")
	command = regexp.MustCompile(`^(?:[A-Z0-9_]+=\S+ )?(?:(?:x509strict|go|podman|\./build\.sh)(?: |$)|rdd\.)`)
	comment = regexp.MustCompile(`\s+# .*$`)
)

// readme returns the lines for terminals and the languages of all other blocks.
func readme(t *testing.T) (lines []shown, blocks map[string]int) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(top, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks = map[string]int{}
	language, inside := "", false
	prose := "" // code in a sentence may go on in the next line
	for i, line := range strings.Split(string(data), "\n") {
		switch mark, is := strings.CutPrefix(line, "```"); {
		case is && inside:
			inside = false
		case is:
			language, inside, prose = mark, true, ""
			if language != "sh" {
				blocks[language]++
			}
		case inside && language == "sh":
			if line = comment.ReplaceAllString(line, ""); line != "" {
				lines = append(lines, shown{i + 1, line})
			}
		case !inside:
			prose += line + "\n"
			if strings.Count(prose, "`")%2 == 1 && line != "" {
				continue
			}
			for _, span := range code.FindAllStringSubmatch(prose, -1) {
				if text := strings.Join(strings.Fields(span[1]), " "); command.MatchString(text) && text != "x509strict" {
					lines = append(lines, shown{i + 1, text})
				}
			}
			prose = ""
		}
	}
	return lines, blocks
}

// elsewhere are README's lines and blocks that other tests run: each with the file that does, and with what that file
// says when it does.
var elsewhere = map[string]struct{ file, says string }{
	"./build.sh":         {"web/test/run.sh", `check "build" go run ./web/cmd/build -out dist`},
	"./build.sh serve":   {"web/test/run.sh", "go build -buildvcs=false -o .cache/serve ./web/cmd/serve"},
	"./build.sh test":    {".ci/run", "exec ./build.sh test"},
	"./build.sh bench":   {"build.sh", "exec web/test/bench.sh"}, // too long for a test: only that it is called so
	"./build.sh release": {"web/cmd/release/main_test.go", "func TestRelease"},
	"./build.sh module example.org/you/x509strict": {
		"web/cmd/release/install_test.go", `"./build.sh", "module"`,
	},
	"go install example.org/you/x509strict/engine/cmd/x509strict@latest": {
		"web/cmd/release/install_test.go", `"go", "install"`,
	},
	"go run ./engine/cmd/x509strict": {
		"engine/cmd/x509strict/main_test.go", `exec.Command("go", "build", "-o", binary, ".")`,
	},
	"X509STRICT_BASE=https://example.org/x509strict/ ./build.sh": {"web/pages/pages_test.go", "func TestBase"},
	"parallel": {"engine/cmd/x509strict/hosts_test.go", `readmeLine(t, "parallel ")`},
	"sbatch":   {"engine/cmd/x509strict/hosts_test.go", `readmeLine(t, "sbatch ")`},
	`rdd.pipe("x509strict audit -index=false")`: {"engine/cmd/x509strict/hosts_test.go", "func TestPipe"},
	"```nginx":  {"web/test/platform/servers.test.mjs", `block("nginx")`},
	"```caddy":  {"web/test/platform/servers.test.mjs", `block("caddy")`},
	"```apache": {"web/test/platform/servers.test.mjs", `block("apache")`},
	"```js":     {"web/test/platform/browsers.test.mjs", "await window.x509strict.repair(pem, { key })"},
	// No container engine runs here: what is copied into the image is what TestRelease makes.
	"podman build -f .github/Containerfile .": {".github/Containerfile", "COPY release/x509strict_"},
}

// outcomes are what README's lines come to in the folder that readmeFolder makes: the exit status, what is printed, and
// a file that is there afterwards. A line with a pipe has the status of its last part.
var outcomes = map[string]struct {
	status      int
	prints      string
	leaves      string
	wantProgram string
}{
	"x509strict check ca.crt server.crt": {
		1, "CA cert does not include key usage extension", "", "",
	},
	"x509strict check https://es01:9200 -ca http_ca.crt -save chain.pem": {
		1, "CA cert does not include key usage extension", "chain.pem", "",
	},
	"x509strict repair -key ca.key -out fixed ca.crt server.crt": {0, "SHA-256", "fixed/README.txt", ""},
	"x509strict sign -ca ca.crt -key ca.key -out signed request.csr": {
		0, "SHA-256", "signed/ca.crt", "",
	},
	"x509strict audit /etc/ssl/certs es01:9200 -format junit -expires-within 30d": {
		1, `classname="es01:9200" name="CN=es01 `, "", "",
	},
	"x509strict audit -repair -ca-key keys.pem -out fixed /etc/ssl/private-fleet": {
		0, "4 accepted, 0 refused", "fixed/plan.csv", "",
	},
	"x509strict audit -list servers.txt -client python-3.13,go -fail-on will-stop -format csv": {
		1, "CN=es01", "", "",
	},
	"kubectl get secrets -A -o json | x509strict check -format markdown": {1, "CN=es01", "", ""},
	`x509strict audit < /etc/ssl/certs/ca-certificates.crt | jq -r 'select(.verdict == "refused") | .subject'`: {
		0, "CN=README CA\n", "", "jq",
	},
	"split -n l/24 chains.txt part.": {0, "", "part.ax", ""},
	"x509strict completion bash":     {0, "complete", "", ""},
	"x509strict VERB -help":          {0, "-client", "", ""},
}

// TestReadme runs every line for a terminal that README shows, as it stands there, but for /etc/ssl, which is a folder
// of the test's. A line that nobody runs, and a line of these lists that README has no more, fail it.
func TestReadme(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("wants sh")
	}
	lines, blocks := readme(t)
	if len(lines) < 20 {
		t.Fatalf("only %d lines were found", len(lines))
	}
	used := map[string]bool{}
	for language := range blocks {
		if language != "text" && !mapped(t, used, "```"+language) {
			t.Errorf("README has a block of %q that no test runs", language)
		}
	}
	environment := readmeHost(t)
	for _, line := range lines {
		first, _, _ := strings.Cut(line.text, " ")
		if mapped(t, used, line.text) || mapped(t, used, first) {
			continue
		}
		want, ok := outcomes[line.text]
		if !ok {
			t.Errorf("README, line %d: no test runs %q: give it an outcome, or name the test that does", line.number, line.text)
			continue
		}
		used[line.text] = true
		t.Run(line.text, func(t *testing.T) {
			if _, err := exec.LookPath(want.wantProgram); want.wantProgram != "" && err != nil {
				t.Skipf("%s is missing", want.wantProgram)
			}
			dir := readmeFolder(t, environment.ca, environment.leaf)
			text := strings.ReplaceAll(line.text, "/etc/ssl/", filepath.Join(dir, "etc/ssl")+"/")
			cmd := exec.Command("sh", "-c", strings.ReplaceAll(text, "VERB", "check"))
			cmd.Dir, cmd.Env = dir, append(os.Environ(), environment.variables...)
			out, err := cmd.CombinedOutput()
			if status := cmd.ProcessState.ExitCode(); status != want.status ||
				!strings.Contains(string(out), want.prints) {
				t.Errorf("exit %d (%v), want %d and %q\n%s", status, err, want.status, want.prints, out)
			}
			if _, err := os.Stat(filepath.Join(dir, want.leaves)); err != nil {
				t.Error(err)
			}
		})
	}
	for line := range outcomes {
		if !used[line] {
			t.Errorf("README does not show %q any more", line)
		}
	}
	for line := range elsewhere {
		if !used[line] {
			t.Errorf("README does not show %q any more", line)
		}
	}
}

// mapped reports whether a line is run elsewhere, and fails where that file no longer does.
func mapped(t *testing.T, used map[string]bool, line string) bool {
	t.Helper()
	where, ok := elsewhere[line]
	if !ok {
		return false
	}
	used[line] = true
	if data, err := os.ReadFile(filepath.Join(top, where.file)); err != nil ||
		!bytes.Contains(data, []byte(where.says)) {
		t.Errorf("%s does not run %q any more: %v, no %q", where.file, line, err, where.says)
	}
	return true
}

// readmeLine returns README's only line that begins so, for the test that runs it.
func readmeLine(t *testing.T, begin string) string {
	t.Helper()
	var found []string
	lines, _ := readme(t)
	for _, line := range lines {
		if strings.HasPrefix(line.text, begin) {
			found = append(found, line.text)
		}
	}
	if len(found) != 1 {
		t.Fatalf("README has %d lines that begin with %q", len(found), begin)
	}
	return found[0]
}

// host is what README's lines find: the server es01, behind a proxy, and the programs.
type host struct {
	ca, leaf  *testpki.Cert
	variables []string
}

// readmeHost starts the server that README calls es01:9200 and a proxy that knows it by that name, and puts the command
// and a kubectl that knows one secret where a shell looks for programs.
func readmeHost(t *testing.T) host {
	t.Helper()
	valid := func(s *testpki.Spec) { s.From, s.Until = time.Now().AddDate(0, 0, -1), time.Now().AddDate(1, 0, 0) }
	ca := testpki.Root(t, "README CA", func(s *testpki.Spec) {
		valid(s)
		s.Drop("2.5.29.15")
	})
	leaf := ca.Server(t, "es01", func(s *testpki.Spec) {
		valid(s)
		s.Set(testpki.SAN("es01"))
	})
	bin := t.TempDir()
	if err := os.Symlink(binary, filepath.Join(bin, "x509strict")); err != nil {
		t.Fatal(err)
	}
	secret, err := json.Marshal(map[string]any{
		"apiVersion": "v1", "kind": "List",
		"items": []any{map[string]any{
			"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls",
			"metadata": map[string]any{"name": "es01-tls", "namespace": "search"},
			"data":     map[string]any{"tls.crt": testpki.PEM(leaf), "ca.crt": testpki.PEM(ca)},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\n[ \"$*\" = 'get secrets -A -o json' ] || exit 1\ncat <<'TEXT'\n%s\nTEXT\n", secret)
	if err := os.WriteFile(filepath.Join(bin, "kubectl"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return host{ca, leaf, []string{
		"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"),
		"HTTPS_PROXY=http://" + connectProxy(t, "es01:9200", tlsServer(t, leaf, leaf, ca)),
		"NO_PROXY=",
	}}
}

// connectProxy answers CONNECT for one name with one address, and returns its own.
func connectProxy(t *testing.T, name, address string) string {
	t.Helper()
	return plainServer(t, func(c net.Conn) {
		go func() {
			defer c.Close()
			reader := bufio.NewReader(c)
			request, err := http.ReadRequest(reader)
			if err != nil || request.Method != http.MethodConnect || request.Host != name {
				fmt.Fprint(c, "HTTP/1.1 502 Bad Gateway\r\n\r\n")
				return
			}
			server, err := net.Dial("tcp", address)
			if err != nil {
				fmt.Fprint(c, "HTTP/1.1 502 Bad Gateway\r\n\r\n")
				return
			}
			defer server.Close()
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\n\r\n")
			go io.Copy(server, reader)
			io.Copy(c, server)
		}()
	})
}

// readmeFolder lays out the files that README's lines name.
func readmeFolder(t *testing.T, ca, leaf *testpki.Cert) string {
	t.Helper()
	dir := t.TempDir()
	for _, sub := range []string{"etc/ssl/certs", "etc/ssl/private-fleet"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	both := base64.StdEncoding.EncodeToString(leaf.DER) + "," + base64.StdEncoding.EncodeToString(ca.DER) + "\n"
	for name, data := range map[string][]byte{
		"ca.crt":                             testpki.PEM(ca),
		"http_ca.crt":                        testpki.PEM(ca),
		"server.crt":                         testpki.PEM(leaf),
		"ca.key":                             ca.KeyPEM(t),
		"keys.pem":                           ca.KeyPEM(t),
		"request.csr":                        request(t, leaf),
		"servers.txt":                        []byte("es01:9200\n"),
		"chains.txt":                         []byte(strings.Repeat(both, 24)),
		"etc/ssl/certs/ca-certificates.crt":  testpki.PEM(ca),
		"etc/ssl/private-fleet/ca.crt":       testpki.PEM(ca),
		"etc/ssl/private-fleet/servers.pem":  testpki.PEM(leaf, ca.Server(t, "es02", nil), ca.Server(t, "es03", nil)),
		"etc/ssl/private-fleet/unrelated.md": []byte("# the fleet\n"),
	} {
		write(t, dir, name, data)
	}
	return dir
}

// request is a request (CSR) for es01 with the key of another certificate.
func request(t *testing.T, of *testpki.Cert) []byte {
	t.Helper()
	raw, err := x509.CreateCertificateRequest(
		rand.Reader,
		&x509.CertificateRequest{Subject: pkix.Name{CommonName: "es01"}, DNSNames: []string{"es01"}},
		of.Key,
	)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: raw})
}
