package sketch_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"x509strict/engine/oid"
	"x509strict/engine/read/printed"
	"x509strict/engine/sketch"
)

var now = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// TestPart does not hold against a certificate what a part of a dump leaves out: whatever such a certificate needs is
// there.
func TestPart(t *testing.T) {
	for text, wants := range map[string][]string{
		"X509v3 Basic Constraints: critical\n    CA:TRUE\n": {
			oid.BasicConstraints, oid.KeyUsage, oid.SubjectKeyID, oid.AuthorityKeyID,
		},
		"X509v3 Key Usage: critical\n    Certificate Sign\n": {
			oid.BasicConstraints, oid.KeyUsage, oid.SubjectKeyID, oid.AuthorityKeyID,
		},
		"subject=CN = a\nnotAfter=Feb 14 14:25:14 2035 GMT\n": {oid.SubjectKeyID, oid.AuthorityKeyID},
	} {
		found := printed.Read([]byte(text))
		if len(found) != 1 {
			t.Errorf("%q: %d dumps", text, len(found))
			continue
		}
		c, err := sketch.Of(&found[0], now)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range wants {
			if c.Find(id) == nil {
				t.Errorf("%q: no %s", text, id)
			}
		}
		if len(c.Extensions) != len(wants) {
			t.Errorf("%q: %d extensions, want %d", text, len(c.Extensions), len(wants))
		}
	}
}

// FuzzOf draws whatever is read of any text.
func FuzzOf(f *testing.F) {
	files, err := filepath.Glob("../read/printed/testdata/*.*")
	if err != nil || len(files) == 0 {
		f.Fatal(err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("X509v3 Key Usage: critical\n\n1.99.4294967296.1: critical\n\nX509v3 Subject Alternative Name:\n<EMPTY>\n"))
	f.Add([]byte("Certificate:\n Version: 1 (0x0)\n Not After : Feb 14 14:25:14 2035 GMT\n Subject:\n Public-Key: (999999999 bit)\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, p := range printed.Read(text) {
			if _, err := sketch.Of(&p, now); err != nil {
				t.Errorf("%v in %q", err, text)
			}
		}
	})
}
