//go:build !lean

package message

import (
	"strings"

	"x509strict/engine/code"
)

// reasons are the names of libssl's errors, OpenSSL's (ssl/ssl_err.c) and BoringSSL's (ssl/errors.errordata), that end
// a handshake or keep it from beginning. Alerts are not among them.
var reasons = []struct {
	name string
	says phrase
}{
	{"WRONG_VERSION_NUMBER", phrase{means: NotTLS}},
	{"UNKNOWN_PROTOCOL", phrase{means: NotTLS}},
	{"HTTP_REQUEST", phrase{means: PlainText, unless: "failed!"}}, // PHP's own words: HTTP request failed!
	{"HTTPS_PROXY_REQUEST", phrase{means: NotTLS}},
	{"RECORD_LAYER_FAILURE", phrase{means: NotTLS}},
	{"PACKET_LENGTH_TOO_LONG", phrase{means: NotTLS}},
	{"UNSUPPORTED_PROTOCOL", phrase{means: Version}},
	{"UNSUPPORTED_SSL_VERSION", phrase{means: Version}},
	{"WRONG_SSL_VERSION", phrase{means: Version}},
	{"NO_PROTOCOLS_AVAILABLE", phrase{means: Version}},
	{"VERSION_TOO_LOW", phrase{means: Version}},
	{"VERSION_TOO_HIGH", phrase{means: Version}},
	{"INAPPROPRIATE_FALLBACK", phrase{means: Version}},
	{"NO_SHARED_CIPHER", phrase{means: Ciphers, side: ServerSide}},
	{"NO_CIPHER_MATCH", phrase{means: Ciphers}},
	{"NO_CIPHERS_AVAILABLE", phrase{means: Ciphers}},
	{"NO_SHARED_GROUP", phrase{means: Ciphers}},
	{"NO_SUITABLE_KEY_SHARE", phrase{means: Ciphers}},
	{"NO_SUITABLE_SIGNATURE_ALGORITHM", phrase{means: Ciphers}},
	{"NO_COMMON_SIGNATURE_ALGORITHMS", phrase{means: Ciphers}},
	{"LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED", phrase{means: Ciphers}},
	{"WRONG_CIPHER_RETURNED", phrase{means: Ciphers}},
	{"UNKNOWN_CIPHER_RETURNED", phrase{means: Ciphers}},
	{"WRONG_CURVE", phrase{means: Ciphers}},
	{"BAD_ECPOINT", phrase{means: Protocol}},
	{"DH_KEY_TOO_SMALL", phrase{means: Ciphers}},
	{"BAD_DH_P_LENGTH", phrase{means: Ciphers}},
	{"WRONG_SIGNATURE_TYPE", phrase{means: Ciphers}},
	{"UNSAFE_LEGACY_RENEGOTIATION_DISABLED", phrase{means: Renegotiation}},
	{"NO_RENEGOTIATION", phrase{means: Renegotiation}},
	{"UNEXPECTED_EOF_WHILE_READING", phrase{means: Closed}},
	{"EE_KEY_TOO_SMALL", phrase{rule: weakKey, own: true}},
	{"CA_KEY_TOO_SMALL", phrase{rule: code.CaKeyTooSmall, own: true}},
	{"CA_MD_TOO_WEAK", phrase{rule: weakHash, own: true}},
	{"KEY_USAGE_BIT_INCORRECT", phrase{rule: purpose}},
	{"ECC_CERT_NOT_FOR_SIGNING", phrase{rule: purpose}},
	{"BAD_SIGNATURE", phrase{means: HandshakeSignature}},
	{"CANNOT_PARSE_LEAF_CERT", phrase{means: BadDER}},
	{"CERT_LENGTH_MISMATCH", phrase{means: BadDER}},
	{"PEER_DID_NOT_RETURN_A_CERTIFICATE", phrase{means: NeedsOwn, side: ServerSide}},
	{"KEY_VALUES_MISMATCH", phrase{means: KeyMismatch}},
	{"KEY_TYPE_MISMATCH", phrase{means: KeyMismatch}},
	{"NO_CERTIFICATE_ASSIGNED", phrase{means: KeyUnreadable}},
	{"NO_CERTIFICATE_SET", phrase{means: KeyUnreadable}},
	{"NO_PRIVATE_KEY_ASSIGNED", phrase{means: KeyUnreadable}},
	{"NO_START_LINE", phrase{means: KeyUnreadable}},
	{"BAD_DECRYPT", phrase{means: KeyUnreadable}},
	{"BAD_PASSWORD_READ", phrase{means: KeyUnreadable}},
	{"NO_CERTIFICATE_OR_CRL_FOUND", phrase{means: CAFile}},
	{"DECRYPTION_FAILED_OR_BAD_RECORD_MAC", phrase{means: Protocol}},
	{"UNEXPECTED_MESSAGE", phrase{means: Protocol}},
	{"UNEXPECTED_RECORD", phrase{means: Protocol}},
	{"UNKNOWN_ALERT_TYPE", phrase{means: Protocol}},
	{"INVALID_ALERT", phrase{means: Protocol}},
	{"BAD_RECORD_TYPE", phrase{means: Protocol}},
	{"BAD_PACKET_LENGTH", phrase{means: Protocol}},
	{"LENGTH_MISMATCH", phrase{means: Protocol}},
	{"LENGTH_TOO_SHORT", phrase{means: Protocol}},
	{"BAD_EXTENSION", phrase{means: Protocol}},
	{"DIGEST_CHECK_FAILED", phrase{means: Protocol}},
	{"EXCESSIVE_MESSAGE_SIZE", phrase{means: Protocol}},
	{"CCS_RECEIVED_EARLY", phrase{means: Protocol}},
	{"SESSION_ID_CONTEXT_UNINITIALIZED", phrase{means: Protocol}},
	{"APPLICATION_DATA_AFTER_CLOSE_NOTIFY", phrase{means: Protocol}},
	{"PSK_IDENTITY_NOT_FOUND", phrase{means: Ciphers}},
	{"BLOCK_TYPE_IS_NOT_01", phrase{means: Protocol, weak: true}},
	{"SSL_HANDSHAKE_FAILURE", phrase{means: Protocol, weak: true}},
	{"HANDSHAKE_FAILURE_ON_CLIENT_HELLO", phrase{means: Protocol}},
	{"CERTIFICATE_VERIFY_FAILED", phrase{means: Unnamed, weak: true}},
}

// reasonForms are the ways in which programs print such a name.
var reasonForms = []struct{ client, before, after, then string }{
	{"python-3.13", "SSL: ", "", ""},
	{"nodejs", "ERR_SSL_", "", ""},
	{"boringssl", "OPENSSL_internal:", "", ""},
	{"dart", "", "(", ".cc:|.c:"}, // NAME(tls_record.cc:242)
}

// reasonPhrases are the reasons in every form.
var reasonPhrases = func() (all []phrase) {
	for _, r := range reasons {
		for _, f := range reasonForms {
			p := r.says
			p.text, p.client, p.then = f.before+r.name+f.after, f.client, f.then
			all = append(all, p)
		}
		if r.says.weak {
			continue
		}
		p := r.says // in words behind the library's name, whoever prints them: "SSL routines:FUNCTION:wrong curve"
		p.text = strings.ToLower(strings.ReplaceAll(r.name, "_", " "))
		p.after = "SSL routines|PEM routines|x509 certificate routines|errno=0 state="
		all = append(all, p)
	}
	return all
}()
