package webpki_test

import (
	"net/netip"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/peer"
	"x509strict/engine/webpki"
)

// What the real Deno said to cases around its own present, without the moment of its clock.
const (
	denoSet     = "deno"
	denoProgram = "deno-2.9.6"
)

var (
	// The beginning of fetch's message, and what depends on the second in which it was asked.
	denoPrefix = regexp.MustCompile(`^fetch failed <- error sending request for url \([^ ]*\): client error \(Connect\): `)
	denoClock  = regexp.MustCompile(`verification time \d+ \(UNIX\), but | \(\d+ seconds (ago|in future)\)`)
)

// judgeDeno answers as Deno: a CA file with a certificate that webpki cannot read is refused at once.
func judgeDeno(c *peer.Case) string {
	for _, der := range c.CA {
		if err := (*webpki.Readings)(nil).CheckAnchor(der); err != nil {
			return err.Line()
		}
	}
	said := judge(webpki.AWSLC)(c)
	if !strings.HasPrefix(said, peer.NotChecked) {
		said, _, _ = strings.Cut(said, " | ")
	}
	return denoClock.ReplaceAllString(said, "")
}

func TestDenoRecorded(t *testing.T) {
	const unlike = 4 // the test's own server behaves as none does
	peer.Replay(t, "testdata", denoSet, denoProgram, unlike, judgeDeno)
}

// With -live or -record Deno is asked: the program deno, which npm has a package of.
func TestDenoLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks the real Deno; -live or -record does")
	}
	deno, err := exec.LookPath("deno")
	if err != nil {
		t.Skip("no deno in PATH; npm has it")
	}
	now := time.Now().Truncate(time.Second)
	var cases []*peer.Case
	for _, c := range peer.Unseen(t, now) {
		if _, err := netip.ParseAddr(c.Host); err == nil || c.Host == "localhost" {
			cases = append(cases, c)
		}
	}
	if *peer.Record {
		cases = cases[:min(200, len(cases))]
	}
	dir := t.TempDir()
	s, err := peer.Serve(cases, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	command := exec.Command(deno, "run", "--allow-all", "--no-config", "testdata/deno.mjs", dir)
	command.Env = append(os.Environ(), "DENO_NO_UPDATE_CHECK=1")
	command.Stderr = os.Stderr
	printed, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	real := &peer.Answers{Program: denoProgram, Set: denoSet, ByID: peer.ParseAnswers(printed)}
	for id, said := range real.ByID {
		real.ByID[id] = denoClock.ReplaceAllString(denoPrefix.ReplaceAllString(said, ""), "")
	}
	if *peer.Record {
		if err := peer.Save("testdata", denoProgram, cases, real); err != nil {
			t.Fatal(err)
		}
		return
	}
	peer.Compare(t, cases, real, judgeDeno)
}
