// Package cert reads the fields of one X.509 certificate as tolerantly as OpenSSL's d2i_X509 does, and keeps the bytes
// that signatures and re-issuing need; keys and signatures are package key's. It never uses crypto/x509: that refuses
// much of what OpenSSL loads.
package cert

import (
	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/release"
)

// Certificate is one certificate: RFC 5280 section 4.1, read leniently. All byte slices alias the input of Parse.
type Certificate struct {
	Raw    []byte // the whole certificate as received
	RawTBS []byte // tbsCertificate as received, header included: what the signature covers

	Version    int           // X509_get_version: 0 for v1, 2 for v3; -1 when negative or not representable
	Serial     []byte        // content octets of the INTEGER, two's complement, big endian
	InnerAlg   key.Algorithm // signature, inside the TBS
	Issuer     Name
	NotBefore  Time
	NotAfter   Time
	Subject    Name
	SPKI       key.Info
	Extensions []Extension // in order; nil when there is no [3]
	OuterAlg   key.Algorithm
	Signature  der.Bits

	// The extension cache (OpenSSL's ossl_x509v3_cache_extensions). A field is nil when the extension is absent,
	// occurs twice or does not decode.
	BasicConstraints *BasicConstraints
	KeyUsage         *KeyUsage
	ExtKeyUsage      []string // dotted OIDs; non-nil and empty when present without any
	SubjectKeyID     []byte   // non-nil when present
	AuthorityKeyID   *AuthorityKeyIdentifier
	SubjectAltName   *[]GeneralName

	NsCertType      *byte            // Netscape certificate type, first byte; nil when absent
	NameConstraints *NameConstraints // RFC 5280 section 4.2.1.10
	ProxyInfo       *ProxyInfo       // RFC 3820 section 3.8
	AddressBlocks   []AddressFamily  // RFC 3779 section 2; non-nil when present
	ASIdentifiers   *ASIdentifiers   // RFC 3779 section 3

	Trust *TrustSettings // from a TRUSTED CERTIFICATE block; nil otherwise

	cache extensionCache
	spans spans
	loads [release.Open40 + 1]*der.Error // why a release does not load it
	self  selfCache
}

// Name is a distinguished name. Raw is the SEQUENCE as received; Canonical is OpenSSL's canonical encoding (equal
// names have equal Canonical).
type Name struct {
	Raw        []byte
	Canonical  []byte
	Attributes []Attribute
}

// Attribute is one AttributeTypeAndValue. RDN counts from 0.
type Attribute struct {
	OID   string
	Tag   byte
	Value []byte // content octets
	RDN   int
}

// Time is a validity time as received. Tag is 23 (UTCTime) or 24 (GeneralizedTime).
type Time struct {
	Tag     byte
	Content []byte
}

// Extension is one extension as received. Value is the content of the OCTET STRING; Raw the whole element.
type Extension struct {
	OID      string
	Critical bool
	Value    []byte
	Raw      []byte
}

// BasicConstraints is RFC 5280 section 4.2.1.9. PathLen is -1 when absent, negative or too large; HasPathLen says
// whether the field is there.
type BasicConstraints struct {
	CA         bool
	PathLen    int64
	HasPathLen bool
}

// KeyUsage holds the bits as OpenSSL caches them: first content byte | second << 8.
type KeyUsage uint16

// Key usage bits (OpenSSL KU_*).
const (
	DigitalSignature KeyUsage = 0x80
	NonRepudiation   KeyUsage = 0x40
	KeyEncipherment  KeyUsage = 0x20
	DataEncipherment KeyUsage = 0x10
	KeyAgreement     KeyUsage = 0x08
	KeyCertSign      KeyUsage = 0x04
	CRLSign          KeyUsage = 0x02
	EncipherOnly     KeyUsage = 0x01
	DecipherOnly     KeyUsage = 0x8000
)

// AuthorityKeyIdentifier is RFC 5280 section 4.2.1.1. KeyID is nil when absent; Serial holds INTEGER content octets.
type AuthorityKeyIdentifier struct {
	KeyID     []byte
	HasKeyID  bool
	Issuer    []GeneralName
	HasIssuer bool
	Serial    []byte
	HasSerial bool
}

// GeneralName is one name of RFC 5280 section 4.2.1.6. Tag is the context tag: 0 otherName, 1 rfc822Name, 2 dNSName,
// 3 x400Address, 4 directoryName, 5 ediPartyName, 6 uniformResourceIdentifier, 7 iPAddress, 8 registeredID. Value is
// the content; Name is set for 4.
type GeneralName struct {
	Tag   byte
	Value []byte
	Name  *Name
	Other *OtherName // set for 0
}

// OtherName is the otherName choice. Tag and Content are those of the value inside [0]; Tag is -1 when it is not of a
// universal type.
type OtherName struct {
	Type    string // dotted OID
	Raw     []byte // the value, header included
	Tag     int
	Content []byte
}

// TrustSettings is the auxiliary data of a TRUSTED CERTIFICATE block (OpenSSL X509_CERT_AUX): dotted OIDs.
type TrustSettings struct {
	Trust    []string // meaningful when HasTrust
	HasTrust bool
	Reject   []string
	Alias    string
}
