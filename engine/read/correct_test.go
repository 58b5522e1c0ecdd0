package read_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestCorrection loses, doubles or spoils a character anywhere in a certificate and wants it whole again, from its own
// signature or its issuer's; without issuer, or with two changes, nothing.
func TestCorrection(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	leaf := root.Server(t, "host.example.com", nil)
	text := strings.TrimSpace(string(testpki.PEM(leaf)))
	lines := strings.Split(text, "\n")
	r := rand.New(rand.NewPCG(17, 4))
	found := map[string]int{}
	for i := range 24 {
		n := 1 + r.IntN(len(lines)-3)
		at := r.IntN(len(lines[n]))
		if i < 6 { // both ends of a line
			n, at = 1+i/3, len(lines[1])-1
		}
		if i >= 18 { // where nothing tells yet how long it is
			n, at = 1, i-18
		}
		changed := append([]string{}, lines...)
		kind := []string{"missing", "doubled", "replaced"}[i%3]
		switch line := lines[n]; kind {
		case "missing":
			changed[n] = line[:at] + line[at+1:]
		case "doubled":
			changed[n] = line[:at+1] + line[at:]
		case "replaced":
			changed[n] = line[:at] + "*" + line[at+1:]
		}
		damaged := strings.Join(changed, "\n") + "\n"
		b, err := read.Read([]read.Input{{Data: []byte(damaged)}, {Data: testpki.PEM(root)}}, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Damaged) != 1 {
			t.Errorf("%s in line %d column %d: %d damaged, notes %+v", kind, n, at, len(b.Damaged), b.Notes)
			continue
		}
		c := b.Damaged[0].Correction
		if c == nil || !bytes.Equal(c.Data, leaf.DER) || c.Line != n+1 {
			t.Errorf("%s in line %d column %d: %+v", kind, n, at, c)
			continue
		}
		found[kind]++
		alone, err := read.Read([]read.Input{{Data: []byte(damaged)}}, read.Options{})
		if err != nil || len(alone.Damaged) != 1 || alone.Damaged[0].Correction != nil {
			t.Errorf("%s without issuer: %v, %+v", kind, err, alone.Damaged)
		}
	}
	if found["missing"] < 8 || found["doubled"] < 8 || found["replaced"] < 8 {
		t.Error(fmt.Sprint(found))
	}
	t.Log(found)
}
