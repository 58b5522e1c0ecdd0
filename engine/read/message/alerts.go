//go:build !lean

package message

import (
	"slices"
	"strconv"
	"strings"
)

// alert is a TLS alert. names are its spellings without blanks, underscores and hyphens, the alert's own first.
type alert struct {
	number int
	slug   string
	names  []string
	means  Meaning // where another meaning says it all
}

// alerts are those of RFC 8446 section 6 and its forerunners that end a handshake. The spellings are OpenSSL's
// (ssl/ssl_stat.c, ssl_err.c), Go's (crypto/tls/alert.go), Java's (sun.security.ssl.Alert), rustls' (AlertDescription),
// Erlang's (ssl_alert.erl) and GnuTLS' (lib/alert.c).
var alerts = []alert{
	{10, "unexpected-message", []string{"unexpectedmessage"}, Protocol},
	{20, "bad-record-mac", []string{"badrecordmac"}, Protocol},
	{22, "record-overflow", []string{"recordoverflow"}, Protocol},
	{40, "handshake-failure", []string{"handshakefailure", "handshakefailed"}, ""},
	{41, "no-certificate", []string{"nocertificatereserved", "nocertificate"}, NeedsOwn},
	{42, "bad-certificate", []string{"badcertificate", "certificateisbad"}, ""},
	{43, "unsupported-certificate", []string{"unsupportedcertificate", "certificateisnotsupported"}, ""},
	{44, "certificate-revoked", []string{"certificaterevoked", "revokedcertificate", "certificatewasrevoked"}, ""},
	{45, "certificate-expired", []string{"certificateexpired", "expiredcertificate", "certificateisexpired"}, ""},
	{46, "certificate-unknown", []string{"certificateunknown", "unknowncertificate"}, ""},
	{47, "illegal-parameter", []string{"illegalparameter"}, Protocol},
	{48, "unknown-ca", []string{"unknownca", "unknowncertificateauthority", "caisunknown"}, ""},
	{49, "access-denied", []string{"accessdenied", "accesswasdenied"}, ""},
	{50, "decode-error", []string{"decodeerror", "errordecodingmessage"}, Protocol},
	{51, "decrypt-error", []string{"decrypterror", "errordecryptingmessage", "decryptionfailed"}, ""},
	{
		70,
		"protocol-version",
		[]string{"protocolversion", "errorinprotocolversion", "protocolversionnotsupported"},
		Version,
	},
	{71, "insufficient-security", []string{"insufficientsecurity", "insufficientsecuritylevel"}, Ciphers},
	{80, "internal-error", []string{"internalerror"}, ""},
	{86, "inappropriate-fallback", []string{"inappropriatefallback"}, Version},
	{109, "missing-extension", []string{"missingextension"}, Protocol},
	{110, "unsupported-extension", []string{"unsupportedextension"}, Protocol},
	{
		112,
		"unrecognized-name",
		[]string{"unrecognizedname", "unrecognisedname", "theservernamesentwasnotrecognized"},
		ServerName,
	},
	{113, "bad-certificate-status-response", []string{"badcertificatestatusresponse"}, NoRevocation},
	{116, "certificate-required", []string{"certificaterequired", "certificateisrequired"}, NeedsOwn},
	{120, "no-application-protocol", []string{"noapplicationprotocol"}, Protocol},
}

func (a *alert) meaning() Meaning {
	if a.means != "" {
		return a.means
	}
	return Meaning(alertPrefix + a.slug)
}

func alertByNumber(n int) *alert {
	i := slices.IndexFunc(alerts, func(a alert) bool { return a.number == n })
	if i < 0 {
		return nil
	}
	return &alerts[i]
}

// leads are the words in front of an alert's name or number, squeezed. The last is Go's before 1.8.
var leads = []string{
	"alert",
	"definedfatalerrorcodeis", // Schannel's event 36888: an alert of its own
	"fatalalertmessage(msg",   // Mbed TLS
	handshakeOfGnuTLS,
	"remoteerror:tls:",
	"remoteerror:",
}

// handshakeOfGnuTLS leads in, in curl with GnuTLS, the name of the alert that was received; else GnuTLS' own error.
const handshakeOfGnuTLS = "gnutls_handshake()failed:"

