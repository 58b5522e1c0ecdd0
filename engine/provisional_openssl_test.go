package engine_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/pem"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/code"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestDumpsOfOpenSSL holds what is found in the text that the real openssl prints of a certificate to what is found in
// the certificate itself, for those of the recorded cases that are not damaged.
func TestDumpsOfOpenSSL(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	o := engine.Options{Time: testpki.Now}
	var found [][]byte
	var wants [][]code.Code
	for _, set := range []string{"structured", "random"} {
		for _, der := range recordedCertificates(t, set, 250) {
			if want, tells := inPrint(check(t, o, read.Input{Data: der})); tells {
				found, wants = append(found, der), append(wants, want)
			}
		}
	}
	texts := storeutl(t, found)
	if len(texts) != len(found) {
		t.Fatalf("openssl printed %d of %d certificates", len(texts), len(found))
	}
	faults, untold := 0, 0
	for i, text := range texts {
		if unprinted.Match(text) {
			untold++
			continue
		}
		r := check(t, o, read.Input{Data: text})
		if len(r.Printed) != 1 {
			t.Errorf("%d dumps in\n%s", len(r.Printed), text)
			continue
		}
		var got []code.Code
		for _, f := range r.Printed[0].Findings {
			got = append(got, code.Code(f.Code))
		}
		slices.Sort(got)
		if !slices.Equal(got, wants[i]) {
			t.Errorf("in the text %v, in the certificate %v\n%s", got, wants[i], text)
		}
		faults += len(wants[i])
	}
	t.Logf("%d dumps with %d faults", len(found), faults)
	if len(found) < 400 || faults < 200 || untold > 40 {
		t.Errorf("only %d dumps with %d faults, %d without a version or value", len(found), faults, untold)
	}
}

// unprinted matches what openssl prints of a version or of a value of an extension that it cannot put into words.
var unprinted = regexp.MustCompile(`Version: Unknown|(?m:^ {16}0?\.+$)`)

// recordedCertificates returns up to n different certificates of the verifier's recorded cases.
func recordedCertificates(t *testing.T, set string, n int) (all [][]byte) {
	f, err := os.Open("verify/testdata/cases-" + set + ".tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{"-": true}
	for line := range strings.Lines(string(lines)) {
		for _, field := range strings.Split(strings.TrimSpace(line), "\t")[6:] {
			for text := range strings.SplitSeq(field, ",") {
				der, err := base64.StdEncoding.DecodeString(text)
				if seen[text] || err != nil {
					continue
				}
				if seen[text], all = true, append(all, der); len(all) == n {
					return all
				}
			}
		}
	}
	return all
}

// storeutl returns what openssl x509 -text would print of each, from one process.
func storeutl(t *testing.T, certificates [][]byte) [][]byte {
	var all bytes.Buffer
	for _, der := range certificates {
		if err := pem.Encode(&all, &pem.Block{Type: "CERTIFICATE", Bytes: der}); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "all.pem")
	if err := os.WriteFile(file, all.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("openssl", "storeutl", "-noout", "-text", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	parts := regexp.MustCompile(`(?m)^\d+: Certificate\n`).Split(string(out), -1)
	texts := [][]byte{}
	for _, p := range parts[1:] {
		p, _, _ = strings.Cut(p, "Total found:")
		texts = append(texts, []byte(p))
	}
	return texts
}

// inPrint are the errors of the one certificate that its text can tell; it does not tell if there are others.
func inPrint(r *engine.Report) (all []code.Code, tells bool) {
	if r.Verdict == "unreadable" || len(r.Faults) > 0 {
		return nil, false
	}
	for _, f := range r.Findings {
		switch {
		case f.Severity != "stops":
		case !engine.InPrint(code.Code(f.Code)):
			return nil, false
		case f.Certificate == 0:
			all = append(all, code.Code(f.Code))
		}
	}
	slices.Sort(all)
	return slices.Compact(all), true
}
