package verify

import (
	"bytes"
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// store is the trust store: certificates by canonical subject, in the order they were added, without duplicates.
type store struct {
	given     []*cert.Certificate // what it was made from
	all       []*cert.Certificate
	bySubject map[string][]*cert.Certificate // nil for a small store
}

// smallStore is up to how many certificates a plain walk beats building a map.
const smallStore = 12

// store makes the trust store, or takes the last one again: an audit and a plan ask about one leaf after another under
// the same CAs.
func (v *Verifier) store(trusted []*cert.Certificate) *store {
	if v.last == nil || !slices.Equal(v.last.given, trusted) {
		v.last = newStore(trusted)
	}
	return v.last
}

func newStore(trusted []*cert.Certificate) *store {
	s := &store{given: slices.Clone(trusted)}
	if len(trusted) <= smallStore {
		for _, c := range trusted {
			if !slices.ContainsFunc(s.all, func(have *cert.Certificate) bool { return identical(have, c) }) {
				s.all = append(s.all, c)
			}
		}
		return s
	}
	s.bySubject = make(map[string][]*cert.Certificate, len(trusted))
	bySignature := make(map[string][]*cert.Certificate, len(trusted)) // what is identical has one signature
	for _, c := range trusted {
		subject, signature := string(c.Subject.Canonical), string(c.Signature.Bytes)
		if slices.ContainsFunc(bySignature[signature],
			func(have *cert.Certificate) bool { return identical(have, c) }) {
			continue
		}
		bySignature[signature] = append(bySignature[signature], c)
		s.all, s.bySubject[subject] = append(s.all, c), append(s.bySubject[subject], c)
	}
	return s
}

// subject returns the certificates with a canonical subject.
func (s *store) subject(canonical []byte) []*cert.Certificate {
	if s.bySubject != nil {
		return s.bySubject[string(canonical)]
	}
	var out []*cert.Certificate
	for _, c := range s.all {
		if bytes.Equal(c.Subject.Canonical, canonical) {
			out = append(out, c)
		}
	}
	return out
}

// identical is X509_cmp: the received TBS and what encloses it are equal. libcrypto: differences in the BER of the
// outer wrapper do not count.
func identical(a, b *cert.Certificate) bool {
	return a == b ||
		bytes.Equal(a.RawTBS,
			b.RawTBS) && a.Signature.Unused == b.Signature.Unused && bytes.Equal(a.Signature.Bytes,
			b.Signature.Bytes) &&
			a.OuterAlg.OID == b.OuterAlg.OID &&
			bytes.Equal(a.OuterAlg.Params, b.OuterAlg.Params)
}

// trust is the answer of X509_check_trust.
type trust int

const (
	neutral trust = iota
	trustedCert
	rejected
)

// build makes the chain (OpenSSL build_chain). It returns false when verification cannot go on.
func (s *session) build(sent []*cert.Certificate) bool {
	work := append([]*cert.Certificate(nil), sent...)
	maxDepth := s.Depth + 1
	fromPeer, fromStore := true, true
	verdict := neutral
	for fromPeer || fromStore {
		top := s.chain[len(s.chain)-1]
		if fromStore {
			selfSigned := top.SelfSignedIn(s.Release)
			issuer := s.storeIssuer(top, maxDepth)
			if issuer != nil && s.modern && !top.PublicKey().DecodesIn(s.Release) {
				return false
			}
			switch {
			case issuer == nil:
			case !selfSigned:
				s.chain = append(s.chain, issuer)
				selfSigned = issuer.SelfSignedIn(s.Release)
			case len(s.chain) == s.untrusted && !identical(top, issuer):
				issuer = nil // a mimic of a trusted certificate
			case len(s.chain) == s.untrusted:
				s.untrusted--
				s.chain[s.untrusted] = issuer
			}
			if issuer != nil {
				fromPeer = false
				if verdict = s.checkTrust(len(s.chain) - 1); verdict != neutral {
					break
				}
				if !selfSigned {
					continue
				}
			}
			if !fromPeer {
				break
			}
		}
		if fromPeer {
			at := -1
			if !top.SelfSignedIn(s.Release) && len(s.chain) <= maxDepth {
				at = s.peerIssuer(top, work)
			}
			if at >= 0 {
				s.chain = append(s.chain, work[at])
				work = append(work[:at:at], work[at+1:]...)
				s.untrusted++
				continue
			}
			fromPeer, fromStore = false, true
		}
	}
	if verdict == neutral && len(s.chain) <= maxDepth && len(s.chain) == s.untrusted {
		verdict = s.checkTrust(len(s.chain))
	}
	if verdict != trustedCert {
		s.reportUntrusted(maxDepth)
	}
	return true
}

// storeIssuer is X509_STORE_CTX_get1_issuer for the in-memory store.
func (s *session) storeIssuer(of *cert.Certificate, maxDepth int) *cert.Certificate {
	if len(s.chain) > maxDepth {
		return nil
	}
	var best *cert.Certificate
	for _, c := range s.store.subject(of.Issuer.Canonical) {
		s.compared(c)
		if !s.issued(of, c) {
			continue
		}
		if s.currentlyValid(c) {
			return c
		}
		if s.better(c, best) {
			best = c
		}
	}
	return best
}

// peerIssuer chooses among what the peer sent; it returns an index in work or -1.
func (s *session) peerIssuer(of *cert.Certificate, work []*cert.Certificate) int {
	best := -1
	allowDuplicate := len(s.chain) == 1 && of.SelfIssued()
	for i, c := range work {
		s.cached = s.cached || s.Release >= release.Open35 // which compares every candidate with the chain first
		if !bytes.Equal(c.Subject.Canonical, of.Issuer.Canonical) {
			continue
		}
		s.compared(c)
		if !allowDuplicate && s.inChain(c) || !s.issued(of, c) {
			continue
		}
		if s.currentlyValid(c) {
			return i
		}
		if best < 0 || s.better(c, work[best]) {
			best = i
		}
	}
	return best
}

// better says whether an issuer that is not valid now replaces an earlier such one: 1.1.1 takes the last, later
// releases the one that ends last.
func (s *session) better(c, than *cert.Certificate) bool {
	if than == nil || s.Release < release.Open30 {
		return true
	}
	return c.NotAfter.Later(than.NotAfter)
}

// compared notes that a candidate of the right name was looked at, which fills the leaf's extension cache unless the
// candidate itself is invalid.
func (s *session) compared(candidate *cert.Certificate) {
	if invalid, _ := candidate.Invalid(s.Release); !invalid {
		s.cached = true
	}
}

func (s *session) inChain(c *cert.Certificate) bool {
	for _, have := range s.chain {
		if identical(have, c) {
			return true
		}
	}
	return false
}

// issued reports whether issuer is likely to have issued subject (OpenSSL x509_likely_issued): names, key identifier,
// algorithm. No signature is verified.
func (s *session) issued(subject, issuer *cert.Certificate) bool {
	if !bytes.Equal(subject.Issuer.Canonical, issuer.Subject.Canonical) {
		return false
	}
	for _, c := range []*cert.Certificate{issuer, subject} {
		if invalid, _ := c.Invalid(s.Release); invalid {
			return false
		}
	}
	if s.Release >= release.Open40 && sameNumber(subject, issuer) {
		return issuer.SelfSignedIn(s.Release)
	}
	return subject.AKIMatches(issuer, s.Release) && subject.FitsKey(issuer.PublicKey(), s.Release)
}

// sameNumber tells certificates of one issuer and serial number.
//
// libcrypto: 4.0 takes two such for one certificate, so that the question whether one issued the other becomes
// whether it is self-signed.
func sameNumber(a, b *cert.Certificate) bool {
	return bytes.Equal(a.Serial, b.Serial) && bytes.Equal(a.Issuer.Canonical, b.Issuer.Canonical)
}

// checkTrust looks at the chain from index from upward (OpenSSL check_trust); at the chain's end it looks for the
// leaf itself in the store.
func (s *session) checkTrust(from int) trust {
	for i := from; i < len(s.chain); i++ {
		switch s.trustOf(s.chain[i], true) {
		case trustedCert:
			return trustedCert
		case rejected:
			s.reportAt(code.CertRejected, i)
			return neutral
		}
	}
	if s.Flags&PartialChain == 0 {
		return neutral
	}
	if from < len(s.chain) {
		return trustedCert
	}
	for _, c := range s.store.subject(s.chain[0].Subject.Canonical) {
		s.cached = true
		if !identical(c, s.chain[0]) {
			continue
		}
		if s.trustOf(c, true) == rejected {
			s.reportAt(code.CertRejected, 0)
			return neutral
		}
		s.chain[0], s.untrusted = c, 0
		return trustedCert
	}
	return neutral
}

// trustOf is X509_check_trust: auxiliary settings first, then, with compat, that a self-signed certificate in the
// store is trusted.
func (s *session) trustOf(c *cert.Certificate, compat bool) trust {
	wanted := oid.AnyEKU
	switch s.Purpose {
	case SSLServer:
		wanted = oid.ServerAuth
	case SSLClient:
		wanted = oid.ClientAuth
	}
	if t := c.Trust; t != nil {
		for _, use := range t.Reject {
			if use == wanted || use == oid.AnyEKU {
				return rejected
			}
		}
		if t.HasTrust {
			for _, use := range t.Trust {
				if use == wanted || use == oid.AnyEKU {
					return trustedCert
				}
			}
			return rejected
		}
	}
	if compat && c.SelfSignedIn(s.Release) {
		return trustedCert
	}
	return neutral
}

// reportUntrusted emits what ends the building of a chain without an anchor.
func (s *session) reportUntrusted(maxDepth int) {
	last := len(s.chain) - 1
	if s.modern && s.lastError != 0 {
		s.reportAt(s.lastError, last)
		return
	}
	if len(s.chain) > maxDepth {
		s.reportAt(code.CertChainTooLong, last)
		if !s.modern {
			return
		}
	}
	switch {
	case s.chain[last].SelfSignedIn(s.Release) && last == 0:
		s.reportAt(code.DepthZeroSelfSignedCert, last)
	case s.chain[last].SelfSignedIn(s.Release):
		s.reportAt(code.SelfSignedCertInChain, last)
	case s.untrusted < len(s.chain):
		s.reportAt(code.UnableToGetIssuerCert, last)
	default:
		s.reportAt(code.UnableToGetIssuerCertLocally, last)
	}
}
