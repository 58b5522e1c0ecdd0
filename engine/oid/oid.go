// Package oid names object identifiers: those the engine looks into as constants, and the short name of every one that
// people meet in a certificate. Dotted text is the only form outside of package der.
package oid

import (
	"sync"

	"x509strict/engine/der"
)

// Extension OIDs that the engine looks into.
const (
	SubjectKeyID     = "2.5.29.14"
	KeyUsage         = "2.5.29.15"
	SubjectAltName   = "2.5.29.17"
	IssuerAltName    = "2.5.29.18"
	BasicConstraints = "2.5.29.19"
	NameConstraints  = "2.5.29.30"
	CRLDistribution  = "2.5.29.31"
	Policies         = "2.5.29.32"
	PolicyMappings   = "2.5.29.33"
	AuthorityKeyID   = "2.5.29.35"
	PolicyConstr     = "2.5.29.36"
	ExtKeyUsage      = "2.5.29.37"
	FreshestCRL      = "2.5.29.46"
	InhibitAnyPolicy = "2.5.29.54"
	NsCertType       = "2.16.840.1.113730.1.1"
	ProxyInfo        = "1.3.6.1.5.5.7.1.14"
	AddressBlocks    = "1.3.6.1.5.5.7.1.7"
	ASIdentifiers    = "1.3.6.1.5.5.7.1.8"
	AuthorityInfo    = "1.3.6.1.5.5.7.1.1"
	SubjectInfo      = "1.3.6.1.5.5.7.1.11"
	TLSFeature       = "1.3.6.1.5.5.7.1.24"
	SCTList          = "1.3.6.1.4.1.11129.2.4.2"
	Poison           = "1.3.6.1.4.1.11129.2.4.3"
	OCSPNoCheck      = "1.3.6.1.5.5.7.48.1.5"
	ExtensionRequest = "1.2.840.113549.1.9.14" // an attribute of requests, not an extension
)

// Extended key usage OIDs with a meaning in OpenSSL's purpose checks.
const (
	ServerAuth   = "1.3.6.1.5.5.7.3.1"
	ClientAuth   = "1.3.6.1.5.5.7.3.2"
	AnyEKU       = "2.5.29.37.0"
	MicrosoftSGC = "1.3.6.1.4.1.311.10.3.3"
	NetscapeSGC  = "2.16.840.1.113730.4.1"
)

// Policy OIDs of RFC 5280: the one that stands for all, and the qualifiers (section 4.2.1.4).
const (
	AnyPolicy         = "2.5.29.32.0"
	PracticeStatement = "1.3.6.1.5.5.7.2.1"
	UserNotice        = "1.3.6.1.5.5.7.2.2"
)

// Public key and signature algorithm OIDs, and the curves of FIPS 186.
const (
	RSA             = "1.2.840.113549.1.1.1"
	RSAPSS          = "1.2.840.113549.1.1.10"
	EC              = "1.2.840.10045.2.1"
	Ed25519         = "1.3.101.112"
	Ed448           = "1.3.101.113"
	DSA             = "1.2.840.10040.4.1"
	SHA256WithRSA   = "1.2.840.113549.1.1.11"
	SHA384WithRSA   = "1.2.840.113549.1.1.12"
	SHA512WithRSA   = "1.2.840.113549.1.1.13"
	ECDSAWithSHA256 = "1.2.840.10045.4.3.2"
	ECDSAWithSHA384 = "1.2.840.10045.4.3.3"
	ECDSAWithSHA512 = "1.2.840.10045.4.3.4"
	P256            = "1.2.840.10045.3.1.7"
	P384            = "1.3.132.0.34"
	P521            = "1.3.132.0.35"
)

// Digest OIDs, and the mask generation function of RSASSA-PSS.
const (
	SHA1   = "1.3.14.3.2.26"
	SHA224 = "2.16.840.1.101.3.4.2.4"
	SHA256 = "2.16.840.1.101.3.4.2.1"
	SHA384 = "2.16.840.1.101.3.4.2.2"
	SHA512 = "2.16.840.1.101.3.4.2.3"
	MGF1   = "1.2.840.113549.1.1.8"
)

