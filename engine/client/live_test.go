package client_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// program is a real client and what stands for it in the catalog.
type program struct {
	client  string
	release release.Release
	argv    []string
}

const howTo = "engine/internal/oracle/debian.sh makes the Debian folders; pyenv or the system has Pythons; apt-get install curl nodejs"

// programs lists what this machine has. A Python is asked for its version itself.
func programs(t *testing.T) []program {
	script := read(t, "testdata/connect.py")
	var out []program
	python := func(kind string, argv ...string) {
		what := append(append([]string{}, argv...), "-c", script, kind)
		said, err := exec.Command(argv[0], append(argv[1:], "-c", probe(kind))...).Output()
		if err != nil {
			return
		}
		var have struct {
			Python  [2]int
			OpenSSL [2]int
			URLlib3 []int
		}
		if err := json.Unmarshal(said, &have); err != nil {
			t.Fatalf("%v: %v", argv, err)
		}
		p := program{
			argv: what,
			release: map[[2]int]release.Release{
				{1, 1}: release.Open111, {3, 0}: release.Open30, {3, 5}: release.Open35, {3, 6}: release.Open35,
				{4, 0}: release.Open40,
			}[have.OpenSSL],
		}
		strict := have.Python[1] >= 13
		switch {
		case p.release == 0 || have.Python[1] < 10:
			return
		case kind == "python" && strict:
			p.client = "python-3.13"
		case kind == "python":
			p.client = "python-3.12"
		case kind == "relaxed" && strict:
			p.client = "python-3.13-relaxed"
		case kind == "relaxed":
			return
		case kind == "requests" && strict && len(have.URLlib3) > 1 && (have.URLlib3[0] > 2 || have.URLlib3[1] >= 4):
			p.client = "requests"
		case kind == "requests" && len(have.URLlib3) > 1 && have.URLlib3[0] == 2:
			p.client = "requests-old"
		case kind == "elasticsearch" && strict:
			p.client = "elasticsearch-py"
		case (kind == "httpx" || kind == "aiohttp") && strict:
			p.client = kind
		default:
			return
		}
		out = append(out, p)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	pyenvs, _ := filepath.Glob(
		filepath.Join(home, ".pyenv/versions/3.1*/bin/python3"),
	) // a fixed pattern is never malformed
	for _, p := range append(pyenvs, "python3") {
		python("python", p)
		python("relaxed", p)
	}
	for _, name := range []string{"trixie", "experimental"} {
		folder := filepath.Join(home, ".cache/x509strict/debian", name)
		if _, err := os.Stat(folder); err != nil {
			continue
		}
		for _, kind := range []string{"python", "relaxed", "requests", "httpx", "aiohttp", "elasticsearch"} {
			python(kind, "chroot", folder, "python3")
		}
	}
	if said, err := exec.Command("node", "-p", "process.versions.openssl + ' ' + process.version").
		Output(); err == nil {
		r := release.Open30
		if strings.HasPrefix(string(said), "3.5") {
			r = release.Open35
		}
		if r == release.Open35 && strings.Contains(string(said), " v22.") {
			t.Log(
				"Node.js 22 keeps security level 1 with OpenSSL 3.5: a 1024-bit key passes there that Node.js 24 refuses",
			)
			return out
		}
		out = append(
			out,
			program{"nodejs", r, []string{"node", "--input-type=module", "-e", read(t, "testdata/connect.mjs")}},
		)
	}
	return out
}

func probe(kind string) string {
	module := map[string]string{"requests": "requests", "httpx": "httpx", "aiohttp": "aiohttp", "elasticsearch": "elasticsearch"}[kind]
	if module != "" {
		module = "import " + module + "\n"
	}
	return module + `import json, ssl, sys
try:
    import urllib3
    u = [int(x) for x in urllib3.__version__.split(".")[:2]]
except ImportError:
    u = []
print(json.dumps({"Python": sys.version_info[:2], "OpenSSL": ssl.OPENSSL_VERSION_INFO[:2], "URLlib3": u}))`
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

type said struct {
	OK    bool
	Text  string
	Code  int
	Fault string
	Why   string
}

// ask runs a program over all trials.
func ask(t *testing.T, p program, ports []int, list []trial) []said {
	t.Helper()
	cmd := exec.Command(p.argv[0], p.argv[1:]...)
	var in strings.Builder
	for i, x := range list {
		line, err := json.Marshal(
			map[string]any{"port": ports[i], "host": x.host, "ca": string(testpki.PEM(x.store...))},
		)
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	cmd.Stdin = strings.NewReader(in.String())
	var errs strings.Builder
	cmd.Stderr = &errs
	stdout, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", p.argv[:2], err, errs.String())
	}
	var out []said
	for line := range strings.Lines(string(stdout)) {
		var s said
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if len(out) != len(list) {
		t.Fatalf("%d answers for %d questions\n%s", len(out), len(list), errs.String())
	}
	return out
}

func caseOf(t *testing.T, x trial, r release.Release) client.Case {
	t.Helper()
	parse := func(c *testpki.Cert) *cert.Certificate {
		p, _, err := cert.Parse(c.DER)
		if err != nil {
			t.Fatalf("%s: %v", x.name, err)
		}
		return p
	}
	k := client.Case{Leaf: parse(x.sent[0]), Host: x.host, Time: time.Now(), Release: r}
	for _, c := range x.sent { // libssl gives the whole list, leaf included
		k.Untrusted = append(k.Untrusted, parse(c))
	}
	for _, c := range x.store {
		k.Trusted = append(k.Trusted, parse(c))
	}
	return k
}

// TestRealClients compares every client of this machine with what the catalog says of it: verdict and text, over real
// handshakes.
func TestRealClients(t *testing.T) {
	list := trials(t)
	var ports []int
	for _, x := range list {
		ports = append(ports, serve(t, x))
	}
	have := programs(t)
	covered := map[string]bool{}
	for _, p := range have {
		covered[p.client] = true
		program := strings.Join(p.argv[:min(2, len(p.argv)-1)], " ")
		t.Run(
			fmt.Sprintf(
				"%s on OpenSSL %s, %s",
				p.client,
				p.release,
				program[:min(60, len(program))],
			),
			func(t *testing.T) {
				compare(t, p, ask(t, p, ports, list), list)
			},
		)
	}
	t.Run("curl", func(t *testing.T) { curl(t, ports, list) })
	t.Run("go", func(t *testing.T) { golang(t, ports, list) })
	for _, id := range []string{"curl", "openssl-verify", "openssl-verify-strict", "nginx", "apache"} {
		covered[id] = true // above, in TestOpenSSLVerify, TestNginx and TestApache
	}
	for _, c := range client.All {
		switch {
		case !c.OpenSSL() || !c.Compared || covered[c.ID]:
		case c.ID == "requests":
			t.Log("SKIPPED requests: no Debian has urllib3 2.4 and Python 3.13 yet")
		default:
			missing(t, c.ID)
		}
	}
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("X509STRICT_REQUIRE") == "1" {
		t.Errorf("no %s on this machine: %s", what, howTo)
	}
	t.Logf("SKIPPED %s: not on this machine: %s", what, howTo)
}

func compare(t *testing.T, p program, answers []said, list []trial) {
	var v verify.Verifier
	agreed := 0
	for i, x := range list {
		a := client.Find(p.client).Judge(&v, caseOf(t, x, p.release))
		want := answers[i]
		text := a.Text
		if p.client == "nodejs" {
			text = a.Message
		}
		switch {
		case want.Fault != "":
			t.Errorf("%s: the client failed otherwise: %s; we say %v %q", x.name, want.Fault, a.Accepted, a.Text)
		case a.Accepted != want.OK:
			t.Errorf(
				"%s: accepted %v, we say %v; it says %q %s, we %q",
				x.name,
				want.OK,
				a.Accepted,
				want.Text,
				want.Why,
				text,
			)
		case !a.Accepted && a.Code == 9 && p.release == release.Open35 && want.Text == "certificate is not yet valid or the system clock is incorrect":
			agreed++ // OpenSSL 3.6 words this one as 4.0 does
		case !a.Accepted && a.Code == 64 && p.client == "elasticsearch-py" && strings.Contains(want.Text, "doesn't match"):
			agreed++ // urllib3 matches addresses itself here
		case !a.Accepted && p.client == "nodejs" && want.Text == text+"; if the root CA is installed locally, try running Node.js with --use-system-ca":
			agreed++ // Node.js 24 adds a hint
		case !a.Accepted && text != want.Text:
			t.Errorf("%s: it says %q, we %q", x.name, want.Text, text)
		default:
			agreed++
		}
	}
	t.Logf("%d of %d agree", agreed, len(list))
}
