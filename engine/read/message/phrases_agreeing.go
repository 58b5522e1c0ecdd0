//go:build !lean

package message

import "slices"

// agreeingPhrases are what programs say where both sides speak TLS and do not come to terms: no version, cipher suite,
// group or signature algorithm in common, renegotiation of the older kind, a name that the server does not know, and
// whatever is wrong in the conversation itself.
var agreeingPhrases = slices.Concat(
	// OpenSSL's reasons that need no library's name in front
	said(phrase{means: Ciphers, after: "SSL routines|SSLError|state=error|OpenSSL"},
		"no suitable digest algorithm", "no suitable groups", "unsupported elliptic curve", "required cipher missing",
		"insufficient security", "no cipher match", "no required digest", "missing rsa signing cert",
		"missing signing cert"),
	said(phrase{means: Version, after: "SSL routines"}, "bad protocol version number", "unknown ssl version"),
	said(phrase{means: KeyMismatch, after: "SSL routines"}, "private key mismatch"),
	said(phrase{means: Timeout, after: "SSL routines"}, "read timeout expired"),

	said(phrase{client: "nginx", means: Ciphers}, "SSL_CTX_set1_curves_list(\"", "SSL_CTX_set_cipher_list(\"",
		"SSL_CTX_set1_groups_list(\"", "Unknown curve name \""),
	said(phrase{client: "nginx", means: NotTLS}, "upstream sent no valid HTTP/1.0 header"),
	said(phrase{client: "apache", means: ServerName}, "No hostname was provided via SNI", "AH02033",
		"does not match the Server Name Indication (SNI) in use"),
	said(phrase{client: "apache", means: Renegotiation}, "rejecting client initiated renegotiation", "AH02042"),
	said(phrase{client: "apache", means: Ciphers}, "Unable to configure permitted SSL ciphers"),
	said(phrase{client: "apache", means: Version}, "No SSL protocols available", "AH02231"),
	said(phrase{client: "haproxy", means: Ciphers}, "unable to set SSL cipher list",
		"unable to set TLS 1.3 cipher suites"),
	said(phrase{client: "openvpn", means: Ciphers}, "failed to negotiate cipher with server",
		"Failed to set restricted TLS cipher list"),
	said(phrase{client: "openvpn", means: Protocol},
		"Bad encapsulated packet length from peer", "TLS Error: reading acknowledgement record",
		"TLS Error: cannot locate HMAC",
		"TLS Error: unknown opcode received", "TLS keys are out of sync"),
	said(phrase{client: "mosquitto", means: Ciphers}, "Unable to set TLS ciphers"),
	said(phrase{client: "mosquitto", means: Protocol, weak: true},
		"A network protocol error occurred when communicating with the broker"),
	said(phrase{client: "strongswan", means: Ciphers}, "NO_PROPOSAL_CHOSEN"),
	said(phrase{client: "freeradius", means: Protocol, weak: true}, "[eaptls process] = fail", "SSL_read Error",
		"Failed in SSL_read"),
	said(phrase{client: "postgres", means: Ciphers},
		"could not set the cipher list", "ECDH: could not create key", "ECDH: unrecognized curve name"),
	said(phrase{client: "postgres", means: Version}, "could not set minimum SSL protocol version",
		"could not set maximum SSL protocol version",
		"could not set SSL protocol version range"),
	said(phrase{client: "postgres", means: Protocol}, "established without ALPN protocol negotiation"),
	said(phrase{client: "mysql", means: Ciphers}, "SSL connection error: no cipher match"),
	said(phrase{client: "mysql", means: Protocol, weak: true}, "SSL connection error: socket layer receive error"),

	said(phrase{client: "go", means: Protocol},
		"tls: handshake message of length", "local error: tls: bad record MAC",
		"local error: tls: unexpected message",
		"tls: server's Finished message was incorrect", "tls: client's Finished message is incorrect",
		"tls: invalid server finished hash",
		"tls: invalid ServerKeyExchange message", "tls: malformed key_share", "tls: too many ignored records",
		"tls: server did not echo the legacy session ID", "tls: incorrect renegotiation extension"),
	said(phrase{client: "go", means: Renegotiation}, "local error: tls: no renegotiation",
		"remote error: tls: no renegotiation"),
	said(phrase{client: "go", means: Ciphers}, "tls: CurvePreferences includes unsupported",
		"tls: missing signature_algorithms",
		"tls: server selected unoffered curve", "tls: client certificate used with invalid signature"),
	said(phrase{client: "go", means: ServerName}, "no certificate available for '",
		"no certificate matching TLS ClientHello"),
	said(phrase{client: "traefik", means: ServerName}, "strict SNI enabled"),

	said(phrase{client: "erlang", means: Version, then: "versions"}, "{:options, :incompatible,",
		"{options,incompatible,"),
	said(phrase{client: "wget", means: Protocol}, "wget: got bad TLS record", "ssl_client: got bad TLS record",
		"bad TLS record (len:"),

	said(phrase{client: "java", means: Version},
		"Unsupported record version", "IllegalArgumentException: TLSv1", "NoSuchAlgorithmException: TLSv1",
		"IllegalArgumentException: SSLv",
		"Unsupported protocol: TLSv"),
	said(phrase{client: "java", means: Ciphers},
		"Unsupported ciphersuite ", "Unsupported CipherSuite", "Prime size must be multiple of 64",
		"DH key size must be multiple of 64",
		"No supported CertificateVerify signature algorithm", "Unsupported signature_scheme", "no shared named group",
		"No supported named group", "SSL configuration has no cipher", "None of the ciphers are supported",
		"No suitable cipher suite", "Not supported signature algorithm", "No preferred key algorithm"),
	said(phrase{client: "java", means: ServerName}, "Unrecognized server name indication"),
	said(phrase{client: "java", means: Renegotiation},
		"Insecure renegotiation is not allowed", "Failed to negotiate the use of secure renegotiation",
		"Renegotiation is not allowed", "Unsafe renegotiation is not allowed"),
	said(phrase{client: "java", means: Protocol},
		"Illegal packet size", "Tag mismatch", "SSLException: bad record MAC",
		"SSLProtocolException: Unexpected handshake message",
		"The size of the handshake message", "record too big: max =", "SSLException: Unsupported record type",
		"SSLException: Unknown record type",
		"Invalid TLS padding data", "Finished message cannot be verified", "MAC verification failed",
		"Insufficient buffer remaining"),
	said(phrase{client: "java", means: Protocol, faint: true}, "SSLProtocolException: ",
		"javax.net.ssl.SSLException: "),

	said(phrase{client: "nodejs", means: Version}, "ERR_TLS_INVALID_PROTOCOL_VERSION",
		"ERR_TLS_PROTOCOL_VERSION_CONFLICT"),
	said(phrase{client: "nodejs", means: Renegotiation}, "ERR_TLS_RENEGOTIATION_DISABLED", "ERR_TLS_RENEGOTIATE"),
	said(phrase{client: "nodejs", means: ServerName}, "ERR_TLS_INVALID_CONTEXT", "ERR_TLS_SNI_FROM_SERVER"),
	said(phrase{client: "nodejs", means: Protocol, weak: true}, "ERR_SSL_"),
	said(phrase{client: "rustls", means: Protocol},
		"received unexpected message: got", "received unexpected handshake message: got",
		"peer sent excess record size",
		"PeerSentOversizedRecord", "invalid certificate timestamp"),
	said(phrase{client: "rustls", means: Version}, "SignatureAlgorithmsExtensionRequired"),
	said(phrase{client: "python-3.13", means: Ciphers}, "No cipher can be selected"),
	said(phrase{client: "curl", means: Ciphers}, "Unknown cipher in list", "failed setting cipher list",
		"failed setting TLS 1.3 cipher suite"),
	said(phrase{client: "curl", means: Version}, "unsupported min version passed",
		"Unrecognized parameter passed via CURLOPT_SSLVERSION",
		"No SSL protocol/cipher combination enabled"),
	said(phrase{client: "gnutls", means: Protocol},
		"Message Authentication Code verification failed", "Too many handshake packets have been received",
		"TLS Application data were received, while expecting", "GnuTLS internal error"),
	said(phrase{client: "gnutls", means: Ciphers, after: "gnutls|TLS"}, "The curve is unsupported",
		"No supported ECC curves"),
	said(phrase{client: "gnutls", means: Version}, "A connection with inappropriate fallback was attempted"),
	said(phrase{client: "chrome", means: Protocol, faint: true}, "ERR_QUIC_PROTOCOL_ERROR"),
	said(phrase{client: "chrome", means: Protocol}, "ERR_ECH_NOT_NEGOTIATED", "ERR_HTTP2_PROTOCOL_ERROR",
		"ERR_SSL_BAD_PEER_PUBLIC_KEY", "ERR_EARLY_DATA_REJECTED"),
	said(phrase{client: "chrome", means: NotTLS}, "ERR_INVALID_HTTP_RESPONSE"),
	said(phrase{client: "chrome", means: Renegotiation}, "ERR_SSL_UNSAFE_NEGOTIATION"),
	said(phrase{client: "chrome", means: Version}, "ERR_SSL_FALLBACK_BEYOND_MINIMUM_VERSION",
		"ERR_SSL_VERSION_INTERFERENCE",
		"ERR_WRONG_VERSION_ON_EARLY_DATA"),
	nssReasons(),
)

