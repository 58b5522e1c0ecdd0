package chromepki

import (
	"x509strict/engine/key"
	"x509strict/engine/oid"

	"x509strict/engine/der/strict"
)

// Error is an error of the library, as its log words it.
type Error string

// The errors that a chain can have.
const (
	NotAfter              Error = "Time is after notAfter"
	NotBefore             Error = "Time is before notBefore"
	AlgorithmMismatch     Error = "Certificate.signatureAlgorithm != TBSCertificate.signature"
	UnconsumedCritical    Error = "Unconsumed critical extension"
	KeyCertSignNotSet     Error = "keyCertSign bit is not set"
	MaxPathLength         Error = "max_path_length reached"
	NotCA                 Error = "Basic Constraints indicates not a CA"
	MissingBasic          Error = "Does not have Basic Constraints"
	NameNotPermitted      Error = "Not permitted by name constraints"
	SubjectMismatch       Error = "subject does not match issuer"
	SignatureFailed       Error = "VerifySignedData failed"
	LacksServerAuth       Error = "The extended key usage does not include server auth"
	NoValidPolicy         Error = "No valid policy"
	MapsAnyPolicy         Error = "PolicyMappings must not map anyPolicy"
	FailedParsingKey      Error = "Couldn't parse SubjectPublicKeyInfo"
	UnacceptableSignature Error = "Unacceptable signature algorithm"
	UnacceptableKey       Error = "Unacceptable public key"
	NoIssuers             Error = "No matching issuer found"
	IterationLimit        Error = "Iteration limit exceeded"
)

// Fault is an error of one certificate.
type Fault struct {
	Error       Error
	Certificate []byte
}

// checker is one run of VerifyCertificateChain.
type checker struct {
	*session
	p                             *path
	explicit, mapping, inhibitAny int
	pathLength                    int
	constraints                   []*constraints
	policies                      map[string]bool
	anyPolicy                     bool
	issuer                        *certificate
	issuerKey                     publicKey
}

func (k *checker) fault(e Error, c *certificate) { k.p.faults = append(k.p.faults, Fault{e, c.raw}) }

// check verifies a path that ends in the store.
func (s *session) check(p *path) {
	n := len(p.certs) - 1
	k := &checker{session: s, p: p, explicit: n + 1, mapping: n + 1, inhibitAny: n + 1, pathLength: n, anyPolicy: true}
	k.root(p.certs[n])
	for i := n - 1; i >= 0; i-- {
		c := p.certs[i]
		if !k.basic(c, i) {
			return
		}
		if i > 0 {
			k.next(c)
		} else {
			k.wrapUp(c)
		}
	}
}

// key decodes a certificate's key and looks at its strength.
func (k *checker) key(c *certificate) publicKey {
	pub := readKey(c.spki)
	switch {
	case pub.kind == key.UnknownKey || pub.kind == key.Ed25519 || pub.kind == key.X25519 || pub.curve == "P-224":
		pub = publicKey{}
		k.fault(FailedParsingKey, c)
	case !pub.acceptable():
		k.fault(UnacceptableKey, c)
	}
	return pub
}

func (k *checker) times(c *certificate) {
	if k.now.before(c.notBefore) {
		k.fault(NotBefore, c)
	}
	if c.notAfter.before(k.now) {
		k.fault(NotAfter, c)
	}
}

// purpose wants serverAuth or anyExtendedKeyUsage where there are extended key usages.
func (k *checker) purpose(c *certificate) {
	if !c.hasPurposes {
		return
	}
	for _, p := range c.purposes {
		if p == oid.ServerAuthContent || p == oid.AnyEKUContent {
			return
		}
	}
	k.fault(LacksServerAuth, c)
}

var handled = map[string]bool{
	extBasicConstraints: true, extKeyUsage: true, extExtKeyUsage: true, extNameConstraints: true,
	extSubjectAltName: true, extPolicies: true, extPolicyMappings: true, extPolicyConstraints: true,
	extInhibitAnyPolicy: true,
}

func (k *checker) critical(c *certificate) {
	for _, e := range c.extensions {
		if !e.critical || e.oid == extMSPolicies && c.hasPurposes {
			continue
		}
		ok := handled[e.oid]
		if e.oid == extPolicies {
			r := strict.NewReader(e.value)
			readPolicies(r, true)
			ok = r.OK()
		}
		if !ok {
			k.fault(UnconsumedCritical, c)
		}
	}
}

// root holds the anchor to its times and to what it says of itself.
func (k *checker) root(c *certificate) {
	k.times(c)
	if c.hasPolicies {
		k.certificatePolicies(c, false)
	}
	k.mappings(c)
	k.policyConstraints(c)
	if c.lacksBit(5) {
		k.fault(KeyCertSignNotSet, c)
	}
	k.purpose(c)
	if c.constraints != nil {
		k.constraints = append(k.constraints, c.constraints)
	}
	if c.hasBasic {
		if !c.isCA {
			k.fault(NotCA, c)
		}
		if c.pathLength >= 0 {
			k.pathLength = c.pathLength
		}
	}
	k.critical(c)
	k.issuer, k.issuerKey = c, k.key(c)
}

