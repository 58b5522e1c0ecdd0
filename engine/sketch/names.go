package sketch

import (
	"strings"

	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/read/printed"
)

// unknown stands for an extension whose identifier the text does not tell.
const unknown = "1.3.6.1.4.1.32473.1" // RFC 5612: for documentation

// called are the identifiers of extensions by what OpenSSL, certtool and NSS' certutil print.
var called = map[string]string{
	"Issuer Alternative Name":       oid.IssuerAltName,
	"Private Key Usage Period":      oid.PrivateKeyUsage,
	"Name Constraints":              oid.NameConstraints,
	"CRL Distribution Points":       oid.CRLDistribution,
	"CRL Distribution points":       oid.CRLDistribution,
	"Certificate Policies":          oid.Policies,
	"Policies":                      oid.Policies,
	"Policy Mappings":               oid.PolicyMappings,
	"Policy Constraints":            oid.PolicyConstr,
	"Inhibit Any Policy":            oid.InhibitAnyPolicy,
	"Freshest CRL":                  oid.FreshestCRL,
	"Netscape Cert Type":            oid.NsCertType,
	"Netscape Certificate Type":     oid.NsCertType,
	"Proxy Certificate Information": oid.ProxyInfo,
	"Authority Information Access":  oid.AuthorityInfo,
	"Subject Information Access":    oid.SubjectInfo,
	"TLS Feature":                   oid.TLSFeature,
	"OCSP No Check":                 oid.OCSPNoCheck,
	"CT Precertificate SCTs":        oid.SCTList,
	"CT Precertificate Poison":      oid.Poison,
	"sbgp-ipAddrBlock":              oid.AddressBlocks,
	"sbgp-autonomousSysNum":         oid.ASIdentifiers,
}

// handled are the extensions that OpenSSL knows what to do about when critical (X509_supported_extension), apart from
// those with a value of their own here.
var handled = map[string]bool{
	oid.NameConstraints: true, oid.CRLDistribution: true, oid.Policies: true, oid.PolicyMappings: true,
	oid.PolicyConstr: true, oid.InhibitAnyPolicy: true, oid.NsCertType: true, oid.ProxyInfo: true,
	oid.AddressBlocks: true, oid.ASIdentifiers: true,
}

// isOID reports whether s is an object identifier in dotted form that can be encoded.
func isOID(s string) bool {
	return strings.Count(s, ".") >= 2 && len(s) < 100 && der.ValidOID(der.OIDContent(s))
}

func identifier(e *printed.Extension) string {
	if e.OID != "" {
		return e.OID
	}
	if isOID(e.Name) {
		return e.Name
	}
	if id := called[e.Name]; id != "" {
		return id
	}
	return unknown
}
