//go:build !lean

package message

import (
	"strconv"
	"strings"
)

// windowsPhrases are Windows' own words for Schannel's errors, and every error of microsoftPhrases that is told by its
// number as programs print it that take numbers for signed ones: Rust's "os error -2146893019", Node.js' errno.
var windowsPhrases = append(signedNumbers(microsoftPhrases),
	phrase{text: "The token supplied to the function is invalid", client: "schannel", means: NotTLS},
	phrase{text: "No credentials are available in the security package", client: "schannel", means: KeyUnreadable},
	phrase{text: "The credentials supplied to the package were not recognized", client: "schannel", means: KeyUnreadable},
	phrase{text: "An unknown error occurred while processing the certificate", client: "schannel", means: Unnamed,
		weak: true},
	phrase{text: "The message or signature supplied for verification has been altered", client: "schannel",
		means: Protocol},
	phrase{text: "The specified data could not be decrypted", client: "schannel", means: Protocol},
	phrase{text: "The Local Security Authority cannot be contacted", client: "schannel", means: Protocol},
	phrase{text: "The credentials supplied were not complete, and could not be verified", client: "schannel",
		means: NeedsOwn, side: ServerSide},
	phrase{text: "The certificate chain was issued by an untrusted authority", client: "schannel", rule: noIssuer},
)

// signedNumbers returns the phrases that are a number of 32 bits, told by that number as a signed one.
func signedNumbers(of []phrase) (all []phrase) {
	for _, p := range of {
		number, hex := strings.CutPrefix(p.text, "0x")
		if n, err := strconv.ParseUint(number, 16, 32); hex && err == nil && len(number) == 8 {
			p.text = strconv.Itoa(int(int32(n)))
			all = append(all, p)
			p.text = "0xffffffff" + number // Mono
			all = append(all, p)
		}
	}
	return all
}
