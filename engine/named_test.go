package engine_test

import (
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// What is no certificate is called by its name, and what is wanted instead is said.
func TestNamedInsteadOfNothing(t *testing.T) {
	for text, want := range map[string]string{
		"https://es01.example:9200/_cat": "openssl s_client -connect es01.example:9200 -servername es01.example -showcerts",
		"https://user:hunter2@es01":      "-connect es01:443 ",
		"10.0.0.7:9200":                  "openssl s_client -connect 10.0.0.7:9200 -showcerts",
		"[2001:db8::1]:443":              "-connect [2001:db8::1]:443 -showcerts",
		"CONNECTED(00000003)\nwrite to 0x5641e3e68df0 [0x5641e3e81690] (225 bytes => 225 (0xE1))\n" +
			"0000 - 16 03 01 00 dc 01 00 00-d8 03 03 b0 f4 84 ad b6   ................\n" +
			"read from 0x5641e3e68df0 [0x5641e3e784e3] (5 bytes => 5 (0x5))\n0000 - 17 03 03 00 17   .....\n": "-showcerts instead of -debug",
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9v me@here":                        "for SSH, not for TLS",
		"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl":                       "JSON web token",
		"-----BEGIN PUBLIC KEY-----\n" + publicKey + "-----END PUBLIC KEY-----\n": "A public key alone is no certificate",
	} {
		in := read.Input{Data: []byte(text)}
		r := check(t, engine.Options{}, in)
		if got := notes(r); r.Verdict != "unreadable" || !strings.Contains(got, want) || strings.Contains(got, "hunter2") {
			t.Errorf("%s: %s; want %s", text, got, want)
		}
		if zh := notes(check(t, engine.Options{Lang: lang.Chinese}, in)); zh == notes(r) || zh == "" {
			t.Errorf("%s: in Chinese: %s", text, zh)
		}
	}
	for _, text := range []string{"hello", "a:b", "https://$(reboot):443", "x;y:443", "https://-oProxy:443", "time 12:30"} {
		if got := notes(check(t, engine.Options{}, read.Input{Data: []byte(text)})); strings.Contains(got, "s_client") {
			t.Errorf("%s: %s", text, got)
		}
	}
	w := testpki.Root(t, "Root", nil)
	in := input("", w)
	in.Data = append([]byte("es01:9200\n"), in.Data...)
	if got := notes(check(t, engine.Options{}, in)); strings.Contains(got, "s_client") {
		t.Errorf("an address beside a certificate: %s", got)
	}
}

const publicKey = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"

func notes(r *engine.Report) string {
	var out []string
	for _, n := range r.Notes {
		out = append(out, n.Text)
	}
	return strings.Join(out, " ")
}
