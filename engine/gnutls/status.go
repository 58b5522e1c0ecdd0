package gnutls

import "strings"

// Status is gnutls_certificate_status_t: the reasons of a refusal, 0 for none.
type Status uint32

// The reasons that a verification without revocation can give.
const (
	Invalid                  Status = 1 << 1
	SignerNotFound           Status = 1 << 6
	SignerNotCA              Status = 1 << 7
	InsecureAlgorithm        Status = 1 << 8
	NotActivated             Status = 1 << 9
	Expired                  Status = 1 << 10
	SignatureFailure         Status = 1 << 11
	UnexpectedOwner          Status = 1 << 14
	SignerConstraintsFailure Status = 1 << 16
	PurposeMismatch          Status = 1 << 18
	MissingOCSPStatus        Status = 1 << 19
	UnknownCritExtensions    Status = 1 << 21
)

// sentences holds what gnutls_certificate_verification_status_print says, in its order.
var sentences = []struct {
	bit  Status
	name string
	text string
}{
	{SignerNotFound, "GNUTLS_CERT_SIGNER_NOT_FOUND", "The certificate issuer is unknown."},
	{SignerNotCA, "GNUTLS_CERT_SIGNER_NOT_CA", "The certificate issuer is not a CA."},
	{InsecureAlgorithm, "GNUTLS_CERT_INSECURE_ALGORITHM", "The certificate chain uses insecure algorithm."},
	{
		SignerConstraintsFailure,
		"GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE",
		"The certificate chain violates the signer's constraints.",
	},
	{
		PurposeMismatch,
		"GNUTLS_CERT_PURPOSE_MISMATCH",
		"The certificate chain does not match the intended purpose.",
	},
	{NotActivated, "GNUTLS_CERT_NOT_ACTIVATED", "The certificate chain uses not yet valid certificate."},
	{Expired, "GNUTLS_CERT_EXPIRED", "The certificate chain uses expired certificate."},
	{SignatureFailure, "GNUTLS_CERT_SIGNATURE_FAILURE", "The signature in the certificate is invalid."},
	{UnexpectedOwner, "GNUTLS_CERT_UNEXPECTED_OWNER", "The name in the certificate does not match the expected."},
	{
		MissingOCSPStatus,
		"GNUTLS_CERT_MISSING_OCSP_STATUS",
		"The certificate requires the server to include an OCSP status in its response, but the OCSP status is missing.",
	},
	{
		UnknownCritExtensions,
		"GNUTLS_CERT_UNKNOWN_CRIT_EXTENSIONS",
		"The certificate contains an unknown critical extension.",
	},
}

// Text is the status line: whether the certificate is trusted, then one sentence a reason.
func (s Status) Text() string {
	if s == 0 {
		return "The certificate is trusted."
	}
	var out strings.Builder
	out.WriteString("The certificate is NOT trusted.")
	for _, x := range sentences {
		if s&x.bit != 0 {
			out.WriteString(" " + x.text)
		}
	}
	return out.String()
}

// Each lists the reasons one by one, in the order of the status line; [Invalid] alone when there is no other.
func (s Status) Each() (bits []Status) {
	for _, x := range sentences {
		if s&x.bit != 0 {
			bits = append(bits, x.bit)
		}
	}
	if len(bits) == 0 && s != 0 {
		bits = []Status{Invalid}
	}
	return bits
}

// Name is the constant of one reason, such as "GNUTLS_CERT_EXPIRED".
func (s Status) Name() string {
	for _, x := range sentences {
		if s&x.bit != 0 {
			return x.name
		}
	}
	return "GNUTLS_CERT_INVALID"
}

// Sentence is what the status line says of one reason; the bare verdict for [Invalid].
func (s Status) Sentence() string {
	for _, x := range sentences {
		if s&x.bit != 0 {
			return x.text
		}
	}
	return "The certificate is NOT trusted."
}

// failure is an error code of GnuTLS with the words of gnutls_strerror.
type failure struct{ name, words string }

var (
	errDER         = &failure{"GNUTLS_E_ASN1_DER_ERROR", "ASN1 parser: Error in DER parsing."}
	errTag         = &failure{"GNUTLS_E_ASN1_TAG_ERROR", "ASN1 parser: Error in TAG."}
	errElement     = &failure{"GNUTLS_E_ASN1_ELEMENT_NOT_FOUND", "ASN1 parser: Element was not found."}
	errGeneric     = &failure{"GNUTLS_E_ASN1_GENERIC_ERROR", "ASN1 parser: Generic parsing error."}
	errTime        = &failure{"GNUTLS_E_ASN1_TIME_ERROR", "The DER time encoding is invalid."}
	errCertificate = &failure{"GNUTLS_E_CERTIFICATE_ERROR", "Error in the certificate."}
	errTimeFields  = &failure{"GNUTLS_E_CERTIFICATE_TIME_ERROR", "Error in the time fields of certificate."}
	errDuplicate   = &failure{"GNUTLS_E_X509_DUPLICATE_EXTENSION", "Duplicate extension in X.509 certificate."}
	errUnknownSAN  = &failure{"GNUTLS_E_X509_UNKNOWN_SAN", "Unknown Subject Alternative name in X.509 certificate."}
	errKeyUsage    = &failure{"GNUTLS_E_KEY_USAGE_VIOLATION", "Key usage violation in certificate has been detected."}
	errConstraint  = &failure{"GNUTLS_E_CONSTRAINT_ERROR", "Some constraint limits were reached."}
	errIllegal     = &failure{"GNUTLS_E_RECEIVED_ILLEGAL_PARAMETER", "An illegal parameter has been received."}
	errCIDR        = &failure{"GNUTLS_E_MALFORMED_CIDR", "CIDR name constraint is malformed in size or structure."}
	errUnavailable = &failure{"GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE", "The requested data were not available."}
	errUnsupported = &failure{"GNUTLS_E_UNIMPLEMENTED_FEATURE", "An unimplemented or disabled feature has been requested."}
	errCurve       = &failure{"GNUTLS_E_ECC_UNSUPPORTED_CURVE", "The curve is unsupported"}
	errInternal    = &failure{"GNUTLS_E_INTERNAL_ERROR", "GnuTLS internal error."}
	errShort       = &failure{"GNUTLS_E_SHORT_MEMORY_BUFFER", "The given memory buffer is too short to hold parameters."}
	errHash        = &failure{"GNUTLS_E_UNKNOWN_HASH_ALGORITHM", "The hash algorithm is unknown."}
	errAlgorithm   = &failure{"GNUTLS_E_UNKNOWN_ALGORITHM", "The specified algorithm or protocol is unknown."}
	errPKParams    = &failure{"GNUTLS_E_PK_INVALID_PUBKEY_PARAMS", "The public key parameters are invalid."}
	errParsing     = &failure{"GNUTLS_E_PARSING_ERROR", "Error in parsing."}
	errIllegalKey  = &failure{"GNUTLS_E_ILLEGAL_PARAMETER", "An illegal parameter was found."}
)
