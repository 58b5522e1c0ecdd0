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

// names holds short names: attribute types as RFC 4514 and OpenSSL write them, everything else in words.
var names = map[string]string{
	"2.5.4.3":                    "CN",
	"2.5.4.4":                    "SN",
	"2.5.4.5":                    "serialNumber",
	"2.5.4.6":                    "C",
	"2.5.4.7":                    "L",
	"2.5.4.8":                    "ST",
	"2.5.4.9":                    "street",
	"2.5.4.10":                   "O",
	"2.5.4.11":                   "OU",
	"2.5.4.12":                   "title",
	"2.5.4.13":                   "description",
	"2.5.4.15":                   "businessCategory",
	"2.5.4.17":                   "postalCode",
	"2.5.4.41":                   "name",
	"2.5.4.42":                   "GN",
	"2.5.4.43":                   "initials",
	"2.5.4.44":                   "generationQualifier",
	"2.5.4.45":                   "x500UniqueIdentifier",
	"2.5.4.46":                   "dnQualifier",
	"2.5.4.65":                   "pseudonym",
	"2.5.4.97":                   "organizationIdentifier",
	"0.9.2342.19200300.100.1.1":  "UID",
	"0.9.2342.19200300.100.1.25": "DC",
	"1.2.840.113549.1.9.1":       "emailAddress",
	"1.2.840.113549.1.9.2":       "unstructuredName",
	"1.2.840.113549.1.9.8":       "unstructuredAddress",
	"1.3.6.1.4.1.311.60.2.1.1":   "jurisdictionL",
	"1.3.6.1.4.1.311.60.2.1.2":   "jurisdictionST",
	"1.3.6.1.4.1.311.60.2.1.3":   "jurisdictionC",

	"2.5.29.9":                "Subject Directory Attributes",
	"2.5.29.14":               "Subject Key Identifier",
	"2.5.29.15":               "Key Usage",
	"2.5.29.16":               "Private Key Usage Period",
	"2.5.29.17":               "Subject Alternative Name",
	"2.5.29.18":               "Issuer Alternative Name",
	"2.5.29.19":               "Basic Constraints",
	"2.5.29.30":               "Name Constraints",
	"2.5.29.31":               "CRL Distribution Points",
	"2.5.29.32":               "Certificate Policies",
	"2.5.29.33":               "Policy Mappings",
	"2.5.29.35":               "Authority Key Identifier",
	"2.5.29.36":               "Policy Constraints",
	"2.5.29.37":               "Extended Key Usage",
	"2.5.29.46":               "Freshest CRL",
	"2.5.29.54":               "Inhibit Any Policy",
	"1.3.6.1.5.5.7.1.1":       "Authority Information Access",
	"1.3.6.1.5.5.7.1.3":       "QC Statements",
	"1.3.6.1.5.5.7.1.7":       "IP Address Blocks",
	"1.3.6.1.5.5.7.1.8":       "AS Identifiers",
	"1.3.6.1.5.5.7.1.11":      "Subject Information Access",
	"1.3.6.1.5.5.7.1.14":      "Proxy Certificate Information",
	"1.3.6.1.5.5.7.1.24":      "TLS Feature",
	"1.3.6.1.5.5.7.48.1.5":    "OCSP No Check",
	"1.3.6.1.4.1.11129.2.4.2": "Signed Certificate Timestamps",
	"1.3.6.1.4.1.11129.2.4.3": "Certificate Transparency Poison",
	"1.3.6.1.4.1.311.20.2":    "Microsoft Certificate Template Name",
	"1.3.6.1.4.1.311.21.1":    "Microsoft CA Version",
	"1.3.6.1.4.1.311.21.2":    "Microsoft Previous CA Certificate Hash",
	"1.3.6.1.4.1.311.21.7":    "Microsoft Certificate Template",
	"1.3.6.1.4.1.311.21.10":   "Microsoft Application Policies",
	"2.16.840.1.113730.1.1":   "Netscape Certificate Type",
	"2.16.840.1.113730.1.13":  "Netscape Comment",

	"1.3.6.1.5.5.7.3.1":      "serverAuth",
	"1.3.6.1.5.5.7.3.2":      "clientAuth",
	"1.3.6.1.5.5.7.3.3":      "codeSigning",
	"1.3.6.1.5.5.7.3.4":      "emailProtection",
	"1.3.6.1.5.5.7.3.5":      "ipsecEndSystem",
	"1.3.6.1.5.5.7.3.6":      "ipsecTunnel",
	"1.3.6.1.5.5.7.3.7":      "ipsecUser",
	"1.3.6.1.5.5.7.3.8":      "timeStamping",
	"1.3.6.1.5.5.7.3.9":      "OCSPSigning",
	"1.3.6.1.5.5.7.3.10":     "dvcs",
	"1.3.6.1.5.5.7.3.17":     "ipsecIKE",
	"2.5.29.37.0":            "anyExtendedKeyUsage",
	"1.3.6.1.4.1.311.10.3.3": "msSGC",
	"2.16.840.1.113730.4.1":  "nsSGC",
	"1.3.6.1.4.1.311.20.2.2": "smartcardLogon",
	"1.3.6.1.5.2.3.5":        "kerberosKDC",

	"1.2.840.113549.1.1.1":    "rsaEncryption",
	"1.2.840.113549.1.1.2":    "md2WithRSAEncryption",
	"1.2.840.113549.1.1.3":    "md4WithRSAEncryption",
	"1.2.840.113549.1.1.4":    "md5WithRSAEncryption",
	"1.2.840.113549.1.1.5":    "sha1WithRSAEncryption",
	"1.2.840.113549.1.1.7":    "rsaesOaep",
	"1.2.840.113549.1.1.8":    "mgf1",
	"1.2.840.113549.1.1.10":   "rsassaPss",
	"1.2.840.113549.1.1.11":   "sha256WithRSAEncryption",
	"1.2.840.113549.1.1.12":   "sha384WithRSAEncryption",
	"1.2.840.113549.1.1.13":   "sha512WithRSAEncryption",
	"1.2.840.113549.1.1.14":   "sha224WithRSAEncryption",
	"1.2.840.113549.1.1.15":   "sha512-224WithRSAEncryption",
	"1.2.840.113549.1.1.16":   "sha512-256WithRSAEncryption",
	"1.2.840.10040.4.1":       "dsaEncryption",
	"1.2.840.10040.4.3":       "dsa-with-SHA1",
	"2.16.840.1.101.3.4.3.1":  "dsa-with-SHA224",
	"2.16.840.1.101.3.4.3.2":  "dsa-with-SHA256",
	"1.2.840.10045.2.1":       "ecPublicKey",
	"1.2.840.10045.4.1":       "ecdsa-with-SHA1",
	"1.2.840.10045.4.3.1":     "ecdsa-with-SHA224",
	"1.2.840.10045.4.3.2":     "ecdsa-with-SHA256",
	"1.2.840.10045.4.3.3":     "ecdsa-with-SHA384",
	"1.2.840.10045.4.3.4":     "ecdsa-with-SHA512",
	"1.3.101.110":             "X25519",
	"1.3.101.111":             "X448",
	"1.3.101.112":             "Ed25519",
	"1.3.101.113":             "Ed448",
	"2.16.840.1.101.3.4.3.17": "ML-DSA-44",
	"2.16.840.1.101.3.4.3.18": "ML-DSA-65",
	"2.16.840.1.101.3.4.3.19": "ML-DSA-87",
	"1.3.14.3.2.26":           "SHA-1",
	"2.16.840.1.101.3.4.2.1":  "SHA-256",
	"2.16.840.1.101.3.4.2.2":  "SHA-384",
	"2.16.840.1.101.3.4.2.3":  "SHA-512",
	"2.16.840.1.101.3.4.2.4":  "SHA-224",
	"1.3.132.0.33":            "P-224",
	"1.2.840.10045.3.1.7":     "P-256",
	"1.3.132.0.34":            "P-384",
	"1.3.132.0.35":            "P-521",
	"1.2.840.10045.3.1.1":     "P-192",
	"1.3.132.0.10":            "secp256k1",
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
