// Package mozpkix answers as Firefox does when it verifies a server under a certificate that its user has added as an
// authority: the name of the error, such as SEC_ERROR_UNKNOWN_ISSUER.
//
// Reproduced is Firefox ESR 153 as Debian ships it: mozilla::pkix (security/nss/lib/mozpkix) for reading, path
// building and checks, in its order, which decides the error that is named; NSSCertDBTrustDomain and CertVerifier of
// security/certverifier around it: RSA of 1024 bits or more, no SHA-1, no certificate lifetimes; the host name last,
// and malformed names skipped, because the root is not a built-in one. NSS, which reads the certificates before, has
// its own say.
//
// Left out: revocation, certificate transparency, built-in roots and what applies to chains under them only (key pins,
// distrust dates, imposed name constraints), extended validation, enterprise roots, intermediates that Firefox knows of
// its own, OCSP stapling, and exceptions that a user adds for one server.
//
// Known to differ in the error's name, not in the verdict, at 5 of 1342 unseen cases: some certificates in BER, which
// NSS does not decode, are SEC_ERROR_INVALID_ARGS to Firefox and SEC_ERROR_LIBRARY_FAILURE here; keys whose curve is
// spelled out, where the certificate is trusted itself or is the only CA.
package mozpkix
