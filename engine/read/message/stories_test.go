package message_test

import (
	"math/rand"
	"strings"
	"testing"
)

// TestTwoStories reads every sixth message with another one below, and words or a line between: neither is taken for
// one of the other's program.
func TestTwoStories(t *testing.T) {
	all := everySample(t)
	random := rand.New(rand.NewSource(7))
	for n, between := range []string{"\n", "\nOn another machine we see this, which may be something else:\n\n"} {
		wrong, tried := 0, 0
		for i := n; i < len(all); i += 6 {
			above, below := all[i], all[random.Intn(len(all))]
			known := map[string]bool{"": true}
			for _, m := range append(taken(above.text), taken(below.text)...) {
				known[m.Client+" "+m.Slug+string(m.Meaning)] = true
			}
			text := strings.TrimRight(above.text, "\n") + "\n" + between + below.text
			tried++
			for _, m := range taken(text) {
				if what := m.Client + " " + m.Slug + string(m.Meaning); m.Client != "" && !known[what] {
					wrong++
					t.Logf("%s: neither of %s nor of %s\n%s", what, above.client, below.client, text)
					break
				}
			}
		}
		t.Logf("%q: %d of %d wrong", between, wrong, tried)
		if wrong*20 > tried { // one in twenty: where two programs of one language fail alike, words between part them
			t.Errorf("%q: %d of %d wrong", between, wrong, tried)
		}
	}
}

// TestRunBelow: a program that is run below an error and has one of its own did not say the one above, nor did one of
// another language.
func TestRunBelow(t *testing.T) {
	const python = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)\n"
	const golang = "Get \"https://a.example/\": x509: certificate signed by unknown authority\n"
	for _, c := range []struct{ text, client string }{
		{python + "\n$ aws s3 ls\nEOF occurred in violation of protocol (_ssl.c:777)\n", "python-3.13"},
		{golang + "\n$ helm repo update\nError: Get \"https://b.example/\": net/http: TLS handshake timeout\n", "go"},
		{"$ composer install\n" + python, "python-3.13"},
		{"Vagrant and puppet are installed.\n" + python, "python-3.13"},
		{"LWP::Protocol::https::Socket: certificate has expired\n\n$ gem install x\nERROR: bad ecpoint\n", "perl"},
	} {
		if got := taken(c.text); len(got) == 0 || got[0].Client != c.client {
			t.Errorf("want %s:\n%s\n%+v", c.client, c.text, got)
		}
	}
}
