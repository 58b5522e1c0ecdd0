package verify

import (
	"bytes"
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/release"
)

// link is a certificate under the key of another.
type link struct{ child, issuer *cert.Certificate }

type signatureResult struct {
	ok          bool
	unsupported string
}

// maxRemembered bounds the memory of a Verifier: beyond it everything remembered is dropped.
const maxRemembered = 1 << 16

// signed verifies child's signature, or remembers what came of it. What cannot be computed counts as good and is noted.
func (s *session) signed(child, issuer *cert.Certificate) bool {
	if !child.Signed().AllowedIn(issuer.PublicKey(), s.Release) {
		return false
	}
	if lent := s.lent[issuer]; lent != nil {
		ok, _ := child.Signed().Verify(lent)
		return ok
	}
	r := s.v.signature(child, issuer)
	if r.unsupported != "" {
		s.notChecked = append(s.notChecked, r.unsupported)
		return true
	}
	return r.ok && child.Signed().VerifiesIn(issuer.PublicKey(), s.Release)
}

// Signature reports whether issuer's key made child's signature, by the outer algorithm, whatever a release allows; it
// computes each one once. unsupported names what cannot be computed, "" when nothing: ok says nothing then.
func (v *Verifier) Signature(child, issuer *cert.Certificate) (ok bool, unsupported string) {
	r := v.signature(child, issuer)
	return r.ok, r.unsupported
}

// Assume takes the signature of a certificate that is not signed yet as made by signer's key, and by no other: what
// would be said of it once it is. It is not forgotten.
func (v *Verifier) Assume(child, signer *cert.Certificate) {
	if v.assumed == nil {
		v.assumed = map[*cert.Certificate]*cert.Certificate{}
	}
	v.assumed[child] = signer
}

// Forget drops what is remembered of signatures.
func (v *Verifier) Forget() { v.signatures, v.last = nil, nil }

// signature computes a signature, once.
func (v *Verifier) signature(child, issuer *cert.Certificate) signatureResult {
	if signer := v.assumed[child]; signer != nil {
		return signatureResult{ok: bytes.Equal(signer.SPKI.Raw, issuer.SPKI.Raw)}
	}
	r, known := v.signatures[link{child, issuer}]
	if known {
		return r
	}
	if v.signatures == nil || len(v.signatures) >= maxRemembered {
		v.signatures = make(map[link]signatureResult)
	}
	r.ok, r.unsupported = child.Signed().Verify(issuer.PublicKey())
	v.signatures[link{child, issuer}] = r
	return r
}

// Signed reports whether issuer's key made child's signature, by the algorithm inside of what is signed. It forgives
// an outer algorithm that differs and unused bits, which no release does: it tells whose certificate this is, not
// whether it verifies. False also for what cannot be computed.
func (v *Verifier) Signed(child, issuer *cert.Certificate) bool {
	plain := child
	if !child.SameAlgorithms() || child.Signature.Unused != 0 {
		c := *child
		c.OuterAlg, c.Signature.Unused = c.InnerAlg, 0
		plain = &c
	}
	key := issuer.PublicKey()
	if !slices.ContainsFunc(release.All, func(r release.Release) bool { return plain.Signed().AllowedIn(key, r) }) {
		return false
	}
	if plain != child {
		ok, _ := plain.Signed().Verify(key)
		return ok
	}
	r := v.signature(child, issuer)
	return r.ok && r.unsupported == ""
}

// checkSignatures is OpenSSL's internal_verify: from the top down, usage and signature by the issuer, then the times.
func (s *session) checkSignatures() {
	n := len(s.chain) - 1
	issuer := s.chain[n]
	subject := issuer
	if !s.issued(issuer, issuer) && s.Flags&PartialChain == 0 {
		if n > 0 {
			n--
			subject = s.chain[n]
		} else {
			s.report(code.UnableToVerifyLeafSignature, 0, issuer)
		}
	}
	for {
		if subject != issuer || s.Flags&CheckSSSignature != 0 && issuer.SelfSignedIn(s.Release) {
			s.checkSignature(subject, issuer, n)
		}
		s.checkTimes(subject, n)
		if n--; n < 0 {
			return
		}
		issuer, subject = subject, s.chain[n]
	}
}

func (s *session) checkSignature(subject, issuer *cert.Certificate, depth int) {
	issuerDepth := depth
	if subject != issuer {
		issuerDepth++
	}
	if subject != issuer || issuer.CA(s.Release) {
		switch proxy := subject.Proxy(s.Release) != nil; {
		case proxy && issuer.Lacks(s.Release, cert.DigitalSignature):
			s.report(code.KeyusageNoDigitalSignature, issuerDepth, issuer)
		case !proxy && issuer.Lacks(s.Release, cert.KeyCertSign):
			s.report(code.KeyusageNoCertsign, issuerDepth, issuer)
		}
	}
	switch {
	case !issuer.PublicKey().DecodesIn(s.Release):
		s.report(code.UnableToDecodeIssuerPublicKey, issuerDepth, issuer)
	case !s.signed(subject, issuer):
		s.report(code.CertSignatureFailure, depth, subject)
	}
}

// The times that X509_cmp_time can compare with, in Unix seconds: years 0 to 9999. Releases before 4.0 report beyond
// it a malformed date.
const (
	firstTime = -62167219200
	lastTime  = 253402300799
)

// checkTimes is OpenSSL's check_cert_time with events.
func (s *session) checkTimes(c *cert.Certificate, depth int) {
	if s.Time == nil {
		return
	}
	before, beforeOK := s.unix(c.NotBefore)
	after, afterOK := s.unix(c.NotAfter)
	switch {
	case !beforeOK:
		s.report(code.ErrorInCertNotBeforeField, depth, c)
	case before > *s.Time:
		s.report(code.CertNotYetValid, depth, c)
	}
	switch {
	case !afterOK:
		s.report(code.ErrorInCertNotAfterField, depth, c)
	case s.expired(after):
		s.report(code.CertHasExpired, depth, c)
	}
}

// expired: up to 3.6 a certificate ends with the second before notAfter; 4.0 counts that second in, and
// 99991231235959Z has no end.
func (s *session) expired(notAfter int64) bool {
	if s.Release >= release.Open40 {
		return notAfter < *s.Time && notAfter != lastTime
	}
	return notAfter <= *s.Time
}

func (s *session) unix(t cert.Time) (int64, bool) {
	at, err := t.UTC()
	if err != nil || s.Release < release.Open40 && (*s.Time < firstTime || *s.Time > lastTime) {
		return 0, false
	}
	return at.Unix(), true
}

// currentlyValid is check_cert_time without events; a malformed time is not valid.
func (s *session) currentlyValid(c *cert.Certificate) bool {
	if s.Time == nil {
		return true
	}
	before, beforeOK := s.unix(c.NotBefore)
	after, afterOK := s.unix(c.NotAfter)
	return beforeOK && afterOK && before <= *s.Time && !s.expired(after)
}
