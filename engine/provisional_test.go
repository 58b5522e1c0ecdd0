package engine_test

import (
	"os"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestDumpBeside keeps what a dump says of a certificate that is not here, beside one that is, in either order, and
// drops the dump of one that is.
func TestDumpBeside(t *testing.T) {
	file := func(name string) string {
		b, err := os.ReadFile("read/printed/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	dump, pem := file("noku.openssl"), file("noku.pem")
	other := string(testpki.PEM(newWorld(t).easy))
	for text, want := range map[string]int{
		dump:                1,
		dump + pem:          0,
		pem + dump:          0,
		dump + other:        1,
		other + "\n" + dump: 1,
	} {
		r := check(t, engine.Options{}, read.Input{Data: []byte(text)})
		if len(r.Printed) != want || want == 1 && len(r.Printed[0].Findings) == 0 {
			t.Errorf("%d certificates, %d dumps, want %d: %+v", len(r.Certificates), len(r.Printed), want, r.Printed)
		}
	}
}
