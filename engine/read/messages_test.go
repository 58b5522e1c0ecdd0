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
	files, err := filepath.Glob("printed/testdata/noku.keytool-*")
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

// TestAngleBrackets keeps the host of an address in angle brackets, which is no tag.
func TestAngleBrackets(t *testing.T) {
	for text, host := range map[string]string{
		"CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://repo.example.org/x>: certificate verify failed\n":       "repo.example.org",
		"Cannot fetch <https://es.example.org:9200> [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1)\n": "es.example.org",
		"<p>see <a href=\"x\">x509: certificate signed by unknown authority</a></p>\n":                                       "",
	} {
		b, err := read.Read([]read.Input{{Data: []byte(text)}}, read.Options{})
		if err != nil || len(b.Messages) != 1 || b.Messages[0].Host != host {
			t.Errorf("%s\ngot %+v, %v; want one of host %q", text, b.Messages, err, host)
		}
	}
}
