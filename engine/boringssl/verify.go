package boringssl

import (
	"bytes"
	"slices"
	"time"
)

// Flags are what a program sets of the verifier's own choices.
type Flags uint8

// PartialChain trusts any certificate of the store, whether self-signed or not (X509_V_FLAG_PARTIAL_CHAIN).
const PartialChain Flags = 1

// Input is a server's chain and what a client trusts. Certificates are in DER, byte for byte as they came.
type Input struct {
	Sent    [][]byte // the leaf first
	Trusted [][]byte // the CA file, in its order
	Host    string   // DNS name or IP address, "" when no name is to be looked at
	Time    time.Time
	Flags   Flags

	// Signature reports whether issuer's key made child's signature, by the algorithm that child names; unsupported
	// names what cannot be computed. What BoringSSL does not take is never asked about.
	Signature func(child, issuer []byte) (ok bool, unsupported string)
}

// Event is a call of the verify callback with ok = 0. Certificate is nil where the verifier names none.
type Event struct {
	Code        Code
	Depth       int // 0 is the leaf
	Certificate []byte
}

// Result is what X509_verify_cert reported.
type Result struct {
	Events     []Event
	Fatal      Code     // what ended it without asking the callback; "" for none
	Chain      [][]byte // as built, leaf first
	Anchor     int      // index in Chain of the first certificate from the store; len(Chain) for none
	NotChecked string   // a signature that cannot be computed; "" for none
}

// maxChain is how many certificates a chain may have: the default depth, the leaf and the anchor.
const maxChain = 102

// session is one run of X509_verify_cert.
type session struct {
	Input
	store     []*certificate
	chain     []*certificate
	untrusted int          // how many of chain did not come from the store
	stale     *certificate // the trusted issuer of the last that was looked up, passed over for its times
	Result
}

func (s *session) report(code Code, depth int, c *certificate) {
	e := Event{Code: code, Depth: depth}
	if c != nil {
		e.Certificate = c.raw
	}
	s.Events = append(s.Events, e)
}

func verify(in Input, sent, trusted []*certificate) Result {
	s := &session{Input: in, store: newStore(trusted), chain: []*certificate{sent[0]}, untrusted: 1}
	s.run(sent)
	for _, c := range s.chain {
		s.Chain = append(s.Chain, c.raw)
	}
	s.Anchor = s.untrusted
	return s.Result
}

// newStore puts the certificates in the order of their bytes, each once.
func newStore(trusted []*certificate) []*certificate {
	store := slices.Clone(trusted)
	slices.SortFunc(store, func(a, b *certificate) int { return bytes.Compare(a.raw, b.raw) })
	return slices.CompactFunc(store, func(a, b *certificate) bool { return bytes.Equal(a.raw, b.raw) })
}

func (s *session) run(sent []*certificate) {
	untrustedOnly, ok := s.build(slices.Clone(sent))
	if !ok {
		return
	}
	s.checkExtensions()
	s.checkSignatures()
	if s.checkConstraints() && !untrustedOnly {
		s.checkPolicies()
	}
	s.nameStale()
}

// nameStale: where the last word is that there is no issuer, and there is one but for its times, these are.
func (s *session) nameStale() {
	if s.stale == nil || len(s.Events) == 0 {
		return
	}
	switch last := &s.Events[len(s.Events)-1]; last.Code {
	case UnableToGetIssuer, UnableToGetIssuerLocally, UnableToVerifyLeafSignature, SelfSignedInChain:
		last.Code, last.Certificate = Expired, s.stale.raw
		if from, ok := s.stale.notBefore.unix(); ok && from > s.Time.Unix() {
			last.Code = NotYetValid
		}
	}
}

// build makes the chain; bad tells that no anchor was found, ok is false when an extension ends it.
func (s *session) build(work []*certificate) (bad, ok bool) {
	top := func() *certificate { return s.chain[len(s.chain)-1] }
	for len(s.chain) < maxChain {
		if top().invalid {
			s.Fatal = InvalidExtension
			return false, false
		}
		if top().selfSigned || s.trustedIssuer(top()) != nil {
			break
		}
		issuer := first(work, top())
		if issuer == nil {
			break
		}
		s.chain = append(s.chain, issuer)
		at := slices.Index(work, issuer)
		work = slices.Delete(work, at, at+1)
		s.untrusted++
	}
	var extra *certificate // the self-signed end of what was sent
	switch {
	case !top().selfSigned:
	case len(s.chain) > 1:
		extra = top()
		s.chain = s.chain[:len(s.chain)-1]
		s.untrusted--
	case s.stored(top()) != nil:
		s.chain[0], s.untrusted = s.stored(top()), 0
	default:
		s.report(SelfSignedLeaf, 0, top())
		bad = true
	}
	for len(s.chain) < maxChain && !top().selfSigned {
		issuer := s.trustedIssuer(top())
		if issuer == nil {
			break
		}
		s.chain = append(s.chain, issuer)
	}
	if s.trusted() || bad {
		return bad, true
	}
	code := SelfSignedInChain
	switch {
	case extra != nil && issued(extra, top()):
		s.chain = append(s.chain, extra)
		s.untrusted = len(s.chain)
	case s.untrusted >= len(s.chain):
		code = UnableToGetIssuerLocally
	default:
		code = UnableToGetIssuer
	}
	s.report(code, len(s.chain)-1, top())
	return true, true
}

