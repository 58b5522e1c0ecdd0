package message

import "x509strict/engine/code"

// phrase is what another library says about a certificate.
type phrase struct {
	text   string
	then   string    // must follow within 300 characters
	client string    // "" when several programs say so
	rule   code.Code // whose rule is the nearest; 0 for none
	named  bool      // libcrypto's error is behind it
	host   hostPlace
	line   bool // the message goes on to the end of its line
	weak   bool // says only that something is wrong: counts when nothing else was found
}

// hostPlace says where a phrase names the host.
type hostPlace int

const (
	noHost hostPlace = iota
	hostFollows
	hostAfterNot // "..., not HOST"
)

const (
	noIssuer = code.UnableToGetIssuerCertLocally
	expired  = code.CertHasExpired
	tooEarly = code.CertNotYetValid
	badHost  = code.HostnameMismatch
	badIP    = code.IpAddressMismatch
	purpose  = code.InvalidPurpose
	selfSign = code.DepthZeroSelfSignedCert
)

// phrases lists what is recognized besides libcrypto's own texts. Sources: CPython Modules/_ssl.c and Lib/ssl.py,
// Node lib/tls.js, curl lib/vtls, Go crypto/x509/verify.go, OpenJDK sun.security.provider.certpath and
// sun.security.util.HostnameChecker, GnuTLS, Chromium, Firefox, rustls, .NET.
var phrases = []phrase{
	// Python
	{
		text:   "Hostname mismatch, certificate is not valid for '",
		client: "python-3.13",
		rule:   badHost,
		named:  true,
		host:   hostFollows,
	},
	{
		text:   "IP address mismatch, certificate is not valid for '",
		client: "python-3.13",
		rule:   badIP,
		named:  true,
		host:   hostFollows,
	},
	{text: "hostname '", then: "' doesn't match", client: "python-3.13", rule: badHost, host: hostFollows},
	{text: "CERTIFICATE_VERIFY_FAILED", client: "python-3.13", weak: true},
	{text: "certificate verify failed", weak: true},
	// Node
	{
		text:   "Hostname/IP does not match certificate's altnames: Host: ",
		client: "nodejs",
		rule:   badHost,
		host:   hostFollows,
	},
	{text: "Hostname/IP does not match certificate's altnames: IP: ", client: "nodejs", rule: badIP, host: hostFollows},
	{text: "ERR_TLS_CERT_ALTNAME_INVALID", client: "nodejs", rule: badHost, weak: true},
	// curl
	{
		text:   "SSL: no alternative certificate subject name matches target host name '",
		client: "curl",
		rule:   badHost,
		host:   hostFollows,
	},
	{
		text:   "SSL: no alternative certificate subject name matches target ipv4 address '",
		client: "curl",
		rule:   badIP,
		host:   hostFollows,
	},
	{
		text:   "SSL: no alternative certificate subject name matches target ipv6 address '",
		client: "curl",
		rule:   badIP,
		host:   hostFollows,
	},
	{text: "does not match target host name '", client: "curl", rule: badHost, host: hostFollows},
	{text: "curl: (60)", client: "curl", weak: true, line: true},
	// Go
	{text: "x509: certificate signed by unknown authority", client: "go", rule: noIssuer},
	{text: "x509: certificate has expired or is not yet valid", then: "is before", client: "go", rule: tooEarly},
	{text: "x509: certificate has expired or is not yet valid", client: "go", rule: expired},
	{text: "x509: certificate is valid for", client: "go", rule: badHost, host: hostAfterNot, line: true},
	{
		text:   "x509: certificate is not valid for any names, but wanted to match ",
		client: "go",
		rule:   badHost,
		host:   hostFollows,
	},
	{text: "x509: cannot validate certificate for ", client: "go", rule: badIP, host: hostFollows, line: true},
	{text: "x509: certificate relies on legacy Common Name field", client: "go", rule: badHost},
	{text: "x509: certificate is not authorized to sign other certificates", client: "go", rule: code.InvalidCa},
	{text: "x509: certificate specifies an incompatible key usage", client: "go", rule: purpose},
	{text: "x509: too many intermediates for path length constraint", client: "go", rule: code.PathLengthExceeded},
	{text: "x509: unhandled critical extension", client: "go", rule: code.UnhandledCriticalExtension},
	{
		text:   "x509: invalid signature: parent certificate cannot sign this kind of certificate",
		client: "go",
		rule:   code.InvalidCa,
	},
	{text: "x509: cannot verify signature: insecure algorithm", client: "go", rule: code.CaMdTooWeak, line: true},
	{text: "is not permitted by any constraint", client: "go", rule: code.PermittedViolation},
	{text: "x509: ", client: "go", weak: true, line: true},
	// Java
	{text: "unable to find valid certification path to requested target", client: "java", rule: noIssuer},
	{text: "Path does not chain with any of the trust anchors", client: "java", rule: noIssuer},
	{text: "CertificateExpiredException", client: "java", rule: expired},
	{text: "CertificateNotYetValidException", client: "java", rule: tooEarly},
	{text: "No subject alternative names present", client: "java", rule: badHost},
	{text: "No subject alternative DNS name matching ", client: "java", rule: badHost, host: hostFollows},
	{text: "No name matching ", then: "found", client: "java", rule: badHost, host: hostFollows},
	{text: "No subject alternative names matching IP address ", client: "java", rule: badIP, host: hostFollows},
	{text: "basic constraints check failed", client: "java", rule: code.InvalidCa, line: true},
	{text: "Extended key usage does not permit use for TLS server authentication", client: "java", rule: purpose},
	{text: "KeyUsage does not allow digital signatures", client: "java", rule: purpose},
	{text: "Algorithm constraints check failed", client: "java", rule: code.CaMdTooWeak, line: true},
	{text: "the trustAnchors parameter must be non-empty", client: "java"},
	{text: "PKIX path building failed", client: "java", weak: true},
	{text: "PKIX path validation failed", client: "java", weak: true, line: true},
	// GnuTLS, wget, git
	{text: "server certificate verification failed. CAfile:", rule: noIssuer},
	{text: "The certificate issuer is unknown", rule: noIssuer},
	{text: "Unable to locally verify the issuer's authority", rule: noIssuer},
	{text: "no certificate subject alternative name matches requested host name '", rule: badHost, host: hostFollows},
	// browsers
	{text: "ERR_CERT_AUTHORITY_INVALID", rule: noIssuer},
	{text: "ERR_CERT_COMMON_NAME_INVALID", rule: badHost},
	{text: "ERR_CERT_DATE_INVALID", rule: expired},
	{text: "ERR_CERT_WEAK_SIGNATURE_ALGORITHM", rule: code.CaMdTooWeak},
	{text: "SEC_ERROR_UNKNOWN_ISSUER", rule: noIssuer},
	{text: "SEC_ERROR_EXPIRED_CERTIFICATE", rule: expired},
	{text: "SSL_ERROR_BAD_CERT_DOMAIN", rule: badHost},
	{text: "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT", rule: selfSign},
	// rustls
	{text: "invalid peer certificate: UnknownIssuer", rule: noIssuer},
	{text: "invalid peer certificate: Expired", rule: expired},
	{text: "invalid peer certificate: NotValidForName", rule: badHost},
	{text: "invalid peer certificate: certificate not valid for name", rule: badHost},
	{text: "CaUsedAsEndEntity", rule: code.InvalidNonCa},
	// .NET
	{text: "RemoteCertificateNameMismatch", rule: badHost},
	{text: "UntrustedRoot", rule: code.SelfSignedCertInChain},
	{text: "PartialChain", then: "certificate", rule: noIssuer},
}
