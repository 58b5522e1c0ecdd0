package client_test

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
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

// trial is a server and a client's CA file.
type trial struct {
	name  string
	sent  []*testpki.Cert // leaf first
	store []*testpki.Cert
	host  string
}

// trials are chains with one fault each, beside a conforming one.
func trials(t *testing.T) []trial {
	testpki.Now = time.Now()
	type spec = testpki.Spec
	const bc, ku, aki, ski, san, eku = "2.5.29.19", "2.5.29.15", "2.5.29.35", "2.5.29.14", "2.5.29.17", "2.5.29.37"
	root := testpki.Root(t, "Root", nil)
	middle := root.Intermediate(t, "Middle", nil)
	noKU := testpki.Root(t, "No key usage", func(s *spec) { s.Drop(ku) })
	plainBC := testpki.Root(
		t,
		"BC not critical",
		func(s *spec) { e := testpki.BasicConstraints(true); e.Critical = false; s.Set(e) },
	)
	easy := testpki.Root(t, "Easy-RSA CA", func(s *spec) {
		e := testpki.BasicConstraints(true)
		e.Critical = false
		s.Set(e)
		e = testpki.KeyUsage(1, 6)
		e.Critical = false
		s.Set(e)
		s.Set(testpki.AKISerial(testpki.KeyID(t, s.Key), s.Subject, s.Serial))
	})
	noSKI := testpki.Root(t, "No SKI", func(s *spec) { s.Drop(ski); s.Drop(aki) })
	v1 := testpki.Root(t, "Version 1", func(s *spec) { s.Exts, s.Version = nil, 0 })
	noSign := testpki.Root(t, "No certificate sign", func(s *spec) { s.Set(testpki.KeyUsage(1, 2)) })
	pathLen := testpki.Root(t, "Path length 0", func(s *spec) {
		s.Set(testpki.Ext{OID: bc, Critical: true, Value: []byte{0x30, 6, 1, 1, 0xff, 2, 1, 0}})
	})
	deep := pathLen.Intermediate(t, "Too deep", nil)
	notCA := root.Intermediate(t, "Not a CA", func(s *spec) { s.Set(testpki.BasicConstraints(false)); s.Drop(ku) })
	middleNoKU := root.Intermediate(t, "Middle without key usage", func(s *spec) { s.Drop(ku) })
	own := testpki.Root(t, "localhost", func(s *spec) { s.Drop(ku); s.Set(testpki.SAN("localhost", "127.0.0.1")) })
	rsaRoot := testpki.Root(t, "RSA", func(s *spec) {
		s.Key = testpki.RSA(t, 2048)
		id := testpki.KeyID(t, s.Key)
		s.Set(testpki.SKI(id))
		s.Set(testpki.AKI(id))
	})
	pinned := testpki.Root(t, "Pinned", nil)
	pinnedLeaf := pinned.Server(t, "localhost", func(s *spec) {
		s.Set(testpki.AKISerial(testpki.KeyID(t, pinned.Key), pinned.Subject, pinned.Serial))
	})
	reissued := pinned.Again(t, nil, func(s *spec) { s.Serial = []byte{7} })
	constrained := testpki.Root(t, "Constrained", func(s *spec) {
		s.Exts = append(
			s.Exts,
			testpki.Ext{OID: "2.5.29.30", Critical: true, Value: []byte("\x30\x0f\xa0\x0d\x30\x0b\x82\x09other.org")},
		)
	})
	ca := func(c ...*testpki.Cert) []*testpki.Cert { return c }
	one := func(name string, ca *testpki.Cert, change func(*spec)) trial {
		return trial{name, []*testpki.Cert{ca.Server(t, "localhost", change)}, []*testpki.Cert{ca}, "localhost"}
	}
	with := func(x trial, host string) trial { x.host = host; x.name += ", asked for " + host; return x }
	return []trial{
		one("conforming", root, nil),
		one("conforming RSA", rsaRoot, nil),
		{"conforming with intermediate", ca(middle.Server(t, "localhost", nil), middle), ca(root), "localhost"},
		one("CA without key usage", noKU, nil),
		one("CA with plain basic constraints", plainBC, nil),
		one("easy-rsa", easy, nil),
		one("CA without SKI", noSKI, nil),
		one("version 1 CA", v1, nil),
		one("CA that may not sign", noSign, nil),
		{"path length", ca(deep.Server(t, "localhost", nil), deep), ca(pathLen), "localhost"},
		{"intermediate that is no CA", ca(notCA.Server(t, "localhost", nil), notCA), ca(root), "localhost"},
		{
			"intermediate without key usage",
			ca(middleNoKU.Server(t, "localhost", nil), middleNoKU),
			ca(root),
			"localhost",
		},
		one("leaf without AKI", root, func(s *spec) { s.Drop(aki) }),
		one("leaf without SKI", root, func(s *spec) { s.Drop(ski) }),
		one(
			"leaf with AKI of issuer and serial only",
			root,
			func(s *spec) { s.Set(testpki.AKISerial(nil, root.Subject, root.Serial)) },
		),
		one("leaf for clients", root, func(s *spec) { s.Set(testpki.EKU("1.3.6.1.5.5.7.3.2")) }),
		one(
			"leaf expired",
			root,
			func(s *spec) { s.From, s.Until = s.From.AddDate(-2, 0, 0), s.From.AddDate(-1, 0, 0) },
		),
		one("leaf not yet valid", root, func(s *spec) { s.From = s.From.AddDate(1, 0, 0) }),
		one("leaf with 1024 bits", root, func(s *spec) { s.Key = testpki.RSA(t, 1024) }),
		one("leaf with keyCertSign", root, func(s *spec) { s.Set(testpki.KeyUsage(2, 0x84)) }),
		one("leaf with empty subject, names not critical", root, func(s *spec) { s.Subject = testpki.CN("") }),
		one("leaf with unknown critical extension", root, func(s *spec) {
			s.Exts = append(s.Exts, testpki.Ext{OID: "1.2.3.4", Critical: true, Value: []byte{5, 0}})
		}),
		one("leaf outside of name constraints", constrained, nil),
		one("common name only", root, func(s *spec) { s.Drop(san) }),
		one("wildcard", root, func(s *spec) { s.Set(testpki.SAN("*.example.com")) }),
		with(one("wildcard", root, func(s *spec) { s.Set(testpki.SAN("*.example.com")) }), "es01.example.com"),
		with(one("wildcard", root, func(s *spec) { s.Set(testpki.SAN("*.example.com")) }), "a.es01.example.com"),
		with(
			one("partial wildcard", root, func(s *spec) { s.Set(testpki.SAN("es*.example.com")) }),
			"es01.example.com",
		),
		with(one("conforming", root, nil), "wrong.example"),
		with(one("conforming", root, nil), "127.0.0.1"),
		with(one("no address", root, func(s *spec) { s.Set(testpki.SAN("localhost")) }), "127.0.0.1"),
		{"untrusted", ca(root.Server(t, "localhost", nil)), ca(noKU), "localhost"},
		{"root sent, not trusted", ca(root.Server(t, "localhost", nil), root), ca(noKU), "localhost"},
		{"intermediate not sent", ca(middle.Server(t, "localhost", nil)), ca(root), "localhost"},
		{"issuing CA as CA file", ca(middle.Server(t, "localhost", nil), middle), ca(middle), "localhost"},
		{"self-signed server as its own CA file", ca(own), ca(own), "localhost"},
		{"self-signed server, other CA file", ca(own), ca(root), "localhost"},
		{"leaf trusted itself", ca(pinnedLeaf), ca(pinnedLeaf), "localhost"},
		{"CA re-issued with a new serial number", ca(pinnedLeaf), ca(reissued), "localhost"},
		{"CA re-issued with a new serial number, old one sent", ca(pinnedLeaf, pinned), ca(reissued), "localhost"},
		one(
			"leaf signed by another key of the CA's name",
			&testpki.Cert{DER: root.DER, Spec: spec{Subject: root.Subject, Key: testpki.EC(t)}},
			func(s *spec) { s.Drop(aki) },
		),
	}
}

