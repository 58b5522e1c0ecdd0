package containers_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/der"
	"x509strict/engine/internal/processor"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
	"x509strict/engine/read/pbe"
)

func octets(b []byte) []byte { return der.Build(0x04, b) }
func explicit(b []byte) []byte {
	return der.Build(0xa0, b)
}

// store makes a PKCS#12 file of one certificate in the clear, with a checksum under password and count as the
// iterations it claims.
func store(certificate []byte, password pbe.Password, iterations int, claim []byte) []byte {
	bag := der.Build(0x30, der.BuildOID("1.2.840.113549.1.12.10.1.3"),
		explicit(der.Build(0x30, der.BuildOID("1.2.840.113549.1.9.22.1"), explicit(octets(certificate)))))
	content := der.Build(
		0x30,
		der.Build(0x30, der.BuildOID("1.2.840.113549.1.7.1"), explicit(octets(der.Build(0x30, bag)))),
	)
	salt := []byte("saltsalt")
	key, err := pbe.PKCS12Key(sha1.New, salt, password.BMP(), iterations, 3, 20, func(int) error { return nil })
	if err != nil {
		panic(err)
	}
	mac := hmac.New(sha1.New, key)
	mac.Write(content)
	digest := der.Build(0x30, der.Build(0x30, der.BuildOID("1.3.14.3.2.26"), []byte{5, 0}), octets(mac.Sum(nil)))
	return der.Build(
		0x30,
		[]byte{2, 1, 3},
		der.Build(0x30, der.BuildOID("1.2.840.113549.1.7.1"), explicit(octets(content))),
		der.Build(0x30, digest, octets(salt), der.Build(0x02, claim)),
	)
}

func certificate(t testing.TB) []byte {
	block, _ := pem.Decode(load(t, "ca.pem"))
	return block.Bytes
}

func TestNullAndEmptyPasswords(t *testing.T) {
	for name, password := range map[string]pbe.Password{"null": {Null: true}, "empty": {}} {
		data := store(certificate(t), password, 1000, []byte{3, 0xe8})
		b, err := read.Read([]read.Input{{Data: data}}, read.Options{Openers: containers.All})
		if err != nil {
			t.Fatal(err)
		}
		if names(t, b) != "ca" || len(b.Locked) != 0 || noteIDs(b) != "" {
			t.Errorf("%s: %q, locked %v, notes %q", name, names(t, b), b.Locked, noteIDs(b))
		}
		openssl(t, name, data)
	}
}

// openssl checks that the real tool takes the file too, so that the test is not one of us against ourselves.
func openssl(t *testing.T, name string, data []byte) {
	tool, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("openssl is missing; install the package openssl")
		}
		t.Skip("openssl is missing; install the package openssl")
	}
	path := filepath.Join(t.TempDir(), "store.p12")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "pkcs12", "-in", path, "-nokeys", "-passin", "pass:").CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("BEGIN CERTIFICATE")) {
		t.Errorf("%s password: openssl says %v: %s", name, err, out)
	}
}

func TestIterationsBeyondMeasure(t *testing.T) {
	huge := []byte{0x7f, 0xff, 0xff, 0xff}
	for name, passwords := range map[string][]string{"without password": nil, "with one": {"secret"}} {
		b, err := read.Read( // two thousand million iterations would outlast the test
			[]read.Input{{Data: store(certificate(t), pbe.Password{}, 1, huge)}},
			read.Options{Openers: containers.All, Passwords: passwords},
		)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(noteIDs(b), "iterations-too-many") {
			t.Errorf("%s: notes %q", name, noteIDs(b))
		}
		if names(t, b) != "ca" { // it lies there in the clear
			t.Errorf("%s: %q", name, names(t, b))
		}
	}
}

func TestManySlowStoresDoNotStallAPaste(t *testing.T) {
	var all []byte
	for i := range 200 { // each asks for 400,000 iterations a password
		c := append([]byte{}, certificate(t)...)
		c[len(c)-1] = byte(i)
		all = append(all, store(c, pbe.Password{Text: "unknown"}, 1, []byte{6, 0x1a, 0x80})...)
	}
	one := all[:len(all)/200]
	reads := func(data []byte, n int) func() {
		return func() {
			b, err := read.Read([]read.Input{{Data: data}}, read.Options{Openers: containers.All})
			if err != nil {
				t.Fatal(err)
			}
			if len(b.Certificates) != n || len(b.Locked) != n {
				t.Errorf("%d certificates, %d locked, want %d", len(b.Certificates), len(b.Locked), n)
			}
		}
	}
	if times := processor.Times(1, reads(one, 1), reads(all, 200), 10); times > 10 {
		t.Errorf("200 stores take the processor %.0f times as long as one", times)
	} else {
		t.Logf("200 stores take the processor %.1f times as long as one", times)
	}
}

func TestHugeLengthsInJKS(t *testing.T) {
	head := []byte{
		0xfe,
		0xed,
		0xfe,
		0xed,
		0,
		0,
		0,
		2,
		0xff,
		0xff,
		0xff,
		0xff,
		0,
		0,
		0,
		1,
		0,
		1,
		'a',
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0xff,
		0xff,
		0xff,
		0xf0,
	}
	b, err := read.Read([]read.Input{{Data: append(head, make([]byte, 64)...)}}, read.Options{Openers: containers.All})
	if err != nil {
		t.Fatal(err)
	}
	if noteIDs(b) != "container-damaged" {
		t.Errorf("notes %q", noteIDs(b))
	}
}
