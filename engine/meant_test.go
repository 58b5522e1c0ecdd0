package engine_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// meant is what somebody really has: what one side sends and what the other trusts.
type meant struct {
	name        string
	as          string
	sent, trust []*testpki.Cert
	host        string
}

// meanings are servers and clients with the faults and shapes that private CAs have.
func meanings(t *testing.T) []meant {
	const bc, ku, aki, ski = "2.5.29.19", "2.5.29.15", "2.5.29.35", "2.5.29.14"
	type spec = testpki.Spec
	list := func(c ...*testpki.Cert) []*testpki.Cert { return c }
	root := testpki.Root(t, "Example Root CA", nil)
	middle := root.Intermediate(t, "Example Issuing CA", nil)
	noKU := testpki.Root(t, "No key usage CA", func(s *spec) { s.Drop(ku) })
	noKUMiddle := noKU.Intermediate(t, "Issuing CA of a root without key usage", nil)
	middleNoKU := root.Intermediate(t, "Issuing CA without key usage", func(s *spec) { s.Drop(ku) })
	noSKI := testpki.Root(t, "No SKI CA", func(s *spec) { s.Drop(ski); s.Drop(aki) })
	easy := testpki.Root(t, "Easy-RSA CA", func(s *spec) {
		e := testpki.BasicConstraints(true)
		e.Critical = false
		s.Set(e)
	})
	names := testpki.Root(t, "ROOT", func(s *spec) { s.Drop(ku); s.Set(testpki.SAN("root.dns.a-record")) })
	other := testpki.Root(t, "Other CA", nil)
	plain := testpki.Root(t, "localhost", func(s *spec) { s.Drop(ku) })
	own := testpki.Root(t, "localhost", func(s *spec) { s.Drop(ku); s.Set(testpki.SAN("localhost")) })
	serving := testpki.Root(t, "localhost", func(s *spec) { s.Set(testpki.SAN("localhost")) })
	leafOf := func(ca *testpki.Cert) *testpki.Cert { return ca.Server(t, "srv", nil) }
	renewed := root.Again(t, nil, func(s *spec) { s.Serial = []byte{9} })
	again := noKU.Again(t, nil, func(s *spec) { s.Serial = []byte{9}; s.Set(testpki.KeyUsage(1, 6)) })
	cross := middle.Again(t, noKU, func(s *spec) { s.Set(testpki.AKI(testpki.KeyID(t, noKU.Key))) })
	expired := testpki.Root(t, "Expired CA", func(s *spec) { s.From, s.Until = s.From.AddDate(-3, 0, 0), s.From.AddDate(-1, 0, 0) })

	var out []meant
	for _, as := range []string{"server", "client"} {
		leaf := func(ca *testpki.Cert, change func(*spec)) *testpki.Cert {
			return ca.Server(t, map[string]string{"server": "srv", "client": "alice"}[as], func(s *spec) {
				if as == "client" {
					s.Set(testpki.EKU("1.3.6.1.5.5.7.3.2"))
					s.Drop("2.5.29.17")
				}
				if change != nil {
					change(s)
				}
			})
		}
		one := func(name string, sent, trust []*testpki.Cert) { out = append(out, meant{name, as, sent, trust, ""}) }
		one("conforming", list(leaf(root, nil)), list(root))
		one("with issuing CA", list(leaf(middle, nil), middle), list(root))
		one("CA without key usage", list(leaf(noKU, nil)), list(noKU))
		one("issuing CA without key usage", list(leaf(middleNoKU, nil), middleNoKU), list(root))
		one("CA without SKI", list(leaf(noSKI, nil)), list(noSKI))
		one("Easy-RSA", list(leaf(easy, nil)), list(easy))
		one("leaf without AKI", list(leaf(root, func(s *spec) { s.Drop(aki) })), list(root))
		one("CA that bears names", list(leaf(names, nil)), list(names))
		one("another CA", list(leaf(root, nil)), list(other))
		one("root sent, another trusted", list(leaf(root, nil), root), list(other))
		one("CA file of issuing CA and faulty root", list(leaf(noKUMiddle, nil)), list(noKUMiddle, noKU))
		one("issuing CA sent, faulty root", list(leaf(noKUMiddle, nil), noKUMiddle), list(noKU))
		one("bundle with a faulty CA that is not used", list(leaf(root, nil)), list(noKU, root))
		one("renewed root beside the old", list(leaf(root, nil)), list(root, renewed))
		one("faulty root beside its newer edition", list(leaf(noKU, nil)), list(noKU, again))
		one("cross-certificate sent", list(leaf(middle, nil), cross), list(noKU))
		one("both ways sent", list(leaf(middle, nil), middle, cross), list(root))
		one("expired CA", list(leaf(expired, nil)), list(expired))
		one("for the other side", list(leaf(root, func(s *spec) {
			s.Set(testpki.EKU(map[string]string{"server": "1.3.6.1.5.5.7.3.4", "client": "1.3.6.1.5.5.7.3.4"}[as]))
		})), list(root))
	}
	out = append(out,
		meant{"self-signed, as openssl req -x509 makes it", "server", list(plain), list(plain), ""},
		meant{"self-signed with names", "server", list(own), list(own), "localhost"},
		meant{"self-signed, another CA trusted", "server", list(own), list(other), ""},
		meant{"openssl req -x509, another CA trusted", "server", list(plain), list(other), ""},
		meant{"self-signed, a faulty CA trusted", "server", list(own), list(noKU), ""},
		meant{"openssl req -x509, two CAs trusted, one of them faulty", "server", list(plain), list(other, noKU), ""},
		meant{"self-signed, trusted among CAs, one of them faulty", "server", list(own), list(other, own, noKU), ""},
		meant{"CA called like a host that it names, serving", "server", list(serving), list(serving), ""},
		meant{"the same, another CA trusted", "server", list(serving), list(other), ""},
		meant{"the same with a leaf of its own", "server", list(leafOf(serving)), list(serving), ""},
		meant{servesAsCA, "server", list(names), list(names), ""},
		meant{"host that is not named", "server", list(root.Server(t, "srv", nil)), list(root), "db.example.lan"},
		meant{"host that is named", "server", list(root.Server(t, "srv", nil)), list(root), "localhost"},
	)
	return out
}

