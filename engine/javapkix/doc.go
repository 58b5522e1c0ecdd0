// Package javapkix answers as a Java TLS client does: certificate parsing (sun.security.x509), PKIX validation and path
// building (sun.security.validator, sun.security.provider.certpath), the algorithm constraints of the default
// java.security file, and the host name check of HTTPS (sun.security.util.HostnameChecker), in the words that Java
// prints: the exception and its causes.
//
// It reproduces OpenJDK 17.0.21, 21.0.13 and 25.0.5 (October 2026) for an SSLContext whose TrustManagerFactory ("PKIX")
// holds the given certificates, over TLS 1.3, with endpoint identification HTTPS when a host is given; or, with
// Case.Client, for a server that demands a client's certificate and has such a trust store. The tests hold it to those
// three, in both directions.
//
// It reads the bytes of a certificate anew, because Java refuses and forgives other things than OpenSSL, and reads them
// with Java's own tolerance. Signatures are the engine's: the caller hands in how to verify one.
//
// Left out: revocation (off by default), the distrust of named public CAs and the list of blocked certificates, limits
// that hold for anchors of Java's own cacerts only (SHA-1, public suffixes), DSA keys, the providers of other vendors,
// and settings that change java.security or -Djdk.* properties. Dates in messages are printed in UTC. Where Java itself
// answers in no fixed order (several anchors of one name that fail in different ways), and wherever else this package
// knows that it does not know, the answer is "not checked".
package javapkix

// Release is a feature release of OpenJDK.
type Release int

// The releases that are reproduced, each in its update of October 2026.
const (
	Java17 Release = 17
	Java21 Release = 21
	Java25 Release = 25
)
