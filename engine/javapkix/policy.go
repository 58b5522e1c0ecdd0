package javapkix

import (
	"slices"

	"x509strict/engine/oid"
)

const anyPolicy = oid.AnyPolicy

// maxPolicies bounds the tree of policies of a path.
const maxPolicies = 4096

// policyNode is a node of the valid policy tree (PolicyNodeImpl), RFC 5280 section 6.1.2.
type policyNode struct {
	parent   *policyNode
	children []*policyNode
	depth    int
	valid    string
	expected []string
	original bool // expected is as it was made, not by a mapping
}

func (p *policyNode) add(valid string, expected []string, mapped bool) {
	p.children = append(
		p.children,
		&policyNode{parent: p, depth: p.depth + 1, valid: valid, expected: expected, original: !mapped},
	)
}

func (p *policyNode) expect(policy string) {
	if p.original {
		p.expected, p.original = nil, false
	}
	if !slices.Contains(p.expected, policy) {
		p.expected = append(p.expected, policy)
	}
}

// at calls for all nodes of a depth.
func (p *policyNode) at(depth int, found func(*policyNode)) {
	if p.depth == depth {
		found(p)
		return
	}
	for _, c := range p.children {
		c.at(depth, found)
	}
}

func (p *policyNode) where(depth int, is func(*policyNode) bool) (out []*policyNode) {
	p.at(depth, func(n *policyNode) {
		if is(n) {
			out = append(out, n)
		}
	})
	return out
}

func (p *policyNode) prune(depth int) {
	var kept []*policyNode
	for _, c := range p.children {
		c.prune(depth)
		if len(c.children) > 0 || depth <= p.depth+1 {
			kept = append(kept, c)
		}
	}
	p.children = kept
}

func (p *policyNode) remove(child *policyNode) {
	p.children = slices.DeleteFunc(p.children, func(c *policyNode) bool { return c == child })
}

// policyChecker processes the policies of a path (PolicyChecker), with any policy acceptable.
type policyChecker struct {
	length, index              int
	explicit, mapping, inhibit int
	root                       *policyNode
	nodes                      int
}

func newPolicyChecker(length int) *policyChecker {
	return &policyChecker{length: length, index: 1, explicit: length + 1, mapping: length + 1, inhibit: length + 1,
		root: &policyNode{valid: anyPolicy, expected: []string{anyPolicy}, original: true}}
}

func (p *policyChecker) check(c *certificate) *thrown {
	final := p.index == p.length
	if err := p.process(c, final); err != nil {
		return err
	}
	if !final {
		p.explicit = mergeCount(p.explicit, c, c.requireExplicit)
		p.mapping = mergeCount(p.mapping, c, c.inhibitMapping)
		if p.inhibit > 0 && !c.selfIssued() {
			p.inhibit--
		}
		if c.inhibitAny != -1 && c.inhibitAny < p.inhibit {
			p.inhibit = c.inhibitAny
		}
	}
	p.index++
	return nil
}

// mergeCount counts down, and takes over what the certificate sets.
func mergeCount(n int, c *certificate, set int) int {
	if n > 0 && !c.selfIssued() {
		n--
	}
	if set != -1 && (n == -1 || set < n) {
		return set
	}
	return n
}

func (p *policyChecker) process(c *certificate, final bool) *thrown {
	switch {
	case c.policies == nil:
		p.root = nil
	case p.root != nil:
		if c.isCritical(oidPolicies) && slices.ContainsFunc(c.qualified,
			func(q string) bool { return q != anyPolicy }) {
			return throw(pathException, "critical policy qualifiers present in certificate")
		}
		p.grow(c, final)
		if p.nodes > maxPolicies {
			return unknown("a policy tree of more than " + itoa(maxPolicies) + " nodes")
		}
	}
	if p.root != nil && !final && c.mappings != nil {
		if err := p.mapPolicies(c); err != nil {
			return err
		}
	}
	explicit := p.explicit
	if final {
		if explicit > 0 && !c.selfIssued() {
			explicit--
		}
		if c.requireExplicit == 0 {
			explicit = 0
		}
	}
	if explicit == 0 && p.root == nil {
		return throw(pathException, "non-null policy tree required and policy tree is null")
	}
	return nil
}

func (p *policyChecker) grow(c *certificate, final bool) {
	anyFound := false
	for _, policy := range c.policies {
		if policy == anyPolicy {
			anyFound = true
			continue
		}
		if !p.underParents(policy, false) {
			p.underParents(policy, true)
		}
	}
	if anyFound && (p.inhibit > 0 || !final && c.selfIssued()) {
		for _, parent := range p.root.where(p.index-1, func(*policyNode) bool { return true }) {
			for _, e := range parent.expected {
				if !slices.ContainsFunc(parent.children, func(n *policyNode) bool { return n.valid == e }) {
					p.put(parent, e, e, false)
				}
			}
		}
	}
	p.prune()
}

func (p *policyChecker) prune() {
	p.root.prune(p.index)
	if len(p.root.children) == 0 {
		p.root = nil
	}
}

func (p *policyChecker) put(parent *policyNode, valid, expected string, mapped bool) {
	if p.nodes++; p.nodes <= maxPolicies {
		parent.add(valid, []string{expected}, mapped)
	}
}

// underParents adds the policy below the nodes that expect it, or any.
func (p *policyChecker) underParents(policy string, matchAny bool) (found bool) {
	want := policy
	if matchAny {
		want = anyPolicy
	}
	parents := p.root.where(p.index-1, func(n *policyNode) bool { return slices.Contains(n.expected, want) })
	for _, parent := range parents {
		p.put(parent, policy, policy, false)
	}
	return len(parents) > 0
}

func (p *policyChecker) mapPolicies(c *certificate) *thrown {
	deleted := false
	for _, m := range c.mappings {
		switch anyPolicy {
		case m[0]:
			return throw(pathException, "encountered an issuerDomainPolicy of ANY_POLICY")
		case m[1]:
			return throw(pathException, "encountered a subjectDomainPolicy of ANY_POLICY")
		}
		valid := func(policy string) []*policyNode {
			return p.root.where(p.index, func(n *policyNode) bool { return n.valid == policy })
		}
		nodes := valid(m[0])
		for _, n := range nodes {
			if p.mapping != 0 {
				n.expect(m[1])
			} else {
				n.parent.remove(n)
				deleted = true
			}
		}
		if len(nodes) == 0 && p.mapping != 0 {
			for _, n := range valid(anyPolicy) {
				p.put(n.parent, m[0], m[1], true)
			}
		}
	}
	if deleted {
		p.prune()
	}
	return nil
}
