package plan_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

// at is after the birth of every certificate of testpki and before its end.
var at = testpki.Now.Add(time.Hour)

// set is what a plan is made from, by name.
type set struct {
	in    plan.Input
	index map[string]int
}

// with adds a certificate in a role.
func (s *set) with(t *testing.T, name string, c *testpki.Cert, role roles.Role) {
	t.Helper()
	parsed, _, err := cert.Parse(c.DER)
	if err != nil {
		t.Fatal(err)
	}
	if s.index == nil {
		s.index = map[string]int{}
	}
	s.index[name] = len(s.in.Certificates)
	s.in.Certificates, s.in.Roles = append(s.in.Certificates, parsed), append(s.in.Roles, role)
	s.in.Time = at
}

func withoutUsage(s *testpki.Spec) { s.Drop(oid.KeyUsage) }

// steps are the files of the steps of a kind.
func steps(p *plan.Plan, kind string) (files [][]string) {
	for _, s := range p.Steps {
		if s.Kind == kind {
			files = append(files, s.Files)
		}
	}
	return files
}

// TestIntermediates: every intermediate certificate that changes is named to the servers, and the same input gives
// the same plan.
func TestIntermediates(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	var s set
	s.with(t, "root", root, roles.Anchor)
	for _, name := range []string{"A", "B", "C"} {
		s.with(t, name, root.Intermediate(t, name, withoutUsage), roles.Intermediate)
	}
	var first []byte
	for run := range 50 {
		p, err := plan.Make(s.in)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		if run == 0 {
			first = got
			var files []string
			for _, r := range p.Reissues {
				files = append(files, r.File)
			}
			server := steps(p, "server")
			if len(files) != 3 || len(server) != 1 || !slices.Equal(server[0], files) {
				t.Errorf("re-issued are %v, servers install %v", files, server)
			}
		} else if string(got) != string(first) {
			t.Fatalf("run %d differs:\n%s\n%s", run, got, first)
		}
	}
}

// TestServers: a server whose chain changes is told the files, one beside it that sends another intermediate too.
func TestServers(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	sent, other := root.Intermediate(t, "Sent", withoutUsage), root.Intermediate(t, "Other", withoutUsage)
	var s set
	s.with(t, "root", root, roles.Anchor)
	s.with(t, "sent", sent, roles.Intermediate)
	s.with(t, "other", other, roles.Intermediate)
	s.with(t, "leaf", sent.Server(t, "localhost", nil), roles.Leaf)
	p, err := plan.Make(s.in)
	if err != nil {
		t.Fatal(err)
	}
	file := map[int]string{}
	for _, r := range p.Reissues {
		file[r.Certificate] = r.File
	}
	want := [][]string{{file[s.index["sent"]]}, {file[s.index["other"]]}}
	got := steps(p, "server")
	if len(p.Reissues) != 2 || len(got) != 2 || !slices.Equal(got[0], want[0]) || !slices.Equal(got[1], want[1]) {
		t.Errorf("servers install %v, want %v", got, want)
	}
}

// TestRoot: a root that changes goes to the clients, and servers do nothing.
func TestRoot(t *testing.T) {
	root := testpki.Root(t, "Root", withoutUsage)
	var s set
	s.with(t, "root", root, roles.Anchor)
	s.with(t, "leaf", root.Server(t, "localhost", nil), roles.Leaf)
	p, err := plan.Make(s.in)
	if err != nil {
		t.Fatal(err)
	}
	if p.State != plan.Possible || len(p.Reissues) != 1 || p.Reissues[0].Certificate != 0 || p.Reissues[0].Signer != 0 {
		t.Fatalf("state %s, re-issues %+v", p.State, p.Reissues)
	}
	if clients := steps(p, "distribute"); len(clients) != 1 || !slices.Equal(clients[0], []string{"ca.crt"}) {
		t.Errorf("clients get %v", clients)
	}
	if servers := steps(p, "server"); len(servers) != 1 || len(servers[0]) != 0 {
		t.Errorf("servers install %v", servers)
	}
}

// TestChineseLists: names and files in a list stand apart by the mark that Chinese lists have.
func TestChineseLists(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	var s set
	s.with(t, "root", root, roles.Anchor)
	s.with(t, "A", root.Intermediate(t, "A", withoutUsage), roles.Intermediate)
	s.with(t, "B", root.Intermediate(t, "B", withoutUsage), roles.Intermediate)
	s.in.Lang = lang.Chinese
	p, err := plan.Make(s.in)
	if err != nil {
		t.Fatal(err)
	}
	if want := "重新签发“A”、“B”；密钥不变。"; !strings.HasPrefix(p.Summary, want) {
		t.Errorf("the summary is %q, not %q", p.Summary, want)
	}
}
