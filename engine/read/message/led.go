//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// libraries print their name in front of what they say: the clients by that name, but for NSS, which is Firefox's.
var libraries = []string{"gnutls", "mbedtls", "schannel", "boringssl", "nss", "openssl", "wolfssl"}

// ledByAnother reports whether the line of at begins with the name of a program or a library and a colon, as "gnutls: "
// does, that is not the client whose words stand at the place, nor passes its words on.
func (q *Text) ledByAnother(client string, at int) bool {
	from, _ := q.line(at)
	line := q.plain[q.offset(from):q.offset(at)]
	for range 4 { // a time, marks, and what carries the line stand in front
		word, rest, spaced := bytes.Cut(bytes.TrimLeft(line, " \t"), []byte(" "))
		if name, ok := strings.CutSuffix(strings.ToLower(string(word)), ":"); ok {
			if slices.Contains(libraries, name) {
				if name == "nss" {
					name = "firefox"
				}
				of := familyOf(name)
				return of != familyOf(client) && !wraps(familyOf(client), of) || familyOf(client) == ownFamily
			}
			if s := commandSign(commands[name]); s != nil {
				return s.client != client && !slices.Contains(s.of, familyOf(client))
			}
		}
		if !spaced {
			return false
		}
		line = rest
	}
	return false
}
