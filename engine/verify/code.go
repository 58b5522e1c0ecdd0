package verify

import "x509strict/engine/release"

// Code is an X509_V_ERR_* number as OpenSSL 3.x numbers it, for every release: 1.1.1's own numbers are translated
// only where they are shown ([Code.Number]), so that one Code always has one meaning.
type Code int

// The errors of OpenSSL 4.0's x509_vfy.h. A name is the constant without its prefix:
// X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA is PathlenInvalidForNonCa.
const (
	Unspecified                     Code = 1
	UnableToGetIssuerCert           Code = 2
	UnableToGetCrl                  Code = 3
	UnableToDecryptCertSignature    Code = 4
	UnableToDecryptCrlSignature     Code = 5
	UnableToDecodeIssuerPublicKey   Code = 6
	CertSignatureFailure            Code = 7
	CrlSignatureFailure             Code = 8
	CertNotYetValid                 Code = 9
	CertHasExpired                  Code = 10
	CrlNotYetValid                  Code = 11
	CrlHasExpired                   Code = 12
	ErrorInCertNotBeforeField       Code = 13
	ErrorInCertNotAfterField        Code = 14
	ErrorInCrlLastUpdateField       Code = 15
	ErrorInCrlNextUpdateField       Code = 16
	OutOfMem                        Code = 17
	DepthZeroSelfSignedCert         Code = 18
	SelfSignedCertInChain           Code = 19
	UnableToGetIssuerCertLocally    Code = 20
	UnableToVerifyLeafSignature     Code = 21
	CertChainTooLong                Code = 22
	CertRevoked                     Code = 23
	NoIssuerPublicKey               Code = 24
	PathLengthExceeded              Code = 25
	InvalidPurpose                  Code = 26
	CertUntrusted                   Code = 27
	CertRejected                    Code = 28
	SubjectIssuerMismatch           Code = 29
	AkidSkidMismatch                Code = 30
	AkidIssuerSerialMismatch        Code = 31
	KeyusageNoCertsign              Code = 32
	UnableToGetCrlIssuer            Code = 33
	UnhandledCriticalExtension      Code = 34
	KeyusageNoCrlSign               Code = 35
	UnhandledCriticalCrlExtension   Code = 36
	InvalidNonCa                    Code = 37
	ProxyPathLengthExceeded         Code = 38
	KeyusageNoDigitalSignature      Code = 39
	ProxyCertificatesNotAllowed     Code = 40
	InvalidExtension                Code = 41
	InvalidPolicyExtension          Code = 42
	NoExplicitPolicy                Code = 43
	DifferentCrlScope               Code = 44
	UnsupportedExtensionFeature     Code = 45
	UnnestedResource                Code = 46
	PermittedViolation              Code = 47
	ExcludedViolation               Code = 48
	SubtreeMinmax                   Code = 49
	ApplicationVerification         Code = 50
	UnsupportedConstraintType       Code = 51
	UnsupportedConstraintSyntax     Code = 52
	UnsupportedNameSyntax           Code = 53
	CrlPathValidationError          Code = 54
	PathLoop                        Code = 55
	SuiteBInvalidVersion            Code = 56
	SuiteBInvalidAlgorithm          Code = 57
	SuiteBInvalidCurve              Code = 58
	SuiteBInvalidSignatureAlgorithm Code = 59
	SuiteBLosNotAllowed             Code = 60
	SuiteBCannotSignP384WithP256    Code = 61
	HostnameMismatch                Code = 62
	EmailMismatch                   Code = 63
	IpAddressMismatch               Code = 64
	DaneNoMatch                     Code = 65
	EeKeyTooSmall                   Code = 66
	CaKeyTooSmall                   Code = 67
	CaMdTooWeak                     Code = 68
	InvalidCall                     Code = 69
	StoreLookup                     Code = 70
	NoValidScts                     Code = 71
	ProxySubjectNameViolation       Code = 72
	OcspVerifyNeeded                Code = 73
	OcspVerifyFailed                Code = 74
	OcspCertUnknown                 Code = 75
	UnsupportedSignatureAlgorithm   Code = 76
	SignatureAlgorithmMismatch      Code = 77
	SignatureAlgorithmInconsistency Code = 78
	InvalidCa                       Code = 79
	PathlenInvalidForNonCa          Code = 80
	PathlenWithoutKuKeyCertSign     Code = 81
	KuKeyCertSignInvalidForNonCa    Code = 82
	IssuerNameEmpty                 Code = 83
	SubjectNameEmpty                Code = 84
	MissingAuthorityKeyIdentifier   Code = 85
	MissingSubjectKeyIdentifier     Code = 86
	EmptySubjectAltName             Code = 87
	EmptySubjectSanNotCritical      Code = 88
	CaBconsNotCritical              Code = 89
	AuthorityKeyIdentifierCritical  Code = 90
	SubjectKeyIdentifierCritical    Code = 91
	CaCertMissingKeyUsage           Code = 92
	ExtensionsRequireVersion3       Code = 93
	EcKeyExplicitParams             Code = 94
	RpkUntrusted                    Code = 95
	OcspRespInvalid                 Code = 96
	OcspSignatureFailure            Code = 97
	OcspNotYetValid                 Code = 98
	OcspHasExpired                  Code = 99
	OcspNoResponse                  Code = 100
	CrlVerifyFailed                 Code = 101
	EmptyAuthorityKeyIdentifier     Code = 102
	AkidIssuerSerialNotPaired       Code = 103
)

