//go:build !lean

package client

import (
	"crypto/x509"

	"x509strict/engine/mozpkix"
	"x509strict/engine/webpki"
)

func init() {
	Loaders = []Loader{
		{"go", "Go (crypto/x509)", func(raw []byte) string {
			if _, err := x509.ParseCertificate(raw); err != nil {
				return err.Error()
			}
			return ""
		}},
		{"rustls", "rustls (webpki)", func(raw []byte) string {
			if err := webpki.Loads(raw); err != nil {
				return err.Line()
			}
			return ""
		}},
		{"nss", "Firefox (NSS)", func(raw []byte) string {
			if !mozpkix.Loads(raw) {
				return "SEC_ERROR_BAD_DER"
			}
			return ""
		}},
	}
}
