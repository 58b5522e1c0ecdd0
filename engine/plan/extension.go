package plan

import (
	"bytes"
	"encoding/hex"
	"net/netip"
	"strconv"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

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
	oid.ServerAuth:      "serverAuth",
	oid.ClientAuth:      "clientAuth",
	oid.CodeSigning:     "codeSigning",
	oid.EmailProtection: "emailProtection",
	oid.TimeStamping:    "timeStamping",
	oid.OCSPSigning:     "OCSPSigning",
	oid.AnyEKU:          "anyExtendedKeyUsage",
}

var configNames = map[string]string{
	oid.BasicConstraints: "basicConstraints",
	oid.KeyUsage:         "keyUsage",
	oid.ExtKeyUsage:      "extendedKeyUsage",
	oid.SubjectKeyID:     "subjectKeyIdentifier",
	oid.AuthorityKeyID:   "authorityKeyIdentifier",
	oid.SubjectAltName:   "subjectAltName",
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
	case oid.BasicConstraints:
		if c.BasicConstraints == nil {
			return ""
		}
		b := *c.BasicConstraints
		words = append(words, "CA:"+strings.ToUpper(strconv.FormatBool(b.CA)))
		if b.PathLen >= 0 {
			words = append(words, "pathlen:"+strconv.FormatInt(b.PathLen, 10))
		}
		return ifSame(words, e.Value, tbs.BasicConstraints(b.CA, b.PathLen).Value)
	case oid.KeyUsage:
		if c.KeyUsage == nil {
			return ""
		}
		for _, u := range usageNames {
			if *c.KeyUsage&u.bit != 0 {
				words = append(words, u.name)
			}
		}
		return ifSame(words, e.Value, tbs.KeyUsageValue(*c.KeyUsage))
	case oid.ExtKeyUsage:
		for _, o := range c.ExtKeyUsage {
			if n := purposeNames[o]; n != "" {
				o = n
			}
			words = append(words, o)
		}
		return ifSame(words, e.Value, tbs.ExtKeyUsageValue(c.ExtKeyUsage))
	case oid.SubjectKeyID:
		if len(c.SubjectKeyID) == 0 || !bytes.Equal(e.Value, der.Build(0x04, c.SubjectKeyID)) {
			return ""
		}
		return colons(c.SubjectKeyID)
	case oid.SubjectAltName:
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
			if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' ||
				strings.IndexByte("-._*@/", b) >= 0 || b == ':' && n.Tag == 6) {
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