// eventLeads are those of Schannel's event 36887 in German, French and Chinese, older and newer.
var eventLeads = []string{
	"schwerwiegendewarnungempfangen:",
	"fürdastls-protokolldefiniertencode:",
	"alertefatalesuivanteaétéreçue:",
	"alertefataledéfiniparleprotocoletlsest",
	"已接收到以下严重警告:",
	"tls协议所定义的严重警告代码为",
	"tls协议所定义的严重警告代码是",
	"tls协议定义的严重警报代码为",
}

// alertAt reads the alert that stands behind a lead, and where it ends.
func (q *Text) alertAt(end int) (a *alert, to int) {
	rest := q.b[end:min(len(q.b), end+70)]
	i := 0
	// between the two: ": fatal - ", "received(", "level: fatal, description: ", "[length 0002], fatal ", " code is ",
	// …
	for i < len(rest) {
		c := rest[i]
		if c >= '0' && c <= '9' {
			j := i
			for j < len(rest) && rest[j] >= '0' && rest[j] <= '9' {
				j++
			}
			if n, err := strconv.Atoi(
				rest[i:j],
			); err == nil && (n >= 40 || n >= 10 && strings.HasSuffix(rest[:i], "codeis")) && j-i <= 3 &&
				numbersAlert(rest[:i]) {
				if a := alertByNumber(n); a != nil {
					return a, end + j
				}
			}
			i = j
			continue
		}
		if c == ':' || c == '-' || c == '_' || c == '(' || c == '[' || c == ']' || c == ',' || c == '{' || c == '"' ||
			c == '\'' || c == ')' || c == '=' || c == '.' || c == '/' {
			i++
			continue
		}
		if n := fillerAt(rest[i:]); n > 0 {
			if a, j := nameAt(rest[i:]); a != nil { // "unknownca" begins with "unknown"
				return a, end + i + j
			}
			i += n
			continue
		}
		if a, j := nameAt(rest[i:]); a != nil {
			return a, end + i + j
		}
		return nil, 0
	}
	return nil, 0
}

// numbersAlert reports whether the words between "alert" and a number say that it is the alert's.
func numbersAlert(between string) bool {
	s := strings.Trim(between, ":([={\"' ")
	switch s {
	case "", "desc", "number", "codeis", "code", "description", "id", "receivedfromremote", "fatal,description":
		return true
	}
	return strings.HasSuffix(s, "codeis") || strings.HasSuffix(s, "number") || strings.HasSuffix(s, "description")
}

// fillers may stand between the word alert and its name.
var fillers = []string{
	"received", "fatal", "level", "description", "length", "tlsv1.3", "tlsv1.2", "tlsv1", "sslv3", "tls", "message",
	"number", "code", "is", "error", "desc", "raised", "read", "write", "warning", "type", "from", "peer",
	"generated", "alert", "handshake:", "hasbeen", "payload",
}

func fillerAt(b string) int {
	for _, f := range fillers {
		if strings.HasPrefix(b, f) {
			return len(f)
		}
	}
	return 0
}

// nameAt reads an alert's name, whatever joins its words.
func nameAt(b string) (best *alert, to int) {
	for i := range alerts {
		for _, name := range alerts[i].names {
			if n := spelled(b, name); n > to {
				best, to = &alerts[i], n
			}
		}
	}
	return best, to
}

// spelled returns how much of b spells name with underscores or hyphens between its words; 0 when it does not.
func spelled(b string, name string) int {
	i := 0
	for k := 0; k < len(name); {
		switch {
		case i >= len(b):
			return 0
		case b[i] == name[k]:
			i++
			k++
		case k > 0 && (b[i] == '_' || b[i] == '-'):
			i++
		default:
			return 0
		}
	}
	return i
}

