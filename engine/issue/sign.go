package issue

import (
	"crypto"
	"crypto/rsa"
	"fmt"
	"io"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/tbs"
)

// Sign signs a specification and reads the certificate back, so that what comes out is known to load.
func Sign(s *tbs.Spec, signer crypto.Signer, random io.Reader) (*cert.Certificate, error) {
	message := s.TBS()
	var options crypto.SignerOpts = s.Algorithm.Hash
	if s.Algorithm.Hash != 0 {
		h := s.Algorithm.Hash.New()
		h.Write(message)
		message = h.Sum(nil)
	}
	if s.Algorithm.Kind == key.RSAPSS {
		options = &rsa.PSSOptions{SaltLength: s.Algorithm.Salt, Hash: s.Algorithm.Hash}
	}
	signature, err := signer.Sign(random, message, options)
	if err != nil {
		return nil, fmt.Errorf("issue: signing: %w", err)
	}
	c, rest, err := cert.Parse(s.Certificate(signature))
	if err != nil || len(rest) > 0 {
		return nil, fmt.Errorf("issue: the signed certificate does not load: %w", err)
	}
	return c, nil
}
