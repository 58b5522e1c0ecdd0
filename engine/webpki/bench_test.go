package webpki_test

import (
	"testing"

	"x509strict/engine/internal/peer"
	"x509strict/engine/webpki"
)

// What it costs to judge the common cases, when another client has asked for the signatures before, and when not.
func BenchmarkVerify(b *testing.B) {
	cases, err := peer.Common()
	if err != nil {
		b.Fatal(err)
	}
	for name, remember := range map[string]bool{"computed": false, "remembered": true} {
		b.Run(name, func(b *testing.B) {
			sign := signer()
			judge := func() {
				for _, c := range cases {
					webpki.Verify(webpki.Input{Provider: webpki.Ring, Leaf: c.Sent[0], Sent: c.Sent[1:], Anchors: c.CA,
						Host: c.Host, Time: c.Time, Signature: sign})
				}
			}
			if remember {
				judge()
			}
			for b.Loop() {
				if !remember {
					sign = signer()
				}
				judge()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(cases)), "µs/chain")
		})
	}
}
