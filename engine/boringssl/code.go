package boringssl

import (
	"maps"
	"slices"
)

// Code is an error of the verifier: the constant X509_V_ERR_* without its prefix, as Bun's error.code has it.
type Code string

// The errors that a chain without revocation lists can meet.
const (
	UnableToGetIssuer           Code = "UNABLE_TO_GET_ISSUER_CERT"
	UnableToDecodeIssuerKey     Code = "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY"
	SignatureFailure            Code = "CERT_SIGNATURE_FAILURE"
	NotYetValid                 Code = "CERT_NOT_YET_VALID"
	Expired                     Code = "CERT_HAS_EXPIRED"
	ErrorInNotBefore            Code = "ERROR_IN_CERT_NOT_BEFORE_FIELD"
	ErrorInNotAfter             Code = "ERROR_IN_CERT_NOT_AFTER_FIELD"
	SelfSignedLeaf              Code = "DEPTH_ZERO_SELF_SIGNED_CERT"
	SelfSignedInChain           Code = "SELF_SIGNED_CERT_IN_CHAIN"
	UnableToGetIssuerLocally    Code = "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
	UnableToVerifyLeafSignature Code = "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
	InvalidCA                   Code = "INVALID_CA"
	PathLengthExceeded          Code = "PATH_LENGTH_EXCEEDED"
	InvalidPurpose              Code = "INVALID_PURPOSE"
	UnhandledCriticalExtension  Code = "UNHANDLED_CRITICAL_EXTENSION"
	InvalidExtension            Code = "INVALID_EXTENSION"
	InvalidPolicyExtension      Code = "INVALID_POLICY_EXTENSION"
	NoExplicitPolicy            Code = "NO_EXPLICIT_POLICY"
	PermittedViolation          Code = "PERMITTED_VIOLATION"
	ExcludedViolation           Code = "EXCLUDED_VIOLATION"
	SubtreeMinMax               Code = "SUBTREE_MINMAX"
	UnsupportedConstraintType   Code = "UNSUPPORTED_CONSTRAINT_TYPE"
	UnsupportedConstraintSyntax Code = "UNSUPPORTED_CONSTRAINT_SYNTAX"
	UnsupportedNameSyntax       Code = "UNSUPPORTED_NAME_SYNTAX"
	ConstraintsWithoutSANs      Code = "NAME_CONSTRAINTS_WITHOUT_SANS"
	OutOfMemory                 Code = "OUT_OF_MEM"
	Unspecified                 Code = "UNSPECIFIED"
)

var texts = map[Code]string{
	UnableToGetIssuer:           "unable to get issuer certificate",
	UnableToDecodeIssuerKey:     "unable to decode issuer public key",
	SignatureFailure:            "certificate signature failure",
	NotYetValid:                 "certificate is not yet valid",
	Expired:                     "certificate has expired",
	ErrorInNotBefore:            "format error in certificate's notBefore field",
	ErrorInNotAfter:             "format error in certificate's notAfter field",
	SelfSignedLeaf:              "self signed certificate",
	SelfSignedInChain:           "self signed certificate in certificate chain",
	UnableToGetIssuerLocally:    "unable to get local issuer certificate",
	UnableToVerifyLeafSignature: "unable to verify the first certificate",
	InvalidCA:                   "invalid CA certificate",
	PathLengthExceeded:          "path length constraint exceeded",
	InvalidPurpose:              "unsupported certificate purpose",
	UnhandledCriticalExtension:  "unhandled critical extension",
	InvalidExtension:            "invalid or inconsistent certificate extension",
	InvalidPolicyExtension:      "invalid or inconsistent certificate policy extension",
	NoExplicitPolicy:            "no explicit policy",
	PermittedViolation:          "permitted subtree violation",
	ExcludedViolation:           "excluded subtree violation",
	SubtreeMinMax:               "name constraints minimum and maximum not supported",
	UnsupportedConstraintType:   "unsupported name constraint type",
	UnsupportedConstraintSyntax: "unsupported or invalid name constraint syntax",
	UnsupportedNameSyntax:       "unsupported or invalid name syntax",
	ConstraintsWithoutSANs:      "Issuer has name constraints but leaf has no SANs",
	OutOfMemory:                 "out of memory",
	Unspecified:                 "unknown certificate verification error",
}

// Text is X509_verify_cert_error_string.
func (c Code) Text() string { return texts[c] }

// Codes lists the errors, in alphabetical order.
func Codes() []Code { return slices.Sorted(maps.Keys(texts)) }
