package issue_test

import (
	"crypto"
	crand "crypto/rand"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/handover"
	"x509strict/engine/internal/loopback"
	"x509strict/engine/issue"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

var handshakes = flag.Int("handshakes", 30, "how many repaired hierarchies real Pythons shake hands with")

// pythonScript connects to each port with a default context and prints what came of it.
const pythonScript = `import json, socket, ssl, sys
out = [sys.version.split()[0], ssl.OPENSSL_VERSION]
for port, ca in json.load(open("cases.json")):
    try:
        ctx = ssl.create_default_context(cafile=ca)
        ctx.check_hostname = False
        with socket.create_connection(("127.0.0.1", port), timeout=20) as s:
            with ctx.wrap_socket(s, server_hostname="localhost"):
                out.append("ok")
    except Exception as e:
        out.append(str(e))
print(json.dumps(out))
`

// strictPythons finds Pythons that are strict: the newest of each 3.13 and later below ~/.pyenv, and Debian's.
func strictPythons(t *testing.T) map[string]func(dir string) *exec.Cmd {
	t.Helper()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]func(string) *exec.Cmd{}
	found, err := filepath.Glob(filepath.Join(home, ".pyenv/versions/3.1[3-9]*/bin/python3"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		out[p] = func(dir string) *exec.Cmd { return exec.Command("sh", "-c", "cd "+dir+" && exec "+p+" -I shake.py") }
	}
	trixie := filepath.Join(home, ".cache/x509strict/debian/trixie")
	if _, err := os.Stat(filepath.Join(trixie, "usr/bin/python3")); err == nil && os.Getuid() == 0 {
		out[trixie] = func(dir string) *exec.Cmd {
			return exec.Command(
				"chroot",
				trixie,
				"sh",
				"-c",
				"cd "+strings.TrimPrefix(dir, trixie)+" && exec python3 -I shake.py",
			)
		}
	}
	if len(out) == 0 {
		missing(t, "a Python 3.13 (pyenv, or engine/internal/oracle/debian.sh as root)")
		t.Skip("no Python 3.13")
	}
	return out
}

// serveChain answers handshakes on loopback with a chain, and returns the port.
func serveChain(t *testing.T, key crypto.Signer, chain ...*cert.Certificate) int {
	t.Helper()
	var sent [][]byte
	for _, c := range chain {
		sent = append(sent, c.Raw)
	}
	return loopback.Handshakes(t, key, sent...).Port
}

// TestHandshakes lets real Pythons connect to servers before and after the repair: refused where the plan says so,
// accepted after.
func TestHandshakes(t *testing.T) {
	t.Parallel()
	type shake struct {
		n, leaf int
		after   bool
		broken  bool // the plan says that something has to change
		h       *hierarchy
	}
	var shakes []shake
	type pair [2]any
	var cases []pair
	authorities := map[string][]byte{}
	for n, done := 0, 0; done < *handshakes; n++ {
		h := build(rand.New(rand.NewPCG(uint64(n), 4711)), n)
		o := repair(t, h)
		if o.plan.State != plan.Possible {
			continue
		}
		done++
		for i, m := range h.members {
			if m.role != roles.Leaf {
				continue
			}
			for _, after := range []bool{false, true} {
				pick := func(i int) *cert.Certificate {
					if after {
						return o.successor(i)
					}
					return h.members[i].c
				}
				chain := []*cert.Certificate{pick(i)}
				for j, x := range h.members {
					if x.role == roles.Intermediate {
						chain = append(chain, pick(j))
					}
				}
				ca := fmt.Sprintf("ca-%d-%v.crt", n, after)
				authorities[ca] = issue.PEM("CERTIFICATE", pick(0).Raw)
				cases = append(cases, pair{serveChain(t, m.key, chain...), ca})
				shakes = append(shakes, shake{n, i, after, o.plan.State == plan.Possible, h})
			}
		}
	}
	for where, command := range strictPythons(t) {
		root := ""
		if !strings.Contains(where, ".pyenv") {
			root = where
		}
		_, dir := folder(t, root)
		write(t, filepath.Join(dir, "shake.py"), []byte(pythonScript))
		write(t, filepath.Join(dir, "cases.json"), must[[]byte](t)(json.Marshal(cases)))
		for name, data := range authorities {
			write(t, filepath.Join(dir, name), data)
		}
		out, err := command(dir).Output()
		var said []string
		if err != nil || json.Unmarshal(out, &said) != nil || len(said) != len(shakes)+2 {
			t.Fatalf("%s: %v\n%s", where, err, out)
		}
		version := said[0] + " with " + said[1]
		accepted, refused := 0, map[int]bool{}
		for i, s := range shakes {
			answer := said[i+2]
			switch {
			case s.after && answer != "ok":
				t.Errorf(
					"Python %s refuses hierarchy %d, leaf %d after the repair: %s%s",
					version,
					s.n,
					s.leaf,
					answer,
					s.h,
				)
			case s.after:
				accepted++
			case answer != "ok":
				refused[s.n] = true
			}
		}
		for _, s := range shakes {
			if s.broken && !refused[s.n] && strings.Contains(said[1], "OpenSSL 3.") && !onlyLaterReleases(s.h) {
				t.Errorf("Python %s accepts every leaf of hierarchy %d before the repair%s", version, s.n, s.h)
			}
		}
		t.Logf(
			"Python %s: %d handshakes after the repair accepted, %d of %d hierarchies refused before",
			version,
			accepted,
			len(refused),
			*handshakes,
		)
	}
}

// onlyLaterReleases reports whether all that is wrong is what OpenSSL 4.0 alone refuses (102, 103) or 1.1.1 alone (a
// path length on a leaf).
func onlyLaterReleases(h *hierarchy) bool {
	in := h.input()
	in.Keys = nil
	p, err := plan.Make(in)
	if err != nil {
		return false
	}
	for _, r := range p.Reissues {
		for _, c := range r.Changes {
			if c.Kind != "kept" && !strings.Contains(c.Why, "(103)") {
				return false
			}
		}
	}
	return true
}

// TestElasticsearch replays the best-known case: http_ca.crt without key usage, whose key and whose server's key lie
// in one http.p12.
func TestElasticsearch(t *testing.T) {
	t.Parallel()
	h := simple(t, "rsa", func(ca, leaf *member) {
		ca.drop(oidKU)
		leaf.drop(oidKU)
	})
	o := repair(t, h)
	if o.plan.State != plan.Possible || len(o.plan.Reissues) != 1 {
		t.Fatal(indent(o.plan))
	}
	in := h.input()
	result := must[*issue.Result](
		t,
	)(
		issue.Reissue(o.plan, in.Certificates, h.keys(), issue.Wishes{PKCS12: true, Password: "secret"}, crand.Reader),
	)
	var names []string
	for _, f := range result.Files {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "ca.crt leaf.example.com.p12 truststore.p12" {
		t.Errorf("files %s", got)
	}
	readme := must[issue.File](t)(issue.Readme(o.plan, result.Files, handover.InBoth(handover.Ask{File: "ca.crt"})))
	for _, want := range []string{
		"Servers: nothing to do.", "服务器：无需任何操作。", "ca.crt: for the clients", "truststore.p12: 供 Java 使用",
	} {
		if !strings.Contains(string(readme.Data), want) {
			t.Errorf("%q is not in\n%s", want, readme.Data)
		}
	}
	files := append(result.Files, readme)
	if len(must[[]byte](t)(issue.Zip(files))) == 0 {
		t.Error("empty zip")
	}
}
