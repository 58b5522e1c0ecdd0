package key

import (
	"bytes"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// Algorithm is an AlgorithmIdentifier, RFC 5280 section 4.1.1.2. Params is the whole parameter element, nil when
// absent.
type Algorithm struct {
	Raw    []byte
	OID    string // dotted
	Params []byte
}

// ReadAlgorithm reads one AlgorithmIdentifier.
func ReadAlgorithm(r *der.Reader) (a Algorithm) {
	start := r.Offset()
	in := r.Enter(der.Of(der.Sequence))
	a.OID = oid.Text(in.OID(der.Of(der.ObjectIdentifier)))
	if in.More() {
		a.Params, _, _ = in.Any()
	}
	r.Leave(in)
	a.Raw = r.Since(start)
	return a
}

// Info is a SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7, header included in Raw.
type Info struct {
	Raw       []byte
	Algorithm Algorithm
	Key       der.Bits
}

// ReadInfo reads one SubjectPublicKeyInfo.
func ReadInfo(r *der.Reader) (p Info) {
	start := r.Offset()
	in := r.Enter(der.Of(der.Sequence))
	p.Algorithm = ReadAlgorithm(in)
	p.Key.Bytes, p.Key.Unused = in.Bits(der.Of(der.BitString))
	r.Leave(in)
	p.Raw = r.Since(start)
	return p
}

// ParseInfo reads a SubjectPublicKeyInfo that stands alone and ignores what follows it.
func ParseInfo(data []byte) (Info, error) {
	r := der.NewReader(data)
	p := ReadInfo(r)
	if err := r.Err(); err != nil {
		return Info{}, fmt.Errorf("key: %w", err)
	}
	return p, nil
}

// inDER reports whether a key without parameters is encoded as X.690 section 10 has it, without unused bits. OpenSSL's
// providers compare the bytes of ML-DSA and ML-KEM (ml_common_codecs.c), and count those of SLH-DSA.
func (p Info) inDER() bool {
	algorithm := der.Build(0x30, der.BuildOID(p.Algorithm.OID))
	return bytes.Equal(p.Raw, der.Build(0x30, algorithm, der.Build(0x03, []byte{0}, p.Key.Bytes)))
}

// Kind is the type of a public key, as OpenSSL tells them apart.
type Kind string

// Key kinds.
const (
	UnknownKey Kind = ""
	RSA        Kind = "RSA"
	RSAPSS     Kind = "RSA-PSS"
	DSA        Kind = "DSA"
	DH         Kind = "DH"
	EC         Kind = "EC"
	SM2        Kind = "SM2"
	X25519     Kind = "X25519"
	X448       Kind = "X448"
	Ed25519    Kind = "Ed25519"
	Ed448      Kind = "Ed448"
	MLDSA      Kind = "ML-DSA"
	SLHDSA     Kind = "SLH-DSA"
	MLKEM      Kind = "ML-KEM"
)

// keyAlgorithms maps SubjectPublicKeyInfo algorithms to kinds.
var keyAlgorithms = map[string]Kind{
	oid.RSA:               RSA,
	oid.X509RSA:           RSA,
	oid.RSAPSS:            RSAPSS,
	oid.DSA:               DSA,
	oid.OIWDSA:            DSA,
	oid.OIWDSAWithSHA:     DSA,
	oid.DSAWithSHA1:       DSA,
	oid.OIWDSAWithSHA1:    DSA,
	oid.DiffieHellman:     DH,
	oid.X942DH:            DH,
	oid.EC:                EC,
	"1.2.156.10197.1.301": SM2,
	oid.X25519:            X25519,
	oid.X448:              X448,
	oid.Ed25519:           Ed25519,
	oid.Ed448:             Ed448,
}

// Kind returns the kind that the algorithm OID names, UnknownKey for any other. Whether the key decodes is another
// matter.
func (p Info) Kind() Kind {
	if k, known := keyAlgorithms[p.Algorithm.OID]; known {
		return k
	}
	return fixedKeys[p.Algorithm.OID].kind
}

// SignsAs returns the kind of the signatures that the key makes: SM2 for a key on its curve, whatever its algorithm is
// called, and the kind of the key otherwise.
func (p Info) SignsAs() Kind {
	if k := p.Kind(); k != EC || p.Curve() != oidSM2 {
		return k
	}
	return SM2
}

// SignatureName is the one signature algorithm of a key whose own object identifier names it too, as OpenSSL calls it:
// "ED448", "ML-DSA-65". It is "" for other keys.
func (p Info) SignatureName() string {
	switch f := fixedKeys[p.Algorithm.OID]; f.kind {
	case Ed25519, Ed448:
		return strings.ToUpper(string(f.kind))
	case MLDSA, SLHDSA:
		return string(f.family)
	}
	return ""
}

// RSAKey returns modulus and public exponent of an RSA key; ok is false when there is none to be read.
//
//	RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
//
// Lenient: OpenSSL takes the INTEGERs as unsigned, ignores superfluous leading bytes and bytes after the SEQUENCE.
func (p Info) RSAKey() (n, e *big.Int, ok bool) {
	if k := p.Kind(); k != RSA && k != RSAPSS {
		return nil, nil, false
	}
	r := der.NewReader(p.Key.Bytes)
	in := r.Enter(der.Of(der.Sequence))
	nb, eb := in.UnsignedInteger(), in.UnsignedInteger()
	r.Leave(in)
	if r.Err() != nil {
		return nil, nil, false
	}
	return new(big.Int).SetBytes(nb), new(big.Int).SetBytes(eb), true
}

// signedRSAKey reports whether a field of an RSA key is empty or negative, which 4.0 refuses.
func (p Info) signedRSAKey() bool {
	r := der.NewReader(p.Key.Bytes)
	in := r.Enter(der.Of(der.Sequence))
	in.UnsignedInteger()
	in.UnsignedInteger()
	return r.RefusedIn(release.Open40) != ""
}

// Curve returns the dotted OID of the named curve of an EC key, "" for explicit parameters or another kind.
func (p Info) Curve() string {
	if k := p.Kind(); k != EC && k != SM2 {
		return ""
	}
	r := der.NewReader(p.Algorithm.Params)
	curve := r.OID(der.Of(der.ObjectIdentifier))
	if r.Err() != nil {
		return ""
	}
	return oid.Text(curve)
}

// Describe describes the key for people: "RSA 4096", "EC P-256", "Ed25519", "RSA 2048 (PSS)", "unknown (1.2.3)".
func (p Info) Describe() string {
	kind := p.Kind()
	switch kind {
	case UnknownKey:
		return "unknown (" + p.Algorithm.OID + ")"
	case RSA, RSAPSS:
		n, _, ok := p.RSAKey()
		if !ok {
			return string(kind) + " (malformed)"
		}
		text := "RSA " + strconv.Itoa(n.BitLen())
		if kind == RSAPSS {
			text += " (PSS)"
		}
		return text
	case EC:
		curve := p.Curve()
		if curve == "" {
			return "EC (explicit parameters)"
		}
		if curve == oidSM2 {
			return string(SM2)
		}
		if name := oid.Name(curve); name != "" {
			curve = name
		} else if c := findCurve(curve); c != nil {
			curve = c.name
		}
		return "EC " + curve
	}
	if f, fixed := fixedKeys[p.Algorithm.OID]; fixed {
		return string(f.family)
	}
	return string(kind)
}
