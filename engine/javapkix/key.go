package javapkix

import (
	"bytes"
	"math/big"
	"slices"
	"strings"

	"x509strict/engine/oid"
)

// algorithm is an AlgorithmIdentifier as Java holds it. params is the parameters' encoding; nil for none and for NULL.
type algorithm struct {
	oid    string
	params []byte
	pss    *pssParameters // of RSASSA-PSS, where given
}

type pssParameters struct{ digest, mask string }

// algorithmNames are the names that Java has for algorithm OIDs (KnownOIDs); another OID is its own name.
var algorithmNames = map[string]string{
	oid.RSA:               "RSA",
	oid.X509RSA:           "RSA",
	oid.MD2WithRSA:        "MD2withRSA",
	oid.MD5WithRSA:        "MD5withRSA",
	oid.SHA1WithRSA:       "SHA1withRSA",
	oid.RSAPSS:            "RSASSA-PSS",
	oid.SHA256WithRSA:     "SHA256withRSA",
	oid.SHA384WithRSA:     "SHA384withRSA",
	oid.SHA512WithRSA:     "SHA512withRSA",
	oid.SHA224WithRSA:     "SHA224withRSA",
	oid.SHA512t224WithRSA: "SHA512/224withRSA",
	oid.SHA512t256WithRSA: "SHA512/256withRSA",
	oid.MGF1:              "MGF1",
	oid.SHA3t224WithRSA:   "SHA3-224withRSA",
	oid.SHA3t256WithRSA:   "SHA3-256withRSA",
	oid.SHA3t384WithRSA:   "SHA3-384withRSA",
	oid.SHA3t512WithRSA:   "SHA3-512withRSA",
	oid.ECDSAWithSHA3t224: "SHA3-224withECDSA",
	oid.ECDSAWithSHA3t256: "SHA3-256withECDSA",
	oid.ECDSAWithSHA3t384: "SHA3-384withECDSA",
	oid.ECDSAWithSHA3t512: "SHA3-512withECDSA",
	oid.EC:                "EC",
	oid.ECDSAWithSHA1:     "SHA1withECDSA",
	oid.ECDSAWithSHA224:   "SHA224withECDSA",
	oid.ECDSAWithSHA256:   "SHA256withECDSA",
	oid.ECDSAWithSHA384:   "SHA384withECDSA",
	oid.ECDSAWithSHA512:   "SHA512withECDSA",
	oid.ECDSAWithSHA2:     "SpecifiedSHA2withECDSA",
	oid.OIWSHAWithRSA:     "SHA1withRSA",
	oid.OIWSHA1WithRSA:    "SHA1withRSA",
	oid.X25519:            "X25519",
	oid.X448:              "X448",
	oid.Ed25519:           "Ed25519",
	oid.Ed448:             "Ed448",
	oid.DSA:               "DSA",
	oid.OIWDSA:            "DSA",
	oid.DSAWithSHA1:       "SHA1withDSA",
	oid.OIWDSAWithSHA:     "SHA1withDSA",
	oid.OIWDSAWithSHA1:    "SHA1withDSA",
	oid.DSAWithSHA224:     "SHA224withDSA",
	oid.DSAWithSHA256:     "SHA256withDSA",
	oid.DSAWithSHA384:     "SHA384withDSA",
	oid.DSAWithSHA512:     "SHA512withDSA",
	oid.DiffieHellman:     "DiffieHellman",
	oid.MD2:               "MD2",
	oid.MD5:               "MD5",
	oid.SHA1:              "SHA-1",
	oid.SHA256:            "SHA-256",
	oid.SHA384:            "SHA-384",
	oid.SHA512:            "SHA-512",
	oid.SHA224:            "SHA-224",
	oid.SHA512t224:        "SHA-512/224",
	oid.SHA512t256:        "SHA-512/256",
	oid.SHA3t224:          "SHA3-224",
	oid.SHA3t256:          "SHA3-256",
	oid.SHA3t384:          "SHA3-384",
	oid.SHA3t512:          "SHA3-512",
}

func algorithmName(oid string) string {
	if name := algorithmNames[oid]; name != "" {
		return name
	}
	return oid
}

// name is that of the OID; of ECDSA with a digest in its parameters, it is made from that.
func (a algorithm) name() string {
	if a.oid == specifiedECDSA && a.params != nil {
		if v, err := whole(a.params, by25); err == nil {
			if digest, err := readAlgorithm(v); err == nil {
				return strings.ReplaceAll(digest.name(), "-", "") + "withECDSA"
			}
		}
	}
	return algorithmName(a.oid)
}

