package handover_test

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"x509strict/engine/client"
	"x509strict/engine/handover"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/product"
	"x509strict/engine/tbs"
)

// TestWhole fills in every client with every product: nothing is left to fill in, both languages are there, and what a
// certificate says of its names gets into no shell.
func TestWhole(t *testing.T) {
	products := []*product.Product{nil}
	for i := range product.All() {
		products = append(products, &product.All()[i])
	}
	for _, who := range client.All {
		for _, p := range products {
			a := handover.Ask{
				Client: who.ID,
				File:   "ca.crt",
				Each:   []string{"ca.crt", "ca-2.crt"},
				Names: []string{
					"x'; rm -rf /;'",
					"$(id)",
					"-oops",
					"db.example.com",
				},
				AsClient: !who.Judges(client.OfServer),
			}
			if p != nil {
				a.Makers, a.Port = p.Makers, p.Ports[0]
			}
			both := handover.InBoth(a)
			for _, l := range []lang.Lang{lang.English, lang.Chinese} {
				look(t, who.ID, both.In(l), l)
			}
			if len(both.EN.Places) != len(both.ZH.Places) {
				t.Errorf("%s: the languages differ", who.ID)
			}
		}
	}
}

// general says of the clients for which the last of the proofs, of Python 3.13's own context, is the right one why.
var general = map[string]string{
	"python-3.13": "it is that context",
	"aiohttp":     "it takes that context, and asks in no single line",
}

// TestEveryClientHasAProof wants a line of its own for every client, or the reason why the general one proves
// something for it: that one is found for any client.
func TestEveryClientHasAProof(t *testing.T) {
	for _, who := range client.All {
		switch own := handover.Proves(who.ID); {
		case !who.Judges(client.OfServer): // asClient proves it
		case own && general[who.ID] != "":
			t.Errorf("%s has a proof of its own, and general says that it shares Python's", who.ID)
		case !own && general[who.ID] == "":
			t.Errorf("%s is in no row of proofs in proof.go: it would be shown Python's", who.ID)
		}
	}
	for id := range general {
		if client.Find(id) == nil {
			t.Errorf("general names %q, which is no client", id)
		}
	}
}

func look(t *testing.T, who string, h *handover.Handover, l lang.Lang) {
	t.Helper()
	var b strings.Builder
	h.Write(&b, l, false)
	text := b.String()
	for _, open := range []string{
		"{file}", "{host}", "{port}", "{address}", "{url}", "{name}", "{sni}", "{verify}", "{start}", "{strict}",
		"{value}", "rm -rf", "$(id)", "oops",
	} {
		if strings.Contains(text, open) {
			t.Errorf("%s: %s is left in\n%s", who, open, text)
		}
	}
	if h.Host != "db.example.com" {
		t.Errorf("%s: host %q", who, h.Host)
	}
	yours := 0
	for _, p := range h.Places {
		if p.Title == "" || p.Code == "" || !strings.HasSuffix(p.Code, "\n") {
			t.Errorf("%s: %s is incomplete", who, p.ID)
		}
		if p.Group == "yours" {
			yours++
		}
	}
	if yours == 0 && who != "nginx" && who != "apache" {
		t.Errorf("%s is not told where the file goes", who)
	}
	if h.Test == nil || h.Test.Expect == "" {
		t.Errorf("%s: no proof", who)
	}
}

// site is an HTTPS server under a new CA.
type site struct {
	port  int
	dir   string // with ca.crt, and other.crt of another CA
	files []issue.File
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{dir: t.TempDir()}
	make := func(name string) []issue.File {
		files, err := issue.NewCA(issue.CASpec{
			Subject: tbs.Subject{CommonName: name},
			Nodes:   []issue.Node{{Name: "localhost", Names: []string{"localhost", "127.0.0.1"}}},
		}, issue.Generator(rand.Reader), rand.Reader, time.Now(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	s.files = make("Handed over")
	pair, err := tls.X509KeyPair(
		data(t, s.files, "localhost/localhost.crt"),
		data(t, s.files, "localhost/localhost.key"),
	)
	if err != nil {
		t.Fatal(err)
	}
	s.put(t, "ca.crt", data(t, s.files, "ca.crt"))
	s.put(t, "server.crt", data(t, s.files, "localhost/localhost.crt"))
	s.put(t, "other.crt", data(t, make("Another"), "ca.crt"))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{
		Handler: http.HandlerFunc(
			func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) },
		),
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}},
		ErrorLog:  silent(),
	}
	go server.ServeTLS(l, "", "")
	t.Cleanup(func() { server.Close() })
	s.port = l.Addr().(*net.TCPAddr).Port
	return s
}

