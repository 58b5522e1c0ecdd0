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
	NoSubject bool // the text shows that the subject is empty
	NoIssuer  bool
	PublicKey Key
	Signature string // algorithm as printed; "" when the text does not say

	Extensions       []*Extension // in the order of the text, those below among them
	BasicConstraints *Extension
	KeyUsage         *Extension
	Purposes         *Extension // extended key usage
	SubjectKeyID     *Extension
	AuthorityKeyID   *Extension
	Names            *Extension // subject alternative names
}

// Ended reports whether another extension stands behind it, so that it was not cut off.
func (e *Extension) Ended() bool { return e.ended }

// Extension is what a text says of one extension.
type Extension struct {
	Name     string // as printed: words or an object identifier
	OID      string // of those with a field of their own; "" for others
	Critical bool
	Value    string // as printed, on one line, cut short
	ended    bool   // another extension stands behind it: it was not cut off
}

// add adds an extension, and puts it where it belongs.
func (c *Certificate) add(e *Extension) {
	c.Extensions = append(c.Extensions, e)
	for _, k := range kinds {
		if e.Name == k.oid || hasName(k.names, e.Name) {
			e.OID = k.oid
			k.put(c, e)
		}
	}
}

// CA reports whether basic constraints say that it is a CA.
func (c *Certificate) CA() bool {
	return c.BasicConstraints != nil &&
		contains(c.BasicConstraints.Value, "CA:TRUE", "Subject Type=CA", "(CA): TRUE", "Is a CA",
			"ca=True", "IsCA:true", "0101FF")
}

// Usage is key usage as the text shows it: its first octet, and whether any of it is a word or number that is read.
func (c *Certificate) Usage() (bits byte, known bool) {
	if c.KeyUsage == nil {
		return 0, false
	}
	v := strings.TrimSpace(c.KeyUsage.Value)
	if bits, ok := bitString(v); ok {
		return bits, true
	}
	if n, ok := strings.CutPrefix(v, "KeyUsage:"); ok { // Go's bits, the first of them the lowest
		for i, n := 0, number(n); i < 8; i++ {
			bits |= byte(n>>i&1) << (7 - i)
		}
		return bits, true
	}
	if k := strings.LastIndexByte(v, '('); k >= 0 && strings.HasSuffix(v, ")") && len(v)-k >= 4 { // Windows' certutil
		hi, lo := hexdigit.Value(v[k+1]), hexdigit.Value(v[k+2])
		if hi >= 0 && lo >= 0 && strings.IndexByte("), ", v[k+3]) >= 0 {
			return byte(hi<<4 | lo), true
		}
	}
	for word := range strings.SplitSeq(v, ",") {
		for i, words := range usages {
			if contains(word, words...) && !strings.Contains(word, "=False") { // cryptography names each bit
				bits |= 0x80 >> i
			}
		}
	}
	return bits, bits != 0
}

// usages are the words for the bits of key usage (RFC 5280 section 4.2.1.3), the first one first.
var usages = [8][]string{
	{"Digital Signature", "DigitalSignature", "digital_signature=True"},
	{"Non Repudiation", "Non-Repudiation", "Non_repudiation", "content_commitment=True", "nonRepudiation"},
	{"Key Encipherment", "Key_Encipherment", "key_encipherment=True", "keyEncipherment"},
	{"Data Encipherment", "Data_Encipherment", "data_encipherment=True", "dataEncipherment"},
	{"Key Agreement", "Key_Agreement", "key_agreement=True", "keyAgreement"},
	{"Certificate Sign", "Key_CertSign", "key_cert_sign=True", "keyCertSign"},
	{"CRL Sign", "Crl_Sign", "crl_sign=True", "cRLSign"},
	{"Encipher Only", "Encipher_Only", "encipher_only=True", "encipherOnly"},
}

// SignsCertificates reports whether key usage allows it.
func (c *Certificate) SignsCertificates() bool {
	bits, _ := c.Usage()
	return bits&0x04 != 0
}

// PathLen is the path length of basic constraints; -1 for none.
func (c *Certificate) PathLen() int64 {
	if c.BasicConstraints == nil {
		return -1
	}
	low := strings.ToLower(c.BasicConstraints.Value)
	for _, label := range []string{
		"pathlen:", "pathlen: ", "path length constraint: ", "path length constraint=", "maximum path length of ",
		"path_length=",
	} {
		if _, rest, ok := strings.Cut(low, label); ok && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			return int64(number(rest))
		}
	}
	return -1
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
