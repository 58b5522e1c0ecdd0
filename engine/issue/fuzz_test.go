package issue_test

import (
	"encoding/pem"
	"errors"
	"path"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/issue"
)

// FuzzNodes makes a CA for any list of nodes or instances.yml: what is accepted becomes certificates with just the
// names that were asked for, under file names that stay inside the folder where they are unpacked.
func FuzzNodes(f *testing.F) {
	f.Add("node1 node1.example.com, 10.0.0.1\nlocalhost\n\nclient: alice\n", "CA")
	f.Add(
		"instances:\n  - name: \"node1\"\n    ip:\n      - \"192.0.2.1\"\n    dns:\n      - node1.mydomain.com # its name\n  - name: node2\n    ip: [ 198.51.100.1, \"::1\" ]\n",
		"Elastic CA",
	)
	f.Add("../../etc/passwd a.example\n.. b.example\nCON c.example\n", "../ca")
	f.Fuzz(func(t *testing.T, list, name string) {
		nodes, err := issue.ParseNodes(list)
		if err != nil {
			if !errors.Is(err, issue.ErrSpec) {
				t.Fatal(err)
			}
			return
		}
		if len(nodes) > 4 {
			nodes = nodes[:4] // every further one costs as much and shows the same
		}
		s := issue.CASpec{Subject: issue.Subject{CommonName: name}, Nodes: nodes, Elasticsearch: true}
		files, err := issue.NewCA(s, issue.Generator(ones{}), ones{}, testTime, nil)
		if err != nil {
			if !errors.Is(err, issue.ErrSpec) {
				t.Fatal(err)
			}
			return
		}
		seen := map[string]bool{}
		for _, file := range files {
			if clean := path.Clean(
				"/" + file.Name,
			); clean != "/"+file.Name || strings.ContainsAny(file.Name, "\\:\x00\n") ||
				seen[strings.ToLower(file.Name)] {
				t.Errorf("the file name %q (seen: %v)", file.Name, seen[strings.ToLower(file.Name)])
			}
			seen[strings.ToLower(file.Name)] = true
			if !strings.HasSuffix(file.Name, ".crt") {
				continue
			}
			block, _ := pem.Decode(file.Data)
			if block == nil {
				t.Fatalf("%s holds no PEM", file.Name)
			}
			if _, _, err := cert.Parse(block.Bytes); err != nil {
				t.Errorf("%s: %v", file.Name, err)
			}
		}
	})
}

// ones is a source of randomness that never runs dry.
type ones struct{}

func (ones) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(i + 1)
	}
	return len(p), nil
}