// Attribute OIDs.
const (
	CommonName         = "2.5.4.3"
	Country            = "2.5.4.6"
	Locality           = "2.5.4.7"
	State              = "2.5.4.8"
	Organization       = "2.5.4.10"
	OrganizationalUnit = "2.5.4.11"
	DomainComponent    = "0.9.2342.19200300.100.1.25"
	EmailAddress       = "1.2.840.113549.1.9.1"
	SmtpUTF8           = "1.3.6.1.5.5.7.8.9"
)

// Content types, bags and attributes of PKCS #7, #9 and #12 (RFC 2315, 2985 and 7292 appendix D).
const (
	PKCS7Data       = "1.2.840.113549.1.7.1"
	PKCS7Signed     = "1.2.840.113549.1.7.2"
	PKCS7Encrypted  = "1.2.840.113549.1.7.6"
	FriendlyName    = "1.2.840.113549.1.9.20"
	LocalKeyID      = "1.2.840.113549.1.9.21"
	X509CertBag     = "1.2.840.113549.1.9.22.1"
	KeyBag          = "1.2.840.113549.1.12.10.1.1"
	ShroudedKeyBag  = "1.2.840.113549.1.12.10.1.2"
	CertBag         = "1.2.840.113549.1.12.10.1.3"
	CRLBag          = "1.2.840.113549.1.12.10.1.4"
	SecretBag       = "1.2.840.113549.1.12.10.1.5"
	SafeContentsBag = "1.2.840.113549.1.12.10.1.6"
)

// Extension OIDs that makers and other verifiers know.
const (
	PrivateKeyUsage    = "2.5.29.16"
	NetscapeComment    = "2.16.840.1.113730.1.13"
	QCStatements       = "1.3.6.1.5.5.7.1.3"
	MicrosoftCertType  = "1.3.6.1.4.1.311.20.2"
	MicrosoftCAVersion = "1.3.6.1.4.1.311.21.1"
	MicrosoftTemplate  = "1.3.6.1.4.1.311.21.7"
)

// Extended key usage OIDs that a CA or a service is marked with (RFC 5280 section 4.2.1.12, RFC 6960).
const (
	CodeSigning     = "1.3.6.1.5.5.7.3.3"
	EmailProtection = "1.3.6.1.5.5.7.3.4"
	TimeStamping    = "1.3.6.1.5.5.7.3.8"
	OCSPSigning     = "1.3.6.1.5.5.7.3.9"
)

// Further public key OIDs.
const (
	X25519        = "1.3.101.110"
	X448          = "1.3.101.111"
	X509RSA       = "2.5.8.1.1"
	DiffieHellman = "1.2.840.113549.1.3.1"
	X942DH        = "1.2.840.10046.2.1"
	OIWDSA        = "1.3.14.3.2.12"
	RSAOAEP       = "1.2.840.113549.1.1.7"
	MLDSA44       = "2.16.840.1.101.3.4.3.17"
	MLDSA65       = "2.16.840.1.101.3.4.3.18"
	MLDSA87       = "2.16.840.1.101.3.4.3.19"
	MLKEM512      = "2.16.840.1.101.3.4.4.1"
	MLKEM768      = "2.16.840.1.101.3.4.4.2"
	MLKEM1024     = "2.16.840.1.101.3.4.4.3"
)

