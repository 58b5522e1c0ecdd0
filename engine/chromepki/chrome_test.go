package chromepki

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
)

// judge answers a case as the recordings word it.
func judge(c *peer.Case) string {
	parsed := map[string]*cert.Certificate{}
	for _, list := range [][][]byte{c.Sent, c.CA} {
		for _, raw := range list {
			if p, rest, err := cert.Parse(raw); err == nil && len(rest) == 0 {
				parsed[string(raw)] = p
			}
		}
	}
	v := Verify(Input{Sent: c.Sent, Trusted: c.CA, Host: c.Host, Time: c.Time,
		Signature: func(child, issuer []byte) (bool, string) {
			a, b := parsed[string(child)], parsed[string(issuer)]
			if a == nil || b == nil {
				return false, "a certificate that Chrome loads and the engine does not"
			}
			return a.Signed().Verify(b.PublicKey())
		}})
	leaf := parsed[string(c.Sent[0])]
	switch {
	case leaf == nil || !bytes.Equal(leaf.SPKI.Raw, testca.Named(c.Key).SPKI):
		return peer.NotChecked + "the server does not have the key of its certificate"
	case v.NotChecked != "":
		return peer.NotChecked + v.NotChecked
	case v.NetError == "":
		return "ok"
	}
	return v.NetError
}

// number is how many cases are asked about.
var number = flag.Int("chrome", 700, "how many cases to ask Chromium about")

const setName = "chrome"

func TestRecorded(t *testing.T) {
	peer.Replay(t, "testdata", setName, "chromium-156", 40, judge)
}

func TestLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks the real Chromium; -live does")
	}
	now := time.Now().Truncate(time.Second)
	seed := uint64(7)
	if !*peer.Record {
		seed = uint64(now.UnixNano()) & (1<<40 - 1)
	}
	var cases []*peer.Case
	for n := 0; len(cases) < *number; n++ {
		if c := peer.Own(seed, n, now); alone(c, fmt.Sprintf(" of s%d-%d", seed, n)) {
			cases = append(cases, c)
		}
	}
	answers := ask(t, cases)
	cases = slices.DeleteFunc(cases, func(c *peer.Case) bool { _, ok := answers.ByID[c.ID]; return !ok })
	if *peer.Record {
		answers.Set = setName
		if err := peer.Save("testdata", "chromium-156", cases, answers); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Logf("seed %d", seed)
	peer.Compare(t, cases, answers, judge)
}

// alone reports whether no other case can meet a trusted certificate of this one, and certutil can read them.
func alone(c *peer.Case, own string) bool {
	for _, raw := range c.CA {
		p, rest, err := cert.Parse(raw)
		if err != nil || len(rest) > 0 || !bytes.Contains(p.Subject.Raw, []byte(own)) {
			return false
		}
	}
	return true
}

// ask puts the CA files into an NSS database and runs one browser.
func ask(t *testing.T, cases []*peer.Case) *peer.Answers {
	t.Helper()
	if os.Getenv("PLAYWRIGHT") == "" {
		t.Skip("PLAYWRIGHT names no directory with playwright-core")
	}
	for _, program := range []string{"chromium", "certutil", "node"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s; apt-get install chromium libnss3-tools nodejs", program)
		}
	}
	home := t.TempDir()
	db := filepath.Join(home, ".pki/nssdb")
	if err := os.MkdirAll(db, 0o700); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v: %s", name, args, err, out)
		}
		return string(out)
	}
	run("certutil", "-d", "sql:"+db, "-N", "--empty-password")
	dir := t.TempDir()
	s, err := peer.Serve(cases, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	refused := map[string]bool{}
	for _, c := range cases {
		for i, raw := range c.CA {
			file := filepath.Join(dir, fmt.Sprintf("%s.%d.der", c.ID, i))
			if err := os.WriteFile(file, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			add := exec.CommandContext(t.Context(), "certutil", "-d", "sql:"+db, "-A",
				"-n", fmt.Sprintf("%s.%d", c.ID, i), "-t", "C,,", "-i", file)
			if out, err := add.CombinedOutput(); err != nil {
				refused[c.ID] = true
				t.Logf("case %s: certutil: %s", c.ID, out)
			}
		}
	}
	version := run("chromium", "--version")
	version = strings.TrimSpace(version[strings.Index(version, "Chromium"):])
	cmd := exec.CommandContext(t.Context(), "node", "chrome.mjs", dir, home)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	answers := &peer.Answers{Program: version, Set: "unseen", ByID: peer.ParseAnswers(out)}
	for id := range refused {
		delete(answers.ByID, id) // nobody can trust it
	}
	return answers
}
