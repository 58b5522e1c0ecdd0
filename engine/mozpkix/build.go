package mozpkix

import (
	"bytes"
	"slices"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/key"
)

// Input is what Firefox is shown. Nothing in it is changed.
type Input struct {
	Sent    []*cert.Certificate // the server's certificate, and what it sends beside it, in order
	Trusted []*cert.Certificate // added as authorities, trusted to identify web sites
	Host    string              // host name or IP address, "" for none
	Time    time.Time
	// Signed answers for the bare signature of child under issuer's key; it is asked only where key and algorithm go
	// together. unsupported names what it cannot compute, which then counts as good.
	Signed func(child, issuer *cert.Certificate) (ok bool, unsupported string)
}

// Answer is what Firefox says.
type Answer struct {
	Error      Error
	Blame      *cert.Certificate   // which certificate the error is about; nil when there is none
	Chain      []*cert.Certificate // the path that was found, leaf first; nil for none
	NotChecked []string            // what could not be computed
}

// builder is one call of Judge.
type builder struct {
	Input
	now        int64
	sent       []*backCert
	trusted    []*backCert
	budget     int
	chain      []*cert.Certificate
	blame      *cert.Certificate // which certificate the last error is about
	notChecked []string
}

// Judge answers for one connection. Sent must not be empty.
func Judge(in Input) Answer {
	s := &builder{Input: in, now: in.Time.Unix()}
	s.Trusted = importable(in.Trusted)
	e, unchecked := s.handshake()
	if e != Success || unchecked != "" {
		if unchecked != "" {
			s.skip(unchecked)
		}
		return Answer{Error: e, Blame: in.Sent[0], NotChecked: s.notChecked}
	}
	for _, c := range s.Sent {
		s.sent = append(s.sent, read(c))
	}
	for _, c := range s.Trusted {
		s.trusted = append(s.trusted, read(c))
	}
	s.blame = in.Sent[0]
	a := Answer{Error: s.judge(), Chain: s.chain, NotChecked: s.notChecked}
	if a.Error != Success {
		a.Blame = s.blame
	}
	return a
}

func (s *builder) skip(what string) {
	if !slices.Contains(s.notChecked, what) {
		s.notChecked = append(s.notChecked, what)
	}
}

// importable are the certificates that Firefox takes in: those that NSS decodes, and the first of an issuer and serial
// number.
func importable(list []*cert.Certificate) (out []*cert.Certificate) {
	for _, c := range list {
		ok := Loads(c.Raw)
		for _, have := range out {
			ok = ok && !reused(c, have)
		}
		if ok {
			out = append(out, c)
		}
	}
	return out
}

// judge is CertVerifier::VerifySSLServerCert.
func (s *builder) judge() Error {
	leaf := s.sent[0]
	e := leaf.broken
	if e == Success {
		e = s.anyUsage(leaf)
	}
	if e != Success {
		return s.explain(leaf, e)
	}
	s.blame = leaf.c
	if e = leaf.tlsFeaturesSatisfied(); e != Success {
		return e
	}
	return s.checkHost(leaf)
}

// anyUsage builds a path for each of the usages that a server's key can have, until one is not missed.
func (s *builder) anyUsage(leaf *backCert) (e Error) {
	for _, usage := range []byte{digitalSignature, keyEncipherment, keyAgreement} {
		s.budget = maxCalls
		if e = s.forward(leaf, usage, 0); e != InadequateKeyUsage {
			break
		}
	}
	return e
}

// maxCalls is how many certificates a search may step on before it is given up. Firefox gives up after 200000.
const maxCalls = 2000

// explain turns the error of a path into the one that is named.
func (s *builder) explain(leaf *backCert, e Error) Error {
	if leaf.broken != Success {
		return e
	}
	switch e {
	case UnknownIssuer, BadSignature, InadequateKeyUsage:
		if bytes.Equal(leaf.issuer, leaf.subject) && s.verify(leaf, leaf) == Success {
			return SelfSigned
		}
		if in, bad := only(leaf.issuer, tagSequence); e == UnknownIssuer && bad == Success && in.atEnd() {
			return BadDER // it wants to print the issuer's name
		}
	case ExpiredCertificate, NotYetValid:
		if h := s.checkHost(leaf); h != Success {
			s.blame = leaf.c
			return h
		}
	}
	return e
}

func (s *builder) checkHost(leaf *backCert) Error {
	if s.Host == "" {
		return Success
	}
	e := leaf.checkHost(s.Host)
	if e == BadDER {
		e = BadCertDomain
	}
	return e
}

// anchor reports whether a certificate is one that the user has added.
func (s *builder) anchor(b *backCert) bool {
	for _, t := range s.trusted {
		if bytes.Equal(t.c.Raw, b.c.Raw) {
			return true
		}
	}
	return false
}

