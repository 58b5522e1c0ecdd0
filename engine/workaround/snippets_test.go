package workaround

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"x509strict/engine/client"
)

// TestHarmless looks at every snippet: both languages, no tabs, and nothing that switches verification off.
func TestHarmless(t *testing.T) {
	off := regexp.MustCompile(
		`CERT_NONE|verify *= *False|verify_ssl *= *False|verify_certs *= *False|check_hostname *= *False|_create_unverified|insecure|-k\b|trusted-host`,
	)
	seen := map[string]bool{}
	for _, s := range All {
		if seen[s.ID] || s.ID == "" || s.Library.EN == "" || s.Library.ZH == "" ||
			(s.Language != "python" && s.Language != "shell") {
			t.Errorf("%q: repeated or incomplete", s.ID)
		}
		seen[s.ID] = true
		if (s.Note.EN == "") != (s.Note.ZH == "") {
			t.Errorf("%s: note in one language only", s.ID)
		}
		if off.MatchString(s.Code) {
			t.Errorf("%s switches verification off:\n%s", s.ID, s.Code)
		}
		if s.Strict && !strings.Contains(strings.ToLower(s.Code), "strict") {
			t.Errorf("%s does not clear the strict flag", s.ID)
		}
	}
	if Loses.EN == "" || Loses.ZH == "" {
		t.Error("what is lost is not said in both languages")
	}
}

// TestFor wants snippets for every client that is strict, its own first, and none for any other.
func TestFor(t *testing.T) {
	own := map[string]string{}
	for _, s := range All {
		for _, id := range s.clients {
			if who := client.Find(id); who == nil || !who.Strict() {
				t.Errorf("%s is for %q, which is no strict client", s.ID, id)
			}
			own[id] = s.ID
		}
	}
	for _, who := range client.All {
		switch got := For(who.ID); {
		case !who.Strict() && len(got) > 0:
			t.Errorf("%s is never strict, but gets %d snippets", who.ID, len(got))
		case who.Strict() && (len(got) == 0 || got[0].ID != own[who.ID]):
			t.Errorf("%s is strict: its first snippet is %v, not its own (%q)", who.ID, got, own[who.ID])
		}
	}
	python := 0 // of those for clients
	for _, s := range All {
		if s.group() == client.Python && !s.Server {
			python++
		}
	}
	if got := For(""); len(got) != python || got[0].ID != "ssl" {
		t.Errorf("Python 3.13 gets %d snippets, and %d are Python's", len(got), python)
	}
	if got := For(client.NotStrict); got != nil || For("no-such-client") != nil {
		t.Errorf("a client without strict mode gets %v", got)
	}
}

// python runs one interpreter; root is "" or a tree to chroot into.
type python struct{ name, root, path string }

func pythons(t *testing.T) []python {
	t.Helper()
	var out []python
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	trixie := filepath.Join(home, ".cache/x509strict/debian/trixie")
	if _, err := os.Stat(filepath.Join(trixie, "usr/bin/python3")); err == nil && os.Getuid() == 0 {
		out = append(out, python{"Debian's Python 3.13", trixie, "python3"})
	}
	if p := os.Getenv("X509STRICT_PYTHON"); p != "" {
		out = append(out, python{"X509STRICT_PYTHON", "", p})
	}
	if len(out) == 0 {
		what := "no Python 3.13: run engine/internal/oracle/debian.sh as root, or name one with the libraries in X509STRICT_PYTHON"
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal(what)
		}
		t.Skip(what)
	}
	return out
}

func (p python) run(t *testing.T, dir, file string) (string, error) {
	t.Helper()
	command := "cd " + strings.TrimPrefix(dir, p.root) + " && timeout 60 " + p.path + " " + file
	cmd := exec.Command("sh", "-c", command)
	if p.root != "" {
		cmd = exec.Command("chroot", p.root, "sh", "-c", command)
	}
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "NO_PROXY=localhost", "HOME=/tmp"}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// modules are what each snippet imports; a library that is not installed is skipped aloud.
var modules = map[string]string{
	"ssl":                "ssl",
	"asyncio":            "ssl",
	"elasticsearch":      "elasticsearch",
	"requests":           "requests",
	"urllib3":            "urllib3",
	"httpx":              "httpx",
	"aiohttp":            "aiohttp",
	"kubernetes":         "kubernetes",
	"kubernetes-asyncio": "kubernetes_asyncio",
	"botocore":           "botocore",
	"redis":              "redis",
	"redis-old":          "redis",
	"paho-mqtt":          "paho.mqtt",
	"pika":               "pika",
}

