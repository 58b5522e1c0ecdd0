package read

// phrase is what another library says about a certificate.
type phrase struct {
	text   string
	then   string // must follow within 300 characters
	client string // "" when several programs say so
	slug   string // the nearest rule
	code   int    // only when libcrypto's number is behind it
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
	noIssuer = "unable-to-get-issuer-cert-locally"
	expired  = "cert-has-expired"
	tooEarly = "cert-not-yet-valid"
	badHost  = "hostname-mismatch"
	badIP    = "ip-address-mismatch"
	purpose  = "invalid-purpose"
	selfSign = "depth-zero-self-signed-cert"
)

// phrases lists what is recognized besides libcrypto's own texts. Sources: CPython Modules/_ssl.c and Lib/ssl.py,
// Node lib/tls.js, curl lib/vtls, Go crypto/x509/verify.go, OpenJDK sun.security.provider.certpath and
// sun.security.util.HostnameChecker, GnuTLS, Chromium, Firefox, rustls, .NET.
var phrases = []phrase{
	// Python
	{
		text:   "Hostname mismatch, certificate is not valid for '",
		client: "python-3.13",
		slug:   badHost,
		code:   62,
		host:   hostFollows,
	},
	{
		text:   "IP address mismatch, certificate is not valid for '",
		client: "python-3.13",
		slug:   badIP,
		code:   64,
		host:   hostFollows,
	},
	{text: "hostname '", then: "' doesn't match", client: "python-3.13", slug: badHost, host: hostFollows},
	{text: "CERTIFICATE_VERIFY_FAILED", client: "python-3.13", weak: true},
	{text: "certificate verify failed", weak: true},
	// Node
	{
		text:   "Hostname/IP does not match certificate's altnames: Host: ",
		client: "nodejs",
		slug:   badHost,
		host:   hostFollows,
	},
	{text: "Hostname/IP does not match certificate's altnames: IP: ", client: "nodejs", slug: badIP, host: hostFollows},
	{text: "ERR_TLS_CERT_ALTNAME_INVALID", client: "nodejs", slug: badHost, weak: true},
	// curl
	{
		text:   "SSL: no alternative certificate subject name matches target host name '",
		client: "curl",
		slug:   badHost,
		host:   hostFollows,
	},
	{
		text:   "SSL: no alternative certificate subject name matches target ipv4 address '",
		client: "curl",
		slug:   badIP,
		host:   hostFollows,
	},
	{
		text:   "SSL: no alternative certificate subject name matches target ipv6 address '",
		client: "curl",
		slug:   badIP,
		host:   hostFollows,
	},
	{text: "does not match target host name '", client: "curl", slug: badHost, host: hostFollows},
	{text: "curl: (60)", client: "curl", weak: true, line: true},
	// Go
	{text: "x509: certificate signed by unknown authority", client: "go", slug: noIssuer},
	{text: "x509: certificate has expired or is not yet valid", then: "is before", client: "go", slug: tooEarly},
	{text: "x509: certificate has expired or is not yet valid", client: "go", slug: expired},
	{text: "x509: certificate is valid for", client: "go", slug: badHost, host: hostAfterNot, line: true},
	{
		text:   "x509: certificate is not valid for any names, but wanted to match ",
		client: "go",
		slug:   badHost,
		host:   hostFollows,
	},
	{text: "x509: cannot validate certificate for ", client: "go", slug: badIP, host: hostFollows, line: true},
	{text: "x509: certificate relies on legacy Common Name field", client: "go", slug: badHost},
	{text: "x509: certificate is not authorized to sign other certificates", client: "go", slug: "invalid-ca"},
	{text: "x509: certificate specifies an incompatible key usage", client: "go", slug: purpose},
	{text: "x509: too many intermediates for path length constraint", client: "go", slug: "path-length-exceeded"},
	{text: "x509: unhandled critical extension", client: "go", slug: "unhandled-critical-extension"},
	{
		text:   "x509: invalid signature: parent certificate cannot sign this kind of certificate",
		client: "go",
		slug:   "invalid-ca",
	},
	{text: "x509: cannot verify signature: insecure algorithm", client: "go", slug: "ca-md-too-weak", line: true},
	{text: "is not permitted by any constraint", client: "go", slug: "permitted-violation"},
	{text: "x509: ", client: "go", weak: true, line: true},
	// Java
	{text: "unable to find valid certification path to requested target", client: "java", slug: noIssuer},
	{text: "Path does not chain with any of the trust anchors", client: "java", slug: noIssuer},
	{text: "CertificateExpiredException", client: "java", slug: expired},
	{text: "CertificateNotYetValidException", client: "java", slug: tooEarly},
	{text: "No subject alternative names present", client: "java", slug: badHost},
	{text: "No subject alternative DNS name matching ", client: "java", slug: badHost, host: hostFollows},
	{text: "No name matching ", then: "found", client: "java", slug: badHost, host: hostFollows},
	{text: "No subject alternative names matching IP address ", client: "java", slug: badIP, host: hostFollows},
	{text: "basic constraints check failed", client: "java", slug: "invalid-ca", line: true},
	{text: "Extended key usage does not permit use for TLS server authentication", client: "java", slug: purpose},
	{text: "KeyUsage does not allow digital signatures", client: "java", slug: purpose},
	{text: "Algorithm constraints check failed", client: "java", slug: "ca-md-too-weak", line: true},
	{text: "the trustAnchors parameter must be non-empty", client: "java"},
	{text: "PKIX path building failed", client: "java", weak: true},
	{text: "PKIX path validation failed", client: "java", weak: true, line: true},
	// GnuTLS, wget, git
	{text: "server certificate verification failed. CAfile:", slug: noIssuer},
	{text: "The certificate issuer is unknown", slug: noIssuer},
	{text: "Unable to locally verify the issuer's authority", slug: noIssuer},
	{text: "no certificate subject alternative name matches requested host name '", slug: badHost, host: hostFollows},
	// browsers
	{text: "ERR_CERT_AUTHORITY_INVALID", slug: noIssuer},
	{text: "ERR_CERT_COMMON_NAME_INVALID", slug: badHost},
	{text: "ERR_CERT_DATE_INVALID", slug: expired},
	{text: "ERR_CERT_WEAK_SIGNATURE_ALGORITHM", slug: "ca-md-too-weak"},
	{text: "SEC_ERROR_UNKNOWN_ISSUER", slug: noIssuer},
	{text: "SEC_ERROR_EXPIRED_CERTIFICATE", slug: expired},
	{text: "SSL_ERROR_BAD_CERT_DOMAIN", slug: badHost},
	{text: "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT", slug: selfSign},
	// rustls
	{text: "invalid peer certificate: UnknownIssuer", slug: noIssuer},
	{text: "invalid peer certificate: Expired", slug: expired},
	{text: "invalid peer certificate: NotValidForName", slug: badHost},
	{text: "invalid peer certificate: certificate not valid for name", slug: badHost},
	{text: "CaUsedAsEndEntity", slug: "invalid-non-ca"},
	// .NET
	{text: "RemoteCertificateNameMismatch", slug: badHost},
	{text: "UntrustedRoot", slug: "self-signed-cert-in-chain"},
	{text: "PartialChain", then: "certificate", slug: noIssuer},
}
