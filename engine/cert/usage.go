package cert

import (
	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// readBasicConstraints reads RFC 5280 section 4.2.1.9:
//
//	BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
func (c *Certificate) readBasicConstraints(r *der.Reader) {
	b := &BasicConstraints{PathLen: -1}
	in := r.Enter(der.Of(der.Sequence))
	if in.Is(der.Of(der.Boolean)) {
		b.CA = in.Bool(der.Of(der.Boolean))
	}
	if in.More() {
		content := in.Integer(der.Of(der.Integer))
		b.HasPathLen = true
		if len(content) > 0 && content[0] >= 0x80 {
			c.cache.negPath = true
		} else {
			b.PathLen = der.Long(content)
		}
	}
	r.Leave(in)
	c.BasicConstraints = b
	if r.Err() != nil {
		c.cache.negPath = false
	}
}

// readKeyUsage reads RFC 5280 section 4.2.1.3, a BIT STRING of which OpenSSL keeps the first two bytes.
func (c *Certificate) readKeyUsage(r *der.Reader) {
	bits, _ := r.Bits(der.Of(der.BitString))
	var u KeyUsage
	if len(bits) > 0 {
		u = KeyUsage(bits[0])
	}
	if len(bits) > 1 {
		u |= KeyUsage(bits[1]) << 8
	}
	c.KeyUsage = &u
}

// readExtKeyUsage reads RFC 5280 section 4.2.1.12: SEQUENCE OF OBJECT IDENTIFIER.
func (c *Certificate) readExtKeyUsage(r *der.Reader) {
	list := r.EnterList(der.Of(der.Sequence))
	c.ExtKeyUsage = []string{}
	for list.More() {
		c.ExtKeyUsage = append(c.ExtKeyUsage, oid.Text(list.OID(der.Of(der.ObjectIdentifier))))
	}
	r.Leave(list)
}

// Netscape certificate type bits.
const (
	NsSSLClient byte = 0x80
	NsSSLServer byte = 0x40
	NsSSLCA     byte = 0x04
	NsAnyCA     byte = 0x07
)

// readNsCertType reads the Netscape certificate type, a BIT STRING of which OpenSSL keeps the first byte.
func (c *Certificate) readNsCertType(r *der.Reader) {
	bits, _ := r.Bits(der.Of(der.BitString))
	var b byte
	if len(bits) > 0 {
		b = bits[0]
	}
	c.NsCertType = &b
}

// ProxyInfo is RFC 3820 section 3.8. PathLen is -1 when absent or too large.
type ProxyInfo struct {
	PathLen  int64
	Language string // dotted OID
}

// readProxyInfo reads RFC 3820 section 3.8:
//
//	ProxyCertInfo ::= SEQUENCE { pCPathLenConstraint INTEGER OPTIONAL, proxyPolicy SEQUENCE
//		{ policyLanguage OBJECT IDENTIFIER, policy OCTET STRING OPTIONAL } }
func (c *Certificate) readProxyInfo(r *der.Reader) {
	p := &ProxyInfo{PathLen: -1}
	in := r.Enter(der.Of(der.Sequence))
	if in.Is(der.Of(der.Integer)) {
		p.PathLen = der.Long(in.Integer(der.Of(der.Integer)))
	}
	policy := in.Enter(der.Of(der.Sequence))
	p.Language = oid.Text(policy.OID(der.Of(der.ObjectIdentifier)))
	if policy.More() {
		policy.String(der.Of(der.OctetString), der.OctetString)
	}
	in.Leave(policy)
	r.Leave(in)
	c.ProxyInfo = p
}
