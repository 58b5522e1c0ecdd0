package example

import (
	"fmt"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// Our own verifier answers every example as OpenSSL does, in every generation.
func TestOurVerifierAnswersAsOpenSSL(t *testing.T) {
	for _, c := range Cases {
		for _, r := range release.All {
			broken, mended, err := Answers(c.Slug, r)
			if err != nil {
				t.Error(err)
				continue
			}
			p := c.Profile
			p.Release = r
			if got := verified(t, c.Broken, p); got != broken {
				t.Errorf("%s, OpenSSL %s: our verifier says %s, OpenSSL %s", c.Slug, r, got, broken)
			}
			p = c.MendedProfile()
			p.Release = r
			if got := verified(t, c.Mended, p); got != mended {
				t.Errorf("%s mended, OpenSSL %s: our verifier says %s, OpenSSL %s", c.Slug, r, got, mended)
			}
		}
	}
}

func verified(t *testing.T, c Chain, p verify.Profile) string {
	parse := func(list ...[]byte) (out []*cert.Certificate) {
		for _, d := range list {
			x, rest, err := cert.Parse(d)
			if err != nil || len(rest) > 0 {
				t.Fatalf("parse: %v, %d bytes left", err, len(rest))
			}
			out = append(out, x)
		}
		return out
	}
	trusted := parse(c.Trusted...)
	if c.Settings != nil {
		settings, err := cert.ParseTrust(c.Settings)
		if err != nil {
			t.Fatal(err)
		}
		trusted[0].Trust = settings
	}
	result := new(verify.Verifier).Verify(parse(c.Leaf)[0], parse(c.Untrusted...), trusted, p)
	var list []string
	for _, e := range result.Events {
		list = append(list, fmt.Sprintf("%d@%d", e.Code.Number(p.Release), e.Depth))
	}
	switch {
	case len(list) > 0:
		return strings.Join(list, ",")
	case result.Internal:
		return "internal"
	}
	return "-"
}
