package verify

import (
	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/key"
)

// session is one run of X509_verify_cert: an X509_STORE_CTX.
type session struct {
	Profile
	v          *Verifier
	leaf       *cert.Certificate
	chain      []*cert.Certificate // leaf first
	untrusted  int                 // num_untrusted: from this index on certificates came from the store
	store      *store
	events     []Event
	lastError  code.Code // ctx->error, which nothing resets
	notChecked []string
	modern     bool                              // 3.0 or later
	cached     bool                              // the leaf's extension cache is filled; see cacheSeen
	lent       map[*cert.Certificate]*key.Public // keys with the parameters that they inherit; nil for none
}

// report is a call of the verify callback with ok = 0.
func (s *session) report(what code.Code, depth int, c *cert.Certificate) {
	s.lastError = what
	s.events = append(s.events, Event{Code: what, Depth: depth, Certificate: c})
}

func (s *session) reportAt(what code.Code, depth int) {
	var c *cert.Certificate
	if depth < len(s.chain) {
		c = s.chain[depth]
	}
	s.report(what, depth, c)
}

// verifyChain runs the phases in libcrypto's order. It returns false when verification ends early.
func (s *session) verifyChain(sent []*cert.Certificate) bool {
	if !s.strongKey(s.leaf) {
		s.report(code.EeKeyTooSmall, 0, s.leaf)
	}
	if !s.build(sent) {
		return false
	}
	s.checkExtensions()
	s.checkStrength()
	s.checkIdentity()
	if s.modern && !s.leafKeyUsable() {
		return false
	}
	s.lendParameters()
	s.checkSignatures()
	if !s.checkConstraints() {
		return false
	}
	return s.checkResources()
}

// cacheSeen reports whether the flags of the certificate at depth i are known when its extensions are checked.
//
// libcrypto: 3.0 and later ask whether a certificate is self-signed by its key first, so that a lone leaf whose key
// does not decode has no flags yet unless something compared it: no critical extension (34) and no proxy (40) is
// noticed.
func (s *session) cacheSeen(i int) bool {
	return i > 0 || s.cached || !s.modern || s.chain[0].PublicKey().DecodesIn(s.Release)
}

// leafKeyUsable is X509_get_pubkey_parameters: walking up from the leaf, a key that does not decode before one that
// is complete.
func (s *session) leafKeyUsable() bool { return s.chain[0].PublicKey().DecodesIn(s.Release) }

// lendParameters is X509_get_pubkey_parameters: the first key from the leaf up that lacks no parameters gives its own
// to all below. Since 3.0 keys that lack them do not decode.
func (s *session) lendParameters() {
	if s.modern {
		return
	}
	for i, c := range s.chain {
		switch from := c.PublicKey(); {
		case !from.DecodesIn(s.Release):
			return
		case from.LacksParameters():
			continue
		case i > 0:
			s.lent = make(map[*cert.Certificate]*key.Public)
			for _, below := range s.chain[:i] {
				s.lent[below] = below.PublicKey().WithParameters(from)
			}
		}
		return
	}
}
