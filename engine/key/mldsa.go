//go:build !lean

package key

import (
	"bytes"
	"crypto"
	"fmt"
	"io"

	"github.com/cloudflare/circl/sign"
	"github.com/cloudflare/circl/sign/mldsa/mldsa44"
	"github.com/cloudflare/circl/sign/mldsa/mldsa65"
	"github.com/cloudflare/circl/sign/mldsa/mldsa87"

	"x509strict/engine/der"
)

// mldsaSchemes are the parameter sets of FIPS 204.
var mldsaSchemes = map[Kind]sign.Scheme{
	"ML-DSA-44": mldsa44.Scheme(),
	"ML-DSA-65": mldsa65.Scheme(),
	"ML-DSA-87": mldsa87.Scheme(),
}

// verifyMLDSA is ML-DSA.Verify of FIPS 204 with the empty context, as RFC 9881 wants for certificates.
func (k *Public) verifyMLDSA(data, signature []byte) bool {
	scheme := mldsaSchemes[k.family]
	public, err := scheme.UnmarshalBinaryPublicKey(k.raw)
	return err == nil && len(signature) == scheme.SignatureSize() && scheme.Verify(public, data, signature, nil)
}

// GenerateMLDSA makes a new key of a parameter set, such as "ML-DSA-65".
func GenerateMLDSA(set Kind, random io.Reader) (*Private, error) {
	scheme := mldsaSchemes[set]
	for id, f := range fixedKeys {
		if f.family != set || scheme == nil {
			continue
		}
		seed := make([]byte, scheme.SeedSize())
		if _, err := io.ReadFull(random, seed); err != nil {
			return nil, fmt.Errorf("key: random numbers for a key: %w", err)
		}
		return newPrivateMLDSA(Algorithm{Raw: der.Build(0x30, der.BuildOID(id)), OID: id}, set, seed)
	}
	return nil, fmt.Errorf("key: ML-DSA has no parameter set %q", set)
}

// newPrivateMLDSA reads the forms of RFC 9881 section 6, and the bare ones that OpenSSL reads and writes, too
// (ml-dsa.input_formats): seed, expanded key, and the expanded key with the public one behind it.
//
//	ML-DSA-PrivateKey ::= CHOICE { seed [0] OCTET STRING, expandedKey OCTET STRING,
//	    both SEQUENCE { seed OCTET STRING, expandedKey OCTET STRING } }
func newPrivateMLDSA(a Algorithm, family Kind, content []byte) (*Private, error) {
	scheme := mldsaSchemes[family]
	seed, expanded := readMLDSA(content)
	p := &Private{content: content}
	var private sign.PrivateKey
	var err error
	switch {
	case len(seed) == scheme.SeedSize():
		_, private = scheme.DeriveKey(seed)
		p.content = der.Build(0x80, seed)
	case seed != nil:
		return nil, errPrivate
	case len(expanded) == scheme.PrivateKeySize()+scheme.PublicKeySize():
		expanded = expanded[:scheme.PrivateKeySize()]
		fallthrough
	default:
		if len(expanded) != scheme.PrivateKeySize() {
			return nil, errPrivate
		}
		if private, err = scheme.UnmarshalBinaryPrivateKey(expanded); err != nil {
			return nil, errPrivate
		}
	}
	if made, err := private.MarshalBinary(); err != nil ||
		seed != nil && expanded != nil && !bytes.Equal(made, expanded) {
		return nil, errPrivate // seed and key do not belong together
	}
	public, err := private.Public().(sign.PublicKey).MarshalBinary()
	if err != nil {
		return nil, err
	}
	p.info = infoOf(a, public)
	p.sign = func(_ io.Reader, message []byte) ([]byte, error) {
		return private.Sign(nil, message, crypto.Hash(0)) // FIPS 204's deterministic variant
	}
	return p, nil
}

// readMLDSA takes the content apart; what is not there is nil.
func readMLDSA(content []byte) (seed, expanded []byte) {
	octets := der.Of(der.OctetString)
	in := der.NewReader(content)
	switch {
	case len(content) == 32:
		return content, nil
	case in.Is(der.Context(0)):
		seed = in.String(der.Context(0), der.OctetString)
	case in.Is(octets):
		expanded = in.String(octets, der.OctetString)
	case in.Is(der.Of(der.Sequence)):
		both := in.Enter(der.Of(der.Sequence))
		seed, expanded = both.String(octets, der.OctetString), both.String(octets, der.OctetString)
		in.Leave(both)
	}
	if in.Err() != nil || in.More() || seed == nil && expanded == nil {
		return nil, content
	}
	return seed, expanded
}
