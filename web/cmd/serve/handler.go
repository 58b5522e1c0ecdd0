package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"x509strict/web/cmd/internal/policy"
)

// types are the MIME types of what the build writes. A type must be right for streaming compilation (wasm) and, with
// nosniff, for scripts and styles; the system's own table is not asked because it differs from machine to machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json",
	".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml",
	".pem": "application/x-pem-file", ".crt": "application/x-x509-ca-cert",
}

// handler serves the files of one folder. Each is read anew when it changed on disk, so a rebuild needs no restart.
type handler struct {
	root   *os.Root
	prefix string // begins and ends with a slash
	bare   bool
	lock   sync.Mutex
	tags   map[string]tag
}

// tag is a file's ETag, and the time and size for which it holds.
type tag struct {
	etag string
	time time.Time
	size int64
}

func newHandler(dir, prefix string, bare bool) (*handler, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%w (./build.sh builds it)", err)
	}
	return &handler{
		root:   root,
		prefix: path.Clean("/"+prefix) + strings.Repeat("/", min(1, len(strings.Trim(prefix, "/")))),
		bare:   bare,
		tags:   map[string]tag{},
	}, nil
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path+"/" == h.prefix {
		http.Redirect(w, r, h.prefix, http.StatusMovedPermanently)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, h.prefix)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !ok || !fs.ValidPath(name) || strings.ContainsAny(name, "\x00\\") {
		http.NotFound(w, r)
		return
	}
	h.headers(w.Header(), name)
	host, _, err := net.SplitHostPort(r.Host)
	if err == nil && !h.bare && (host == "localhost" || net.ParseIP(host).IsLoopback()) {
		// browsers complain of it on origins that they don't trust
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
	}
	if err := h.serve(w, r, name); errors.Is(err, fs.ErrNotExist) {
		w.Header().Del("Cache-Control")
		http.NotFound(w, r)
	} else if err != nil {
		http.Error(w, "reading "+name+" failed", http.StatusInternalServerError)
		fmt.Fprintf(os.Stderr, "serve: %s: %v\n", name, err)
	}
}

// headers sets what every answer of the site carries.
func (h *handler) headers(to http.Header, name string) {
	mime, ok := types[filepath.Ext(name)]
	if !ok {
		mime = "text/plain; charset=utf-8" // SHA256SUMS
	}
	to.Set("Content-Type", mime)
	to.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") { // the name changes with the content
		to.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if h.bare {
		return
	}
	if name != "x509strict.html" { // allows its own inline scripts by hash, in a meta element
		to.Set("Content-Security-Policy", policy.Header())
	}
	to.Set("X-Content-Type-Options", "nosniff")
	to.Set("Referrer-Policy", "no-referrer")
	to.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// serve writes the file, in the smallest form that the browser takes.
func (h *handler) serve(w http.ResponseWriter, r *http.Request, name string) error {
	w.Header().Set("Vary", "Accept-Encoding")
	for _, form := range []struct{ suffix, encoding string }{{".br", "br"}, {".gz", "gzip"}, {"", ""}} {
		if form.encoding != "" &&
			(r.Header.Get("Range") != "" || !accepts(r.Header.Get("Accept-Encoding"), form.encoding)) {
			continue
		}
		data, modified, err := h.read(name + form.suffix)
		if errors.Is(err, fs.ErrNotExist) && form.encoding != "" {
			continue
		} else if err != nil {
			return err
		}
		if form.encoding != "" {
			w.Header().Set("Content-Encoding", form.encoding)
		}
		w.Header().Set("ETag", h.etag(name+form.suffix, data, modified))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return nil
	}
	return fs.ErrNotExist
}

func (h *handler) read(name string) ([]byte, time.Time, error) {
	info, err := h.root.Stat(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	if info.IsDir() {
		return nil, time.Time{}, fs.ErrNotExist
	}
	data, err := h.root.ReadFile(name)
	return data, info.ModTime(), err
}

// etag is a hash of the content, computed once for each state of the file.
func (h *handler) etag(name string, data []byte, modified time.Time) string {
	h.lock.Lock()
	defer h.lock.Unlock()
	t, ok := h.tags[name]
	if !ok || !t.time.Equal(modified) || t.size != int64(len(data)) {
		sum := sha256.Sum256(data)
		t = tag{`"` + hex.EncodeToString(sum[:12]) + `"`, modified, int64(len(data))}
		h.tags[name] = t
	}
	return t.etag
}

// accepts tells whether an Accept-Encoding header takes the encoding (RFC 9110 section 12.5.3; q=0 refuses).
func accepts(header, encoding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(item, ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.ReplaceAll(parameters, " ", "")
			return q != "q=0" && strings.TrimRight(q, "0") != "q=0."
		}
	}
	return false
}
