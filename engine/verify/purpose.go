package verify

import (
	"x509strict/engine/cert"
	"x509strict/engine/oid"
)

// fitsPurpose is OpenSSL's check_purpose: auxiliary trust of a stored certificate decides first, then the
// certificate's own usages.
func (p *place) fitsPurpose() bool {
	if p.at >= p.untrusted {
		switch p.trustOf(p.cert, false) {
		case trustedCert:
			return true
		case rejected:
			return false
		}
	}
	switch p.purpose() {
	case 0:
		return false
	case 1:
		return true
	}
	return !p.strict()
}

// purpose is X509_check_purpose: 1 fits, 0 does not, anything else is an objection of strict mode only.
func (p *place) purpose() int {
	c := p.cert
	if invalid, _ := c.Invalid(p.Release); invalid {
		return -1
	}
	netscape := c.Netscape(p.Release)
	switch p.Purpose {
	case SSLServer:
		if !c.Permits(p.Release, oid.ServerAuth, oid.MicrosoftSGC, oid.NetscapeSGC) {
			return 0
		}
		if p.mustCA > 0 {
			return p.sslCA()
		}
		return fits(!(netscape != nil && *netscape&cert.NsSSLServer == 0) &&
			!c.Lacks(p.Release, cert.DigitalSignature|cert.KeyEncipherment|cert.KeyAgreement))
	case SSLClient:
		if !c.Permits(p.Release, oid.ClientAuth) {
			return 0
		}
		if p.mustCA > 0 {
			return p.sslCA()
		}
		return fits(!(netscape != nil && *netscape&cert.NsSSLClient == 0) &&
			!c.Lacks(p.Release, cert.DigitalSignature|cert.KeyAgreement))
	}
	return 1
}

func fits(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// sslCA is check_ssl_ca; 1.1.1 passes the CA class up.
func (p *place) sslCA() int {
	class := p.class
	if class == 5 && *p.cert.Netscape(p.Release)&cert.NsSSLCA == 0 {
		return 0
	}
	if p.modern && class != 0 {
		return 1
	}
	return class
}