const specifiedECDSA = oid.ECDSAWithSHA2

// readAlgorithm is AlgorithmId.parse. Parameters are looked into where Java knows those of the algorithm.
func readAlgorithm(v *value) (a algorithm, err *thrown) {
	if v.tag != tagSequence {
		return a, ioErr("algid parse error, not a sequence")
	}
	in := v.children()
	if a.oid, err = in.oid(); err != nil {
		return a, err
	}
	if !in.more() {
		return a, nil
	}
	params, err := in.next()
	if err != nil {
		return a, err
	}
	null := params.tag == tagNull
	if null && len(params.content) != 0 {
		return a, ioErr("invalid NULL")
	}
	if in.more() {
		return a, ioErr("Invalid AlgorithmIdentifier: extra data")
	}
	if null {
		return a, nil
	}
	a.params = params.encoded()
	switch a.name() {
	case "EC":
		err = checkCurve(params.again())
	case "RSASSA-PSS":
		a.pss, err = readPSS(params.again())
	}
	return a, err
}

func checkCurve(params *value) *thrown {
	if params.tag != tagOID {
		return ioErr("Only named ECParameters supported")
	}
	oid, err := params.oid()
	if err != nil {
		return err
	}
	if _, ok := curves[oid]; !ok {
		return ioErr("Unknown named curve: %s", oid)
	}
	return nil
}

