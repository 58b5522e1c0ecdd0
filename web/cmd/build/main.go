// Command build makes the site: it compiles the engine for js/wasm, bundles the page, and writes into the folder -out
// index.html with its assets, the rule pages, the service worker with the list of what it keeps, the single file
// x509strict.html, .br and .gz beside everything worth compressing, SHA256SUMS and the list of components
// (sbom.cdx.json). It runs in the repository's top folder. The same sources and compiler give the same bytes.
package main

import (
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"x509strict/web/cmd/internal/components"
	"x509strict/web/cmd/internal/version"
)

func main() {
	out := flag.String("out", "dist", "folder to write; what was in it is removed")
	quick := flag.Bool("quick", false, "compress little: a minute less, for builds that nobody downloads")
	listed := flag.Bool(
		"components",
		true,
		"write sbom.cdx.json; false saves building what makes it, for a site that nobody else sees",
	)
	base := flag.String(
		"base",
		os.Getenv("X509STRICT_BASE"),
		"address that the site will have, such as https://example.org/x509strict/, for canonical names and link previews;\n"+
			"without, these are relative (default $X509STRICT_BASE)",
	)
	cold := flag.Bool(
		"cold",
		false,
		"only record anew which functions no first verdict calls, into "+coldFile+" (wants Node.js)",
	)
	flag.Parse()
	if *cold {
		if err := recordCold(); err != nil {
			fmt.Fprintln(os.Stderr, "build:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(*out, *base, *quick, *listed); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(out, base string, quick, listed bool) error {
	if base != "" {
		if u, err := url.Parse(base); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return fmt.Errorf("-base %q is not an address such as https://example.org/x509strict/", base)
		}
		base = strings.TrimSuffix(base, "/") + "/"
	}
	release, err := version.Read(version.File)
	if err != nil {
		return err
	}
	// What takes long goes beside the others: the list may need to fetch and build what makes it.
	list := beside(func() ([]byte, error) {
		if !listed {
			return nil, nil
		}
		return components.Of("wasm", release.Number, "GOOS=js", "GOARCH=wasm", "GOWASM=")
	})
	leanBuilt := beside(func() ([]byte, error) { return leanEngine(release) })
	whole, err := wholeEngine(release)
	if err != nil {
		return err
	}
	lean, err := leanBuilt()
	if err != nil {
		return err
	}
	worker, err := bundleWorker()
	if err != nil {
		return err
	}
	source, err := readPage("web")
	if err != nil {
		return err
	}
	s := &site{
		files:   map[string][]byte{},
		base:    base,
		release: release,
		lean:    lean,
		whole:   whole,
		worker:  worker,
		page:    source,
	}
	if err := s.addPages(); err != nil {
		return err
	}
	if err := s.nameVersion(); err != nil {
		return err
	}
	if err := s.addSingleFile(); err != nil {
		return err
	}
	if err := s.addServed(); err != nil {
		return err
	}
	if err := s.addServiceWorker(); err != nil {
		return err
	}
	sbom, err := list()
	if err != nil {
		return err
	}
	if listed {
		s.files["sbom.cdx.json"] = sbom
	}
	s.addSums()
	if err := s.compress(quick); err != nil {
		return err
	}
	if err := s.write(out); err != nil {
		return err
	}
	s.report(os.Stdout, out)
	return nil
}

// beside starts a step and returns what waits for it.
func beside(step func() ([]byte, error)) func() ([]byte, error) {
	var data []byte
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		data, err = step()
	}()
	return func() ([]byte, error) {
		<-done
		return data, err
	}
}

// write replaces the folder out by the site's files.
func (s *site) write(out string) error {
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	for name, data := range s.files {
		path := filepath.Join(out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
