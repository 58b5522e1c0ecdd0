package plan

import (
	"bytes"
	"encoding/hex"
	"net/netip"
	"strconv"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/host"
	"x509strict/engine/oid"
)

// Extensions of RFC 5280 section 4.2 that a repair reads or writes.
const (
	oidSubjectKeyID     = oid.SubjectKeyID
	oidKeyUsage         = oid.KeyUsage
	oidSubjectAltName   = oid.SubjectAltName
	oidIssuerAltName    = oid.IssuerAltName
	oidBasicConstraints = oid.BasicConstraints
	oidNameConstraints  = oid.NameConstraints
	oidCRLPoints        = oid.CRLDistribution
	oidAuthorityKeyID   = oid.AuthorityKeyID
	oidExtKeyUsage      = oid.ExtKeyUsage
	oidFreshestCRL      = oid.FreshestCRL
	oidAuthorityInfo    = "1.3.6.1.5.5.7.1.1"
	oidSubjectInfo      = "1.3.6.1.5.5.7.1.11"
	oidTLSFeature       = "1.3.6.1.5.5.7.1.24"
	oidProxyCertInfo    = oid.ProxyInfo
	oidNoCheck          = oid.OCSPNoCheck
	oidSCTList          = "1.3.6.1.4.1.11129.2.4.2"
	oidPoison           = "1.3.6.1.4.1.11129.2.4.3"
	oidNetscapeCertType = oid.NsCertType

	oidServerAuth = oid.ServerAuth
	oidClientAuth = oid.ClientAuth
)

// NewExtension builds an extension from its dotted OID, criticality and DER value.
func NewExtension(oid string, critical bool, value []byte) cert.Extension {
	parts := [][]byte{der.BuildOID(oid)}
	if critical {
		parts = append(parts, []byte{1, 1, 0xff})
	}
	parts = append(parts, der.Build(0x04, value))
	return cert.Extension{OID: oid, Critical: critical, Value: value, Raw: der.Build(0x30, parts...)}
}

// BasicConstraints returns the extension of RFC 5280 section 4.2.1.9, critical for a CA; pathLen below 0 leaves the
// path length out.
func BasicConstraints(ca bool, pathLen int64) cert.Extension {
	var parts [][]byte
	if ca {
		parts = append(parts, []byte{1, 1, 0xff})
	}
	if pathLen >= 0 {
		parts = append(parts, integer(pathLen))
	}
	return NewExtension(oidBasicConstraints, ca, der.Build(0x30, parts...))
}

// KeyUsage returns the critical extension of RFC 5280 section 4.2.1.3.
func KeyUsage(bits cert.KeyUsage) cert.Extension {
	return NewExtension(oidKeyUsage, true, keyUsageValue(bits))
}

func keyUsageValue(bits cert.KeyUsage) []byte {
	content := []byte{byte(bits), byte(bits >> 8)}
	for len(content) > 1 && content[len(content)-1] == 0 {
		content = content[:len(content)-1]
	}
	unused := byte(0)
	for last := content[len(content)-1]; last != 0 && last&1 == 0; last >>= 1 {
		unused++
	}
	return der.Build(0x03, []byte{unused}, content)
}

// ExtKeyUsage returns the extension of RFC 5280 section 4.2.1.12, not critical.
func ExtKeyUsage(oids ...string) cert.Extension {
	return NewExtension(oidExtKeyUsage, false, extKeyUsageValue(oids))
}

func extKeyUsageValue(oids []string) []byte {
	var parts [][]byte
	for _, o := range oids {
		parts = append(parts, der.BuildOID(o))
	}
	return der.Build(0x30, parts...)
}

// SubjectKeyID returns the extension of RFC 5280 section 4.2.1.2.
func SubjectKeyID(id []byte) cert.Extension {
	return NewExtension(oidSubjectKeyID, false, der.Build(0x04, id))
}

// AuthorityKeyID returns the extension of RFC 5280 section 4.2.1.1 with a key identifier, and with issuer (a Name
// element) and serial (INTEGER content) when both are given.
func AuthorityKeyID(id, issuer, serial []byte) cert.Extension {
	parts := [][]byte{der.Build(0x80, id)}
	if issuer != nil && serial != nil {
		parts = append(parts, der.Build(0xa1, der.Build(0xa4, issuer)), der.Build(0x82, serial))
	}
	return NewExtension(oidAuthorityKeyID, false, der.Build(0x30, parts...))
}

// AltName is one name of a subject alternative name: a DNS name or an IP address.
type AltName struct {
	DNS string
	IP  []byte // 4 or 16 bytes
}

// ParseAltName takes an IP address for what it is and everything else for a DNS name.
func ParseAltName(s string) AltName {
	t := host.Subject(s)
	return AltName{DNS: t.Name, IP: t.IP}
}

func (n AltName) element() []byte {
	if n.IP != nil {
		return der.Build(0x87, n.IP)
	}
	return der.Build(0x82, []byte(n.DNS))
}

// SubjectAltName returns the extension of RFC 5280 section 4.2.1.6.
func SubjectAltName(critical bool, names ...AltName) cert.Extension {
	var parts [][]byte
	for _, n := range names {
		parts = append(parts, n.element())
	}
	return NewExtension(oidSubjectAltName, critical, der.Build(0x30, parts...))
}

func integer(v int64) []byte {
	var out []byte
	for {
		out = append([]byte{byte(v)}, out...)
		rest := v >> 8
		if rest == 0 && out[0] < 0x80 || rest == -1 && out[0] >= 0x80 {
			return der.Build(0x02, out)
		}
		v = rest
	}
}

