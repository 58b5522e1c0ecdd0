// Package policy is the one home of the site's Content-Security-Policy: the server sends it as a header, the build
// writes it into every page as a meta element for hosts that send no headers, and the tests compare both.
package policy

import "strings"

// TrustedTypes is the name of the only Trusted Types policy that a page may create (web/js/boot.js creates it).
const TrustedTypes = "x509strict"

// directives that header and meta element share. Scripts, styles and connections come from the site's own folder only;
// WebAssembly may be compiled, nothing may be evaluated. blob: is for the engine's worker, which is started from a blob
// so that it inherits this policy even where the host sends no headers.
func directives(script, style, connect, worker, image string) []string {
	d := []string{
		"default-src 'none'",
		"script-src " + script + " 'wasm-unsafe-eval'",
		"style-src " + style,
		"img-src " + image,
		"connect-src " + connect,
		"worker-src " + worker,
	}
	if connect == "'self'" {
		d = append(d, "manifest-src 'self'")
	}
	return append(d,
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types "+TrustedTypes,
	)
}

// Meta is the policy of the served pages in the form a meta element may carry: without frame-ancestors, which browsers
// ignore there.
func Meta() string {
	return strings.Join(directives("'self'", "'self'", "'self'", "'self' blob:", "'self' data:"), "; ")
}

// Header is the policy of the served pages as a response header.
func Header() string { return Meta() + "; frame-ancestors 'none'" }

// SingleFile is the policy of the page that holds everything: its scripts and style are named by hash
// ("'sha256-...'"), and it may connect to nothing at all.
func SingleFile(scripts, styles []string) string {
	return strings.Join(
		directives(strings.Join(scripts, " "), strings.Join(styles, " "), "'none'", "blob:", "data:"),
		"; ",
	)
}
