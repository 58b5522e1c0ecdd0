package example

import (
	"bytes"
	"compress/flate"
	"embed"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"net/url"
	"strings"

	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// Now is when the examples are verified, in Unix seconds: 2026-11-22 00:00 UTC. They are valid from 2024 to 2049.
const Now = 1795305600

// Chain is what a verifier is given: the leaf, what the peer sends beside it, and the trust store. DER, each in order.
type Chain struct {
	Leaf               []byte
	Untrusted, Trusted [][]byte
	// X509_CERT_AUX behind the first trusted certificate, for a TRUSTED CERTIFICATE; nil for none
	Settings []byte
}

// All returns every certificate, leaf first.
func (c Chain) All() [][]byte {
	return append(append([][]byte{c.Leaf}, c.Untrusted...), c.Trusted...)
}

// Case is the example of one rule.
type Case struct {
	Slug    string
	Profile verify.Profile // how it is verified; Time is always Now
	// what the broken chain raises: "92@1", all events in order, codes as the release numbers them
	Events string
	Broken Chain
	Mended Chain
	Story  lang.Text // what was left out or put in
	Beside lang.Text // why the rule cannot be raised alone; empty when it can
	Bare   bool      // the tool shows it from the certificates alone: Python 3.13's own settings
	mendBy func(*verify.Profile)
}

// MendedProfile is how the mended chain is verified: as the broken one, but for what the mending changes in the client.
func (c Case) MendedProfile() verify.Profile {
	p := c.Profile
	if c.mendBy != nil {
		c.mendBy(&p)
	}
	return p
}

//go:embed chains
var chains embed.FS

// File returns what is kept of a case: the certificates of its chain in DER, one after another.
func File(slug string, mended bool) ([]byte, error) {
	return chains.ReadFile("chains/" + fileName(slug, mended))
}

func fileName(slug string, mended bool) string {
	if mended {
		return slug + ".mended.der"
	}
	return slug + ".der"
}

// Fragment returns what to put behind # so that the tool opens the chain: the certificates' DER, raw DEFLATE,
// base64url.
func Fragment(c Case, mended bool) (string, error) {
	chain := c.Broken
	if mended {
		chain = c.Mended
	}
	if chain.Settings != nil {
		return "pem=" + url.PathEscape(string(TrustedPEM(chain))+string(PEM(chain.Leaf))), nil
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return "", fmt.Errorf("example: %s: %w", c.Slug, err)
	}
	for _, d := range chain.All() {
		if _, err := w.Write(d); err != nil {
			return "", fmt.Errorf("example: %s: %w", c.Slug, err)
		}
	}
	if err := w.Close(); err != nil {
		return "", fmt.Errorf("example: %s: %w", c.Slug, err)
	}
	f := "cert=" + base64.RawURLEncoding.EncodeToString(out.Bytes())
	if h := c.Host(); h != "" {
		f += "&host=" + url.QueryEscape(h)
	}
	return f, nil
}

// Host is the name or address that the example is asked for, "" for none.
func (c Case) Host() string {
	if c.Profile.Host == "" && len(c.Profile.IP) == 4 {
		return strings.ReplaceAll(strings.Trim(fmt.Sprint(c.Profile.IP), "[]"), " ", ".")
	}
	return c.Profile.Host
}

// PEM writes one certificate as people know it.
func PEM(der []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}) }

// TrustedPEM writes the trust store; the first certificate becomes a TRUSTED CERTIFICATE when it has settings.
func TrustedPEM(c Chain) []byte {
	var out []byte
	for i, d := range c.Trusted {
		if i == 0 && c.Settings != nil {
			out = append(
				out,
				pem.EncodeToMemory(
					&pem.Block{Type: "TRUSTED CERTIFICATE", Bytes: append(bytes.Clone(d), c.Settings...)},
				)...)
			continue
		}
		out = append(out, PEM(d)...)
	}
	return out
}

// Of returns the case of a rule, or nil when it has none: then [None] says why.
func Of(slug string) *Case {
	for i := range Cases {
		if Cases[i].Slug == slug {
			return &Cases[i]
		}
	}
	return nil
}
