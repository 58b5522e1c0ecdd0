package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
)

// TestAuditRepairs plans for a folder, makes the CA with its key, and finds nothing to do for what came out.
func TestAuditRepairs(t *testing.T) {
	dir := t.TempDir()
	root := testpki.Root(t, "Fleet CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	var leaves []*testpki.Cert
	for _, name := range []string{"one", "two", "three"} {
		leaves = append(leaves, root.Server(t, name, nil))
	}
	servers := write(t, dir, "servers.pem", testpki.PEM(leaves...))
	ca := write(t, dir, "ca.pem", testpki.PEM(root))
	key := write(t, dir, "ca.key", root.KeyPEM(t))
	for _, c := range []struct {
		args   []string
		status int
		want   string // on standard output, or on the other
	}{
		{[]string{servers, ca}, 1, "re-issuing Fleet CA mends 4 of 4"},
		{[]string{"-ca-key", key, servers, ca}, 2, "-ca-key wants -out"},
		{[]string{"localhost:1"}, 2, "-repair takes files"},
		{nil, 2, "-repair takes files"},
		{[]string{"-ca-key", key, "-out", filepath.Join(dir, "out"), servers, ca}, 0, "4 accepted, 0 refused"},
		{[]string{servers, filepath.Join(dir, "out", "fleet-ca.crt")}, 0, "0 of 4 certificates are refused"},
	} {
		status, out, errs := do(t, nil, append([]string{"audit", "-repair", "-time", at}, c.args...)...)
		if status != c.status || !strings.Contains(out+errs, c.want) {
			t.Errorf("%q: status %d, want %d with %q:\n%s%s", c.args, status, c.status, c.want, out, errs)
		}
	}
	for _, name := range []string{"README.txt", "plan.csv", "plan.json"} {
		if _, err := os.Stat(filepath.Join(dir, "out", name)); err != nil {
			t.Error(err)
		}
	}
}