var usageNames = []struct {
	bit  cert.KeyUsage
	name string
}{
	{
		cert.DigitalSignature,
		"digitalSignature",
	},
	{cert.NonRepudiation, "nonRepudiation"},
	{cert.KeyEncipherment, "keyEncipherment"},
	{cert.DataEncipherment, "dataEncipherment"},
	{cert.KeyAgreement, "keyAgreement"},
	{cert.KeyCertSign, "keyCertSign"},
	{cert.CRLSign, "cRLSign"},
	{cert.EncipherOnly, "encipherOnly"},
	{cert.DecipherOnly, "decipherOnly"},
}

var purposeNames = map[string]string{
	oidServerAuth:       "serverAuth",
	oidClientAuth:       "clientAuth",
	"1.3.6.1.5.5.7.3.3": "codeSigning",
	"1.3.6.1.5.5.7.3.4": "emailProtection",
	"1.3.6.1.5.5.7.3.8": "timeStamping",
	"1.3.6.1.5.5.7.3.9": "OCSPSigning",
	oid.AnyEKU:          "anyExtendedKeyUsage",
}

var configNames = map[string]string{
	oidBasicConstraints: "basicConstraints",
	oidKeyUsage:         "keyUsage",
	oidExtKeyUsage:      "extendedKeyUsage",
	oidSubjectKeyID:     "subjectKeyIdentifier",
	oidAuthorityKeyID:   "authorityKeyIdentifier",
	oidSubjectAltName:   "subjectAltName",
}

// ConfigLine returns what makes the extension in openssl.cnf, byte for byte: in OpenSSL's words where they give
// exactly these bytes, as DER otherwise. The value starts with "critical," for a critical extension. It is "" for an
// extension whose value is empty, for which openssl.cnf has no words: "DER:" wants a byte at least.
func ConfigLine(e cert.Extension) (name, value string) {
	name = configNames[e.OID]
	value = configWords(e)
	if name == "" {
		name = e.OID
	}
	if value == "" && len(e.Value) == 0 {
		return name, ""
	}
	if value == "" {
		value = "DER:" + colons(e.Value)
	}
	if e.Critical {
		value = "critical," + value
	}
	return name, value
}

// configWords returns OpenSSL's words for the value, or "" when its words would give other bytes.
func configWords(e cert.Extension) string {
	c := decode(e)
	var words []string
	switch e.OID {
	case oidBasicConstraints:
		if c.BasicConstraints == nil {
			return ""
		}
		b := *c.BasicConstraints
		words = append(words, "CA:"+strings.ToUpper(strconv.FormatBool(b.CA)))
		if b.PathLen >= 0 {
			words = append(words, "pathlen:"+strconv.FormatInt(b.PathLen, 10))
		}
		return ifSame(words, e.Value, BasicConstraints(b.CA, b.PathLen).Value)
	case oidKeyUsage:
		if c.KeyUsage == nil {
			return ""
		}
		for _, u := range usageNames {
			if *c.KeyUsage&u.bit != 0 {
				words = append(words, u.name)
			}
		}
		return ifSame(words, e.Value, keyUsageValue(*c.KeyUsage))
	case oidExtKeyUsage:
		for _, o := range c.ExtKeyUsage {
			if n := purposeNames[o]; n != "" {
				o = n
			}
			words = append(words, o)
		}
		return ifSame(words, e.Value, extKeyUsageValue(c.ExtKeyUsage))
	case oidSubjectKeyID:
		if len(c.SubjectKeyID) == 0 || !bytes.Equal(e.Value, der.Build(0x04, c.SubjectKeyID)) {
			return ""
		}
		return colons(c.SubjectKeyID)
	case oidSubjectAltName:
		if c.SubjectAltName == nil {
			return ""
		}
		var parts [][]byte
		for _, n := range *c.SubjectAltName {
			w := plainName(n)
			if w == "" {
				return ""
			}
			words, parts = append(words, w), append(parts, der.Build(0x80|n.Tag, n.Value))
		}
		return ifSame(words, e.Value, der.Build(0x30, parts...))
	}
	return ""
}

func ifSame(words []string, is, built []byte) string {
	if !bytes.Equal(is, built) {
		return ""
	}
	return strings.Join(words, ",")
}

// plainName writes a name as openssl.cnf takes it, "" when it needs anything beyond plain characters.
func plainName(n cert.GeneralName) string {
	switch n.Tag {
	case 7:
		if ip, ok := netip.AddrFromSlice(n.Value); ok && !ip.Is4In6() {
			return "IP:" + ip.String()
		}
	case 1, 2, 6:
		for _, b := range n.Value {
			if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("-._*@/", b) >= 0 || b == ':' && n.Tag == 6) {
				return ""
			}
		}
		// email:copy and email:move are words of OpenSSL's own (X509v3 config: the addresses of the subject).
		if word := strings.ToLower(string(n.Value)); word == "" || word == "copy" || word == "move" {
			return ""
		}
		return map[byte]string{1: "email:", 2: "DNS:", 6: "URI:"}[n.Tag] + string(n.Value)
	}
	return ""
}

// colons writes bytes as OpenSSL shows and reads them: "AB:CD".
func colons(b []byte) string {
	var s strings.Builder
	for i, v := range b {
		if i > 0 {
			s.WriteByte(':')
		}
		s.WriteString(strings.ToUpper(hex.EncodeToString([]byte{v})))
	}
	return s.String()
}
