package engine_test

import (
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestTerminal: the line names protocol, port and CA file as far as they are known, and nothing in it is taken apart by
// a shell.
func TestTerminal(t *testing.T) {
	root := testpki.Root(t, "A CA", nil)
	leaf := root.Server(t, "db.example", nil)
	pem := testpki.PEM(leaf, root)
	postgres := "psycopg.OperationalError: connection to server at \"db.example\" (10.0.0.5), port 5433 failed: " +
		"SSL error: certificate verify failed\n"
	for _, c := range []struct {
		o    engine.Options
		in   []read.Input
		want string
	}{
		{engine.Options{}, []read.Input{{Data: pem}}, ""},
		{engine.Options{Host: "db.example"}, []read.Input{{Data: pem}}, "x509strict check https://db.example -ca ca.crt"},
		{engine.Options{Host: "::1"}, []read.Input{{Data: testpki.PEM(leaf)}}, "x509strict check 'https://[::1]'"},
		{engine.Options{}, []read.Input{{Data: append([]byte(postgres), pem...)}},
			"x509strict check postgres://db.example:5433 -ca ca.crt"},
		{engine.Options{Host: "db.example", Client: "go"},
			[]read.Input{{Name: "s.pem", Data: testpki.PEM(leaf)}, {Name: "a b/it's.pem", Data: testpki.PEM(root)}},
			`x509strict check https://db.example -ca 'it'\''s.pem' -client go`},
	} {
		if got := check(t, c.o, c.in...).Terminal; got != c.want {
			t.Errorf("%+v: %s\nwant %s", c.o, got, c.want)
		}
	}
}