// unnamed is the way that leaves it open which of two files is trusted.
const (
	unnamed  = "two files without names"
	onePaste = "one paste"
)

// servesAsCA is a meaning of which even a CA file leaves open whether that is meant.
const servesAsCA = "CA without key usage that bears names, serving"

// pastes are the ways in which people hand such a thing over; nil where the way does not tell it.
var pastes = []struct {
	name string
	lay  func(m meant) []read.Input
}{
	{"two files, one given as the CA file", func(m meant) []read.Input {
		return []read.Input{
			{Name: "1.pem", Data: testpki.PEM(m.sent...)}, {Name: "2.pem", Data: testpki.PEM(m.trust...), CAFile: true},
		}
	}},
	{unnamed, func(m meant) []read.Input {
		if m.name == servesAsCA {
			return nil // a CA by all that is to be seen
		}
		return []read.Input{{Name: "1.pem", Data: testpki.PEM(m.sent...)}, {Name: "2.pem", Data: testpki.PEM(m.trust...)}}
	}},
	{"two files", func(m meant) []read.Input {
		if strings.HasSuffix(m.name, ", serving") {
			return nil // ca.crt says CA, server.pem server: both at once is plain self-signed too
		}
		return []read.Input{
			{Name: "ca.crt", Data: testpki.PEM(m.trust...)}, {Name: m.as + ".pem", Data: testpki.PEM(m.sent...)},
		}
	}},
	{"a secret", func(m meant) []read.Input {
		ca, leaf := "ca.crt", "tls.crt"
		if m.as == "client" {
			ca, leaf = "ca.crt", "client.crt" // a kubeconfig's certificate-authority-data is for servers only
		}
		b64 := base64.StdEncoding.EncodeToString
		return []read.Input{{Data: fmt.Appendf(nil, "%s: %s\n%s: %s\n", ca, b64(testpki.PEM(m.trust...)), leaf,
			b64(testpki.PEM(m.sent...)))}}
	}},
	{"s_client and the CA file", func(m meant) []read.Input {
		if m.as == "client" {
			return nil
		}
		out := []byte("CONNECTED(00000003)\n---\nCertificate chain\n")
		for i, c := range m.sent {
			out = fmt.Appendf(out, " %d s:CN = x\n   i:CN = y\n%s", i, testpki.PEM(c))
		}
		out = append(out, "---\nServer certificate\nsubject=CN = x\n---\nVerify return code: 19 (self-signed)\n---\nDONE\n"...)
		return []read.Input{{Data: out}, {Name: "ca.crt", Data: testpki.PEM(m.trust...)}}
	}},
	{onePaste, func(m meant) []read.Input {
		for _, c := range m.trust {
			if m.name == "CA file of issuing CA and faulty root" || m.name == "root sent, another trusted" || c == m.sent[0] {
				return nil // the same bytes could mean something else
			}
		}
		return []read.Input{{Data: append(testpki.PEM(m.trust...), testpki.PEM(m.sent...)...)}}
	}},
}

