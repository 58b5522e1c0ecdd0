package mend_test

import (
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/loopback"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/issue"
	"x509strict/engine/mend"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

const (
	keyUsage = "2.5.29.15"
	skid     = "2.5.29.14"
	akid     = "2.5.29.35"
)

// fleet is an estate with faults of each kind that a fleet has.
type fleet struct {
	root, other, upper, middle, good, unheld *testpki.Cert
	leaves                                   map[*testpki.Cert][]*testpki.Cert
	late                                     *testpki.Cert // lacks an identifier of its own: no CA mends it
}

// newFleet has n servers below each CA: one without key usage, one without a key identifier that its servers name
// nevertheless, an intermediate and its root both without key usage, one that conforms, one whose key nobody has.
func newFleet(t *testing.T, n int) fleet {
	t.Helper()
	lacks := func(oids ...string) func(*testpki.Spec) {
		return func(s *testpki.Spec) {
			for _, o := range oids {
				s.Drop(o)
			}
		}
	}
	f := fleet{leaves: map[*testpki.Cert][]*testpki.Cert{}}
	f.root = testpki.Root(t, "Fleet CA", lacks(keyUsage))
	f.other = testpki.Root(t, "Other CA", lacks(skid, akid))
	f.upper = testpki.Root(t, "Upper CA", lacks(keyUsage))
	f.middle = f.upper.Intermediate(t, "Middle CA", lacks(keyUsage))
	f.good = testpki.Root(t, "Good CA", nil)
	f.unheld = testpki.Root(t, "Unheld CA", lacks(keyUsage))
	for _, ca := range []*testpki.Cert{f.root, f.other, f.middle, f.good, f.unheld} {
		for i := range n {
			f.leaves[ca] = append(f.leaves[ca], ca.Server(t, fmt.Sprintf("host %d", i), nil))
		}
	}
	f.late = f.root.Server(t, "late", lacks(akid))
	return f
}

func (f fleet) cas() []*testpki.Cert {
	return []*testpki.Cert{f.root, f.other, f.upper, f.middle, f.good, f.unheld}
}

func (f fleet) inputs() []read.Input {
	all := []*testpki.Cert{f.late}
	for _, ca := range f.cas() {
		all = append(all, f.leaves[ca]...)
	}
	return []read.Input{{Name: "all.pem", Data: testpki.PEM(append(all, f.cas()...)...)}}
}

func options() engine.Options {
	return engine.Options{Time: testpki.Now, Openers: containers.All}
}

func everybody() (ids []string) {
	for _, c := range client.All {
		if c.Compared && c.Judges(client.OfServer) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// TestFleet makes three CAs of an estate in one go and holds what came out to OpenSSL and to Python.
func TestFleet(t *testing.T) {
	const n = 12
	f := newFleet(t, n)
	var keys []read.Input
	for _, ca := range []*testpki.Cert{f.root, f.other, f.upper, f.good} {
		keys = append(keys, read.Input{Name: "some.key", Data: ca.KeyPEM(t)})
	}
	out, err := mend.AuditFleet(f.inputs(), keys, options(), nil, everybody(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	// Refused: the servers of four CAs, these CAs, the upper one, and the one that lacks its own identifier.
	if refused := 4*n + 5 + 1; out.Fleet.Refused != refused || out.Fleet.Mended != refused-1 {
		t.Errorf("%d refused, %d mended of them; want %d and all but one", out.Fleet.Refused, out.Fleet.Mended, refused)
	}
	var groups []string
	for _, g := range out.Fleet.Groups {
		var names []string
		for _, i := range g.CAs {
			names = append(names, out.Fleet.CAs[i].Name)
		}
		groups = append(groups, fmt.Sprintf("%s %d", strings.Join(names, "+"), len(g.Rows)))
	}
	slices.Sort(groups)
	want := []string{"Fleet CA 13", "Other CA 13", "Unheld CA 13", "Upper CA 1", "Upper CA+Middle CA 13"}
	if !slices.Equal(groups, want) {
		t.Errorf("groups are %q, want %q", groups, want)
	}
	if len(out.Fleet.Left) != 1 || out.Fleet.Left[0].Rows != 1 ||
		out.Fleet.Left[0].Text != "Missing Authority Key Identifier" {
		t.Errorf("left: %+v", out.Fleet.Left)
	}
	if out.Why != "" || len(out.Lost) > 0 || len(out.Made) != 4 || len(out.Wanting) != 1 {
		t.Fatalf("why %q, %d lost, %d made, %d wanting", out.Why, len(out.Lost), len(out.Made), len(out.Wanting))
	}
	if out.Judged != out.Fleet.Total || out.Mended != out.Fleet.Mended-(n+1) || out.Refused != n+2 {
		t.Errorf("judged %d, mended %d, refused %d", out.Judged, out.Mended, out.Refused)
	}
	made := certificates(t, out.Files)
	for _, ca := range []*testpki.Cert{f.root, f.other, f.upper, f.middle} {
		was := parse(t, ca)
		is := made[called(t, ca)]
		if is == nil {
			t.Fatalf("%s was not made", was.Subject)
		}
		if !bytes.Equal(is.Serial, was.Serial) || !bytes.Equal(is.SPKI.Raw, was.SPKI.Raw) ||
			!bytes.Equal(is.Subject.Raw, was.Subject.Raw) {
			t.Errorf("%s changed serial number, key or name", is.Subject)
		}
	}
	if made["Unheld CA"] != nil || made["Good CA"] != nil {
		t.Error("a CA was made that should not be")
	}
	f.openssl(t, made)
	f.python(t, made)
	planExports(t, out)
}

func parse(t *testing.T, c *testpki.Cert) *cert.Certificate {
	t.Helper()
	x, _, err := cert.Parse(c.DER)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func called(t *testing.T, c *testpki.Cert) string { return parse(t, c).Subject.CommonName() }

// certificates are the files that hold one, by its common name.
func certificates(t *testing.T, files []issue.File) map[string]*cert.Certificate {
	t.Helper()
	made := map[string]*cert.Certificate{}
	for _, file := range files {
		if !strings.HasSuffix(file.Name, ".crt") {
			continue
		}
		b, err := read.Read([]read.Input{{Data: file.Data}}, read.Options{})
		if err != nil || len(b.Certificates) != 1 {
			t.Fatalf("%s: %v", file.Name, err)
		}
		c := b.Certificates[0].Certificate
		made[c.Subject.CommonName()] = c
	}
	return made
}

// openssl holds each server's chain, before and after, to openssl verify -x509_strict.
func (f fleet) openssl(t *testing.T, made map[string]*cert.Certificate) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		skip(t, "openssl (apt-get install openssl)")
		return
	}
	dir := t.TempDir()
	ask := func(leaf, ca, sent []byte) string {
		write(t, filepath.Join(dir, "leaf.crt"), leaf)
		write(t, filepath.Join(dir, "ca.crt"), ca)
		args := []string{
			"verify", "-x509_strict", "-partial_chain", "-attime", fmt.Sprint(testpki.Now.Unix()), "-CAfile", "ca.crt",
		}
		if sent != nil {
			write(t, filepath.Join(dir, "sent.crt"), sent)
			args = append(args, "-untrusted", "sent.crt")
		}
		cmd := exec.Command("openssl", append(args, "leaf.crt")...)
		cmd.Dir = dir
		out, _ := cmd.CombinedOutput() // the exit status says what the text does
		return string(out)
	}
	pem := func(c *cert.Certificate) []byte { return issue.PEM("CERTIFICATE", c.Raw) }
	for ca, leaves := range f.leaves {
		name := called(t, ca)
		if ca == f.good || ca == f.unheld {
			continue
		}
		for _, leaf := range leaves[:4] {
			anchor, sent := ca, []byte(nil)
			if ca == f.middle {
				anchor, sent = f.upper, testpki.PEM(ca)
			}
			if out := ask(testpki.PEM(leaf), testpki.PEM(anchor), sent); strings.Contains(out, ": OK") {
				t.Errorf("OpenSSL accepts below %s before the repair", name)
			}
			if sent != nil {
				sent = pem(made[name])
			}
			out := ask(testpki.PEM(leaf), pem(made[called(t, anchor)]), sent)
			if !strings.Contains(out, "leaf.crt: OK") {
				t.Errorf("OpenSSL refuses below %s after the repair: %s", name, out)
			}
		}
	}
}

// python lets a strict Python shake hands with a server of each CA, before and after.
func (f fleet) python(t *testing.T, made map[string]*cert.Certificate) {
	t.Helper()
	var cases [][2]any
	var names []string
	for _, ca := range []*testpki.Cert{f.root, f.other, f.middle} {
		anchor := ca
		if ca == f.middle {
			anchor = f.upper
		}
		name := called(t, ca)
		for _, after := range []bool{false, true} {
			chain, trusted := [][]byte{f.leaves[ca][0].DER}, testpki.PEM(anchor)
			if ca == f.middle {
				chain = append(chain, ca.DER)
			}
			if after {
				trusted = issue.PEM("CERTIFICATE", made[called(t, anchor)].Raw)
				if ca == f.middle {
					chain[1] = made[name].Raw
				}
			}
			cases = append(cases, [2]any{loopback.Handshakes(t, f.leaves[ca][0].Key, chain...).Port, string(trusted)})
			names = append(names, fmt.Sprintf("%s, after %v", name, after))
		}
	}
	for i, answer := range pythonSays(t, cases) {
		if (answer == "ok") != strings.HasSuffix(names[i], "true") {
			t.Errorf("Python on %s: %s", names[i], answer)
		}
	}
}

// pythonSays lets a strict Python connect to ports of this machine, each with the CA that it trusts in PEM: "ok" or
// the error for each; nothing where there is no such Python.
func pythonSays(t *testing.T, cases [][2]any) (answers []string) {
	t.Helper()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(home, ".pyenv/versions/3.1[3-9]*/bin/python3"))
	if err != nil || len(found) == 0 {
		skip(t, "a Python 3.13 (pyenv install 3.13)")
		return nil
	}
	const script = `import json, socket, ssl, sys
out = []
for port, ca in json.load(sys.stdin):
    try:
        ctx = ssl.create_default_context(cadata=ca)
        with socket.create_connection(("127.0.0.1", port), timeout=20) as s:
            with ctx.wrap_socket(s, server_hostname="localhost"):
                out.append("ok")
    except Exception as e:
        out.append(str(e))
print(json.dumps(out))
`
	in, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(found[0], "-I", "-c", script)
	cmd.Stdin = bytes.NewReader(in)
	said, err := cmd.Output()
	if err != nil || json.Unmarshal(said, &answers) != nil || len(answers) != len(cases) {
		t.Fatalf("%s: %v %s", found[0], err, said)
	}
	return answers
}

// planExports reads the files that say what was planned.
func planExports(t *testing.T, out *mend.Fleet) {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range out.Files {
		files[f.Name] = f.Data
	}
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(files["plan.csv"], []byte("\ufeff")))).ReadAll()
	if err != nil || len(lines) != out.Fleet.Mended+1 {
		t.Errorf("plan.csv has %d lines: %v", len(lines), err)
	}
	var p struct {
		CAs []struct {
			Renewed string
			Mends   []string
		} `json:"cas"`
	}
	if err := json.Unmarshal(files["plan.json"], &p); err != nil || len(p.CAs) != len(out.Fleet.CAs) {
		t.Errorf("plan.json: %v", err)
	}
	for _, ca := range out.Fleet.CAs {
		if !strings.Contains(string(files["README.txt"]), ca.File+": ") {
			t.Errorf("README.txt says nothing of %s", ca.File)
		}
	}
}

// TestFleetWithoutTheKey plans, and hands out no certificate.
func TestFleetWithoutTheKey(t *testing.T) {
	f := newFleet(t, 2)
	for _, keys := range [][]read.Input{nil, {{Name: "good.key", Data: f.good.KeyPEM(t)}}} {
		out, err := mend.AuditFleet(f.inputs(), keys, options(), nil, nil, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if out.Why == "" || len(out.Made) > 0 || len(certificates(t, out.Files)) > 0 {
			t.Errorf("%d keys: why %q, %d made", len(keys), out.Why, len(out.Made))
		}
	}
}

// TestFleetOfTooMany makes no plan that nobody could read, and says how to get it.
func TestFleetOfTooMany(t *testing.T) {
	f := newFleet(t, 2)
	o := options()
	o.MaxCAs = 1
	out, err := mend.AuditFleet(f.inputs(), nil, o, nil, nil, rand.Reader)
	if err != nil || out.Fleet.Many < 2 || len(out.Fleet.CAs) > 0 || len(out.Files) > 0 ||
		!strings.Contains(out.Why, "audit -repair") {
		t.Errorf("%+v, %v", out, err)
	}
}

// TestFleetCancelled stops when nobody wants the answer any more.
func TestFleetCancelled(t *testing.T) {
	f := newFleet(t, 2)
	o := options()
	o.Cancelled = func() bool { return true }
	if _, err := mend.AuditFleet(f.inputs(), nil, o, nil, nil, rand.Reader); err == nil {
		t.Error("it went on")
	}
}

// BenchmarkFleet shows how the work grows: by hosts below ten CAs.
func BenchmarkFleet(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		var all []*testpki.Cert
		for c := range 10 {
			ca := testpki.Root(b, fmt.Sprintf("CA %d", c), func(s *testpki.Spec) { s.Drop(keyUsage) })
			all = append(all, ca)
			for i := range n / 10 {
				all = append(all, ca.Server(b, fmt.Sprintf("host %d", i), nil))
			}
		}
		in := []read.Input{{Data: testpki.PEM(all...)}}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				out, err := mend.AuditFleet(in, nil, options(), nil, nil, rand.Reader)
				if err != nil || out.Fleet.Mended != n+10 {
					b.Fatal(out.Fleet.Mended, err)
				}
			}
		})
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// skip skips a part of a test, or fails it where nothing may be skipped.
func skip(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("X509STRICT_REQUIRE") == "1" {
		t.Fatalf("%s is not there", what)
	}
	t.Logf("skipped: %s is not there", what)
}