// serve answers on loopback with the chain, over and over.
func serve(t *testing.T, x trial) int {
	t.Helper()
	c := tls.Certificate{PrivateKey: x.sent[0].Key}
	for _, s := range x.sent {
		c.Certificate = append(c.Certificate, s.DER)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{c}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				conn.SetDeadline(
					time.Now().Add(10 * time.Second),
				) //nolint:errcheck // a client that hangs ends in its own time-out
				if _, err := bufio.NewReader(conn).ReadString('\n'); err == nil {
					io.WriteString(
						conn,
						"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
					) //nolint:errcheck // the handshake is what counts
				}
			}()
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

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
			argv:    what,
			release: map[[2]int]release.Release{{1, 1}: release.Open111, {3, 0}: release.Open30, {3, 5}: release.Open35, {3, 6}: release.Open35, {4, 0}: release.Open40}[have.OpenSSL],
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
		t.Run(
			fmt.Sprintf(
				"%s on OpenSSL %s, %s",
				p.client,
				p.release,
				strings.Join(p.argv[:min(2, len(p.argv)-1)], " ")[:min(60, len(strings.Join(p.argv[:min(2, len(p.argv)-1)], " ")))],
			),
			func(t *testing.T) {
				compare(t, p, ask(t, p, ports, list), list)
			},
		)
	}
	t.Run("curl", func(t *testing.T) { curl(t, ports, list) })
	t.Run("go", func(t *testing.T) { golang(t, ports, list) })
	for _, id := range []string{"curl", "openssl-verify", "openssl-verify-strict"} {
		covered[id] = true // above and in TestOpenSSLVerify
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

// curl asks the curl command, if it is built on OpenSSL.
func curl(t *testing.T, ports []int, list []trial) {
	v, err := exec.Command("curl", "--version").Output()
	if err != nil || !strings.Contains(string(v), "OpenSSL/3.") {
		missing(t, "curl with OpenSSL")
		t.Skip("no curl with OpenSSL: ", howTo)
	}
	r := release.Open30
	if strings.Contains(string(v), "OpenSSL/3.5") || strings.Contains(string(v), "OpenSSL/3.6") {
		r = release.Open35
	}
	var answers []said
	for i, x := range list {
		file := filepath.Join(t.TempDir(), "ca.pem")
		if err := os.WriteFile(file, testpki.PEM(x.store...), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("curl", "-sS", "--http1.1", "--noproxy", "*", "--cacert", file, "--resolve", fmt.Sprintf("%s:%d:127.0.0.1", x.host, ports[i]), fmt.Sprintf("https://%s:%d/", x.host, ports[i])).
			CombinedOutput()
		first, _, _ := strings.Cut(string(out), "\n")
		switch {
		case err == nil:
			answers = append(answers, said{OK: true})
		case strings.HasPrefix(first, "curl: (60) "):
			answers = append(answers, said{Text: strings.TrimPrefix(first, "curl: (60) ")})
		default:
			answers = append(answers, said{Fault: first})
		}
	}
	var ver verify.Verifier
	agreed := 0
	for i, x := range list {
		a := client.Find("curl").Judge(&ver, caseOf(t, x, r))
		switch {
		case a.Code == 7 && strings.Contains(answers[i].Fault, "(35)"):
			agreed++ // curl prints the first entry of OpenSSL's error queue, which is the signature's and not the verification's
		case answers[i].Fault != "":
			t.Errorf("%s: curl failed otherwise: %s; we say %v %q", x.name, answers[i].Fault, a.Accepted, a.Message)
		case a.Accepted != answers[i].OK || sameCurl(a.Message) != sameCurl(answers[i].Text):
			t.Errorf("%s: curl says %v %q, we %v %q", x.name, answers[i].OK, answers[i].Text, a.Accepted, a.Message)
		default:
			agreed++
		}
	}
	t.Logf("%d of %d agree", agreed, len(list))
}

// sameCurl levels what curl's releases word differently: the kind of the target.
func sameCurl(s string) string {
	return strings.NewReplacer("target host name", "target", "target hostname", "target", "target ipv4 address", "target").
		Replace(s)
}

// TestOpenSSLVerify compares the openssl command of each generation on this machine with what the catalog says of it.
func TestOpenSSLVerify(t *testing.T) {
	list := trials(t)
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	type command struct {
		release release.Release
		folder  string // root of a Debian; "" for this machine
	}
	for _, c := range []command{{release.Open111, "bullseye"}, {release.Open30, ""}, {release.Open35, "trixie"}, {release.Open40, "experimental"}} {
		t.Run(c.release.String(), func(t *testing.T) {
			run := func(args ...string) *exec.Cmd { return exec.Command("openssl", args...) }
			dir := t.TempDir()
			inside := func(name string) string { return filepath.Join(dir, name) }
			if c.folder != "" {
				root := filepath.Join(home, ".cache/x509strict/debian", c.folder)
				if _, err := os.Stat(root); err != nil {
					missing(t, "OpenSSL "+c.release.String())
					t.Skip("no Debian in ", root, ": ", howTo)
				}
				if dir, err = os.MkdirTemp(filepath.Join(root, "tmp"), "x509strict-"); err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() {
					if err := os.RemoveAll(dir); err != nil {
						t.Error(err)
					}
				})
				inside = func(name string) string { return filepath.Join("/tmp", filepath.Base(dir), name) }
				run = func(args ...string) *exec.Cmd {
					return exec.Command("chroot", append([]string{root, "openssl"}, args...)...)
				}
			}
			said, err := run("version").Output()
			if err != nil || !strings.HasPrefix(string(said), "OpenSSL "+c.release.String()) {
				missing(t, "OpenSSL "+c.release.String())
				t.Skipf("openssl is %q", said)
			}
			agreed, asked := 0, 0
			for _, x := range list {
				for name, certs := range map[string][]*testpki.Cert{"leaf.pem": x.sent[:1], "sent.pem": x.sent, "store.pem": x.store} {
					if err := os.WriteFile(filepath.Join(dir, name), testpki.PEM(certs...), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				for id, options := range map[string][]string{"openssl-verify": nil, "openssl-verify-strict": {"-x509_strict"}} {
					option := "-verify_hostname"
					if net.ParseIP(x.host) != nil {
						option = "-verify_ip"
					}
					args := append(
						[]string{
							"verify",
							"-no-CApath",
							option,
							x.host,
							"-CAfile",
							inside("store.pem"),
							"-untrusted",
							inside("sent.pem"),
						},
						options...)
					out, err := run(append(args, inside("leaf.pem"))...).CombinedOutput()
					first := ""
					for line := range strings.Lines(string(out)) {
						if strings.HasPrefix(line, "error ") {
							first = strings.TrimSpace(line)
							break
						}
					}
					a := client.Find(id).Judge(new(verify.Verifier), caseOf(t, x, c.release))
					asked++
					if a.Accepted != (err == nil) || a.Message != first {
						t.Errorf("%s, %s: openssl %v %q, we %v %q", x.name, id, err, first, a.Accepted, a.Message)
						continue
					}
					agreed++
				}
			}
			t.Logf("%d of %d agree", agreed, asked)
		})
	}
}

// golang asks crypto/tls.
func golang(t *testing.T, ports []int, list []trial) {
	var v verify.Verifier
	for i, x := range list {
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(testpki.PEM(x.store...))
		conn, err := tls.Dial(
			"tcp",
			fmt.Sprintf("127.0.0.1:%d", ports[i]),
			&tls.Config{RootCAs: pool, ServerName: x.host},
		)
		text := ""
		if err != nil {
			text = err.Error()
		} else if err := conn.Close(); err != nil {
			t.Error(err)
		}
		a := client.Find("go").Judge(&v, caseOf(t, x, release.Default))
		if !sameGo(a.Message, text) {
			t.Errorf("%s: Go says %q, we %q", x.name, text, a.Message)
		}
	}
}

// sameGo compares but for the time of day in an expiry message.
func sameGo(a, b string) bool {
	cut := func(s string) string { s, _, _ = strings.Cut(s, ": current time "); return s }
	return cut(a) == cut(b)
}
