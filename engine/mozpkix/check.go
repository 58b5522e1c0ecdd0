package mozpkix

import (
	"bytes"

	"x509strict/engine/oid"
)

// algorithm is a kind of signature with its digest; digest 1 is SHA-1, which no certificate may use.
type algorithm struct {
	kind   string // "RSA", "PSS", "ECDSA"
	digest int
}

var algorithms = map[string]algorithm{
	oid.SHA256WithRSA: {"RSA", 256}, oid.SHA384WithRSA: {"RSA", 384}, oid.SHA512WithRSA: {"RSA", 512},
	oid.SHA1WithRSA: {"RSA", 1}, oid.OIWSHA1WithRSA: {"RSA", 1},
	oid.ECDSAWithSHA256: {"ECDSA", 256}, oid.ECDSAWithSHA384: {"ECDSA", 384}, oid.ECDSAWithSHA512: {"ECDSA", 512},
	oid.ECDSAWithSHA1: {"ECDSA", 1},
}

// pssParams are the only parameters of RSASSA-PSS that are taken: one hash for all, a salt of its length.
func pssParams(last, salt byte) []byte {
	hash := []byte{0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, last, 5, 0}
	out := append([]byte{0x30, 0x34, 0xa0, 0x0f}, hash...)
	out = append(out, 0xa1, 0x1c, 0x30, 0x1a, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8)
	out = append(out, hash...)
	return append(out, 0xa2, 3, 2, 1, salt)
}

var pss = map[int][]byte{256: pssParams(1, 32), 384: pssParams(2, 48), 512: pssParams(3, 64)}

// readAlgorithm reads the content of an AlgorithmIdentifier of a signature.
func readAlgorithm(content []byte) (a algorithm, e Error) {
	in := &reader{content}
	id, e := in.value(tagOID)
	if e != Success {
		return a, e
	}
	kind := oid.Text(id)
	if kind == oid.RSAPSS {
		for digest, params := range pss {
			if bytes.Equal(in.rest, params) {
				return algorithm{"PSS", digest}, Success
			}
		}
		return a, AlgorithmDisabled
	}
	a, known := algorithms[kind]
	if !known {
		return a, AlgorithmDisabled
	}
	if in.peek(tagNull) {
		if v, e := in.value(tagNull); e != Success || len(v) > 0 {
			return a, BadDER
		}
	}
	return a, in.end()
}

// minRSABits is MIN_RSA_BITS_WEAK, the size that decides in the end.
const minRSABits = 1024

// checkSignatureAlgorithm: known, the same inside and outside, no SHA-1, and not from too small an RSA key.
func (b *backCert) checkSignatureAlgorithm() Error {
	outer, e := readAlgorithm(b.outerAlg)
	if e != Success {
		return e
	}
	inner, e := readAlgorithm(b.tbsAlg)
	switch {
	case e != Success:
		return e
	case inner != outer:
		return AlgorithmMismatch
	case outer.digest == 1:
		return AlgorithmDisabled
	case outer.kind != "ECDSA" && len(b.signature)*8 < minRSABits:
		return InadequateKeySize
	}
	return Success
}

// curveBytes are the curves that are taken, with the size of a coordinate.
var curveBytes = map[string]int{oid.P256: 32, oid.P384: 48, oid.P521: 66}

// checkKey: RSA of 1024 bits or more, or a point on a NIST curve, not compressed.
func (b *backCert) checkKey() Error {
	outer := &reader{b.spki}
	e := outer.nested(tagSequence, func(in *reader) Error {
		alg, e := in.inside(tagSequence)
		if e != Success {
			return e
		}
		key, e := in.bits()
		if e != Success {
			return e
		}
		if e = in.end(); e != Success {
			return e
		}
		rest := &reader{key}
		id, e := alg.value(tagOID)
		if e != Success {
			return e
		}
		switch oid.Text(id) {
		case oid.EC:
			e = checkPoint(alg, rest)
		case oid.RSA:
			e = checkRSA(alg, rest)
		default:
			e = UnsupportedKeyAlg
		}
		if e == Success {
			e = alg.end()
		}
		if e == Success {
			e = rest.end()
		}
		return e
	})
	if e == Success {
		e = outer.end()
	}
	return e
}

func checkPoint(alg, key *reader) Error {
	id, e := alg.value(tagOID)
	if e != Success {
		return e
	}
	size, known := curveBytes[oid.Text(id)]
	switch {
	case !known:
		return UnsupportedCurve
	case key.atEnd():
		return BadDER
	case key.rest[0] != 4:
		return UnsupportedPointForm
	case len(key.rest) != 1+2*size:
		return BadDER
	}
	key.rest = nil
	return Success
}

func checkRSA(alg, key *reader) Error {
	if v, e := alg.value(tagNull); e != Success || len(v) > 0 {
		return BadDER
	}
	return key.nested(tagSequence, func(in *reader) Error {
		octets, e := in.positive()
		if e != Success {
			return e
		}
		if octets*8 < minRSABits {
			return InadequateKeySize
		}
		_, e = in.positive()
		return e
	})
}

