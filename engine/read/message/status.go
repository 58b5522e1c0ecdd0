//go:build !lean

package message

import (
	"strconv"
	"strings"

	"x509strict/engine/code"
)

// statusOfLDAP is what libldap says with GnuTLS: why stands behind it, in bits.
const statusOfLDAP = "TLS: peer cert untrusted or revoked"

// statusBits are those of gnutls_certificate_status_t (gnutls/gnutls.h) that give a reason, those first that are to be
// dealt with first. Bit 1, invalid, is set beside each.
var statusBits = []struct {
	bit  uint64
	rule code.Code
}{
	{1 << 5, revoked},
	{1 << 6, noIssuer},
	{1 << 7, notCA},
	{1 << 10, expired},
	{1 << 9, tooEarly},
	{1 << 11, badSign},
	{1 << 14, badHost},
	{1 << 16, code.PermittedViolation},
	{1 << 18, purpose},
	{1 << 21, critical},
	{1 << 8, weakHash},
}

// statusOfGnuTLS is the reason that the bits in parentheses at the beginning of s give; other if they give none.
func statusOfGnuTLS(s string, other code.Code) code.Code {
	number, _, _ := strings.Cut(strings.TrimPrefix(s, "(0x"), ")")
	bits, err := strconv.ParseUint(number, 16, 32)
	if err != nil {
		return other
	}
	for _, b := range statusBits {
		if bits&b.bit != 0 {
			return b.rule
		}
	}
	return other
}
