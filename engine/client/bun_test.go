//go:build !lean

package client

import (
	"testing"

	"x509strict/engine/boringssl"
	"x509strict/engine/cert"
	"x509strict/engine/rules"
)

// TestBoringSSLErrorsHaveRules: every error of the verifier leads to a page.
func TestBoringSSLErrorsHaveRules(t *testing.T) {
	c := &cert.Certificate{}
	for _, code := range boringssl.Codes() {
		if slug := (Case{}).boringRule(code, c); rules.BySlug(slug) == nil {
			t.Errorf("%s has no rule %q", code, slug)
		}
		if code.Text() == "" {
			t.Errorf("%s has no text", code)
		}
	}
}