// TestMeant compares the verdict on what was pasted with the handshake that was meant, by real Python 3.13, in both
// directions.
func TestMeant(t *testing.T) {
	before := testpki.Now
	testpki.Now = time.Now()
	defer func() { testpki.Now = before }()
	type asked struct {
		m     meant
		paste string
		in    []read.Input
	}
	var list []asked
	var lines strings.Builder
	spare := testpki.Root(t, "localhost", nil)
	for _, m := range meanings(t) {
		for _, p := range pastes {
			in := p.lay(m)
			if in == nil {
				continue
			}
			line, err := json.Marshal(map[string]string{
				"as": m.as, "sent": string(testpki.PEM(m.sent...)), "key": string(m.sent[0].KeyPEM(t)),
				"ca": string(testpki.PEM(m.trust...)), "host": m.host,
				"spare": string(testpki.PEM(spare)), "spareKey": string(spare.KeyPEM(t)),
			})
			if err != nil {
				t.Fatal(err)
			}
			lines.Write(append(line, '\n'))
			list = append(list, asked{m, p.name, in})
		}
	}
	script, err := os.ReadFile("testdata/shake.py")
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, argv := range strictPythons(t) {
		cmd := exec.Command(argv[0], append(argv[1:], "-c", string(script))...)
		cmd.Stdin = strings.NewReader(lines.String())
		said, err := cmd.Output()
		if err != nil {
			t.Errorf("%v: %v", argv, err)
			continue
		}
		answers := strings.Split(strings.TrimSpace(string(said)), "\n")
		if len(answers) != len(list)+1 {
			t.Fatalf("%v: %d answers to %d handshakes", argv, len(answers)-1, len(list))
		}
		var version []string
		if err := json.Unmarshal([]byte(answers[0]), &version); err != nil {
			t.Fatal(err)
		}
		generation := strings.Join(strings.Split(strings.Fields(version[1])[1], ".")[:2], ".")
		accepted, open := 0, 0
		for i, x := range list {
			want := answers[i+1]
			r, err := engine.Check(x.in, engine.Options{Time: testpki.Now, Host: x.m.host, OpenSSL: generation})
			if err != nil {
				t.Fatal(err)
			}
			if want == "ok" {
				accepted++
			}
			if r.Verdict == "ambiguous" && hasReading(r, want) &&
				(x.paste == unnamed || x.paste == onePaste || x.m.name == servesAsCA) {
				open++
				continue
			}
			if (r.Verdict == "accepted") != (want == "ok") || want != "ok" && r.Message != want ||
				r.As != x.m.as && x.m.name != "for the other side" { // there only names tell, if any
				t.Errorf("%s %s, %s: Python %s says %q; here, as %s, %s %q %s", x.m.as, x.m.name, x.paste, version, want,
					r.As, r.Verdict, r.Message, r.Whole)
				for _, c := range r.Certificates {
					t.Logf("  %s %s, %s: %s", c.Role, c.Name, c.Source, c.RoleWhy)
				}
			}
		}
		ran++
		t.Logf("Python %s: %d handshakes, %d accepted, %d left open with the right reading", version, len(list), accepted, open)
	}
	if ran == 0 {
		t.Skip("no Python 3.13")
	}
}

