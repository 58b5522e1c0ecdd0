package webpki

import (
	"bytes"
	"math/big"
	"slices"
)

// Provider is the cryptography that a client is built with: it decides which signatures can be verified.
type Provider struct {
	Name string // of the crate, "ring" or "aws-lc-rs"

	algorithms []algorithm
	schemes    []scheme
	compressed bool // compressed points are read
	exact      bool // an RSA modulus needs 2048 bits, not 2041
}

// algorithm is a way of signing that a provider knows: contents of the two algorithm identifiers, compared byte for
// byte.
type algorithm struct{ signature, publicKey string }

// scheme is a signature scheme of TLS 1.3, in the order in which rustls offers them.
type scheme struct {
	algorithm
	least int // bytes that an RSA key needs for it
}

// Contents of algorithm identifiers.
const (
	keyP256    = "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"
	keyP384    = "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22"
	keyP521    = "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23"
	keyRSA     = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"
	keyRSAPSS  = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"
	keyEd25519 = "\x06\x03\x2b\x65\x70"

	ecdsaSHA256 = "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"
	ecdsaSHA384 = "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03"
	ecdsaSHA512 = "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04"
	rsaSHA256   = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b" // parameters absent
	rsaSHA384   = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c"
	rsaSHA512   = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d"
	null        = "\x05\x00"
)

// pss is RSASSA-PSS with one of SHA-256 (1), SHA-384 (2) and SHA-512 (3) for both hashes, and a salt as long.
func pss(hash, salt byte) string {
	id := "\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02" + string(hash) + null
	mgf := "\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08" + id
	return keyRSAPSS + "\x30\x34\xa0\x0f" + id + "\xa1\x1c" + mgf + "\xa2\x03\x02\x01" + string(salt)
}

var pss256, pss384, pss512 = pss(1, 32), pss(2, 48), pss(3, 64)

// rsaAlgorithms end the list of either provider.
var rsaAlgorithms = []algorithm{
	{keyEd25519, keyEd25519}, {pss256, keyRSA}, {pss384, keyRSA}, {pss512, keyRSA}, {rsaSHA256 + null, keyRSA},
	{rsaSHA384 + null, keyRSA}, {rsaSHA512 + null, keyRSA}, {rsaSHA256, keyRSA}, {rsaSHA384, keyRSA},
	{rsaSHA512, keyRSA},
}

// Schemes that either provider offers, in rustls' order; those of the elliptic curves stand before them.
var rsaSchemes = []scheme{
	{algorithm{keyEd25519, keyEd25519}, 0}, {algorithm{pss512, keyRSA}, 130}, {algorithm{pss384, keyRSA}, 98},
	{algorithm{pss256, keyRSA}, 66},
}

// Ring is rustls with the ring crate: the choice of uv and, by default, of reqwest.
var Ring = &Provider{
	Name: "ring",
	algorithms: append([]algorithm{{ecdsaSHA256, keyP256}, {ecdsaSHA384, keyP256}, {ecdsaSHA256, keyP384},
		{ecdsaSHA384, keyP384}}, rsaAlgorithms...),
	schemes: append([]scheme{{algorithm{ecdsaSHA384, keyP384}, 0}, {algorithm{ecdsaSHA256, keyP256}, 0}},
		rsaSchemes...),
}

// AWSLC is rustls with the aws-lc-rs crate, its own default and the choice of Deno: P-521, any of three hashes with
// each curve, compressed points.
var AWSLC = &Provider{
	Name: "aws-lc-rs",
	algorithms: append([]algorithm{{ecdsaSHA256, keyP256}, {ecdsaSHA384, keyP256}, {ecdsaSHA512, keyP256},
		{ecdsaSHA256, keyP384}, {ecdsaSHA384, keyP384}, {ecdsaSHA512, keyP384},
		{ecdsaSHA256, keyP521}, {ecdsaSHA384, keyP521}, {ecdsaSHA512, keyP521}}, rsaAlgorithms...),
	schemes: append([]scheme{{algorithm{ecdsaSHA384, keyP384}, 0}, {algorithm{ecdsaSHA256, keyP256}, 0},
		{algorithm{ecdsaSHA512, keyP521}, 0}}, rsaSchemes...),
	compressed: true,
	exact:      true,
}

// checkSignature verifies the signature of c with the key of issuer, by the first algorithm of the provider that has
// both identifiers.
func (b *builder) checkSignature(c, issuer *Certificate) *Error {
	if b.signatures--; b.signatures < 0 {
		return bad(MaximumSignatureChecksExceeded)
	}
	if b.AssumedLeaf && c == b.path[0] && !(b.AssumedAnchor != nil && same(issuer.Raw, b.AssumedAnchor)) {
		return b.Provider.couldSign(c, issuer)
	}
	known := false
	for _, a := range b.Provider.algorithms {
		if a.signature != string(c.algorithm) {
			continue
		}
		known = true
		if b.AssumedAnchor != nil && same(issuer.Raw, b.AssumedAnchor) {
			return nil
		}
		key, bits, err := publicKey(issuer.spki)
		if err != nil {
			return err
		}
		if a.publicKey != string(key) {
			continue
		}
		if !b.Provider.usable(a.publicKey, bits) || !signatureForm(a.publicKey, c.signature) {
			return bad(InvalidSignatureForPublicKey)
		}
		ok, unsupported := b.Signature(c.Raw, issuer.Raw)
		if unsupported != "" {
			b.unsupported = unsupported
		}
		if !ok {
			return bad(InvalidSignatureForPublicKey)
		}
		return nil
	}
	if known {
		key, _, _ := publicKey(issuer.spki)
		return &Error{Kind: UnsupportedSignatureAlgorithmForPublicKeyContext, signature: c.algorithm, publicKey: key}
	}
	return &Error{Kind: UnsupportedSignatureAlgorithmContext, signature: c.algorithm, provider: b.Provider}
}

