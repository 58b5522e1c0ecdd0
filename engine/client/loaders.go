//go:build !lean

package client

import (
	"crypto/x509"
	"strings"

	"x509strict/engine/javapkix"
	"x509strict/engine/mozpkix"
	"x509strict/engine/webpki"
)

func init() {
	Loaders = []Loader{
		{"go", "Go (crypto/x509)", func(raw []byte) (string, bool) {
			if _, err := x509.ParseCertificate(raw); err != nil {
				return err.Error(), true
			}
			return "", true
		}},
		{"rustls", "rustls (webpki)", func(raw []byte) (string, bool) {
			if err := webpki.Loads(raw); err != nil {
				return err.Line(), true
			}
			return "", true
		}},
		javaLoader("17", javapkix.Java17),
		javaLoader("21", javapkix.Java21),
		javaLoader("25", javapkix.Java25),
		{"nss", "Firefox (NSS)", func(raw []byte) (string, bool) {
			if !mozpkix.Loads(raw) {
				return "SEC_ERROR_BAD_DER", true
			}
			return "", true
		}},
	}
}

// javaLoader is CertificateFactory of a release of Java.
func javaLoader(number string, r javapkix.Release) Loader {
	return Loader{"java-" + number, "Java " + number, func(raw []byte) (string, bool) {
		exception, unknown := javapkix.Loads(r, raw)
		message, _, _ := strings.Cut(exception, "\n")
		return message, unknown == ""
	}}
}
