// Package printed reads what tools print of a certificate: openssl x509 -text and -ext, asn1parse, keytool -v,
// certutil -dump, NSS' certutil -L, GnuTLS' certtool -i, curl -v, JSSE's debug log, and what Python, Go, Java and
// Node.js show of their objects.
//
// In: text. Out: what it says of each certificate, as far as it goes. Such a text is no certificate: nothing is
// verified, extensions that a tool does not name are missing, and what was cut off looks as if it were not there.
package printed

import (
	"strings"
	"time"

	"x509strict/engine/internal/hexdigit"
)

// Certificate is what a text says of one.
type Certificate struct {
	Format    string // id of the tool, such as "openssl"
	At        int    // offset in the text
	Subject   string // as printed; "" when the text does not name it
	Issuer    string
	NotBefore time.Time // zero when the text does not say, or in a form that depends on the country
	NotAfter  time.Time
	Version   int  // 1 to 3; 0 when the text does not say
	Whole     bool // extensions were printed to their end: what is not there is not in the certificate

	BasicConstraints *Extension
	KeyUsage         *Extension
	SubjectKeyID     *Extension
	AuthorityKeyID   *Extension
	Names            *Extension // subject alternative names
}

// Extension is what a text says of one extension.
type Extension struct {
	Critical bool
	Value    string // as printed, on one line, cut short
	ended    bool   // another extension stands behind it: it was not cut off
}

// CA reports whether basic constraints say that it is a CA.
func (c *Certificate) CA() bool {
	return c.BasicConstraints != nil &&
		contains(c.BasicConstraints.Value, "CA:TRUE", "Subject Type=CA", "(CA): TRUE", "Is a CA",
			"ca=True", "IsCA:true", "0101FF")
}

// Forbids reports whether key usage is printed to its end and does not allow to sign certificates.
func (c *Certificate) Forbids() bool {
	return c.KeyUsage != nil && (c.KeyUsage.ended || c.Whole) && !c.SignsCertificates()
}

// SignsCertificates reports whether key usage allows it.
func (c *Certificate) SignsCertificates() bool {
	if c.KeyUsage == nil {
		return false
	}
	if bits, ok := bitString(c.KeyUsage.Value); ok {
		return bits&0x04 != 0
	}
	if n, ok := strings.CutPrefix(c.KeyUsage.Value, "KeyUsage:"); ok { // Go's bits
		return number(n)&(1<<5) != 0
	}
	return contains(c.KeyUsage.Value, "Certificate Sign", "Key_CertSign", "key_cert_sign=True", "keyCertSign")
}

// NamesKey reports whether the authority key identifier names the key of the issuer.
func (c *Certificate) NamesKey() bool {
	if c.AuthorityKeyID == nil {
		return false
	}
	v := c.AuthorityKeyID.Value
	if len(v) > 6 && v[:2] == "30" && v[2] < '8' && strings.Trim(v, "0123456789ABCDEF") == "" { // asn1parse
		return v[4:6] == "80"
	}
	v = strings.TrimPrefix(v, "AuthorityKeyIdentifier [")
	if contains(v, "keyid", "KeyIdentifier [", "KeyID=", "key_identifier=b", "AuthorityKeyId:[") {
		return !contains(v, "AuthorityKeyId:[]", "key_identifier=None")
	}
	if contains(v, "DirName", "serial", "authority_cert_issuer", "Certificate Issuer") {
		return false
	}
	v = strings.TrimSpace(v)
	return v != "" && (strings.Trim(v, "0123456789ABCDEFabcdef: ") == "" || len(v) >= 16)
}

func contains(s string, any ...string) bool {
	low := strings.ToLower(s)
	for _, a := range any {
		if strings.Contains(low, strings.ToLower(a)) {
			return true
		}
	}
	return false
}

// bitString reads the first octet of a BIT STRING printed in hex, as asn1parse does.
func bitString(v string) (bits byte, ok bool) {
	v = strings.TrimSpace(v)
	if len(v) < 8 || !strings.HasPrefix(v, "03") || strings.Trim(v, "0123456789ABCDEFabcdef") != "" {
		return 0, false
	}
	return byte(hexdigit.Value(v[6])<<4 | hexdigit.Value(v[7])), true
}

func number(s string) (n int) {
	for i := 0; i < len(s) && i < 9 && s[i] >= '0' && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// Value returns an extension's value, shortened; "" for none.
func (c *Certificate) Value(e *Extension) string {
	if e == nil {
		return ""
	}
	if len(e.Value) > 200 {
		return strings.ToValidUTF8(e.Value[:200], "") + "…"
	}
	return e.Value
}

// Critical reports whether an extension is there and critical.
func (c *Certificate) Critical(e *Extension) bool { return e != nil && e.Critical }
