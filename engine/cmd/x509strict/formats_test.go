package main_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
)

// folder holds a good CA, a refused one whose name tries to be a formula, a mention, a link and a control sequence, and
// a file that is no certificate's.
func folder(t *testing.T) string {
	dir := t.TempDir()
	write(t, dir, "good.crt", testpki.PEM(testpki.Root(t, "Good", nil)))
	bad := testpki.Root(t, "=cmd|@everyone https://x.example/ \u009b31m", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	write(t, dir, "bad.pem", testpki.PEM(bad))
	write(t, dir, "notes.txt", []byte("nothing"))
	return dir
}

// TestFormats: every format holds both certificates, and can be read by what reads such files.
func TestFormats(t *testing.T) {
	dir := folder(t)
	for _, format := range []string{"text", "json", "jsonl", "csv", "markdown", "junit", "sarif"} {
		status, out, errs := do(t, nil, "audit", dir, "--format", format, "-time", at)
		if status != 1 || errs != "" {
			t.Errorf("%s: exit %d, %s", format, status, errs)
		}
		if !strings.Contains(out, "good.crt") && format != "sarif" || !strings.Contains(out, "bad.pem") {
			t.Errorf("%s names not both files:\n%s", format, out)
		}
		if strings.ContainsRune(out, '\u009b') {
			t.Errorf("%s: a control character came through", format)
		}
		switch format {
		case "json":
			var rows []map[string]any
			if err := json.Unmarshal([]byte(out), &rows); err != nil || len(rows) != 2 {
				t.Errorf("%d rows, %v", len(rows), err)
			}
		case "csv":
			rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
			if err != nil || len(rows) != 3 || len(rows[0]) != 12 {
				t.Errorf("%v, %v", rows, err)
			}
		case "markdown":
			if strings.Contains(out, "@everyone") || strings.Contains(out, "https://") || strings.Contains(out, "cmd|") {
				t.Errorf("a mention, a link or a column is alive:\n%s", out)
			}
		case "junit":
			var suites struct {
				Tests    int `xml:"tests,attr"`
				Failures int `xml:"failures,attr"`
			}
			if err := xml.Unmarshal([]byte(out), &suites); err != nil || suites.Tests != 2 || suites.Failures != 1 {
				t.Errorf("%+v, %v", suites, err)
			}
			junitSchema(t, out)
		case "sarif":
			var log struct {
				Runs []struct {
					Results []struct{ RuleID, Level string }
				}
			}
			if err := json.Unmarshal([]byte(out), &log); err != nil || len(log.Runs) != 1 {
				t.Fatalf("%v\n%s", err, out)
			}
			if r := log.Runs[0].Results; len(r) == 0 || r[0].RuleID != "ca-cert-missing-key-usage" || r[0].Level != "error" {
				t.Errorf("%+v", r)
			}
		}
	}
}

// TestFailOn: what fails is the caller's choice, for files, with options wherever they stand.
func TestFailOn(t *testing.T) {
	dir := folder(t)
	good, bad := filepath.Join(dir, "good.crt"), filepath.Join(dir, "bad.pem")
	for _, test := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"audit", good}, 0, ""},
		{[]string{"audit", bad}, 1, ""},
		{[]string{"audit", bad, "-fail-on", "never"}, 0, ""},
		{[]string{"audit", "-client", "curl", bad}, 0, ""},
		{[]string{"audit", "-client", "curl", "--fail-on=will-stop", bad}, 1, ""},
		{[]string{"audit", good, "-expires-within", "36500d"}, 1, ""},
		{[]string{"audit", good, "-expires-within", "1h"}, 0, ""},
		{[]string{"audit", good, "-expires-within", "soon"}, 2, "soon"},
		{[]string{"audit", good, "-fail-on", "everything"}, 2, "everything"},
		{[]string{"audit", good, "-format", "yaml"}, 2, "yaml"},
		{[]string{"audit", filepath.Join(dir, "*.crt")}, 0, ""},
		{[]string{"audit", filepath.Join(dir, "*.none")}, 2, "no file matches"},
		{[]string{"audit", filepath.Join(dir, "absent.pem")}, 2, "absent.pem"},
		{[]string{"audit", filepath.Join(dir, "notes.txt")}, 2, "no certificate"},
		{[]string{"check", "-client", "python-3.12,curl", bad}, 0, ""},
		{[]string{"check", "-client", "python-3.12,python-3.13", bad}, 1, ""},
		{[]string{"check", "-client", "python-3.12,perl-9", bad}, 2, "perl-9"},
		{[]string{"check", bad, "-fail-on", "never"}, 0, ""},
		{[]string{"check", "-format", "markdown", bad}, 1, ""},
		{[]string{"check", "--", bad}, 1, ""},
	} {
		status, _, errs := do(t, nil, slices.Insert(slices.Clone(test.args), 1, "-time", at)...)
		if status != test.status || !strings.Contains(errs, test.says) {
			t.Errorf("%q: exit %d, want %d; %s", test.args, status, test.status, errs)
		}
	}
}

// TestTrustStores: Java's stores and what kubectl prints are read like any other file.
func TestTrustStores(t *testing.T) {
	dir := t.TempDir()
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	secret, err := json.Marshal(map[string]any{"kind": "Secret", "data": map[string][]byte{"ca.crt": testpki.PEM(bad)}})
	if err != nil {
		t.Fatal(err)
	}
	list, err := json.Marshal(map[string]any{"kind": "List", "items": []json.RawMessage{secret}})
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "secrets.json", list)
	status, out, errs := do(t, nil, "audit", dir, "-format", "text", "-time", at)
	if status != 1 || !strings.Contains(out, "No key usage") {
		t.Errorf("exit %d: %s%s", status, out, errs)
	}
}

// TestStreamUnchanged: what distributes lines relies on rows that need no option, and on exit status 0.
func TestStreamUnchanged(t *testing.T) {
	bad := testpki.Root(t, "No key usage", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	status, out, _ := do(t, bytes.NewReader(testpki.PEM(bad)), "audit", "-time", at)
	if status != 0 || strings.Count(out, "\n") != 1 || !strings.Contains(out, `"verdict":"refused"`) {
		t.Errorf("exit %d: %s", status, out)
	}
	if status, _, errs := do(t, bytes.NewReader(nil), "audit", "-format", "csv"); status != 2 || errs == "" {
		t.Errorf("a format for a stream: exit %d, %s", status, errs)
	}
}

// TestCompletion runs the script in a real bash.
func TestCompletion(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is missing")
	}
	_, script, _ := do(t, nil, "completion", "bash")
	for words, want := range map[string]string{
		"x509strict au": "audit", "x509strict check -form": "-format", "x509strict check -format sa": "sarif",
		"x509strict check -client python-3.12": "python-3.12",
	} {
		ask := script + "\nCOMP_WORDS=(" + words + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _x509strict; echo \"${COMPREPLY[@]}\""
		out, err := exec.Command(bash, "-c", ask).CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != want {
			t.Errorf("%s: %q, %v; want %s", words, out, err, want)
		}
	}
	if status, _, errs := do(t, nil, "completion", "tcsh"); status != 2 || !strings.Contains(errs, "fish") {
		t.Errorf("exit %d, %s", status, errs)
	}
}
