// Package message recognizes what clients say about certificates in pasted text: logs, tracebacks, terminals.
//
// In: text, and the parts of it that may hold messages. Out: each [Message] once a place, in order: the error or the
// rule it stands for, who said it and about which host. OpenSSL's own words come from package code; what other
// programs say is the table in phrases.go, one row a phrase. It decides nothing about certificates.
package message

import "x509strict/engine/code"

// Message is a certificate error recognised in text.
type Message struct {
	Code   code.Code // 0 when the message names none
	Slug   string    // rule slug, such as "ca-cert-missing-key-usage"; "" when no rule fits
	Text   string    // the message as found, unwrapped
	Client string    // client id, such as "python-3.13", "nodejs", "curl", "go", "java"; "" when unclear
	Host   string    // host named by a hostname mismatch; "" otherwise
	At     int       // offset of the message in the text, in bytes
}
