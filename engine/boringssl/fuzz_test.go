package boringssl

import (
	"testing"
	"time"

	"x509strict/engine/internal/peer"
)

// FuzzBun looks for panics, and for answers that contradict themselves.
func FuzzBun(f *testing.F) {
	cases, err := peer.Common()
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(cases); i += 25 {
		c := cases[i]
		f.Add(c.Sent[0], c.Sent[len(c.Sent)-1], c.CA[0], c.Host)
	}
	f.Fuzz(func(t *testing.T, leaf, next, ca []byte, host string) {
		in := Input{Sent: [][]byte{leaf, next}, Trusted: [][]byte{ca, next}, Host: host, Time: time.Unix(1793534400, 0),
			Signature: func(child, issuer []byte) (bool, string) { return len(child)%7 > 0, "" }}
		for _, in.Flags = range []Flags{0, PartialChain} {
			v := Bun(in)
			if v.Accepted() != (v.Name == "") || v.Accepted() && len(v.Events) > 0 || v.Anchor > len(v.Chain) {
				t.Errorf("contradiction: %+v", v)
			}
		}
	})
}
