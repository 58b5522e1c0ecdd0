//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// kinds are what a program may say it cannot connect to instead of a name; where a port follows they are names.
var kinds = []string{
	"server", "host", "broker", "database", "proxy", "remote", "peer", "the", "this", "site", "API", "service",
	"daemon",
	"channel", "client", "asio.ssl", "asio.misc",
}

func isKind(word string, after []byte) bool {
	named := len(after) > 1 && (after[0] == '/' || after[0] == ':' && after[1] != ' ')
	return slices.Contains(kinds, word) && !named
}

// describes reports whether a word stood in front of what it describes, and was no host: "connect to PVE API: ...".
func describes(after []byte) bool {
	for _, what := range []string{
		" API", " server", " broker", " daemon", " service", " database", " endpoint", " host", " at \"",
	} {
		if rest, ok := bytes.CutPrefix(after, []byte(what)); ok && (len(rest) == 0 || !alphanumeric(rest[0])) {
			return true
		}
	}
	return false
}

// isConstant reports whether a word is the name of an error in a program, such as SEC_E_DECRYPT_FAILURE.
func isConstant(word string) bool {
	return strings.Count(word, "_") > 1 && strings.ToUpper(word) == word && !strings.Contains(word, ".") &&
		word[0] > '9'
}

// isProtocol reports whether a word is what is spoken and not who is spoken to: "connect to HTTPS URL".
func isProtocol(word string) bool {
	switch strings.ToUpper(word) {
	case "HTTPS", "HTTP", "TLS", "SSL", "DTLS", "STARTTLS", "URL", "URI":
		return true
	}
	return false
}

// isLittle reports whether a word is one of those that join the words of a sentence: "connect to server at '...'".
func isLittle(word string) bool { return len(word) <= 7 && littleWords[strings.ToLower(word)] }

var littleWords = map[string]bool{
	"a": true, "an": true, "the": true, "this": true, "that": true, "it": true, "its": true, "your": true, "my": true,
	"at": true, "to": true, "on": true, "for": true, "from": true, "with": true, "without": true, "via": true,
	"by": true,
	"in": true, "of": true, "as": true, "through": true, "over": true, "using": true, "into": true, "after": true,
	"and": true, "or": true, "but": true, "if": true, "when": true, "while": true, "because": true, "since": true,
	"is": true, "was": true, "are": true, "has": true, "be": true, "not": true, "could": true, "failed": true,
}
