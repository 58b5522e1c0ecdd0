//go:build !lean

package message

import (
	"strconv"

	"x509strict/engine/code"
)

// saidByAria2 is what stands behind the first thing that aria2 says of any invalid certificate: the reason.
const saidByAria2 = "invalid' `expired|invalid' `not activated|invalid' `revoked|invalid' `insecure"

// toolPhrases are what command-line tools and libraries of programs say: Subversion, Mercurial, libgit2, apk, Guix,
// aria2, lftp, msmtp, fetchmail, mbsync, mutt, socat, Ncat, VPN clients, Emacs, BearSSL and Mbed TLS on devices.
var toolPhrases = []phrase{
	{text: "Error validating server certificate for", client: "subversion", means: Unnamed, weak: true},
	{text: "The certificate is not issued by a trusted authority", client: "subversion", rule: noIssuer},
	{text: "An SSL certificate related error occurred", client: "subversion", means: Unnamed,
		side: ClientSide, weak: true},
	{text: "An error occurred during SSL communication", client: "subversion", means: Protocol, weak: true},
	{text: "The certificate hostname does not match", client: "subversion", rule: badHost},
	{text: "The certificate has an unknown error", client: "subversion", means: Unnamed, weak: true},
	{text: "svn: OPTIONS of", then: "Server certificate verification failed", client: "subversion", means: Unnamed,
		weak: true},
	// Mercurial
	{text: "certificate error: certificate is for ", after: "abort: ", rule: badHost, host: hostBefore,
		side: ClientSide},
	{text: "certificate error: no commonName or subjectAltName found in certificate", after: "abort: ", rule: badHost,
		host: hostBefore, side: ClientSide},
	{text: "certificate error: IDN in certificate not supported", after: "abort: ", rule: badHost, host: hostBefore,
		side: ClientSide},
	{text: "has unexpected fingerprint ", after: "abort: certificate for ", means: Pinned, host: hostBefore,
		side: ClientSide},
	{text: "abort: unable to verify security of ", then: "no loaded CA certificates", means: CAFile, host: hostFollows},
	{text: "the SSL certificate is invalid", means: Unnamed, weak: true},
	{text: "user cancelled certificate check", client: "libgit2", means: Unnamed},
	{text: "user rejected certificate for", client: "libgit2", means: Unnamed},
	{text: "SSL error: received early EOF", means: Closed},
	{text: "unexpected return value from ssl handshake", client: "libgit2", means: Protocol},
	{text: "ERRCONNECT_TLS_CONNECT_FAILED", client: "freerdp", means: Protocol, weak: true},
	{text: "TLS: server certificate not trusted", client: "apk", rule: noIssuer},
	{text: "TLS: server certificate does not include", client: "apk", rule: badHost},
	{text: "TLS: server certificate expired", client: "apk", rule: expired},
	{text: "TLS: handshake failure", unless: "cannot start", client: "apk", means: Protocol},
	{text: "TLS: unspecified error", client: "apk", means: Protocol},
	{text: "Certificate verification failed for /", client: "libfetch", means: Unnamed, weak: true},
	{text: ": Authentication error", after: "verificationfailedfor/", client: "libfetch", means: Unnamed, weak: true},
	{text: "wget returned 5.", client: "wget", means: Unnamed},
	{text: "SSL support not available, please install", client: "wget", means: NoSSLModule},
	{text: "start_ssl_client(): Connect to Server failed!", client: "mbedtls", means: Refused},
	{text: "start_ssl_client: -1", client: "mbedtls", means: Refused, whole: true},
	{text: "Attempt to verify a certificate without an expected hostname", client: "mbedtls", means: Unnamed, side: ClientSide},
	{text: "Invalid SSL certificate", after: "Connection error|uclient|Downloading", client: "wget", means: Unnamed, side: ClientSide},
	{text: "Server hostname does not match SSL certificate", client: "wget", rule: badHost},
	{text: "error getting response: Connection reset by peer", client: "wget", means: Closed},
	{text: "wget: can't execute 'ssl_helper'", client: "wget", means: NoSSLModule},
	{text: "wget: note: TLS certificate validation not implemented", client: "wget", means: VerificationNo, weak: true},
	{text: "TLS error from peer (alert code ", client: "wget", alert: 40, weak: true},
	{text: "could not be verified: signer-not-found", client: "guix", rule: noIssuer},
	{text: "SSL/TLS handshake failure: ", client: "aria2", means: Protocol, weak: true},
	{text: "SSL/TLS handshake failure: certificate not trusted", client: "aria2", rule: noIssuer},
	{text: "SSL/TLS handshake failure: `issuer is not known'", client: "aria2", rule: noIssuer},
	{text: "SSL/TLS handshake failure: `not signed by known authorities", client: "aria2", rule: noIssuer,
		unless: saidByAria2},
	{text: "not signed by known authorities or invalid' `expired'", client: "aria2", rule: expired, side: ClientSide},
	{text: "not signed by known authorities or invalid' `not activated yet'", client: "aria2", rule: tooEarly,
		side: ClientSide},
	{text: "not signed by known authorities or invalid' `revoked by its CA'", client: "aria2", rule: revoked,
		side: ClientSide},
	{text: "not signed by known authorities or invalid' `insecure algorithm'", client: "aria2", rule: weakHash,
		side: ClientSide},
	{text: "SSL/TLS handshake failure: hostname does not match", client: "aria2", rule: badHost},
	{text: "SSL/TLS handshake failure: `hostname does not match", client: "aria2", rule: badHost},
	{text: "not signed by known authorities or invalid", client: "aria2", rule: noIssuer, side: ClientSide,
		unless: saidByAria2},
	{text: "SSL initialization failed:", client: "aria2", means: Protocol},
	{text: "SSL initialization failed：", client: "aria2", means: Protocol},
	{text: "SSL/TLS handshake failure: protocol error", client: "aria2", means: Protocol},
	{text: "packet with illegal version was received", client: "gnutls", means: Version},
	{text: "gnutls error -43: Error in the certificate", client: "gnutls", means: Unnamed},
	{text: "TLS, handshake failed (Error in the certificate", client: "gnutls", means: Unnamed, weak: true},
	{text: "forcibly closed an existing connection", means: Closed},
	{text: "existing connection was forcibly closed", means: Closed},
	{text: "Certificate verification: Not trusted", client: "lftp", rule: noIssuer},
	{text: "Certificate verification: certificate common name", client: "lftp", rule: badHost},
	{text: "Certificate verification: certificate common name doesn't match requested host name '", client: "lftp",
		rule: badHost, host: hostFollows},
	{text: "Certificate verification: certificate common name doesn't match requested host name ‘", client: "lftp",
		rule: badHost, host: hostFollows},
	{text: "Certificate verification: The certificate is NOT trusted", client: "lftp", means: Unnamed, weak: true},
	{text: "Certificate verification: subjectAltName", client: "lftp", rule: badHost},
	{text: "TLS certificate verification failed: the certificate hasn't got a known issuer", client: "msmtp",
		rule: noIssuer},
	{text: "TLS certificate verification failed: the certificate issuer", client: "msmtp", rule: noIssuer},
	{text: "TLS certificate verification failed: the certificate owner does not match", client: "msmtp",
		rule: badHost},
	{text: "TLS certificate verification failed: certificate ", then: "has expired", client: "msmtp", rule: expired},
	{text: "TLS certificate verification failed: the certificate fingerprint does not match", client: "msmtp",
		means: Pinned},
	{text: "TLS certificate verification failed: ", client: "msmtp", means: Unnamed, weak: true},
	{text: "cannot set X509 trust file", client: "msmtp", means: CAFile},
	{text: "Server certificate verification error: ", client: "fetchmail", means: Unnamed, weak: true},
	{text: "Broken certification chain at", client: "fetchmail", rule: noIssuer},
	{text: "Missing trust anchor certificate", client: "fetchmail", rule: noIssuer},
	{text: "Server CommonName mismatch: ", client: "fetchmail", rule: badHost, asked: "!="},
	{text: "certificate owner does not match hostname", client: "isync", rule: badHost},
	{text: "certificate is valid but its commonName does not match hostname \"", client: "socat", rule: badHost,
		side: ClientSide, host: hostFollows},
	{text: "certificate is valid but its commonName does not match hostname", client: "socat", rule: badHost,
		side: ClientSide},
	{text: "Certificate host check failed", client: "mutt", rule: badHost},
	{text: "WARNING: Server certificate has expired", client: "mutt", rule: expired},
	{text: "WARNING: Server hostname does not match certificate", client: "mutt", rule: badHost},
	{text: "WARNING: Signer of server certificate is not a CA", client: "mutt", rule: notCA},
	{text: "Verify E: Failed to validate hostname", client: "chat", rule: badHost},
	{text: "Ncat: Certificate verification failed (", client: "ncat", means: Unnamed, weak: true},
	{text: "Certificate verification error.", after: "Ncat", client: "ncat", means: Unnamed, weak: true},
	{text: "Gateway certificate validation failed", client: "openfortivpn", means: Unnamed, side: ClientSide},
	{text: "the certificate digest is not in the local whitelist", client: "openfortivpn", means: Unnamed,
		side: ClientSide, weak: true},
	{text: "Server certificate verify failed: signer not found", client: "openconnect", rule: noIssuer},
	{text: "Server certificate verify failed: certificate does not match hostname", client: "openconnect",
		rule: badHost},
	{text: "Server certificate verify failed: certificate expired", client: "openconnect", rule: expired},
	{text: "Server certificate verify failed: ", client: "openconnect", means: Unnamed, line: true, weak: true},
	{text: "Reason: signer not found", client: "openconnect", rule: noIssuer, side: ClientSide},
	{text: "Reason: certificate does not match hostname", client: "openconnect", rule: badHost, side: ClientSide},
	{text: "Reason: certificate expired", client: "openconnect", rule: expired, side: ClientSide},
	{text: "failed verification.", after: "Certificate from VPN server", client: "openconnect", means: Unnamed,
		side: ClientSide, weak: true},
	{text: "Invalid client certificate", after: "HTTP/1|513", client: "openconnect", means: Unnamed,
		side: ServerSide},
	{text: "gnutls.c: [0] ", client: "emacs", means: Protocol, weak: true},
	{text: "certificate could not be verified", after: "gnutls|emacs", client: "emacs", means: Unnamed, weak: true},
	{text: "The certificate is not signed by a known issuer", client: "emacs", rule: noIssuer},
	{text: "certificate host does not match hostname", client: "emacs", rule: badHost},
	{text: "Authenticity of the host's SSL certificate is not verified", means: Unnamed, side: ClientSide}, // vCenter's
	{text: "Certificate host mismatch", client: "emacs", rule: badHost},
	{text: "Peer certificate rejected", client: "winscp", means: Unnamed},
	{text: "Peer cert cannot be verified or peer cert invalid", client: "dnf", means: Unnamed},
	{text: "curl#60 - \"", client: "dnf", means: Unnamed, weak: true},
	{text: "curl#77 - \"", client: "dnf", means: CAFile, weak: true},
	{text: "curl#51 - \"", client: "dnf", rule: badHost, weak: true},
	{text: "curl#35 - \"", client: "dnf", means: Protocol, weak: true},
	{text: "Curl error (60)", client: "dnf", means: Unnamed, weak: true},
	{text: "Curl error (77)", client: "dnf", means: CAFile, weak: true},
	{text: "Curl error (58)", client: "dnf", means: KeyUnreadable, weak: true},
	{text: "Curl error (51)", client: "dnf", rule: badHost, weak: true},
	{text: "Curl error (35)", client: "dnf", means: Protocol, weak: true},
	{text: "Curl error (56)", client: "dnf", means: Closed, weak: true},
	{text: "Failure when receiving data from the peer", client: "curl", means: Closed, weak: true},
	{text: "Failed sending data to the peer", client: "curl", means: Closed, weak: true},
	{text: "Curl error 60", client: "curl", means: Unnamed, weak: true},
	{text: "cURL error 35", client: "curl", means: Protocol, weak: true},
	{text: "cURL error 6: ", client: "curl", means: NoSuchHost, weak: true},
	{text: "cURL error 7: ", client: "curl", means: Refused, weak: true},
	{text: "cURL error 28: ", client: "curl", means: Timeout, weak: true},
	{text: "cURL error 77", client: "curl", means: CAFile, weak: true},
	{text: "cURL error 51", client: "curl", rule: badHost, weak: true},
	// BearSSL, as ESP8266's core prints it
	{text: "Chain could not be linked to a trust anchor", client: "bearssl", rule: noIssuer},
	{text: "Expected server name was not found in the chain", client: "bearssl", rule: badHost},
	{text: "Certificate is expired or not yet valid", client: "bearssl", rule: expired},
	{text: "BR_ERR_X509_NOT_TRUSTED", client: "bearssl", rule: noIssuer},
	{text: "BR_ERR_X509_BAD_SERVER_NAME", client: "bearssl", rule: badHost},
	{text: "BR_ERR_X509_EXPIRED", client: "bearssl", rule: expired},
	{text: "BR_ERR_X509_NOT_CA", client: "bearssl", rule: notCA},
	{text: "BR_ERR_X509_", client: "bearssl", means: Unnamed, weak: true},
	{text: "Required extension 'Basic Constraints' missing", client: "bearssl", rule: code.InvalidCa, weak: true},
	// BearSSL's numbers, as Tasmota prints them: its own, and those of alerts that came, 256 higher
	{text: "TLS connection error: 52", client: "bearssl", rule: badSign, whole: true},
	{text: "TLS connection error: 54", client: "bearssl", rule: expired, whole: true},
	{text: "TLS connection error: 56", client: "bearssl", rule: badHost, whole: true},
	{text: "TLS connection error: 58", client: "bearssl", rule: notCA, whole: true},
	{text: "TLS connection error: 62", client: "bearssl", rule: noIssuer, whole: true},
	{text: "TLS connection error: 296", client: "bearssl", alert: 40, side: ServerSide, whole: true},
	{text: "TLS connection error: 298", client: "bearssl", alert: 42, side: ServerSide, whole: true},
	{text: "TLS connection error: 301", client: "bearssl", alert: 45, side: ServerSide, whole: true},
	{text: "TLS connection error: 302", client: "bearssl", alert: 46, side: ServerSide, whole: true},
	{text: "TLS connection error: 304", client: "bearssl", alert: 48, side: ServerSide, whole: true},
	{text: "TLS connection error: 326", client: "bearssl", means: Version, alert: 70, side: ServerSide, whole: true},
	{text: "MQT: TLS connection error: ", client: "bearssl", means: Protocol, weak: true},
}

