package content

import (
	"net/url"
	"slices"
	"strings"
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

// Every product names the documents that its facts were checked against, and no fact rests on another one.
func TestProductsNameTheirSources(t *testing.T) {
	for _, p := range Products {
		if p.Guide != "" {
			continue // the guide has sources of its own
		}
		if len(p.Sources) == 0 {
			t.Errorf("%s has no sources", p.ID)
		}
		var urls []string
		for _, s := range p.Sources {
			if s.Title == "" || !strings.HasPrefix(s.URL, "https://") || slices.Contains(urls, s.URL) {
				t.Errorf("%s: source %q at %q has no title, is no https address or is there twice", p.ID, s.Title, s.URL)
			}
			urls = append(urls, s.URL)
		}
		for _, f := range p.Facts {
			if !slices.Contains(urls, f.Source) {
				t.Errorf("%s: %q rests on %s, which is not among the sources", p.ID, f.What.EN, f.Source)
			}
		}
	}
}
