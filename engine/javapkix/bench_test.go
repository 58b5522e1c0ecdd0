package javapkix_test

import (
	"testing"

	"x509strict/engine/internal/peer"
	"x509strict/engine/javapkix"
)

// BenchmarkCheck judges the common cases, reading and signatures included.
func BenchmarkCheck(b *testing.B) {
	cases, err := peer.Common()
	if err != nil {
		b.Fatal(err)
	}
	ask := judge(javapkix.Java21)
	for b.Loop() {
		for _, c := range cases {
			ask(c)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(cases)), "µs/chain")
}
