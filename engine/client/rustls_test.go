package client_test

import (
	"bytes"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
	"x509strict/engine/webpki"
)

// The rows of rustls say what the recordings in engine/webpki/testdata say, of every case whose certificates the
// engine reads.
func TestRustlsRecorded(t *testing.T) {
	cases, err := peer.Common()
	if err != nil {
		t.Fatal(err)
	}
	for id, file := range map[string]string{
		"rustls-ring": "rustls-webpki-0.103.15-ring", "rustls-aws-lc": "rustls-webpki-0.103.15-aws-lc",
	} {
		real, err := peer.ReadAnswers(peer.AnswersFile("../webpki/testdata", peer.CommonSet, file))
		if err != nil {
			t.Fatal(err)
		}
		who, compared, v := client.Find(id), 0, new(verify.Verifier)
		for _, c := range cases {
			k, ok := peerCase(c)
			line, path, _ := strings.Cut(real.ByID[c.ID], " | ")
			fits := bytes.Contains(c.Sent[0], testca.Named(c.Key).SPKI)
			if !ok || !fits || path == "ok" && line != "ok" { // the test's server has a key as no other has
				continue
			}
			for _, der := range c.CA {
				ok = ok && (*webpki.Readings)(nil).CheckAnchor(der) == nil
			}
			if !ok { // the recorded program passes over what it cannot read of a CA file; Deno and reqwest do not
				continue
			}
			compared++
			a := who.Judge(v, k)
			switch {
			case a.Accepted != (line == "ok") || a.Verdict() == client.NotChecked:
				t.Errorf("%s, case %s (%s): %s %q, the real one says %s", id, c.ID, c.Note, a.Verdict(), a.Text, line)
			case !a.Accepted && a.Text != cert.Shorten(line, 600) && !strings.HasPrefix(c.Key, "pss"):
				t.Errorf("%s, case %s (%s):\n said %s\n real %s", id, c.ID, c.Note, a.Text, line)
			case !a.Accepted && (len(a.Reasons) != 1 || rules.BySlug(a.Reasons[0].Rule) == nil):
				t.Errorf("%s, case %s (%s): no rule explains %s", id, c.ID, c.Note, a.Text)
			}
		}
		if compared < 1000 {
			t.Errorf("%s: only %d cases were compared", id, compared)
		}
	}
}
