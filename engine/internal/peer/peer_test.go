package peer_test

import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
)

// The same seed, number and time give the same case, and the line keeps all of it.
func TestCases(t *testing.T) {
	seen := map[string]bool{}
	for n := range 300 {
		a, b := peer.Random(7, n, peer.Now), peer.Random(7, n, peer.Now)
		if a.Line() != b.Line() {
			t.Fatalf("case %d came out another way the second time", n)
		}
		c, err := peer.ParseLine(a.Line())
		if err != nil || c.Line() != a.Line() {
			t.Fatalf("case %d changed when written and read: %v", n, err)
		}
		seen[strings.Join(strings.Fields(a.Line())[4:], "")] = true
		if len(a.Sent) == 0 || testca.Named(a.Key) == nil {
			t.Errorf("case %d: nothing to send", n)
		}
	}
	if len(seen) < 295 {
		t.Errorf("300 cases have only %d chains", len(seen))
	}
	ids := map[string]bool{}
	for _, c := range peer.Single(2, peer.Now) {
		if ids[c.ID] {
			t.Errorf("two cases are called %s", c.ID)
		}
		ids[c.ID] = true
	}
}

// Conforming cases are accepted over a handshake, and the index says where.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	cases := slices.DeleteFunc(peer.Single(0, peer.Now), func(c *peer.Case) bool {
		return !strings.HasPrefix(c.Note, "conforming") || strings.HasSuffix(c.Note, " 1")
	})
	s, err := peer.Serve(cases, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	index, err := os.ReadFile(filepath.Join(dir, "index.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(index)), "\n")
	if len(lines) != len(cases) {
		t.Fatalf("%d cases, %d lines in the index", len(cases), len(lines))
	}
	for i, line := range lines {
		f := strings.Split(line, "\t")
		pool := x509.NewCertPool()
		ca, _ := os.ReadFile(filepath.Join(dir, f[0]+".ca.pem"))
		pool.AppendCertsFromPEM(ca)
		for _, trusted := range []bool{true, false} {
			config := &tls.Config{RootCAs: pool, ServerName: f[2]}
			if !trusted {
				config.RootCAs = x509.NewCertPool()
			}
			client := &http.Client{Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}}
			answer, err := client.Get(fmt.Sprintf("https://127.0.0.1:%s/", f[1]))
			if (err == nil) != trusted {
				t.Errorf("%s, trusted %v: %v", cases[i].Note, trusted, err)
			}
			if err == nil {
				body, _ := io.ReadAll(answer.Body)
				answer.Body.Close()
				if string(body) != "ok" {
					t.Errorf("body %q", body)
				}
			}
		}
	}
}

// Answers survive writing and reading, and a missing one is an error.
func TestAnswers(t *testing.T) {
	cases := []*peer.Case{peer.Random(1, 1, peer.Now), peer.Random(1, 2, peer.Now)}
	a := &peer.Answers{Program: "x 1.2", Set: "some", ByID: map[string]string{cases[0].ID: "ok"}}
	dir := t.TempDir()
	if err := peer.Save(dir, "x-1.2", cases, a); err == nil {
		t.Error("an answer is missing, and nothing said so")
	}
	a.ByID[cases[1].ID] = "a\tb\nc"
	if err := peer.Save(dir, "x-1.2", cases, a); err != nil {
		t.Fatal(err)
	}
	got := peer.Replay(t, dir, "some", "x-1.2", 1, func(c *peer.Case) string {
		if c.ID == cases[0].ID {
			return peer.NotChecked + "this"
		}
		return "a\tb\nc"
	})
	if got.Texts != 1 || got.Verdicts != 1 || got.Unchecked != 1 || got.Accepted != 1 {
		t.Errorf("%+v", got)
	}
}

var (
	remake = flag.Bool("remake", false, "write testdata/cases-common.tsv.gz anew: every recording then has to be too")
	again  = flag.Bool("remake-further", false, "write testdata/cases-further.tsv.gz anew, likewise")
)

// The further set is what Further makes of one seed.
func TestFurther(t *testing.T) {
	var cases []*peer.Case
	for n := range 120 {
		cases = append(cases, peer.Further(2, n, peer.Now))
	}
	if *again {
		if err := peer.WriteCases(peer.CasesFile("testdata", peer.FurtherSet), cases); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := peer.Shared(peer.FurtherSet)
	if err != nil || len(kept) != len(cases) {
		t.Fatalf("%d cases, %v", len(kept), err)
	}
	notes := map[string]bool{}
	for i, c := range cases {
		notes[c.Note] = true
		if b := peer.Further(2, i, peer.Now); b.Line() != c.Line() {
			t.Fatalf("case %d came out another way the second time", i)
		}
	}
	if len(notes) < 110 {
		t.Errorf("120 cases have only %d kinds of faults", len(notes))
	}
}

// The common set is what the recordings speak of; it changes only on purpose.
func TestCommon(t *testing.T) {
	const most = 500
	if *remake {
		cases := peer.Single(3, peer.Now)
		for n := range 600 {
			cases = append(cases, peer.Random(1, n, peer.Now))
		}
		if err := peer.WriteCases(peer.CasesFile("testdata", peer.CommonSet), cases); err != nil {
			t.Fatal(err)
		}
		return
	}
	cases, err := peer.Common()
	if err != nil || len(cases) < 1000 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	ids := map[string]bool{}
	for _, c := range cases {
		if ids[c.ID] {
			t.Errorf("two cases are called %s", c.ID)
		}
		ids[c.ID] = true
	}
	if file, err := os.Stat(peer.CasesFile("testdata", peer.CommonSet)); err != nil || file.Size() > most<<10 {
		t.Errorf("the common set should stay under %d KB: %v", most, err)
	}
}