// codes holds what each release calls an error. old and oldNumber are 1.1.1's where they differ, text40 is 4.0's
// where it differs.
var codes = []struct {
	code      Code
	constant  string
	oldNumber int
	text      string
	old       string
	text40    string
}{
	{Unspecified, "X509_V_ERR_UNSPECIFIED", 0, "unspecified certificate verification error", "", ""},
	{UnableToGetIssuerCert, "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT", 0, "unable to get issuer certificate", "", ""},
	{UnableToGetCrl, "X509_V_ERR_UNABLE_TO_GET_CRL", 0, "unable to get certificate CRL", "", ""},
	{
		UnableToDecryptCertSignature,
		"X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE",
		0,
		"unable to decrypt certificate's signature",
		"",
		"",
	},
	{
		UnableToDecryptCrlSignature,
		"X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE",
		0,
		"unable to decrypt CRL's signature",
		"",
		"",
	},
	{
		UnableToDecodeIssuerPublicKey,
		"X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
		0,
		"unable to decode issuer public key",
		"",
		"",
	},
	{CertSignatureFailure, "X509_V_ERR_CERT_SIGNATURE_FAILURE", 0, "certificate signature failure", "", ""},
	{CrlSignatureFailure, "X509_V_ERR_CRL_SIGNATURE_FAILURE", 0, "CRL signature failure", "", ""},
	{
		CertNotYetValid,
		"X509_V_ERR_CERT_NOT_YET_VALID",
		0,
		"certificate is not yet valid",
		"",
		"certificate is not yet valid or the system clock is incorrect",
	},
	{CertHasExpired, "X509_V_ERR_CERT_HAS_EXPIRED", 0, "certificate has expired", "", ""},
	{CrlNotYetValid, "X509_V_ERR_CRL_NOT_YET_VALID", 0, "CRL is not yet valid", "", ""},
	{CrlHasExpired, "X509_V_ERR_CRL_HAS_EXPIRED", 0, "CRL has expired", "", ""},
	{
		ErrorInCertNotBeforeField,
		"X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD",
		0,
		"format error in certificate's notBefore field",
		"",
		"",
	},
	{
		ErrorInCertNotAfterField,
		"X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD",
		0,
		"format error in certificate's notAfter field",
		"",
		"",
	},
	{
		ErrorInCrlLastUpdateField,
		"X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD",
		0,
		"format error in CRL's lastUpdate field",
		"",
		"",
	},
	{
		ErrorInCrlNextUpdateField,
		"X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD",
		0,
		"format error in CRL's nextUpdate field",
		"",
		"",
	},
	{OutOfMem, "X509_V_ERR_OUT_OF_MEM", 0, "out of memory", "", ""},
	{
		DepthZeroSelfSignedCert,
		"X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT",
		0,
		"self-signed certificate",
		"self signed certificate",
		"",
	},
	{
		SelfSignedCertInChain,
		"X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN",
		0,
		"self-signed certificate in certificate chain",
		"self signed certificate in certificate chain",
		"",
	},
	{
		UnableToGetIssuerCertLocally,
		"X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
		0,
		"unable to get local issuer certificate",
		"",
		"",
	},
	{
		UnableToVerifyLeafSignature,
		"X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE",
		0,
		"unable to verify the first certificate",
		"",
		"",
	},
	{CertChainTooLong, "X509_V_ERR_CERT_CHAIN_TOO_LONG", 0, "certificate chain too long", "", ""},
	{CertRevoked, "X509_V_ERR_CERT_REVOKED", 0, "certificate revoked", "", ""},
	{
		NoIssuerPublicKey,
		"X509_V_ERR_NO_ISSUER_PUBLIC_KEY",
		77,
		"issuer certificate doesn't have a public key",
		"unknown certificate verification error",
		"",
	},
	{PathLengthExceeded, "X509_V_ERR_PATH_LENGTH_EXCEEDED", 0, "path length constraint exceeded", "", ""},
	{
		InvalidPurpose,
		"X509_V_ERR_INVALID_PURPOSE",
		0,
		"unsuitable certificate purpose",
		"unsupported certificate purpose",
		"",
	},
	{CertUntrusted, "X509_V_ERR_CERT_UNTRUSTED", 0, "certificate not trusted", "", ""},
	{CertRejected, "X509_V_ERR_CERT_REJECTED", 0, "certificate rejected", "", ""},
	{SubjectIssuerMismatch, "X509_V_ERR_SUBJECT_ISSUER_MISMATCH", 0, "subject issuer mismatch", "", ""},
	{AkidSkidMismatch, "X509_V_ERR_AKID_SKID_MISMATCH", 0, "authority and subject key identifier mismatch", "", ""},
	{
		AkidIssuerSerialMismatch,
		"X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH",
		0,
		"authority and issuer serial number mismatch",
		"",
		"",
	},
	{
		KeyusageNoCertsign,
		"X509_V_ERR_KEYUSAGE_NO_CERTSIGN",
		0,
		"key usage does not include certificate signing",
		"",
		"",
	},
	{UnableToGetCrlIssuer, "X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER", 0, "unable to get CRL issuer certificate", "", ""},
	{UnhandledCriticalExtension, "X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION", 0, "unhandled critical extension", "", ""},
	{KeyusageNoCrlSign, "X509_V_ERR_KEYUSAGE_NO_CRL_SIGN", 0, "key usage does not include CRL signing", "", ""},
	{
		UnhandledCriticalCrlExtension,
		"X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION",
		0,
		"unhandled critical CRL extension",
		"",
		"",
	},
	{InvalidNonCa, "X509_V_ERR_INVALID_NON_CA", 0, "invalid non-CA certificate (has CA markings)", "", ""},
	{
		ProxyPathLengthExceeded,
		"X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED",
		0,
		"proxy path length constraint exceeded",
		"",
		"",
	},
	{
		KeyusageNoDigitalSignature,
		"X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE",
		0,
		"key usage does not include digital signature",
		"",
		"",
	},
	{
		ProxyCertificatesNotAllowed,
		"X509_V_ERR_PROXY_CERTIFICATES_NOT_ALLOWED",
		0,
		"proxy certificates not allowed, please set the appropriate flag",
		"",
		"",
	},
	{InvalidExtension, "X509_V_ERR_INVALID_EXTENSION", 0, "invalid or inconsistent certificate extension", "", ""},
	{
		InvalidPolicyExtension,
		"X509_V_ERR_INVALID_POLICY_EXTENSION",
		0,
		"invalid or inconsistent certificate policy extension",
		"",
		"",
	},
	{NoExplicitPolicy, "X509_V_ERR_NO_EXPLICIT_POLICY", 0, "no explicit policy", "", ""},
	{DifferentCrlScope, "X509_V_ERR_DIFFERENT_CRL_SCOPE", 0, "different CRL scope", "Different CRL scope", ""},
	{
		UnsupportedExtensionFeature,
		"X509_V_ERR_UNSUPPORTED_EXTENSION_FEATURE",
		0,
		"unsupported extension feature",
		"Unsupported extension feature",
		"",
	},
	{UnnestedResource, "X509_V_ERR_UNNESTED_RESOURCE", 0, "RFC 3779 resource not subset of parent's resources", "", ""},
	{PermittedViolation, "X509_V_ERR_PERMITTED_VIOLATION", 0, "permitted subtree violation", "", ""},
	{ExcludedViolation, "X509_V_ERR_EXCLUDED_VIOLATION", 0, "excluded subtree violation", "", ""},
	{SubtreeMinmax, "X509_V_ERR_SUBTREE_MINMAX", 0, "name constraints minimum and maximum not supported", "", ""},
	{ApplicationVerification, "X509_V_ERR_APPLICATION_VERIFICATION", 0, "application verification failure", "", ""},
	{
		UnsupportedConstraintType,
		"X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE",
		0,
		"unsupported name constraint type",
		"",
		"",
	},
	{
		UnsupportedConstraintSyntax,
		"X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX",
		0,
		"unsupported or invalid name constraint syntax",
		"",
		"",
	},
	{UnsupportedNameSyntax, "X509_V_ERR_UNSUPPORTED_NAME_SYNTAX", 0, "unsupported or invalid name syntax", "", ""},
	{CrlPathValidationError, "X509_V_ERR_CRL_PATH_VALIDATION_ERROR", 0, "CRL path validation error", "", ""},
	{PathLoop, "X509_V_ERR_PATH_LOOP", 0, "path loop", "Path Loop", ""},
	{SuiteBInvalidVersion, "X509_V_ERR_SUITE_B_INVALID_VERSION", 0, "Suite B: certificate version invalid", "", ""},
	{
		SuiteBInvalidAlgorithm,
		"X509_V_ERR_SUITE_B_INVALID_ALGORITHM",
		0,
		"Suite B: invalid public key algorithm",
		"",
		"",
	},
	{SuiteBInvalidCurve, "X509_V_ERR_SUITE_B_INVALID_CURVE", 0, "Suite B: invalid ECC curve", "", ""},
	{
		SuiteBInvalidSignatureAlgorithm,
		"X509_V_ERR_SUITE_B_INVALID_SIGNATURE_ALGORITHM",
		0,
		"Suite B: invalid signature algorithm",
		"",
		"",
	},
	{SuiteBLosNotAllowed, "X509_V_ERR_SUITE_B_LOS_NOT_ALLOWED", 0, "Suite B: curve not allowed for this LOS", "", ""},
	{
		SuiteBCannotSignP384WithP256,
		"X509_V_ERR_SUITE_B_CANNOT_SIGN_P_384_WITH_P_256",
		0,
		"Suite B: cannot sign P-384 with P-256",
		"",
		"",
	},
	{HostnameMismatch, "X509_V_ERR_HOSTNAME_MISMATCH", 0, "hostname mismatch", "Hostname mismatch", ""},
	{EmailMismatch, "X509_V_ERR_EMAIL_MISMATCH", 0, "email address mismatch", "Email address mismatch", ""},
	{IpAddressMismatch, "X509_V_ERR_IP_ADDRESS_MISMATCH", 0, "IP address mismatch", "", ""},
	{DaneNoMatch, "X509_V_ERR_DANE_NO_MATCH", 0, "no matching DANE TLSA records", "No matching DANE TLSA records", ""},
	{EeKeyTooSmall, "X509_V_ERR_EE_KEY_TOO_SMALL", 0, "EE certificate key too weak", "", ""},
	{CaKeyTooSmall, "X509_V_ERR_CA_KEY_TOO_SMALL", 0, "CA certificate key too weak", "", ""},
	{CaMdTooWeak, "X509_V_ERR_CA_MD_TOO_WEAK", 0, "CA signature digest algorithm too weak", "", ""},
	{
		InvalidCall,
		"X509_V_ERR_INVALID_CALL",
		0,
		"invalid certificate verification context",
		"Invalid certificate verification context",
		"",
	},
	{
		StoreLookup,
		"X509_V_ERR_STORE_LOOKUP",
		0,
		"issuer certificate lookup error",
		"Issuer certificate lookup error",
		"",
	},
	{NoValidScts, "X509_V_ERR_NO_VALID_SCTS", 0, "Certificate Transparency required, but no valid SCTs found", "", ""},
	{ProxySubjectNameViolation, "X509_V_ERR_PROXY_SUBJECT_NAME_VIOLATION", 0, "proxy subject name violation", "", ""},
	{OcspVerifyNeeded, "X509_V_ERR_OCSP_VERIFY_NEEDED", 0, "OCSP verification needed", "", ""},
	{OcspVerifyFailed, "X509_V_ERR_OCSP_VERIFY_FAILED", 0, "OCSP verification failed", "", ""},
	{OcspCertUnknown, "X509_V_ERR_OCSP_CERT_UNKNOWN", 0, "OCSP unknown cert", "", ""},
	{
		UnsupportedSignatureAlgorithm,
		"X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM",
		78,
		"Cannot find certificate signature algorithm",
		"unknown certificate verification error",
		"",
	},
	{
		SignatureAlgorithmMismatch,
		"X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH",
		76,
		"subject signature algorithm and issuer public key algorithm mismatch",
		"unknown certificate verification error",
		"",
	},
	{
		SignatureAlgorithmInconsistency,
		"X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY",
		0,
		"cert info signature and signature algorithm mismatch",
		"",
		"",
	},
	{InvalidCa, "X509_V_ERR_INVALID_CA", 24, "invalid CA certificate", "", ""},
	{PathlenInvalidForNonCa, "X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA", 0, "Path length invalid for non-CA cert", "", ""},
	{
		PathlenWithoutKuKeyCertSign,
		"X509_V_ERR_PATHLEN_WITHOUT_KU_KEY_CERT_SIGN",
		0,
		"Path length given without key usage keyCertSign",
		"",
		"",
	},
	{
		KuKeyCertSignInvalidForNonCa,
		"X509_V_ERR_KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA",
		0,
		"Key usage keyCertSign invalid for non-CA cert",
		"",
		"",
	},
	{IssuerNameEmpty, "X509_V_ERR_ISSUER_NAME_EMPTY", 0, "Issuer name empty", "", ""},
	{SubjectNameEmpty, "X509_V_ERR_SUBJECT_NAME_EMPTY", 0, "Subject name empty", "", ""},
	{
		MissingAuthorityKeyIdentifier,
		"X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER",
		0,
		"Missing Authority Key Identifier",
		"",
		"",
	},
	{
		MissingSubjectKeyIdentifier,
		"X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER",
		0,
		"Missing Subject Key Identifier",
		"",
		"",
	},
	{EmptySubjectAltName, "X509_V_ERR_EMPTY_SUBJECT_ALT_NAME", 0, "Empty Subject Alternative Name extension", "", ""},
	{
		EmptySubjectSanNotCritical,
		"X509_V_ERR_EMPTY_SUBJECT_SAN_NOT_CRITICAL",
		0,
		"Subject empty and Subject Alt Name extension not critical",
		"",
		"",
	},
	{
		CaBconsNotCritical,
		"X509_V_ERR_CA_BCONS_NOT_CRITICAL",
		0,
		"Basic Constraints of CA cert not marked critical",
		"",
		"",
	},
	{
		AuthorityKeyIdentifierCritical,
		"X509_V_ERR_AUTHORITY_KEY_IDENTIFIER_CRITICAL",
		0,
		"Authority Key Identifier marked critical",
		"",
		"",
	},
	{
		SubjectKeyIdentifierCritical,
		"X509_V_ERR_SUBJECT_KEY_IDENTIFIER_CRITICAL",
		0,
		"Subject Key Identifier marked critical",
		"",
		"",
	},
	{
		CaCertMissingKeyUsage,
		"X509_V_ERR_CA_CERT_MISSING_KEY_USAGE",
		0,
		"CA cert does not include key usage extension",
		"",
		"",
	},
	{
		ExtensionsRequireVersion3,
		"X509_V_ERR_EXTENSIONS_REQUIRE_VERSION_3",
		0,
		"Using cert extension requires at least X509v3",
		"",
		"",
	},
	{
		EcKeyExplicitParams,
		"X509_V_ERR_EC_KEY_EXPLICIT_PARAMS",
		79,
		"Certificate public key has explicit ECC parameters",
		"",
		"",
	},
	{RpkUntrusted, "X509_V_ERR_RPK_UNTRUSTED", 0, "Raw public key untrusted, no trusted keys configured", "", ""},
	{OcspRespInvalid, "X509_V_ERR_OCSP_RESP_INVALID", 0, "OCSP response(s) invalid", "", ""},
	{
		OcspSignatureFailure,
		"X509_V_ERR_OCSP_SIGNATURE_FAILURE",
		0,
		"OCSP response signature verification failure",
		"",
		"",
	},
	{
		OcspNotYetValid,
		"X509_V_ERR_OCSP_NOT_YET_VALID",
		0,
		"OCSP response not yet valid (contains a date in the future)",
		"",
		"",
	},
	{OcspHasExpired, "X509_V_ERR_OCSP_HAS_EXPIRED", 0, "OCSP response has expired", "", ""},
	{OcspNoResponse, "X509_V_ERR_OCSP_NO_RESPONSE", 0, "no OCSP response available for certificate", "", ""},
	{CrlVerifyFailed, "X509_V_ERR_CRL_VERIFY_FAILED", 0, "unknown certificate verification error", "", ""},
	{
		EmptyAuthorityKeyIdentifier,
		"X509_V_ERR_EMPTY_AUTHORITY_KEY_IDENTIFIER",
		0,
		"Empty Authority Key Identifier",
		"",
		"",
	},
	{
		AkidIssuerSerialNotPaired,
		"X509_V_ERR_AKID_ISSUER_SERIAL_NOT_PAIRED",
		0,
		"Authority Key Identifier issuer and serial number must be paired",
		"",
		"",
	},
}

