package issue_test

import (
	"bytes"
	"encoding/pem"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	crand "crypto/rand"

	"x509strict/engine/cert"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/opensslconf"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
)

var scripts = flag.Int("scripts", 6, "how many random broken hierarchies to repair by reissue.sh, with each OpenSSL")

// TestScript runs openssl.cnf and reissue.sh by the real openssl of each release: what it makes is, byte for byte,
// what the plan says.
func TestScript(t *testing.T) {
	t.Parallel()
	for release, root := range opensslCommands(t) {
		t.Run(release, func(t *testing.T) {
			done, refused := 0, 0
			for n := 0; done < *scripts; n++ {
				h := build(rand.New(rand.NewPCG(uint64(n), 77)), n)
				p := must[*plan.Plan](t)(plan.Make(h.input()))
				if p.State != plan.Possible {
					continue
				}
				done++
				if !runScript(t, release, root, h, p, n) {
					refused++
				}
			}
			t.Logf(
				"%s: %d hierarchies by reissue.sh, %d of them refused with the reason that Ed25519 needs OpenSSL 3.0",
				release,
				done,
				refused,
			)
		})
	}
}

func runScript(t *testing.T, release, root string, h *hierarchy, p *plan.Plan, n int) bool {
	t.Helper()
	in := h.input()
	inside, outside := folder(t, root)
	l := []lang.Lang{lang.English, lang.Chinese}[n%2]
	write(t, filepath.Join(outside, "openssl.cnf"), []byte(opensslconf.Config(p, in.Certificates, l)))
	write(t, filepath.Join(outside, "reissue.sh"), []byte(opensslconf.Script(p, in.Certificates, l)))
	command := "sh reissue.sh"
	if _, err := exec.LookPath("shellcheck"); err == nil && root == "" {
		cmd := exec.Command("shellcheck", "-s", "sh", "-e", "SC2034,SC2059", filepath.Join(outside, "reissue.sh"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("hierarchy %d: shellcheck: %s", n, out)
		}
	}
	for i, m := range h.members {
		name := fmt.Sprintf("key-%d.pem", len(h.members)-i)
		write(t, filepath.Join(outside, name), must[[]byte](t)(issue.PrivateKey(m.key, "", crand.Reader)))
		command += " " + name
	}
	out, err := shell(t, root, inside, command)
	if err != nil {
		if release == "1.1.1" && strings.Contains(out, "Ed25519") {
			return false
		}
		t.Errorf("hierarchy %d: %v\n%s%s", n, err, out, h)
		return true
	}
	for _, r := range p.Reissues {
		c := readPEM(t, filepath.Join(outside, "x509strict-new", r.File))
		if !samePlanned(c, &r.Spec) {
			t.Errorf(
				"hierarchy %d: %s by OpenSSL %s differs from the plan\n%x\n%x%s",
				n,
				r.File,
				release,
				c.RawTBS,
				r.Spec.TBS(),
				h,
			)
		}
	}
	left, err := os.ReadDir(filepath.Join(outside, "x509strict-new"))
	want := len(p.Reissues)
	if _, err := os.Stat(filepath.Join(outside, "x509strict-new", plan.Bundle)); err == nil {
		want++
		bundled(t, filepath.Join(outside, "x509strict-new"), p)
	}
	if err != nil || len(left) != want {
		t.Errorf("hierarchy %d: %d files for %d re-issued certificates, %v", n, len(left), len(p.Reissues), err)
	}
	if out, err := shell(t, root, inside, command); err == nil {
		t.Errorf("hierarchy %d: a second run overwrites\n%s", n, out)
	}
	return true
}

// bundled holds that the bundle has a certificate for each trust anchor, and what was made among them.
func bundled(t *testing.T, dir string, p *plan.Plan) {
	t.Helper()
	text := must[[]byte](t)(os.ReadFile(filepath.Join(dir, plan.Bundle)))
	if n := len(issue.Certificates(text)); n != len(p.Anchors()) {
		t.Errorf("%d certificates in the bundle for %d trust anchors", n, len(p.Anchors()))
	}
	for _, r := range p.Reissues {
		if slices.Contains(p.Anchors(), r.Certificate) &&
			!bytes.Contains(text, must[[]byte](t)(os.ReadFile(filepath.Join(dir, r.File)))) {
			t.Errorf("%s is not in the bundle", r.File)
		}
	}
}

// samePlanned compares what is signed with the plan, byte for byte.
func samePlanned(c *cert.Certificate, want *tbs.Spec) bool { return bytes.Equal(c.RawTBS, want.TBS()) }

func readPEM(t *testing.T, path string) *cert.Certificate {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(data)
	if block == nil {
		t.Fatalf("%s holds no PEM", path)
	}
	c, _, err := cert.Parse(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestScriptKeys gives reissue.sh keys as they lie about: encrypted, several in one file, PKCS#12 with two keys, and
// the wrong one.
func TestScriptKeys(t *testing.T) {
	t.Parallel()
	for release, root := range opensslCommands(t) {
		t.Run(release, func(t *testing.T) {
			h := simple(t, "rsa", func(ca, leaf *member) { ca.drop(oidKU) })
			in := h.input()
			p := must[*plan.Plan](t)(plan.Make(in))
			ca, leaf := h.members[0], h.members[1]
			inside, outside := folder(t, root)
			write(
				t,
				filepath.Join(outside, "openssl.cnf"),
				[]byte(opensslconf.Config(p, in.Certificates, lang.English)),
			)
			write(t, filepath.Join(outside, "reissue.sh"), []byte(opensslconf.Script(p, in.Certificates, lang.English)))
			locked := must[[]byte](t)(issue.PrivateKey(ca.key, "o'pen $ \"sesame\"", crand.Reader))
			plain := must[[]byte](t)(issue.PrivateKey(leaf.key, "", crand.Reader))
			write(t, filepath.Join(outside, "locked.pem"), locked)
			write(t, filepath.Join(outside, "leaf.pem"), plain)
			write(t, filepath.Join(outside, "both.pem"), append(append([]byte("some words\n"), plain...), locked...))
			write(
				t,
				filepath.Join(outside, "http.p12"),
				must[[]byte](t)(issue.PKCS12(ca.key, ca.c, nil, "o'pen $ \"sesame\"", false, crand.Reader)),
			)
			write(
				t,
				filepath.Join(outside, "old.p12"),
				must[[]byte](t)(issue.PKCS12(ca.key, ca.c, nil, "o'pen $ \"sesame\"", true, crand.Reader)),
			)
			p12 := must[[]byte](t)(os.ReadFile(filepath.Join(outside, "http.p12")))
			write(t, filepath.Join(outside, "keystore"), p12)
			write(t, filepath.Join(outside, "store.jks"), []byte("\xfe\xed\xfe\xed\x00\x00\x00\x02"))
			naked := must[[]byte](t)(issue.PrivateKey(ca.key, "", crand.Reader))
			write(t, filepath.Join(outside, "cut.pem"), naked[:len(naked)/2])
			for name, text := range map[string][]byte{"key.der": naked, "locked.der": locked} {
				block, _ := pem.Decode(text)
				write(t, filepath.Join(outside, name), block.Bytes)
			}
			write(t, filepath.Join(outside, "ca.der"), ca.c.Raw)
			password := "X509STRICT_PASSWORD=o'pen $ \"sesame\""
			for _, c := range []struct {
				name, files, env, want string
				ok                     bool
			}{
				{"encrypted", "locked.pem", password, "Done.", true},
				{"two in one file", "both.pem", password, "Done.", true},
				{"PKCS#12", "http.p12", password, "Done.", true},
				{"old PKCS#12", "old.p12", password, "Done.", true},
				{"wrong key", "leaf.pem", password, "belongs to leaf.example.com", false},
				{"no key", "openssl.cnf", password, "there is no private key in openssl.cnf", false},
				{"wrong password", "locked.pem", "X509STRICT_PASSWORD=nonsense", "the password does not open locked.pem", false},
				{"wrong password of PKCS#12", "http.p12", "X509STRICT_PASSWORD=nonsense", "the password does not open http.p12", false},
				{"wrong password of old PKCS#12", "old.p12", "X509STRICT_PASSWORD=nonsense", "the password does not open old.p12", false},
				{"no password", "locked.pem </dev/null", "X=", "a password is needed", false},
				{"no password of PKCS#12", "http.p12 </dev/null", "X=", "a password is needed", false},
				{"JKS", "store.jks", password, "keytool -importkeystore", false},
				{"cut off", "cut.pem", password, "the private key is cut off, its END line is missing: cut.pem", false},
				{"DER", "key.der", "X=", "Done.", true},
				{"encrypted DER", "locked.der", password, "Done.", true},
				{"DER that is no key", "ca.der", "X=", "there is no private key in ca.der", false},
				{"PKCS#12 by another name", "keystore", password, "Done.", true},
				{"no file", "", password, "usage:", false},
				{"no such file", "absent.pem", password, "this file cannot be read: absent.pem", false},
				{"a folder", "./", password, "this file cannot be read: ./", false},
			} {
				out, err := shell(t, root, inside, "sh reissue.sh "+c.files, c.env, "OUT=out "+c.name)
				if (err == nil) != c.ok || !strings.Contains(out, c.want) {
					t.Errorf("%s: %v\n%s", c.name, err, out)
				}
				if _, err := os.Stat(filepath.Join(outside, "out "+c.name, "ca.crt")); (err == nil) != c.ok {
					t.Errorf("%s: ca.crt: %v", c.name, err)
				}
				left, _ := os.ReadDir(filepath.Join(outside, "out "+c.name))
				if _, err := os.Stat(filepath.Join(outside, "out "+c.name)); (err == nil) != c.ok || len(left) > 1 {
					t.Errorf("%s: stays behind: %v, folder: %v", c.name, left, err)
				}
			}
		})
	}
}

// simple makes one CA and one leaf with keys of a kind and lets f break them.
func simple(t *testing.T, kind string, f func(ca, leaf *member)) *hierarchy {
	t.Helper()
	r := rand.New(rand.NewPCG(1, uint64(len(kind))))
	used := map[string]bool{}
	ca := newMember(r, "Test CA", roles.Anchor, take(r, used, kind), nil)
	leaf := newMember(r, "leaf.example.com", roles.Leaf, take(r, used, kind), ca)
	h := &hierarchy{members: []*member{ca, leaf}}
	for _, m := range h.members {
		m.complete(r)
	}
	f(ca, leaf)
	h.sign()
	return h
}