// mbedErrors are Mbed TLS' errors of handshakes by number (include/mbedtls/ssl.h, x509.h, net_sockets.h).
var mbedErrors = []struct {
	number string
	says   phrase
}{
	{"2700", phrase{means: Unnamed, weak: true}},
	{"2680", phrase{means: BadDER}},
	{"2180", phrase{means: CAFile}},
	{"3000", phrase{means: Protocol}},
	{"0050", phrase{means: Closed}},
	{"004c", phrase{means: Closed}},
	{"004e", phrase{means: Closed}},
	{"0052", phrase{means: NoSuchHost}},
	{"0044", phrase{means: Refused}},
	{"6800", phrase{means: Timeout}},
	{"6e00", phrase{means: Protocol}},
	{"6e80", phrase{means: Version}},
	{"7080", phrase{means: Protocol, weak: true}},
	{"7100", phrase{means: Protocol}},
	{"7180", phrase{means: Protocol}},
	{"7200", phrase{means: NotTLS}},
	{"7280", phrase{means: Closed}},
	{"7380", phrase{means: Ciphers}},
	{"7600", phrase{means: KeyUnreadable}},
	{"7680", phrase{means: CAFile}},
	{"7700", phrase{means: Protocol, weak: true}},
	{"7780", phrase{alert: 40, weak: true}},
	{"7880", phrase{means: Closed}},
	{"7900", phrase{means: Protocol}},
	{"7980", phrase{means: Protocol}},
	{"7a00", phrase{means: BadDER}},
	{"7f00", phrase{means: Protocol}},
}