// alert takes a TLS alert by name or number.
func (q *Text) alert(at, end int) {
	a, to := q.alertAt(end)
	lead := q.b[at:end]
	if a == nil && lead == "alert" { // NSS puts the name first: SSL_ERROR_UNKNOWN_CA_ALERT
		return
	}
	if a == nil || lead == handshakeOfGnuTLS && strings.HasPrefix(q.b[to:], "wasfound") { // "No certificate was found."
		return
	}
	f := find{Message: Message{Meaning: a.meaning(), Alert: a.number}, from: at, end: to}
	before, after := q.around(at, to, 140)
	tuple := strings.HasSuffix(before, "{tls_") || strings.HasSuffix(before, "{:tls_") // Erlang's, Elixir's
	switch {
	case strings.HasPrefix(lead, "remoteerror"):
		f.Client, f.family = "go", goFamily
	case lead == handshakeOfGnuTLS:
		f.Client, f.family = "curl", curlFamily
	case lead == "definedfatalerrorcodeis": // sent, by whichever side logs it
	case tuple && strings.Contains(after, "clientalert"):
		f.Side, f.weak = ClientSide, strings.Contains(after, "generatedclientalert")
	case tuple && strings.Contains(after, "serveralert"):
		f.Side, f.weak = ServerSide, strings.Contains(after, "generatedserveralert")
	case strings.Contains(before, "ssl_handshake.erl:") && strings.Contains(before, "fatalerror:"):
		// OTP before 21 names its own so
		f.Side = ClientSide
	case tuple && !strings.Contains(after, "instate"):
		f.either = true
	case strings.HasSuffix(before, "server") || strings.HasSuffix(before, "server_"):
		f.Side, f.weak = ServerSide, strings.HasSuffix(before, "generatedserver")
	case strings.HasSuffix(before, "client") || strings.HasSuffix(before, "client_"):
		f.Side, f.weak = ClientSide, strings.HasSuffix(before, "generatedclient")
	case strings.HasSuffix(before, "receivedfatal"): // whatever was sent before
	case strings.HasSuffix(before, "(out),tls") || strings.Contains(before, "sending") ||
		strings.Contains(before, "sent") && !strings.HasSuffix(before, "remotepartysentatls"):
		f.Side = ClientSide // curl -v: its own
		f.weak = true
	case strings.HasSuffix(before, "tlsfatal"): // Bouncy Castle's, which names one that was received so
		f.own, f.weak = true, true
	case strings.HasSuffix(before, "]send"), // MsQuic: its own, whichever side it is
		strings.HasSuffix(strings.TrimRight(before, ".0123456789"), "sendtls"): // FreeRADIUS: "send TLS 1.2 Alert"
		f.own = true
	case strings.HasSuffix(before, "(in),tls"):
		f.Side = ServerSide
	}
	if strings.HasPrefix(q.b[end:to], "write") {
		f.Alert, f.Side, f.own = a.number, "", true // an OpenSSL server's or client's own
	}
	f.Text = q.between(at, to)
	switch {
	case f.Client != "":
	case strings.Contains(before, "boringssl_context"): // Apple's, who sent it as well
		f.Client, f.family = "apple", appleFamily
		f.own = f.own || strings.HasSuffix(before, "write")
	case strings.Contains(before, "openssl_internal:"):
		f.Client, f.family = "boringssl", boringFamily
	case strings.Contains(before, "sslroutines:"):
		f.family = queueFamily
	case strings.HasSuffix(before, "receivedfatal") && strings.Contains(f.Text, "_"):
		f.Client, f.family = "java", javaFamily
	case strings.HasSuffix(before, "receivedfatal") &&
		!strings.Contains(strings.TrimSpace(f.Text[strings.LastIndexByte(f.Text, ':')+1:]), " "),
		strings.HasPrefix(q.b[end:to], "received("), strings.HasPrefix(q.b[end:to], "messagepayload"):
		f.Client, f.family = "rustls", rustFamily
	case strings.HasPrefix(q.b[end:to], "[length"): // openssl s_client -msg
		f.Client, f.family = "openssl", queueFamily
	case strings.HasPrefix(q.b[end:to], "["):
		f.Client, f.family = "gnutls", gnutlsFamily
	case strings.HasPrefix(q.b[end:to], "codeis") && strings.Contains(before, "fatal"):
		f.Client, f.family = "schannel", schannelFamily
	case slices.Contains(eventLeads, lead), strings.HasPrefix(q.b[end:to], "desc\""): // AlertDesc of the event
		f.Client, f.family = "schannel", schannelFamily
	case lead == "definedfatalerrorcodeis":
		f.Client, f.family, f.own = "schannel", schannelFamily, true
	case lead == "fatalalertmessage(msg":
		f.Client, f.family = "mbedtls", ownFamily
	}
	q.add(f)
}
