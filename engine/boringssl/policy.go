package boringssl

import (
	"slices"
	"x509strict/engine/oid"

	"x509strict/engine/der/strict"
)

// anyPolicy is the content of its object identifier.
const anyPolicy = oid.AnyPolicyContent

// level is the policies that are left at one certificate. Nobody asks for certain ones, so who came from where is of
// no interest.
type level struct {
	policies map[string]bool
	any      bool
}

func (l *level) empty() bool { return len(l.policies) == 0 && !l.any }

// checkPolicies is X509_policy_check (RFC 5280 section 6.1) for a client that wants no policy itself. Bun's looks at
// the anchor, too; where it matters whether the anchor's policies count, the answer is left open.
func (s *session) checkPolicies() {
	code, at := s.policies(true)
	if other, _ := s.policies(false); other != code {
		s.NotChecked = "policies that depend on the trust anchor's"
		return
	}
	switch code {
	case "":
	case NoExplicitPolicy:
		s.report(code, at, nil)
	default:
		s.report(code, at, s.chain[at])
	}
}

// policies goes down from the anchor. It returns the error and where, "" for none.
func (s *session) policies(anchors bool) (Code, int) {
	n := len(s.chain)
	explicit, mapping, inhibitAny := n+1, n+1, n+1
	l := &level{any: true}
	for i := n - 1; i >= 0; i-- {
		c := s.chain[i]
		ok := l.certificatePolicies(c, inhibitAny > 0 || i > 0 && c.selfIssued)
		if i == n-1 && i > 0 && !anchors {
			l = &level{any: true}
		}
		if !ok {
			return InvalidPolicyExtension, i
		}
		if explicit == 0 && l.empty() {
			return NoExplicitPolicy, i
		}
		if i > 0 && !l.mappings(c, mapping > 0) || !constrain(c, &explicit, &mapping, &inhibitAny,
			i == 0 || !c.selfIssued) {
			return InvalidPolicyExtension, i
		}
	}
	if explicit == 0 && l.empty() && n > 1 {
		return NoExplicitPolicy, 0
	}
	return "", 0
}

// certificatePolicies goes on to a certificate's policies; false when they cannot be read.
func (l *level) certificatePolicies(c *certificate, anyAllowed bool) bool {
	var policies []string
	found, ok := c.read(extPolicies, func(r *strict.Reader) {
		r.List(strict.Sequence, func(list *strict.Reader) { policies = append(policies, readPolicyInformation(list)) })
	})
	if !ok {
		return false
	}
	if !found {
		*l = level{}
		return true
	}
	if len(policies) == 0 {
		return false
	}
	slices.Sort(policies)
	if len(slices.Compact(slices.Clone(policies))) < len(policies) {
		return false
	}
	hadAny := l.any
	if !anyAllowed || !slices.Contains(policies, anyPolicy) {
		for p := range l.policies {
			if !slices.Contains(policies, p) {
				delete(l.policies, p)
			}
		}
		l.any = false
	}
	if hadAny {
		for _, p := range policies {
			if p != anyPolicy {
				l.add(p)
			}
		}
	}
	return true
}

func (l *level) add(policy string) {
	if l.policies == nil {
		l.policies = map[string]bool{}
	}
	l.policies[policy] = true
}

// policyInformation reads a PolicyInformation, RFC 5280 section 4.2.1.4.
func readPolicyInformation(r *strict.Reader) string {
	in := r.Enter(strict.Sequence)
	policy := string(in.OID(strict.ObjectID))
	if in.More() {
		in.List(strict.Sequence, func(list *strict.Reader) {
			one := list.Enter(strict.Sequence)
			switch string(one.OID(strict.ObjectID)) {
			case oid.PracticeStatementContent:
				one.Get(strict.IA5String)
			case oid.UserNoticeContent:
				readUserNotice(one)
			default:
				readAny(one)
			}
			one.End()
		})
	}
	in.End()
	return policy
}

func readUserNotice(r *strict.Reader) {
	in := r.Enter(strict.Sequence)
	if in.Is(strict.Sequence) {
		reference := in.Enter(strict.Sequence)
		readDisplayText(reference)
		reference.List(strict.Sequence, func(list *strict.Reader) { list.Int(strict.Integer) })
		reference.End()
	}
	if in.More() {
		readDisplayText(in)
	}
	in.End()
}

func readDisplayText(r *strict.Reader) {
	switch r.Peek() {
	case strict.IA5String, strict.VisibleString, strict.BMPString, strict.UTF8String:
		readAny(r)
	default:
		r.Fail()
	}
}

// mappings goes on to what the next certificate may name; false when the extension cannot be read.
func (l *level) mappings(c *certificate, allowed bool) bool {
	type pair struct{ issuer, subject string }
	var pairs []pair
	found, ok := c.read(extPolicyMappings, func(r *strict.Reader) {
		r.List(strict.Sequence, func(list *strict.Reader) {
			one := list.Enter(strict.Sequence)
			pairs = append(pairs, pair{string(one.OID(strict.ObjectID)), string(one.OID(strict.ObjectID))})
			one.End()
		})
	})
	if !ok || found && len(pairs) == 0 {
		return false
	}
	for _, p := range pairs {
		if p.issuer == anyPolicy || p.subject == anyPolicy {
			return false
		}
	}
	next := level{any: l.any}
	for p := range l.policies {
		if !slices.ContainsFunc(pairs, func(x pair) bool { return x.issuer == p }) {
			next.add(p)
		}
	}
	if allowed {
		for _, p := range pairs {
			if l.any || l.policies[p.issuer] {
				next.add(p.subject)
			}
		}
	}
	*l = next
	return true
}

// constrain counts down and takes in policy constraints and inhibitAnyPolicy; false when they cannot be read.
func constrain(c *certificate, explicit, mapping, inhibitAny *int, count bool) bool {
	if count {
		for _, n := range []*int{explicit, mapping, inhibitAny} {
			*n = max(*n-1, 0)
		}
	}
	var require, inhibit []byte
	found, ok := c.read(extPolicyConstraints, func(r *strict.Reader) {
		in := r.Enter(strict.Sequence)
		if in.Is(strict.Context(0)) {
			require = in.Int(strict.Context(0))
		}
		if in.Is(strict.Context(1)) {
			inhibit = in.Int(strict.Context(1))
		}
		in.End()
	})
	if !ok || found && require == nil && inhibit == nil {
		return false
	}
	var skip []byte
	if _, ok = c.read(extInhibitAnyPolicy, func(r *strict.Reader) { skip = r.Int(strict.Integer) }); !ok {
		// policyConstraints has been taken in by then, which nobody sees.
		return false
	}
	return lower(explicit, require) && lower(mapping, inhibit) && lower(inhibitAny, skip)
}

// lower takes the smaller of n and an INTEGER, if there is one; false when it is negative.
func lower(n *int, v []byte) bool {
	if v == nil {
		return true
	}
	if v[0] >= 0x80 {
		return false
	}
	if m := pathLength(v); m < int64(*n) {
		*n = int(m)
	}
	return true
}
