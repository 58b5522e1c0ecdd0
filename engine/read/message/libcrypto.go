//go:build !lean

package message

import (
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/internal/hexdigit"
)

// verdict takes a text of libcrypto's.
func (q *Text) verdict(v *verdict, at, end int) {
	before, after := q.around(at, end, 80)
	c := v.row.code
	if c == code.ApplicationVerification { // the caller's own check said no, and why only the caller knows
		q.add(find{Message: Message{Meaning: Unnamed, Text: v.text}, from: at, end: end, weak: true})
		return
	}
	if generic[c] && !introduces(before) && !strings.HasPrefix(after, "(_ssl.c") {
		return
	}
	if next := q.offset(end-1) + 1; !q.apart(at, end) && next < len(q.plain) && 'a' <= q.plain[next] &&
		q.plain[next] <= 'z' {
		return // part of a longer name: the field UnhandledCriticalExtensions of Go's Certificate
	}
	q.add(find{Message: Message{Code: c, Slug: c.Slug(), Text: v.text}, from: at, end: end})
}

// endsEarly finds what a message of libcrypto's began to say where it was cut off: an ellipsis stands there, or
// nothing.
func (q *Text) endsEarly() {
	const lead = "certificateverifyfailed:"
	for at := 0; ; {
		i := strings.Index(q.b[at:], lead)
		if i < 0 {
			return
		}
		from := at + i + len(lead)
		at = from
		rest := q.b[from:min(from+80, len(q.b))]
		if k := strings.Index(rest, "..."); k >= 0 {
			rest = rest[:k]
		} else if k := strings.Index(rest, "…"); k >= 0 {
			rest = rest[:k]
		} else if from+80 < len(q.b) {
			continue
		}
		rest = strings.TrimRight(rest, "'\"`)]}")
		if c, text := cutText(rest); text != "" {
			q.add(find{Message: Message{Code: c, Slug: c.Slug(), Text: text}, from: from, end: from + len(rest)})
		}
	}
}

// cutText returns the one text of libcrypto's that begins with what is left of it.
func cutText(rest string) (only code.Code, text string) {
	if len(rest) < minCut {
		return 0, ""
	}
	for _, v := range theVocabulary().verdicts {
		if len(v.squeezed) > len(rest) && strings.HasPrefix(v.squeezed, rest) {
			if text != "" && only != v.row.code {
				return 0, ""
			}
			only, text = v.row.code, v.text
		}
	}
	return only, text
}

// constant takes a constant of libcrypto's, or one of Node.js' codes.
func (q *Text) constant(v *verdict, at, end int) {
	before, after := q.around(at, end, 16)
	c := v.row.code
	if (generic[c] || len(v.row.constant) < 15) && !strings.HasSuffix(before, "x509_v_err_") &&
		!endsWithAny(before, "code:'", "code:\"", "\"code\":\"", "code=", "npmerr!code", "npmerrorcode", "code") {
		return
	}
	if strings.HasPrefix(after, "_") || len(after) > 0 && after[0] >= '0' && after[0] <= '9' {
		return
	}
	bare := at == 0 || q.startsLine(at)
	if !bare &&
		!endsWithAny(
			before,
			"x509_v_err_", "'", "\"", "code", "code:", "code=", "(", ":", "reason:", "`", "=", "[", ",",
		) {
		return
	}
	f := find{
		Message: Message{Code: c, Slug: c.Slug(), Text: strings.ToUpper(v.row.constant)},
		from:    at,
		end:     end,
		weak:    generic[c] && endsWithAny(before, "x509_v_err_"),
	}
	if !strings.HasSuffix(before, "x509_v_err_") { // Node.js leaves the prefix out
		f.Client, f.family = "nodejs", nodeFamily
	}
	q.add(f)
}

// number takes OpenSSL's number of an error where a tool prints one.
func (q *Text) number(at, end int) {
	number, digits := 0, end
	if q.b[at:end] == "verifyerror:depth=" { // OpenVPN writes "error=TEXT" behind it
		return
	}
	for digits < len(q.b) && q.b[digits] >= '0' && q.b[digits] <= '9' && number < 1000 {
		number = number*10 + int(q.b[digits]-'0')
		digits++
	}
	_, after := q.around(at, digits, 24)
	if number == 0 ||
		q.b[at:end] == "error" &&
			!(strings.HasPrefix(after, "at") && strings.Contains(after, "depthlookup")) {
		return
	}
	c := code.Code(number)
	texts := verdictTexts(c)
	if len(texts) == 0 {
		return
	}
	q.add(find{
		Message: Message{Code: c, Slug: c.Slug(), Text: texts[0], Client: "openssl-verify"},
		family:  toolFamily,
		from:    at,
		end:     digits,
		weak:    true,
	})
}

