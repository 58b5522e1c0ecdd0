package message_test

import (
	"os"
	"strings"
	"testing"
)

// TestWords reads what libraries and programs print line by line, each alone.
func TestWords(t *testing.T) {
	b, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for line := range strings.Lines(string(b)) {
		head, text, found := strings.Cut(line, "\t")
		if !found {
			continue
		}
		read++
		text = strings.ReplaceAll(text, "␤", "\n")
		got := taken(text)
		if len(got) == 0 {
			t.Errorf("nothing found in %s", text)
		} else if have := got[0].Client + " " + got[0].Slug + string(got[0].Meaning); have != head {
			t.Errorf("%sgot %s, want %s", text, have, head)
		}
	}
	if read < 1000 {
		t.Error(read)
	}
}
