package example

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"x509strict/engine/rules"
)

var update = flag.Bool("update", false, "write chains/ anew")

func TestEveryRuleHasAnExampleOrAReason(t *testing.T) {
	for _, r := range rules.All() {
		if r.Code == 0 {
			continue
		}
		c, why := Of(r.Slug), None[r.Slug]
		switch {
		case c == nil && why.EN == "":
			t.Errorf("%s has neither an example nor a reason for none", r.Slug)
		case c != nil && why.EN != "":
			t.Errorf("%s has both an example and a reason for none", r.Slug)
		}
	}
	for _, c := range Cases {
		if rules.BySlug(c.Slug) == nil {
			t.Errorf("%s is no rule", c.Slug)
		}
		if c.Story.EN == "" || c.Story.ZH == "" {
			t.Errorf("%s: the story is not in both languages", c.Slug)
		}
	}
}

// The files are what the tables make; -update writes them.
func TestFilesAreWhatTheTablesMake(t *testing.T) {
	want := map[string]bool{}
	for _, c := range Cases {
		for _, mended := range []bool{false, true} {
			chain := c.Broken
			if mended {
				chain = c.Mended
			}
			made := bytes.Join(chain.All(), nil)
			name := filepath.Join("chains", fileName(c.Slug, mended))
			want[name] = true
			if *update {
				if err := os.WriteFile(name, made, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			kept, err := File(c.Slug, mended)
			if err != nil {
				t.Errorf("%s: %v (go test ./web/pages/example -update writes it)", c.Slug, err)
			} else if !bytes.Equal(kept, made) {
				t.Errorf("%s differs from what the tables make", name)
			}
		}
	}
	files, err := filepath.Glob("chains/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !want[f] {
			t.Errorf("%s belongs to no case", f)
		}
	}
}
