//go:build !lean

package message

import (
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/release"
)

// verdictRow is what libcrypto's releases say of one error.
type verdictRow struct {
	code     code.Code
	texts    []string // those of 3.x first; 1.1.1's only where it differs by more than case
	constant string   // without its prefix, lower case
}

func verdictRows() (rows []verdictRow) {
	for _, c := range code.All() {
		rows = append(rows, verdictRow{c, verdictTexts(c), strings.ReplaceAll(c.Slug(), "-", "_")})
	}
	return rows
}

// generic are the errors whose text is too common to be taken for an error message on its own.
var generic = map[code.Code]bool{
	code.Unspecified:             true,
	code.CrlSignatureFailure:     true,
	code.CertHasExpired:          true,
	code.CrlNotYetValid:          true,
	code.CrlHasExpired:           true,
	code.OutOfMem:                true,
	code.DepthZeroSelfSignedCert: true,
	code.CertRevoked:             true,
	code.CertUntrusted:           true,
	code.CertRejected:            true,
	code.SubjectIssuerMismatch:   true,
	code.NoExplicitPolicy:        true,
	code.DifferentCrlScope:       true,
	code.PathLoop:                true,
	code.HostnameMismatch:        true,
	code.EmailMismatch:           true,
	code.IpAddressMismatch:       true,
	code.OcspCertUnknown:         true,
	code.InvalidCa:               true,
}

// verdictTexts are what releases say of an error, those of 3.x first; 1.1.1's only where it differs by more than case.
func verdictTexts(c code.Code) []string {
	text, old := c.Text(release.Open35), c.Text(release.Open111)
	switch {
	case text == "", text == code.UnknownText: // TestEveryCodeIsNamedAfterItsConstant wants one
		return nil
	case old == code.UnknownText || squeeze(old) == squeeze(text):
		return []string{text}
	}
	return []string{text, old}
}
