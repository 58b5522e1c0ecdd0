package engine_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

var (
	shapes    = flag.Int("shapes", 60, "how many random inputs TestShapes compares with Python's handshakes")
	shapeSeed = flag.Uint64("shape-seed", 1, "their seed")
)

// authority is a CA as some program makes it, and the leaves it issues.
type authority struct {
	name string
	ca   func(s *testpki.Spec)
	leaf func(s *testpki.Spec)
}

const (
	oidBC, oidKU, oidAKI, oidSKI, oidSAN = "2.5.29.19", "2.5.29.15", "2.5.29.35", "2.5.29.14", "2.5.29.17"
	server, clientUse                    = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"
)

func nothing(*testpki.Spec) {}

// authorities are the shapes of CAs that programs make. Names are theirs, or of their kind.
var authorities = []authority{
	{"mkcert root@box", nothing, func(s *testpki.Spec) { s.Drop(oidBC); s.Drop(oidSKI); s.Set(testpki.KeyUsage(5, 0xa0)) }},
	{"minica root ca 1a2b3c", func(s *testpki.Spec) { s.Set(testpki.EKU(server, clientUse)); s.Set(testpki.KeyUsage(1, 0x86)) }, nothing},
	{"kubernetes", func(s *testpki.Spec) {
		s.Set(testpki.SAN("kubernetes"))
		s.Set(testpki.KeyUsage(2, 0xa4))
		s.Drop(oidAKI)
	}, nothing},
	{"k3s-server-ca@1700000000", func(s *testpki.Spec) { s.Set(testpki.KeyUsage(2, 0xa4)) }, func(s *testpki.Spec) { s.Drop(oidSKI) }},
	{"etcd", func(s *testpki.Spec) { s.Set(testpki.SAN("etcd")); s.Drop(oidSKI); s.Drop(oidAKI) }, nothing},
	{"elk", func(s *testpki.Spec) { s.Drop(oidKU) }, func(s *testpki.Spec) { s.Drop(oidKU) }},
	{"ROOT", func(s *testpki.Spec) { s.Drop(oidKU); s.Set(testpki.SAN("root.dns.a-record")) }, nothing},
	{"box.lan", func(s *testpki.Spec) { s.Drop(oidKU) }, nothing},
	{"box.lan", func(s *testpki.Spec) { s.Set(testpki.SAN("box.lan")) }, nothing},
	{"My Private Issuer", func(s *testpki.Spec) { e := testpki.BasicConstraints(true); e.Critical = false; s.Set(e) }, nothing},
	{"Easy-RSA CA", nothing, func(s *testpki.Spec) { s.Drop(oidAKI) }},
	{"", func(s *testpki.Spec) { s.Drop(oidAKI) }, nothing}, // cert-manager's self-signed issuer without a name
	{"Proxmox Virtual Environment", func(s *testpki.Spec) { s.Drop(oidKU) }, nothing},
	{"Corporate Web Gateway", nothing, func(s *testpki.Spec) { s.Drop(oidSKI); s.Drop(oidAKI) }},
	{"10.0.0.1", func(s *testpki.Spec) { s.Drop(oidKU) }, nothing},
	{"internal-ca.example.org", nothing, nothing},
	{"example.org", nothing, nothing},
	{"内部根证书", func(s *testpki.Spec) { s.Drop(oidSKI) }, nothing},
	{"openshift-service-serving-signer@1700000000", func(s *testpki.Spec) { s.Set(testpki.KeyUsage(2, 0xa4)) }, nothing},
	{"docker-ca", func(s *testpki.Spec) { s.Set(testpki.EKU(server)) }, nothing},
}

// selfSigned are certificates that servers have without a CA.
var selfSigned = []authority{
	{"localhost", func(s *testpki.Spec) { s.Drop(oidKU); s.Set(testpki.SAN("localhost")) }, nil},
	{"localhost", func(s *testpki.Spec) { s.Drop(oidKU) }, nil},
	{"box.example.org", func(s *testpki.Spec) { s.Exts = []testpki.Ext{testpki.SAN("localhost")} }, nil},
	{"localhost", func(s *testpki.Spec) { // dotnet dev-certs
		s.Set(testpki.BasicConstraints(false))
		s.Set(testpki.KeyUsage(5, 0xa0))
		s.Set(testpki.EKU(server))
		s.Set(testpki.SAN("localhost"))
	}, nil},
	{"Acme Co", func(s *testpki.Spec) { // Go's generate_cert.go -ca
		s.Set(testpki.KeyUsage(2, 0x84))
		s.Set(testpki.EKU(server))
		s.Set(testpki.SAN("localhost", "127.0.0.1"))
	}, nil},
	{"nas", func(s *testpki.Spec) { s.Exts = nil; s.Version = 0 }, nil},
	{"printer.lan", func(s *testpki.Spec) { s.Drop(oidKU); s.Drop(oidSKI); s.Drop(oidAKI) }, nil},
	{"", func(s *testpki.Spec) { s.Drop(oidKU); s.Set(testpki.SAN("localhost")) }, nil},
}

