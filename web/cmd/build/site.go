package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"x509strict/web/cmd/internal/version"
)

// site is everything that is going to be written, by path relative to the output folder, and what it is made from.
type site struct {
	files   map[string][]byte
	release version.Release
	lean    []byte // wasm of the engine that only judges
	whole   []byte // wasm of the engine that does everything
	worker  string // the worker's script, Go's loader included
	page    *page  // web/index.html taken apart
	base    string // the site's address, ending in "/"; "" where it is not known
	version string // released number and hash over the content, set by nameVersion
}

// nameVersion sets the version: the released number and the first eight digits of a hash over all that makes the page,
// so two pages that differ anywhere never bear the same version.
func (s *site) nameVersion() error {
	s.version = s.release.Number
	parts := maps.Clone(s.files)
	parts["lean"], parts["whole"], parts["worker"] = s.lean, s.whole, []byte(s.worker)
	html, assets, err := s.bundlePage(buildInfo{})
	if err != nil {
		return err
	}
	parts["html"] = html
	maps.Copy(parts, assets)
	if parts["sw.js"], err = os.ReadFile("web/sw.js"); err != nil {
		return err
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		fmt.Fprintf(h, "%s %x\n", name, sha256.Sum256(parts[name]))
	}
	s.version += "+" + hex.EncodeToString(h.Sum(nil))[:8]
	return nil
}

// addServed adds index.html and the files it loads.
func (s *site) addServed() error {
	named := &engines{
		Lean:  "assets/lean-" + shortHash(s.lean) + ".wasm",
		Whole: wholePrefix + shortHash(s.whole) + ".wasm",
	}
	single := s.files[singleName]
	html, assets, err := s.bundlePage(buildInfo{
		Version: s.version, Released: s.release.Date, Worker: s.worker, Engines: named, EngineSHA256: hexHash(s.whole),
		Copy: &offlineCopy{URL: singleName, Name: singleName, Bytes: len(single), SHA256: hexHash(single)},
	})
	if err != nil {
		return err
	}
	maps.Copy(s.files, assets)
	s.files[named.Lean], s.files[named.Whole] = s.lean, s.whole
	s.files["index.html"] = html
	return nil
}

const (
	wholePrefix = "assets/whole-" // begins the name of the engine that does everything
	packPrefix  = "assets/pages-" // begins the name of the file with the pages of text for the service worker
)

// comesLater tells whether the page loads a file only when a first verdict is there.
func comesLater(name string) bool {
	return strings.HasPrefix(name, wholePrefix) || strings.HasPrefix(name, packPrefix)
}

// inPack tells whether a file is a page of text that the service worker keeps as part of one file.
func inPack(name string) bool {
	return strings.HasSuffix(name, ".html") && name != "index.html" && name != singleName
}

// addPack adds the pages of text once more as one file, JSON from path to HTML, and returns its name.
func (s *site) addPack() (string, error) {
	pages := map[string]string{}
	for name, data := range s.files {
		if inPack(name) {
			pages[name] = string(data)
		}
	}
	var pack bytes.Buffer
	to := json.NewEncoder(&pack)
	to.SetEscapeHTML(false)
	if err := to.Encode(pages); err != nil {
		return "", err
	}
	name := packPrefix + shortHash(pack.Bytes()) + ".json"
	s.files[name] = pack.Bytes()
	return name, nil
}

// addServiceWorker adds sw.js, with the hash of each file it keeps. The single file is not among them: it holds
// nothing that the rest does not, and would double what is stored.
func (s *site) addServiceWorker() error {
	script, err := os.ReadFile("web/sw.js")
	if err != nil {
		return err
	}
	pack, err := s.addPack()
	if err != nil {
		return err
	}
	kept := struct {
		Version string            `json:"version"`
		Pages   string            `json:"pages"`
		Files   map[string]string `json:"files"`
	}{s.version, pack, map[string]string{}}
	for name, data := range s.files {
		if name != singleName && !inPack(name) {
			kept.Files[name] = hexHash(data)
		}
	}
	list, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	const mark = `/* kept */ { version: "", pages: "", files: {} }`
	if strings.Count(string(script), mark) != 1 {
		return fmt.Errorf("web/sw.js: exactly one %q expected", mark)
	}
	min, err := minifyScript(strings.Replace(string(script), mark, string(list), 1))
	if err != nil {
		return fmt.Errorf("web/sw.js: %w", err)
	}
	s.files["sw.js"] = min
	return nil
}

// addSums adds SHA256SUMS in sha256sum's format.
func (s *site) addSums() {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		fmt.Fprintf(&b, "%s  %s\n", hexHash(s.files[name]), name)
	}
	s.files["SHA256SUMS"] = []byte(b.String())
}

// report prints what was written, with sizes in bytes.
func (s *site) report(w io.Writer, out string) {
	row := func(name string) {
		fmt.Fprintf(
			w,
			"  %-34s %9d %9d %9d\n",
			name,
			len(s.files[name]),
			len(s.files[name+".gz"]),
			len(s.files[name+".br"]),
		)
	}
	fmt.Fprintf(
		w,
		"x509strict %s, released %s, in %s/\n  %-34s %9s %9s %9s\n",
		s.version,
		s.release.Date,
		out,
		"file",
		"bytes",
		"gzip",
		"brotli",
	)
	transfer := 0
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			continue
		}
		if strings.HasPrefix(name, "assets/") || name == "index.html" || name == singleName {
			row(name)
			if name != singleName && !comesLater(name) {
				transfer += len(s.files[name+".br"])
			}
		}
	}
	fmt.Fprintf(
		w,
		"  transfer to first verdict: %d bytes in brotli\n  %s: SHA-256 %s\n",
		transfer,
		singleName,
		hexHash(s.files[singleName]),
	)
}

func hexHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// shortHash is enough of a hash to tell the versions of one file apart in its name.
func shortHash(data []byte) string { return hexHash(data)[:10] }