// queued takes an entry of OpenSSL's error queue by its number: "error:0A000418:SSL routines::", with or without text.
func (q *Text) queued(at, end int) {
	n, i := uint32(0), end
	for i < len(q.b) && i-end < 8 && hexdigit.Value(q.b[i]) >= 0 {
		n = n<<4 | uint32(hexdigit.Value(q.b[i]))
		i++
	}
	if i-end != 8 || i < len(q.b) && q.b[i] != ':' && alphanumeric(q.b[i]) {
		return
	}
	library := "openssl"
	var reason uint32
	switch {
	case n>>24 == 0x10: // BoringSSL: ERR_LIB_SSL 16, in the top byte
		reason, library = n&0xfff, "boringssl"
	case n>>24 == 0x14: // OpenSSL 1.x: ERR_LIB_SSL 20, then a function
		reason = n & 0xfff
	case n>>23 == 20: // OpenSSL 3.x
		reason = n & 0x7fffff
	default:
		return
	}
	if library == "boringssl" && q.namesAnother(i) {
		return
	}
	f := find{Message: Message{Text: q.between(at, i)}, from: at, end: i, family: queueFamily, weak: true}
	switch {
	case reason >= 1000 && reason < 1256:
		a := alertByNumber(int(reason - 1000))
		if a == nil {
			return
		}
		f.Alert, f.Meaning = a.number, a.meaning()
	case library == "boringssl" && reason == 125, library == "openssl" && reason == 134:
		f.Meaning = Unnamed
		if n>>24 == 0x14 {
			f.Side = verifiers[n>>12&0xfff]
		}
	case library == "openssl" && reason == 267:
		f.Meaning = NotTLS
	case library == "openssl" && strings.HasPrefix(q.b[i:], ":lib("): // built without texts
		meaning, known := numberedReasons[reason]
		if !known {
			return
		}
		f.Meaning, f.weak = meaning, false
	default:
		return
	}
	if library == "boringssl" {
		f.Client, f.family = "boringssl", boringFamily
	}
	q.add(f)
}

// signatureFailed stands in OpenSSL's error queue in front of "certificate verify failed" where the signature of a
// certificate could not be verified: with the key that was taken for its issuer's.
var signatureFailed = []phrase{
	{text: "ASN1_item_verify:EVP lib", then: "certificate verify failed", client: "openssl", rule: badSign},
	{text: "ASN1_item_verify_ctx:EVP lib", then: "certificate verify failed", client: "openssl", rule: badSign},
	{text: "ASN1_item_verify:bad signature", then: "certificate verify failed", client: "openssl", rule: badSign},
	{text: "ASN1_item_verify:unknown message digest algorithm", then: "certificate verify failed", client: "openssl",
		rule: code.UnsupportedSignatureAlgorithm},
	{text: "ASN1_item_verify:unknown message digest algorithm", after: "SSL connect attempt failed", client: "openssl",
		rule: code.UnsupportedSignatureAlgorithm}, // Perl's
	{text: "ASN1_item_verify:unknown signature algorithm", then: "certificate verify failed", client: "openssl",
		rule: code.UnsupportedSignatureAlgorithm},
}

// verifiers are the sides that verify a certificate in a function of libssl's, by its number in OpenSSL 1.x and
// LibreSSL (openssl/ssl.h).
var verifiers = map[uint32]Side{
	7:   ClientSide, // CONNECT_CR_CERT
	144: ClientSide, // SSL3_GET_SERVER_CERTIFICATE
	367: ClientSide, // TLS_PROCESS_SERVER_CERTIFICATE
	137: ServerSide, // SSL3_GET_CLIENT_CERTIFICATE
	380: ServerSide, // TLS_PROCESS_CLIENT_CERTIFICATE
}

// numberedReasons are what OpenSSL's reasons by number mean (openssl/sslerr.h), beside those that are alerts.
var numberedReasons = map[uint32]Meaning{
	156: NotTLS,        // SSL_R_HTTP_REQUEST
	193: Ciphers,       // SSL_R_NO_SHARED_CIPHER
	199: NeedsOwn,      // SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE
	252: NotTLS,        // SSL_R_UNKNOWN_PROTOCOL
	258: Version,       // SSL_R_UNSUPPORTED_PROTOCOL
	281: Protocol,      // SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC
	338: Renegotiation, // SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED
}

// namesAnother reports whether the words behind a number of BoringSSL's name another error than "certificate verify
// failed": releases number them differently.
func (q *Text) namesAnother(at int) bool {
	_, name, ok := strings.Cut(q.b[at:min(len(q.b), at+80)], "openssl_internal:")
	return ok && !strings.HasPrefix(name, "certificate_verify_failed") && !strings.Contains(name, "alert")
}

// introduces reports whether before ends as what programs say in front of a verification error.
func introduces(before string) bool {
	before = strings.TrimRight(before, "\"'`")
	before = strings.TrimSuffix(before, "...(") // what stood between left out
	if endsWithAny(
		before,
		"verifyfailed:", "verifyfailed(", "problem:", "verifyerror:", "lookup:", "reason:", "error:", "verification:",
		"failed:", "msg:", "message:", "verificationerror:", "error=", "err=", "certificateverify:", "result:", "issue:",
		"certificateerror:", "brokercertificate:",
		"error]:", "sslcertificate:", "failed(", "unexpectedeof(", "because:",
	) {
		return true
	}
	trimmed := strings.TrimRight(before, "0123456789:()'")
	return trimmed != before &&
		endsWithAny(
			trimmed,
			"num=", "err=", "_clnt.c", "_srvr.c", "erroratdepth", "verifyreturncode", "verifyerror", "verifyresult",
			"error",
			"error=",
			"sslcertificatecheckresult",
		)
}
