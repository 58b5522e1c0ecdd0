//go:build !lean

package message

// transportErrors are those of Secure Transport (SecureTransport.h) that end a handshake.
var transportErrors = []struct {
	name, number string
	says         phrase
}{
	{"errSSLProtocol", "-9800", phrase{means: Protocol}},
	{"errSSLNegotiation", "-9801", phrase{means: Ciphers}},
	{"errSSLFatalAlert", "-9802", phrase{means: Unnamed}},
	{"errSSLClosedGraceful", "-9805", phrase{means: Closed}},
	{"errSSLClosedAbort", "-9806", phrase{means: Closed}},
	{"errSSLXCertChainInvalid", "-9807", phrase{rule: noIssuer}},
	{"errSSLBadCert", "-9808", phrase{means: BadDER}},
	{"errSSLUnknownRootCert", "-9812", phrase{rule: noIssuer}},
	{"errSSLNoRootCert", "-9813", phrase{rule: noIssuer}},
	{"errSSLCertExpired", "-9814", phrase{rule: expired}},
	{"errSSLCertNotYetValid", "-9815", phrase{rule: tooEarly}},
	{"errSSLClosedNoNotify", "-9816", phrase{means: Closed}},
	{"errSSLCrypto", "-9809", phrase{means: Protocol}},
	{"errSSLInternal", "-9810", phrase{means: Protocol}},
	{"errSSLBadCipherSuite", "-9818", phrase{means: Ciphers}},
	{"errSSLPeerUnexpectedMsg", "-9819", phrase{alert: 10, side: ServerSide}},
	{"errSSLPeerBadRecordMac", "-9820", phrase{alert: 20, side: ServerSide}},
	{"errSSLPeerHandshakeFail", "-9824", phrase{alert: 40, side: ServerSide}},
	{"errSSLPeerBadCert", "-9825", phrase{alert: 42, side: ServerSide}},
	{"errSSLPeerUnsupportedCert", "-9826", phrase{alert: 43, side: ServerSide}},
	{"errSSLPeerCertRevoked", "-9827", phrase{alert: 44, side: ServerSide}},
	{"errSSLPeerCertExpired", "-9828", phrase{alert: 45, side: ServerSide}},
	{"errSSLPeerCertUnknown", "-9829", phrase{alert: 46, side: ServerSide}},
	{"errSSLPeerIllegalParam", "-9830", phrase{alert: 47, side: ServerSide}},
	{"errSSLPeerUnknownCA", "-9831", phrase{alert: 48, side: ServerSide}},
	{"errSSLPeerAccessDenied", "-9832", phrase{alert: 49, side: ServerSide}},
	{"errSSLPeerDecodeError", "-9833", phrase{alert: 50, side: ServerSide}},
	{"errSSLPeerDecryptError", "-9834", phrase{alert: 51, side: ServerSide}},
	{"errSSLPeerProtocolVersion", "-9836", phrase{means: Version, alert: 70, side: ServerSide}},
	{"errSSLPeerInsufficientSecurity", "-9837", phrase{alert: 71, side: ServerSide}},
	{"errSSLPeerInternalError", "-9838", phrase{alert: 80, side: ServerSide}},
	{"errSSLHostNameMismatch", "-9843", phrase{rule: badHost}},
	{"errSSLConnectionRefused", "-9844", phrase{means: Refused}},
	{"errSSLBadRecordMac", "-9846", phrase{means: Protocol}},
	{"errSSLRecordOverflow", "-9847", phrase{means: NotTLS}},
	{"errSSLUnexpectedRecord", "-9849", phrase{means: Protocol}},
	{"errSSLWeakPeerEphemeralDHKey", "-9850", phrase{means: Ciphers}},
	{"errSSLTransportReset", "-9852", phrase{means: Closed}},
	{"errSSLNetworkTimeout", "-9853", phrase{means: Timeout}},
	{"errSSLUnsupportedExtension", "-9855", phrase{means: Protocol}},
	{"errSSLUnexpectedMessage", "-9856", phrase{means: Protocol}},
	{"errSSLHandshakeFail", "-9858", phrase{means: Ciphers}},
	{"errSSLDecodeError", "-9859", phrase{means: Protocol}},
	{"errSSLInappropriateFallback", "-9860", phrase{means: Version}},
	{"errSSLMissingExtension", "-9861", phrase{means: Protocol}},
	{"errSSLCertificateRequired", "-9863", phrase{means: NeedsOwn, side: ServerSide}},
	{"errSSLUnrecognizedName", "-9865", phrase{means: ServerName}},
	{"errSSLATSMinimumVersionViolation", "-9881", phrase{means: Version}},
	{"errSSLATSCiphersuiteViolation", "-9882", phrase{means: Ciphers}},
	{"errSSLATSMinimumKeySizeViolation", "-9883", phrase{rule: weakKey}},
	{"errSSLATSLeafCertificateHashAlgorithmViolation", "-9884", phrase{rule: weakHash}},
	{"errSSLATSCertificateHashAlgorithmViolation", "-9885", phrase{rule: weakHash}},
	{"errSSLATSCertificateTrustViolation", "-9886", phrase{means: Unnamed}},
}

// transportWords are what .NET on macOS prints of them: what SecCopyErrorMessageString says, by the number.
var transportWords = map[string]string{
	"-9800": "SSL protocol error",
	"-9801": "Cipher Suite negotiation failure",
	"-9802": "Fatal alert",
	"-9805": "connection closed gracefully",
	"-9806": "connection closed via error",
	"-9807": "invalid certificate chain",
	"-9808": "bad certificate format",
	"-9816": "server closed session with no notification",
	"-9824": "handshake failure",
	"-9825": "misc. bad certificate",
	"-9829": "unknown certificate",
	"-9831": "unknown Cert Authority",
	"-9836": "bad protocol version",
	"-9837": "insufficient security",
	"-9838": "internal error",
}

// secureTransport are the ways in which programs print the errors of Secure Transport: by name, and by number.
func secureTransport() (all []phrase) {
	for _, e := range transportErrors {
		for _, text := range []string{
			e.name, "Trust evaluation failed(" + e.number + ")", "encountered error 3:" + e.number,
			"StreamErrorCodeKey=" + e.number, "SSLErrorOriginalValue=" + e.number, "[3:" + e.number + "]",
			"kCFStreamErrorDomainSSL, " + e.number, "kCFStreamErrorDomainSSL error " + e.number,
			"SSLHandshake failed (" + e.number + ")", "SSLHandshake, error " + e.number, "OSStatus " + e.number,
			"OSStatus error " + e.number, "Err(" + e.number + ")", "NSOSStatusErrorDomain Code=" + e.number,
		} {
			p := e.says
			p.text, p.client = text, "apple"
			all = append(all, p)
		}
		if words, known := transportWords[e.number]; known {
			p := e.says
			p.text, p.client = "AppleCrypto+SslException: "+words, "dotnet"
			all = append(all, p)
		}
	}
	return all
}
