package issue_test

import (
	crand "crypto/rand"
	"strings"
	"testing"

	"x509strict/engine/issue"
	"x509strict/engine/plan"
	"x509strict/engine/tbs"
)

// TestReadmeOfKit holds that the README says of each file what it is: a node whose name begins like the CA's file is
// not what clients trust, and the key of a new node does not "stay".
func TestReadmeOfKit(t *testing.T) {
	s := issue.CASpec{
		Subject: issue.Subject{CommonName: "CA"},
		Nodes:   []issue.Node{{Name: "cassandra", Names: []string{"cassandra"}}, {Name: "alice", Client: true}},
	}
	files := must[[]issue.File](t)(issue.NewCA(s, issue.Generator(crand.Reader), crand.Reader, testTime, nil))
	text := string(issue.NewCAReadme(files, s, issue.HandOver(files, s, "")).Data)
	for _, want := range []string{
		"ca.crt: for the clients: what they trust\n",
		"ca.key: the CA's private key; keep it offline\n",
		"cassandra/cassandra.crt: its certificate, to be used with the key beside it\n",
		"alice/alice.crt: its certificate, to be used with the key beside it\n",
		"cassandra/cassandra.key: its private key\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, f := range files {
		if !strings.Contains(text, "\n"+f.Name+": ") {
			t.Errorf("%s is not named", f.Name)
		}
	}
}

// TestConfigWords holds that no value is read as a word of OpenSSL's configuration language, and that an empty one, for
// which it has no words, gets none.
func TestConfigWords(t *testing.T) {
	for _, c := range []struct {
		oid, value, want string
	}{
		{oidSAN, "\x30\x06\x81\x04copy", "DER:30:06:81:04:63:6F:70:79"},
		{oidSAN, "\x30\x06\x81\x04move", "DER:30:06:81:04:6D:6F:76:65"},
		{oidSAN, "\x30\x07\x81\x05copy.", "email:copy."},
		{"1.2.3.4", "", ""},
	} {
		if _, got := plan.ConfigLine(tbs.NewExtension(c.oid, false, []byte(c.value))); got != c.want {
			t.Errorf("%x: %q, want %q", c.value, got, c.want)
		}
	}
}

// TestKitNames holds the names of files apart from those of the CA and of Windows' devices, in any case of letters, and
// names within what X.509 allows.
func TestKitNames(t *testing.T) {
	for _, name := range []string{"ca.crt", "CA.KEY", "ca", "con", "NUL.example.com", "com1", "lpt9.x", "README.txt", "truststore.p12"} {
		if got := plan.FileBase(name); got != "server-"+strings.ToLower(name) {
			t.Errorf("%s: %s", name, got)
		}
	}
	s := issue.CASpec{
		Subject: issue.Subject{CommonName: " CA "},
		Nodes:   []issue.Node{{Name: "a ", Names: []string{"a"}}},
	}
	if s = must[issue.CASpec](t)(s.Fill()); s.Subject.CommonName != "CA" || s.Nodes[0].Name != "a" {
		t.Errorf("%q, %q", s.Subject.CommonName, s.Nodes[0].Name)
	}
	s.Nodes[0].Name = strings.Repeat("é", 65)
	if _, err := s.Fill(); err == nil {
		t.Error("a common name of 65 characters")
	}
}