// couldSign reports whether the provider takes any signature of issuer's key; c is the certificate that has none yet.
func (p *Provider) couldSign(c, issuer *Certificate) *Error {
	key, bits, err := publicKey(issuer.spki)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(p.algorithms, func(a algorithm) bool { return a.publicKey == string(key) }) {
		return &Error{Kind: UnsupportedSignatureAlgorithmForPublicKeyContext, signature: c.algorithm, publicKey: key}
	}
	if !p.usable(string(key), bits) {
		return bad(InvalidSignatureForPublicKey)
	}
	return nil
}

// same reports whether two are the same bytes in memory.
func same(a, b []byte) bool { return len(a) == len(b) && len(a) > 0 && &a[0] == &b[0] }

// publicKey takes the content of a SubjectPublicKeyInfo apart: the content of its algorithm identifier, and the key.
func publicKey(spki []byte) (algorithm, bits []byte, err *Error) {
	err = readAll(spki, trailing("SubjectPublicKeyInfo"), func(r *reader) (err *Error) {
		if algorithm, err = r.expect(tagSequence); err == nil {
			bits, err = r.bits()
		}
		return err
	})
	return algorithm, bits, err
}

// usable reports whether the provider takes a key of this form and size. Whether a point is on its curve is for
// whoever computes with it.
func (p *Provider) usable(algorithm string, key []byte) bool {
	switch algorithm {
	case keyRSA:
		return p.usableRSA(key)
	case keyEd25519:
		return len(key) == 32
	}
	size := map[string]int{keyP256: 32, keyP384: 48, keyP521: 66}[algorithm]
	switch {
	case len(key) == 1+2*size:
		return key[0] == 4
	case len(key) == 1+size:
		return p.compressed && (key[0] == 2 || key[0] == 3)
	}
	return false
}

// usableRSA wants a strict RSAPublicKey with an odd modulus of 2048 to 8192 bits and an odd exponent of 3 to 33 bits.
func (p *Provider) usableRSA(key []byte) bool {
	var n, e []byte
	err := readAll(key, bad(BadDer), func(r *reader) *Error {
		return r.nested(tagSequence, bad(BadDer), func(r *reader) (err *Error) {
			if n, err = r.positive(); err == nil {
				e, err = r.positive()
			}
			return err
		})
	})
	if err != nil || len(e) > 5 || len(n) > 1024 {
		return false
	}
	modulus, exponent := new(big.Int).SetBytes(n), new(big.Int).SetBytes(e)
	size := modulus.BitLen()
	if !p.exact {
		size = len(n) * 8
	}
	return size >= 2048 && modulus.Bit(0) == 1 && exponent.Bit(0) == 1 && exponent.BitLen() >= 2 &&
		exponent.BitLen() <= 33
}

// positive reads an INTEGER over zero, in its shortest form, and returns it without a leading zero.
func (r *reader) positive() ([]byte, *Error) {
	content, err := r.expect(tagInteger)
	switch {
	case err != nil:
		return nil, err
	case len(content) == 0 || content[0] >= 0x80:
		return nil, bad(BadDer)
	case content[0] > 0:
		return content, nil
	case len(content) > 1 && content[1] >= 0x80:
		return content[1:], nil
	}
	return nil, bad(BadDer)
}

// signatureForm reports whether a signature has the form that the providers read: two positive integers in strict DER
// for an elliptic curve, 64 bytes for Ed25519.
func signatureForm(algorithm string, signature []byte) bool {
	switch algorithm {
	case keyRSA:
		return true // its length is compared with the modulus by whoever computes with it
	case keyEd25519:
		return len(signature) == 64
	}
	err := readAll(signature, bad(BadDer), func(r *reader) *Error {
		return r.nested(tagSequence, bad(BadDer), func(r *reader) *Error {
			_, err := r.positive()
			if err == nil {
				_, err = r.positive()
			}
			return err
		})
	})
	return err == nil
}

// handshake is what happens when the server proves that it has the leaf's key: TLS 1.3, the server choosing the first
// scheme of the client's that fits its key, as those of OpenSSL and Go do.
func (p *Provider) handshake(leaf *Certificate) *Error {
	key, bits, err := publicKey(leaf.spki)
	if err != nil {
		return err
	}
	if !p.usable(string(key), bits) {
		return bad(InvalidSignatureForPublicKey)
	}
	return nil
}

// agrees reports whether a server with the leaf's key shares a signature scheme with the client; without one it ends
// the handshake before it shows a certificate.
func (p *Provider) agrees(spki []byte) bool {
	key, bits, err := publicKey(spki)
	if err != nil {
		return true // no server has such a key; the client will say so
	}
	size := 1 << 20
	if string(key) == keyRSA {
		size = rsaSize(bits)
	}
	for _, s := range p.schemes {
		if bytes.Equal([]byte(s.publicKey), key) && size >= s.least {
			return true
		}
	}
	return false
}

// rsaSize is the length of a modulus in bytes; large where it cannot be read.
func rsaSize(key []byte) int {
	size := 1 << 20
	r := reader{key}
	if content, err := r.expect(tagSequence); err == nil {
		r = reader{content}
		if n, err := r.positive(); err == nil {
			size = len(n)
		}
	}
	return size
}