// nssErrorsOfTLS are the rest of NSS' errors of TLS (lib/ssl/SSLerrs.h) by name.
var nssErrorsOfTLS = []struct {
	means Meaning
	names []string
}{
	{Protocol, []string{
		"BAD_CLIENT", "BAD_SERVER", "BAD_BLOCK_PADDING", "TX_RECORD_TOO_LONG", "HANDSHAKE_UNEXPECTED_ALERT",
		"ILLEGAL_PARAMETER_ALERT", "SERVER_KEY_EXCHANGE_FAILURE", "CLIENT_KEY_EXCHANGE_FAILURE", "DECRYPTION_FAILURE",
		"ENCRYPTION_FAILURE", "HANDSHAKE_NOT_COMPLETED", "BAD_HANDSHAKE_HASH_VALUE", "DECRYPTION_FAILED_ALERT",
		"RECORD_OVERFLOW_ALERT", "USER_CANCELED_ALERT", "UNSUPPORTED_EXTENSION_ALERT", "NEXT_PROTOCOL_",
		"MISSING_EXTENDED_MASTER_SECRET", "UNEXPECTED_EXTENDED_MASTER_SECRET", "MISSING_KEY_SHARE",
		"MISSING_EXTENSION_ALERT",
		"KEY_EXCHANGE_FAILURE", "EXTENSION_DISALLOWED_FOR_VERSION", "MALFORMED_", "MISSING_PSK",
		"TOO_MUCH_EARLY_DATA",
		"BAD_2ND_CLIENT_HELLO", "SESSION_NOT_FOUND", "DECOMPRESSION_FAILURE", "SIGN_HASHES_FAILURE", "ECH_",
		"EXTRACT_PUBLIC_KEY_FAILURE", "NO_COMPRESSION_OVERLAP", "DOWNGRADE_WITH_EARLY_DATA",
	}},
	{Ciphers, []string{
		"NO_CIPHERS_SUPPORTED", "UNKNOWN_CIPHER_SUITE", "CERT_KEA_MISMATCH", "NO_SERVER_KEY_FOR_ALG",
		"CIPHER_DISALLOWED_FOR_VERSION", "UNSUPPORTED_HASH_ALGORITHM", "INCORRECT_SIGNATURE_ALGORITHM",
		"NO_SUPPORTED_SIGNATURE_ALGORITHM", "UNSUPPORTED_SIGNATURE_ALGORITHM", "EXPORT_RESTRICTION_ALERT",
		"MISSING_SUPPORTED_GROUPS_EXTENSION", "MISSING_SIGNATURE_ALGORITHMS_EXTENSION",
	}},
	{Version, []string{"SSL2_DISABLED", "SSL_DISABLED", "INVALID_VERSION_RANGE", "INAPPROPRIATE_FALLBACK_ALERT",
		"FEATURE_NOT_SUPPORTED_FOR"}},
	{Renegotiation, []string{"RENEGOTIATION_NOT_ALLOWED"}},
	{Closed, []string{"CLOSE_NOTIFY_ALERT", "SOCKET_WRITE_FAILURE"}},
	{NoRevocation, []string{"BAD_CERT_STATUS_RESPONSE_ALERT"}},
}

func nssReasons() (all []phrase) {
	for _, e := range nssErrorsOfTLS {
		for _, name := range e.names {
			all = append(all, phrase{text: "SSL_ERROR_" + name, client: "firefox", means: e.means})
		}
	}
	return all
}
