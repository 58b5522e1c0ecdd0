package pyca

import (
	"strconv"

	"x509strict/engine/cert"
)

// problem is a ValidationError.
type problem struct {
	kind      string // "Other", "ExtensionError", "Malformed"
	text      string
	oid       string // of an ExtensionError
	exhausted bool   // the last that was found on the way to an anchor
	about     *cert.Certificate
}

func other(c *cert.Certificate, text string) *problem {
	return &problem{kind: "Other", text: text, about: c}
}

func extension(c *cert.Certificate, oid, reason string) *problem {
	return &problem{kind: "ExtensionError", oid: oid, text: reason, about: c}
}

// debug prints it as Rust's {:?} does.
func (p *problem) debug() (out string) {
	switch p.kind {
	case "ExtensionError":
		out = "ExtensionError { oid: ObjectIdentifier { oid: " + p.oid + " }, reason: " + strconv.Quote(p.text) + " }"
	case "Malformed":
		out = "Malformed(" + p.text + ")"
	default:
		out = "Other(" + strconv.Quote(p.text) + ")"
	}
	if p.exhausted {
		out = "CandidatesExhausted(" + out + ")"
	}
	return out
}
