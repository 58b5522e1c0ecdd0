package issue_test

import (
	"archive/zip"
	"bytes"
	crand "crypto/rand"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/issue"
)

var kit = issue.CASpec{
	Subject: issue.Subject{
		Country:      "DE",
		Organization: "Ünïted 示例",
		CommonName:   "New CA",
	},
	PKCS12:   true,
	Password: "pass $'\"word",
	Nodes: []issue.Node{
		{Name: "node-1", Names: []string{"node-1.example.com", "localhost", "127.0.0.1", "::1"}},
		{Name: "node-2", Names: []string{"*.example.com"}, Both: true, Key: "EC P-384", Days: 90},
		{Name: "alice", Client: true},
	},
}

// TestNewCA makes a kit of every kind of key and asks every openssl at hand about it.
func TestNewCA(t *testing.T) {
	t.Parallel()
	commands := opensslCommands(t)
	for _, kind := range issue.Kinds {
		t.Run(kind, func(t *testing.T) {
			s := kit
			s.Key, s.NodeKey = kind, kind
			if strings.HasPrefix(kind, "ML-DSA") {
				s.NodeKey = "EC P-256"
			}
			s.Elasticsearch = kind != "Ed25519"
			s.Legacy = kind == "RSA 2048"
			steps := 0
			files := must[[]issue.File](
				t,
			)(
				issue.NewCA(
					s,
					issue.Generator(crand.Reader),
					crand.Reader,
					testTime,
					func(done, total int) error { steps = done; return nil },
				),
			)
			if steps != 8 {
				t.Errorf("progress ends at %d of 8", steps)
			}
			for release, root := range commands {
				if !knows(release, kind) {
					continue
				}
				inside, outside := folder(t, root)
				for _, f := range files {
					if f.Name == "node-2/node-2.crt" {
						checkNode2(t, f.Data)
					}
					write(t, filepath.Join(outside, f.Name), f.Data)
				}
				script := `set -e
for n in node-1 node-2; do openssl verify -x509_strict -partial_chain -purpose sslserver -auth_level 2 -no-CApath -no-CAfile -CAfile ca.crt $n/$n.crt; done
openssl verify -x509_strict -purpose sslclient -auth_level 2 -no-CApath -no-CAfile -CAfile ca.crt alice/alice.crt
openssl verify -no-CApath -no-CAfile -CAfile ca.crt -verify_hostname localhost node-1/node-1.crt
openssl verify -no-CApath -no-CAfile -CAfile ca.crt -verify_ip ::1 node-1/node-1.crt
for k in ca.key node-1/node-1.key; do grep -q ENCRYPTED $k; openssl pkey -in $k -passin env:P -pubout -out $k.pub; done
openssl x509 -in ca.crt -noout -pubkey | cmp - ca.key.pub
for n in node-1 alice; do openssl pkcs12 $LEGACY -in $n/$n.p12 -passin env:P -nodes -out all.pem; test $(grep -c 'BEGIN CERT' all.pem) = 2; grep -q 'PRIVATE KEY' all.pem; done
openssl pkcs12 $LEGACY -in truststore.p12 -passin env:P -nokeys -out trust.pem; grep -q 'BEGIN CERT' trust.pem`
				legacy := "LEGACY="
				if s.Legacy && release != "1.1.1" {
					legacy = "LEGACY=-legacy"
				}
				if out, err := shell(t, root, inside, script, "P="+s.Password, legacy); err != nil {
					t.Errorf("OpenSSL %s: %v\n%s", release, err, out)
				}
			}
			keytool(t, files, s.Password, kind)
		})
	}
}

// keytool opens the PKCS#12 files with Java.
func keytool(t *testing.T, files []issue.File, password, kind string) {
	t.Helper()
	if _, err := exec.LookPath("keytool"); err != nil {
		missing(t, "keytool (a Java runtime)")
		return
	}
	dir := t.TempDir()
	seen := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".p12") {
			continue
		}
		seen++
		path := filepath.Join(dir, filepath.Base(f.Name))
		write(t, path, f.Data)
		cmd := exec.Command("keytool", "-list", "-v", "-storetype", "PKCS12", "-keystore", path, "-storepass:env", "P")
		cmd.Env = append(os.Environ(), "P="+password, "LC_ALL=C.UTF-8", "LANGUAGE=en")
		out, err := cmd.CombinedOutput()
		want := "PrivateKeyEntry"
		if strings.HasSuffix(f.Name, "truststore.p12") {
			want = "trustedCertEntry"
		}
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s (%s): %v\n%s", f.Name, kind, err, out)
		}
	}
	if seen != 4 {
		t.Errorf("%d PKCS#12 files, want 4", seen)
	}
}

