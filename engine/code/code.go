// Package code is the table of record of OpenSSL's verification errors: number, constant, texts, the name of their
// pages, and which releases raise them in strict mode only. Everything that speaks of such an error names it by a
// constant of this package.
package code

import (
	"strings"

	"x509strict/engine/release"
)

// Code is an X509_V_ERR_* number as OpenSSL 3.x numbers it, for every release: 1.1.1's own numbers are translated
// only where they are shown ([Code.Number]), so that one Code always has one meaning. Zero is X509_V_OK.
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

const prefix = "X509_V_ERR_"

// UnknownText is what OpenSSL says of an error that it has no text for.
const UnknownText = "unknown certificate verification error"

// rows is the row of each code in the table, plus one.
var rows = func() (index [128]uint8) {
	for i := range table {
		index[table[i].code] = uint8(i + 1)
	}
	return index
}()

// row returns the code's row; nil when there is no such error.
func (c Code) row() *row {
	if c <= 0 || int(c) >= len(rows) || rows[c] == 0 {
		return nil
	}
	return &table[rows[c]-1]
}

// In reports whether release r has the error.
func (c Code) In(r release.Release) bool {
	x := c.row()
	return x != nil && r >= x.since
}

// Number returns what release r calls the error.
func (c Code) Number(r release.Release) int {
	if x := c.row(); x != nil && r == release.Open111 && x.number111 != 0 {
		return x.number111
	}
	return int(c)
}

// Constant returns the OpenSSL constant, such as "X509_V_ERR_CA_CERT_MISSING_KEY_USAGE"; "X509_V_OK" for 0, "" for a
// number that is none.
func (c Code) Constant() string {
	if x := c.row(); x != nil {
		return x.constant
	}
	if c == 0 {
		return "X509_V_OK"
	}
	return ""
}

// Slug returns the constant without its prefix, lower case, with hyphens, such as "ca-cert-missing-key-usage": it
// names the error's rule and page. It is "" for a number that is none.
func (c Code) Slug() string {
	x := c.row()
	if x == nil {
		return ""
	}
	return strings.ReplaceAll(strings.ToLower(x.constant[len(prefix):]), "_", "-")
}

// Text returns X509_verify_cert_error_string of release r.
func (c Code) Text(r release.Release) string {
	x := c.row()
	switch {
	case c == 0:
		return "ok"
	case x == nil:
		return UnknownText
	case r == release.Open111 && x.text111 != "":
		return x.text111
	case r == release.Open40 && x.text40 != "":
		return x.text40
	}
	return x.text
}

// Strict reports whether release r raises the error only with X509_V_FLAG_X509_STRICT.
func (c Code) Strict(r release.Release) bool {
	x := c.row()
	return x != nil && x.strict.holds(r)
}

// StrictOnly reports whether no release raises the error without X509_V_FLAG_X509_STRICT.
func (c Code) StrictOnly() bool {
	x := c.row()
	return x != nil && x.strict != span{} && !x.relaxed
}

// Shadowed reports whether OpenSSL has the error and a check for it that no certificate reaches.
func (c Code) Shadowed() bool {
	x := c.row()
	return x != nil && x.shadowed
}

// ByConstant finds a code by its constant, with or without the prefix X509_V_ERR_; 0 when there is none.
func ByConstant(constant string) Code {
	for i := range table {
		if table[i].constant == constant || table[i].constant[len(prefix):] == constant {
			return table[i].code
		}
	}
	return 0
}

// All lists every code in order of its number.
func All() []Code {
	all := make([]Code, len(table))
	for i := range table {
		all[i] = table[i].code
	}
	return all
}
