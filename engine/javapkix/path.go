package javapkix

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// judge is what a verification needs beside the certificates.
type judge struct {
	release   Release
	at        time.Time
	client    bool // a client's certificate is judged
	signature func(child, issuer *cert.Certificate) (ok bool, unsupported string)
	assumed   func(child *cert.Certificate) bool
	steps     int // of path building
}

// path is what the checkers of a certification path remember from certificate to certificate, anchor first.
type path struct {
	*judge
	length   int // certificates below the anchor
	index    int // from 1
	most     int // path length that is left
	names    *nameConstraints
	policies *policyChecker
	previous *certificate // the issuer
	tls      *publicKey   // the issuer's key as the checker of TLS knows it
}

func (j *judge) newPath(anchor *certificate, length int) *path {
	return &path{judge: j, length: length, most: length, policies: newPolicyChecker(length), previous: anchor}
}

// fails makes the exception of a failed check.
func fails(what string) *thrown { return throw(pathException, "%s", what) }

// caused makes the exception of a failed check that another exception is the cause of.
func caused(what string, by *thrown) *thrown {
	if by.class == notChecked {
		return by
	}
	return &thrown{class: pathException, msg: what, cause: by, reason: by.reason}
}

// handled are the critical extensions that the checkers know.
var handled = map[string]bool{
	oidKeyUsage:         true,
	oidExtKeyUsage:      true,
	oidSubjectAltName:   true,
	oidBasicConstraints: true,
	oidNameConstraints:  true,
	oidPolicies:         true,
	oidPolicyMappings:   true,
	oidPolicyConstr:     true,
	oidInhibitAny:       true,
}

func (c *certificate) unhandled() bool {
	for _, oid := range c.critical {
		if !handled[oid] {
			return true
		}
	}
	return false
}

// constraintsOf is ConstraintsChecker: basic constraints and name constraints.
func (p *path) constraintsOf(c *certificate) *thrown {
	p.index++
	if p.index < p.length {
		if err := p.basicConstraints(c); err != nil {
			return err
		}
	}
	if p.names != nil && (p.index == p.length || !c.selfIssued()) {
		ok, err := p.names.verify(c, p.release)
		if err != nil {
			return p.inNames(err)
		}
		if !ok {
			return fails("name constraints check failed")
		}
	}
	if p.names == nil {
		if c.constraints != nil {
			p.names = c.constraints.clone()
		}
		return nil
	}
	if err := p.names.merge(c.constraints, p.release); err != nil {
		return p.inNames(err)
	}
	return nil
}

// inNames passes on what name constraints throw: what is no IOException nobody catches before JSSE.
func (p *path) inNames(err *thrown) *thrown {
	if err.isIO() {
		return by(pathException, err)
	}
	return err
}

func (p *path) basicConstraints(c *certificate) *thrown {
	const check = "basic constraints check failed: "
	limit := c.pathLength
	if c.version < 3 {
		if limit = -1; p.index == 1 && c.selfIssued() {
			limit = noLimit
		}
	}
	if limit == -1 {
		return fails(check + "this is not a CA certificate")
	}
	if !c.selfIssued() {
		if p.most <= 0 {
			return fails(
				check + "pathLenConstraint violated - this cert must be the last cert in the certification path",
			)
		}
		p.most--
	}
	p.most = min(p.most, limit)
	return nil
}

func keyCertSign(c *certificate) *thrown {
	if c.keyUsage != nil && !c.keyUsage[5] {
		return fails("CA key usage check failed: keyCertSign bit is not set")
	}
	return nil
}

// validate checks one certificate of a path that is given (PKIXCertPathValidator), in the order of its checkers.
func (p *path) validate(c *certificate) *thrown {
	last := p.index == p.length-1
	if err := pathAlgorithms(c, &p.previous.key, p.index == 0, p.release); err != nil {
		return err
	}
	if !last {
		if err := keyCertSign(c); err != nil {
			return err
		}
	}
	if err := p.constraintsOf(c); err != nil {
		return err
	}
	if err := p.policies.check(c); err != nil {
		return err
	}
	if err := c.checkValidity(p.at); err != nil {
		return caused("validity check failed", err)
	}
	if !c.issuer.equal(p.previous.subject) {
		return fails("subject/issuer name chaining check failed")
	}
	if err := p.verifySignature(c, p.previous); err != nil {
		return err
	}
	if err := tlsAlgorithms(c, p.tls, p.release); err != nil {
		return err
	}
	p.previous, p.tls = c, &c.key
	return nil
}

// final checks one certificate of a path that was built (SunCertPathBuilder): what building did not check.
func (p *path) final(c *certificate, first bool) *thrown {
	if err := p.verifySignature(c, p.previous); err != nil {
		return err
	}
	if err := p.policies.check(c); err != nil {
		return err
	}
	if err := p.constraintsOf(c); err != nil {
		return err
	}
	if err := pathAlgorithms(c, &p.previous.key, first, p.release); err != nil {
		return err
	}
	if err := tlsAlgorithms(c, &p.previous.key, p.release); err != nil {
		return err
	}
	p.previous = c
	return nil
}

// signatureFamily is the algorithm of the keys that make signatures of a name; "" for what a JDK does not compute.
func signatureFamily(name string) string {
	switch name {
	case "Ed25519", "Ed448":
		return "EdDSA"
	case "RSASSA-PSS":
		return "RSA"
	}
	_, by, ok := strings.Cut(name, "with")
	if !ok || by != "RSA" && by != "ECDSA" || strings.HasPrefix(name, "Specified") {
		return ""
	}
	return strings.Replace(by, "ECDSA", "EC", 1)
}

