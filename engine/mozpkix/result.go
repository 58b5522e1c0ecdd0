package mozpkix

// Error is a verdict of mozilla::pkix by the name that Firefox shows, "" for none.
type Error string

// The errors that a chain without revocation can give.
const (
	Success                Error = ""
	BadDER                 Error = "SEC_ERROR_BAD_DER"
	CACertInvalid          Error = "SEC_ERROR_CA_CERT_INVALID"
	BadSignature           Error = "SEC_ERROR_BAD_SIGNATURE"
	CertNotInNameSpace     Error = "SEC_ERROR_CERT_NOT_IN_NAME_SPACE"
	AlgorithmDisabled      Error = "SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED"
	ExpiredCertificate     Error = "SEC_ERROR_EXPIRED_CERTIFICATE"
	ExtensionValueInvalid  Error = "SEC_ERROR_EXTENSION_VALUE_INVALID"
	InadequateCertType     Error = "SEC_ERROR_INADEQUATE_CERT_TYPE"
	InadequateKeyUsage     Error = "SEC_ERROR_INADEQUATE_KEY_USAGE"
	InvalidTime            Error = "SEC_ERROR_INVALID_TIME"
	PathLenInvalid         Error = "SEC_ERROR_PATH_LEN_CONSTRAINT_INVALID"
	UnknownCritical        Error = "SEC_ERROR_UNKNOWN_CRITICAL_EXTENSION"
	UnknownIssuer          Error = "SEC_ERROR_UNKNOWN_ISSUER"
	InvalidKey             Error = "SEC_ERROR_INVALID_KEY"
	UnsupportedKeyAlg      Error = "SEC_ERROR_UNSUPPORTED_KEYALG"
	ExpiredIssuer          Error = "SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE"
	CAUsedAsEndEntity      Error = "MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY"
	InadequateKeySize      Error = "MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE"
	V1UsedAsCA             Error = "MOZILLA_PKIX_ERROR_V1_CERT_USED_AS_CA"
	BadCertDomain          Error = "SSL_ERROR_BAD_CERT_DOMAIN"
	UnsupportedCurve       Error = "SEC_ERROR_UNSUPPORTED_ELLIPTIC_CURVE"
	NotYetValid            Error = "MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE"
	NotYetValidIssuer      Error = "MOZILLA_PKIX_ERROR_NOT_YET_VALID_ISSUER_CERTIFICATE"
	UnsupportedPointForm   Error = "SEC_ERROR_UNSUPPORTED_EC_POINT_FORM"
	AlgorithmMismatch      Error = "MOZILLA_PKIX_ERROR_SIGNATURE_ALGORITHM_MISMATCH"
	TLSFeatureMissing      Error = "MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING"
	InvalidIntegerEncoding Error = "MOZILLA_PKIX_ERROR_INVALID_INTEGER_ENCODING"
	EmptyIssuerName        Error = "MOZILLA_PKIX_ERROR_EMPTY_ISSUER_NAME"
	SelfSigned             Error = "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT"
	LibraryFailure         Error = "SEC_ERROR_LIBRARY_FAILURE"
	UnknownError           Error = "PR_UNKNOWN_ERROR"
	BadAccessLocation      Error = "SEC_ERROR_CERT_BAD_ACCESS_LOCATION"
	ReusedSerial           Error = "SEC_ERROR_REUSED_ISSUER_AND_SERIAL"
	NoCypherOverlap        Error = "SSL_ERROR_NO_CYPHER_OVERLAP"
	ExtractKeyFailure      Error = "SSL_ERROR_EXTRACT_PUBLIC_KEY_FAILURE"
)
