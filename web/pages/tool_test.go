package pages

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/read"
	"x509strict/web/pages/example"
)

// The tool shows an example as its page says: given the certificates alone, Python 3.13 raises the example's events
// and names its rule, and accepts the mended chain.
func TestTheToolShowsExamplesAsTheirPagesSay(t *testing.T) {
	for _, c := range example.Cases {
		if !c.Bare {
			continue
		}
		r := checked(t, c, c.Broken)
		var events []string
		for _, e := range r.Events {
			events = append(events, fmt.Sprintf("%d@%d", e.Code, e.Depth))
		}
		if strings.Join(events, ",") != c.Events || r.Verdict != "refused" {
			t.Errorf("%s: the tool says %s, %q %s; its page says %s", c.Slug, r.Verdict, r.Message, events, c.Events)
		}
		found := false
		for _, f := range r.Findings {
			found = found || f.Rule == c.Slug && f.Saw != "" && f.Fix != ""
		}
		if !found {
			t.Errorf("%s: no finding names the rule", c.Slug)
		}
		if c.Slug == "proxy-certificates-not-allowed" {
			continue // mended in the client, not in the certificates
		}
		if r := checked(t, c, c.Mended); r.Verdict != "accepted" {
			t.Errorf("%s, mended: the tool says %s, %q", c.Slug, r.Verdict, r.Message)
		}
	}
}

func checked(t *testing.T, c example.Case, chain example.Chain) *engine.Report {
	t.Helper()
	var in []byte
	for _, d := range chain.All() {
		in = append(in, example.PEM(d)...)
	}
	r, err := engine.Check(
		[]read.Input{{Data: in}},
		engine.Options{Host: c.Host(), Time: time.Unix(example.Now, 0).UTC()},
	)
	if err != nil {
		t.Fatalf("%s: %v", c.Slug, err)
	}
	return r
}
