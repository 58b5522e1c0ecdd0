package code

import "x509strict/engine/release"

// row is what the releases call an error.
type row struct {
	code      Code
	constant  string
	text      string          // of OpenSSL 3.x
	text111   string          // of 1.1.1, where it differs
	text40    string          // of 4.0, where it differs
	number111 int             // of 1.1.1, where it differs
	since     release.Release // the first release that has it; zero for all of them
	strict    span            // the releases that raise it in strict mode only
	relaxed   bool            // other releases raise it without strict mode too
	shadowed  bool            // OpenSSL has a check for it that no certificate reaches
}

// span is a range of releases, both ends included; the zero value is none.
type span struct{ from, to release.Release }

func (s span) holds(r release.Release) bool { return s.from != 0 && r >= s.from && r <= s.to }

// The spans of the strict checks: those that 3.0 brought, those of them that 4.0 dropped, those that 4.0 brought, and
// the one that only 1.1.1 makes in strict mode.
var (
	from30  = span{release.Open30, release.Open40}
	upTo35  = span{release.Open30, release.Open35}
	from40  = span{release.Open40, release.Open40}
	only111 = span{release.Open111, release.Open111}
)

// table is X509_V_ERR_* of OpenSSL 4.0's include/openssl/x509_vfy.h, in order of the number, with the texts of
// crypto/x509/x509_txt.c.
var table = []row{
	{code: Unspecified, constant: "X509_V_ERR_UNSPECIFIED", text: "unspecified certificate verification error"},
	{
		code: UnableToGetIssuerCert, constant: "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT",
		text: "unable to get issuer certificate",
	},
	{code: UnableToGetCrl, constant: "X509_V_ERR_UNABLE_TO_GET_CRL", text: "unable to get certificate CRL"},
	{
		code: UnableToDecryptCertSignature, constant: "X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE",
		text: "unable to decrypt certificate's signature",
	},
	{
		code: UnableToDecryptCrlSignature, constant: "X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE",
		text: "unable to decrypt CRL's signature",
	},
	{
		code: UnableToDecodeIssuerPublicKey, constant: "X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
		text: "unable to decode issuer public key",
	},
	{code: CertSignatureFailure, constant: "X509_V_ERR_CERT_SIGNATURE_FAILURE", text: "certificate signature failure"},
	{code: CrlSignatureFailure, constant: "X509_V_ERR_CRL_SIGNATURE_FAILURE", text: "CRL signature failure"},
	{
		code: CertNotYetValid, constant: "X509_V_ERR_CERT_NOT_YET_VALID", text: "certificate is not yet valid",
		text40: "certificate is not yet valid or the system clock is incorrect",
	},
	{code: CertHasExpired, constant: "X509_V_ERR_CERT_HAS_EXPIRED", text: "certificate has expired"},
	{code: CrlNotYetValid, constant: "X509_V_ERR_CRL_NOT_YET_VALID", text: "CRL is not yet valid"},
	{code: CrlHasExpired, constant: "X509_V_ERR_CRL_HAS_EXPIRED", text: "CRL has expired"},
	{
		code: ErrorInCertNotBeforeField, constant: "X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD",
		text: "format error in certificate's notBefore field",
	},
	{
		code: ErrorInCertNotAfterField, constant: "X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD",
		text: "format error in certificate's notAfter field",
	},
	{
		code: ErrorInCrlLastUpdateField, constant: "X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD",
		text: "format error in CRL's lastUpdate field",
	},
	{
		code: ErrorInCrlNextUpdateField, constant: "X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD",
		text: "format error in CRL's nextUpdate field",
	},
	{code: OutOfMem, constant: "X509_V_ERR_OUT_OF_MEM", text: "out of memory"},
	{
		code: DepthZeroSelfSignedCert, constant: "X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT",
		text: "self-signed certificate", text111: "self signed certificate",
	},
	{
		code: SelfSignedCertInChain, constant: "X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN",
		text:    "self-signed certificate in certificate chain",
		text111: "self signed certificate in certificate chain",
	},
	{
		code: UnableToGetIssuerCertLocally, constant: "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
		text: "unable to get local issuer certificate",
	},
	{
		code: UnableToVerifyLeafSignature, constant: "X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE",
		text: "unable to verify the first certificate",
	},
	{code: CertChainTooLong, constant: "X509_V_ERR_CERT_CHAIN_TOO_LONG", text: "certificate chain too long"},
	{code: CertRevoked, constant: "X509_V_ERR_CERT_REVOKED", text: "certificate revoked"},
	{
		code: NoIssuerPublicKey, constant: "X509_V_ERR_NO_ISSUER_PUBLIC_KEY",
		text: "issuer certificate doesn't have a public key", text111: "unknown certificate verification error",
		number111: 77,
	},
	{code: PathLengthExceeded, constant: "X509_V_ERR_PATH_LENGTH_EXCEEDED", text: "path length constraint exceeded"},
	{
		code: InvalidPurpose, constant: "X509_V_ERR_INVALID_PURPOSE", text: "unsuitable certificate purpose",
		text111: "unsupported certificate purpose",
	},
	{code: CertUntrusted, constant: "X509_V_ERR_CERT_UNTRUSTED", text: "certificate not trusted"},
	{code: CertRejected, constant: "X509_V_ERR_CERT_REJECTED", text: "certificate rejected"},
	{code: SubjectIssuerMismatch, constant: "X509_V_ERR_SUBJECT_ISSUER_MISMATCH", text: "subject issuer mismatch"},
	{
		code: AkidSkidMismatch, constant: "X509_V_ERR_AKID_SKID_MISMATCH",
		text: "authority and subject key identifier mismatch",
	},
	{
		code: AkidIssuerSerialMismatch, constant: "X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH",
		text: "authority and issuer serial number mismatch",
	},
	{
		code: KeyusageNoCertsign, constant: "X509_V_ERR_KEYUSAGE_NO_CERTSIGN",
		text: "key usage does not include certificate signing",
	},
	{
		code: UnableToGetCrlIssuer, constant: "X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER",
		text: "unable to get CRL issuer certificate",
	},
	{
		code: UnhandledCriticalExtension, constant: "X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION",
		text: "unhandled critical extension",
	},
	{
		code: KeyusageNoCrlSign, constant: "X509_V_ERR_KEYUSAGE_NO_CRL_SIGN",
		text: "key usage does not include CRL signing",
	},
	{
		code: UnhandledCriticalCrlExtension, constant: "X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION",
		text: "unhandled critical CRL extension",
	},
	{code: InvalidNonCa, constant: "X509_V_ERR_INVALID_NON_CA", text: "invalid non-CA certificate (has CA markings)"},
	{
		code: ProxyPathLengthExceeded, constant: "X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED",
		text: "proxy path length constraint exceeded",
	},
	{
		code: KeyusageNoDigitalSignature, constant: "X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE",
		text: "key usage does not include digital signature",
	},
	{
		code: ProxyCertificatesNotAllowed, constant: "X509_V_ERR_PROXY_CERTIFICATES_NOT_ALLOWED",
		text: "proxy certificates not allowed, please set the appropriate flag",
	},
	{
		code: InvalidExtension, constant: "X509_V_ERR_INVALID_EXTENSION",
		text: "invalid or inconsistent certificate extension",
	},
	{
		code: InvalidPolicyExtension, constant: "X509_V_ERR_INVALID_POLICY_EXTENSION",
		text: "invalid or inconsistent certificate policy extension",
	},
	{code: NoExplicitPolicy, constant: "X509_V_ERR_NO_EXPLICIT_POLICY", text: "no explicit policy"},
	{
		code: DifferentCrlScope, constant: "X509_V_ERR_DIFFERENT_CRL_SCOPE", text: "different CRL scope",
		text111: "Different CRL scope",
	},
	{
		code: UnsupportedExtensionFeature, constant: "X509_V_ERR_UNSUPPORTED_EXTENSION_FEATURE",
		text: "unsupported extension feature", text111: "Unsupported extension feature",
	},
	{
		code: UnnestedResource, constant: "X509_V_ERR_UNNESTED_RESOURCE",
		text: "RFC 3779 resource not subset of parent's resources",
	},
	{code: PermittedViolation, constant: "X509_V_ERR_PERMITTED_VIOLATION", text: "permitted subtree violation"},
	{code: ExcludedViolation, constant: "X509_V_ERR_EXCLUDED_VIOLATION", text: "excluded subtree violation"},
	{
		code: SubtreeMinmax, constant: "X509_V_ERR_SUBTREE_MINMAX",
		text: "name constraints minimum and maximum not supported",
	},
	{
		code: ApplicationVerification, constant: "X509_V_ERR_APPLICATION_VERIFICATION",
		text: "application verification failure",
	},
	{
		code: UnsupportedConstraintType, constant: "X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE",
		text: "unsupported name constraint type",
	},
	{
		code: UnsupportedConstraintSyntax, constant: "X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX",
		text: "unsupported or invalid name constraint syntax",
	},
	{
		code: UnsupportedNameSyntax, constant: "X509_V_ERR_UNSUPPORTED_NAME_SYNTAX",
		text: "unsupported or invalid name syntax",
	},
	{code: CrlPathValidationError, constant: "X509_V_ERR_CRL_PATH_VALIDATION_ERROR", text: "CRL path validation error"},
	{code: PathLoop, constant: "X509_V_ERR_PATH_LOOP", text: "path loop", text111: "Path Loop"},
	{
		code: SuiteBInvalidVersion, constant: "X509_V_ERR_SUITE_B_INVALID_VERSION",
		text: "Suite B: certificate version invalid",
	},
	{
		code: SuiteBInvalidAlgorithm, constant: "X509_V_ERR_SUITE_B_INVALID_ALGORITHM",
		text: "Suite B: invalid public key algorithm",
	},
	{code: SuiteBInvalidCurve, constant: "X509_V_ERR_SUITE_B_INVALID_CURVE", text: "Suite B: invalid ECC curve"},
	{
		code: SuiteBInvalidSignatureAlgorithm, constant: "X509_V_ERR_SUITE_B_INVALID_SIGNATURE_ALGORITHM",
		text: "Suite B: invalid signature algorithm",
	},
	{
		code: SuiteBLosNotAllowed, constant: "X509_V_ERR_SUITE_B_LOS_NOT_ALLOWED",
		text: "Suite B: curve not allowed for this LOS",
	},
	{
		code: SuiteBCannotSignP384WithP256, constant: "X509_V_ERR_SUITE_B_CANNOT_SIGN_P_384_WITH_P_256",
		text: "Suite B: cannot sign P-384 with P-256",
	},
	{
		code: HostnameMismatch, constant: "X509_V_ERR_HOSTNAME_MISMATCH", text: "hostname mismatch",
		text111: "Hostname mismatch",
	},
	{
		code: EmailMismatch, constant: "X509_V_ERR_EMAIL_MISMATCH", text: "email address mismatch",
		text111: "Email address mismatch",
	},
	{code: IpAddressMismatch, constant: "X509_V_ERR_IP_ADDRESS_MISMATCH", text: "IP address mismatch"},
	{
		code: DaneNoMatch, constant: "X509_V_ERR_DANE_NO_MATCH", text: "no matching DANE TLSA records",
		text111: "No matching DANE TLSA records",
	},
	{code: EeKeyTooSmall, constant: "X509_V_ERR_EE_KEY_TOO_SMALL", text: "EE certificate key too weak"},
	{code: CaKeyTooSmall, constant: "X509_V_ERR_CA_KEY_TOO_SMALL", text: "CA certificate key too weak"},
	{code: CaMdTooWeak, constant: "X509_V_ERR_CA_MD_TOO_WEAK", text: "CA signature digest algorithm too weak"},
	{
		code: InvalidCall, constant: "X509_V_ERR_INVALID_CALL", text: "invalid certificate verification context",
		text111: "Invalid certificate verification context",
	},
	{
		code: StoreLookup, constant: "X509_V_ERR_STORE_LOOKUP", text: "issuer certificate lookup error",
		text111: "Issuer certificate lookup error",
	},
	{
		code: NoValidScts, constant: "X509_V_ERR_NO_VALID_SCTS",
		text: "Certificate Transparency required, but no valid SCTs found",
	},
	{
		code: ProxySubjectNameViolation, constant: "X509_V_ERR_PROXY_SUBJECT_NAME_VIOLATION",
		text: "proxy subject name violation",
	},
	{code: OcspVerifyNeeded, constant: "X509_V_ERR_OCSP_VERIFY_NEEDED", text: "OCSP verification needed"},
	{code: OcspVerifyFailed, constant: "X509_V_ERR_OCSP_VERIFY_FAILED", text: "OCSP verification failed"},
	{code: OcspCertUnknown, constant: "X509_V_ERR_OCSP_CERT_UNKNOWN", text: "OCSP unknown cert"},
	{
		code: UnsupportedSignatureAlgorithm, constant: "X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM",
		text: "Cannot find certificate signature algorithm", text111: "unknown certificate verification error",
		number111: 78,
	},
	{
		code: SignatureAlgorithmMismatch, constant: "X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH",
		text:    "subject signature algorithm and issuer public key algorithm mismatch",
		text111: "unknown certificate verification error", number111: 76,
	},
	{
		code: SignatureAlgorithmInconsistency, constant: "X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY",
		text: "cert info signature and signature algorithm mismatch", since: release.Open30, strict: from30,
	},
	{code: InvalidCa, constant: "X509_V_ERR_INVALID_CA", text: "invalid CA certificate", number111: 24},
	{
		code: PathlenInvalidForNonCa, constant: "X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA",
		text: "Path length invalid for non-CA cert", since: release.Open30, strict: from30,
	},
	{
		code: PathlenWithoutKuKeyCertSign, constant: "X509_V_ERR_PATHLEN_WITHOUT_KU_KEY_CERT_SIGN",
		text: "Path length given without key usage keyCertSign", since: release.Open30, strict: from30,
	},
	{
		code: KuKeyCertSignInvalidForNonCa, constant: "X509_V_ERR_KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA",
		text: "Key usage keyCertSign invalid for non-CA cert", since: release.Open30, strict: from30,
	},
	{
		code: IssuerNameEmpty, constant: "X509_V_ERR_ISSUER_NAME_EMPTY", text: "Issuer name empty",
		since: release.Open30, strict: from30,
	},
	{
		code: SubjectNameEmpty, constant: "X509_V_ERR_SUBJECT_NAME_EMPTY", text: "Subject name empty",
		since: release.Open30, strict: from30,
	},
	{
		code: MissingAuthorityKeyIdentifier, constant: "X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER",
		text: "Missing Authority Key Identifier", since: release.Open30, strict: from30,
	},
	{
		code: MissingSubjectKeyIdentifier, constant: "X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER",
		text: "Missing Subject Key Identifier", since: release.Open30, strict: from30,
	},
	{
		code: EmptySubjectAltName, constant: "X509_V_ERR_EMPTY_SUBJECT_ALT_NAME",
		text: "Empty Subject Alternative Name extension", since: release.Open30, strict: from30,
	},
	{
		code: EmptySubjectSanNotCritical, constant: "X509_V_ERR_EMPTY_SUBJECT_SAN_NOT_CRITICAL",
		text: "Subject empty and Subject Alt Name extension not critical", since: release.Open30, strict: upTo35,
	},
	{
		code: CaBconsNotCritical, constant: "X509_V_ERR_CA_BCONS_NOT_CRITICAL",
		text: "Basic Constraints of CA cert not marked critical", since: release.Open30, strict: upTo35,
	},
	{
		code: AuthorityKeyIdentifierCritical, constant: "X509_V_ERR_AUTHORITY_KEY_IDENTIFIER_CRITICAL",
		text: "Authority Key Identifier marked critical", since: release.Open30, strict: from30, shadowed: true,
	},
	{
		code: SubjectKeyIdentifierCritical, constant: "X509_V_ERR_SUBJECT_KEY_IDENTIFIER_CRITICAL",
		text: "Subject Key Identifier marked critical", since: release.Open30, strict: from30, shadowed: true,
	},
	{
		code: CaCertMissingKeyUsage, constant: "X509_V_ERR_CA_CERT_MISSING_KEY_USAGE",
		text: "CA cert does not include key usage extension", since: release.Open30, strict: from30,
	},
	{
		code: ExtensionsRequireVersion3, constant: "X509_V_ERR_EXTENSIONS_REQUIRE_VERSION_3",
		text: "Using cert extension requires at least X509v3", since: release.Open30, strict: from30,
	},
	{
		code: EcKeyExplicitParams, constant: "X509_V_ERR_EC_KEY_EXPLICIT_PARAMS",
		text: "Certificate public key has explicit ECC parameters", number111: 79, strict: only111, relaxed: true,
	},
	{
		code: RpkUntrusted, constant: "X509_V_ERR_RPK_UNTRUSTED",
		text: "Raw public key untrusted, no trusted keys configured", since: release.Open35,
	},
	{
		code: OcspRespInvalid, constant: "X509_V_ERR_OCSP_RESP_INVALID", text: "OCSP response(s) invalid",
		since: release.Open40,
	},
	{
		code: OcspSignatureFailure, constant: "X509_V_ERR_OCSP_SIGNATURE_FAILURE",
		text: "OCSP response signature verification failure", since: release.Open40,
	},
	{
		code: OcspNotYetValid, constant: "X509_V_ERR_OCSP_NOT_YET_VALID",
		text: "OCSP response not yet valid (contains a date in the future)", since: release.Open40,
	},
	{
		code: OcspHasExpired, constant: "X509_V_ERR_OCSP_HAS_EXPIRED", text: "OCSP response has expired",
		since: release.Open40,
	},
	{
		code: OcspNoResponse, constant: "X509_V_ERR_OCSP_NO_RESPONSE",
		text: "no OCSP response available for certificate", since: release.Open40,
	},
	{
		code: CrlVerifyFailed, constant: "X509_V_ERR_CRL_VERIFY_FAILED",
		text: "unknown certificate verification error", since: release.Open40,
	},
	{
		code: EmptyAuthorityKeyIdentifier, constant: "X509_V_ERR_EMPTY_AUTHORITY_KEY_IDENTIFIER",
		text: "Empty Authority Key Identifier", since: release.Open40, strict: from40,
	},
	{
		code: AkidIssuerSerialNotPaired, constant: "X509_V_ERR_AKID_ISSUER_SERIAL_NOT_PAIRED",
		text: "Authority Key Identifier issuer and serial number must be paired", since: release.Open40,
		strict: from40,
	},
}
