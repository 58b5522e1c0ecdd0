//go:build !lean

package message

import "strings"

// Meanings of messages about certificates.
const (
	Unnamed        Meaning = "verification-failed"         // refused, without a reason
	BadDER         Meaning = "certificate-unreadable"      // the certificate cannot be parsed
	NotCompliant   Meaning = "not-standards-compliant"     // Apple's check of the form
	NeedsOwn       Meaning = "client-certificate-required" // the server wants one and got none
	Pinned         Meaning = "fingerprint-mismatch"        // another certificate than the one pinned
	Intercepted    Meaning = "interception"                // somebody between opens the connection
	NoRevocation   Meaning = "revocation-unknown"          // revocation could not be looked up
	NotLogged      Meaning = "transparency-required"       // no signed certificate timestamps
	VerificationNo Meaning = "verification-off"            // nothing is verified
)

// Meanings of messages that look alike and are not about a certificate.
const (
	CAFile        Meaning = "ca-file-unreadable" // the file of trusted CAs could not be loaded, or is empty
	KeyMismatch   Meaning = "key-mismatch"       // own key and certificate do not belong together
	KeyUnreadable Meaning = "key-unreadable"     // own key or certificate file could not be loaded
	NotTLS        Meaning = "not-tls"            // the other side does not speak TLS on that port, or in that moment
	PlainText     Meaning = "plain-text"         // the server takes TLS only and was spoken to without
	Version       Meaning = "protocol-version"   // no TLS version in common
	Ciphers       Meaning = "no-shared-cipher"   // no cipher suite, group or signature algorithm in common
	Renegotiation Meaning = "legacy-renegotiation"
	Closed        Meaning = "connection-closed" // during the handshake, without an alert
	Timeout       Meaning = "timeout"
	Refused       Meaning = "connection-refused"
	NoSuchHost    Meaning = "name-resolution"
	Proxy         Meaning = "proxy-refused" // the HTTP proxy refused the tunnel
	NoSSLModule   Meaning = "tls-missing"   // the program was built without TLS
	ServerName    Meaning = "server-name"   // the server knows no such name (SNI)
	Protocol      Meaning = "tls-protocol"  // a fault in the conversation itself
)

// HandshakeSignature is what is said where the peer's signature of the handshake does not verify: its private key does
// not fit the certificate that it shows. It is the alert that is then sent (RFC 8446 section 4.4.3), and no signature
// in a certificate.
const HandshakeSignature Meaning = alertPrefix + "decrypt-error"

// alertPrefix begins the meanings that are alerts.
const alertPrefix = "alert-"

// AboutCertificate reports whether m speaks of a certificate; the others only look alike.
func (m Meaning) AboutCertificate() bool {
	switch m {
	case Unnamed, BadDER, NotCompliant, NeedsOwn, Pinned, Intercepted, NoRevocation, NotLogged, VerificationNo:
		return true
	}
	name, isAlert := strings.CutPrefix(string(m), alertPrefix)
	return isAlert && strings.Contains(name, "certificate") || name == "unknown-ca"
}

// Meanings lists every meaning, the alerts behind the others.
func Meanings() []Meaning {
	all := []Meaning{
		Unnamed,
		BadDER,
		NotCompliant,
		NeedsOwn,
		Pinned,
		Intercepted,
		NoRevocation,
		NotLogged,
		VerificationNo,
		CAFile,
		KeyMismatch,
		KeyUnreadable,
		NotTLS,
		PlainText,
		Version,
		Ciphers,
		Renegotiation,
		Closed,
		Timeout,
		Refused,
		NoSuchHost,
		Proxy,
		NoSSLModule,
		ServerName,
		Protocol,
	}
	for _, a := range alerts {
		if a.means == "" {
			all = append(all, a.meaning())
		}
	}
	return all
}
