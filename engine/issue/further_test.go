package issue_test

import (
	"bytes"
	"crypto"
	crand "crypto/rand"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/mend"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// knows reports whether an OpenSSL verifies what a kind of key signed. 4.0 assumes another SM2 identity than 3.x, under
// which the leaf is signed.
func knows(release, name string) bool {
	if release == "own" {
		release = "3.0"
	}
	switch kind, _, _ := strings.Cut(name, "-DSA"); kind {
	case "ML", "SLH":
		return release >= "3.5"
	case "SM2":
		return release >= "3.0" && release < "4.0"
	}
	return true
}

// scripted are the kinds of which reissue.sh signs each in its own way.
var scripted = map[string]bool{"ED448": true, "ML-DSA-65": true, "SLH-DSA-SHA2-128s": true, "SM2": true,
	"brainpoolP256r1": true, "pss384": true}

// further are the files of testdata/further: a CA without key usage, a leaf of it and the CA's key, all in one.
func further(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	paths, err := filepath.Glob("testdata/further/*.pem")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, p := range paths {
		out[strings.TrimSuffix(filepath.Base(p), ".pem")] = must[[]byte](t)(os.ReadFile(p))
	}
	return out
}

func mended(t *testing.T, given []byte, keys []read.Input) map[string][]byte {
	t.Helper()
	r, err := mend.Repair([]read.Input{{Data: given}}, keys, engine.Options{
		Time: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Lang: lang.English,
		Openers: containers.All, Passwords: []string{"secret"},
	}, mend.Options{Random: crand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Proven {
		t.Fatalf("not mended: %s", r.Why)
	}
	files := map[string][]byte{}
	for _, f := range r.Files {
		files[f.Name] = f.Data
	}
	return files
}

// withoutKey is the certificates of a file, and its leaf alone.
func withoutKey(t *testing.T, text []byte) (certificates, leaf []byte) {
	t.Helper()
	for rest := text; ; {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			return certificates, leaf
		}
		if b.Type == "CERTIFICATE" {
			leaf = pem.EncodeToMemory(b)
			certificates = append(certificates, leaf...)
		}
	}
}

// TestFurtherKeys re-issues a CA with each kind of key that the standard library does not sign with, here and by
// reissue.sh: real openssl verify -x509_strict accepts both, and the self-signature, too.
func TestFurtherKeys(t *testing.T) {
	t.Parallel()
	const verify = `openssl verify -x509_strict -check_ss_sig -purpose sslserver -auth_level 2 -no-CApath -no-CAfile -CAfile `
	commands := opensslCommands(t)
	for name, text := range further(t) {
		t.Run(name, func(t *testing.T) {
			files := mended(t, text, nil)
			certificates, leaf := withoutKey(t, text)
			asked := 0
			for release, root := range commands {
				if !knows(release, name) {
					continue
				}
				asked++
				inside, outside := folder(t, root)
				for file, data := range map[string][]byte{"ca.crt": files["ca.crt"], "old.crt": certificates, "leaf.crt": leaf,
					"all.pem": text, "openssl.cnf": files["openssl.cnf"], "reissue.sh": files["reissue.sh"]} {
					write(t, filepath.Join(outside, file), data)
				}
				if out, err := shell(t, root, inside, verify+"old.crt leaf.crt"); err == nil && release != "1.1.1" {
					t.Fatalf("OpenSSL %s accepts it as it is: %s", release, out)
				}
				if out, err := shell(t, root, inside, verify+"ca.crt leaf.crt"); err != nil {
					t.Errorf("OpenSSL %s refuses what the engine signed: %s", release, out)
				}
				if !scripted[name] {
					continue
				}
				if out, err := shell(t, root, inside, "sh reissue.sh all.pem && "+verify+"x509strict-new/ca.crt leaf.crt"); err != nil {
					t.Errorf("OpenSSL %s, reissue.sh: %s", release, out)
				}
			}
			if asked == 0 {
				missing(t, "an OpenSSL that knows "+name)
			}
		})
	}
}

// TestFurtherKeyForms reads one key in every form that OpenSSL writes, encrypted too.
func TestFurtherKeyForms(t *testing.T) {
	for _, name := range []string{"ML-DSA-65", "ED448"} {
		certificates, _ := withoutKey(t, further(t)[name])
		paths, err := filepath.Glob("testdata/further/" + name + ".*.key")
		if err != nil || len(paths) == 0 {
			t.Fatal(paths, err)
		}
		for _, path := range paths {
			files := mended(t, certificates, []read.Input{{Name: path, Data: must[[]byte](t)(os.ReadFile(path))}})
			if !bytes.Contains(files["ca.crt"], []byte("BEGIN CERTIFICATE")) {
				t.Errorf("%s: %v", path, files)
			}
		}
	}
}

// TestFurtherKeyDamaged wants keys that are none of their kind refused in words, and none accepted in another's place.
func TestFurtherKeyDamaged(t *testing.T) {
	for name, text := range further(t) {
		if name == "pss384" || name == "secp521r1" {
			continue // the standard library's: numbers that follow from others are not looked at
		}
		var b *pem.Block
		for rest := text; b == nil || b.Type != "PRIVATE KEY"; {
			if b, rest = pem.Decode(rest); b == nil {
				t.Fatalf("%s has no key", name)
			}
		}
		for _, change := range []func([]byte) []byte{
			func(k []byte) []byte { return append(k[:len(k)-1:len(k)-1], k[len(k)-1]^1) },
			func(k []byte) []byte { return k[:len(k)-1] },
		} {
			bundle, err := read.Read([]read.Input{
				{Data: pem.EncodeToMemory(&pem.Block{Type: b.Type, Bytes: change(b.Bytes)})},
			},
				read.Options{Openers: containers.All})
			if err != nil {
				t.Fatal(err)
			}
			whole, err := read.Read([]read.Input{{Data: pem.EncodeToMemory(b)}}, read.Options{Openers: containers.All})
			if err != nil || len(whole.Keys) != 1 {
				t.Fatalf("%s: %v, %v", name, whole.Keys, err)
			}
			for _, k := range bundle.Keys {
				if k.Signer != nil && bytes.Equal(k.PublicKey, whole.Keys[0].PublicKey) {
					t.Errorf("%s: a damaged key passes for the whole one", name)
				}
			}
		}
	}
}

// TestFurtherKeyRoundTrip writes the keys that are made here and reads them again.
func TestFurtherKeyRoundTrip(t *testing.T) {
	t.Parallel()
	for _, kind := range issue.Kinds {
		made := must[crypto.Signer](t)(issue.Generator(crand.Reader)(kind))
		for _, password := range []string{"", "secret"} {
			data := must[[]byte](t)(issue.PrivateKey(made, password, crand.Reader))
			b, err := read.Read([]read.Input{{Data: data}},
				read.Options{Openers: containers.All, Passwords: []string{"secret"}})
			if err != nil || len(b.Keys) != 1 || b.Keys[0].Signer == nil {
				t.Fatalf("%s: %v, %+v", kind, err, b)
			}
			if want := must[[]byte](t)(issue.PublicKeyInfo(made.Public())); !bytes.Equal(b.Keys[0].PublicKey, want) {
				t.Errorf("%s is read as %s, another key", kind, b.Keys[0].Kind)
			}
		}
	}
}

// TestFurtherHandshakes has real Python 3.13 connect to a server whose CA has each kind of key: refused before the
// repair, accepted after it where its OpenSSL knows the kind.
func TestFurtherHandshakes(t *testing.T) {
	t.Parallel()
	var names []string
	var cases [][2]any
	files := map[string][]byte{}
	key, err := read.Read([]read.Input{{Data: must[[]byte](t)(os.ReadFile("testdata/further/leaf.key"))}},
		read.Options{Openers: containers.All})
	if err != nil || len(key.Keys) != 1 {
		t.Fatal(key, err)
	}
	for name, text := range further(t) {
		certificates, leaf := withoutKey(t, text)
		b, _ := pem.Decode(leaf)
		c, _, err := cert.Parse(b.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		port := serveChain(t, key.Keys[0].Signer, c)
		old, _ := pem.Decode(certificates) // the CA alone: Python trusts a leaf that is given
		files[name+"-old.crt"], files[name+"-new.crt"] = pem.EncodeToMemory(old), mended(t, text, nil)["ca.crt"]
		names = append(names, name)
		cases = append(cases, [2]any{port, name + "-old.crt"}, [2]any{port, name + "-new.crt"})
	}
	for where, command := range strictPythons(t) {
		root := where
		if strings.Contains(where, ".pyenv") {
			root = ""
		}
		_, dir := folder(t, root)
		write(t, filepath.Join(dir, "shake.py"), []byte(pythonScript))
		write(t, filepath.Join(dir, "cases.json"), must[[]byte](t)(json.Marshal(cases)))
		for name, data := range files {
			write(t, filepath.Join(dir, name), data)
		}
		out, err := command(dir).Output()
		var said []string
		if err != nil || json.Unmarshal(out, &said) != nil || len(said) != len(cases)+2 {
			t.Fatalf("%s: %v\n%s", where, err, out)
		}
		release := strings.Fields(said[1])[1]
		accepted := 0
		for i, name := range names {
			before, after := said[2*i+2], said[2*i+3]
			if before == "ok" || knows(release, name) != (after == "ok") {
				t.Errorf("Python %s with OpenSSL %s, %s: before %q, after %q", said[0], release, name, before, after)
			}
			if after == "ok" {
				accepted++
			}
		}
		t.Logf("Python %s with OpenSSL %s accepts %d of %d after the repair", said[0], release, accepted, len(names))
	}
}