// basic makes the checks of RFC 5280 section 6.1.3; it returns false where the rest is not looked at.
func (k *checker) basic(c *certificate, at int) bool {
	if string(c.inner) != string(c.outer) {
		a, ok := readAlgorithm(c.outer)
		b, ok2 := readAlgorithm(c.inner)
		switch {
		case !ok || !ok2:
			k.fault(UnacceptableSignature, c)
			k.acceptable(c)
			return false
		case a != b:
			k.fault(AlgorithmMismatch, c)
			if k.acceptable(c) && k.issuerKey.kind != key.UnknownKey && !k.signed(c, k.issuer, a) {
				k.fault(SignatureFailed, c)
			}
			return false
		}
	}
	if !k.acceptable(c) {
		return false
	}
	if k.issuerKey.kind == key.UnknownKey {
		return false
	}
	if a, _ := readAlgorithm(c.outer); !k.signed(c, k.issuer, a) {
		k.fault(SignatureFailed, c)
		return false
	}
	k.times(c)
	if c.issuer.normal != k.issuer.subject.normal {
		k.fault(SubjectMismatch, c)
	}
	if at == 0 || !c.selfIssued() {
		for _, n := range k.constraints {
			if !n.permits(c) {
				k.fault(NameNotPermitted, c)
			}
		}
	}
	k.certificatePolicies(c, at == 0)
	k.purpose(c)
	return true
}

// acceptable reports whether the algorithm is taken, which SHA-1 is not.
func (k *checker) acceptable(c *certificate) bool {
	a, ok := readAlgorithm(c.outer)
	if !ok || a.sha1 {
		k.fault(UnacceptableSignature, c)
		return false
	}
	return true
}

func (s *session) signed(c, issuer *certificate, a algorithm) bool {
	pub := readKey(issuer.spki)
	if pub.kind == key.MLDSA {
		s.notChecked = "ML-DSA signature"
		return true
	}
	if pub.kind != a.kind || c.unused != 0 {
		return false
	}
	ok, unsupported := s.Signature(c.raw, issuer.raw)
	if unsupported != "" {
		s.notChecked = unsupported
		return true
	}
	return ok
}

// next prepares for what c issued: RFC 5280 section 6.1.4.
func (k *checker) next(c *certificate) {
	k.mappings(c)
	k.issuer, k.issuerKey = c, k.key(c)
	if c.constraints != nil {
		k.constraints = append(k.constraints, c.constraints)
	}
	if !c.selfIssued() {
		for _, n := range []*int{&k.explicit, &k.mapping, &k.inhibitAny} {
			*n = max(*n-1, 0)
		}
	}
	k.policyConstraints(c)
	switch {
	case !c.hasBasic:
		k.fault(MissingBasic, c)
	case !c.isCA:
		k.fault(NotCA, c)
	}
	if !c.selfIssued() {
		if k.pathLength == 0 {
			k.fault(MaxPathLength, c)
		} else {
			k.pathLength--
		}
	}
	if c.hasBasic && c.pathLength >= 0 && c.pathLength < k.pathLength {
		k.pathLength = c.pathLength
	}
	if c.lacksBit(5) {
		k.fault(KeyCertSignNotSet, c)
	}
	k.critical(c)
}

func (k *checker) wrapUp(c *certificate) {
	k.explicit = max(k.explicit-1, 0)
	if c.require == 0 {
		k.explicit = 0
	}
	k.critical(c)
	if k.explicit == 0 && len(k.policies) == 0 && !k.anyPolicy {
		k.fault(NoValidPolicy, c)
	}
	k.key(c)
}

// certificatePolicies is RFC 5280 section 6.1.3 (d) to (f). Nobody asks for certain policies, so where they came from
// is of no interest.
func (k *checker) certificatePolicies(c *certificate, leaf bool) {
	if !c.hasPolicies {
		k.policies, k.anyPolicy = nil, false
	} else {
		any := false
		for _, p := range c.policies {
			any = any || p == anyPolicy
		}
		any = any && (k.inhibitAny > 0 || !leaf && c.selfIssued())
		next := map[string]bool{}
		for _, p := range c.policies {
			if p != anyPolicy && (k.anyPolicy || k.policies[p]) {
				next[p] = true
			}
		}
		if any {
			for p := range k.policies {
				next[p] = true
			}
		}
		k.policies, k.anyPolicy = next, any && k.anyPolicy
	}
	if k.explicit == 0 && len(k.policies) == 0 && !k.anyPolicy {
		k.fault(NoValidPolicy, c)
	}
}

func (k *checker) mappings(c *certificate) {
	for _, m := range c.mappings {
		if m.issuer == anyPolicy || m.subject == anyPolicy {
			k.policies, k.anyPolicy = nil, false
			k.fault(MapsAnyPolicy, c)
			return
		}
	}
	next := map[string]bool{}
	for p := range k.policies {
		next[p] = true
	}
	for _, m := range c.mappings {
		delete(next, m.issuer)
	}
	if k.mapping > 0 {
		for _, m := range c.mappings {
			if k.anyPolicy || k.policies[m.issuer] {
				next[m.subject] = true
			}
		}
	}
	k.policies = next
}

func (k *checker) policyConstraints(c *certificate) {
	for _, x := range []struct {
		to *int
		by int
	}{{&k.explicit, c.require}, {&k.mapping, c.inhibitMap}, {&k.inhibitAny, c.inhibitAny}} {
		if x.by >= 0 {
			*x.to = min(*x.to, x.by)
		}
	}
}
