package issue

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"io"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/read/pbe"
)

// Object identifiers of RFC 7292 and of PKCS #7 and #9.
const (
	oidData          = "1.2.840.113549.1.7.1"
	oidEncryptedData = "1.2.840.113549.1.7.6"
	oidShroudedKey   = "1.2.840.113549.1.12.10.1.2"
	oidCertBag       = "1.2.840.113549.1.12.10.1.3"
	oidX509          = "1.2.840.113549.1.9.22.1"
	oidLocalKeyID    = "1.2.840.113549.1.9.21"
	oidSHA256        = "2.16.840.1.101.3.4.2.1"
)

// macIterations is what OpenSSL takes: the password is guarded by the encryption, which takes more.
const macIterations = 2048

// ownPKCS12 is [PKCS12] for keys that go-pkcs12 does not take, as crypto/x509 has no PKCS #8 for them. The bytes of
// their PKCS #8 go in as they are.
func ownPKCS12(
	own *key.Private,
	c *cert.Certificate,
	chain []*cert.Certificate,
	password string,
	random io.Reader,
) ([]byte, error) {
	shrouded, err := encrypt(own.PKCS8(), password, random)
	if err != nil {
		return nil, err
	}
	id := sha1.Sum(c.Raw) // names what belongs together, as OpenSSL does; guards nothing
	mark := der.Build(0x31, der.Build(0x30, der.BuildOID(oidLocalKeyID), der.Build(0x31, der.Build(0x04, id[:]))))
	certificates := [][]byte{certificateBag(c, mark)}
	for _, x := range chain {
		certificates = append(certificates, certificateBag(x, nil))
	}
	locked, err := encrypt(der.Build(0x30, certificates...), password, random)
	if err != nil {
		return nil, err
	}
	in := der.NewReader(locked).Enter(der.Of(der.Sequence)) // as PKCS #8 has it: AlgorithmIdentifier, OCTET STRING
	algorithm, _, _ := in.Any()
	body := in.String(der.Of(der.OctetString), der.OctetString)
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("issue: PKCS#12: %w", err)
	}
	keyBag := der.Build(0x30, der.BuildOID(oidShroudedKey), der.Build(0xa0, shrouded), mark)
	safe := der.Build(0x30,
		der.Build(0x30, der.BuildOID(oidEncryptedData), der.Build(0xa0, der.Build(0x30, der.Build(0x02, []byte{0}),
			der.Build(0x30, der.BuildOID(oidData), algorithm, der.Build(0x80, body))))),
		content(der.Build(0x30, keyBag)))
	mac, err := macOf(safe, password, random)
	if err != nil {
		return nil, err
	}
	return der.Build(0x30, der.Build(0x02, []byte{3}), content(safe), mac), nil
}

// content is a ContentInfo of plain data.
func content(data []byte) []byte {
	return der.Build(0x30, der.BuildOID(oidData), der.Build(0xa0, der.Build(0x04, data)))
}

func certificateBag(c *cert.Certificate, attributes []byte) []byte {
	return der.Build(0x30, der.BuildOID(oidCertBag), der.Build(0xa0,
		der.Build(0x30, der.BuildOID(oidX509), der.Build(0xa0, der.Build(0x04, c.Raw)))), attributes)
}

// macOf is the MacData over an AuthenticatedSafe, with SHA-256.
func macOf(safe []byte, password string, random io.Reader) ([]byte, error) {
	salt := make([]byte, 16)
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, fmt.Errorf("issue: random numbers for PKCS#12: %w", err)
	}
	const forMAC = 3 // RFC 7292 appendix B.3
	goOn := func(int) error { return nil }
	secret, err := pbe.PKCS12Key(sha256.New, salt, pbe.Password{Text: password}.BMP(), macIterations, forMAC,
		sha256.Size, goOn)
	if err != nil {
		return nil, fmt.Errorf("issue: PKCS#12: %w", err)
	}
	h := hmac.New(sha256.New, secret)
	h.Write(safe)
	digest := der.Build(0x30, der.Build(0x30, der.BuildOID(oidSHA256), der.Build(0x05)), der.Build(0x04, h.Sum(nil)))
	return der.Build(0x30, digest, der.Build(0x04, salt),
		der.Build(0x02, []byte{macIterations >> 8, macIterations & 0xff})), nil
}
