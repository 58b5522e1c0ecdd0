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
	"x509strict/engine/oid"
	"x509strict/engine/read/pbe"
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
	mark := der.Build(0x31, der.Build(0x30, der.BuildOID(oid.LocalKeyID), der.Build(0x31, der.Build(0x04, id[:]))))
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
	keyBag := der.Build(0x30, der.BuildOID(oid.ShroudedKeyBag), der.Build(0xa0, shrouded), mark)
	safe := der.Build(0x30,
		der.Build(0x30, der.BuildOID(oid.PKCS7Encrypted), der.Build(0xa0, der.Build(0x30, der.Build(0x02, []byte{0}),
			der.Build(0x30, der.BuildOID(oid.PKCS7Data), algorithm, der.Build(0x80, body))))),
		content(der.Build(0x30, keyBag)))
	mac, err := macOf(safe, password, random)
	if err != nil {
		return nil, err
	}
	return der.Build(0x30, der.Build(0x02, []byte{3}), content(safe), mac), nil
}

// content is a ContentInfo of plain data.
func content(data []byte) []byte {
	return der.Build(0x30, der.BuildOID(oid.PKCS7Data), der.Build(0xa0, der.Build(0x04, data)))
}

func certificateBag(c *cert.Certificate, attributes []byte) []byte {
	return der.Build(0x30, der.BuildOID(oid.CertBag), der.Build(0xa0,
		der.Build(0x30, der.BuildOID(oid.X509CertBag), der.Build(0xa0, der.Build(0x04, c.Raw)))), attributes)
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
	digest := der.Build(0x30, der.Build(0x30, der.BuildOID(oid.SHA256), der.Build(0x05)), der.Build(0x04, h.Sum(nil)))
	return der.Build(0x30, digest, der.Build(0x04, salt),
		der.Build(0x02, []byte{macIterations >> 8, macIterations & 0xff})), nil
}
