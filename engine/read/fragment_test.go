package read_test

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"testing"

	"x509strict/engine/read"
)

func deflated(t testing.TB, data []byte) string {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, 9)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(b.Bytes())
}

func TestFragmentRoundTrip(t *testing.T) {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	fragment, err := read.EncodeFragment([][]byte{leaf.der, ca.der}, nil, "es01.example:9200", "python-3.13", "zh")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(fragment, "#cert=") || strings.ContainsAny(fragment[1:], "# +/") {
		t.Errorf("fragment %q", fragment)
	}
	inputs, host, client, lang, err := read.DecodeFragment(fragment)
	if err != nil {
		t.Fatal(err)
	}
	b, err := read.Read(inputs, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if certNames(t, b) != "leaf ca" || host != "es01.example:9200" || client != "python-3.13" || lang != "zh" {
		t.Errorf("%q %q %q %q", certNames(t, b), host, client, lang)
	}
}

func TestFragments(t *testing.T) {
	ca := newSample(t, "ca.pem")
	url64 := base64.RawURLEncoding.EncodeToString
	for _, c := range []struct{ name, fragment, want, host, client, lang string }{
		{"der", "#der=" + url64(ca.der), "ca", "", "", ""},
		{"der padded, standard alphabet", "der=" + url.QueryEscape(base64.StdEncoding.EncodeToString(ca.der)), "ca", "", "", ""},
		{"pem", "#pem=" + url.PathEscape(ca.pem) + "&host=a.example", "ca", "a.example", "", ""},
		{"pem with bare plus", "#pem=" + strings.ReplaceAll(url.PathEscape(ca.pem), "%2B", "+"), "ca", "", "", ""},
		{"cert", "#cert=" + deflated(t, ca.der), "ca", "", "", ""},
		{"unknown fields", "#utm_source=x&cert=" + deflated(t, ca.der) + "&foo&&lang=zh&client=curl", "ca", "", "curl", "zh"},
		{"impossible client and language", "#lang=xx&client=%3Cscript%3E&cert=" + deflated(t, ca.der), "ca", "", "", ""},
		{"nothing", "", "", "", "", ""},
		{"an anchor", "#top", "", "", "", ""},
	} {
		inputs, host, client, lang, err := read.DecodeFragment(c.fragment)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		b, err := read.Read(inputs, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if certNames(t, b) != c.want || host != c.host || client != c.client || lang != c.lang {
			t.Errorf("%s: %q %q %q %q", c.name, certNames(t, b), host, client, lang)
		}
	}
}

func TestHostileFragments(t *testing.T) {
	bomb := deflated(t, bytes.Repeat([]byte{0}, 50<<20))
	for name, fragment := range map[string]string{
		"inflates beyond measure": "#cert=" + bomb,
		"too long":                "#cert=" + strings.Repeat("A", 2<<20),
		"too many fields":         strings.Repeat("a=b&", 100),
		"not base64":              "#der=%00%01",
		"not deflate":             "#cert=AAAA",
		"broken percent":          "#pem=%4",
		"host with markup":        "#host=%3Cscript%3E",
		"host too long":           "#host=" + strings.Repeat("a", 300),
		"empty":                   "#cert=",
	} {
		if inputs, _, _, _, err := read.DecodeFragment(fragment); err == nil {
			t.Errorf("%s: accepted, %d inputs", name, len(inputs))
		}
	}
}

func TestKeysInLinksAreRefused(t *testing.T) {
	for _, name := range []string{"leaf.key", "ca.key", "rsa.key", "ca-pbes2.key", "ca-traditional-aes256.key"} {
		text := file(t, name)
		for form, fragment := range map[string]string{
			"pem":            "#pem=" + url.PathEscape(text),
			"base64 of it":   "#pem=" + url.PathEscape(b64(text)),
			"without armour": "#pem=" + url.PathEscape(strings.Join(strings.Split(strings.TrimSpace(text), "\n")[1:], "\n")),
		} {
			if form == "without armour" && name == "ca-traditional-aes256.key" {
				continue // ciphertext without a hint that it is a key
			}
			if _, _, _, _, err := read.DecodeFragment(fragment); !errors.Is(err, read.ErrKeyInLink) {
				t.Errorf("%s as %s: %v", name, form, err)
			}
		}
	}
	if _, _, _, _, err := read.DecodeFragment(
		"#der=" + base64.RawURLEncoding.EncodeToString([]byte(file(t, "modern.p12"))),
	); !errors.Is(
		err,
		read.ErrKeyInLink,
	) {
		t.Errorf("PKCS#12: %v", err)
	}
	if _, err := read.EncodeFragment([][]byte{[]byte(file(t, "modern.p12"))}, nil, "", "", ""); err == nil {
		t.Error("EncodeFragment takes PKCS#12")
	}
}
