package read_test

import (
	"crypto/sha256"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/read"
)

// shape is one way in which people paste.
type shape struct {
	name  string
	text  string
	want  string // our names of the certificates, in order
	notes string // note IDs, sorted
}

func shapes(t testing.TB) []shape {
	return slices.Concat(
		pemShapes(t), programShapes(t), toolShapes(t), bareShapes(t), hexShapes(t), fileShapes(t), furtherShapes(t),
		damagedShapes(t),
	)
}

func TestShapes(t *testing.T) {
	list := shapes(t)
	if len(list) < 80 {
		t.Fatalf("only %d shapes", len(list))
	}
	t.Logf("%d shapes", len(list))
	for _, s := range list {
		t.Run(s.name, func(t *testing.T) {
			b, err := read.Read([]read.Input{{Data: []byte(s.text)}}, read.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := certNames(t, b); got != s.want {
				t.Errorf("certificates %q, want %q\n%s", got, s.want, clip(s.text))
			}
			if got := noteIDs(b); got != s.notes {
				t.Errorf("notes %q, want %q: %v", got, s.notes, b.Notes)
			}
		})
	}
}

func clip(s string) string {
	if len(s) > 400 {
		return s[:400]
	}
	return s
}

func noteIDs(b *read.Bundle) string {
	var out []string
	for _, n := range b.Notes {
		out = append(out, n.ID)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func certNames(t testing.TB, b *read.Bundle) string {
	known := map[[32]byte]string{}
	for _, n := range []string{"ca", "leaf"} {
		known[sha256.Sum256(newSample(t, n+".pem").der)] = n
	}
	var out []string
	for _, c := range b.Certificates {
		name := known[sha256.Sum256(c.Raw)]
		if name == "" {
			name = "unknown"
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}
