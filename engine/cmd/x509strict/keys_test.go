package main_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/der"
	"x509strict/engine/internal/testpki"
)

// TestRepairSaysWhy gives the repair keys that do not open, most of them made by the real openssl: each is told for
// what it is.
func TestRepairSaysWhy(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("no openssl command; install the package openssl")
	}
	dir := t.TempDir()
	root := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	ca := write(t, dir, "ca.crt", testpki.PEM(root))
	key := write(t, dir, "ca.key", root.KeyPEM(t))
	text, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "cut.key", text[:len(text)/2])
	write(t, dir, "misfit.key", misfit(t))
	for _, command := range []string{
		"pkcs8 -topk8 -in ca.key -v2 aes-256-cbc -passout pass:right -out locked.key",
		"pkcs8 -topk8 -in ca.key -v2 aria-256-cbc -passout pass:right -out aria.key",
		"pkcs8 -topk8 -in ca.key -v2 camellia-256-cbc -passout pass:right -out camellia.key",
		"pkcs12 -export -in ca.crt -inkey ca.key -keypbe aria-256-cbc -passout pass:right -out aria.p12",
		"pkcs12 -export -in ca.crt -inkey ca.key -keypbe camellia-256-cbc -certpbe camellia-256-cbc -passout pass:right -out camellia.p12",
		"genpkey -algorithm ed448 -out ed448.key",
		"genpkey -algorithm x25519 -out x25519.key",
		"ecparam -name prime256v1 -genkey -noout -param_enc explicit -out explicit.key",
		"ecparam -name prime256v1 -genkey -noout -out p256.key",
		"ecparam -name prime256v1 -genkey -noout -out another-p256.key",
		"ecparam -name brainpoolP256r1 -genkey -noout -out brainpool.key",
		"ecparam -name brainpoolP256r1 -genkey -noout -out another-brainpool.key",
		"ec -in p256.key -conv_form compressed -out compressed.key",
		"ec -in another-p256.key -conv_form hybrid -out hybrid.key",
	} {
		cmd := exec.Command("openssl", strings.Fields(command)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
	strange := func(a, b string) {
		write(t, dir, "strange-"+a, withPublicOf(t, filepath.Join(dir, a), filepath.Join(dir, b)))
	}
	strange("p256.key", "another-p256.key")
	strange("brainpool.key", "another-brainpool.key")
	for _, c := range []struct{ file, password, want string }{
		{"locked.key", "wrong", "The password does not open"},
		{"locked.key", "", "is encrypted: give its password"},
		{"aria.key", "right", "ARIA"},
		{"camellia.key", "right", "Camellia"},
		{"aria.p12", "right", "cipher ARIA (1.2.410.200046.1.1.12); run openssl pkcs12 -in FILE -nodes"},
		{"camellia.p12", "right", "cipher Camellia (1.2.392.200011.61.1.1.1.4); run openssl pkcs12 -in FILE -nodes"},
		{"ed448.key", "", "belongs to none of these certificates"},
		{"x25519.key", "", "X25519"},
		{"explicit.key", "", "explicit curve parameters"},
		{"cut.key", "", "is cut off"},
		{"misfit.key", "", "do not belong together"},
		{"strange-p256.key", "", "the public key inside does not belong to the private key"},
		{"strange-brainpool.key", "", "the public key inside does not belong to the private key"},
		{"compressed.key", "", "belongs to none of these certificates"},
		{"hybrid.key", "", "belongs to none of these certificates"},
	} {
		args := []string{"repair", "-time", at, "-key", filepath.Join(dir, c.file), "-out", t.TempDir()}
		if c.password != "" {
			args = append(args, "-password", c.password)
		}
		status, out, errs := do(t, nil, append(args, ca)...)
		if status != 1 || !strings.Contains(out, c.want) || strings.Contains(out, "The key that has to sign is not here") {
			t.Errorf("%s: exit %d, %q is not in\n%s%s", c.file, status, c.want, out, errs)
		}
	}
	if _, out, _ := do(t, nil, "read", filepath.Join(dir, "misfit.key")); !strings.Contains(out, "do not belong together") {
		t.Errorf("read passes over a key whose primes do not fit:\n%s", out)
	}
}

// withPublicOf is the key in file a, of 256 bits in the form of SEC 1, with the public key of the one in b at its end.
func withPublicOf(t *testing.T, a, b string) []byte {
	t.Helper()
	read := func(file string) *pem.Block {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(bytes.TrimSpace(data[bytes.Index(data, []byte("-----BEGIN EC PRIVATE")):]))
		return block
	}
	own, other := read(a), read(b)
	copy(own.Bytes[len(own.Bytes)-64:], other.Bytes[len(other.Bytes)-64:])
	return pem.EncodeToMemory(own)
}

// misfit is a PKCS#1 key whose first prime is another number.
func misfit(t *testing.T) []byte {
	t.Helper()
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	inner := der.Build(0x30, []byte{2, 1, 0}, integer(k.N), integer(big.NewInt(int64(k.E))), integer(k.D),
		integer(new(big.Int).Add(k.Primes[0], big.NewInt(2))), integer(k.Primes[1]), integer(k.Precomputed.Dp),
		integer(k.Precomputed.Dq), integer(k.Precomputed.Qinv))
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: inner})
}

// integer builds an INTEGER of a positive number.
func integer(n *big.Int) []byte {
	content := n.Bytes()
	if len(content) == 0 || content[0] >= 0x80 {
		content = append([]byte{0}, content...)
	}
	return der.Build(0x02, content)
}

// TestTerminal has file names and paths that would drive a terminal: no control reaches it, in errors, in what was
// written and in JSON.
func TestTerminal(t *testing.T) {
	dir := t.TempDir()
	evil := "a\x1b[31m\u009b2J\u202eb"
	root := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	ca := write(t, dir, evil+".crt", testpki.PEM(root))
	key := write(t, dir, evil+".key", root.KeyPEM(t))
	for _, args := range [][]string{
		{"read", ca},
		{"read", filepath.Join(dir, "absent"+evil)},
		{"check", "-json", ca},
		{"check", ca},
		{"check", "-" + evil},
		{"repair", "-time", at, "-key", key, "-out", filepath.Join(dir, "out"+evil), ca},
		{"repair", "-time", at, "-key", key, "-out", filepath.Join(dir, "out"+evil), ca}, // exists
		{"repair", "-time", at, "-key", filepath.Join(dir, "no"+evil), ca},
		{"audit", ca},
		{"audit", ca, "-format", "text"},
		{"audit", ca, "-format", "csv"},
		{"audit", ca, "-format", "markdown"},
		{"audit", ca, "-format", "junit"},
		{"audit", ca, "-format", "sarif"},
		{"check", ca, "-format", "junit"},
		{"audit", filepath.Join(dir, "*"+evil+"[")},
		{"check", "https://" + evil},
		{"check", "https://" + evil + ".invalid:1"},
	} {
		_, out, errs := do(t, bytes.NewReader(nil), args...)
		for _, bad := range []string{"\x1b", "\u009b", "\u202e"} {
			if strings.Contains(out+errs, bad) {
				t.Errorf("%q: %q reaches the terminal:\n%q\n%q", args[0], bad, out, errs)
			}
		}
	}
	if _, out, _ := do(t, nil, "read", ca); !strings.Contains(out, `\u009b`) {
		t.Errorf("the name is not in the JSON:\n%s", out)
	}
}
