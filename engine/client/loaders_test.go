package client_test

import (
	"math/rand/v2"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/testca"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// TestLoadersAnswerAsTheirVerdicts: what a verifier is said not to load it refuses, even where it is trusted.
func TestLoadersAnswerAsTheirVerdicts(t *testing.T) {
	rows := map[string]string{
		"go": "go", "rustls": "rustls-ring", "java-17": "java-17", "java-21": "java-21", "java-25": "java-25",
	}
	refused := map[string]int{}
	for i := range 250 {
		raw := testca.Damaged(rand.New(rand.NewPCG(17, uint64(i))))
		c, rest, err := cert.Parse(raw)
		if err != nil || len(rest) > 0 {
			continue
		}
		for _, l := range client.Loaders {
			message, known := l.Load(raw)
			if rows[l.ID] == "" || !known || message == "" {
				continue
			}
			refused[l.ID]++
			k := client.Case{Leaf: c, Trusted: []*cert.Certificate{c}, Time: testca.Now, Release: release.Default}
			if a := client.Find(rows[l.ID]).Judge(new(verify.Verifier), k); a.Accepted {
				t.Errorf("%d: %s does not load it (%s) and accepts it", i, l.Name, message)
			}
		}
	}
	for id := range rows {
		if refused[id] < 5 {
			t.Errorf("%s loads nearly everything: %v", id, refused)
		}
	}
}