// Further signature algorithm OIDs.
const (
	MD2WithRSA        = "1.2.840.113549.1.1.2"
	MD4WithRSA        = "1.2.840.113549.1.1.3"
	MD5WithRSA        = "1.2.840.113549.1.1.4"
	SHA1WithRSA       = "1.2.840.113549.1.1.5"
	SHA224WithRSA     = "1.2.840.113549.1.1.14"
	SHA512t224WithRSA = "1.2.840.113549.1.1.15"
	SHA512t256WithRSA = "1.2.840.113549.1.1.16"
	SHA3t224WithRSA   = "2.16.840.1.101.3.4.3.13"
	SHA3t256WithRSA   = "2.16.840.1.101.3.4.3.14"
	SHA3t384WithRSA   = "2.16.840.1.101.3.4.3.15"
	SHA3t512WithRSA   = "2.16.840.1.101.3.4.3.16"
	OIWMD5WithRSA     = "1.3.14.3.2.3"
	OIWSHA1WithRSA    = "1.3.14.3.2.29"
	OIWSHAWithRSA     = "1.3.14.3.2.15"
	RIPEMD160WithRSA  = "1.3.36.3.3.1.2"
	DSAWithSHA1       = "1.2.840.10040.4.3"
	OIWDSAWithSHA     = "1.3.14.3.2.13"
	OIWDSAWithSHA1    = "1.3.14.3.2.27"
	DSAWithSHA224     = "2.16.840.1.101.3.4.3.1"
	DSAWithSHA256     = "2.16.840.1.101.3.4.3.2"
	DSAWithSHA384     = "2.16.840.1.101.3.4.3.3"
	DSAWithSHA512     = "2.16.840.1.101.3.4.3.4"
	ECDSAWithSHA1     = "1.2.840.10045.4.1"
	ECDSAWithSHA2     = "1.2.840.10045.4.3"
	ECDSAWithSHA224   = "1.2.840.10045.4.3.1"
	ECDSAWithSHA3t224 = "2.16.840.1.101.3.4.3.9"
	ECDSAWithSHA3t256 = "2.16.840.1.101.3.4.3.10"
	ECDSAWithSHA3t384 = "2.16.840.1.101.3.4.3.11"
	ECDSAWithSHA3t512 = "2.16.840.1.101.3.4.3.12"
	SM2WithSM3        = "1.2.156.10197.1.501"
	GOST2001          = "1.2.643.2.2.3"
	GOST2012t256      = "1.2.643.7.1.1.3.2"
	GOST2012t512      = "1.2.643.7.1.1.3.3"
)

// Curves beside those of FIPS 186 (SEC 2, X9.62 and RFC 5639).
const (
	Secp256k1       = "1.3.132.0.10"
	P192            = "1.2.840.10045.3.1.1"
	P224            = "1.3.132.0.33"
	Prime192v2      = "1.2.840.10045.3.1.2"
	Prime192v3      = "1.2.840.10045.3.1.3"
	Sect163k1       = "1.3.132.0.1"
	Sect163r1       = "1.3.132.0.2"
	Sect163r2       = "1.3.132.0.15"
	Sect113r1       = "1.3.132.0.4"
	Secp112r1       = "1.3.132.0.6"
	Secp112r2       = "1.3.132.0.7"
	Secp160r1       = "1.3.132.0.8"
	Secp160k1       = "1.3.132.0.9"
	Secp160r2       = "1.3.132.0.30"
	Secp192k1       = "1.3.132.0.31"
	Secp128r1       = "1.3.132.0.28"
	Secp128r2       = "1.3.132.0.29"
	BrainpoolP160r1 = "1.3.36.3.3.2.8.1.1.1"
	BrainpoolP192r1 = "1.3.36.3.3.2.8.1.1.3"
)

// Further digest OIDs, and what keys are encrypted with (RFC 8018 appendix B).
const (
	MD2            = "1.2.840.113549.2.2"
	MD5            = "1.2.840.113549.2.5"
	RIPEMD160      = "1.3.36.3.2.1"
	SHA512t224     = "2.16.840.1.101.3.4.2.5"
	SHA512t256     = "2.16.840.1.101.3.4.2.6"
	SHA3t224       = "2.16.840.1.101.3.4.2.7"
	SHA3t256       = "2.16.840.1.101.3.4.2.8"
	SHA3t384       = "2.16.840.1.101.3.4.2.9"
	SHA3t512       = "2.16.840.1.101.3.4.2.10"
	HMACWithSHA256 = "1.2.840.113549.2.9"
	AES256CBC      = "2.16.840.1.101.3.4.1.42"
)

