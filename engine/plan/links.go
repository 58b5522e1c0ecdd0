package plan

import (
	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
)

// link finds every certificate's issuer by name and signature, not by key identifiers: those are what may be broken.
func (p *planner) link() {
	all := p.in.Certificates
	p.parent = make([]int, len(all))
	p.below = make([][]int, len(all))
	bySubject := map[string][]int{}
	for i, c := range all {
		if p.in.role(i) != roles.Unused {
			bySubject[string(c.Subject.Canonical)] = append(bySubject[string(c.Subject.Canonical)], i)
		}
	}
	for i, c := range all {
		p.parent[i] = -1
		if p.in.role(i) == roles.Unused {
			continue
		}
		p.parent[i] = p.issuerOf(i, bySubject[string(c.Issuer.Canonical)])
		if up := p.parent[i]; up >= 0 && up != i {
			p.below[up] = append(p.below[up], i)
		}
	}
}

// maxSignatureChecks bounds the search for issuers: many certificates with one name would otherwise be tried each
// against each. Beyond it the name and the role decide.
const maxSignatureChecks = 5000

// issuerOf picks the issuer among the candidates with the right name: itself when it signs itself, else a signer that
// is trusted, else one sent beside, else, when no signature fits (the signature may be what is broken), the trusted
// one with the name.
func (p *planner) issuerOf(i int, candidates []int) int {
	c := p.in.Certificates[i]
	if c.SelfIssued() && p.in.role(i) != roles.Unused && p.checks < maxSignatureChecks {
		p.checks++
		if p.verifier.Signed(c, c) {
			return i // nothing outranks that
		}
	}
	best, bestRank := -1, 0
	for _, j := range candidates {
		rank := 1
		issuer := p.in.Certificates[j]
		p.checks++
		if j == i && p.in.role(i) == roles.Leaf && len(candidates) > 1 {
			rank = 0 // a leaf that carries its issuer's name: itself only when its own key signed it
		}
		if p.checks < maxSignatureChecks && p.verifier.Signed(c, issuer) {
			rank += 8
			if j == i {
				rank += 8
			}
		} else if j == i && len(candidates) > 1 {
			continue
		}
		switch p.in.role(j) {
		case roles.Anchor:
			rank += 4
		case roles.Intermediate:
			rank += 2
		}
		if rank > bestRank {
			best, bestRank = j, rank
		}
	}
	return best
}

// scope makes a draft for every certificate that some chain uses: the leaves and what is above them, and every CA
// that was given a role.
func (p *planner) scope() {
	p.drafts = map[int]*draft{}
	for i := range p.in.Certificates {
		if p.in.role(i) != roles.Unused {
			p.add(i, 0)
		}
	}
}

func (p *planner) add(i, depth int) {
	if _, done := p.drafts[i]; done || depth > 100 {
		return
	}
	c := p.in.Certificates[i]
	d := &draft{p: p, i: i, c: c, parent: p.parent[i], why: map[string]lang.Text{}}
	p.drafts[i] = d
	if up := d.parent; up >= 0 && up != i {
		p.add(up, depth+1)
	}
	d.leaf = p.in.role(i) == roles.Leaf
	d.ca = len(p.below[i]) > 0 || !d.leaf
	d.last = d.parent < 0 || d.parent == i || p.in.role(i) == roles.Anchor && p.in.role(d.parent) != roles.Anchor
	d.alone = d.leaf && d.last && d.parent == i && len(p.below[i]) == 0
	p.order = append(p.order, i)
	d.spec = tbs.Of(c)
}

// named returns the key identifiers and the serial numbers that the subordinates of i name as their issuer's, with
// how many name each.
func (p *planner) named(i int) (ids, serials []count) {
	for _, j := range p.below[i] {
		aki := p.in.Certificates[j].AuthorityKeyID
		if aki == nil {
			continue
		}
		if aki.HasKeyID && len(aki.KeyID) > 0 {
			ids = tally(ids, aki.KeyID)
		}
		if aki.HasSerial && namesIssuer(aki, p.in.Certificates[i]) {
			serials = tally(serials, aki.Serial)
		}
	}
	return ids, serials
}

type count struct {
	value []byte
	n     int
}

func tally(list []count, value []byte) []count {
	for i := range list {
		if string(list[i].value) == string(value) {
			list[i].n++
			return list
		}
	}
	return append(list, count{value, 1})
}

// most returns the value counted most often, the first among equals; nil when there is none.
func most(list []count) []byte {
	var best count
	for _, c := range list {
		if c.n > best.n {
			best = c
		}
	}
	return best.value
}

func has(list []count, value []byte) bool {
	for _, c := range list {
		if string(c.value) == string(value) {
			return true
		}
	}
	return false
}

// namesIssuer reports whether the first directoryName of aki, if there is one, is the issuer name of ca.
func namesIssuer(aki *cert.AuthorityKeyIdentifier, ca *cert.Certificate) bool {
	for _, n := range aki.Issuer {
		if n.Tag == 4 && n.Name != nil {
			return string(n.Name.Canonical) == string(ca.Issuer.Canonical)
		}
	}
	return true
}
