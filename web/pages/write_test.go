package pages

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWrite writes the site's pages; X509STRICT_PAGES names a folder to keep them in, for looking at them.
func TestWrite(t *testing.T) {
	dir := os.Getenv("X509STRICT_PAGES")
	if dir == "" {
		dir = t.TempDir()
	}
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	for name, want := range files(t) {
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		} else if string(got) != string(want) {
			t.Errorf("%s was not written as made", name)
		}
	}
}
