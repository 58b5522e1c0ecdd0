package main_test

import (
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/internal/loopback"
	"x509strict/engine/internal/testpki"
)

// tlsServer answers handshakes with a chain and returns its address.
func tlsServer(t *testing.T, key *testpki.Cert, chain ...*testpki.Cert) string {
	t.Helper()
	pair := tls.Certificate{PrivateKey: key.Key}
	for _, c := range chain {
		pair.Certificate = append(pair.Certificate, c.DER)
	}
	config := &tls.Config{Certificates: []tls.Certificate{pair}}
	return loopback.TLS(t, config, func(c *tls.Conn) { io.Copy(io.Discard, c) }).String()
}

// TestLiveServer asks a server whose CA has no key usage: refused with the CA file, whatever the server sends, and the
// host that was asked for is the one that is compared.
func TestLiveServer(t *testing.T) {
	dir := t.TempDir()
	root := testpki.Root(t, "Live CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := root.Server(t, "localhost", func(s *testpki.Spec) { s.Set(testpki.SAN("localhost", "127.0.0.1")) })
	ca := write(t, dir, "http_ca.crt", testpki.PEM(root))
	address := tlsServer(t, leaf, leaf, root)
	saved := filepath.Join(dir, "chain.pem")
	status, out, errs := do(t, nil, "check", "https://"+address, "--ca", ca, "-save", saved, "-time", at)
	if status != 1 || !strings.Contains(out, "CA cert does not include key usage extension") ||
		!strings.Contains(errs, "sent 2 certificates (TLS 1.3)") {
		t.Errorf("exit %d\n%s%s", status, out, errs)
	}
	data, err := os.ReadFile(saved)
	if err != nil || string(data) != string(testpki.PEM(leaf, root)) {
		t.Errorf("what was saved is not what was sent: %v", err)
	}
	if status, out, _ = do(t, nil, "check", address, "-ca", ca, "-client", "curl", "-time", at); status != 0 {
		t.Errorf("curl: exit %d\n%s", status, out)
	}
	_, port, _ := net.SplitHostPort(address)
	elsewhere := tlsServer(t, leaf, root.Server(t, "other.example", func(s *testpki.Spec) {
		s.Key = leaf.Key
		s.Set(testpki.SAN("other.example"))
	}))
	status, out, _ = do(t, nil, "check", elsewhere, "-ca", ca, "-client", "curl", "-time", at)
	if status != 1 || !strings.Contains(out, "127.0.0.1") {
		t.Errorf("another name: exit %d\n%s", status, out)
	}
	status, out, _ = do(t, nil, "audit", address, "localhost:"+port, "127.0.0.1:1", "-ca", ca, "-format", "text", "-time", at)
	if status != 1 || strings.Count(out, "refused") < 2 || !strings.Contains(out, "unreachable") {
		t.Errorf("audit: exit %d\n%s", status, out)
	}
	status, _, errs = do(t, nil, "check", "127.0.0.1:1", "-timeout", "1s")
	if status != 2 || !strings.Contains(errs, "no connection") {
		t.Errorf("nobody there: exit %d, %s", status, errs)
	}
}

// TestTerminalLine runs the line that a report offers for its host: it gives the verdict of the report.
func TestTerminalLine(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	root := testpki.Root(t, "Live CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := root.Server(t, "localhost", func(s *testpki.Spec) { s.Set(testpki.SAN("localhost", "127.0.0.1")) })
	_, port, _ := net.SplitHostPort(tlsServer(t, leaf, leaf))
	write(t, dir, "my ca.crt", testpki.PEM(root))
	write(t, dir, "server.crt", testpki.PEM(leaf))
	message := "requests.exceptions.SSLError: HTTPSConnectionPool(host='localhost', port=" + port + "): Max retries exceeded " +
		"with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify " +
		"failed: CA cert does not include key usage extension (_ssl.c:1028)')))"
	write(t, dir, "error.txt", []byte(message))
	for _, c := range []struct {
		client string
		status int
		line   string
	}{
		{"python-3.13", 1, "x509strict check localhost:" + port + " -ca 'my ca.crt'"},
		{"python-3.12", 0, "x509strict check localhost:" + port + " -ca 'my ca.crt' -client python-3.12"},
	} {
		status, out, errs := do(t, nil, "check", "-json", "my ca.crt", "server.crt", "error.txt", "-client", c.client, "-time", at)
		var report struct{ Terminal string }
		if err := json.Unmarshal([]byte(out), &report); err != nil || status != c.status || report.Terminal != c.line {
			t.Errorf("exit %d, %q, want %q: %v %s", status, report.Terminal, c.line, err, errs)
			continue
		}
		cmd := exec.Command("sh", "-c", strings.Replace(report.Terminal, "x509strict", binary, 1)+" -no-proxy -time "+at)
		out2, err := cmd.CombinedOutput()
		if got := cmd.ProcessState.ExitCode(); got != c.status {
			t.Errorf("%s: exit %d, %v\n%s", report.Terminal, got, err, out2)
		}
	}
}

// TestNothingAsked: a file that is called like a server is a file.
func TestNothingAsked(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, dir, "localhost:1", testpki.PEM(testpki.Root(t, "Good", nil)))
	if status, out, errs := do(t, nil, "check", "localhost:1", "-time", at); status != 0 {
		t.Errorf("exit %d\n%s%s", status, out, errs)
	}
}

// TestSelfSignedServer: a CA file is all that the client trusts. A self-signed certificate that is not in it is refused
// (18); one that is in it is judged as the server's own, not as a CA.
func TestSelfSignedServer(t *testing.T) {
	dir := t.TempDir()
	names := testpki.SAN("localhost", "127.0.0.1")
	plain := testpki.Root(t, "box.example", func(s *testpki.Spec) { s.Exts = []testpki.Ext{names} })
	request := testpki.Root(t, "box.example", func(s *testpki.Spec) { // as plain openssl req -x509 makes it
		s.Drop("2.5.29.15")
		s.Set(names)
	})
	other := testpki.Root(t, "Another CA", nil)
	faulty := testpki.Root(t, "A faulty CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	trusted := write(t, dir, "t.pem", testpki.PEM(other, faulty)) // whose fault is not the server's
	for name, c := range map[string]*testpki.Cert{"plain": plain, "CA:TRUE": request} {
		own := write(t, dir, "own.pem", testpki.PEM(c))
		address := tlsServer(t, c, c)
		for _, x := range []struct {
			what, ca string
			status   int
			says     string
		}{
			{address, trusted, 1, "certificate verify failed: self-signed certificate"},
			{own, trusted, 1, "certificate verify failed: self-signed certificate\n"},
			{address, own, 0, "ACCEPTED"},
			{own, own, 0, "ACCEPTED"},
		} {
			status, out, errs := do(t, nil, "check", x.what, "-host", "localhost", "-ca", x.ca, "-time", at)
			if status != x.status || !strings.Contains(out, x.says) {
				t.Errorf("%s, %s with %s: exit %d\n%s%s", name, x.what, filepath.Base(x.ca), status, out, errs)
			}
		}
	}
}

// TestOnlyTheCAFile: what stands beside the CA file is sent, and trusted only when it is in that file too.
func TestOnlyTheCAFile(t *testing.T) {
	dir := t.TempDir()
	root, other := testpki.Root(t, "A CA", nil), testpki.Root(t, "Another CA", nil)
	named := testpki.Root(t, "es.example.org", func(s *testpki.Spec) { s.Set(testpki.SAN("es.example.org")) })
	leaf := write(t, dir, "1.pem", testpki.PEM(root.Server(t, "srv", nil)))
	chain := write(t, dir, "2.pem", testpki.PEM(root))
	wrong := write(t, dir, "3.pem", testpki.PEM(other))
	both := write(t, dir, "4.pem", testpki.PEM(other, root))
	serving := write(t, dir, "5.pem", testpki.PEM(named))
	for _, x := range []struct {
		given  string
		ca     string
		status int
		says   string
	}{
		{leaf, chain, 0, "ACCEPTED"},
		{leaf, wrong, 1, "unable to get local issuer certificate"},
		{leaf + " " + chain, wrong, 1, "self-signed certificate in certificate chain"},
		{leaf + " " + chain, both, 0, "ACCEPTED"},
		{serving, serving, 1, "REFUSED by python-3.13 (OpenSSL 3.5)\n  certificate verify failed: unsuitable certificate purpose"},
		{serving, wrong, 1, "REFUSED by python-3.13 (OpenSSL 3.5)\n  certificate verify failed: self-signed certificate\n"},
		{leaf + " " + serving, chain, 1, "AMBIGUOUS"}, // another server's, or sent in vain
	} {
		args := append([]string{"check", "-time", at, "-ca", x.ca}, strings.Fields(x.given)...)
		if status, out, errs := do(t, nil, args...); status != x.status || !strings.Contains(out, x.says) {
			t.Errorf("%v: exit %d, want %d and %q\n%s%s", args, status, x.status, x.says, out, errs)
		}
	}
}

// TestIdleCA: a trusted CA that would be refused and that nothing is verified by is named, and no reason to fail: as
// in the audit, whose row for it is refused, but without its exit status.
func TestIdleCA(t *testing.T) {
	dir := t.TempDir()
	good := testpki.Root(t, "A CA", nil)
	faulty := testpki.Root(t, "A faulty CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := write(t, dir, "server.pem", testpki.PEM(good.Server(t, "srv", nil)))
	store := write(t, dir, "truststore.pem", testpki.PEM(good, faulty))
	for _, x := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"check"}, 0, "would be refused: “A faulty CA” (1 of 2 CAs)"},
		{[]string{"check", "-lang", "zh"}, 0, "会被拒绝的 CA：“A faulty CA”（2 个中的 1 个）"},
		{[]string{"check", "-format", "csv"}, 0, "CN=A faulty CA,anchor,refused,advice"},
		{[]string{"check", "-format", "csv", "-fail-on", "advice"}, 1, "CN=A faulty CA,anchor,refused,advice"},
		{[]string{"audit", "-format", "csv"}, 1, "CN=A faulty CA,anchor,refused,stops"},
	} {
		args := append(x.args, "-time", at, leaf, store)
		if status, out, errs := do(t, nil, args...); status != x.status || !strings.Contains(out, x.says) {
			t.Errorf("%v: exit %d, want %d and %q\n%s%s", args, status, x.status, x.says, out, errs)
		}
	}
}

// TestFlagsWithoutSense: what cannot be meant is refused, not passed over.
func TestFlagsWithoutSense(t *testing.T) {
	file := write(t, t.TempDir(), "ca.pem", testpki.PEM(testpki.Root(t, "A CA", nil)))
	for _, c := range []struct{ flag, value, says string }{
		{"-role", "zz=leaf", "no SHA-256 fingerprint"},
		{"-role", "abcd=leaf", "no SHA-256 fingerprint"},
		{"-chain", "-5", "chains count from 0"},
	} {
		status, _, errs := do(t, nil, "check", file, c.flag, c.value, "-time", at)
		if status != 2 || !strings.Contains(errs, c.says) {
			t.Errorf("%s %s: exit %d, %s", c.flag, c.value, status, errs)
		}
	}
}