// hasReading reports whether a plausible reading is what Python said.
func hasReading(r *engine.Report, want string) bool {
	return slices.ContainsFunc(r.Readings, func(x engine.Reading) bool {
		return x.Message == want || want == "ok" && x.Verdict == "accepted"
	})
}

// strictPythons finds Pythons that are strict: those of 3.13 and later below ~/.pyenv, and Debian's.
func strictPythons(t *testing.T) (out [][]string) {
	t.Helper()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(home, ".pyenv/versions/3.1[3-9]*/bin/python3"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		out = append(out, []string{p, "-I"})
	}
	trixie := filepath.Join(home, ".cache/x509strict/debian/trixie")
	if _, err := os.Stat(filepath.Join(trixie, ".complete")); err == nil && os.Getuid() == 0 {
		out = append(out, []string{"chroot", trixie, "python3", "-I"})
	}
	if len(out) == 0 && os.Getenv("X509STRICT_REQUIRE") == "1" {
		t.Fatal("no Python 3.13")
	}
	return out
}

// TestObjects: of several secrets in one text each has a CA of its own, and what another holds is nothing to it.
func TestObjects(t *testing.T) {
	a, b := testpki.Root(t, "A CA", nil), testpki.Root(t, "B CA", nil)
	own := testpki.Root(t, "localhost", func(s *testpki.Spec) { s.Drop("2.5.29.15"); s.Set(testpki.SAN("localhost")) })
	leafA, leafB := a.Server(t, "a", nil), b.Server(t, "b", nil)
	b64 := base64.StdEncoding.EncodeToString
	type secret struct{ crt, ca *testpki.Cert }
	for _, c := range []struct {
		name    string
		secrets []secret
		verdict string
		message string
	}{
		{"each with its own", []secret{{leafA, a}, {leafB, b}}, "accepted", ""},
		{"each with the other's", []secret{{leafA, b}, {leafB, a}}, "refused", "certificate verify failed: unable to get local issuer certificate"},
		{"one with the other's", []secret{{leafA, a}, {leafB, a}}, "refused", "certificate verify failed: unable to get local issuer certificate"},
		{"one self-signed", []secret{{own, own}, {leafB, b}}, "accepted", ""},
		{"one self-signed, whose CA file is another's", []secret{{own, b}, {leafB, b}}, "refused", "certificate verify failed: self-signed certificate"},
		{"one twice", []secret{{leafA, a}, {leafA, a}, {leafB, b}}, "accepted", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, form := range []string{"base64", "PEM"} {
				var text string
				for i, s := range c.secrets {
					ca, crt := " "+b64(testpki.PEM(s.ca)), " "+b64(testpki.PEM(s.crt))
					if form == "PEM" {
						block := func(c *testpki.Cert) string {
							return " |\n    " + strings.ReplaceAll(strings.TrimSpace(string(testpki.PEM(c))), "\n", "\n    ")
						}
						ca, crt = block(s.ca), block(s.crt)
					}
					text += fmt.Sprintf("---\nkind: Secret\nmetadata:\n  name: s%d\ndata:\n  ca.crt:%s\n  tls.crt:%s\n", i, ca, crt)
				}
				r := recheck(t, []read.Input{{Data: []byte(text)}}, engine.Options{Time: testpki.Now})
				if r.Verdict != c.verdict || r.Message != c.message {
					t.Errorf("%s: %s %q %s", form, r.Verdict, r.Message, r.Whole)
					for _, x := range r.Certificates {
						t.Logf("  %s %s %s", x.Role, x.Name, x.Seen)
					}
				}
				again := recheck(t, engine.PEMInputs(r.Certificates), engine.Options{Time: testpki.Now})
				if !alike(r, again) {
					t.Errorf("%s, reopened: %s %s", form, again.Verdict, again.Message)
				}
			}
		})
	}
}
