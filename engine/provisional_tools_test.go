package engine_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/code"
	"x509strict/engine/read"
)

// TestDumpsOfTools holds what is found in what each tool prints of a certificate to what is found in the certificate,
// apart from what the tool does not print.
func TestDumpsOfTools(t *testing.T) {
	key := []code.Code{code.EeKeyTooSmall, code.CaKeyTooSmall}
	unprinted := map[string][]code.Code{
		".nss": key,
		".py": append(key, code.CaMdTooWeak, code.CertHasExpired, code.CertNotYetValid, code.SubjectNameEmpty,
			code.EmptySubjectSanNotCritical),
		".jsse": key,
	}
	files, err := filepath.Glob("read/printed/testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	compared := map[string]int{}
	for _, file := range files {
		tool := filepath.Ext(file)
		if tool == ".pem" {
			continue
		}
		open := func(name string) read.Input {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			return read.Input{Data: b}
		}
		want, _ := inPrint(check(t, engine.Options{}, open(strings.TrimSuffix(file, tool)+".pem")))
		want = slices.DeleteFunc(want, func(c code.Code) bool { return slices.Contains(unprinted[tool], c) })
		r := check(t, engine.Options{}, open(file))
		if len(r.Printed) != 1 {
			t.Errorf("%s: %d dumps", file, len(r.Printed))
			continue
		}
		var got []code.Code
		for _, f := range r.Printed[0].Findings {
			got = append(got, code.Code(f.Code))
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s: in the text %v, in the certificate %v: %q", file, got, want, r.Printed[0].Saw)
		}
		compared[tool]++
	}
	for _, tool := range []string{".openssl", ".asn1parse", ".asn1parse-dump", ".certtool", ".nss", ".keytool", ".py"} {
		if compared[tool] < 6 {
			t.Errorf("%s: only %d dumps", tool, compared[tool])
		}
	}
}
