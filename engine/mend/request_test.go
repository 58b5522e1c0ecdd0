package mend_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/loopback"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/mend"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// csr lets the real openssl make a key and a request.
func csr(t *testing.T, dir, name string, arguments ...string) (request, key []byte) {
	t.Helper()
	line := append([]string{"req", "-new", "-nodes", "-keyout", name + ".key", "-out", name + ".csr"}, arguments...)
	cmd := exec.Command("openssl", line...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("openssl %v: %v %s", line, err, out)
	}
	request, err := os.ReadFile(filepath.Join(dir, name+".csr"))
	if err != nil {
		t.Fatal(err)
	}
	key, err = os.ReadFile(filepath.Join(dir, name+".key"))
	if err != nil {
		t.Fatal(err)
	}
	return request, key
}

// signedCase is a request signed here, to be judged by others.
type signedCase struct {
	name     string
	leaf, ca []byte // PEM; leaf with what the server sends
	key      crypto.Signer
}

// TestSignRequest signs requests that openssl made, with sound CAs, one that strict clients refuse and one below a
// root, by our own code and by the lines that the report prints for openssl. The judges are openssl verify and Python.
func TestSignRequest(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("openssl"); err != nil {
		skip(t, "openssl")
		return
	}
	dir := t.TempDir()
	sound := testpki.Root(t, "Sound CA", nil)
	faulty := testpki.Root(t, "Faulty CA", func(s *testpki.Spec) { s.Drop("2.5.29.15"); s.Drop("2.5.29.14") })
	below := sound.Intermediate(t, "Issuing CA", nil)
	requests := map[string][]string{
		"rsa": {"-newkey", "rsa:2048", "-subj", "/CN=es01", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"},
		"ec":  {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=localhost"},
		"ed":  {"-newkey", "ed25519", "-subj", "/", "-addext", "subjectAltName=DNS:localhost"},
		"lying": {"-newkey", "rsa:2048", "-subj", "/CN=localhost", "-addext", "basicConstraints=critical,CA:TRUE",
			"-addext", "keyUsage=keyCertSign"},
	}
	var made []signedCase
	for name, arguments := range requests {
		request, keyPEM := csr(t, dir, name, arguments...)
		block, _ := pem.Decode(keyPEM)
		parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		key := parsed.(crypto.Signer)
		for _, c := range []struct {
			name   string
			ca     []*testpki.Cert
			mended bool
		}{
			{"sound", []*testpki.Cert{sound}, false},
			{"faulty", []*testpki.Cert{faulty}, true},
			{"below", []*testpki.Cert{below, sound}, false},
		} {
			given := []read.Input{{Data: append(slices.Clone(request), testpki.PEM(c.ca...)...)}}
			keys := []read.Input{{Name: "ca.key", Data: c.ca[0].KeyPEM(t)}}
			o := engine.Options{Time: now, Openers: containers.All}
			r, err := mend.SignRequest(given, keys, o, mend.Wanted{Names: []string{"localhost"}, Kind: "server"}, rand.Reader)
			if err != nil || !r.Proven || r.Key != nil {
				t.Fatalf("%s, %s: %v %+v", name, c.name, err, r)
			}
			files := map[string][]byte{}
			for _, f := range r.Files {
				files[f.Name] = f.Data
			}
			anchor := testpki.PEM(c.ca[len(c.ca)-1])
			if c.mended {
				anchor = files["ca.crt"]
			}
			leaf := files[r.Files[0].Name]
			if c.name == "below" {
				leaf = r.Files[1].Data
			}
			if len(anchor) == 0 || !strings.Contains(r.Request, called(t, c.ca[0])) || len(r.Proof) < 10 {
				t.Errorf("%s, %s: %q, %d proofs, files %v", name, c.name, r.Request, len(r.Proof), r.Files)
			}
			made = append(made, signedCase{name + " by " + c.name, leaf, anchor, key})
			if c.name == "sound" {
				byLines := printed(t, dir, name, given, c.ca[0])
				made = append(made, signedCase{name + " by the printed lines", byLines, anchor, key})
			}
		}
	}
	for _, c := range made {
		verifyStrict(t, dir, c)
	}
	shakeRequests(t, made)
}

// printed runs the report's lines for openssl.
func printed(t *testing.T, dir, name string, given []read.Input, ca *testpki.Cert) []byte {
	t.Helper()
	given = []read.Input{{Name: name + ".csr", Data: given[0].Data}}
	r, err := engine.Check(given, engine.Options{Time: now, Openers: containers.All})
	if err != nil || len(r.Requests) != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	q := r.Requests[0]
	files := map[string][]byte{"ca.crt": testpki.PEM(ca), name + ".csr": given[0].Data, "ca.key": ca.KeyPEM(t)}
	for file, data := range files {
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lines := q.Check.Code
	for _, c := range q.Sign {
		lines += "\n" + strings.ReplaceAll(c.Code, name+".csr -CA "+name+".csr", name+".csr -CA ca.crt")
	}
	cmd := exec.Command("sh", "-ec", lines)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "OK") {
		t.Errorf("%s: %v %s\n%s", name, err, out, lines)
	}
	data, err := os.ReadFile(filepath.Join(dir, q.File))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// verifyStrict asks the real openssl.
func verifyStrict(t *testing.T, dir string, c signedCase) {
	t.Helper()
	for file, data := range map[string][]byte{"trusted.pem": c.ca, "sent.pem": c.leaf} {
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-auth_level", "2", "-no-CApath",
		"-verify_hostname", "localhost", "-CAfile", "trusted.pem", "-untrusted", "sent.pem", "sent.pem")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: %s", c.name, out)
	}
}

// shakeRequests lets a strict Python shake hands with a server of each.
func shakeRequests(t *testing.T, made []signedCase) {
	t.Helper()
	var cases [][2]any
	for _, c := range made {
		var chain [][]byte
		for block, rest := pem.Decode(c.leaf); block != nil; block, rest = pem.Decode(rest) {
			chain = append(chain, block.Bytes)
		}
		cases = append(cases, [2]any{loopback.Handshakes(t, c.key, chain...).Port, string(c.ca)})
	}
	for i, answer := range pythonSays(t, cases) {
		if answer != "ok" {
			t.Errorf("Python on %s: %s", made[i].name, answer)
		}
	}
}

// TestSignRequestWants says what is missing.
func TestSignRequestWants(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("openssl"); err != nil {
		skip(t, "openssl")
		return
	}
	dir := t.TempDir()
	request, own := csr(t, dir, "es01", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=es01")
	ca, other := testpki.Root(t, "Our CA", nil), testpki.Root(t, "Other CA", nil)
	locked, err := issue.PrivateKey(ca.Key, "sesame", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		ca        []*testpki.Cert
		key       []byte
		kind, say string
	}{
		{"nothing", nil, nil, mend.NoKey, "Add the CA's certificate and its key"},
		{"no key", []*testpki.Cert{ca}, nil, mend.NoKey, "key of “Our CA” is not here"},
		{"no certificate", nil, ca.KeyPEM(t), mend.OtherKey, "not the CA's certificate"},
		{"the request's own", []*testpki.Cert{ca}, own, mend.OtherKey, "stays with the server"},
		{"another's", []*testpki.Cert{ca}, other.KeyPEM(t), mend.OtherKey, "is not the key of “Our CA”"},
		{"locked", []*testpki.Cert{ca}, locked, mend.PasswordWanted, "enter its password"},
	} {
		given := []read.Input{{Data: append(slices.Clone(request), testpki.PEM(c.ca...)...)}}
		var keys []read.Input
		if c.key != nil {
			keys = []read.Input{{Name: "some.key", Data: c.key}}
		}
		for _, l := range []lang.Lang{lang.English, lang.Chinese} {
			o := engine.Options{Time: now, Lang: l, Openers: containers.All}
			r, err := mend.SignRequest(given, keys, o, mend.Wanted{Names: []string{"es01"}, Kind: "server"}, rand.Reader)
			if err != nil || r.Key == nil || r.Key.Kind != c.kind || len(r.Files) > 0 || r.Proven {
				t.Fatalf("%s: %v %+v", c.name, err, r)
			}
			if l == lang.English && !strings.Contains(r.Key.Title, c.say) {
				t.Errorf("%s: %s", c.name, r.Key.Title)
			}
		}
	}
}

// TestRequestNamesArePlain keeps what a request calls itself out of the lines for a shell.
func TestRequestNamesArePlain(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("openssl"); err != nil {
		skip(t, "openssl")
		return
	}
	request, _ := csr(t, t.TempDir(), "x", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
		"-subj", "/CN=$(reboot)", "-addext", "subjectAltName=DNS:a|id,DNS:ok.example")
	o := engine.Options{Time: now, Openers: containers.All}
	r, err := engine.Check([]read.Input{{Name: "a;b.csr", Data: request}}, o)
	if err != nil || len(r.Requests) != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	q := r.Requests[0]
	if !slices.Equal(q.Hosts, []string{"ok.example"}) || q.File != "reboot.crt" {
		t.Errorf("%q %s", q.Hosts, q.File)
	}
	for _, c := range append(q.Sign, q.Check) {
		if strings.ContainsAny(strings.ReplaceAll(c.Code, "$(openssl rand -hex 16)", ""), "$`;|") {
			t.Errorf("%s", c.Code)
		}
	}
	damaged := bytes.Clone(request)
	block, _ := pem.Decode(damaged)
	block.Bytes[len(block.Bytes)-1] ^= 1
	r, err = engine.Check([]read.Input{{Data: block.Bytes}}, o)
	if err != nil || len(r.Requests) != 1 || r.Requests[0].Signed || len(r.Requests[0].Problems) == 0 {
		b, _ := json.Marshal(r)
		t.Errorf("a changed signature: %v %s", err, b)
	}
}
