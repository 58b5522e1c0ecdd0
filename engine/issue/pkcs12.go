package issue

import (
	"crypto"
	"crypto/x509"
	"fmt"
	"io"

	"software.sslmate.com/src/go-pkcs12"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/plan"
)

// PKCS12 returns a PKCS#12 file (RFC 7292) with a key, its certificate and the chain above. Modern files use PBES2
// with AES-256 and SHA-256, read by OpenSSL 1.1.1, Java 8u301 and Windows Server 2019 and later; legacy ones use 3DES
// with SHA-1.
func PKCS12(
	signer crypto.Signer,
	c *cert.Certificate,
	chain []*cert.Certificate,
	password string,
	legacy bool,
	random io.Reader,
) ([]byte, error) {
	if err := checkPassword(password); err != nil {
		return nil, err
	}
	if own, ok := signer.(*key.Private); ok {
		if legacy {
			return nil, plan.Wish(
				"software that needs PKCS#12 in its old form knows no key of kind %s; take the modern form",
				"需要旧版 PKCS#12 的软件不认识 %s 密钥，请用新版格式",
				own.Public().(key.Info).Describe(),
			)
		}
		return ownPKCS12(own, c, chain, password, random)
	}
	var above []*x509.Certificate
	for _, x := range chain {
		above = append(above, &x509.Certificate{Raw: x.Raw}) // the encoder looks at nothing else
	}
	data, err := encoder(legacy).WithRand(random).Encode(signer, &x509.Certificate{Raw: c.Raw}, above, password)
	if err != nil {
		return nil, fmt.Errorf("issue: PKCS#12: %w", err)
	}
	return data, nil
}

// TrustStore returns a PKCS#12 file of certificates to trust, as Java's keytool makes it.
func TrustStore(list []*cert.Certificate, password string, legacy bool, random io.Reader) ([]byte, error) {
	if err := checkPassword(password); err != nil {
		return nil, err
	}
	var entries []pkcs12.TrustStoreEntry
	for _, c := range list {
		entries = append(
			entries,
			pkcs12.TrustStoreEntry{
				Cert:         &x509.Certificate{Raw: c.Raw},
				FriendlyName: plan.FileBase(plan.DisplayName(c)),
			},
		)
	}
	data, err := encoder(legacy).WithRand(random).EncodeTrustStoreEntries(entries, password)
	if err != nil {
		return nil, fmt.Errorf("issue: PKCS#12: %w", err)
	}
	return data, nil
}

// checkPassword refuses what Java cannot type: its PBES2 takes ASCII only ("Password is not ASCII").
func checkPassword(password string) error {
	for _, r := range password {
		if r < 0x20 || r > 0x7e {
			return plan.Wish(
				"the password of a PKCS#12 file may only have ASCII characters, Java opens no other",
				"PKCS#12 文件的密码只能用 ASCII 字符，否则 Java 打不开",
			)
		}
	}
	return nil
}

func encoder(legacy bool) *pkcs12.Encoder {
	if legacy {
		return pkcs12.LegacyDES
	}
	return pkcs12.Modern
}
