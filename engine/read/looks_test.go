package read_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf16"

	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// block is a CERTIFICATE block around a body.
func block(body string) string {
	return "-----BEGIN CERTIFICATE-----\n" + strings.TrimSpace(body) + "\n-----END CERTIFICATE-----\n"
}

func encoded(data []byte) string {
	return block(fold(base64.StdEncoding.EncodeToString(data), 64, "\n"))
}

// latin1 is what an editor makes of bytes that it takes for Latin-1 and saves as UTF-8.
func latin1(data []byte) []byte {
	var out []rune
	for _, c := range data {
		out = append(out, rune(c))
	}
	return []byte(string(out))
}

// TestInPlaceOfACertificate gives blocks and files that are no DER: each is called what it looks like, or read with a
// word on what is wrong with it.
func TestInPlaceOfACertificate(t *testing.T) {
	ca := newSample(t, "ca.pem")
	ended := bytes.Clone(ca.der) // its signature ends in a line feed
	ended[len(ended)-1] = '\n'
	const page = "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body>Not Found</body></html>\n"
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(ca.pem)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	random := make([]byte, 400)
	for i, x := 0, uint32(1); i < len(random); i++ {
		x = x*1664525 + 1013904223
		random[i] = byte(x >> 24)
	}
	for _, c := range []struct {
		name, data, certificates, notes, what string
	}{
		{"web page", page, "", "looks-like", "HTML"},
		{"web page in a block", block(page), "", "block-looks-like", "HTML"},
		{"web page encoded", encoded([]byte(page)), "", "block-looks-like", "HTML"},
		{"JSON encoded", encoded([]byte(`{"errors":["permission denied"]}`)), "", "block-looks-like", "JSON"},
		{"XML", `<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>`, "", "looks-like", "XML"},
		{"Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "", "looks-like", "Git LFS"},
		{"Ansible Vault", "$ANSIBLE_VAULT;1.1;AES256\n616263\n", "", "looks-like", "Ansible"},
		{"picture", encoded([]byte("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 40))), "", "block-looks-like", "picture"},
		{"random bytes", encoded(random), "", "block-looks-like", "random"},
		{"without its beginning", encoded(ca.der[40:]), "", "block-looks-like", "beginning"},
		{"lower case", block(fold(strings.ToLower(ca.body), 64, "\n")), "", "block-looks-like", "lower case"},
		{"upper case", block(fold(strings.ToUpper(ca.body), 64, "\n")), "", "block-looks-like", "upper case"},
		{"DER saved as text", strings.ToValidUTF8(string(ca.der), "\ufffd"), "", "looks-like", "saved as text"},
		{"the same in a block", encoded([]byte(strings.ToValidUTF8(string(ca.der), "\ufffd"))), "", "block-looks-like",
			"saved as text"},
		{"DER as Latin-1", string(latin1(ca.der)), "ca", "recoded-utf8", ""},
		{"DER with carriage returns", strings.ReplaceAll(string(ended), "\n", "\r\n"), "ended",
			"recoded-line-breaks", ""},
		{"hex in a block", block(fold(hex.EncodeToString(ca.der), 64, "\n")), "ca", "block-in-hex", ""},
		{"hex with colons in a block", block(strings.ReplaceAll(colons(ca.der, ":"), "30:82:01", "30:82:01\n")), "ca",
			"block-in-hex", ""},
		{"PEM in UTF-16 in a block", encoded(wide), "ca", "block-in-base64", ""},
		{"PEM in a block", encoded([]byte(ca.pem)), "ca", "block-in-base64", ""},
		{"base64 twice in a block", encoded([]byte(base64.StdEncoding.EncodeToString([]byte(ca.pem)))), "ca",
			"block-in-base64", ""},
		{"words", "hello world", "", "nothing-found", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := read.Read([]read.Input{{Name: "f", Data: []byte(c.data)}}, read.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, one := range b.Certificates {
				switch {
				case bytes.Equal(one.Raw, ca.der):
					got += "ca"
				case bytes.Equal(one.Raw, ended):
					got += "ended"
				}
			}
			if got != c.certificates || len(b.Notes) != 1 || b.Notes[0].ID != c.notes {
				t.Fatalf("certificates %q, notes %+v", got, b.Notes)
			}
			for _, l := range []lang.Lang{lang.English, lang.Chinese} {
				text := b.Notes[0].Text(l)
				if strings.Contains(text, "{") || l == lang.English && !strings.Contains(text, c.what) {
					t.Errorf("%q, want %q in it", text, c.what)
				}
			}
		})
	}
}
