package read_test

import (
	"crypto/sha256"
	"math/rand/v2"
	"strings"
	"testing"

	"x509strict/engine/read"
)

// TestNothingIsInvented takes characters and lines out of every shape: what is still found must be one of the
// certificates that were put in, byte for byte, except in the few forms that cannot show a loss.
func TestNothingIsInvented(t *testing.T) {
	known := map[[32]byte]bool{}
	for _, n := range []string{"ca", "leaf"} {
		known[sha256.Sum256(newSample(t, n+".pem").der)] = true
	}
	rng := rand.New(rand.NewPCG(5, 6))
	each := 12
	if testing.Short() {
		each = 2
	}
	reads, lost := 0, 0
	for _, s := range shapes(t) {
		for range each {
			text := s.text
			if len(text) < 100 {
				continue
			}
			if lines := strings.Split(text, "\n"); rng.IntN(2) == 0 && len(lines) > 4 {
				i := 1 + rng.IntN(len(lines)-2)
				text = strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), "\n")
			} else {
				i := rng.IntN(len(text) - 3)
				text = text[:i] + text[i+1+rng.IntN(3):]
			}
			b, err := read.Read([]read.Input{{Data: []byte(text)}}, read.Options{})
			if err != nil {
				t.Fatal(err)
			}
			reads++
			for _, c := range b.Certificates {
				if !known[sha256.Sum256(c.Raw)] {
					lost++
					t.Logf("%s: a certificate of %d bytes that nobody put in, at %+v", s.name, len(c.Raw), c.Place)
				}
			}
		}
	}
	// Some damage cannot be seen: a digit less is another number, and where more bytes follow a certificate they move
	// up.
	if lost*100 > reads*3 {
		t.Errorf("%d of %d", lost, reads)
	}
}
