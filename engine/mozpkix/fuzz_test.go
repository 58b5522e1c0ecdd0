package mozpkix

import (
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
)

// FuzzJudge looks for panics and for answers that contradict themselves.
func FuzzJudge(f *testing.F) {
	cases, err := peer.Common()
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(cases); i += 25 {
		c := cases[i]
		next := c.Sent[len(c.Sent)-1]
		f.Add(c.Sent[0], next, c.CA[0], c.Host)
	}
	f.Fuzz(func(t *testing.T, leaf, next, ca []byte, host string) {
		in := Input{Host: host, Time: time.Unix(1790000000, 0)}
		for _, one := range []struct {
			der []byte
			to  *[]*cert.Certificate
		}{{leaf, &in.Sent}, {next, &in.Sent}, {ca, &in.Trusted}} {
			parsed, _, err := cert.Parse(one.der)
			if err != nil {
				return
			}
			*one.to = append(*one.to, parsed)
		}
		in.Signed = func(child, issuer *cert.Certificate) (bool, string) { return child != issuer, "" }
		if a := Judge(in); a.Error == Success && a.Chain == nil && len(a.NotChecked) == 0 {
			t.Errorf("accepted without a path: %+v", a)
		}
	})
}
