//go:build !js

package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCalls compiles both engines and makes every call under Node.js. The history is tested in browsers; here it has
// no IndexedDB and says so.
func TestCalls(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("no node: apt-get install nodejs")
		}
		t.Skip("no node to run the engine with: apt-get install nodejs")
	}
	dir := t.TempDir()
	for name, data := range material(t) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	loader := filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js")
	for _, build := range []string{"lean", "whole"} {
		t.Run(build, func(t *testing.T) {
			module := filepath.Join(dir, build+".wasm")
			cmd := exec.Command("go", "build", "-tags", build, "-o", module, ".")
			cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if out, err := exec.Command("node", "testdata/calls.mjs", loader, module, build, dir).
				CombinedOutput(); err != nil ||
				!strings.Contains(string(out), "ok") {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// material is a CA without key usage, its key and a server certificate, the whole in PEM.
func material(t *testing.T) map[string][]byte {
	t.Helper()
	from := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	sign := func(c, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) []byte {
		c.NotBefore, c.NotAfter = from, from.AddDate(10, 0, 0)
		c.SerialNumber = new(big.Int).SetBytes(bytes.Repeat([]byte{0x41}, 16))
		der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	newKey := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	caKey, leafKey := newKey(), newKey()
	ca := &x509.Certificate{Subject: pkix.Name{CommonName: "No key usage"}, IsCA: true, BasicConstraintsValid: true}
	caDER := sign(ca, ca, caKey, caKey)
	parsed, err := x509.ParseCertificate(caDER)
	if err != nil {
		t.Fatal(err)
	}
	leaf := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "leaf"},
		DNSNames:              []string{"localhost"},
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(caKey)
	if err != nil {
		t.Fatal(err)
	}
	block := func(label string, der []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}) }
	return map[string][]byte{
		"ca.crt":   block("CERTIFICATE", caDER),
		"leaf.crt": block("CERTIFICATE", sign(leaf, parsed, leafKey, caKey)),
		"ca.key":   block("PRIVATE KEY", pkcs8),
	}
}

// TestBuildTags holds every file of the engine to js/wasm, so that a native build finds only the one that says what
// this is.
func TestBuildTags(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f == "main_other.go" || strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(b), "//go:build js && wasm") {
			t.Errorf("%s does not begin with its build tag", f)
		}
	}
}
