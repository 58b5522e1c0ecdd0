package client_test

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

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
		out, err := exec.Command("curl", "-sS", "--http1.1", "--noproxy", "*", "--cacert", file, "--resolve",
			fmt.Sprintf("%s:%d:127.0.0.1", x.host, ports[i]), fmt.Sprintf("https://%s:%d/", x.host, ports[i])).
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
			// curl prints the first entry of OpenSSL's error queue, which is the signature's and not the verification's
			agreed++
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
	for _, c := range []command{
		{release.Open111, "bullseye"}, {release.Open30, ""}, {release.Open35, "trixie"},
		{release.Open40, "experimental"},
	} {
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
				for name, certs := range map[string][]*testpki.Cert{
					"leaf.pem": x.sent[:1], "sent.pem": x.sent, "store.pem": x.store,
				} {
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
