//go:build !lean

package message

import "strings"

// erlangPhrases are how releases of Erlang/OTP before 21 name an alert, received or sent: "SSL: certify:
// ssl_alert.erl:88:Fatal error: internal error". What it says of certificates, others say as well.
var erlangPhrases = func() (all []phrase) {
	for i := range alerts {
		a := &alerts[i]
		if m := Meaning(alertPrefix + a.slug); m.AboutCertificate() {
			continue
		}
		all = append(all, phrase{
			text:   "Fatal error: " + strings.ReplaceAll(a.slug, "-", " "),
			after:  ".erl:",
			unless: "malformed_handshake_data", // says it all
			client: "erlang",
			alert:  a.number,
			either: true,
		})
	}
	return all
}()
