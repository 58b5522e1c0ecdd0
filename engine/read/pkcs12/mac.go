package pkcs12

import (
	"crypto/hmac"

	"x509strict/engine/der"
	"x509strict/engine/read/pbe"
)

// checkMAC finds the password that fits the checksum and keeps only that one.
//
//	MacData ::= SEQUENCE { mac SEQUENCE { algorithm AlgorithmIdentifier, digest OCTET STRING }, macSalt OCTET STRING,
//		iterations INTEGER DEFAULT 1 }
func (o *opening) checkMAC(pfx *der.Reader, content []byte) error {
	macData := pfx.Enter(der.Of(der.Sequence))
	info := macData.Enter(der.Of(der.Sequence))
	derive, iterations, err := readMAC(info)
	digest := info.String(der.Of(der.OctetString), der.OctetString)
	macData.Leave(info)
	salt := macData.String(der.Of(der.OctetString), der.OctetString)
	if err == nil && macData.More() {
		n, countErr := pbe.ReadIterations(macData)
		if err = countErr; iterations == 0 {
			iterations = n
		}
	}
	pfx.Leave(macData)
	if synErr := pfx.Err(); synErr != nil {
		err = synErr
	}
	if err != nil {
		o.fault("checksum", err)
		return nil // the contents may still open
	}
	iterations = max(iterations, 1)
	for _, p := range o.passwords {
		if !p.Affordable(iterations) {
			continue
		}
		got, err := derive(p, salt, iterations, content, o.step)
		if err != nil {
			return err
		}
		if hmac.Equal(got, digest) {
			o.passwords = []pbe.Password{p}
			if p.Guess {
				o.Guessed = p.Text
			}
			return nil
		}
	}
	o.LockedAll, o.Unchecked = true, true
	return nil
}

type macFunc func(p pbe.Password, salt []byte, iterations int, content []byte, step func(int) error) ([]byte, error)

// readMAC reads the algorithm of the checksum. iterations is 0 when they stand in MacData, as they do for all but
// PBMAC1 (RFC 9579).
func readMAC(info *der.Reader) (f macFunc, iterations int, err error) {
	alg := info.Enter(der.Of(der.Sequence))
	digest := der.OIDText(alg.OID(der.Of(der.ObjectIdentifier)))
	if digest == oidPBMAC1 {
		params := alg.Enter(der.Of(der.Sequence))
		kdf, err := pbe.ReadKDF(params)
		if err != nil {
			return nil, 0, err
		}
		scheme := params.Enter(der.Of(der.Sequence))
		h := pbe.Hashes[der.OIDText(scheme.OID(der.Of(der.ObjectIdentifier)))]
		for scheme.More() {
			scheme.Any()
		}
		params.Leave(scheme)
		alg.Leave(params)
		info.Leave(alg)
		size := kdf.KeySize
		if info.Err() != nil {
			return nil, 0, info.Err()
		}
		if h == nil || size < 20 || size > 64 { // RFC 9579 section 6: a short key proves nothing; no digest is longer
			return nil, 0, &pbe.UnsupportedError{What: "PBMAC1 with these parameters"}
		}
		return func(p pbe.Password, _ []byte, _ int, content []byte, step func(int) error) ([]byte, error) {
			key, err := kdf.Key([]byte(p.Text), size, step)
			if err != nil {
				return nil, err
			}
			mac := hmac.New(h, key)
			mac.Write(content)
			return mac.Sum(nil), nil
		}, kdf.Iterations, nil
	}
	for alg.More() {
		alg.Any()
	}
	info.Leave(alg)
	h := pbe.Hashes[digest]
	if h == nil {
		return nil, 0, &pbe.UnsupportedError{What: "checksum " + digest}
	}
	return func(p pbe.Password, salt []byte, iterations int, content []byte, step func(int) error) ([]byte, error) {
		key, err := pbe.PKCS12Key(h, salt, p.BMP(), iterations, 3, h().Size(), step)
		if err != nil {
			return nil, err
		}
		mac := hmac.New(h, key)
		mac.Write(content)
		return mac.Sum(nil), nil
	}, 0, nil
}
