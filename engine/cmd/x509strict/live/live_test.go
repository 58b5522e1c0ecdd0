package live

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/loopback"
	"x509strict/engine/internal/testpki"
)

// odd is a chain whose leaf Go's crypto/x509 refuses to parse: its serial number is negative.
func odd(t *testing.T) (tls.Certificate, [][]byte) {
	root := testpki.Root(t, "Live Root", nil)
	leaf := root.Server(t, "localhost", func(s *testpki.Spec) { s.Serial = []byte{0x80, 1} })
	if _, err := x509.ParseCertificate(leaf.DER); err == nil {
		t.Fatal("the certificate is none that Go refuses")
	}
	chain := [][]byte{leaf.DER, root.DER}
	return tls.Certificate{Certificate: chain, PrivateKey: leaf.Key}, chain
}

// serve answers every connection with handle.
func serve(t *testing.T, handle func(net.Conn)) Endpoint {
	t.Helper()
	host, port, _ := net.SplitHostPort(loopback.Serve(t, handle).String())
	return Endpoint{"tls", host, port}
}

// secure ends a connection as a TLS server does.
func secure(config *tls.Config) func(net.Conn) {
	return func(c net.Conn) {
		s := tls.Server(c, config)
		if s.Handshake() == nil {
			io.Copy(io.Discard, s)
		}
	}
}

func equal(t *testing.T, got *Answer, err error, want [][]byte) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Chain) != len(want) {
		t.Fatalf("%d certificates came, %d were sent", len(got.Chain), len(want))
	}
	for i := range want {
		if !bytes.Equal(got.Chain[i], want[i]) {
			t.Errorf("certificate %d is not what was sent", i)
		}
	}
}

// TestOddCertificates: what Go cannot parse comes all the same, in both shapes of a handshake and every cipher suite.
func TestOddCertificates(t *testing.T) {
	pair, chain := odd(t)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		e := serve(t, secure(&tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: version,
			MaxVersion: version}))
		a, err := Fetch(t.Context(), e, Options{})
		equal(t, a, err, chain)
		if a.Version != tls.VersionName(version) || a.Unfinished == nil {
			t.Errorf("%s, ended by %v", a.Version, a.Unfinished)
		}
	}
}

// TestSuites: every cipher suite of TLS 1.3, with a real OpenSSL as the server, for Go's takes no choice there.
func TestSuites(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is missing")
	}
	root := testpki.Root(t, "Live Root", nil)
	leaf := root.Server(t, "localhost", func(s *testpki.Spec) { s.Serial = []byte{0x80, 1} })
	files := writeFiles(t, map[string][]byte{
		"leaf.pem": testpki.PEM(leaf), "leaf.key": leaf.KeyPEM(t), "root.pem": testpki.PEM(root),
	})
	for _, suite := range []string{"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"} {
		e := opensslServer(t, files, "-tls1_3", "-ciphersuites", suite)
		a, err := Fetch(t.Context(), e, Options{})
		if err != nil || a.Version != "TLS 1.3" || !bytes.Equal(a.Chain[0], leaf.DER) {
			t.Errorf("%s: %v, %v", suite, a, err)
		}
	}
}

// TestClientCertificate: a server that wants a client's certificate has sent its own before it says so.
func TestClientCertificate(t *testing.T) {
	root := testpki.Root(t, "Live Root", nil)
	leaf := root.Server(t, "localhost", nil)
	client := root.Server(t, "client", func(s *testpki.Spec) { s.Set(testpki.EKU("1.3.6.1.5.5.7.3.2")) })
	pool := x509.NewCertPool()
	parsed, err := x509.ParseCertificate(root.DER)
	if err != nil {
		t.Fatal(err)
	}
	pool.AddCert(parsed)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		e := serve(t, secure(&tls.Config{
			Certificates: []tls.Certificate{{Certificate: [][]byte{leaf.DER}, PrivateKey: leaf.Key}},
			ClientAuth:   tls.RequireAndVerifyClientCert, ClientCAs: pool, MinVersion: version, MaxVersion: version,
		}))
		a, err := Fetch(t.Context(), e, Options{})
		equal(t, a, err, [][]byte{leaf.DER})
		a, err = Fetch(t.Context(), e, Options{Certificate: []tls.Certificate{
			{Certificate: [][]byte{client.DER}, PrivateKey: client.Key}}})
		equal(t, a, err, [][]byte{leaf.DER})
		if a.Unfinished != nil {
			t.Errorf("%s: the client's certificate was not taken: %v", tls.VersionName(version), a.Unfinished)
		}
	}
}

