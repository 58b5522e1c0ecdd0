package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/web/cmd/internal/policy"
)

// site writes a small site and returns a server of it.
func site(t *testing.T, prefix string, bare bool) *httptest.Server {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dist")
	for name, data := range map[string]string{
		"index.html": "page", "index.html.br": "brotli", "index.html.gz": "gzip", "assets/engine-1.wasm": "\x00asm", "sw.js": "worker",
		"x509strict.html": "single", "SHA256SUMS": "sums", "../secret": "outside",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := newHandler(dir, prefix, bare)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// ask sends a request and returns the answer with its body. It decodes nothing by itself.
func ask(t *testing.T, method, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := (&http.Transport{}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func TestFormsAndTypes(t *testing.T) {
	s := site(t, "/", false)
	for _, c := range []struct{ name, path, accept, encoding, mime, body string }{
		{"brotli where taken", "/", "gzip, deflate, br", "br", "text/html; charset=utf-8", "brotli"},
		{"gzip where brotli is refused", "/", "br;q=0, gzip", "gzip", "text/html; charset=utf-8", "gzip"},
		{"plain where nothing is taken", "/index.html", "", "", "text/html; charset=utf-8", "page"},
		{"plain where no smaller form was built", "/assets/engine-1.wasm", "br", "", "application/wasm", "\x00asm"},
		{"scripts", "/sw.js", "", "", "text/javascript; charset=utf-8", "worker"},
		{"files without ending", "/SHA256SUMS", "", "", "text/plain; charset=utf-8", "sums"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer, body := ask(t, "GET", s.URL+c.path, "Accept-Encoding", c.accept)
			if answer.StatusCode != 200 || body != c.body {
				t.Errorf("status %d, body %q, want %q", answer.StatusCode, body, c.body)
			}
			if got := answer.Header.Get("Content-Encoding"); got != c.encoding {
				t.Errorf("Content-Encoding %q, want %q", got, c.encoding)
			}
			if got := answer.Header.Get("Content-Type"); got != c.mime {
				t.Errorf("Content-Type %q, want %q", got, c.mime)
			}
			if !strings.Contains(answer.Header.Get("Vary"), "Accept-Encoding") {
				t.Error("Vary lacks Accept-Encoding: a cache would mix the forms")
			}
		})
	}
}

func TestETag(t *testing.T) {
	s := site(t, "/", false)
	first, _ := ask(t, "GET", s.URL+"/")
	tag := first.Header.Get("ETag")
	if len(tag) < 10 {
		t.Fatalf("ETag %q", tag)
	}
	if again, body := ask(t, "GET", s.URL+"/", "If-None-Match", tag); again.StatusCode != 304 || body != "" {
		t.Errorf("status %d for what is known already, want 304", again.StatusCode)
	}
	if packed, _ := ask(t, "GET", s.URL+"/", "Accept-Encoding", "br", "If-None-Match", tag); packed.StatusCode != 200 {
		t.Errorf("status %d: another form must have another ETag", packed.StatusCode)
	}
}

func TestHeaders(t *testing.T) {
	s := site(t, "/", false)
	for _, path := range []string{"/", "/sw.js", "/assets/engine-1.wasm"} {
		answer, _ := ask(t, "GET", s.URL+path)
		if got := answer.Header.Get("Content-Security-Policy"); got != policy.Header() {
			t.Errorf("%s: Content-Security-Policy %q", path, got)
		}
		if got := answer.Header.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options %q", path, got)
		}
	}
	if answer, _ := ask(
		t,
		"GET",
		s.URL+"/assets/engine-1.wasm",
	); !strings.Contains(
		answer.Header.Get("Cache-Control"),
		"immutable",
	) {
		t.Error("files named by their content may be kept for good")
	}
	if answer, _ := ask(t, "GET", s.URL+"/sw.js"); answer.Header.Get("Cache-Control") != "no-cache" {
		t.Error("sw.js must be asked for anew each time")
	}
	bare, _ := ask(t, "GET", site(t, "/", true).URL+"/")
	if got := bare.Header.Get("Content-Security-Policy"); got != "" {
		t.Errorf("bare: Content-Security-Policy %q, want none", got)
	}
}

func TestOnlyTheFolder(t *testing.T) {
	s := site(t, "/a/b", false)
	for path, want := range map[string]int{
		"/a/b/": 200, "/a/b": 301, "/": 404, "/index.html": 404, "/a/b/../secret": 404, "/a/b/%2e%2e/secret": 404,
		"/a/b/assets": 404, "/a/b/none.js": 404, "/a/b//index.html": 404, "/a/b/x%00y": 404,
	} {
		if answer, body := ask(t, "GET", s.URL+path); answer.StatusCode != want || strings.Contains(body, "outside") {
			t.Errorf("%s: status %d, want %d", path, answer.StatusCode, want)
		}
	}
	if answer, _ := ask(t, "POST", s.URL+"/a/b/"); answer.StatusCode != 405 || answer.Header.Get("Allow") == "" {
		t.Errorf("POST: status %d, want 405 with Allow", answer.StatusCode)
	}
	if answer, body := ask(t, "HEAD", s.URL+"/a/b/"); answer.StatusCode != 200 || body != "" {
		t.Errorf("HEAD: status %d, body %q", answer.StatusCode, body)
	}
}

func TestAccepts(t *testing.T) {
	for header, want := range map[string]bool{
		"br": true, "gzip, br": true, "BR": true, "br;q=0.5": true, "br; q=0": false, "br;q=0.000": false,
		"brotli": false, "": false,
	} {
		if got := accepts(header, "br"); got != want {
			t.Errorf("accepts(%q) = %v", header, got)
		}
	}
}
