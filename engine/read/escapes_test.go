package read

import "testing"

// TestPathsOnWindows: a backslash in front of a folder's name is none of an escaped letter.
func TestPathsOnWindows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"C:\lib\requests\adapters.py", line 1\n`, `"C:\lib\requests\adapters.py", line 1` + "\n"},
		{`C:\\Program Files\\nodejs\\npm\nError`, `C:\Program Files\nodejs\npm` + "\nError"},
		{`C:\\a\nError`, `C:\a` + "\nError"},
		{`host:\nError`, "host:\nError"},
		{`C:\a.pem\n-----BEGIN`, `C:\a.pem` + "\n-----BEGIN"},
	} {
		if got := string(decodeEscapes(nil, []byte(c.text))); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
