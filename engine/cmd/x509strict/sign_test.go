package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
)

// signHandshake is a server with the new certificate and a client that trusts the CA; it prints what the client meets.
const signHandshake = `import socket, ssl, sys, threading
ca, leaf, key = sys.argv[1:]
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain(leaf, key)
listener = socket.create_server(("127.0.0.1", 0))
def serve():
    try:
        server.wrap_socket(listener.accept()[0], server_side=True).recv(1)
    except (ssl.SSLError, OSError):
        pass
threading.Thread(target=serve, daemon=True).start()
client = ssl.create_default_context(cafile=ca)
assert client.verify_flags & ssl.VERIFY_X509_STRICT
with socket.create_connection(listener.getsockname(), timeout=20) as raw:
    client.wrap_socket(raw, server_hostname="localhost").send(b"x")
print("accepted")
`

// TestSign has a request signed by a CA that strict clients refuse: the CA is mended with it, and openssl and a strict
// Python take what comes out.
func TestSign(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is missing")
	}
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	ca, key := write(t, dir, "ca.pem", testpki.PEM(bad)), write(t, dir, "ca.key", bad.KeyPEM(t))
	other := write(t, dir, "other.key", testpki.Root(t, "Other", nil).KeyPEM(t))
	csr, own := filepath.Join(dir, "web.csr"), filepath.Join(dir, "web.key")
	must := func(program string, args ...string) string {
		t.Helper()
		said, err := exec.Command(program, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", program, args, err, said)
		}
		return string(said)
	}
	must("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", own, "-out", csr, "-subj", "/CN=web",
		"-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"another key":   {[]string{"-ca", ca, "-key", other, csr}, "is not the key of “No key usage”"},
		"no key":        {[]string{"-ca", ca, csr}, "key of “No key usage” is not here"},
		"no request":    {[]string{"-ca", ca, "-key", key, ca}, "no certificate request"},
		"two requests":  {[]string{"-ca", ca, "-key", key, csr, csr2(t, dir)}, "2 certificate requests"},
		"wrong purpose": {[]string{"-for", "mail", "-ca", ca, "-key", key, csr}, "neither server, client nor both"},
		"bad name":      {[]string{"-name", "a_b!", "-ca", ca, "-key", key, csr}, "is no DNS name"},
	} {
		if status, said, errs := do(t, nil, append([]string{"sign", "-out", out}, c.args...)...); status != 2 ||
			!strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d\n%s%s", name, status, said, errs)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("files were written for what was refused")
	}
	status, said, errs := do(t, nil, "sign", "-ca", ca, "-key", key, "-name", "localhost", "-out", out, csr)
	if status != 0 {
		t.Fatalf("exit %d\n%s%s", status, said, errs)
	}
	trusted, made := filepath.Join(out, "ca.crt"), filepath.Join(out, "web.crt")
	must("openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-auth_level", "2", "-verify_hostname", "localhost",
		"-CAfile", trusted, made)
	if text := must("openssl", "x509", "-in", made, "-noout", "-text"); strings.Contains(text, "IP Address") {
		t.Errorf("-name is not all that the certificate names:\n%s", text)
	}
	pythons, _ := filepath.Glob(filepath.Join(os.Getenv("HOME"), ".pyenv/versions/3.1[3-9]*/bin/python3"))
	for _, python := range pythons[:min(1, len(pythons))] {
		if said := must(python, "-c", signHandshake, trusted, made, own); strings.TrimSpace(said) != "accepted" {
			t.Errorf("Python: %s", said)
		}
	}
}

// csr2 is another request.
func csr2(t *testing.T, dir string) string {
	path := filepath.Join(dir, "other.csr")
	if said, err := exec.Command("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
		"-keyout", filepath.Join(dir, "o.key"), "-out", path, "-subj", "/CN=o").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return path
}
