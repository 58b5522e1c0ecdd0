package boringssl

import (
	"math/big"
	"strings"

	"x509strict/engine/der/strict"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// publicKey is a SubjectPublicKeyInfo; kind is none when BoringSSL does not decode it.
type publicKey struct {
	kind      kind
	algorithm algorithm
	bits      int // RSA: of the modulus
	curve     string
}

// kind is the type of a key.
type kind byte

const (
	none kind = iota
	rsaKey
	ecKey
	ed25519Key
	x25519Key
	mldsaKey
)

const (
	oidRSA     = oid.RSA
	oidEC      = oid.EC
	oidEd25519 = oid.Ed25519
	oidX25519  = oid.X25519
)

// curves are the names and field sizes of the curves that are decoded.
var curves = map[string]struct {
	name  string
	bytes int
}{
	oid.P224: {"P-224", 28},
	oid.P256: {"P-256", 32},
	oid.P384: {"P-384", 48},
	oid.P521: {"P-521", 66},
}

func readKey(r *strict.Reader) (k publicKey) {
	_, whole, content := r.Element()
	if t := r.In(whole).Peek(); t != strict.Sequence {
		r.Fail()
	}
	in := r.In(content)
	k.algorithm = readAlgorithm(in)
	padded := in.Get(strict.BitString)
	bits := in.BitContent(padded)
	in.End()
	if r.OK() && padded[0] == 0 {
		k.decode(bits, whole)
	}
	return k
}

// decode finds out what kind of key it is; whole is the SubjectPublicKeyInfo.
func (k *publicKey) decode(v, whole []byte) {
	switch dotted(k.algorithm.oid) {
	case oidRSA:
		if string(k.algorithm.parameters) == "\x05\x00" && k.decodeRSA(v) {
			k.kind = rsaKey
		}
	case oidEC:
		p := strict.NewReader(k.algorithm.parameters)
		curve, known := curves[dotted(string(p.OID(strict.ObjectID)))]
		if !p.OK() || !known || len(v) == 0 {
			return
		}
		if v[0] == 4 && len(v) == 1+2*curve.bytes || (v[0] == 2 || v[0] == 3) && len(v) == 1+curve.bytes {
			if info, err := key.ParseInfo(whole); err == nil && info.Decode().Problem() == "" { // on the curve
				k.kind, k.curve = ecKey, curve.name
			}
		}
	case oidEd25519:
		if k.algorithm.parameters == nil && len(v) == 32 {
			k.kind = ed25519Key
		}
	case oid.MLDSA44, oid.MLDSA65, oid.MLDSA87:
		if info, err := key.ParseInfo(whole); err == nil && info.Decode().Problem() == "" {
			k.kind = mldsaKey
		}
	case oidX25519:
		if k.algorithm.parameters == nil && len(v) == 32 {
			k.kind = x25519Key
		}
	}
}

// Bounds of RSA keys.
const (
	minModulusBits  = 512
	maxModulusBits  = 16384
	maxExponentBits = 33
)

func (k *publicKey) decodeRSA(v []byte) bool {
	r := strict.NewReader(v)
	in := r.Enter(strict.Sequence)
	n, e := readUnsigned(in), readUnsigned(in)
	in.End()
	r.End()
	if !r.OK() {
		return false
	}
	k.bits = n.BitLen()
	return k.bits >= minModulusBits && k.bits <= maxModulusBits && n.Bit(0) == 1 &&
		e.BitLen() >= 2 && e.BitLen() <= maxExponentBits && e.Bit(0) == 1
}

// unsigned reads an INTEGER that is not negative.
func readUnsigned(r *strict.Reader) *big.Int {
	v := r.Int(strict.Integer)
	if r.OK() && v[0] >= 0x80 {
		r.Fail()
	}
	return new(big.Int).SetBytes(v)
}

// dotted writes an object identifier.
func dotted(content string) string { return oid.Text([]byte(content)) }

// signatures are the algorithms that are known, and the key that makes them. Those of MD5 and before are not taken.
var signatures = map[string]kind{
	oid.SHA1WithRSA:     rsaKey, // SHA-1
	oid.SHA224WithRSA:   rsaKey,
	oid.SHA256WithRSA:   rsaKey,
	oid.SHA384WithRSA:   rsaKey,
	oid.SHA512WithRSA:   rsaKey,
	oidPSS:              rsaKey,
	oid.ECDSAWithSHA1:   ecKey, // SHA-1
	oid.ECDSAWithSHA224: ecKey,
	oid.ECDSAWithSHA256: ecKey,
	oid.ECDSAWithSHA384: ecKey,
	oid.ECDSAWithSHA512: ecKey,
	oidEd25519:          ed25519Key,
}

const oidPSS = oid.RSAPSS

// allowed makes the tests that come before any computing.
func (c *certificate) allowed(k publicKey) bool {
	if !c.inner.equal(c.outer) || c.unused != 0 {
		return false
	}
	name := dotted(c.outer.oid)
	want, known := signatures[name]
	switch {
	case !known || want != k.kind:
		return false
	case name == oidPSS:
		return pssParameters(c.outer.parameters)
	case name == oidEd25519:
		return c.outer.parameters == nil
	}
	return c.outer.parameters == nil || string(c.outer.parameters) == "\x05\x00"
}

// pssParameters takes SHA-256, SHA-384 and SHA-512, each with MGF1 of the same digest and a salt of its length.
func pssParameters(v []byte) bool {
	r := strict.NewReader(v)
	in := r.Enter(strict.Sequence)
	hash := in.Enter(strict.Explicit(0))
	digest := readDigest(hash)
	hash.End()
	wrapper := in.Enter(strict.Explicit(1))
	mask := wrapper.Enter(strict.Sequence)
	if dotted(string(mask.OID(strict.ObjectID))) != oid.MGF1 {
		r.Fail()
	}
	same := readDigest(mask)
	mask.End()
	wrapper.End()
	wrapper = in.Enter(strict.Explicit(2))
	salt := wrapper.Int(strict.Integer)
	wrapper.End()
	if in.More() {
		wrapper = in.Enter(strict.Explicit(3))
		if trailer := wrapper.Int(strict.Integer); string(trailer) != "\x01" {
			r.Fail()
		}
	}
	in.End()
	r.End()
	size := map[string]string{
		oid.SHA256: "\x20", oid.SHA384: "\x30", oid.SHA512: "\x40",
	}[digest]
	return r.OK() && size != "" && digest == same && string(salt) == size
}

// digest reads an AlgorithmIdentifier of a digest, whose parameters are absent or NULL.
func readDigest(r *strict.Reader) string {
	in := r.Enter(strict.Sequence)
	name := in.OID(strict.ObjectID)
	if in.More() {
		if len(in.Get(strict.Null)) > 0 {
			r.Fail()
		}
	}
	in.End()
	return strings.Clone(dotted(string(name)))
}
