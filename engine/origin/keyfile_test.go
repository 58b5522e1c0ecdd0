package origin

import (
	"strings"
	"testing"
)

// TestKeyFile holds that a key file is one word for a shell, and the one that KeyAt speaks of.
func TestKeyFile(t *testing.T) {
	n := 0
	for _, m := range All() {
		name := m.KeyFile()
		if name == "" {
			continue
		}
		n++
		base := strings.Trim(name[strings.LastIndexByte(name, '/')+1:], `"`)
		if !strings.Contains(m.KeyAt.EN, strings.TrimPrefix(base, "server")) {
			t.Errorf("%s: %q is not what %q says", m.ID, name, m.KeyAt.EN)
		}
		if strings.Contains(name, " ") && !strings.HasPrefix(name, `"$(`) || strings.ContainsAny(name, "*;|&<>") {
			t.Errorf("%s: %q is not one word", m.ID, name)
		}
	}
	if n < 15 {
		t.Errorf("only %d makers have a key file", n)
	}
	for id := range keyFiles {
		if ByID(id) == nil {
			t.Errorf("no maker is called %s", id)
		}
	}
}