// Further attribute OIDs.
const (
	Surname              = "2.5.4.4"
	SerialNumber         = "2.5.4.5"
	Street               = "2.5.4.9"
	Title                = "2.5.4.12"
	Description          = "2.5.4.13"
	BusinessCategory     = "2.5.4.15"
	PostalCode           = "2.5.4.17"
	NameAttr             = "2.5.4.41"
	GivenName            = "2.5.4.42"
	Initials             = "2.5.4.43"
	GenerationQualifier  = "2.5.4.44"
	DNQualifier          = "2.5.4.46"
	Pseudonym            = "2.5.4.65"
	UserID               = "0.9.2342.19200300.100.1.1"
	JurisdictionLocality = "1.3.6.1.4.1.311.60.2.1.1"
	JurisdictionState    = "1.3.6.1.4.1.311.60.2.1.2"
	JurisdictionCountry  = "1.3.6.1.4.1.311.60.2.1.3"
)

// names holds short names: attribute types as RFC 4514 and OpenSSL write them, everything else in words.
var names = map[string]string{
	CommonName:             "CN",
	Surname:                "SN",
	SerialNumber:           "serialNumber",
	Country:                "C",
	Locality:               "L",
	State:                  "ST",
	Street:                 "street",
	Organization:           "O",
	OrganizationalUnit:     "OU",
	Title:                  "title",
	Description:            "description",
	BusinessCategory:       "businessCategory",
	PostalCode:             "postalCode",
	NameAttr:               "name",
	GivenName:              "GN",
	Initials:               "initials",
	GenerationQualifier:    "generationQualifier",
	"2.5.4.45":             "x500UniqueIdentifier",
	DNQualifier:            "dnQualifier",
	Pseudonym:              "pseudonym",
	"2.5.4.97":             "organizationIdentifier",
	UserID:                 "UID",
	DomainComponent:        "DC",
	EmailAddress:           "emailAddress",
	"1.2.840.113549.1.9.2": "unstructuredName",
	"1.2.840.113549.1.9.8": "unstructuredAddress",
	JurisdictionLocality:   "jurisdictionL",
	JurisdictionState:      "jurisdictionST",
	JurisdictionCountry:    "jurisdictionC",

	"2.5.29.9":              "Subject Directory Attributes",
	SubjectKeyID:            "Subject Key Identifier",
	KeyUsage:                "Key Usage",
	PrivateKeyUsage:         "Private Key Usage Period",
	SubjectAltName:          "Subject Alternative Name",
	IssuerAltName:           "Issuer Alternative Name",
	BasicConstraints:        "Basic Constraints",
	NameConstraints:         "Name Constraints",
	CRLDistribution:         "CRL Distribution Points",
	Policies:                "Certificate Policies",
	PolicyMappings:          "Policy Mappings",
	AuthorityKeyID:          "Authority Key Identifier",
	PolicyConstr:            "Policy Constraints",
	ExtKeyUsage:             "Extended Key Usage",
	FreshestCRL:             "Freshest CRL",
	InhibitAnyPolicy:        "Inhibit Any Policy",
	AuthorityInfo:           "Authority Information Access",
	QCStatements:            "QC Statements",
	AddressBlocks:           "IP Address Blocks",
	ASIdentifiers:           "AS Identifiers",
	SubjectInfo:             "Subject Information Access",
	ProxyInfo:               "Proxy Certificate Information",
	TLSFeature:              "TLS Feature",
	OCSPNoCheck:             "OCSP No Check",
	SCTList:                 "Signed Certificate Timestamps",
	Poison:                  "Certificate Transparency Poison",
	MicrosoftCertType:       "Microsoft Certificate Template Name",
	MicrosoftCAVersion:      "Microsoft CA Version",
	"1.3.6.1.4.1.311.21.2":  "Microsoft Previous CA Certificate Hash",
	MicrosoftTemplate:       "Microsoft Certificate Template",
	"1.3.6.1.4.1.311.21.10": "Microsoft Application Policies",
	NsCertType:              "Netscape Certificate Type",
	NetscapeComment:         "Netscape Comment",

	ServerAuth:               "serverAuth",
	ClientAuth:               "clientAuth",
	CodeSigning:              "codeSigning",
	EmailProtection:          "emailProtection",
	"1.3.6.1.5.5.7.3.5":      "ipsecEndSystem",
	"1.3.6.1.5.5.7.3.6":      "ipsecTunnel",
	"1.3.6.1.5.5.7.3.7":      "ipsecUser",
	TimeStamping:             "timeStamping",
	OCSPSigning:              "OCSPSigning",
	"1.3.6.1.5.5.7.3.10":     "dvcs",
	"1.3.6.1.5.5.7.3.17":     "ipsecIKE",
	AnyEKU:                   "anyExtendedKeyUsage",
	MicrosoftSGC:             "msSGC",
	NetscapeSGC:              "nsSGC",
	"1.3.6.1.4.1.311.20.2.2": "smartcardLogon",
	"1.3.6.1.5.2.3.5":        "kerberosKDC",

	RSA:               "rsaEncryption",
	MD2WithRSA:        "md2WithRSAEncryption",
	MD4WithRSA:        "md4WithRSAEncryption",
	MD5WithRSA:        "md5WithRSAEncryption",
	SHA1WithRSA:       "sha1WithRSAEncryption",
	RSAOAEP:           "rsaesOaep",
	MGF1:              "mgf1",
	RSAPSS:            "rsassaPss",
	SHA256WithRSA:     "sha256WithRSAEncryption",
	SHA384WithRSA:     "sha384WithRSAEncryption",
	SHA512WithRSA:     "sha512WithRSAEncryption",
	SHA224WithRSA:     "sha224WithRSAEncryption",
	SHA512t224WithRSA: "sha512-224WithRSAEncryption",
	SHA512t256WithRSA: "sha512-256WithRSAEncryption",
	DSA:               "dsaEncryption",
	DSAWithSHA1:       "dsa-with-SHA1",
	DSAWithSHA224:     "dsa-with-SHA224",
	DSAWithSHA256:     "dsa-with-SHA256",
	EC:                "ecPublicKey",
	ECDSAWithSHA1:     "ecdsa-with-SHA1",
	ECDSAWithSHA224:   "ecdsa-with-SHA224",
	ECDSAWithSHA256:   "ecdsa-with-SHA256",
	ECDSAWithSHA384:   "ecdsa-with-SHA384",
	ECDSAWithSHA512:   "ecdsa-with-SHA512",
	X25519:            "X25519",
	X448:              "X448",
	Ed25519:           "Ed25519",
	Ed448:             "Ed448",
	MLDSA44:           "ML-DSA-44",
	MLDSA65:           "ML-DSA-65",
	MLDSA87:           "ML-DSA-87",
	SHA1:              "SHA-1",
	SHA256:            "SHA-256",
	SHA384:            "SHA-384",
	SHA512:            "SHA-512",
	SHA224:            "SHA-224",
	P224:              "P-224",
	P256:              "P-256",
	P384:              "P-384",
	P521:              "P-521",
	P192:              "P-192",
	Secp256k1:         "secp256k1",
}

// Name returns the short name of a dotted OID: "CN", "Key Usage", "serverAuth", "sha256WithRSAEncryption"; "" for an
// unknown one.
func Name(dotted string) string { return names[dotted] }

// interned maps content octets of common OIDs to their dotted form, which saves building it again.
var interned = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, len(names))
	for dotted := range names {
		m[string(der.OIDContent(dotted))] = dotted
	}
	return m
})

// Text returns the dotted form of content octets (X.690 section 8.19).
func Text(content []byte) string {
	if dotted, ok := interned()[string(content)]; ok {
		return dotted
	}
	return der.OIDText(content)
}
