//go:build !lean

package client_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/der"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/oid"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// record asks the real programs again: go test ./engine/client -run Hosts -hosts PYTHON, with a Python 3.13, and node
// and curl in the path. It rewrites testdata/hosts.*; read what differs.
var recordWith = flag.String("hosts", "", "Python 3.13 to record the answers of, beside node and curl")

// wanted are the hosts that are asked for.
var wanted = []string{
	"es01.example.com", "ES01.Example.COM", "es01.example.com.", "es01.example.com..", "example.com", "a.es01.example.com",
	"my_host.example.com", "es-01.example.com", "-es01.example.com", "es01-.example.com", ".example.com", ".com",
	"es01..example.com", "*.example.com", "es*.example.com", "localhost", "LOCALHOST.", "com",
	"bücher.example", "BÜCHER.example", "bu\u0308cher.example", "xn--bcher-kva.example", "XN--BCHER-KVA.example",
	"faß.de", "FAẞ.de", "fass.de", "xn--fa-hia.de", "straße.example.com", "日本語.example", "日本語。example",
	"ｅｓ01.example.com", "es01．example.com", "es\u00ad01.example.com", "☃.example", "İ.example", "ς.example", "xn--.example",
	"xn--zzzzzzzzz.example", "a\u200db.example", "\u0301a.example", "شبكة.example", "aشبكة.example", "𝐞s01.example.com",
	"127.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "127.0.0.01", "0177.0.0.1", "127.0.0.1.", "127.0.0.256", "1.2.3",
	"::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "fe80::1", "fe80::1%lo", "fe80::1%25lo", "[fe80::1%25lo]",
	"es01.example.com:443", "https://es01.example.com/", "user@es01.example.com", " es01.example.com", "es01 example.com",
	"es01.example.com\t", "es01%2eexample.com",
	strings.Repeat("a", 63) + ".example.com", strings.Repeat("a", 64) + ".example.com",
	strings.Repeat("abcdefghi.", 24) + "example.com", strings.Repeat("abcdefghi.", 25) + "example.com",
}

// leaves are certificates with the names that tell clients apart.
func leaves(t *testing.T, root *testpki.Cert) (out []*testpki.Cert) {
	type spec = testpki.Spec
	add := func(change func(*spec)) { out = append(out, root.Server(t, "es01.example.com", change)) }
	for _, names := range [][]string{
		{"es01.example.com"}, {"*.example.com"}, {"*.com"}, {"e*.example.com"}, {"*1.example.com"}, {"es01.*.com"},
		{"es01.example.com."}, {".example.com"}, {"ES01.EXAMPLE.COM"}, {"my_host.example.com", "-es01.example.com"},
		{"bücher.example", "straße.example.com"}, {"xn--bcher-kva.example", "xn--fa-hia.de", "fass.de"}, {"xn--*.example"},
		{"*.example", "*.de"}, {"localhost", "127.0.0.1", "::1"}, {"::ffff:127.0.0.1", "fe80::1"}, {"es01.example.com\x00.evil.test"},
		{strings.Repeat("a", 63) + ".example.com", strings.Repeat("a", 64) + ".example.com",
			strings.Repeat("abcdefghi.", 24) + "example.com", strings.Repeat("abcdefghi.", 25) + "example.com"},
	} {
		add(func(s *spec) { s.Set(testpki.SAN(names...)) })
	}
	text := testpki.Ext{OID: oid.SubjectAltName, Value: der.Build(0x30, // addresses and the like as DNS names
		der.Build(0x82, []byte("127.0.0.1")), der.Build(0x82, []byte("::1")), der.Build(0x82, []byte("127.1")))}
	add(func(s *spec) { s.Set(text) })
	email := testpki.Ext{OID: oid.SubjectAltName, Value: der.Build(0x30, der.Build(0x81, []byte("a@example.com")))}
	add(func(s *spec) { s.Set(email) })
	cn := func(names ...string) func(*spec) {
		return func(s *spec) {
			s.Drop(oid.SubjectAltName)
			var list [][]byte
			for _, n := range names {
				list = append(list,
					der.Build(0x31, der.Build(0x30, der.BuildOID(oid.CommonName), der.Build(0x0c, []byte(n)))))
			}
			s.Subject = der.Build(0x30, list...)
		}
	}
	for _, names := range [][]string{
		{"es01.example.com"}, {"other.test", "es01.example.com"}, {"es01.example.com", "other.test"}, {"127.0.0.1"},
		{"*.example.com"}, {"es01.example.com\x00.evil.test"}, {"bücher.example"}, {},
	} {
		add(cn(names...))
	}
	return out
}

var (
	place = regexp.MustCompile(` \(_ssl\.c:\d+\)$`)
	kinds = regexp.MustCompile(`target ipv[46] address`)
)

