package cert

import "x509strict/engine/der"

// readSubjectKeyID reads RFC 5280 section 4.2.1.2, an OCTET STRING.
func (c *Certificate) readSubjectKeyID(r *der.Reader) {
	c.SubjectKeyID = r.String(der.Of(der.OctetString), der.OctetString)
	if c.SubjectKeyID == nil {
		c.SubjectKeyID = []byte{}
	}
}

// readAuthorityKeyID reads RFC 5280 section 4.2.1.1:
//
//	AuthorityKeyIdentifier ::= SEQUENCE {
//	     keyIdentifier             [0] KeyIdentifier            OPTIONAL,
//	     authorityCertIssuer       [1] GeneralNames             OPTIONAL,
//	     authorityCertSerialNumber [2] CertificateSerialNumber  OPTIONAL  }
func (c *Certificate) readAuthorityKeyID(r *der.Reader) {
	a := new(AuthorityKeyIdentifier)
	in := r.Enter(der.Of(der.Sequence))
	if in.Is(der.Context(0)) {
		a.KeyID, a.HasKeyID = in.String(der.Context(0), der.OctetString), true
	}
	if in.Is(der.Context(1)) {
		a.Issuer, a.HasIssuer = readGeneralNames(in, der.Context(1)), true
	}
	if in.More() {
		a.Serial, a.HasSerial = in.Integer(der.Context(2)), true
	}
	r.Leave(in)
	c.AuthorityKeyID = a
}

// FirstIssuer returns the first directoryName in authorityCertIssuer, the only one OpenSSL looks at; nil when there
// is none.
func (a *AuthorityKeyIdentifier) FirstIssuer() *Name {
	for _, g := range a.Issuer {
		if g.Tag == 4 {
			return g.Name
		}
	}
	return nil
}