// verifySignature verifies with the issuer's key (X509CertImpl.verify), in the words of Java's providers.
func (p *path) verifySignature(c, issuer *certificate) *thrown {
	if p.assumed != nil && c.parsed != nil && p.assumed(c.parsed) {
		return nil
	}
	const check = "signature check failed"
	bad := func(class, format string, args ...any) *thrown {
		return caused(check, throw("java.security."+class, format, args...))
	}
	name, issued := c.algorithm.name(), &issuer.key
	family := signatureFamily(name)
	switch {
	case name == "MD2withRSA":
		return unknown("a signature with MD2")
	case strings.HasSuffix(name, "withDSA"):
		return unknown("a DSA signature")
	case strings.HasPrefix(name, "2.16.840.1.101.3.4.3."):
		return unknown("a post-quantum signature")
	case family == "":
		return bad("NoSuchAlgorithmException", "%s Signature not available", name)
	}
	if err := signatureParameters(c, p.release); err != nil {
		return caused(check, err)
	}
	switch {
	case family == "EdDSA" && issued.algorithm != "EdDSA":
		return bad("InvalidKeyException", "Unsupported key type")
	case family == "RSA" && issued.algorithm == "RSASSA-PSS" && name != "RSASSA-PSS":
		return unknown("a PKCS #1 signature by an RSASSA-PSS key")
	case family != "EdDSA" && family != issued.algorithm && issued.algorithm != "RSASSA-PSS":
		return bad("InvalidKeyException", "No installed provider supports this key: %s", issued.class)
	case name == "RSASSA-PSS" && c.algorithm.pss == nil:
		return unknown("an RSASSA-PSS signature without parameters")
	}
	signatureFails := func(format string, args ...any) *thrown {
		t := throw("java.security.SignatureException", format, args...)
		t.reason = badSignature
		return caused(check, t)
	}
	if size, got := (issued.size+7)/8, len(c.signed.Signature.Bytes); family == "RSA" && size != got {
		return signatureFails("Bad signature length: got %d but was expecting %d", got, size)
	}
	if family == "EC" {
		if err := readPair(c.signed.Signature.Bytes); err != nil {
			t := throw("java.security.SignatureException", "Invalid encoding for signature")
			t.reason, t.cause = badSignature, err
			return caused(check, t)
		}
	}
	ok, unsupported := p.computes(c, issuer)
	switch {
	case unsupported == noSuchKey && family == "EC":
		return signatureFails("Signature does not match.") // a point that is not on the curve
	case family == "EC" && !slices.Contains(signing, issued.curveOID):
		return signatureFails("Curve not supported: %s (%s)", issued.curve.text, issued.curveOID)
	case unsupported != "":
		return unknown(unsupported)
	case !ok:
		return signatureFails("Signature does not match.")
	}
	return nil
}

// readPair is what keeps the two numbers of an ECDSA signature from being read.
func readPair(signature []byte) *thrown {
	v, err := whole(signature, by25)
	if err != nil {
		return err
	}
	list, err := v.list(tagSequence)
	if err != nil {
		return err
	}
	for _, n := range list[:min(2, len(list))] {
		if _, err := n.big(); err != nil {
			return err
		}
	}
	return nil
}

// signing are the curves that Java verifies signatures on: P-256, P-384 and P-521.
var signing = []string{oid.P256, oid.P384, oid.P521}

// signatureParameters is what Java makes of parameters in a signature's algorithm (SignatureUtil.getParamSpec).
func signatureParameters(c *certificate, r Release) *thrown {
	a, name := c.algorithm, strings.ToUpper(c.algorithm.name())
	if a.params == nil || a.oid == specifiedECDSA {
		return nil
	}
	switch {
	case name == "RSASSA-PSS":
		return nil
	case strings.HasSuffix(name, "RSA"):
		return by(
			certException,
			throw("java.security.NoSuchAlgorithmException", "%s AlgorithmParameters not available", name),
		)
	case !strings.HasSuffix(name, "ECDSA"):
		return throw(certException, "Unrecognized algorithm for signature parameters %s", name)
	case r >= Java21:
		return nil
	}
	v, err := whole(a.params, reading{release: r})
	if err == nil {
		err = checkCurve(v)
	}
	if err == nil {
		return unknown("a curve in the algorithm of a signature")
	}
	return &thrown{class: certException, msg: "Error handling EC parameters", cause: err}
}

const noSuchKey = "a signature by a key that the engine does not read"

// computes asks the caller about a signature, where both of us read the same bytes.
func (p *path) computes(c, issuer *certificate) (ok bool, unsupported string) {
	if issuer.parsed != nil && issuer.parsed.PublicKey().Problem() != "" {
		return false, noSuchKey
	}
	if c.parsed != nil && issuer.parsed != nil && bytes.Equal(c.parsed.RawTBS, c.signed.Data) &&
		bytes.Equal(issuer.parsed.SPKI.Raw, issuer.spki) {
		return p.signature(c.parsed, issuer.parsed)
	}
	info, err := key.ParseInfo(issuer.spki)
	if err != nil {
		return false, noSuchKey
	}
	k := info.Decode()
	if k.Problem() != "" {
		return false, noSuchKey
	}
	return c.signed.Verify(k)
}
