package cert_test

import (
	"strings"
	"testing"

	"x509strict/engine/cert"
)

func TestSafeText(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"plain": {"Example Root CA 1", "Example Root CA 1"},
		"other languages": {
			"Русский центр, Ελληνικά, 测试 CA, Zürich, Łódź", "Русский центр, Ελληνικά, 测试 CA, Zürich, Łódź",
		},
		"two scripts, two words": {"Тест CA", "Тест CA"},
		"controls":               {"a\x00\x1b[31m\x7f\n", `a\x00\x1b[31m\x7f\x0a`},
		"C1 controls":            {"a\u0085\u009b", `a\u{85}\u{9b}`},
		"direction":              {"admin\u202Emoc.elpmaxe\u2069", `admin\u{202e}moc.elpmaxe\u{2069}`},
		"unseen":                 {"a\u200bb\u00a0c\ufeff\u00ad\u3164\u2800\ufe0f", `a\u{200b}b\u{a0}c\u{feff}\u{ad}\u{3164}\u{2800}\u{fe0f}`},
		"not UTF-8":              {"a\xff\xc3", `a\xff\xc3`},
		"a Cyrillic a":           {"p\u0430ypal, login.p\u0430ypal.example", `p\u{430}ypal, login.p\u{430}ypal.example`},
		"a Greek o":              {"G\u03bfogle", `G\u{3bf}ogle`},
		"the first letter":       {"\u0430pple", `\u{430}pple`},
		"behind an invalid byte": {"\xff\u0430pple", `\xff\u{430}pple`},
		"accented Latin":         {"caf\u00e9\u0430", `café\u{430}`},
		"letters of formulas":    {"\U0001D400dmin", `\u{1d400}dmin`},
		"marks":                  {"e\u0301 e\u0301\u0301\u0301\u0301\u0301", "e\u0301 e\u0301\u0301\u0301" + `\u{301}\u{301}`},
	} {
		if got := cert.SafeText([]byte(c.text)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	name := cert.GeneralName{Tag: cert.DNSTag, Value: []byte("\u0430\u0440\u0440\u04cf\u0435.example")}
	if got := name.String(); got != `DNS:\u{430}\u{440}\u{440}\u{4cf}\u{435}.example` {
		t.Errorf("a DNS name that is not ASCII: %s", got)
	}
	// A long text without an end to its word is looked at once.
	long := strings.Repeat("аb", 1<<18)
	if got := cert.SafeText([]byte(long)); !strings.HasPrefix(got, `\u{430}b\u{430}b`) {
		t.Error("a long word is not looked at whole")
	}
}