// TestHosts holds the reading and matching of hosts to what Python 3.13, curl and Node.js said in real handshakes.
func TestHosts(t *testing.T) {
	if *recordWith != "" {
		recordHosts(t)
	}
	load := func(block []byte) *cert.Certificate {
		c, _, err := cert.Parse(block)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	var certs []*cert.Certificate
	for b, rest := pem.Decode([]byte(read(t, "testdata/hosts.pem"))); b != nil; b, rest = pem.Decode(rest) {
		certs = append(certs, load(b.Bytes))
	}
	zipped, err := gzip.NewReader(strings.NewReader(read(t, "testdata/hosts.tsv.gz")))
	if err != nil {
		t.Fatal(err)
	}
	table, err := io.ReadAll(zipped)
	if err != nil {
		t.Fatal(err)
	}
	var v verify.Verifier
	asked, differ := 0, map[string]int{}
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var f [5]string
		for i, word := range strings.Split(strings.TrimSuffix(line, "\n"), "\t") {
			if f[i], err = strconv.Unquote(word); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
		}
		n, err := strconv.Atoi(f[0])
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range []string{client.Default, "curl", "nodejs"} {
			if f[2+i] == "-" {
				continue
			}
			asked++
			a := client.Find(id).Judge(&v, client.Case{
				Leaf: certs[n], Trusted: certs[:1], Host: f[1], Time: testpki.Now, Release: release.Open30,
			})
			f[2+i] = place.ReplaceAllString(f[2+i], "")
			switch id {
			case "curl": // which tells addresses from names in its message since 8.0
				a.Text = kinds.ReplaceAllString(a.Text, "target host name")
			case "nodejs":
				if strings.HasPrefix(f[2+i], "Hostname/IP") {
					f[2+i] = "ERR_TLS_CERT_ALTNAME_INVALID: " + f[2+i]
				}
			}
			if a.Accepted != (f[2+i] == "") || a.Text != cert.Shorten(cert.SafeText([]byte(f[2+i])), 600) {
				if differ[id]++; differ[id] <= 400 {
					t.Errorf("%s asked for %q of certificate %d (%s, %s):\n says %q\n here %q", id, f[1], n, certs[n].Subject, names(certs[n]), f[2+i], a.Text)
				}
			}
		}
	}
	if asked < 600 {
		t.Errorf("only %d answers were compared", asked)
	}
	t.Logf("%d answers compared; different: %v", asked, differ)
}

func names(c *cert.Certificate) (out []string) {
	if c.SubjectAltName != nil {
		for _, n := range *c.SubjectAltName {
			out = append(out, n.String())
		}
	}
	return out
}

func recordHosts(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	list := leaves(t, root)
	all := append([]*testpki.Cert{root}, list...)
	dir := t.TempDir()
	ca := filepath.Join(dir, "ca.pem")
	write := func(name string, data []byte) {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(ca, testpki.PEM(root))
	type one struct {
		port int
		host string
	}
	var jobs []one
	var wire [][2]any
	served := []string{"testdata/hosts_serve.py"}
	for i, leaf := range list {
		served = append(served, filepath.Join(dir, strconv.Itoa(i)+".pem"))
		write(served[i+1], append(testpki.PEM(leaf), leaf.KeyPEM(t)...))
	}
	server := exec.Command(*recordWith, served...) // Go's own server minds names that OpenSSL's sends
	stop, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	said, err := server.StdoutPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer stop.Close()
	var ports []int
	if err := json.NewDecoder(said).Decode(&ports); err != nil {
		t.Fatal(err)
	}
	for _, port := range ports {
		for _, h := range wanted {
			jobs, wire = append(jobs, one{port, h}), append(wire, [2]any{port, h})
		}
	}
	in, err := json.Marshal(wire)
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, arg ...string) (out []string) {
		cmd := exec.Command(name, arg...)
		cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
		said, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := json.Unmarshal(said, &out); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return out
	}
	python := run(*recordWith, "testdata/hosts.py", ca)
	node := run("node", "--no-warnings", "--input-type=module", "-e", read(t, "testdata/hosts.mjs"), ca)
	var b strings.Builder
	version := func(name string, arg ...string) string {
		said, err := exec.Command(name, arg...).Output()
		if err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(string(said), "\n")
		return line
	}
	fmt.Fprintf(&b, "# %s; %s; Node.js %s\n# certificate in hosts.pem, host, Python, curl, Node.js: \"\" accepts, \"-\" was not asked\n",
		version(*recordWith, "-c", "import ssl,platform;print('Python',platform.python_version(),ssl.OPENSSL_VERSION)"),
		version("curl", "--version"), version("node", "--version"))
	for i, j := range jobs {
		fmt.Fprintf(&b, "%q\t%q\t%q\t%q\t%q\n", strconv.Itoa(1+i/len(wanted)), j.host, python[i], askCurl(t, ca, j.port, j.host), node[i])
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = z.Write([]byte(b.String())); err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	write("testdata/hosts.tsv.gz", out.Bytes())
	write("testdata/hosts.pem", testpki.PEM(all...))
}

// askCurl connects whatever the host is, so that curl's reading of the URL and its name check decide. A host that is a
// URL or has a port is one for curl, so it is not asked.
func askCurl(t *testing.T, ca string, port int, host string) string {
	if strings.Contains(host, "://") || strings.HasSuffix(host, ":443") {
		return "-"
	}
	inURL := host
	if strings.Count(host, ":") > 1 && !strings.HasPrefix(host, "[") {
		inURL = "[" + host + "]"
	}
	cmd := exec.Command("curl", "-gs", "-o", os.DevNull, "--cacert", ca, "-w", "%{errormsg}", "--connect-to",
		"::127.0.0.1:"+strconv.Itoa(port), "https://"+inURL+"/")
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "CURL_HOME=/nonexistent")
	said, err := cmd.Output()
	if err == nil {
		return ""
	}
	if len(said) == 0 {
		t.Fatalf("curl %s: %v", host, err)
	}
	return string(said)
}
