package javapkix_test

import (
	"testing"
	"time"

	"x509strict/engine/internal/peer"
	"x509strict/engine/javapkix"
)

// FuzzCheck looks for panics, for an answer that is none, and for two answers to one question.
func FuzzCheck(f *testing.F) {
	cases, err := peer.Common()
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(cases); i += 20 {
		c := cases[i]
		f.Add(c.Sent[0], c.Sent[len(c.Sent)-1], c.CA[0], c.Host)
	}
	f.Fuzz(func(t *testing.T, leaf, sent, trusted []byte, host string) {
		for _, r := range releases {
			k := javapkix.Case{
				Sent:      []javapkix.Given{given(leaf), given(sent)},
				Trusted:   []javapkix.Given{given(trusted)},
				Host:      host,
				Time:      time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC),
				Signature: signature,
			}
			a, b := javapkix.Check(r, k), javapkix.Check(r, k)
			if a.Accepted != b.Accepted || a.Exception != b.Exception || a.Unknown != b.Unknown {
				t.Fatalf("two answers: %+v and %+v", a, b)
			}
			if !a.Accepted && a.Exception == "" && a.Unknown == "" {
				t.Fatal("no answer")
			}
		}
	})
}