func data(t *testing.T, files []issue.File, name string) []byte {
	t.Helper()
	i := slices.IndexFunc(files, func(f issue.File) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no %s", name)
	}
	return files[i].Data
}

func (s *site) put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// shell runs lines in the site's folder, with a home of their own.
func (s *site) shell(t *testing.T, lines string, env ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("sh", "-ec", lines)
	cmd.Dir = s.dir
	cmd.Env = append([]string{
		"PATH=" + path(), "HOME=" + s.dir, "LC_ALL=C.UTF-8", "KUBECONFIG=" + filepath.Join(s.dir, "kubeconfig"),
		"PROFILE=" + s.dir, "GOCACHE=" + goCache(), "NO_PROXY=localhost",
	}, env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// path has a strict Python first, where there is one that is not the machine's own.
func path() string {
	home, _ := os.UserHomeDir()
	for _, v := range []string{"3.13", "3.14"} {
		if found, _ := filepath.Glob(filepath.Join(home, ".pyenv/versions", v+"*", "bin")); len(found) > 0 {
			return found[0] + ":" + os.Getenv("PATH")
		}
	}
	return os.Getenv("PATH")
}

func goCache() string {
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// runner runs lines in a folder with the site's files.
type runner func(t *testing.T, lines string, env ...string) (string, error)

// whereItRuns is this machine, or the Debian tree with Python's libraries in it; nil where a probe works in neither.
func (s *site) whereItRuns(t *testing.T, probe string) runner {
	t.Helper()
	if s.has(t, probe+" >/dev/null 2>&1") {
		return s.shell
	}
	home, err := os.UserHomeDir()
	if err != nil || os.Getuid() != 0 || !strings.HasPrefix(probe, "python3") {
		return nil
	}
	root := filepath.Join(home, ".cache/x509strict/debian/trixie")
	dir, err := os.MkdirTemp(filepath.Join(root, "tmp"), "x509strict-handover-")
	if err != nil {
		return nil
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for _, name := range []string{"ca.crt", "other.crt"} {
		text, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(t *testing.T, lines string, _ ...string) (string, error) {
		cmd := exec.Command("chroot", root, "sh", "-ec", "cd "+strings.TrimPrefix(dir, root)+"\n"+lines)
		cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "NO_PROXY=localhost", "HOME=/tmp"}
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if _, err := run(t, probe); err != nil {
		return nil
	}
	return run
}

// has reports whether a command (or Python module, "python3 -c import") works here.
func (s *site) has(t *testing.T, probe string) bool {
	t.Helper()
	_, err := s.shell(t, probe)
	return err == nil
}

// TestProofs runs the line that proves a client's acceptance, with the right CA and with another: the one gets through,
// the other is refused.
func TestProofs(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ client, probe, says string }{
		{"python-3.13", "python3 -c 'import ssl'", "accepted: TLSv1.3"},
		{"python-3.13-relaxed", "python3 -c 'import ssl'", "accepted: TLSv1.3"},
		{"requests", "python3 -c 'import requests'", "401"},
		{"httpx", "python3 -c 'import httpx'", "401"},
		{"elasticsearch-py", "python3 -c 'import elasticsearch'", "AuthenticationException"},
		{"pyca", "python3 -c 'import cryptography.x509.verification'", "accepted\n"},
		{"curl", "curl --version", "401"},
		{"nodejs", "node --version", "accepted: TLSv1.3"},
		{"bun", "bun --version", "401"},
		{"rustls-aws-lc", "deno --version", "401"},
		{"rustls-ring", "uv --version", "not found in the package registry"},
		{"go", "go version", "accepted: TLS 1.3"},
		{"java-17", "java --list-modules | grep jdk.compiler", "accepted: TLSv1.3"},
		{"gnutls", "wget --version", "401"},
		{"openssl-verify-strict", "openssl version", "Verify return code: 0 (ok)"},
	} {
		run := s.whereItRuns(t, c.probe)
		if run == nil {
			t.Logf("SKIPPED %s: %s", c.client, c.probe)
			continue
		}
		h := handover.For(
			handover.Ask{Client: c.client, Host: "localhost", Port: s.port, File: "ca.crt", Lang: lang.English},
		)
		code := h.Test.Code
		if c.client == "java-17" {
			code = places(t, h, "java") + code
		}
		if out, _ := run(t, code); !strings.Contains(out, c.says) {
			t.Errorf("%s:\n%s\n%s", c.client, code, out)
		}
		other := strings.ReplaceAll(code, "ca.crt", "other.crt")
		other = strings.ReplaceAll(other, "truststore.p12", "others.p12")
		if out, _ := run(t, other); strings.Contains(out, c.says) {
			t.Errorf("%s gets through with another CA:\n%s\n%s", c.client, other, out)
		}
	}
}

// TestAsClient runs the line that proves that a server takes a client's certificate against nginx, which completes the
// handshake whatever it thinks of the certificate, and against Go's server, which answers with an alert.
func TestAsClient(t *testing.T) {
	const nginx = "/usr/sbin/nginx"
	s := newSite(t)
	if !s.has(t, "openssl version") {
		t.Skip("no openssl command; install the package openssl")
	}
	for _, name := range []string{"ca.key", "localhost/localhost.key"} {
		s.put(t, filepath.Base(name), data(t, s.files, name))
	}
	if out, err := s.shell(t, `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out client.key
echo extendedKeyUsage=clientAuth >client.cnf
openssl req -new -key client.key -subj /CN=client -out client.csr
openssl x509 -req -in client.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 9 -extfile client.cnf -out taken.crt
openssl x509 -req -in client.csr -signkey client.key -days 9 -extfile client.cnf -out refused.crt`); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ports := map[string]int{"go": s.asking(t)}
	if s.has(t, nginx+" -v") {
		ports["nginx"] = s.nginx(t, nginx)
	} else {
		t.Logf("SKIPPED nginx: %s -v", nginx)
	}
	for who, port := range ports {
		h := handover.For(handover.Ask{
			Client: who, Host: "localhost", Port: port, File: "ca.crt", AsClient: true, Lang: lang.English,
		})
		for name, want := range map[string]bool{"taken.crt": true, "refused.crt": false} {
			out, _ := s.shell(t, "cp "+name+" client.crt\n"+h.Test.Code)
			if got := strings.Contains(out, "HTTP/1") && !strings.Contains(out, "The SSL certificate error"); got != want {
				t.Errorf("%s and %s: accepted %v by the line\n%s\n%s", who, name, got, h.Test.Code, out)
			}
			if who == "go" && !want && !strings.Contains(out, "alert") {
				t.Errorf("no alert:\n%s", out)
			}
		}
	}
}

// asking is the port of a Go server that wants a client's certificate by ca.crt.
func (s *site) asking(t *testing.T) int {
	t.Helper()
	pair, err := tls.LoadX509KeyPair(filepath.Join(s.dir, "server.crt"), filepath.Join(s.dir, "localhost.key"))
	if err != nil {
		t.Fatal(err)
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(data(t, s.files, "ca.crt"))
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = silent()
	server.TLS = &tls.Config{
		Certificates: []tls.Certificate{pair}, ClientCAs: trusted, ClientAuth: tls.RequireAndVerifyClientCert,
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().(*net.TCPAddr).Port
}

// nginx is the port of an nginx that wants a client's certificate by ca.crt.
func (s *site) nginx(t *testing.T, program string) int {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	s.put(t, "nginx.conf", []byte(strings.NewReplacer("DIR", s.dir, "ADDRESS", address).Replace(
		`daemon off; master_process off; pid DIR/pid; error_log DIR/error.log;
events {}
http {
	access_log off; client_body_temp_path DIR/b; proxy_temp_path DIR/p;
	fastcgi_temp_path DIR/f; uwsgi_temp_path DIR/u; scgi_temp_path DIR/s;
	server {
		listen ADDRESS ssl; ssl_certificate DIR/server.crt; ssl_certificate_key DIR/localhost.key;
		ssl_client_certificate DIR/ca.crt; ssl_verify_client on; return 200;
	}
}
`)))
	run := exec.Command(program, "-p", s.dir, "-c", filepath.Join(s.dir, "nginx.conf"))
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		run.Process.Kill()
		run.Wait()
	})
	for range 200 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			_, port, _ := net.SplitHostPort(address)
			n, _ := strconv.Atoi(port)
			return n
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("nginx does not listen")
	return 0
}

// places is the code of a place.
func places(t *testing.T, h *handover.Handover, id string) string {
	t.Helper()
	for _, p := range h.Places {
		if p.ID == id {
			return p.Code
		}
	}
	t.Fatalf("no place is called %s", id)
	return ""
}

// TestPlaces puts the CA file where each line says, and looks whether it arrived there, by a handshake where the
// program is here. Lines that would change the machine are run with folders of their own.
func TestPlaces(t *testing.T) {
	s := newSite(t)
	h := handover.For(handover.Ask{
		Client: "requests",
		Makers: []string{"kubernetes"},
		Host:   "localhost",
		Port:   s.port,
		File:   "ca.crt",
		Lang:   lang.English,
	})
	url := fmt.Sprintf("https://localhost:%d/", s.port)
	connect := fmt.Sprintf("socket.create_connection((\"localhost\", %d))", s.port)
	handshake := "context.wrap_socket(" + connect + ", server_hostname=\"localhost\")\n"
	for _, c := range []struct{ id, needs, before, after, says string }{
		{"python", "python3 -c 'import ssl'", "cat >x.py <<'END'\nimport socket, ssl\n", handshake + "print(\"through\")\nEND\npython3 x.py", "through"},
		{"python-env", "python3 -c 'import ssl'", "", "python3 -c 'import socket, ssl; context = ssl.create_default_context(); " +
			strings.TrimSpace(handshake) + "; print(\"through\")'", "through"},
		{"requests", "python3 -c 'import requests'", "", "python3 -c 'import requests; print(requests.get(\"" + url + "\").status_code)'", "401"},
		{"urllib3", "python3 -c 'import urllib3'", "cat >x.py <<'END'\nimport urllib3\n", "print(pool.request(\"GET\", \"" + url + "\").status)\nEND\npython3 x.py", "401"},
		{"pip", "pip --version", "", "pip config get global.cert", "ca.crt"},
		{"curl", "curl --version", "", "curl -sS -o /dev/null -w '%{http_code}' " + url, "401"},
		{"node", "node --version", "", "node -e 'require(\"https\").get(\"" + url + "\", r => { console.log(r.statusCode); r.destroy() })'", "401"},
		{"java", "keytool -help", "rm -f truststore.p12\n", "keytool -list -keystore truststore.p12 -storepass changeit", "kubernetes-ca"},
		{"git", "git --version", "", "git config --global --get http.sslCAInfo", "ca.crt"},
		{"openssl", "openssl version", "", "", "server.crt: OK"},
		{"firefox", "certutil -H 2>/dev/null || [ $? = 1 ]", "certutil -d sql:\"$PROFILE\" -N --empty-password\n", "certutil -d sql:\"$PROFILE\" -L", "C,,"},
		{"chrome", "certutil -H 2>/dev/null || [ $? = 1 ]", "mkdir -p .pki/nssdb\ncertutil -d sql:\"$HOME/.pki/nssdb\" -N --empty-password\n", "certutil -d sql:\"$HOME/.pki/nssdb\" -L", "C,,"},
		{"chrome", "certutil -H 2>/dev/null || [ $? = 1 ]", "export HOME=\"$PWD/since-146\"\nmkdir -p \"$HOME/.local/share/pki/nssdb\"\n" +
			"certutil -d sql:\"$HOME/.local/share/pki/nssdb\" -N --empty-password\n", "certutil -d sql:\"$HOME/.local/share/pki/nssdb\" -L", "C,,"},
		{"kubernetes-b", "kubectl version --client", "", "kubectl config view --raw", "certificate-authority-data"},
		{"secret", "kubectl version --client", "", "", "kind: Secret"},
		{"pod", "kubectl version --client", "cat >pod.yaml <<'END'\n", "END\nkubectl label --local -f pod.yaml a=b -o yaml", "secretName: kubernetes-ca"},
		{"compose", "python3 -c 'import yaml'", "cat >c.yaml <<'END'\n", "END\npython3 -c 'import yaml; print(yaml.safe_load(open(\"c.yaml\")))'", "'volumes': ['./ca.crt:/etc/kubernetes-ca/ca.crt:ro']"},
		{"debian", "command -v update-ca-certificates", "", "cat etc/*.crt", "BEGIN CERTIFICATE"},
	} {
		run := s.whereItRuns(t, c.needs)
		if run == nil {
			t.Logf("SKIPPED %s: %s", c.id, c.needs)
			continue
		}
		code := places(t, h, c.id)
		switch c.id {
		case "secret":
			code, _, _ = strings.Cut(code, "| kubectl apply")
		case "debian":
			code = strings.NewReplacer("sudo ", "", "/usr/local/share/ca-certificates", "local").Replace(code)
			code = "mkdir -p local etc hooks none; : >conf\n" + strings.TrimSpace(code) +
				" --localcertsdir $PWD/local --etccertsdir $PWD/etc --hooksdir $PWD/hooks --certsdir $PWD/none --certsconf $PWD/conf\n"
		}
		if out, err := run(t, c.before+code+c.after); err != nil || !strings.Contains(out, c.says) {
			t.Errorf("%s: %v, no %q:\n%s\n%s", c.id, err, c.says, c.before+code+c.after, out)
		}
	}
}

// TestFingerprints compares every form with what openssl and the command that is shown in its place print.
func TestFingerprints(t *testing.T) {
	s := newSite(t)
	if !s.has(t, "openssl version") {
		t.Skip("no openssl command; install the package openssl")
	}
	for _, makers := range [][]string{{"elasticsearch-http-auto"}, {"kubernetes"}, {"step-ca"}} {
		a := handover.Ask{
			Makers: makers,
			File:   "ca.crt",
			Made:   issue.Certificates(data(t, s.files, "ca.crt")),
			Lang:   lang.English,
		}
		made := handover.For(a)
		a.Made = nil
		later := handover.For(a)
		if len(made.Fingerprints) < 2 || len(later.Fingerprints) < 2 {
			t.Fatalf("%v: %d and %d fingerprints", makers, len(made.Fingerprints), len(later.Fingerprints))
		}
		for i, f := range made.Fingerprints {
			at := slices.IndexFunc(
				later.Fingerprints,
				func(x handover.Fingerprint) bool { return strings.Contains(x.Title, f.Title) },
			)
			if at < 0 {
				t.Fatalf("%s is not asked for before it is made", f.Title)
			}
			command := later.Fingerprints[at].Code
			out, err := s.shell(t, command)
			want := strings.TrimPrefix(f.Value, "sha256:")
			if err != nil || !strings.Contains(out, want) || want == "" {
				t.Errorf("%s: %s, but %s prints %s", f.Title, f.Value, command, out)
			}
			if i > 0 && !strings.Contains(f.Code, f.Value) {
				t.Errorf("%s: %q holds no %q", f.Title, f.Code, f.Value)
			}
		}
	}
}

// silent is a logger for servers whose clients break off.
func silent() *log.Logger { return log.New(io.Discard, "", 0) }