// Key usages, as bits of the first octet.
const (
	digitalSignature = 0x80
	keyEncipherment  = 0x20
	keyAgreement     = 0x08
	keyCertSign      = 0x04
)

// checkKeyUsage: where there is a key usage, it is well formed and has the bit.
func (b *backCert) checkKeyUsage(required byte) Error {
	ext := b.ext[oidKeyUsage]
	if ext == nil {
		return Success
	}
	in := &reader{ext}
	v, e := in.value(tagBits)
	if e != Success || !in.atEnd() || len(v) < 2 || v[0] > 7 || v[1]&required == 0 || v[len(v)-1]&(1<<v[0]-1) != 0 {
		return InadequateKeyUsage
	}
	return Success
}

// checkBasicConstraints: a CA has cA, and a path length that lets through; a server's certificate has no cA.
func (b *backCert) checkBasicConstraints(anchor bool, below int) Error {
	isCA, pathLen := false, -1
	if ext := b.ext[oidBasicConstraints]; ext != nil {
		in := &reader{ext}
		e := in.nested(tagSequence, func(in *reader) (e Error) {
			if isCA, e = in.boolean(); e == Success && in.peek(tagInteger) {
				pathLen, e = in.small()
			}
			return e
		})
		if e != Success || !in.atEnd() {
			return ExtensionValueInvalid
		}
	} else if b.ca && b.v1 {
		if !anchor {
			return V1UsedAsCA
		}
		isCA = true
	}
	switch {
	case !b.ca && isCA:
		return CAUsedAsEndEntity
	case !b.ca:
		return Success
	case !isCA:
		return CACertInvalid
	case pathLen >= 0 && below > pathLen:
		return PathLenInvalid
	}
	return Success
}

const (
	purposeServer = oid.ServerAuth
	purposeOCSP   = oid.OCSPSigning
)

// checkExtKeyUsage: where there is an extended key usage, it names TLS servers; a server's does not name OCSP signing.
func (b *backCert) checkExtKeyUsage() Error {
	ext := b.ext[oidExtKeyUsage]
	if ext == nil {
		return Success
	}
	found, ocsp := false, false
	in := &reader{ext}
	e := in.nestedOf(tagSequence, tagOID, false, func(id *reader) Error {
		switch oid.Text(id.rest) {
		case purposeServer:
			found = true
		case purposeOCSP:
			ocsp = true
		}
		id.rest = nil
		return Success
	})
	if e != Success || !in.atEnd() || !found || !b.ca && ocsp {
		return InadequateCertType
	}
	return Success
}

// checkTLSFeatures: what an issuer demands of its servers, its certificates demand, too.
func checkTLSFeatures(subject, issuer *backCert) Error {
	if f := issuer.ext[oidTLSFeature]; f != nil && !bytes.Equal(f, subject.ext[oidTLSFeature]) {
		return TLSFeatureMissing
	}
	return Success
}

// tlsFeaturesSatisfied: a server whose certificate demands an OCSP answer has to give one, and here none does.
func (b *backCert) tlsFeaturesSatisfied() Error {
	f := b.ext[oidTLSFeature]
	if f == nil {
		return Success
	}
	in := &reader{f}
	if e := in.nestedOf(
		tagSequence,
		tagInteger,
		false,
		func(*reader) Error { return TLSFeatureMissing },
	); e != Success {
		return e
	}
	return in.end()
}

// checkAccess is what is left of revocation without looking anything up: the authority information access of a server's
// certificate has to decode, unless the certificate has expired.
func (b *backCert) checkAccess(now int64) Error {
	ext := b.ext[oidAuthorityInfo]
	if _, until, e := b.validityTimes(); ext == nil || e == Success && now > until {
		return Success
	}
	in := &reader{ext}
	e := in.nestedOf(tagSequence, tagSequence, true, func(x *reader) Error {
		if e := x.nssFilled(tagOID); e != Success {
			return e
		}
		_, _, e := x.generalName()
		return e
	})
	if e != Success || !in.atEnd() {
		return BadAccessLocation
	}
	return Success
}

// independent are the checks of one certificate by itself, in the order that decides which error is named.
func (b *backCert) independent(anchor bool, required byte, below int, now int64) Error {
	from, until, e := b.validityTimes()
	if e != Success {
		return e
	}
	if !anchor {
		if e := b.checkSignatureAlgorithm(); e != Success {
			return e
		}
	}
	for _, check := range []func() Error{
		b.checkKey,
		b.checkIssuerName,
		func() Error { return b.checkKeyUsage(required) },
		func() Error { return b.checkBasicConstraints(anchor, below) },
		b.checkExtKeyUsage,
	} {
		if e := check(); e != Success {
			return e
		}
	}
	switch {
	case now < from:
		return NotYetValid
	case now > until:
		return ExpiredCertificate
	}
	return Success
}

func (b *backCert) checkIssuerName() Error {
	in, e := only(b.issuer, tagSequence)
	if e == Success && in.atEnd() {
		e = EmptyIssuerName
	}
	return e
}