// dealt is a random deal: what is meant, and whether the names of the places tell the roles.
type dealt struct {
	meant
	in     []read.Input
	layout string
	told   bool
	open   bool // one paste could only mean something else
}

func deal(t *testing.T, r *rand.Rand) dealt {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	once := func(in int) bool { return r.IntN(in) == 0 }
	maker := func() authority { return authorities[r.IntN(len(authorities))] }
	root := func(a authority) *testpki.Cert { return testpki.Root(t, a.name, a.ca) }
	var d dealt
	d.as = "server"
	if once(4) {
		d.as = "client"
	}
	main := maker()
	top := root(main)
	issuer, chain := top, []*testpki.Cert(nil)
	if once(3) {
		middle := maker()
		issuer = top.Intermediate(t, pick([]string{"Issuing CA 1", "sub", "intermediate.example.org", "Example Intermediate"}), middle.ca)
		chain = append(chain, issuer)
	}
	leaf := func(by *testpki.Cert) *testpki.Cert {
		return by.Server(t, pick([]string{"srv", "localhost", "es01", "alice", "*.example.org", ""}), func(s *testpki.Spec) {
			if d.as == "client" {
				s.Set(testpki.EKU(clientUse))
				if once(2) {
					s.Drop(oidSAN)
				}
			}
			main.leaf(s)
		})
	}
	d.trust = []*testpki.Cert{top}
	switch r.IntN(6) {
	case 0:
		d.as = "server"
		d.name = "self-signed"
		own := selfSigned[r.IntN(len(selfSigned))]
		it := testpki.Root(t, own.name, own.ca)
		d.sent = []*testpki.Cert{it}
		switch r.IntN(3) {
		case 0:
			d.trust = d.sent
		case 1:
			d.trust = append(d.trust, it)
		}
	case 1:
		d.name = "root sent too"
		d.sent = append(append([]*testpki.Cert{leaf(issuer)}, chain...), top)
		if once(3) {
			d.trust, d.open = []*testpki.Cert{root(maker())}, true
		}
	default:
		d.name = "leaf and chain"
		d.sent = append([]*testpki.Cert{leaf(issuer)}, chain...)
		switch {
		case once(4):
			d.trust = append(d.trust, root(maker()))
		case once(6):
			d.trust = []*testpki.Cert{root(maker())}
		case once(5) && len(chain) > 0:
			d.trust, d.open = append(d.trust, chain[0]), true
		}
	}
	r.Shuffle(len(d.trust), func(i, j int) { d.trust[i], d.trust[j] = d.trust[j], d.trust[i] })
	d.lay(r, t)
	return d
}

// Names of files, by what they say.
var (
	trustFiles = []string{"ca.crt", "ca.pem", "root-ca.pem", "cacert.pem", "ca-bundle.crt", "truststore.pem", "http_ca.crt",
		"RootCA.crt", "rootCA.pem", "myCA.pem", "server-ca.pem", "internal_ca.cer", "ca-certificates.crt", "CA.cer", "caCert.pem",
		"ssl-ca-cert.pem", "certs/ca/ca.pem", "trusted-certs.pem", "company root.pem", "serverca.crt", "clientCA.pem",
		"ca-cert", "cabundle.pem"}
	serverFiles = []string{"server.crt", "tls.crt", "fullchain.pem", "cert.pem", "node1.pem", "es01.crt", "localhost+2.pem",
		"server-cert.pem", "apiserver.crt", "example.org.pem", "www.crt", "site-cert.pem", "certs/es01/es01.crt"}
	clientFiles = []string{"client.crt", "client-cert.pem", "user.pem", "alice.crt", "client.pem"}
	plainFiles  = [][2]string{
		{"1.pem", "2.pem"}, {"b.crt", "a.crt"}, {"new.pem", "old.pem"}, {"x", "y"}, {"download.pem", "download(1).pem"},
	}
)

