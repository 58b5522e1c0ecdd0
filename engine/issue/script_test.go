package issue_test

import (
	"bytes"
	"encoding/pem"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
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
)

var scripts = flag.Int("scripts", 6, "how many random broken hierarchies to repair by reissue.sh, with each OpenSSL")

// TestScript runs openssl.cnf and reissue.sh by the real openssl of each release: what it makes is, byte for byte,
// what the plan says.
func TestScript(t *testing.T) {
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
	if err != nil || len(left) != len(p.Reissues) {
		t.Errorf("hierarchy %d: %d files for %d re-issued certificates, %v", n, len(left), len(p.Reissues), err)
	}
	if out, err := shell(t, root, inside, command); err == nil {
		t.Errorf("hierarchy %d: a second run overwrites\n%s", n, out)
	}
	return true
}

// samePlanned compares bytes with the plan; the order of the extensions is OpenSSL's (3.5 and later put the subject
// key identifier before the authority key identifier).
func samePlanned(c *cert.Certificate, want *plan.Spec) bool {
	is := *want
	is.Extensions = append([]cert.Extension{}, c.Extensions...)
	if !bytes.Equal(c.RawTBS, is.TBS()) {
		return false
	}
	order := func(a, b cert.Extension) int { return strings.Compare(a.OID, b.OID) }
	planned := append([]cert.Extension{}, want.Extensions...)
	slices.SortStableFunc(planned, order)
	slices.SortStableFunc(is.Extensions, order)
	return slices.EqualFunc(planned, is.Extensions, func(a, b cert.Extension) bool { return bytes.Equal(a.Raw, b.Raw) })
}

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
				{"no key", "openssl.cnf", password, "no private key can be read from openssl.cnf", false},
				{"wrong password", "locked.pem", "X509STRICT_PASSWORD=nonsense", "no private key can be read from locked.pem", false},
				{"no file", "", password, "usage:", false},
				{"no such file", "absent.pem", password, "no private key can be read from absent.pem", false},
			} {
				out, err := shell(t, root, inside, "sh reissue.sh "+c.files, c.env, "OUT=out "+c.name)
				if (err == nil) != c.ok || !strings.Contains(out, c.want) {
					t.Errorf("%s: %v\n%s", c.name, err, out)
				}
				if _, err := os.Stat(filepath.Join(outside, "out "+c.name, "ca.crt")); (err == nil) != c.ok {
					t.Errorf("%s: ca.crt: %v", c.name, err)
				}
				if left, _ := filepath.Glob(filepath.Join(outside, "out "+c.name, ".work*")); len(left) > 0 {
					t.Errorf("%s: working files stay: %v", c.name, left)
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
