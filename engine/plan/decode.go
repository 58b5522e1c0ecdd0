package plan

import (
	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/release"
	"x509strict/engine/tbs"
)

// blank is a version 3 certificate around one extension: what OpenSSL's decoders make of an extension does not depend
// on the rest.
func blank(e cert.Extension) []byte {
	when := cert.Time{Tag: 23, Content: []byte("240101000000Z")}
	s := tbs.Spec{
		Version:    2,
		Serial:     []byte{1},
		Algorithm:  tbs.Algorithm{Raw: der.Build(0x30, der.BuildOID(oid.Ed25519))},
		Issuer:     der.Build(0x30),
		NotBefore:  when,
		NotAfter:   when,
		Subject:    der.Build(0x30),
		SPKI:       assumedKey,
		Extensions: []cert.Extension{e},
	}
	return s.Certificate([]byte{0})
}

// decode returns a certificate whose extension cache holds e alone.
func decode(e cert.Extension) *cert.Certificate {
	c, _, err := cert.Parse(blank(e))
	if err != nil {
		return &cert.Certificate{} // an extension that does not even parse has no value
	}
	return c
}

// decodes reports whether every OpenSSL generation reads the extension.
func decodes(e cert.Extension) bool {
	c, _, err := cert.Parse(blank(e))
	if err != nil {
		return false
	}
	for _, r := range release.All {
		if bad, _ := c.Invalid(r); bad {
			return false
		}
	}
	return true
}

// assumedKey is the public key of every certificate that is only assumed: the base point of P-256 (private key 1).
var assumedKey = der.Build(
	0x30,
	der.Build(0x30, der.BuildOID(oid.EC), der.BuildOID(oid.P256)),
	der.Build(0x03, []byte{
		0,
		4,
		0x6b,
		0x17,
		0xd1,
		0xf2,
		0xe1,
		0x2c,
		0x42,
		0x47,
		0xf8,
		0xbc,
		0xe6,
		0xe5,
		0x63,
		0xa4,
		0x40,
		0xf2,
		0x77,
		0x03,
		0x7d,
		0x81,
		0x2d,
		0xeb,
		0x33,
		0xa0,
		0xf4,
		0xa1,
		0x39,
		0x45,
		0xd8,
		0x98,
		0xc2,
		0x96,
		0x4f,
		0xe3,
		0x42,
		0xe2,
		0xfe,
		0x1a,
		0x7f,
		0x9b,
		0x8e,
		0xe7,
		0xeb,
		0x4a,
		0x7c,
		0x0f,
		0x9e,
		0x16,
		0x2b,
		0xce,
		0x33,
		0x57,
		0x6b,
		0x31,
		0x5e,
		0xce,
		0xcb,
		0xb6,
		0x40,
		0x68,
		0x37,
		0xbf,
		0x51,
		0xf5,
	}),
)