func TestNewCARefuses(t *testing.T) {
	for name, change := range map[string]func(*issue.CASpec){
		"no name":           func(s *issue.CASpec) { s.Subject.CommonName = "" },
		"country":           func(s *issue.CASpec) { s.Subject.Country = "Germany" },
		"lifetime":          func(s *issue.CASpec) { s.Years = 1000 },
		"node without name": func(s *issue.CASpec) { s.Nodes = []issue.Node{{Names: []string{"a"}}} },
		"server without":    func(s *issue.CASpec) { s.Nodes = []issue.Node{{Name: "a"}} },
		"kind of key":       func(s *issue.CASpec) { s.Nodes = []issue.Node{{Name: "a", Names: []string{"a"}, Key: "DSA"}} },
		"password for Java": func(s *issue.CASpec) { s.Password = "pässwörd" },
		"CA not UTF-8":      func(s *issue.CASpec) { s.Subject.CommonName = "a\xfe" },
		"node not UTF-8":    func(s *issue.CASpec) { s.Nodes = []issue.Node{{Name: "a\xfe", Names: []string{"a"}}} },
		"control character": func(s *issue.CASpec) { s.Subject.Organization = "a\nb" },
		"not a DNS name":    func(s *issue.CASpec) { s.Nodes = []issue.Node{{Name: "a", Names: []string{"a b"}}} },
	} {
		s := kit
		change(&s)
		if _, err := issue.NewCA(
			s,
			issue.Generator(crand.Reader),
			crand.Reader,
			testTime,
			nil,
		); !errors.Is(
			err,
			issue.ErrSpec,
		) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s := kit
	s.Key = "RSA 512"
	if _, err := issue.NewCA(s, issue.Generator(crand.Reader), crand.Reader, testTime, nil); err == nil {
		t.Error("RSA 512 is made")
	}
	stop := errors.New("stop")
	if _, err := issue.NewCA(
		kit,
		issue.Generator(crand.Reader),
		crand.Reader,
		testTime,
		func(done, total int) error { return stop },
	); !errors.Is(
		err,
		stop,
	) {
		t.Errorf("cancelling: %v", err)
	}
}

func TestParseNodes(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string // "name: names; ..." or, in brackets, a part of the error
	}{
		"lines":            {"# servers\nnode1 node1.example.com, 10.0.0.1\nlocalhost\n\nclient: alice\n", "node1: node1.example.com 10.0.0.1; localhost: localhost; client alice: "},
		"instances":        {"instances:\n  - name: \"node1\"\n    ip:\n      - \"192.0.2.1\"\n    dns:\n      - node1.mydomain.com # its name\n      - 'node1'\n  - name: node2\n    ip: [ 198.51.100.1, \"::1\" ]\n    dns: node2\n", "node1: 192.0.2.1 node1.mydomain.com node1; node2: 198.51.100.1 ::1 node2"},
		"unindented":       {"---\ninstances:\n- name: node1\n  dns:\n  - a.example.com\n  - b.example.com\n- name: CN=node2\n  filename: second\n  ip: 10.0.0.2\r\n", "node1: a.example.com b.example.com; node2: 10.0.0.2"},
		"unknown key":      {"instances:\n  - name: a\n    port: 9200\n", "(line 3: the key \"port\")"},
		"no name":          {"instances:\n  - dns: a\n", "(no name)"},
		"anchors":          {"instances:\n  - name: &x a\n", "(does not need)"},
		"open bracket":     {"instances:\n  - name: a\n    dns: [ a,\n b ]\n", "(line 3: a list in brackets)"},
		"tabs":             {"instances:\n\t- name: a\n", "(tabs)"},
		"other mapping":    {"instances:\n  - name: a\nother:\n  - b\n", "(only the key instances)"},
		"bad address":      {"node1 exa mple!.com", "(line 1: \"mple!.com\" is no DNS name)"},
		"client no name":   {"client:\n", "(line 1: a name is missing)"},
		"quote not closed": {"instances:\n  - name: \"a\n", "(quote)"},
	} {
		nodes, err := issue.ParseNodes(c.text)
		if part, wantErr := strings.CutPrefix(c.want, "("); wantErr {
			if err == nil || !strings.Contains(err.Error(), strings.TrimSuffix(part, ")")) {
				t.Errorf("%s: %v, want %s", name, err, part)
			}
			continue
		}
		var got []string
		for _, n := range nodes {
			prefix := ""
			if n.Client {
				prefix = "client "
			}
			got = append(got, prefix+n.Name+": "+strings.Join(n.Names, " "))
		}
		if err != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, %v, want %q", name, strings.Join(got, "; "), err, c.want)
		}
	}
}

func TestZip(t *testing.T) {
	files := []issue.File{
		{Name: "ca.crt", Data: []byte("a")},
		{Name: "x/ca.key", Data: []byte("b")},
		{Name: "reissue.sh", Data: []byte("c")},
	}
	one, two := must[[]byte](t)(issue.Zip(files)), must[[]byte](t)(issue.Zip(files))
	if !bytes.Equal(one, two) {
		t.Error("equal files make different archives")
	}
	r := must[*zip.Reader](t)(zip.NewReader(bytes.NewReader(one), int64(len(one))))
	if len(r.File) != 3 || r.File[1].Mode() != 0o600 || r.File[2].Mode() != 0o755 {
		t.Errorf("%d members, modes %v %v", len(r.File), r.File[1].Mode(), r.File[2].Mode())
	}
}

// checkNode2 looks at what was wished for the second node of the kit.
func checkNode2(t *testing.T, data []byte) {
	t.Helper()
	block, _ := pem.Decode(data)
	if block == nil {
		t.Fatal("node-2.crt holds no PEM")
	}
	c, _, err := cert.Parse(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	end, err := c.NotAfter.UTC()
	if err != nil || !end.Equal(testTime.AddDate(0, 0, 90)) || c.SPKI.Describe() != "EC P-384" ||
		len(c.ExtKeyUsage) != 2 ||
		len(c.Serial) < 12 {
		t.Errorf(
			"node-2: %s, %s, purposes %v, serial %x, %v",
			end,
			c.SPKI.Describe(),
			c.ExtKeyUsage,
			c.Serial,
			err,
		)
	}
}