// TestSnippets runs each snippet whose library is there against a TLS server under a CA without key usage: the
// snippet gets through, and the same snippet without its one line about the strict flag is refused.
func TestSnippets(t *testing.T) {
	server := serve(t)
	for _, p := range pythons(t) {
		dir, err := os.MkdirTemp(filepath.Join(p.root, "/tmp"), "x509strict-snippets-")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		if err := os.WriteFile(filepath.Join(dir, "ca.crt"), server.ca, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, s := range All {
			if s.Language != "python" || s.Server { // see TestServerSnippet
				continue
			}
			t.Run(p.name+"/"+s.ID, func(t *testing.T) { try(t, p, dir, s, server) })
		}
	}
}

func try(t *testing.T, p python, dir string, s Snippet, server *server) {
	put := func(name, code string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(code), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if s.ID == "pymysql" {
		t.Skip("MySQL speaks before TLS starts; the server here is an HTTPS server")
	}
	has := "import " + modules[s.ID] + "\n"
	if s.ID == "redis" {
		has += "assert int(redis.__version__.split('.')[0]) >= 7, 'redis-py ' + redis.__version__ + ' has no such option'\n"
	}
	put("has.py", has)
	if out, err := p.run(t, dir, "has.py"); err != nil {
		t.Skipf("%s is not usable here: %s", s.Library, lastLine(out))
	}
	code := strings.ReplaceAll(
		strings.ReplaceAll(s.Code, "localhost:9200", "localhost:"+server.port),
		"9200",
		server.port,
	)
	var without []string
	for line := range strings.SplitSeq(code, "\n") {
		if !strings.Contains(strings.ToLower(line), "strict") {
			without = append(without, line)
		}
	}
	put("without.py", strings.Join(without, "\n"))
	put("with.py", code)
	out, err := p.run(t, dir, "without.py")
	refused := err != nil && strings.Contains(out, "CA cert does not include key usage extension")
	if refused != s.Strict {
		t.Errorf("without the change: refused=%v, want %v: %v\n%s", refused, s.Strict, err, out)
	}
	before := server.handshakes.Load()
	out, err = p.run(t, dir, "with.py")
	if strings.Contains(out, "CERTIFICATE_VERIFY_FAILED") || server.handshakes.Load() == before {
		t.Errorf("with the change: %v\n%s", err, out)
	}
	speaksHTTP := !map[string]bool{"redis": true, "redis-old": true, "paho-mqtt": true, "pika": true}[s.ID]
	if speaksHTTP && err != nil {
		t.Errorf("with the change: %v\n%s", err, out)
	}
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

type server struct {
	port       string
	ca         []byte
	own, key   []byte // its certificate, which is a client's too, and the key, in PEM
	handshakes atomic.Int64
}

// serve starts an HTTPS server under a CA that has everything but key usage.
func serve(t *testing.T) *server {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	public, err := caKey.PublicKey.Bytes()
	check(err)
	sum := sha256.Sum256(public)
	ca := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "Broken CA"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		IsCA:                  true,
		BasicConstraintsValid: true,
		SubjectKeyId:          sum[:20],
	}
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, &caKey.PublicKey, caKey)
	check(err)
	parsed, err := x509.ParseCertificate(caDER)
	check(err)
	for _, e := range parsed.Extensions {
		if e.Id.Equal(asn1.ObjectIdentifier{2, 5, 29, 15}) {
			t.Fatal("the broken CA has a key usage")
		}
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2),
		Subject:      pkix.Name{CommonName: "localhost"},
		DNSNames:     []string{"localhost"},
		NotBefore:    ca.NotBefore,
		NotAfter:     ca.NotAfter,
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, parsed, &key.PublicKey, caKey)
	check(err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	check(err)
	s := &server{
		ca:  pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: caDER}),
		own: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER}),
	}
	_, s.port, err = net.SplitHostPort(listener.Addr().String())
	check(err)
	config := &tls.Config{
		Certificates:     []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}},
		VerifyConnection: func(tls.ConnectionState) error { s.handshakes.Add(1); return nil },
		MaxVersion:       tls.VersionTLS12,
	} // in TLS 1.2 the client's refusal comes before this call
	h := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Elastic-Product", "Elasticsearch")
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"version":{"number":"8.17.2"}}`)
	}), TLSConfig: config, ErrorLog: nil, ReadHeaderTimeout: 5 * time.Second}
	go h.ServeTLS(listener, "", "")
	t.Cleanup(func() { h.Close() })
	return s
}

// TestServerSnippet runs the snippet of servers with a client whose CA has no key usage: it lets the client in, and
// without its line about the strict flag it does not.
func TestServerSnippet(t *testing.T) {
	snippet := ForServers()
	if len(snippet) != 1 || snippet[0].Language != "python" || !snippet[0].Strict {
		t.Fatalf("%d snippets for servers", len(snippet))
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	list, err := filepath.Glob(filepath.Join(home, ".pyenv/versions/3.1[3-9]*/bin/python3")) // needs no library
	if err != nil {
		t.Fatal(err)
	}
	all := []python{}
	for _, path := range list {
		all = append(all, python{filepath.Base(filepath.Dir(filepath.Dir(path))), "", path})
	}
	if len(all) == 0 {
		all = pythons(t)
	}
	own := serve(t) // its certificate is the server's and the client's, its CA has no key usage
	pair, err := tls.X509KeyPair(own.own, own.key)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		dir, err := os.MkdirTemp(filepath.Join(p.root, "/tmp"), "x509strict-server-")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_, port, err := net.SplitHostPort(listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		listener.Close()
		code := strings.ReplaceAll(strings.ReplaceAll(snippet[0].Code, "9200", port), "localhost", "127.0.0.1")
		code = strings.ReplaceAll(code, "serve_forever()", "timeout = 20; server.handle_request()")
		var without []string
		for line := range strings.SplitSeq(code, "\n") {
			if !strings.Contains(strings.ToLower(line), "strict") {
				without = append(without, line)
			}
		}
		for name, data := range map[string][]byte{"ca.crt": own.ca, "server.crt": own.own, "server.key": own.key,
			"with.py": []byte(code), "without.py": []byte(strings.Join(without, "\n"))} {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, script := range []string{"with.py", "without.py"} {
			said := make(chan string, 1)
			go func() { out, _ := p.run(t, dir, script); said <- out }()
			status := ask(t, "127.0.0.1:"+port, pair)
			out := <-said
			if script == "with.py" && status != "200 OK" {
				t.Errorf("%s: with the change: %s\n%s", p.name, status, out)
			}
			if script == "without.py" &&
				!strings.HasPrefix(status, "remote error: tls: ") { // the server prints nothing
				t.Errorf("%s: without the change: %s\n%s", p.name, status, out)
			}
		}
	}
}

// ask asks for a page with a client's certificate, as soon as there is a server.
func ask(t *testing.T, address string, own tls.Certificate) string {
	t.Helper()
	for range 200 {
		c, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true, Certificates: []tls.Certificate{own}})
		var refused *net.OpError
		if errors.As(err, &refused) && refused.Op == "dial" {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		if err != nil {
			return err.Error()
		}
		defer c.Close()
		// Who is refused may find the connection reset as it writes; why, it reads.
		_, write := io.WriteString(c, "GET / HTTP/1.0\r\n\r\n")
		answer, err := io.ReadAll(c)
		if err == nil {
			err = write
		}
		line, _, _ := strings.Cut(string(answer), "\r\n")
		if line == "" && err != nil {
			return err.Error()
		}
		return strings.TrimPrefix(line, "HTTP/1.0 ")
	}
	return "no server"
}
