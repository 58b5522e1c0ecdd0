package oid

// Content octets (X.690 section 8.19) of what some verifiers compare byte for byte, without making text of it.

// Contents of extension OIDs.
const (
	SubjectKeyIDContent     = "\x55\x1d\x0e"
	KeyUsageContent         = "\x55\x1d\x0f"
	SubjectAltNameContent   = "\x55\x1d\x11"
	BasicConstraintsContent = "\x55\x1d\x13"
	NameConstraintsContent  = "\x55\x1d\x1e"
	CRLDistributionContent  = "\x55\x1d\x1f"
	PoliciesContent         = "\x55\x1d\x20"
	PolicyMappingsContent   = "\x55\x1d\x21"
	AuthorityKeyIDContent   = "\x55\x1d\x23"
	PolicyConstrContent     = "\x55\x1d\x24"
	ExtKeyUsageContent      = "\x55\x1d\x25"
	InhibitAnyPolicyContent = "\x55\x1d\x36"
	AuthorityInfoContent    = "\x2b\x06\x01\x05\x05\x07\x01\x01"
)

// Contents of the OIDs of purposes, policies and their qualifiers.
const (
	PracticeStatementContent = "\x2b\x06\x01\x05\x05\x07\x02\x01"
	UserNoticeContent        = "\x2b\x06\x01\x05\x05\x07\x02\x02"
	ServerAuthContent        = "\x2b\x06\x01\x05\x05\x07\x03\x01"
	ClientAuthContent        = "\x2b\x06\x01\x05\x05\x07\x03\x02"
	AnyEKUContent            = "\x55\x1d\x25\x00"
	AnyPolicyContent         = "\x55\x1d\x20\x00"
)

// Contents of attribute OIDs.
const (
	CommonNameContent         = "\x55\x04\x03"
	CountryContent            = "\x55\x04\x06"
	LocalityContent           = "\x55\x04\x07"
	StateContent              = "\x55\x04\x08"
	OrganizationContent       = "\x55\x04\x0a"
	OrganizationalUnitContent = "\x55\x04\x0b"
	EmailAddressContent       = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01"
)