// TestFailures: each way not to get a certificate has a reason of its own, and ends in time.
func TestFailures(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(closed.Addr().String())
	closed.Close()
	pair, _ := odd(t)
	hello := func(*tls.ClientHelloInfo) (*tls.Config, error) { return nil, errors.New("unknown server") }
	for _, test := range []struct {
		name, kind, says string
		e                Endpoint
	}{
		{"nobody listens", "connect", "refused", Endpoint{"tls", host, port}},
		{"no such host", "lookup", "not known", Endpoint{"tls", "does-not-exist.invalid", "443"}},
		{"silence", "timeout", "the TLS handshake", serve(t, func(c net.Conn) { io.Copy(io.Discard, c) })},
		{"plain HTTP", "plain", "plain HTTP", serve(t, func(c net.Conn) { io.WriteString(c, "HTTP/1.1 400 Bad Request\r\n\r\n") })},
		{"SMTP without STARTTLS", "plain", "smtp://", serve(t, func(c net.Conn) { io.WriteString(c, "220 mail ESMTP\r\n") })},
		{"an alert", "alert", "server name", serve(t, secure(&tls.Config{
			Certificates: []tls.Certificate{pair}, GetConfigForClient: hello}))},
		{"closed at once", "tls", "no TLS handshake", serve(t, func(c net.Conn) {})},
		{"an endless answer", "timeout", "before TLS", withScheme("smtp", serve(t, func(c net.Conn) {
			for {
				if _, err := io.WriteString(c, "220-"); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		}))},
		{"control characters", "starttls", `\u009b`, withScheme("pop3", serve(t, func(c net.Conn) {
			io.WriteString(c, "-ERR \u009b31m\r\n")
			io.Copy(io.Discard, c)
		}))},
	} {
		_, err := Fetch(t.Context(), test.e, Options{Timeout: time.Second})
		var f *Error
		if !errors.As(err, &f) || f.Kind != test.kind || !strings.Contains(f.Error(), test.says) {
			t.Errorf("%s: %v; want kind %s and the words %q", test.name, err, test.kind, test.says)
		}
	}
}

func withScheme(scheme string, e Endpoint) Endpoint {
	e.Scheme = scheme
	return e
}

// TestCancelled: whoever asks may stop asking.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	e := serve(t, func(c net.Conn) {
		cancel()
		io.Copy(io.Discard, c)
	})
	if _, err := Fetch(ctx, e, Options{Timeout: time.Hour}); err == nil {
		t.Error("no error")
	}
}

// TestProxy goes through an HTTP proxy with a password, and says what a proxy that refuses says, without the password.
func TestProxy(t *testing.T) {
	pair, chain := odd(t)
	e := serve(t, secure(&tls.Config{Certificates: []tls.Certificate{pair}}))
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.Header.Get("Proxy-Authorization") != "Basic bWU6aHVudGVyMg==" {
			http.Error(w, "no", http.StatusProxyAuthRequired)
			return
		}
		to, err := net.Dial("tcp", r.Host)
		if err != nil {
			http.Error(w, "no", http.StatusBadGateway)
			return
		}
		from, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		io.WriteString(from, "HTTP/1.1 200 OK\r\n\r\n")
		go func() { io.Copy(to, from); to.Close() }()
		io.Copy(from, to)
		from.Close()
	}))
	defer p.Close()
	through := func(user *url.Userinfo) ProxyFunc {
		return func(*url.URL) (*url.URL, error) {
			u, err := url.Parse(p.URL)
			u.User = user
			return u, err
		}
	}
	a, err := Fetch(t.Context(), e, Options{Proxy: through(url.UserPassword("me", "hunter2"))})
	equal(t, a, err, chain)
	if _, err = Fetch(t.Context(), e, Options{Proxy: through(nil)}); err == nil || !strings.Contains(err.Error(), "407") {
		t.Errorf("a proxy that refuses: %v", err)
	}
	bad := func(*url.URL) (*url.URL, error) { return url.Parse("gopher://me:hunter2@127.0.0.1:1") }
	if _, err = Fetch(t.Context(), e, Options{Proxy: bad}); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("an unknown kind of proxy: %v", err)
	}
}

// TestEndpoints: what is read of a text, and what is said of one that is none.
func TestEndpoints(t *testing.T) {
	for text, want := range map[string]string{
		"es01:9200": "tls es01 9200", "https://es01": "https es01 443", "https://es01:9200/_cat?v": "https es01 9200",
		"[::1]:9200": "tls ::1 9200", "https://[fe80::1%25eth0]:1/": "https fe80::1%eth0 1", "SMTP://mail": "smtp mail 25",
		"https://me:hunter2@es01": "https es01 443", "postgresql://u:p@db/x": "postgresql db 5432",
	} {
		e, err := Parse(text)
		if got := e.Scheme + " " + e.Host + " " + e.Port; err != nil || got != want || !Looks(text) {
			t.Errorf("%s: %s, %v; want %s", text, got, err, want)
		}
	}
	for text, says := range map[string]string{
		"http://es01": "no certificate", "gopher://es01": "not known", "es01": "neither", "https://": "no host",
		"https://es01:http": "not a number", "es01:0": "65535", "https://es01:99999": "65535",
		"es 01:443": "no host name", "https://me:hunter2@es01:x": "not a number",
	} {
		_, err := Parse(text)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v; want %q", text, err, says)
		}
	}
	for _, text := range []string{"es01:99999", "[::1]:70000"} { // no port, but nothing else was meant
		if _, err := Parse(text); !Looks(text) || err == nil {
			t.Errorf("%s is no file", text)
		}
	}
	for _, text := range []string{"ca.crt", "C:9", `C:\ca.crt`, "./a:9", "file:///ca.crt", "-"} {
		if Looks(text) {
			t.Errorf("%s is a file", text)
		}
	}
}
