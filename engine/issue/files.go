// Package issue makes the certificates of a plan with the keys at hand, and new CAs. Nothing is handed out before the
// verifier has accepted it.
package issue

import (
	"encoding/base64"
	"encoding/pem"
	"strings"

	"x509strict/engine/cert"
)

// File is one file offered for download.
type File struct {
	Name string // "ca.crt"; a slash separates a folder
	Type string // MIME type
	Data []byte
}

// MIME types of the files.
const (
	TypePEM    = "application/x-pem-file"
	TypePKCS12 = "application/x-pkcs12"
	TypeZip    = "application/zip"
	TypeText   = "text/plain;charset=utf-8"
)

// PEM returns one block (RFC 7468) after another, all of one label.
func PEM(label string, ders ...[]byte) []byte {
	var b strings.Builder
	for _, der := range ders {
		b.WriteString("-----BEGIN " + label + "-----\n")
		text := base64.StdEncoding.EncodeToString(der)
		for len(text) > 64 {
			b.WriteString(text[:64] + "\n")
			text = text[64:]
		}
		b.WriteString(text + "\n-----END " + label + "-----\n")
	}
	return []byte(b.String())
}

// Certificates reads the certificates of a PEM file; what cannot be read is left out.
func Certificates(text []byte) (list []*cert.Certificate) {
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			return list
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		if c, _, err := cert.Parse(block.Bytes); err == nil {
			list = append(list, c)
		}
	}
}