// lay hands the deal over in a random layout.
func (d *dealt) lay(r *rand.Rand, t *testing.T) {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	own := pick(serverFiles)
	if d.as == "client" {
		own = pick(clientFiles)
	}
	trust, sent := testpki.PEM(d.trust...), testpki.PEM(d.sent...)
	b64 := base64.StdEncoding.EncodeToString
	block := func(data []byte) string {
		return "|\n      " + strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", "\n      ") + "\n"
	}
	text := func(s string) []read.Input { return []read.Input{{Data: []byte(s)}} }
	file := func(name string, data []byte) read.Input { return read.Input{Name: name, Data: data} }
	d.told = true
	switch r.IntN(16) {
	case 0:
		d.layout = "the CA file given as such"
		in := file("2.pem", trust)
		in.CAFile = true
		d.in = []read.Input{file("1.pem", sent), in}
	case 1:
		name := pick(trustFiles)
		d.layout = "files " + name + ", " + own
		d.in = []read.Input{file(name, trust), file(own, sent)}
	case 2:
		name := pick(trustFiles)
		d.layout = "files " + own + ", chain, " + name
		d.in = []read.Input{file(own, testpki.PEM(d.sent[0]))}
		if len(d.sent) > 1 {
			d.in = append(d.in, file(pick([]string{"chain.pem", "intermediate.crt", "intermediates.pem"}), testpki.PEM(d.sent[1:]...)))
		}
		d.in = append(d.in, file(name, trust))
	case 3:
		d.layout = "a secret in base64"
		crt := map[string]string{"server": "tls.crt", "client": "client.crt"}[d.as]
		d.in = text("apiVersion: v1\nkind: Secret\ndata:\n  ca.crt: " + b64(trust) + "\n  " + crt + ": " + b64(sent) + "\n")
	case 4:
		pair := [][2]string{{"ssl_ca", "ssl_cert"}, {"ca_certificate", "server_certificate"}, {"caBundle", "serverCert"},
			{"certificate_authority", "certificate"}, {"root_ca", "tls_cert"}, {"trusted_ca", "cert"}}[r.IntN(6)]
		d.layout = "YAML with " + pair[0] + " and " + pair[1]
		if d.as == "client" {
			pair[1] = "client_" + pair[1]
		}
		d.in = text("tls:\n  enabled: true\n  " + pair[1] + ": " + block(sent) + "  " + pair[0] + ": " + block(trust))
	case 5:
		d.layout = "JSON"
		data, err := json.Marshal(map[string]string{"ca_cert": string(trust), d.as + "_cert": string(sent)})
		if err != nil {
			t.Fatal(err)
		}
		d.in = text(string(data))
	case 6:
		if d.as == "client" {
			d.layout = "headings"
			d.in = text("# Client certificate\n" + string(sent) + "\n# CA certificate\n" + string(trust))
			break
		}
		d.layout = "a listing and a file"
		d.in = []read.Input{{Data: listingOf(d.sent)}, file(pick(trustFiles), trust)}
	case 7:
		d.layout = "headings"
		d.in = text("Trusted CA:\n\n" + string(trust) + "\n\n" + strings.ToUpper(d.as[:1]) + d.as[1:] + " certificate:\n\n" + string(sent))
	case 8:
		if d.open {
			d.lay(r, t)
			return
		}
		d.layout, d.told = "one paste, the leaf first", false
		d.in = text(string(sent) + string(trust))
	case 9:
		pair := plainFiles[r.IntN(len(plainFiles))]
		d.layout, d.told = fmt.Sprint("files ", pair), false
		d.in = []read.Input{file(pair[0], trust), file(pair[1], sent)}
	case 11:
		d.layout = "a keystore and a CA file"
		d.in = []read.Input{file(pick([]string{"keystore.p12", "es01.pfx", "x"}), keystore(t, d.sent)), file(pick(trustFiles), trust)}
	case 12:
		d.layout = "an environment"
		line := func(data []byte) string { return strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", `\n`) }
		d.in = text("PORT=1\n" + strings.ToUpper(d.as) + "_CERT=\"" + line(sent) + "\"\nCA_CERT=\"" + line(trust) + "\"\n")
	case 13:
		d.layout = "HCL"
		d.in = text("tls {\n  ca_cert = <<EOT\n" + string(trust) + "EOT\n  " + d.as + "_cert = <<EOT\n" + string(sent) + "EOT\n}\n")
	case 14:
		d.layout = "TOML"
		d.in = text("[tls]\n" + d.as + "_certificate = '''\n" + string(sent) + "'''\nroot_ca = '''\n" + string(trust) + "'''\n")
	case 15:
		name := pick(trustFiles)
		d.layout = "an archive with " + own + ", " + name
		d.in = []read.Input{file("certs.zip", zipped(t, map[string][]byte{own: sent, name: trust}, own, name))}
	case 10:
		if d.open {
			d.lay(r, t)
			return
		}
		d.layout, d.told = "one paste, the CA first", false
		d.in = text(string(trust) + string(sent))
	}
}

// keystore packs what is sent, with its key, by openssl.
func keystore(t *testing.T, sent []*testpki.Cert) []byte {
	t.Helper()
	from := filepath.Join(t.TempDir(), "all.pem")
	if err := os.WriteFile(from, append(testpki.PEM(sent...), sent[0].KeyPEM(t)...), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("openssl", "pkcs12", "-export", "-passout", "pass:", "-iter", "1", "-in", from).Output()
	if err != nil {
		t.Fatalf("openssl pkcs12: %v", err)
	}
	return out
}

func zipped(t *testing.T, files map[string][]byte, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range names {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(files[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// listingOf is what openssl s_client -showcerts prints.
func listingOf(sent []*testpki.Cert) []byte {
	out := []byte("CONNECTED(00000003)\n---\nCertificate chain\n")
	for i, c := range sent {
		out = fmt.Appendf(out, " %d s:CN = x\n   i:CN = y\n%s", i, testpki.PEM(c))
	}
	return append(out, "---\nServer certificate\nsubject=CN = x\n---\nVerify return code: 20 (unable)\n---\nDONE\n"...)
}

// TestShapes compares the verdicts on random inputs, CAs of many makers in many layouts, with handshakes of real
// Python. Where the places tell the roles, the verdict has to be Python's; elsewhere Python's answer has to be among
// the plausible readings, and what it refuses must not be accepted. -shapes asks for more.
func TestShapes(t *testing.T) {
	before := testpki.Now
	testpki.Now = time.Now()
	defer func() { testpki.Now = before }()
	r := rand.New(rand.NewPCG(*shapeSeed, 0))
	spare := testpki.Root(t, "localhost", nil)
	var list []dealt
	var lines strings.Builder
	for range *shapes {
		d := deal(t, r)
		line, err := json.Marshal(map[string]string{
			"as": d.as, "sent": string(testpki.PEM(d.sent...)), "key": string(d.sent[0].KeyPEM(t)),
			"ca": string(testpki.PEM(d.trust...)), "host": "",
			"spare": string(testpki.PEM(spare)), "spareKey": string(spare.KeyPEM(t)),
		})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
		list = append(list, d)
	}
	script, err := os.ReadFile("testdata/shake.py")
	if err != nil {
		t.Fatal(err)
	}
	pythons := strictPythons(t)
	if len(pythons) == 0 {
		t.Skip("no Python 3.13")
	}
	argv := pythons[len(pythons)-1]
	cmd := exec.Command(argv[0], append(argv[1:], "-c", string(script))...)
	cmd.Stdin = strings.NewReader(lines.String())
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", argv, err)
	}
	answers := strings.Split(strings.TrimSpace(string(said)), "\n")
	if len(answers) != len(list)+1 {
		t.Fatalf("%v: %d answers to %d handshakes", argv, len(answers)-1, len(list))
	}
	var version []string
	if err := json.Unmarshal([]byte(answers[0]), &version); err != nil {
		t.Fatal(err)
	}
	generation := strings.Join(strings.Split(strings.Fields(version[1])[1], ".")[:2], ".")
	accepted, equal, open, wrong := 0, 0, 0, 0
	for i, d := range list {
		want := answers[i+1]
		rep := recheck(t, d.in, engine.Options{Time: testpki.Now, OpenSSL: generation, Openers: containers.All})
		if want == "ok" {
			accepted++
		}
		switch {
		case (rep.Verdict == "accepted") == (want == "ok") && (want == "ok" || rep.Message == want):
			equal++
			continue
		case !d.told && rep.Verdict == "ambiguous" && hasReading(rep, want):
			open++
			continue
		case rep.Verdict == "refused" && want != "ok" && !d.told: // by another reading
			open++
			continue
		case rep.Verdict == "refused" && want != "ok" &&
			slices.ContainsFunc(rep.Chains, func(c engine.Chain) bool { return c.Message == want }):
			equal++
			continue
		}
		if wrong++; wrong > 12 {
			continue
		}
		t.Errorf("%d, %s %s, %s: Python %s: %q; here, as %s, %s %q %s", i, d.as, d.name, d.layout, version[0], want, rep.As, rep.Verdict,
			rep.Message, rep.Whole)
		for _, c := range rep.Certificates {
			t.Logf("  %s %q, %s: %s", c.Role, c.Name, c.Source, c.RoleWhy)
		}
		for _, x := range rep.Readings {
			t.Logf("  reading %s %s: %s", x.Verdict, x.Message, x.Title)
		}
	}
	t.Logf("Python %s: %d inputs, %d accepted; %d verdicts equal, %d left open with the right reading, %d wrong", version,
		len(list), accepted, equal, open, wrong)
}
