package read_test

import (
	"os"
	"path/filepath"
	"testing"

	"x509strict/engine/read"
)

func TestMessageBesideCertificates(t *testing.T) {
	text := "certificate verify failed: Missing Subject Key Identifier (_ssl.c:1)\n\n" + newSample(
		t,
		"ca.pem",
	).pem + "\nand curl says: curl: (60) SSL certificate problem: self-signed certificate\n"
	b, err := read.Read([]read.Input{{Name: "log.txt", Data: []byte(text)}}, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Certificates) != 1 || len(b.Messages) != 2 || b.Certificates[0].Place.Line != 3 ||
		b.Messages[0].Place.Line != 1 ||
		b.Messages[1].Place.File != "log.txt" {
		t.Errorf("certificates %d, messages %+v", len(b.Certificates), b.Messages)
	}
}

// TestPrintedInOtherLanguages reads dumps of keytool in Chinese, Japanese and German as they are pasted.
func TestPrintedInOtherLanguages(t *testing.T) {
	files, err := filepath.Glob("printed/testdata/*.keytool-*")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b, err := read.Read([]read.Input{{Data: text}}, read.Options{})
		if err != nil || len(b.Printed) != 1 || b.Printed[0].Subject != "CN=noku" || b.Printed[0].KeyUsage != nil {
			t.Errorf("%s: %+v, %v", file, b.Printed, err)
		}
	}
}