// maxSubCAs is how many certificates may stand between the server's and the anchor.
const maxSubCAs = 6

// forward is BuildForward: the checks of a certificate by itself, then the search for its issuer. What is wrong with
// the server's own certificate is said only if a path is found.
func (s *builder) forward(b *backCert, usage byte, below int) Error {
	anchor := s.anchor(b)
	var deferred Error
	e := s.known(b.c)
	if e == ReusedSerial {
		e = UnknownError // mozilla::pkix has no word for it
	}
	if e == Success {
		e = b.independent(anchor, usage, below, s.now)
	}
	if e != Success {
		s.blame = b.c
		if b.ca || anchor {
			return e
		}
		deferred = e
	}
	if anchor {
		s.chain = nil
		for at := b; at != nil; at = at.child {
			s.chain = append([]*cert.Certificate{at.c}, s.chain...)
		}
		return Success
	}
	if b.ca {
		if below >= maxSubCAs {
			s.blame = b.c
			return UnknownIssuer
		}
		below++
	}
	if e := s.findIssuer(b, below); e != Success {
		return e
	}
	s.blame = b.c
	return deferred
}

// outcome collects the results of all candidates: one error if they agree, else that the issuer is unknown.
type outcome struct {
	set   bool
	error Error
	blame *cert.Certificate
}

func (o *outcome) record(e Error, blame *cert.Certificate) (goOn bool) {
	switch e {
	case ExpiredCertificate:
		e = ExpiredIssuer
	case NotYetValid:
		e = NotYetValidIssuer
	}
	if o.set && e != Success && e != o.error {
		e, blame = UnknownIssuer, nil
	}
	o.set, o.error, o.blame = true, e, blame
	return e != Success
}

// findIssuer tries what the server sent, then what the user has added.
func (s *builder) findIssuer(b *backCert, below int) Error {
	var o outcome
	for _, c := range s.sent {
		if c.broken == Success && bytes.Equal(c.subject, b.issuer) && !s.uselessRoot(c) {
			if e := s.try(c, b, below); !o.record(e, s.blame) {
				return Success
			}
		}
	}
	for _, c := range s.trusted {
		if bytes.Equal(c.c.Subject.Raw, b.issuer) {
			if e := s.try(c, b, below); !o.record(e, s.blame) {
				return Success
			}
		}
	}
	if s.blame = o.blame; s.blame == nil {
		s.blame = b.c
	}
	if !o.set {
		return UnknownIssuer
	}
	return o.error
}

// uselessRoot reports a self-signed certificate that is not trusted: no path needs it.
func (s *builder) uselessRoot(c *backCert) bool {
	return bytes.Equal(c.subject, c.issuer) && !s.anchor(c) && s.known(c.c) == Success && s.verify(c, c) == Success
}

// try is PathBuildingStep::Check with one candidate.
func (s *builder) try(candidate, b *backCert, below int) Error {
	s.blame = candidate.c
	if candidate.broken != Success {
		return candidate.broken
	}
	issuer := *candidate
	issuer.ca, issuer.child = true, b
	for at := b; at != nil; at = at.child {
		if bytes.Equal(at.spki, issuer.spki) && bytes.Equal(at.subject, issuer.subject) {
			return UnknownIssuer
		}
	}
	if nc := issuer.ext[oidNameConstraints]; nc != nil {
		if e := checkNameConstraints(nc, b); e != Success {
			if e == CertNotInNameSpace {
				s.blame = b.c
			}
			return e
		}
	}
	if e := checkTLSFeatures(b, &issuer); e != Success {
		s.blame = b.c
		return e
	}
	if s.budget == 0 {
		s.skip("a search for a path of more than 2000 steps")
		return UnknownIssuer
	}
	s.budget--
	if e := s.forward(&issuer, keyCertSign, below); e != Success {
		return e
	}
	s.blame = b.c
	if e := s.verify(b, &issuer); e != Success || b.ca {
		return e
	}
	return b.checkAccess(s.now)
}

// verify is VerifySignedData.
func (s *builder) verify(child, issuer *backCert) Error {
	a, e := readAlgorithm(child.outerAlg)
	if e != Success {
		return e
	}
	kind := issuer.c.SPKI.Kind()
	switch {
	case a.kind != "ECDSA" && kind == key.EC:
		return InvalidKey
	case (a.kind == "ECDSA") != (kind == key.EC) || a.kind != "ECDSA" && kind != key.RSA:
		return BadSignature
	}
	ok, unsupported := s.Signed(child.c, issuer.c)
	switch {
	case unsupported != "":
		s.skip(unsupported)
	case !ok:
		return BadSignature
	}
	return Success
}
