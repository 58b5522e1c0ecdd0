package pyca_test

import (
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/pyca"
)

// FuzzJudge: whatever is handed over, there is an answer.
func FuzzJudge(f *testing.F) {
	cases, err := peer.Common()
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases[:40] {
		f.Add(c.Sent[0], c.CA[0], c.Host)
	}
	f.Fuzz(func(t *testing.T, leaf, root []byte, host string) {
		a, _, err := cert.Parse(leaf)
		b, _, err2 := cert.Parse(root)
		if err != nil || err2 != nil {
			return
		}
		in := pyca.Input{Leaf: a, Sent: []*cert.Certificate{b}, Trusted: []*cert.Certificate{b, a}, Host: host,
			Time: time.Unix(1793534400, 0)}
		in.Signed = func(child, issuer *cert.Certificate) (bool, string) {
			return child.Signed().Verify(issuer.PublicKey())
		}
		if answer := pyca.Judge(in); answer.Unknown == "" && answer.Error == "" && len(answer.Path) == 0 {
			t.Errorf("accepted without a path")
		}
	})
}
