package pages

import (
	"html"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var block = regexp.MustCompile(`(?s)<pre><code>(.*?)</code></pre>`)

// commands returns the code of a guide, block after block.
func commands(t *testing.T, name string) []string {
	t.Helper()
	source, err := sources.ReadFile("guides/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range block.FindAllStringSubmatch(string(source), -1) {
		out = append(out, html.UnescapeString(m[1]))
	}
	return out
}

// needs skips, or fails where everything is required, when a program is not there.
func needs(t *testing.T, program, get string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("X509STRICT_REQUIRE") == "1" {
		t.Fatalf("%s is not there (%s)", program, get)
	}
	t.Skipf("%s is not there (%s)", program, get)
}

func run(t *testing.T, dir, script string) string {
	t.Helper()
	cmd := exec.Command("sh", "-ec", script)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s\n%v\n%s", script, err, out)
	}
	return string(out)
}

// The commands of the private CA guide make what the guide says.
func TestPrivateCAGuide(t *testing.T) {
	needs(t, "openssl", "apt-get install openssl")
	for _, language := range []string{"en", "zh"} {
		dir := t.TempDir()
		out := run(t, dir, strings.Join(commands(t, "private-ca."+language+".html"), "\n"))
		if !strings.Contains(out, "server.crt: OK") {
			t.Errorf("%s: %s", language, out)
		}
	}
}

// The commands of the Elasticsearch guide re-issue a CA as Elasticsearch made it, and its certificates stay valid.
func TestElasticsearchGuide(t *testing.T) {
	needs(t, "openssl", "apt-get install openssl")
	for _, language := range []string{"en", "zh"} {
		dir := t.TempDir()
		run(
			t,
			dir,
			`openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out http_ca.crt -days 1000 -subj "/CN=Elasticsearch security auto-configuration HTTP CA"
openssl req -newkey rsa:2048 -nodes -keyout node.key -out node.csr -subj "/CN=node"
printf 'basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' >node.cnf
openssl x509 -req -in node.csr -CA http_ca.crt -CAkey ca.key -CAcreateserial -extfile node.cnf -out node.crt
openssl pkcs12 -export -inkey ca.key -in http_ca.crt -passout pass:secret -out http.p12
if openssl verify -x509_strict -CAfile http_ca.crt node.crt; then exit 1; fi`,
		)
		for _, block := range commands(t, "elasticsearch."+language+".html") {
			switch {
			case strings.HasPrefix(block, "cat >"):
				run(t, dir, block)
			case strings.Contains(block, "openssl pkcs12"):
				_, extract, _ := strings.Cut(block, "\n")
				extract, _, _ = strings.Cut(extract, "#")
				run(t, dir, strings.TrimSpace(extract)+" -passin pass:secret")
			}
		}
		out := run(
			t,
			dir,
			"openssl verify -x509_strict -CAfile http_ca.new.crt node.crt; openssl x509 -in http_ca.crt -noout -serial >a; openssl x509 -in http_ca.new.crt -noout -serial >b; cmp a b; grep -c PRIVATE keys.pem",
		)
		if !strings.Contains(out, "node.crt: OK") {
			t.Errorf("%s: %s", language, out)
		}
	}
}

// The script of the linking guide writes the fragment that the tool reads.
func TestLinkingGuide(t *testing.T) {
	needs(t, "python3", "apt-get install python3")
	needs(t, "openssl", "apt-get install openssl")
	for _, language := range []string{"en", "zh"} {
		dir := t.TempDir()
		run(
			t,
			dir,
			`openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=ca; cp ca.crt server.crt; openssl x509 -in ca.crt -outform der >one.der; cat one.der one.der >want`,
		)
		for _, block := range commands(t, "linking."+language+".html") {
			if !strings.HasPrefix(block, "python3 ") {
				continue
			}
			fragment, ok := strings.CutPrefix(strings.TrimSpace(run(t, dir, block)), "#cert=")
			if !ok {
				t.Fatalf("%s: no fragment", language)
			}
			got := inflate(t, fragment)
			want, err := os.ReadFile(dir + "/want")
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("%s: the fragment holds %d bytes, want %d", language, len(got), len(want))
			}
		}
	}
}
