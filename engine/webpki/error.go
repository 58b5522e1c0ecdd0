package webpki

// Kind is a variant of webpki's Error, by its name there.
type Kind string

// The variants that verifying a chain can give. Those after Soon come with the next release.
const (
	BadDer                                           Kind = "BadDer"
	BadDerTime                                       Kind = "BadDerTime"
	CaUsedAsEndEntity                                Kind = "CaUsedAsEndEntity"
	CertExpired                                      Kind = "CertExpired"
	CertNotValidForName                              Kind = "CertNotValidForName"
	CertNotValidYet                                  Kind = "CertNotValidYet"
	EmptyEkuExtension                                Kind = "EmptyEkuExtension"
	EndEntityUsedAsCa                                Kind = "EndEntityUsedAsCa"
	ExtensionValueInvalid                            Kind = "ExtensionValueInvalid"
	InvalidCertValidity                              Kind = "InvalidCertValidity"
	InvalidNetworkMaskConstraint                     Kind = "InvalidNetworkMaskConstraint"
	InvalidSignatureForPublicKey                     Kind = "InvalidSignatureForPublicKey"
	MalformedDNSIdentifier                           Kind = "MalformedDnsIdentifier"
	MalformedNameConstraint                          Kind = "MalformedNameConstraint"
	MaximumNameConstraintComparisonsExceeded         Kind = "MaximumNameConstraintComparisonsExceeded"
	MaximumPathBuildCallsExceeded                    Kind = "MaximumPathBuildCallsExceeded"
	MaximumPathDepthExceeded                         Kind = "MaximumPathDepthExceeded"
	MaximumSignatureChecksExceeded                   Kind = "MaximumSignatureChecksExceeded"
	NameConstraintViolation                          Kind = "NameConstraintViolation"
	PathLenConstraintViolated                        Kind = "PathLenConstraintViolated"
	RequiredEkuNotFoundContext                       Kind = "RequiredEkuNotFoundContext"
	SignatureAlgorithmMismatch                       Kind = "SignatureAlgorithmMismatch"
	TrailingData                                     Kind = "TrailingData"
	UnknownIssuer                                    Kind = "UnknownIssuer"
	UnsupportedCertVersion                           Kind = "UnsupportedCertVersion"
	UnsupportedCriticalExtension                     Kind = "UnsupportedCriticalExtension"
	UnsupportedSignatureAlgorithmContext             Kind = "UnsupportedSignatureAlgorithmContext"
	UnsupportedSignatureAlgorithmForPublicKeyContext Kind = "UnsupportedSignatureAlgorithmForPublicKeyContext"

	IssuerNotCertSigner              Kind = "IssuerNotCertSigner"
	EndEntityCertHasCertSignKeyUsage Kind = "EndEntityCertHasCertSignKeyUsage"
	KeyUsageMissingDigitalSignature  Kind = "KeyUsageMissingDigitalSignature"
)

// HandshakeFailure is no error of webpki's: the server has no signature scheme in common with the client for its key,
// and ends the handshake with the alert of this name before it shows a certificate.
const HandshakeFailure Kind = "HandshakeFailure"

// Error is why webpki refuses.
type Error struct {
	Kind Kind
	At   *Certificate // the certificate that was looked at; nil for none

	time, limit          int64 // CertExpired, CertNotValidYet: seconds since 1970
	what                 string
	present              [][]uint64 // RequiredEkuNotFoundContext: the object identifiers that are there
	signature, publicKey []byte     // contents of algorithm identifiers
	provider             *Provider
	expected             serverName // CertNotValidForName
	presented            []string
}

func bad(k Kind) *Error { return &Error{Kind: k} }

// trailing is webpki's error for a value of the named type that is missing or has something behind it.
func trailing(what string) *Error {
	if e := trailings[what]; e != nil {
		return e
	}
	return &Error{Kind: TrailingData, what: what}
}

// trailings are made once: nearly every one is asked for in vain.
var trailings = func() map[string]*Error {
	all := map[string]*Error{}
	for _, what := range []string{"Bool", "BitString", "Certificate", "CertificateExtensions",
		"CertificateTbsCertificate",
		"Extension", "GeneralName", "SignedData", "SubjectPublicKeyInfo", "Time"} {
		all[what] = &Error{Kind: TrailingData, what: what}
	}
	return all
}()

// at names the certificate to blame, unless a deeper call has.
func (e *Error) at(c *Certificate) *Error {
	if e == nil || e.At != nil {
		return e
	}
	again := *e
	again.At = c
	return &again
}

// rank orders errors by how specific they are: of several dead ends the path builder reports the highest.
func (e *Error) rank() int { return ranks[e.Kind] }

var ranks = map[Kind]int{
	CertNotValidYet: 290, CertExpired: 290, CertNotValidForName: 280, InvalidSignatureForPublicKey: 260,
	SignatureAlgorithmMismatch: 250, EmptyEkuExtension: 245, RequiredEkuNotFoundContext: 240,
	NameConstraintViolation: 230, PathLenConstraintViolated: 220, IssuerNotCertSigner: 215, CaUsedAsEndEntity: 210,
	EndEntityUsedAsCa: 210, EndEntityCertHasCertSignKeyUsage: 205, KeyUsageMissingDigitalSignature: 202,
	InvalidCertValidity: 190, InvalidNetworkMaskConstraint: 180, UnsupportedSignatureAlgorithmForPublicKeyContext: 150,
	UnsupportedSignatureAlgorithmContext: 140, UnsupportedCriticalExtension: 130, UnsupportedCertVersion: 130,
	MaximumPathDepthExceeded: 61, MalformedDNSIdentifier: 60, MalformedNameConstraint: 50, TrailingData: 40,
	ExtensionValueInvalid: 30, BadDerTime: 20, BadDer: 10,
}

// fatal errors end the search.
func (e *Error) fatal() bool {
	return e.Kind == MaximumSignatureChecksExceeded || e.Kind == MaximumPathBuildCallsExceeded ||
		e.Kind == MaximumNameConstraintComparisonsExceeded
}

// moreSpecific returns the one with the higher rank, the first of equals.
func moreSpecific(a, b *Error) *Error {
	if a.rank() >= b.rank() {
		return a
	}
	return b
}