// readPSS is PSSParameters.engineInit.
//
// Lenient: Java takes the fields in any order, any number of times, and looks at the first element of each only.
func readPSS(v *value) (*pssParameters, *thrown) {
	p := &pssParameters{digest: "SHA-1", mask: "SHA-1"}
	fields, err := v.list(tagSequence)
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		if f.tag&0xc0 != 0x80 || f.tag&0x1f > 3 {
			return nil, ioErr("Invalid encoded PSSParameters")
		}
		inner, err := f.rest.next()
		if err != nil {
			return nil, err
		}
		if err = p.set(f.tag&0x1f, inner); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// set reads field n: hash, mask generation, length of the salt, trailer.
func (p *pssParameters) set(n byte, v *value) (err *thrown) {
	switch n {
	case 0:
		a, err := readAlgorithm(v)
		p.digest = a.name()
		return err
	case 1:
		p.mask, err = readMask(v)
		return err
	}
	i, err := v.integer()
	switch {
	case err != nil:
		return err
	case n == 2 && i < 0:
		return ioErr("Negative value for saltLength")
	case n == 3 && i != 1:
		return ioErr("Unsupported trailerField value %d", i)
	}
	return nil
}

func readMask(v *value) (digest string, err *thrown) {
	a, err := readAlgorithm(v)
	switch {
	case err != nil:
		return "", err
	case a.name() != "MGF1":
		return "", ioErr("Only MGF1 mgf is supported")
	case a.params == nil:
		return "", ioErr("Missing MGF1 parameters")
	}
	inner, err := whole(a.params, v.fresh.how)
	if err != nil {
		return "", err
	}
	hash, err := readAlgorithm(inner)
	if err != nil {
		return "", err
	}
	known := []string{"SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256",
		"SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"}
	if !slices.Contains(known, hash.name()) {
		return "", ioErr("Unrecognized message digest algorithm %s", hash.name())
	}
	return hash.name(), nil
}

// publicKey is a key as Java decodes it.
type publicKey struct {
	algorithm string // Key.getAlgorithm
	kind      string // the algorithm that constraints name (KeyUtil.getAlgorithm)
	class     string
	size      int        // bits; -1 where Java knows none
	curve     namedCurve // of an elliptic-curve key
	curveOID  string
	encoded   []byte // what keys are compared by
}

func (k publicKey) equal(o publicKey) bool { return bytes.Equal(k.encoded, o.encoded) }

// readKey is X509Key.parse: a key of an algorithm that Java has no factory for is kept undecoded.
func readKey(v *value) (k publicKey, err *thrown) {
	if v.tag != tagSequence {
		return k, ioErr("corrupt subject key")
	}
	id, err := v.rest.next()
	if err != nil {
		return k, err
	}
	a, err := readAlgorithm(id)
	if err != nil {
		return k, err
	}
	bitString, err := v.rest.next()
	if err != nil {
		return k, err
	}
	bits, count, err := bitString.bits(false)
	if err != nil {
		return k, err
	}
	if err = k.decode(a, bits, count); err != nil {
		if err.class != "java.security.InvalidKeyException" {
			return k, err
		}
		// The factory, X509Key and the reader each wrap what they caught.
		spec := by("java.security.spec.InvalidKeySpecException", err)
		invalid := &thrown{class: err.class, msg: spec.msg, cause: spec}
		return k, &thrown{class: ioException, msg: "subject key, " + invalid.msg, cause: invalid}
	}
	if v.rest.more() {
		return k, ioErr("excess subject key")
	}
	k.encoded = append([]byte(a.oid+" "), a.params...)
	k.encoded = append(append(k.encoded, byte(count), ' '), bits...)
	return k, nil
}

// badKey is the exception of a key that does not decode.
func badKey(msg string, cause *thrown) *thrown {
	return &thrown{class: "java.security.InvalidKeyException", msg: msg, cause: cause}
}

func (k *publicKey) decode(a algorithm, bits []byte, count int) *thrown {
	k.algorithm, k.kind, k.class, k.size = a.name(), a.name(), "sun.security.x509.X509Key", -1
	switch k.algorithm {
	case "RSA", "RSASSA-PSS":
		k.class = "sun.security.rsa.RSAPublicKeyImpl"
		return k.decodeRSA(bits)
	case "EC":
		k.class = "sun.security.ec.ECPublicKeyImpl"
		return k.decodeEC(a, bits)
	case "Ed25519", "Ed448", "X25519", "X448":
		return k.decodeEdwards(a, count)
	case "DSA":
		return unknown("DSA keys")
	case "DiffieHellman", oid.X942DH:
		return unknown("Diffie-Hellman keys")
	case oid.MLDSA44, oid.MLDSA65, oid.MLDSA87,
		oid.MLKEM512, oid.MLKEM768, oid.MLKEM1024:
		return unknown("keys of post-quantum algorithms")
	}
	return nil
}

func (k *publicKey) decodeRSA(bits []byte) *thrown {
	bad := func(err *thrown) *thrown { return badKey("Invalid RSA public key", err) }
	v, err := whole(bits, by25)
	if err != nil {
		return bad(err)
	}
	if v.tag != tagSequence {
		return bad(ioErr("Not a SEQUENCE"))
	}
	var n, e *big.Int
	for _, to := range []**big.Int{&n, &e} {
		one, err := v.rest.next()
		if err != nil {
			return bad(err)
		}
		if _, err := one.big(); err != nil {
			return bad(err)
		}
		*to = new(big.Int).SetBytes(one.content)
	}
	if v.rest.more() {
		return bad(ioErr("Extra data available"))
	}
	k.size = n.BitLen()
	switch rounded := (k.size + 7) &^ 7; {
	case rounded < 512:
		return badKey("RSA keys must be at least 512 bits long", nil)
	case rounded > 16384:
		return badKey("RSA keys must be no longer than 16384 bits", nil)
	case rounded > 3072 && e.BitLen() > 64:
		return badKey("RSA exponents can be no longer than 64 bits  if modulus is greater than 3072 bits", nil)
	case e.Cmp(n) >= 0:
		return badKey("exponent is larger than modulus", nil)
	case e.Cmp(big.NewInt(3)) < 0:
		return badKey("exponent is smaller than 3", nil)
	}
	return nil
}

func (k *publicKey) decodeEC(a algorithm, bits []byte) *thrown {
	if a.params == nil {
		return badKey("EC domain parameters must be encoded in the algorithm identifier", nil)
	}
	v, err := whole(a.params, by25)
	if err != nil {
		return err
	}
	if k.curveOID, err = v.oid(); err != nil {
		return err
	}
	k.curve = curves[k.curveOID]
	k.size = k.curve.order
	if len(bits) == 0 || bits[0] != 4 {
		return badKey("Invalid EC key", ioErr("Only uncompressed point format supported"))
	}
	if (len(bits)-1)/2 != (k.curve.field+7)/8 {
		return badKey("Invalid EC key", ioErr("Point does not match field size"))
	}
	return nil
}

func (k *publicKey) decodeEdwards(a algorithm, count int) *thrown {
	sizes := map[string][2]int{"Ed25519": {255, 32}, "Ed448": {448, 57}, "X25519": {255, 32}, "X448": {448, 56}}
	k.kind = k.algorithm
	k.size = sizes[k.algorithm][0]
	length := sizes[k.algorithm][1]
	k.class, k.algorithm = "sun.security.ec.ed.EdDSAPublicKeyImpl", "EdDSA"
	if k.kind[0] == 'X' {
		k.class, k.algorithm = "sun.security.ec.XDHPublicKeyImpl", "XDH"
	}
	switch {
	case a.params != nil:
		return unknown("parameters of a " + k.kind + " key")
	case count != 8*length:
		return badKey("key length must be "+itoa(length), nil)
	}
	return nil
}
