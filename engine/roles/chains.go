package roles

import (
	"cmp"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/read"
)

// chains builds one chain for each leaf, then one for each CA that no chain so far judges: without any leaf, every CA
// that is trusted, for each may issue what is met next; beside leaves, those that issued nothing that was given.
func (h *heap) chains(o Options) ([]Chain, error) {
	var out []Chain
	for i := range h.items {
		if h.roles[i] != Leaf && !h.trustedLeaf(i) {
			continue
		}
		c, err := h.leafChain(i, o)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	leaves := len(out)
	g := h.names()
	covered := map[*cert.Certificate]bool{}
	for _, c := range out {
		for _, list := range [][]*cert.Certificate{c.Untrusted, c.Trusted} {
			for _, x := range list {
				covered[x] = true
			}
		}
	}
	apart := leaves > 0 && h.forServers() && !slices.ContainsFunc(out, func(c Chain) bool { return c.As != AsClient })
	for i, it := range h.items {
		apart = apart && (h.roles[i] != Anchor || !covered[it.Certificate])
	}
	for i, it := range h.items {
		name := string(it.Subject.Canonical)
		switch {
		case h.roles[i] != Anchor && h.roles[i] != Intermediate || h.trustedLeaf(i):
			continue
		case leaves > 0 && (h.issues[i] && !g.bottom(name) || covered[it.Certificate]):
			continue
		case leaves == 0 && h.roles[i] == Intermediate && !g.bottom(name):
			continue
		}
		c, err := h.caChain(i, o)
		if err != nil {
			return nil, err
		}
		c.InUse = leaves == 0 && h.outside[i] || apart && h.roles[i] == Anchor
		out = append(out, c)
	}
	if len(out) > 0 && !slices.ContainsFunc(out, func(c Chain) bool { return c.InUse }) {
		for i := range out {
			out[i].InUse = true
		}
	}
	return out, nil
}

// trustedLeaf reports whether the user has said that i, which is no CA, is trusted itself.
func (h *heap) trustedLeaf(i int) bool {
	return h.roles[i] == Anchor && h.byUser[i] && !h.issues[i] && !caLike(h.items[i].Certificate)
}

func (h *heap) leafChain(i int, o Options) (Chain, error) {
	leaf := h.items[i].Certificate
	c := Chain{Leaf: i, Cert: leaf, Subject: -1, InUse: true, As: h.direction(i, o)}
	top, trusted := h.gather(&c, i, "")
	if h.roles[i] == Anchor || h.trustsItself(i) {
		c.Trusted = append([]*cert.Certificate{leaf}, c.Trusted...)
		c.OwnAnchor = h.roles[i] == Leaf
		return c, nil
	}
	apart := c.As == AsClient && !trusted && h.forServers()
	if apart && h.items[top].SelfIssued() && top != i {
		c.Trusted = append(c.Trusted, h.items[top].Certificate)
		return c, nil
	}
	if trusted || h.anchors && !apart || h.items[top].SelfIssued() {
		return c, nil
	}
	root, err := issuerFor(h.items[top].Certificate, o)
	if err != nil {
		return c, err
	}
	c.StandIn, c.Assumed, c.Subject = root, AssumedRoot, top
	c.Trusted = append(c.Trusted, root)
	return c, nil
}

// ownObject is the object, such as a secret, that leaf i stands in together with what is trusted; 0 for none. What
// other objects hold is nothing to it.
func (h *heap) ownObject(i int) int {
	if h.roles[i] != Leaf || h.told {
		return 0
	}
	for _, s := range h.seen(i) {
		if h.withTrust[s.Object] {
			return s.Object
		}
	}
	return 0
}

// objectsOfTrust are the objects that hold an anchor under the name of a CA.
func (h *heap) objectsOfTrust() map[int]bool {
	out := map[int]bool{}
	for j := range h.items {
		for _, s := range h.seen(j) {
			if h.roles[j] != Anchor || s.Object == 0 {
				continue
			}
			if w, _ := calledAt(s); w == caWord {
				out[s.Object] = true
			}
		}
	}
	return out
}

// inObject reports whether item p stands in the object, or in none, or was given its role by the user.
func (h *heap) inObject(p, object int) bool {
	return h.byUser[p] || slices.ContainsFunc(h.seen(p), func(s read.Sighting) bool {
		return s.Object == object || s.Object == 0
	})
}

// forServers reports whether every anchor is what a kubeconfig has its client verify the API server by. The API server
// knows its clients by a CA that may be another (k3s, RKE2), which is in no kubeconfig.
func (h *heap) forServers() bool {
	for j := range h.items {
		if h.roles[j] != Anchor {
			continue
		}
		if h.byUser[j] || !slices.ContainsFunc(h.seen(j), ofAPIServer) {
			return false
		}
	}
	return true
}

// ofAPIServer reports whether a place is where a kubeconfig has the CA of its API server.
func ofAPIServer(s read.Sighting) bool {
	return strings.HasPrefix(s.Label, "certificate-authority") ||
		strings.HasPrefix(s.Place.Entry, "certificate-authority")
}

// trustsItself reports whether leaf i is in what the other side trusts: it is in the CA file, or it is self-signed and
// nothing else was given as what is trusted.
func (h *heap) trustsItself(i int) bool {
	if h.told {
		return h.inFile[i]
	}
	return h.onItsOwn(i) && (h.itself || !h.contested(i))
}

func (h *heap) onItsOwn(i int) bool {
	return h.items[i].SelfIssued() && !h.hasParents(i) && !h.trustElsewhere(i)
}

// contested reports whether self-signed leaf i may be trusted itself, and may be met by somebody who trusts the CAs
// that were given beside it.
func (h *heap) contested(i int) bool {
	return h.anchors && !h.told && !h.byUser[i] && !h.both[i] && h.words[i] != caWord && !h.amongTrusted(i)
}

// amongTrusted reports whether item i stands in several places, one of them with an anchor: in the CA file too.
func (h *heap) amongTrusted(i int) bool {
	places := map[block]bool{}
	for _, s := range h.seen(i) {
		places[h.blockOf(i, s)] = true
	}
	if len(places) < 2 {
		return false
	}
	for j := range h.items {
		if h.roles[j] == Anchor && j != i && h.together(i, j) {
			return true
		}
	}
	return false
}

func (h *heap) anyContested() bool {
	for i := range h.items {
		if h.roles[i] == Leaf && h.contested(i) && h.onItsOwn(i) {
			return true
		}
	}
	return false
}

// trustElsewhere reports whether something else than self-signed leaf i was given as what is trusted, by the user or by
// name.
func (h *heap) trustElsewhere(i int) bool {
	if h.both[i] { // it is in the CA file too
		return false
	}
	return slices.ContainsFunc(h.named, func(j int) bool { return h.byUser[j] || !h.together(i, j) })
}

// namedTrust lists the anchors that the user, or the name of a place, calls that.
func (h *heap) namedTrust() (out []int) {
	for j := range h.items {
		if h.roles[j] == Anchor && (h.byUser[j] || h.words[j] == caWord || h.at(j, read.TrustedEntry)) {
			out = append(out, j)
		}
	}
	return out
}

// together reports whether two items stand in one block.
func (h *heap) together(i, j int) bool {
	for _, a := range h.seen(i) {
		for _, b := range h.seen(j) {
			if h.blockOf(i, a) == h.blockOf(j, b) {
				return true
			}
		}
	}
	return false
}

func (h *heap) caChain(i int, o Options) (Chain, error) {
	ca := h.items[i].Certificate
	leaf, err := leafOf(ca, o)
	if err != nil {
		return Chain{}, err
	}
	c := Chain{Leaf: -1, Cert: leaf, StandIn: leaf, Assumed: AssumedLeaf, Subject: i, As: caDirection(o)}
	if h.roles[i] == Anchor {
		c.Trusted = append(c.Trusted, ca)
	} else {
		c.Untrusted = append(c.Untrusted, ca)
	}
	h.gather(&c, i, string(ca.Subject.Canonical))
	return c, nil
}

// gather adds everything that a verification of item i could ask for: the certificates that bear the name of an
// issuer, of that one's issuer and so on, in the order of the items. Certificates named except are left out. It
// returns the topmost item reached from i, and whether an anchor is among what was gathered.
func (h *heap) gather(c *Chain, i int, except string) (top int, anchored bool) {
	own := h.ownObject(i)
	take := map[int]bool{}
	seen := map[string]bool{except: except != ""}
	top = i
	for next := []int{i}; len(next) > 0; next = next[1:] {
		name := string(h.items[next[0]].Issuer.Canonical)
		if seen[name] {
			continue
		}
		seen[name] = true
		for _, p := range h.bySubject[name] {
			if p == i || h.roles[p] == Leaf && !h.issues[p] || own > 0 && !h.inObject(p, own) {
				continue
			}
			take[p] = true
			next = append(next, p)
			top = p
		}
	}
	var trusted, sent []int
	for p := range take {
		switch h.roles[p] {
		case Anchor:
			trusted = append(trusted, p)
			if h.order[p].sent > 0 && h.order[p].trusted > 0 { // in both places
				sent = append(sent, p)
			}
		case Intermediate, Leaf:
			sent = append(sent, p)
		}
	}
	// In the order of the CA file, and in the order sent: it decides between CAs of one name.
	rank := func(first, second func(order) int) func(a, b int) int {
		of := func(p int) int {
			if n := first(h.order[p]); n > 0 {
				return n
			}
			return second(h.order[p])
		}
		return func(a, b int) int { return cmp.Or(of(a)-of(b), a-b) }
	}
	inFile, alongside := func(o order) int { return o.trusted }, func(o order) int { return o.sent }
	slices.SortFunc(trusted, rank(inFile, alongside))
	slices.SortFunc(sent, rank(alongside, inFile))
	for _, p := range trusted {
		c.Trusted = append(c.Trusted, h.items[p].Certificate)
	}
	for _, p := range sent {
		c.Untrusted = append(c.Untrusted, h.items[p].Certificate)
	}
	return top, len(trusted) > 0
}
