package read_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/pem"
	"os"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/internal/processor"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// bundle returns n different certificates of about 1 KB as PEM: copies of one with other key bits, so that nothing
// but the signature is wrong.
func bundle(t testing.TB, n int) string {
	der := newSample(t, "rsa.pem").der
	at := len(der) - 200
	var out strings.Builder
	for i := range n {
		one := slices.Clone(der)
		sum := sha256.Sum256(binary.BigEndian.AppendUint32(nil, uint32(i)))
		copy(one[at:], sum[:])
		out.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: one}))
	}
	return out.String()
}

func TestTenThousandCertificates(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	reads := func(n int) func() {
		text := []byte(bundle(t, n))
		return func() {
			b, err := read.Read([]read.Input{{Data: text}}, read.Options{Openers: containers.All})
			if err != nil || len(b.Certificates) != n || len(b.Notes) != 0 {
				t.Fatalf("%d certificates, %d notes, %v", len(b.Certificates), len(b.Notes), err)
			}
		}
	}
	// The promise is 1.5 s on one free core, which BenchmarkBundle10000 measures.
	if times := processor.Times(10, reads(1_000), reads(10_000), 3); times > 3 {
		t.Errorf("ten times the certificates take %.0f times the processor", 10*times)
	}
}

func TestCertificateLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	der := newSample(t, "ed25519.pem").der
	var all []byte
	for i := range read.MaxCertificates + 1 {
		one := slices.Clone(der)
		binary.BigEndian.PutUint32(one[len(one)-8:], uint32(i))
		all = append(all, one...)
	}
	b, err := read.Read([]read.Input{{Name: "many.der", Data: all}}, read.Options{})
	if _, ok := err.(*read.LimitError); !ok || len(b.Certificates) != read.MaxCertificates {
		t.Errorf("%d certificates, %v", len(b.Certificates), err)
	}
}

func benchmark(b *testing.B, text string) {
	data := []byte(text)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read.Read([]read.Input{{Data: data}}, read.Options{Openers: containers.All}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBundle140(b *testing.B)   { benchmark(b, bundle(b, 140)) }
func BenchmarkBundle10000(b *testing.B) { benchmark(b, bundle(b, 10_000)) }

func BenchmarkSystemBundle(b *testing.B) {
	data, err := os.ReadFile("/etc/ssl/certs/ca-certificates.crt")
	if err != nil {
		b.Skip("no system bundle here; install ca-certificates")
	}
	benchmark(b, string(data))
}

func BenchmarkEscapedBundle140(b *testing.B) {
	benchmark(b, `{"ca":"`+strings.ReplaceAll(bundle(b, 140), "\n", `\n`)+`"}`)
}

func BenchmarkSecretBundle140(b *testing.B) { benchmark(b, "ca.crt: "+b64(bundle(b, 140))) }

func BenchmarkLegacyPKCS12(b *testing.B) {
	data := []byte(file(b, "legacy.p12"))
	for b.Loop() {
		if _, err := read.Read(
			[]read.Input{{Data: data}},
			read.Options{Openers: containers.All, Passwords: []string{"secret"}},
		); err != nil {
			b.Fatal(err)
		}
	}
}
