package chromepki

import (
	"testing"
	"time"

	"x509strict/engine/internal/peer"
)

// FuzzVerify looks for panics, and for answers that contradict themselves.
func FuzzVerify(f *testing.F) {
	cases, err := peer.Common()
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(cases); i += 25 {
		c := cases[i]
		f.Add(c.Sent[0], c.Sent[len(c.Sent)-1], c.CA[0], c.Host)
	}
	f.Fuzz(func(t *testing.T, leaf, next, ca []byte, host string) {
		v := Verify(Input{Sent: [][]byte{leaf, next}, Trusted: [][]byte{ca, next}, Host: host,
			Time:      time.Unix(1793534400, 0),
			Signature: func(child, issuer []byte) (bool, string) { return len(child)%7 > 0, "" }})
		if v.NetError == "" && (len(v.Faults) > 0 || v.WrongName || !v.Trusted) {
			t.Errorf("contradiction: %+v", v)
		}
	})
}
