//go:build !lean

package message

import "strings"

// erlangPhrases are how releases of Erlang/OTP before 21 name an alert, received or sent: "SSL: certify:
// ssl_alert.erl:88:Fatal error: internal error". The former are made where an alert is read, in ssl_alert.erl; what is
// said of certificates elsewhere is of its own verification, and others say it as well.
var erlangPhrases = func() (all []phrase) {
	for i := range alerts {
		a := &alerts[i]
		file := ".erl:"
		if m := Meaning(alertPrefix + a.slug); m.AboutCertificate() {
			file = "ssl_alert.erl:"
		}
		all = append(all, phrase{
			text:   "Fatal error: " + strings.ReplaceAll(a.slug, "-", " "),
			after:  file,
			unless: "malformed_handshake_data", // says it all
			client: "erlang",
			alert:  a.number,
			either: true,
		})
	}
	return append(all, phrase{text: "ALERT: Warning - Close Notify", client: "erlang", means: Closed})
}()