// unnamedOfMbed stands in front of the number where mbedtls_strerror has no words for it.
const unnamedOfMbed = "UNKNOWN ERROR CODE ("

// mbedForms are the ways in which programs print such a number.
var mbedForms = []string{
	unnamedOfMbed, "handshake returned -0x", "mbedtls_ssl_read_record() returned -0x", "stack error number: 0x",
	"mbedtls err: -0x", "mbedtls_ssl_setup returned -0x",
	"mbedtls error: -0x", "mbedtls_ssl_handshake: -0x", "ssl_handshake failed: -0x", "returned -0x",
}

// mbedPhrases are the errors in every form, and as WiFiClientSecure of the ESP32 ends: in decimal.
var mbedPhrases = func() (all []phrase) {
	for _, e := range mbedErrors {
		for _, form := range mbedForms {
			p := e.says
			p.text, p.client = form+e.number, "mbedtls"
			if form == "returned -0x" {
				p.text, p.after, p.weak = "(-0x"+e.number+")", "mbedtls|ssl_msg.c|esp-tls", true
			}
			all = append(all, p)
		}
		if n, err := strconv.ParseUint(e.number, 16, 16); err == nil {
			p := e.says
			p.text, p.client, p.whole, p.weak = "start_ssl_client: -"+strconv.Itoa(int(n)), "mbedtls", true, true
			all = append(all, p)
		}
	}
	return all
}()
