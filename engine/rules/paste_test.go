package rules_test

import (
	"strings"
	"testing"

	"x509strict/engine/read"
	"x509strict/engine/rules"
)

// Every message that OpenSSL or Python prints finds its rule from the paste box.
func TestPastedMessagesFindTheirRules(t *testing.T) {
	for _, m := range rules.Messages() {
		text := strings.ReplaceAll(m.Text, "…", "db.example")
		if strings.Contains(m.Text, "IP address") {
			text = strings.ReplaceAll(m.Text, "…", "192.0.2.1")
		}
		pasted := "Traceback (most recent call last):\n  File \"client.py\", line 3, in <module>\nssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " + text + " (_ssl.c:1010)\n"
		b, err := read.Read([]read.Input{{Data: []byte(pasted)}}, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, found := range b.Messages {
			got = append(got, found.Slug)
		}
		if len(got) != 1 || got[0] != m.Slug {
			t.Errorf("%q is read as %q, want %s", text, got, m.Slug)
		}
	}
}
