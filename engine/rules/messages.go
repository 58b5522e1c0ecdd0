package rules

import (
	"x509strict/engine/code"
	"x509strict/engine/release"
)

// Message is a literal text that a client prints, and the rule it stands for.
type Message struct {
	Text string // as printed; "…" stands for a host name or address
	Slug string
}

// pythonMessages are the texts that CPython writes itself instead of OpenSSL's (Modules/_ssl.c).
var pythonMessages = []Message{
	{"Hostname mismatch, certificate is not valid for '…'.", code.HostnameMismatch.Slug()},
	{"IP address mismatch, certificate is not valid for '…'.", code.IpAddressMismatch.Slug()},
}

// Messages lists the text of every rule in every OpenSSL generation, then Python's own. A text that two generations
// share is listed once.
func Messages() []Message {
	var out []Message
	for i := range catalog {
		r := &catalog[i]
		if r.Code == 0 {
			continue
		}
		seen := map[string]bool{"": true}
		for _, rel := range release.All {
			if text := r.Code.Text(rel); !seen[text] {
				seen[text] = true
				out = append(out, Message{text, r.Slug})
			}
		}
	}
	return append(out, pythonMessages...)
}
