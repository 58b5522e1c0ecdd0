package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"regexp"
	"strings"

	"x509strict/web/cmd/internal/policy"
)

// singleName is the page that holds everything.
const singleName = "x509strict.html"

var (
	iconLink     = regexp.MustCompile(`(<link\b[^>]*\bhref=")favicon\.svg("[^>]*>)`)
	manifestLink = regexp.MustCompile(`[ \t]*<link\b[^>]*\brel="manifest"[^>]*>\n?`)
	preview      = regexp.MustCompile(`[ \t]*<meta (?:property="og:|name="twitter:)[^>]*>\n?`)
	siteNav      = regexp.MustCompile(`(?s)[ \t]*<nav class="site".*?</nav>\n?`)
	besideLink   = regexp.MustCompile(`<a href="[a-z][^":]*\.html[^"]*"[^>]*>([^<]*)</a>`)
)

// addSingleFile adds the page with style, scripts, icon and engine inside. The engine is gzip in base64 in a script
// element of a type that no browser runs; scripts and style are allowed by their hashes, nothing may be fetched.
func (s *site) addSingleFile() error {
	info := buildInfo{Version: s.version, Released: s.release.Date, Worker: s.worker, EngineSHA256: hexHash(s.whole)}
	style, err := bundleStyles(s.page.sheets)
	if err != nil {
		return err
	}
	packed, err := gzipped(s.whole, gzip.BestCompression)
	if err != nil {
		return err
	}
	icon, err := os.ReadFile("web/favicon.svg")
	if err != nil {
		return err
	}
	inside := *s.page
	inside.html = manifestLink.ReplaceAllString(inside.html, "")
	inside.html = preview.ReplaceAllString(inside.html, "") // nobody links to a file on a disk
	inside.html = siteNav.ReplaceAllString(inside.html, "")
	inside.html = besideLink.ReplaceAllString(inside.html, "${1}") // nothing lies beside it
	inside.html = iconLink.ReplaceAllString(
		inside.html,
		"${1}data:image/svg+xml;base64,"+base64.StdEncoding.EncodeToString(icon)+"${2}",
	)
	if bytes.Contains(style, []byte("</style")) {
		return fmt.Errorf("the style sheet holds %q and can't stand inside a page", "</style")
	}
	lines := []string{"<style>" + string(style) + "</style>\n"}
	var body strings.Builder
	fmt.Fprintf(
		&body,
		"<script type=\"text/plain\" id=\"engine\">%s</script>\n",
		base64.StdEncoding.EncodeToString(packed),
	)
	var hashes []string
	for _, script := range s.page.scripts {
		if script.early { // a part of the scripts that import it
			continue
		}
		code, err := s.page.bundleScript(script, info)
		if err != nil {
			return err
		}
		// esbuild writes </script as <\/script; <!-- would change how the rest is read.
		if bytes.Contains(code, []byte("</script")) || bytes.Contains(code, []byte("<!--")) {
			return fmt.Errorf("%s holds %q or %q and can't stand inside a page", script.src, "</script", "<!--")
		}
		hashes = append(hashes, hashSource(code))
		fmt.Fprintf(&body, "<script type=\"module\">%s</script>\n", code)
	}
	text := string(inside.withHead(policy.SingleFile(hashes, []string{hashSource(style)}), "", lines...))
	end := strings.LastIndex(text, "</body>")
	if end < 0 {
		return fmt.Errorf("web/index.html: body is not closed")
	}
	s.files[singleName] = []byte(text[:end] + body.String() + text[end:])
	return nil
}

// hashSource names an inline script or style in a policy.
func hashSource(code []byte) string {
	sum := sha256.Sum256(code)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
