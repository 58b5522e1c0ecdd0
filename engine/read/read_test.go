package read_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/pem"
	"errors"
	"strings"
	"testing"

	"x509strict/engine/read"
)

func TestPlaces(t *testing.T) {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	secret := "apiVersion: v1\ndata:\n  ca.crt: " + b64(ca.pem) + "\n  tls.crt: " + b64(leaf.pem) + "\n"
	for _, c := range []struct {
		name, file, text string
		want             []read.Place
	}{
		{"PEM", "a.pem", "x\n\n" + ca.pem + leaf.pem,
			[]read.Place{{File: "a.pem", Line: 3, Kind: "pem"}, {File: "a.pem", Line: 3 + len(ca.lines), Kind: "pem"}}},
		{"JSON on one line", "", "{\n" + `"ca": "` + ca.escaped(`\n`) + `"}`, []read.Place{{Line: 2, Kind: "pem"}}},
		{"secret", "s.yaml", secret,
			[]read.Place{{File: "s.yaml", Line: 3, Entry: "ca.crt", Kind: "pem"},
				{File: "s.yaml", Line: 4, Entry: "tls.crt", Kind: "pem"}}},
		{"bare", "", "a\n" + ca.body, []read.Place{{Line: 2, Kind: "base64"}}},
		{"DER", "ca.crt", string(ca.der), []read.Place{{File: "ca.crt", Kind: "der"}}},
		{"zip", "c.zip", zipOf(map[string]string{"ca/ca.crt": ca.pem}),
			[]read.Place{{File: "c.zip", Line: 1, Entry: "ca/ca.crt", Kind: "pem"}}},
		{"PKCS#7", "c.p7c", file(t, "chain.p7c"),
			[]read.Place{{File: "c.p7c", Entry: "certificate 1", Kind: "pkcs7"},
				{File: "c.p7c", Entry: "certificate 2", Kind: "pkcs7"}}},
	} {
		b, err := read.Read([]read.Input{{Name: c.file, Data: []byte(c.text)}}, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []read.Place
		for _, x := range b.Certificates {
			got = append(got, x.Place)
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: place %+v, want %+v", c.name, got[i], c.want[i])
			}
		}
	}
}

func TestDuplicatesAreMerged(t *testing.T) {
	ca := newSample(t, "ca.pem")
	b, err := read.Read(
		[]read.Input{{Name: "a", Data: []byte(ca.pem)}, {Name: "b", Data: ca.der}, {Name: "a", Data: []byte(ca.pem)}},
		read.Options{},
	)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Certificates) != 1 || len(b.Certificates[0].Also) != 1 || len(b.Notes) != 0 ||
		b.Certificates[0].Also[0].File != "b" {
		t.Errorf("%d certificates, also %+v", len(b.Certificates), b.Certificates[0].Also)
	}
}

func TestTrustSettings(t *testing.T) {
	b, err := read.Read([]read.Input{{Data: []byte(file(t, "trusted.pem"))}}, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Certificates) != 1 || b.Certificates[0].Trust == nil {
		t.Fatalf("%d certificates, notes %v", len(b.Certificates), b.Notes)
	}
	trust := b.Certificates[0].Trust
	if !trust.HasTrust || strings.Join(trust.Trust, " ") != "1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2" ||
		strings.Join(trust.Reject, " ") != "1.3.6.1.5.5.7.3.4" ||
		trust.Alias != "reader's leaf" {
		t.Errorf("trust settings %+v", trust)
	}
}

func TestRequest(t *testing.T) {
	b, err := read.Read(
		[]read.Input{{Data: []byte(file(t, "leaf.csr"))}, {Data: []byte(file(t, "leaf.csr"))}},
		read.Options{},
	)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Requests) != 1 || b.Requests[0].Subject.CommonName() != "leaf.reader.test" ||
		len(b.Requests[0].SPKI.Key.Bytes) != 65 ||
		len(b.Notes) != 0 {
		t.Fatalf("requests %+v, notes %v", b.Requests, b.Notes)
	}
	public, _ := pem.Decode([]byte(file(t, "leaf.pub")))
	if !bytes.Equal(b.Requests[0].SPKI.Raw, public.Bytes) {
		t.Errorf("public key differs")
	}
}

func TestKeysAreNotReadWithoutOpeners(t *testing.T) {
	b, err := read.Read([]read.Input{{Data: []byte(file(t, "leaf.key") + file(t, "modern.p12"))}}, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Keys) != 0 || !strings.Contains(noteIDs(b), "not-opened") {
		t.Errorf("keys %d, notes %q", len(b.Keys), noteIDs(b))
	}
}

func TestLimits(t *testing.T) {
	var limit *read.LimitError
	if _, err := read.Read(
		[]read.Input{{Name: "big", Data: make([]byte, read.MaxInput+1)}},
		read.Options{},
	); !errors.As(err, &limit) ||
		limit.File != "big" {
		t.Errorf("input over the limit: %v", err)
	}
	deep := newSample(t, "ca.pem").pem
	for range 12 {
		deep = b64(deep)
	}
	b, err := read.Read([]read.Input{{Data: []byte(deep)}}, read.Options{})
	if err != nil || len(b.Certificates) != 0 || noteIDs(b) != "nested-too-deep" {
		t.Errorf("nested: %v, notes %q", err, noteIDs(b))
	}
	bomb := gzipped(strings.Repeat("0", 8<<20))
	b, err = read.Read([]read.Input{{Data: []byte(bomb)}}, read.Options{})
	if err != nil || noteIDs(b) != "archive-damaged" {
		t.Errorf("gzip bomb: %v, notes %q", err, noteIDs(b))
	}
	b, err = read.Read(
		[]read.Input{{Data: []byte(zipOf(map[string]string{"a": strings.Repeat("0", 8<<20)}))}},
		read.Options{},
	)
	if err != nil || noteIDs(b) != "member-skipped" {
		t.Errorf("zip bomb: %v, notes %q", err, noteIDs(b))
	}
}

func TestCancelAndProgress(t *testing.T) {
	ca := newSample(t, "ca.pem")
	text := []byte(strings.Repeat(ca.pem+"and some words between\n", 2000))
	last, total := 0, 0
	_, err := read.Read(
		[]read.Input{{Data: text}},
		read.Options{
			Progress:  func(d, n int) { last, total = d, n },
			Cancelled: func() bool { return last > len(text)/2 },
		},
	)
	if !errors.Is(err, read.ErrCancelled) || last == 0 || total != len(text) || last > len(text)*3/4 {
		t.Errorf("error %v at %d of %d", err, last, total)
	}
}

func TestSameInputSameOutput(t *testing.T) {
	var all strings.Builder
	for _, s := range shapes(t) {
		if !strings.Contains(s.text, "\x00") {
			all.WriteString(s.text + "\n")
		}
	}
	var first [32]byte
	for i := range 3 {
		b, err := read.Read([]read.Input{{Data: []byte(all.String())}}, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		for _, n := range b.Notes {
			h.Write([]byte(n.ID + n.Place.Entry + n.Text("en") + n.Text("zh")))
		}
		sum := [32]byte(h.Sum(nil))
		if i > 0 && sum != first {
			t.Error("notes differ between runs")
		}
		first = sum
		if got := certNames(t, b); len(strings.Fields(got)) < 2 || strings.Contains(got, "unknown") {
			t.Errorf("all shapes in one: %q", got)
		}
	}
}

// newDER returns the content of the PEM block in a file.
func newDER(t testing.TB, name string) []byte {
	block, _ := pem.Decode([]byte(file(t, name)))
	if block == nil {
		return nil
	}
	return block.Bytes
}
