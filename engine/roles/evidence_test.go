package roles_test

import (
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

// seen puts a certificate where a listing, a keystore or a label shows it.
type seen struct {
	c        *testpki.Cert
	file     string // "-ca" for the CA file
	label    string
	position read.Position
	block    int
}

func sighted(t *testing.T, list []seen) []roles.Item {
	t.Helper()
	var out []roles.Item
	for _, x := range list {
		c, _, err := cert.Parse(x.c.DER)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, roles.Item{Certificate: c, File: x.file, Seen: []read.Sighting{{
			Place: read.Place{File: x.file}, Label: x.label, Position: x.position, Block: x.block, CAFile: x.file == "-ca",
		}}})
	}
	return out
}

// TestEvidence holds the table to what people mean by what they paste.
func TestEvidence(t *testing.T) {
	bare := func(s *testpki.Spec) { s.Drop("2.5.29.15") } // as "openssl req -x509" makes them
	named := func(names ...string) func(*testpki.Spec) {
		return func(s *testpki.Spec) { s.Drop("2.5.29.15"); s.Set(testpki.SAN(names...)) }
	}
	root := testpki.Root(t, "Example Root CA", nil)
	middle := root.Intermediate(t, "Example Issuing CA", nil)
	leaf := middle.Server(t, "leaf.example", nil)
	other := testpki.Root(t, "Other CA", nil)
	plainHost := testpki.Root(t, "srv.example.org", bare)
	plainCA := testpki.Root(t, "Example Test CA", bare)
	sameName := testpki.Root(t, "srv.example.org", named("srv.example.org"))
	caWithNames := testpki.Root(t, "ROOT", named("root.dns.a-record"))
	caNamedHost := testpki.Root(t, "root.dns.a-record", named("root.dns.a-record"))
	address := testpki.Root(t, "10.152.183.1", bare)
	unnamed := testpki.Root(t, "server", named("10.0.0.5"))

	for _, c := range []struct {
		name  string
		given []seen
		roles string // with "?" behind those that are not sure
	}{
		{"a host's self-signed certificate, pasted", []seen{{c: plainHost}}, "anchor?"},
		{"the same, shown by s_client", []seen{{c: plainHost, position: read.Presented}}, "leaf"},
		{"the same in tls.crt", []seen{{c: plainHost, file: "tls.crt"}}, "leaf"},
		{"the same in ca.crt", []seen{{c: plainHost, file: "ca.crt"}}, "anchor"},
		{"the same under certificate-authority-data", []seen{{c: plainHost, label: "certificate-authority-data"}}, "anchor"},
		{"the same in a truststore", []seen{{c: plainHost, position: read.TrustedEntry}}, "anchor"},
		{"the same with its private key's entry", []seen{{c: plainHost, position: read.KeyEntry}}, "leaf"},
		{"a test CA, pasted", []seen{{c: plainCA}}, "anchor"},
		{"a test CA in server.pem", []seen{{c: plainCA, file: "server.pem"}}, "anchor"},
		{"a test CA that a server presents", []seen{{c: plainCA, position: read.Presented}}, "leaf"},
		{"a CA with its private key's entry", []seen{{c: plainCA, position: read.KeyEntry}}, "anchor"},
		{"names, one of them the common name", []seen{{c: sameName}}, "leaf"},
		{"the same beside a leaf of another", []seen{{c: sameName}, {c: leaf}}, "leaf? leaf"},
		{"a CA that bears names", []seen{{c: caWithNames}}, "anchor"},
		{"a CA that bears names, in node.pem", []seen{{c: caWithNames, file: "node.pem"}}, "anchor?"},
		{"a CA called like a host that it names", []seen{{c: caNamedHost}}, "anchor?"},
		{"the same beside a leaf of another", []seen{{c: caNamedHost}, {c: leaf}}, "anchor leaf"},
		{"an address for a name", []seen{{c: address}}, "anchor?"},
		{"an address for a name, in ca.crt", []seen{{c: address, file: "ca.crt"}}, "anchor"},
		{"an address among its names, no host for a name", []seen{{c: unnamed}}, "anchor?"},
		{"a listing with the root in it", []seen{{leaf, "", "", read.Presented, 1}, {middle, "", "", read.Sent, 1},
			{root, "", "", read.Sent, 1}}, "leaf intermediate anchor"},
		{"a listing with its root, and another CA file", []seen{{leaf, "", "", read.Presented, 1},
			{middle, "", "", read.Sent, 1}, {root, "", "", read.Sent, 1}, {other, "ca.crt", "", "", 2}},
			"leaf intermediate intermediate anchor"},
		{"CA file of issuing CA and root", []seen{{leaf, "a.pem", "", "", 1}, {middle, "b.pem", "", "", 2},
			{root, "b.pem", "", "", 2}}, "leaf anchor anchor"},
		{"three files, no names", []seen{{leaf, "a.pem", "", "", 1}, {middle, "b.pem", "", "", 2},
			{root, "c.pem", "", "", 3}}, "leaf intermediate? anchor"},
		{"three files, chain.pem", []seen{{leaf, "a.pem", "", "", 1}, {middle, "chain.pem", "", "", 2},
			{root, "c.pem", "", "", 3}}, "leaf intermediate anchor"},
		{"three files, the issuing CA in ca.pem", []seen{{leaf, "a.pem", "", "", 1}, {middle, "ca.pem", "", "", 2},
			{root, "c.pem", "", "", 3}}, "leaf anchor anchor"},
		{"keystore and truststore in one", []seen{{leaf, "s.jks", "", read.KeyEntry, 1}, {middle, "s.jks", "", read.KeyChain, 1},
			{root, "s.jks", "", read.TrustedEntry, 2}}, "leaf intermediate anchor"},
		{"a CA file, another CA beside the leaf", []seen{{leaf, "a.pem", "", "", 1}, {other, "b.pem", "", "", 2},
			{root, "-ca", "", "", 3}}, "leaf intermediate anchor"},
		{"a CA file, a host's self-signed certificate beside it", []seen{{plainHost, "a.pem", "", "", 1},
			{root, "-ca", "", "", 2}}, "leaf anchor"},
		{"the same called like a CA", []seen{{plainCA, "a.pem", "", "", 1}, {root, "-ca", "", "", 2}},
			"intermediate anchor"},
		{"a CA called like a host that it names, beside the CA file", []seen{{caNamedHost, "a.pem", "", "", 1},
			{root, "-ca", "", "", 2}}, "leaf anchor"},
		{"a host's self-signed certificate beside a leaf", []seen{{leaf, "a.pem", "", "", 1}, {plainHost, "b.pem", "", "", 2},
			{middle, "-ca", "", "", 3}, {root, "-ca", "", "", 3}}, "leaf intermediate? anchor anchor"},
		{"only a CA file", []seen{{plainHost, "-ca", "", "", 1}, {root, "-ca", "", "", 1}}, "anchor anchor"},
		{"labels in one paste", []seen{{c: middle, label: "ca.crt", block: 1}, {c: leaf, label: "tls.crt", block: 2}},
			"anchor leaf"},
	} {
		t.Run(c.name, func(t *testing.T) {
			items := sighted(t, c.given)
			d, err := roles.Decide(items, roles.Options{Time: testpki.Now})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i, r := range d.Roles {
				word := string(r)
				if !d.Sure[i] {
					word += "?"
				}
				got = append(got, word)
				if why := d.Why(i); !d.ByUser[i] && (len(why.EN) < 30 || why.ZH == "") {
					t.Errorf("no reason for the role of %d: %q", i, why.EN)
				}
			}
			if s := strings.Join(got, " "); s != c.roles {
				t.Errorf("%s, want %s", s, c.roles)
				for i := range items {
					t.Log(d.Why(i).EN)
				}
			}
			if unsure := strings.Contains(c.roles, "?"); unsure != (len(d.Others) > 0) {
				t.Errorf("%d other readings", len(d.Others))
			}
		})
	}
}