// trustedIssuer is the first of the store that may have issued c and is valid now. stale becomes what may have, but for
// its times; nil when one was found.
func (s *session) trustedIssuer(c *certificate) *certificate {
	now := s.Time.Unix()
	var stale *certificate
	for _, x := range s.store {
		if !issued(x, c) {
			continue
		}
		if x.validAt(now) {
			s.stale = nil
			return x
		}
		if stale == nil {
			stale = x
		}
	}
	if stale != nil {
		s.stale = stale
	}
	return nil
}

// validAt reports whether the times can be compared and hold.
func (c *certificate) validAt(now int64) bool {
	from, ok := c.notBefore.unix()
	until, ok2 := c.notAfter.unix()
	return ok && ok2 && from <= now && until > now
}

// first is the first that may have issued c.
func first(list []*certificate, c *certificate) *certificate {
	for _, x := range list {
		if issued(x, c) {
			return x
		}
	}
	return nil
}

// issued is X509_check_issued: names, key identifier, keyCertSign. No signature is looked at.
func issued(issuer, subject *certificate) bool {
	return bytes.Equal(issuer.subject.canonical, subject.issuer.canonical) && !issuer.invalid && !subject.invalid &&
		subject.authority.fits(&issuer.facts, issuer) && !issuer.lacks(keyCertSign)
}

// trusted looks for an anchor: a self-signed certificate of the store, or with PartialChain any.
func (s *session) trusted() bool {
	for _, c := range s.chain[s.untrusted:] {
		if c.selfSigned && !c.invalid {
			return true
		}
	}
	leaf := s.chain[0]
	if s.Flags&PartialChain == 0 {
		if !leaf.selfIssued || !leaf.fitsServer(false) {
			return false
		}
	} else if s.untrusted < len(s.chain) {
		return true
	}
	if c := s.stored(leaf); c != nil {
		s.chain, s.untrusted = []*certificate{c}, 0
		return true
	}
	return false
}

// stored finds a certificate itself in the store.
func (s *session) stored(c *certificate) *certificate {
	for _, x := range s.store {
		if bytes.Equal(x.raw, c.raw) {
			return x
		}
	}
	return nil
}

// checkExtensions looks at the whole chain, the anchor too.
func (s *session) checkExtensions() {
	length := int64(0)
	for i, c := range s.chain {
		if c.unhandledCritical {
			s.report(UnhandledCriticalExtension, i, c)
		}
		ca := i > 0
		issues := c.mayIssue() || i >= s.untrusted && c.mayAnchor()
		if ca && !issues {
			s.report(InvalidCA, i, c)
		}
		if ca && !issues || !c.fitsServer(ca) {
			s.report(InvalidPurpose, i, c)
		}
		if i > 1 && c.pathLength != -1 && length > c.pathLength+1 {
			s.report(PathLengthExceeded, i, c)
		}
		if i == 0 || !c.selfIssued {
			length++
		}
	}
}

// mayIssue is check_ca: no key usage without keyCertSign, and basic constraints say so, or a version 1 root.
func (c *certificate) mayIssue() bool {
	return !c.lacks(keyCertSign) && (c.version == 1 && c.selfSigned || c.hasBasic && c.isCA)
}

// mayAnchor lets a self-signed certificate without basic constraints issue that has keyCertSign.
func (c *certificate) mayAnchor() bool {
	return c.selfSigned && !c.hasBasic && c.hasUsage && !c.lacks(keyCertSign)
}

// fitsServer is the rest of X509_check_purpose for a TLS server.
func (c *certificate) fitsServer(ca bool) bool {
	if c.invalid || c.hasPurposes && !c.server {
		return false
	}
	return ca || !c.lacks(serverUsages)
}

// checkSignatures goes down from the anchor: signatures, but not that of a self-signed one at the top, and times.
func (s *session) checkSignatures() {
	n := len(s.chain) - 1
	issuer := s.chain[n]
	if !issued(issuer, issuer) && s.Flags&PartialChain == 0 && s.untrusted > 0 {
		if n == 0 {
			s.report(UnableToVerifyLeafSignature, 0, issuer)
		} else {
			n--
		}
	}
	for ; n >= 0; n-- {
		c := s.chain[n]
		if c != issuer {
			switch ok, unsupported := s.signed(c, issuer); {
			case issuer.key.kind == none:
				s.report(UnableToDecodeIssuerKey, n, issuer)
			case unsupported != "":
				s.NotChecked = unsupported
			case !ok:
				s.report(SignatureFailure, n, c)
			}
		}
		s.checkTimes(c, n)
		issuer = c
	}
}

func (s *session) signed(c, issuer *certificate) (ok bool, unsupported string) {
	if issuer.key.kind == mldsaKey {
		return false, "ML-DSA signature"
	}
	if !c.allowed(issuer.key) {
		return false, ""
	}
	return s.Signature(c.raw, issuer.raw)
}

// checkTimes: a certificate ends with the second before notAfter, and begins with that of notBefore.
func (s *session) checkTimes(c *certificate, depth int) {
	now := s.Time.Unix()
	switch at, ok := c.notBefore.unix(); {
	case !ok:
		s.report(ErrorInNotBefore, depth, c)
	case at > now:
		s.report(NotYetValid, depth, c)
	}
	switch at, ok := c.notAfter.unix(); {
	case !ok:
		s.report(ErrorInNotAfter, depth, c)
	case at <= now:
		s.report(Expired, depth, c)
	}
}
