package tbs

import (
	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/host"
	"x509strict/engine/oid"
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
	return NewExtension(oid.BasicConstraints, ca, der.Build(0x30, parts...))
}

// KeyUsage returns the critical extension of RFC 5280 section 4.2.1.3.
func KeyUsage(bits cert.KeyUsage) cert.Extension {
	return NewExtension(oid.KeyUsage, true, KeyUsageValue(bits))
}

func KeyUsageValue(bits cert.KeyUsage) []byte {
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
	return NewExtension(oid.ExtKeyUsage, false, ExtKeyUsageValue(oids))
}

func ExtKeyUsageValue(oids []string) []byte {
	var parts [][]byte
	for _, o := range oids {
		parts = append(parts, der.BuildOID(o))
	}
	return der.Build(0x30, parts...)
}

// SubjectKeyID returns the extension of RFC 5280 section 4.2.1.2.
func SubjectKeyID(id []byte) cert.Extension {
	return NewExtension(oid.SubjectKeyID, false, der.Build(0x04, id))
}

// AuthorityKeyID returns the extension of RFC 5280 section 4.2.1.1 with a key identifier, and with issuer (a Name
// element) and serial (INTEGER content) when both are given.
func AuthorityKeyID(id, issuer, serial []byte) cert.Extension {
	parts := [][]byte{der.Build(0x80, id)}
	if issuer != nil && serial != nil {
		parts = append(parts, der.Build(0xa1, der.Build(0xa4, issuer)), der.Build(0x82, serial))
	}
	return NewExtension(oid.AuthorityKeyID, false, der.Build(0x30, parts...))
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

func (n AltName) Element() []byte {
	if n.IP != nil {
		return der.Build(0x87, n.IP)
	}
	return der.Build(0x82, []byte(n.DNS))
}

// SubjectAltName returns the extension of RFC 5280 section 4.2.1.6.
func SubjectAltName(critical bool, names ...AltName) cert.Extension {
	var parts [][]byte
	for _, n := range names {
		parts = append(parts, n.Element())
	}
	return NewExtension(oid.SubjectAltName, critical, der.Build(0x30, parts...))
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
