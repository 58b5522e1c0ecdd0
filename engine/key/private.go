//go:build !lean

package key

import (
	"crypto"
	"errors"
	"fmt"
	"io"

	"github.com/cloudflare/circl/sign/ed448"
	"github.com/cloudflare/circl/sign/slhdsa"

	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// Private is a private key of a kind that the standard library has no signer for: Ed448, ML-DSA, SLH-DSA, SM2, and
// ECDSA on other curves than its own. It is a [crypto.Signer]; its public key is an [Info].
type Private struct {
	info    Info
	content []byte // of privateKey in PKCS #8
	sign    func(random io.Reader, message []byte) ([]byte, error)
}

// Public returns the public key, an [Info].
func (p *Private) Public() crypto.PublicKey { return p.info }

// Sign signs what the algorithm of the key wants: a digest with ECDSA, the whole message with every other kind. ML-DSA,
// Ed448 and SLH-DSA are made deterministically, so random serves the rest. Options say nothing.
func (p *Private) Sign(random io.Reader, message []byte, _ crypto.SignerOpts) ([]byte, error) {
	signature, err := p.sign(random, message)
	if err != nil {
		return nil, fmt.Errorf("key: signing with %s: %w", p.info.Describe(), err)
	}
	return signature, nil
}

// PKCS8 returns the key in PKCS #8 (RFC 5958): of an ML-DSA key that was made from a seed, the seed alone (RFC 9881
// section 6).
func (p *Private) PKCS8() []byte {
	return der.Build(0x30, der.Build(0x02, []byte{0}), p.info.Algorithm.Raw, der.Build(0x04, p.content))
}

// errPrivate is for a private key whose length or numbers are none of its kind.
var errPrivate = errors.New("key: not a private key of this kind")

// ErrMismatch says that the public key beside a private one is another's.
var ErrMismatch = errors.New("key: the public key inside does not belong to the private key")

// NewPrivate reads the content of privateKey in PKCS #8 for its algorithm; public are the bits of the public key,
// where the file has them. It returns nil for kinds that this package does not sign with.
func NewPrivate(a Algorithm, content, public []byte) (*Private, error) {
	f, fixed := fixedKeys[a.OID]
	switch {
	case a.OID == oid.EC || a.OID == oidSM2:
		return newPrivateEC(a, content, public)
	case !fixed || a.Params != nil:
		return nil, nil
	}
	switch f.kind {
	case Ed448:
		return newPrivateEd448(a, content)
	case MLDSA:
		return newPrivateMLDSA(a, f.family, content)
	case SLHDSA:
		return newPrivateSLHDSA(a, f.family, content)
	}
	return nil, nil
}

// infoOf is the SubjectPublicKeyInfo with these bits.
func infoOf(a Algorithm, bits []byte) Info {
	return Info{
		Raw:       der.Build(0x30, a.Raw, der.Build(0x03, []byte{0}, bits)),
		Algorithm: a,
		Key:       der.Bits{Bytes: bits},
	}
}

// newPrivateEd448 reads CurvePrivateKey ::= OCTET STRING, RFC 8410 section 7.
func newPrivateEd448(a Algorithm, content []byte) (*Private, error) {
	in := der.NewReader(content)
	seed := in.String(der.Of(der.OctetString), der.OctetString)
	if in.Err() != nil || len(seed) != ed448.SeedSize {
		return nil, errPrivate
	}
	private := ed448.NewKeyFromSeed(seed)
	return &Private{
		info:    infoOf(a, private[ed448.SeedSize:]),
		content: content,
		sign: func(_ io.Reader, message []byte) ([]byte, error) {
			return ed448.Sign(private, message, ""), nil
		},
	}, nil
}

// newPrivateSLHDSA reads the bare key of RFC 9909 section 6.
func newPrivateSLHDSA(a Algorithm, family Kind, content []byte) (*Private, error) {
	id, err := slhdsa.IDByName(string(family))
	if err != nil {
		return nil, err
	}
	private := slhdsa.PrivateKey{ID: id}
	if err := private.UnmarshalBinary(content); err != nil {
		return nil, errPrivate
	}
	public, err := private.PublicKey().MarshalBinary()
	if err != nil {
		return nil, err
	}
	return &Private{
		info:    infoOf(a, public),
		content: content,
		sign: func(_ io.Reader, message []byte) ([]byte, error) {
			return slhdsa.SignDeterministic(&private, slhdsa.NewMessage(message), nil)
		},
	}, nil
}
