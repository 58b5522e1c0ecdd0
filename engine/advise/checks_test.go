package advise_test

import (
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/advise"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read/message"
)

// program finds a program that a test needs, or skips it where nobody asked for all of them.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("X509STRICT_REQUIRE") == "1" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
	return path
}

// shell runs the n-th command of the advice for a message in dir and returns what it prints.
func shell(t *testing.T, dir string, m message.Message, n int) string {
	t.Helper()
	line := advise.For(m).Commands[n].Code
	program(t, strings.Fields(line)[0])
	cmd := exec.Command(program(t, "sh"), "-c", line)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Logf("%s: %v", line, err)
	}
	return string(out)
}

// at is a message about a server that listens at address.
func at(address string, what message.Meaning) message.Message {
	a := netip.MustParseAddrPort(address)
	return message.Message{Meaning: what, Host: a.Addr().String(), Port: int(a.Port())}
}

// TestChecksOfServers runs what is advised against servers that have the fault.
func TestChecksOfServers(t *testing.T) {
	quiet := log.New(io.Discard, "", 0)
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	old := httptest.NewUnstartedServer(http.NotFoundHandler())
	old.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10}
	old.Config.ErrorLog = quiet
	old.StartTLS()
	defer old.Close()
	modern := httptest.NewUnstartedServer(http.NotFoundHandler())
	modern.Config.ErrorLog = quiet
	modern.StartTLS()
	defer modern.Close()
	for _, c := range []struct {
		server *httptest.Server
		what   message.Meaning
		want   string
	}{
		{plain, message.NotTLS, "404 page not found"},
		{old, message.Version, "Protocol version: TLSv1\n"},
		{old, message.Ciphers, "Ciphersuite: ECDHE-"},
		{modern, message.Version, "Protocol version: TLSv1.3\n"},
		{modern, message.Renegotiation, "Secure Renegotiation IS supported"},
	} {
		if got := shell(t, "", at(c.server.Listener.Addr().String(), c.what), 0); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %s\nwant %q", c.what, got, c.want)
		}
	}
	here := message.Message{Meaning: message.NoSuchHost, Host: "localhost"}
	if got := shell(t, "", here, 0); !strings.Contains(got, "localhost") {
		t.Errorf("localhost resolves to %q", got)
	}
}

// TestChecksOfFiles runs what is advised on files that can be loaded and on such that cannot.
func TestChecksOfFiles(t *testing.T) {
	ca := testpki.Root(t, "Root", nil)
	own, other := ca.Server(t, "a.example", nil), ca.Server(t, "b.example", nil)
	dir := t.TempDir()
	put := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("ca.crt", testpki.PEM(ca, own))
	put("own.crt", testpki.PEM(own))
	put("own.key", own.KeyPEM(t))
	file := message.Message{Meaning: message.CAFile}
	if got := shell(t, dir, file, 0); !strings.Contains(got, "Total found: 2") {
		t.Errorf("two CAs: %s", got)
	}
	match := message.Message{Meaning: message.KeyMismatch}
	if a, b := shell(t, dir, match, 0), shell(t, dir, match, 1); a != b || !strings.Contains(a, "BEGIN PUBLIC KEY") {
		t.Errorf("own pair: %s\n%s", a, b)
	}
	loads := message.Message{Meaning: message.KeyUnreadable}
	if got := shell(t, dir, loads, 0); !strings.Contains(got, "Pkey") || strings.Contains(got, "PRIVATE") {
		t.Errorf("a key that loads: %s", got)
	}
	if got := shell(t, dir, loads, 1); !strings.Contains(got, "0: Certificate") {
		t.Errorf("a certificate that loads: %s", got)
	}
	put("ca.crt", []byte("nothing"))
	put("own.key", other.KeyPEM(t))
	if got := shell(t, dir, file, 0); strings.Contains(got, "Total found: 2") || got == "" {
		t.Errorf("no CA: %s", got)
	}
	if a, b := shell(t, dir, match, 0), shell(t, dir, match, 1); a == b {
		t.Errorf("a pair that is none: %s", a)
	}
	put("own.key", []byte("nothing"))
	if got := shell(t, dir, loads, 0); strings.Contains(got, "Pkey") || got == "" {
		t.Errorf("a key that does not load: %s", got)
	}
}

// TestNamedFiles fills in the files that the message names.
func TestNamedFiles(t *testing.T) {
	for _, c := range []struct {
		m    message.Message
		want string
	}{
		{message.Message{Meaning: message.KeyMismatch, Files: [2]string{"/etc/a b/tls.key", "/etc/a b/tls.crt"}},
			"openssl x509 -in '/etc/a b/tls.crt' -noout -pubkey\nopenssl pkey -in '/etc/a b/tls.key' -pubout"},
		{message.Message{Client: "java", Meaning: message.CAFile, Files: [2]string{"/opt/trust.jks"}},
			"keytool -list -keystore /opt/trust.jks"},
		{message.Message{Client: "java", Meaning: message.KeyUnreadable}, "keytool -list -keystore keystore.jks"},
		{message.Message{Client: "curl", Meaning: message.CAFile, Files: [2]string{"/etc/ca.pem"}},
			"openssl storeutl -noout -certs /etc/ca.pem"},
		{message.Message{Client: "go", Meaning: message.KeyUnreadable, Files: [2]string{"client.p12"}},
			"openssl storeutl -noout client.p12"},
	} {
		var lines []string
		for _, command := range advise.For(c.m).Commands {
			lines = append(lines, command.Code)
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%+v\ngot %s\nwant %s", c.m, got, c.want)
		}
	}
}

// TestLegacyConfig has Python's libssl read the configuration that is written.
func TestLegacyConfig(t *testing.T) {
	dir := t.TempDir()
	m := message.Message{Client: "curl", Meaning: message.Renegotiation, Host: "a.example"}
	shell(t, dir, m, 1)
	cmd := exec.Command(program(t, "python3"), "-c", "import ssl; print(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).options & 4)")
	cmd.Env = append(os.Environ(), "OPENSSL_CONF="+filepath.Join(dir, "legacy.cnf"))
	if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "4" {
		t.Errorf("%v: %s", err, out)
	}
	for client, want := range map[string]int{"requests": 1, "nodejs": 1, "ruby": 1, "php": 2} {
		if m.Client = client; len(advise.For(m).Commands) != want {
			t.Errorf("%s: %+v", client, advise.For(m).Commands)
		}
	}
}
