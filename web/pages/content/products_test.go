package content

import (
	"net/url"
	"testing"
)

// A reader can look every path and command of a product up where it comes from.
func TestEveryProductFactHasASource(t *testing.T) {
	for _, p := range Products {
		if p.Guide != "" {
			continue
		}
		complete(t, p.ID+" about", p.About)
		if len(p.Facts) == 0 {
			t.Errorf("%s has no facts", p.ID)
		}
		for _, f := range p.Facts {
			complete(t, p.ID+" fact", f.What)
			u, err := url.Parse(f.Source)
			if err != nil || u.Scheme != "https" || u.Host == "" {
				t.Errorf("%s: source %q of %q is no link", p.ID, f.Source, f.What.EN)
			}
		}
	}
}
