package message

import "testing"

// TestOlderPython: what follows the word "python" in text without blanks and strokes.
func TestOlderPython(t *testing.T) {
	for text, want := range map[string]bool{
		"2.7/site-packages": true, "3.4/ssl.py": true, "3.12/ssl.py": true, "/3.11aiohttp": true, "27lib": true,
		"310libssl.py": true, "37-32libsite": true,
		"3.13/ssl.py": false, "/3.14": false, "313libssl.py": false, "3-mpip": false, "2024-05-0110:00:00": false,
		"": false, "-websockets": false, "3": false,
	} {
		if got := olderPython(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
