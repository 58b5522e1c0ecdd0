package boringssl

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
)

// input is a case with the bare signatures of the engine.
func input(c *peer.Case) Input {
	parsed := map[string]*cert.Certificate{}
	for _, list := range [][][]byte{c.Sent, c.CA} {
		for _, raw := range list {
			if p, rest, err := cert.Parse(raw); err == nil && len(rest) == 0 {
				parsed[string(raw)] = p
			}
		}
	}
	return Input{Sent: c.Sent, Trusted: c.CA, Host: c.Host, Time: c.Time,
		Signature: func(child, issuer []byte) (bool, string) {
			a, b := parsed[string(child)], parsed[string(issuer)]
			if a == nil || b == nil {
				return false, "a certificate that BoringSSL loads and the engine does not"
			}
			return a.Signed().Verify(b.PublicKey())
		}}
}

// judge answers a case as the recordings word it.
func judge(c *peer.Case) string {
	v := Bun(input(c))
	switch {
	case v.Stage > Handshake && !hasKey(c):
		return peer.NotChecked + "the server does not have the key of its certificate"
	case v.NotChecked != "":
		return peer.NotChecked + v.NotChecked
	case v.Accepted():
		return "ok"
	}
	return v.Message()
}

func hasKey(c *peer.Case) bool {
	leaf, _, err := cert.Parse(c.Sent[0])
	return err == nil && bytes.Equal(leaf.SPKI.Raw, testca.Named(c.Key).SPKI)
}

func TestRecorded(t *testing.T) {
	peer.Replay(t, "testdata", peer.CommonSet, "bun-1.4", 90, judge)
	peer.Replay(t, "testdata", peer.FurtherSet, "bun-1.4", 90, judge)
}

func TestLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks the real Bun; -live does")
	}
	bun, faketime := programs(t)
	if *peer.Record {
		for _, set := range peer.ToRecord(peer.CommonSet, peer.FurtherSet) {
			cases, err := peer.Shared(set)
			if err != nil {
				t.Fatal(err)
			}
			answers := ask(t, bun, faketime, cases)
			answers.Set = set
			if err := peer.Save("testdata", "bun-1.4", cases, answers); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	cases := peer.UnseenMoving(t, time.Now().Truncate(time.Second))
	peer.Compare(t, cases, ask(t, bun, faketime, cases), judge)
}

// programs finds Bun, which BUN names or the path holds, and the library that tells it the time.
func programs(t *testing.T) (bun, faketime string) {
	t.Helper()
	bun = os.Getenv("BUN")
	if bun == "" {
		var err error
		if bun, err = exec.LookPath("bun"); err != nil {
			t.Skip("no Bun; `npm install bun` and name node_modules/bun/bin/bun.exe in BUN")
		}
	}
	found, _ := filepath.Glob("/usr/lib/*/faketime/libfaketime.so.1")
	if len(found) == 0 {
		t.Skip("no libfaketime; apt-get install faketime")
	}
	return bun, found[0]
}

// ask runs one Bun for some hundred servers at a time, with an /etc/hosts of its own.
func ask(t *testing.T, bun, faketime string, cases []*peer.Case) *peer.Answers {
	t.Helper()
	version, err := exec.CommandContext(t.Context(), bun, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	answers := &peer.Answers{Program: "bun " + strings.TrimSpace(string(version)), Set: "unseen",
		ByID: map[string]string{}}
	hosts := filepath.Join(t.TempDir(), "hosts")
	if err := os.WriteFile(hosts, []byte(peer.HostsFile()), 0o644); err != nil {
		t.Fatal(err)
	}
	const atOnce = 1000
	for from := 0; from < len(cases); from += atOnce {
		some := cases[from:min(from+atOnce, len(cases))]
		dir := t.TempDir()
		s, err := peer.Serve(some, dir)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "unshare", "--map-root-user", "--mount", "sh", "-c",
			`mount --bind "$1" /etc/hosts && LD_PRELOAD="$2" exec "$3" bun.mjs "$4"`, "sh", hosts, faketime, bun, dir)
		cmd.Env = append(os.Environ(), "TZ=UTC", "FAKETIME_DONT_FAKE_MONOTONIC=1", "NO_COLOR=1",
			"FAKETIME=@"+some[0].Time.UTC().Format("2006-01-02 15:04:05"))
		out, err := cmd.Output()
		s.Close()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		for id, said := range peer.ParseAnswers(out) {
			answers.ByID[id] = said
		}
	}
	return answers
}
