package chromepki

import (
	"x509strict/engine/der/strict"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// algorithm is a signature algorithm that the library knows, with the kind of key that makes it.
type algorithm struct {
	name string
	kind key.Kind
	sha1 bool
}

var algorithms = map[string]algorithm{
	oid.SHA1WithRSA:     {"rsa-sha1", key.RSA, true},
	oid.OIWSHA1WithRSA:  {"rsa-sha1", key.RSA, true},
	oid.SHA256WithRSA:   {"rsa-sha256", key.RSA, false},
	oid.SHA384WithRSA:   {"rsa-sha384", key.RSA, false},
	oid.SHA512WithRSA:   {"rsa-sha512", key.RSA, false},
	oid.ECDSAWithSHA1:   {"ecdsa-sha1", key.EC, true},
	oid.ECDSAWithSHA256: {"ecdsa-sha256", key.EC, false},
	oid.ECDSAWithSHA384: {"ecdsa-sha384", key.EC, false},
	oid.ECDSAWithSHA512: {"ecdsa-sha512", key.EC, false},
}

// readAlgorithm reads an AlgorithmIdentifier of a signature; ok is false for one that is not known.
func readAlgorithm(whole []byte) (a algorithm, ok bool) {
	r := strict.NewReader(whole)
	in := r.Enter(strict.Sequence)
	r.End()
	id := oid.Text(in.Get(strict.ObjectID))
	var parameters []byte
	if in.More() {
		_, parameters, _ = in.Element()
	}
	in.End()
	if !r.OK() {
		return a, false
	}
	if id == oid.RSAPSS {
		digest, ok := pssDigest(parameters)
		return algorithm{"pss-" + digest, key.RSA, false}, ok
	}
	a, ok = algorithms[id]
	return a, ok && (len(parameters) == 0 || a.kind == key.RSA && string(parameters) == "\x05\x00")
}

// pssDigest takes SHA-256, SHA-384 and SHA-512, each with MGF1 of the same digest and a salt of its length.
func pssDigest(v []byte) (string, bool) {
	r := strict.NewReader(v)
	in := r.Enter(strict.Sequence)
	digest := readDigest(in.Enter(strict.Explicit(0)))
	wrapper := in.Enter(strict.Explicit(1))
	mask := wrapper.Enter(strict.Sequence)
	if oid.Text(mask.Get(strict.ObjectID)) != oid.MGF1 {
		r.Fail()
	}
	same := readDigest(mask)
	mask.End()
	wrapper.End()
	wrapper = in.Enter(strict.Explicit(2))
	salt := wrapper.Int(strict.Integer)
	wrapper.End()
	in.End()
	r.End()
	size := map[string]string{
		oid.SHA256: "\x20", oid.SHA384: "\x30", oid.SHA512: "\x40",
	}[digest]
	return digest, r.OK() && size != "" && digest == same && string(salt) == size
}

// digest reads an AlgorithmIdentifier of a digest, whose parameters are absent or NULL.
func readDigest(r *strict.Reader) string {
	in := r.Enter(strict.Sequence)
	name := in.Get(strict.ObjectID)
	if in.More() && len(in.Get(strict.Null)) > 0 {
		r.Fail()
	}
	in.End()
	return oid.Text(name)
}

// publicKey is a decoded key; kind is UnknownKey for one that BoringSSL does not decode.
type publicKey struct {
	kind  key.Kind
	bits  int
	curve string
}

var curves = map[string]string{
	oid.P224: "P-224", oid.P256: "P-256", oid.P384: "P-384", oid.P521: "P-521",
}

func readKey(spki []byte) (k publicKey) {
	r := strict.NewReader(spki)
	in := r.Enter(strict.Sequence)
	alg := in.Enter(strict.Sequence)
	id := oid.Text(alg.Get(strict.ObjectID))
	parameters := alg.Rest()
	padded := in.Get(strict.BitString)
	in.End()
	r.End()
	if !r.OK() || len(padded) == 0 || padded[0] != 0 {
		return k
	}
	bits := padded[1:]
	info, err := key.ParseInfo(spki)
	if err != nil {
		return k
	}
	decoded := info.Decode()
	if decoded.Problem() != "" {
		return k
	}
	switch id {
	case oid.RSA:
		if string(parameters) != "\x05\x00" || !strictRSA(bits) {
			return k
		}
		return publicKey{kind: key.RSA, bits: decoded.Bits}
	case oid.EC:
		p := strict.NewReader(parameters)
		curve := curves[oid.Text(p.Get(strict.ObjectID))]
		p.End()
		if !p.OK() || curve == "" || len(bits) == 0 || bits[0] < 2 || bits[0] > 4 {
			return k
		}
		return publicKey{kind: key.EC, bits: decoded.Bits, curve: curve}
	case oid.Ed25519:
		if len(parameters) == 0 {
			return publicKey{kind: key.Ed25519}
		}
	case oid.X25519:
		if len(parameters) == 0 {
			return publicKey{kind: key.X25519}
		}
	case oid.MLDSA44, oid.MLDSA65, oid.MLDSA87:
		return publicKey{kind: key.MLDSA}
	}
	return k
}

// strictRSA holds an RSAPublicKey to DER and to the sizes that BoringSSL decodes.
func strictRSA(v []byte) bool {
	r := strict.NewReader(v)
	in := r.Enter(strict.Sequence)
	n, e := in.Int(strict.Integer), in.Int(strict.Integer)
	in.End()
	r.End()
	return r.OK() && n[0] < 0x80 && e[0] < 0x80 && n[len(n)-1]&1 == 1 && e[len(e)-1]&1 == 1 && len(e) <= 5 &&
		!(len(e) == 5 && e[0] > 1) && !(len(e) == 1 && e[0] == 1) && len(n) >= 64
}

// acceptable: RSA of 1024 bits, and three curves.
func (k publicKey) acceptable() bool {
	switch k.kind {
	case key.RSA:
		return k.bits >= 1024
	case key.EC:
		return k.curve != "P-224"
	}
	return k.kind == key.MLDSA
}
