package gnutls

import (
	"bytes"
	"math/big"

	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// pk is a kind of public key.
type pk uint8

const (
	pkUnknown pk = iota
	pkRSA
	pkRSAPSS
	pkRSAOAEP
	pkDSA
	pkEC
	pkEd25519
	pkEd448
	pkX25519
	pkX448
	pkGOST
	pkMLDSA
)

var keyKinds = map[string]pk{
	oid.RSA:             pkRSA,
	oid.X509RSA:         pkRSA,
	oid.RSAPSS:          pkRSAPSS,
	oid.RSAOAEP:         pkRSAOAEP,
	oid.DSA:             pkDSA,
	oid.EC:              pkEC,
	oid.Ed25519:         pkEd25519,
	oid.Ed448:           pkEd448,
	oid.X25519:          pkX25519,
	oid.X448:            pkX448,
	"1.2.643.2.2.19":    pkGOST,
	"1.2.643.7.1.1.1.1": pkGOST,
	"1.2.643.7.1.1.1.2": pkGOST,
}

// curveBits are the curves that Debian's GnuTLS supports in certificates, with the size it counts for them.
var curveBits = map[string]int{
	oid.P192: 192,
	oid.P224: 224,
	oid.P256: 256,
	oid.P384: 384,
	oid.P521: 528,
}

// publicKey is what GnuTLS reads of a certificate's key. broken tells why it cannot.
type publicKey struct {
	pk     pk
	bits   int
	pss    *pssParams // restrictions of an RSA-PSS key
	broken *failure
}

func (k *crt) key() *publicKey {
	if k.pub == nil {
		k.pub = readKey(k.c.SPKI)
		if k.release >= R38 && mldsa[k.c.SPKI.Algorithm.OID] {
			k.pub = &publicKey{pk: pkMLDSA}
		}
	}
	return k.pub
}

func readKey(spki key.Info) *publicKey {
	k := &publicKey{pk: keyKinds[spki.Algorithm.OID]}
	k.broken = k.read(spki.Algorithm.Params, spki.Key.Bytes)
	return k
}

func (k *publicKey) read(params, point []byte) *failure {
	switch k.pk {
	case pkEd25519:
		return sized(point, 32)
	case pkEd448:
		return sized(point, 57)
	case pkX25519:
		return sized(point, 32)
	case pkX448:
		return sized(point, 56)
	case pkRSA:
	default:
		if params == nil && k.pk != pkRSAPSS {
			return errElement
		}
		if params != nil {
			if e := k.readParams(params); e != nil {
				return e
			}
		}
	}
	if len(point) == 0 {
		return errDER
	}
	switch k.pk {
	case pkRSA, pkRSAPSS, pkRSAOAEP:
		r := &reader{src: point}
		var n, e []byte
		r.fields(sequence, func(func() bool) { n, e = r.value(integer), r.value(integer) })
		if f := r.end(); f != nil {
			return f
		}
		if len(n) == 0 || len(e) == 0 {
			return errGeneric
		}
		k.bits = new(big.Int).SetBytes(n).BitLen()
		if k.pss != nil && k.pss.size()+k.pss.salt+2 > (k.bits+7)/8 {
			return errPKParams
		}
	case pkDSA:
		r := &reader{src: point}
		if y := r.value(integer); r.end() != nil || len(y) == 0 {
			return errDER
		}
	case pkEC:
		if point[0] != 4 || len(point)%2 != 1 || len(point) < 3 {
			return errParsing
		}
	default:
		return errUnsupported
	}
	return nil
}

// sized: a key that is a string of one length.
func sized(point []byte, n int) *failure {
	switch len(point) {
	case n:
		return nil
	case 0:
		return errDER
	}
	return errIllegalKey
}

func (k *publicKey) readParams(params []byte) *failure {
	r := &reader{src: params}
	switch k.pk {
	case pkRSAPSS:
		p, e := readPSS(params)
		k.pss = p
		return e
	case pkEC:
		if !r.is(objectID) {
			return errDER
		}
		oid := r.oid(objectID)
		if e := r.end(); e != nil {
			return e
		}
		bits, known := curveBits[dotted(oid)]
		if !known {
			return errCurve
		}
		k.bits = bits
	case pkDSA:
		var p []byte
		r.fields(sequence, func(func() bool) { p, _, _ = r.value(integer), r.value(integer), r.value(integer) })
		k.bits = new(big.Int).SetBytes(p).BitLen()
		return r.end()
	default:
		return errUnsupported
	}
	return nil
}

// pssParams are RSASSA-PSS-params that GnuTLS takes: one hash for all.
type pssParams struct {
	hash string // of [hashes]
	salt int
}

func (p *pssParams) size() int { return hashes[p.hash].bits / 8 }

// readPSS reads RSASSA-PSS-params.
func readPSS(params []byte) (*pssParams, *failure) {
	r := &reader{src: params}
	hash, mgf, mgfParams := oid.SHA1, oidMGF1, []byte(nil)
	var salt, trailer []byte
	r.fields(sequence, func(more func() bool) {
		if r.is(contextual | structured) {
			r.explicit(0)
			hash, _ = readAlgorithm(r)
		}
		if more() && r.is(contextual|structured|1) {
			r.explicit(1)
			mgf, mgfParams = readAlgorithm(r)
		}
		if more() && r.is(contextual|structured|2) {
			r.explicit(2)
			salt = r.value(integer)
		}
		if more() && r.is(contextual|structured|3) {
			r.explicit(3)
			trailer = r.value(integer)
		}
	})
	if e := r.end(); e != nil {
		return nil, e
	}
	name := digestOIDs[hash]
	if name == "" {
		return nil, errHash
	}
	if mgf != oidMGF1 {
		return nil, errAlgorithm
	}
	if mgfParams != nil {
		in := &reader{src: mgfParams}
		h, _ := readAlgorithm(in)
		if e := in.end(); e != nil {
			return nil, e
		}
		if digestOIDs[h] != name {
			return nil, errConstraint
		}
	}
	p := &pssParams{hash: name, salt: 20}
	if salt != nil {
		n, ok := readUint(salt)
		if !ok {
			return nil, errInternal
		}
		p.salt = int(n)
	}
	if trailer != nil && !bytes.Equal(trailer, []byte{1}) {
		return nil, errCertificate
	}
	return p, nil
}

const oidMGF1 = oid.MGF1

func readAlgorithm(r *reader) (oid string, params []byte) {
	r.fields(sequence, func(more func() bool) {
		oid = dotted(r.oid(objectID))
		if more() {
			params = r.any()
		}
	})
	return oid, params
}

// encode writes the parameters out with another salt length, for the arithmetic.
func (p *pssParams) encode(salt int) []byte {
	var h []byte
	for oid, name := range digestOIDs {
		if name == p.hash {
			h = tlv(sequence, tlv(objectID, der.OIDContent(oid)), []byte{null, 0})
		}
	}
	return tlv(sequence,
		tlv(contextual|structured, h),
		tlv(contextual|structured|1, tlv(sequence, tlv(objectID, der.OIDContent(oidMGF1)), h)),
		tlv(contextual|structured|2, tlv(integer, []byte{byte(salt)})))
}

// tlv writes an element of at most 127 octets.
func tlv(id byte, parts ...[]byte) []byte {
	content := bytes.Join(parts, nil)
	return append([]byte{id, byte(len(content))}, content...)
}

// low compares with the security level that gnutls_pk_bits_to_sec_param finds, as far as the profile "low" asks.
func (k *publicKey) low() bool {
	switch k.pk {
	case pkEC:
		return k.bits < 160
	case pkMLDSA:
		return false
	}
	return k.bits < 1024
}
