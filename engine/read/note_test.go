package read_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// TestNotesHaveTexts looks through the sources for note IDs: each must have words in both languages, and take the
// arguments that are given to it.
func TestNotesHaveTexts(t *testing.T) {
	var files []string
	for _, pattern := range []string{"*.go", "containers/*.go"} {
		list, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	calls := regexp.MustCompile(
		`(?:\.|\b)note\((?:read\.)?(?:Problem|Info|severity), "([a-z0-9-]+)"|faultNote\(.*"([a-z-]+)"\)|id :?= "([a-z-]+)"|ID: "([a-z-]+)"`,
	)
	seen := map[string]bool{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range calls.FindAllStringSubmatch(string(b), -1) {
			seen[strings.Join(m[1:], "")] = true
		}
	}
	if len(seen) < 25 {
		t.Fatalf("found only %d note IDs", len(seen))
	}
	args := map[string]string{
		"limit":    "1",
		"what":     "x",
		"label":    "x",
		"count":    "1",
		"line":     "1",
		"found":    "x",
		"have":     "1",
		"want":     "2",
		"reason":   "x",
		"kind":     "x",
		"password": "x",
		"type":     "x",
		"name":     "x",
	}
	for id := range seen {
		n := read.Note{ID: id, Args: args}
		en, zh := n.Text(lang.English), n.Text(lang.Chinese)
		if en == id || en == "" || zh == "" || en == zh || strings.ContainsAny(en+zh, "{}") {
			t.Errorf("%s: %q, %q", id, en, zh)
		}
	}
}

func TestNoteSaysWhatAndWhere(t *testing.T) {
	leaf, ca := newSample(t, "leaf.pem"), newSample(t, "ca.pem")
	bad := strings.Replace(leaf.pem, leaf.lines[3][10:12], "?!", 1)
	b, err := read.Read([]read.Input{{Name: "x.pem", Data: []byte(ca.pem + "\n" + bad)}}, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Notes) != 1 {
		t.Fatalf("notes %v", b.Notes)
	}
	n := b.Notes[0]
	line := len(ca.lines) + 1 + 4
	if n.Place.Line != line || n.Place.File != "x.pem" || n.Severity != read.Problem {
		t.Errorf("place %+v, want line %d", n.Place, line)
	}
	if en := n.Text(lang.English); !strings.Contains(en, "line 16 holds ?") && !strings.Contains(en, "holds ?") {
		t.Errorf("text %q", en)
	}
}
