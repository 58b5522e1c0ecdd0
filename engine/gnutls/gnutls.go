// Package gnutls answers as GnuTLS does when it verifies a server: what gnutls-cli prints, and with it what git, wget,
// exim and other programs of Debian decide, which hand the chain to the same functions.
//
// Reproduced are releases 3.7.9 as Debian 12 ships it (package 3.7.9-2+deb12u7, whose patches bring name constraints
// and alternative names to the state of 3.8.13) and 3.8.13, in the order of their steps: the CA file is loaded whole or
// not at all; the handshake is TLS 1.3, so that the public key and the key usage of the server's certificate are looked
// at before anything is verified; gnutls_certificate_verify_peers with the host name and the purpose of a TLS server,
// the priority NORMAL (profile "low": RSA of 1024 bits) and no other flags.
//
// Left out: revocation (CRL, OCSP answers), DANE, trust on first use, PKCS #11 tokens and their distrust dates, system
// configuration that raises the profile, signatures of GOST and ML-DSA, RSA-PSS keys of servers, and host names beyond
// ASCII. Where a case needs one of them, the answer says in NotChecked what was not looked at.
package gnutls

import (
	"time"

	"x509strict/engine/cert"
)

// Release is a release of GnuTLS.
type Release uint8

// The releases that are reproduced.
const (
	R37 Release = iota // 3.7.9-2+deb12u7
	R38                // 3.8.13
)

func (r Release) String() string {
	if r == R37 {
		return "3.7"
	}
	return "3.8"
}

// Input is what a client is shown. Nothing in it is changed.
type Input struct {
	Sent    []*cert.Certificate // the server's certificate, and what it sends beside it, in order
	Trusted []*cert.Certificate // the CA file, in order
	Host    string              // host name or IP address, "" for none
	Time    time.Time
	Release Release
	// Signed answers for the bare signature of child, by its outer algorithm, under issuer's key; it is asked only
	// where they go together. unsupported names what it cannot compute, which then is not checked.
	Signed func(child, issuer *cert.Certificate) (ok bool, unsupported string)
}

// Answer is what GnuTLS says.
type Answer struct {
	Accepted   bool
	Status     Status   // of the verification; 0 when it was not reached
	Message    string   // the line that gnutls-cli prints; "" when accepted
	Stage      Stage    // where it ended
	Name       string   // the error code where verification was not reached, such as "GNUTLS_E_ASN1_DER_ERROR"
	Blame      Blame    // which certificate each reason is about
	NotChecked []string // what the answer leaves open; empty mostly
}

// Blame tells for a reason which certificate it is about; where verification was not reached, the key is 0. A reason
// that is missing is about the server's certificate.
type Blame map[Status]*cert.Certificate

// Stage is where a connection ends.
type Stage uint8

// The stages, in order.
const (
	CAFile    Stage = iota // a certificate of the CA file does not load
	Handshake              // the handshake fails before verification
	Loading                // a certificate that was sent does not load
	Verified               // verification ran
)

// Judge answers for one connection. Sent must not be empty.
func Judge(in Input) Answer {
	s := &session{Input: in}
	trusted := make([]*crt, 0, len(in.Trusted))
	for _, c := range in.Trusted {
		k := s.load(c)
		if k.broken != nil {
			return k.broken.answer(CAFile, "Error setting the x509 trust file: "+k.broken.words, c)
		}
		trusted = append(trusted, k)
	}
	leaf := s.load(in.Sent[0])
	if e := s.handshake(leaf); e != nil {
		a := e.answer(Handshake, "*** Fatal error: "+e.words, in.Sent[0])
		a.NotChecked = s.notChecked
		return a
	}
	if len(in.Sent) > maxSent {
		return errConstraint.answer(Loading, couldNot(errConstraint), in.Sent[0])
	}
	var sent []*crt
	for _, c := range in.Sent {
		k := s.load(c)
		if k.broken != nil {
			a := k.broken.answer(Loading, couldNot(k.broken), c)
			a.NotChecked = s.notChecked
			return a
		}
		sent = append(sent, k)
	}
	status := s.stapling(sent) | s.verify(newTrust(trusted), sent)
	a := Answer{
		Stage: Verified, Status: status, Accepted: status == 0, Blame: s.blame, NotChecked: s.notChecked}
	if status != 0 {
		a.Message = "- Status: " + status.Text()
	}
	return a
}

// answer is that of a connection that ends before verification.
func (f *failure) answer(at Stage, message string, c *cert.Certificate) Answer {
	return Answer{Stage: at, Message: message, Name: f.name, Blame: Blame{0: c}}
}

// maxSent is DEFAULT_MAX_VERIFY_DEPTH: more certificates than that are not verified.
const maxSent = 16

func couldNot(e *failure) string { return "- Could not verify certificate (err: " + e.words + ")" }

// session is one call of Judge.
type session struct {
	Input
	notChecked []string
	blame      Blame
	loaded     map[*cert.Certificate]*crt
}

// accuse notes the certificate of a reason, if it is the first for it.
func (s *session) accuse(why Status, c *crt) {
	if s.blame == nil {
		s.blame = Blame{}
	}
	for _, bit := range why.Each() {
		if s.blame[bit] == nil && c != nil {
			s.blame[bit] = c.c
		}
	}
}

func (s *session) skip(what string) {
	for _, w := range s.notChecked {
		if w == what {
			return
		}
	}
	s.notChecked = append(s.notChecked, what)
}

// load reads a certificate once.
func (s *session) load(c *cert.Certificate) *crt {
	if k := s.loaded[c]; k != nil {
		return k
	}
	if s.loaded == nil {
		s.loaded = map[*cert.Certificate]*crt{}
	}
	k := newCrt(c, s.Release)
	s.loaded[c] = k
	return k
}

// handshake is what the handshake demands of the server's certificate: that it loads, that its key is one GnuTLS can
// read, and that a key usage, where there is one, has digitalSignature.
func (s *session) handshake(leaf *crt) *failure {
	if leaf.broken != nil {
		return leaf.broken
	}
	if k := leaf.key(); k.broken != nil {
		return k.broken
	} else if k.pk == pkRSAPSS {
		s.skip("RSA-PSS key in the handshake")
	}
	if usage, e := leaf.keyUsage(); e == nil && usage != 0 && usage&digitalSignature == 0 {
		return errKeyUsage
	}
	return nil
}

// stapling is the demand for an OCSP answer that a certificate makes of its server (RFC 7633).
func (s *session) stapling(sent []*crt) (status Status) {
	for _, c := range sent {
		features, e := c.tlsFeatures()
		if e != nil {
			continue
		}
		for _, f := range features {
			if f == 5 || f == 17 {
				status |= Invalid | MissingOCSPStatus
				s.accuse(MissingOCSPStatus, c)
			}
		}
	}
	return status
}
