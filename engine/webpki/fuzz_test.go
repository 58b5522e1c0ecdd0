package webpki_test

import (
	"testing"

	"x509strict/engine/internal/peer"
	"x509strict/engine/webpki"
)

// Whatever bytes are called certificates, there is an answer, the same one twice.
func FuzzVerify(f *testing.F) {
	for n := range 40 {
		c := peer.Random(2, n, peer.Now)
		f.Add(c.Sent[0], c.Sent[len(c.Sent)-1], c.CA[0], c.Host)
	}
	signed := func(child, issuer []byte) (bool, string) { return len(child)%2 == 0 || len(issuer)%3 == 0, "" }
	f.Fuzz(func(t *testing.T, leaf, sent, trusted []byte, host string) {
		for _, p := range providers {
			in := webpki.Input{Provider: p, Leaf: leaf, Sent: [][]byte{sent, leaf}, Anchors: [][]byte{trusted},
				Host: host, Time: peer.Now, Signature: signed}
			a, b := webpki.Verify(in), webpki.Verify(in)
			if a.Err == nil != (b.Err == nil) {
				t.Fatal("two answers")
			}
			if a.Err != nil && (a.Err.Line() != b.Err.Line() || a.Err.Debug() == "") {
				t.Fatalf("%s, then %s", a.Err.Line(), b.Err.Line())
			}
			for _, e := range a.Later {
				if e.Line() == "" || a.Err != nil {
					t.Fatal("a warning without text, or of what is refused already")
				}
			}
		}
	})
}