const unknownText = "unknown certificate verification error"

// codeIndex is the row of each code in codes, plus one.
var codeIndex = func() (index [128]uint8) {
	for i := range codes {
		index[codes[i].code] = uint8(i + 1)
	}
	return index
}()

func (c Code) row() int {
	if c <= 0 || int(c) >= len(codeIndex) {
		return -1
	}
	return int(codeIndex[c]) - 1
}

// Number returns what release r calls the error.
func (c Code) Number(r release.Release) int {
	if i := c.row(); i >= 0 && r == release.Open111 && codes[i].oldNumber != 0 {
		return codes[i].oldNumber
	}
	return int(c)
}

// Constant returns the OpenSSL constant, such as "X509_V_ERR_CA_CERT_MISSING_KEY_USAGE"; "X509_V_OK" for 0, "" for a
// number that is none.
func (c Code) Constant() string {
	if i := c.row(); i >= 0 {
		return codes[i].constant
	}
	if c == 0 {
		return "X509_V_OK"
	}
	return ""
}

// Text returns X509_verify_cert_error_string of release r.
func (c Code) Text(r release.Release) string {
	i := c.row()
	switch {
	case c == 0:
		return "ok"
	case i < 0:
		return unknownText
	case r == release.Open111 && codes[i].old != "":
		return codes[i].old
	case r == release.Open40 && codes[i].text40 != "":
		return codes[i].text40
	}
	return codes[i].text
}

// CodeOf finds a code by its constant, with or without the prefix X509_V_ERR_; 0 when there is none.
func CodeOf(constant string) Code {
	for i := range codes {
		if codes[i].constant == constant || codes[i].constant[len("X509_V_ERR_"):] == constant {
			return codes[i].code
		}
	}
	return 0
}

// Codes lists every code in order of its number.
func Codes() []Code {
	all := make([]Code, len(codes))
	for i := range codes {
		all[i] = codes[i].code
	}
	return all
}
