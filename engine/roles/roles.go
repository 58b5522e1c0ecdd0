// Package roles decides what each certificate of a heap is: the leaf, what the server sent beside it, what the client
// trusts.
//
// In: certificates in the order found with what their places say of them, and the roles that the user has set. Out: a
// role for each, why, and one [Chain] for every leaf. The evidence is weighed by one table (evidence.go); where it
// leaves two readings plausible, both are handed out. A CA without a leaf gets the conforming leaf that it would have
// issued; a leaf without issuer gets a conforming trusted one. No signature is verified here: names decide who issued
// whom, so that a certificate with the wrong key is still shown to the verifier, which says what is wrong with it.
package roles

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/read"
)

// Role is what one certificate is.
type Role string

// Roles.
const (
	Leaf         Role = "leaf"         // what the server (or client) presents first
	Intermediate Role = "intermediate" // sent beside the leaf
	Anchor       Role = "anchor"       // what the other side was told to trust
	Unused       Role = "unused"       // left out
)

// Valid reports whether r is one of the roles.
func (r Role) Valid() bool { return r == Leaf || r == Intermediate || r == Anchor || r == Unused }

// Item is a certificate with what is known of where it came from.
type Item struct {
	*cert.Certificate
	File      string          // the name of the file it came from
	Seen      []read.Sighting // where it stands; none for a bare list
	KeyBeside bool            // its private key is in the same file
}

// Assumption says what had to be assumed to judge a chain at all.
type Assumption uint8

// Assumptions.
const (
	Nothing     Assumption = iota
	AssumedLeaf            // a conforming certificate issued by the CA
	AssumedRoot            // a conforming, trusted issuer of the topmost certificate
)

// Chain is one leaf with everything that a verification of it is given. Indexes count the items; -1 is a stand-in.
type Chain struct {
	Leaf      int
	Cert      *cert.Certificate // the leaf, or its stand-in
	Untrusted []*cert.Certificate
	Trusted   []*cert.Certificate
	StandIn   *cert.Certificate // the assumed certificate; nil for none. It is Cert, or the last of Trusted.
	Assumed   Assumption
	// the certificate the assumption is about: the lone CA, or the certificate whose issuer is missing; -1 for none
	Subject   int
	OwnAnchor bool // a self-signed certificate, trusted as its own CA file
	InUse     bool // the input is about it: a leaf's chain, or, without any leaf, that of a CA not only in the CA file
	As        Direction
}

// Decision is every certificate's role and the chains that follow.
type Decision struct {
	Roles  []Role
	ByUser []bool
	Sure   []bool // no other role is plausible
	Chains []Chain

	// Others are further plausible readings of the same input, each with some unsure roles the other way. They have
	// no Others of their own.
	Others []*Decision

	heap *heap
	o    Options
}

// Differs reports whether another reading takes item i for something else.
func (d *Decision) Differs(other *Decision, i int) bool {
	return d.Roles[i] != other.Roles[i] || d.Roles[i] == Leaf && d.heap.trustsItself(i) != other.heap.trustsItself(i)
}

// TrustsItself reports whether item i is a self-signed leaf that the other side trusts as it is.
func (d *Decision) TrustsItself(i int) bool { return d.Roles[i] == Leaf && d.heap.trustsItself(i) }

// ChainOf builds the chain that judges item i by itself among the others: a leaf's own chain, for any other the chain
// of a conforming leaf that it would have issued.
func (d *Decision) ChainOf(i int) (Chain, error) {
	if d.Roles[i] == Leaf {
		return d.heap.leafChain(i, d.o)
	}
	return d.heap.caChain(i, d.o)
}

// Options are the user's choices, and what a stand-in has to fit.
type Options struct {
	Override map[string]Role // SHA-256 of the DER in lower-case hex
	Time     time.Time       // stand-ins are valid around it
	Host     string          // name of the assumed leaf; "" for one of our own
	As       Direction       // what leaves are used as; "" to tell from the evidence
}

type heap struct {
	items     []Item
	roles     []Role
	byUser    []bool
	host      string
	bySubject map[string][]int
	issues    []bool       // some other item names it as issuer
	anchors   bool         // there is an anchor among the items
	named     []int        // anchors that somebody calls so
	withTrust map[int]bool // objects that hold one

	leaning  []int // weight of the evidence for a leaf
	trusting []int // for CAs: weight of the evidence for being trusted
	words    []word
	client   []bool        // where it stands is called a client's
	both     []bool        // it stands where a server's own certificate does, and in a CA file
	owner    map[block]int // a leaf for certain that is in the block
	orphan   bool          // some item is a leaf for certain, and its CA is not here
	blocks   map[block]*contents
	place    []standing
	order    []order
	inFile   []bool // it is in the CA file
	outside  []bool // it stands elsewhere
	told     bool   // there is a CA file, and something else
	leafless bool   // something is given as a CA file, or called so, and nothing besides is a leaf for certain
	itself   bool   // a self-signed leaf is trusted as it is, where that is contested
	files    int    // blocks without a leaf that hold a CA
	rooted   int    // of these, with a self-signed one
}

// order is where an item stands among what is trusted and among what is sent, 0 for nowhere.
type order struct{ trusted, sent int }

// block is one file, keystore entry, listing or labeled part.
type block struct {
	file string
	n    int
}

// contents is what a block holds, as far as roles go. One of what is sent
// counts as one with a leaf: a chain's, a listing's.
type contents struct{ leaf, root, ca bool }

// Decide gives every item a role and builds the chains, leaves first, each in the order of the items; for every other
// plausible reading too.
func Decide(items []Item, o Options) (*Decision, error) {
	d, err := DecideRoles(items, o)
	if err != nil {
		return nil, err
	}
	for _, x := range append([]*Decision{d}, d.Others...) {
		if x.Chains, err = x.heap.chains(o); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// DecideRoles gives every item a role and builds no chain; [Decision.ChainOf] does that one by one.
func DecideRoles(items []Item, o Options) (*Decision, error) {
	for sum, role := range o.Override {
		if !role.Valid() {
			return nil, fmt.Errorf("roles: %q of %s is no role", role, sum)
		}
	}
	if !o.As.Valid() {
		return nil, fmt.Errorf("roles: %q is neither server nor client", o.As)
	}
	h := &heap{
		items:     items,
		roles:     make([]Role, len(items)),
		byUser:    make([]bool, len(items)),
		host:      o.Host,
		bySubject: map[string][]int{},
		issues:    make([]bool, len(items)),
		words:     make([]word, len(items)),
		client:    make([]bool, len(items)),
		both:      make([]bool, len(items)),
		inFile:    make([]bool, len(items)),
		outside:   make([]bool, len(items)),
	}
	h.override(o.Override)
	h.trustFile()
	h.index()
	for i := range items {
		h.words[i], h.client[i], h.both[i] = h.wordsOf(i)
	}
	d := h.reading(flips{}, o)
	for _, f := range d.heap.flips() {
		for _, f.itself = range []bool{false, true} {
			other := h.reading(f, o)
			if len(d.Others) < maxOthers && !slices.ContainsFunc(append([]*Decision{d}, d.Others...), other.same) {
				d.Others = append(d.Others, other)
			}
			if !other.heap.anyContested() {
				break
			}
		}
	}
	for i := range items {
		for _, x := range d.Others {
			d.Sure[i] = d.Sure[i] && x.Roles[i] == d.Roles[i]
		}
	}
	return d, nil
}

func (h *heap) override(set map[string]Role) {
	if len(set) == 0 {
		return
	}
	for i, it := range h.items {
		sum := sha256.Sum256(it.Raw)
		if r, ok := set[hex.EncodeToString(sum[:])]; ok && r.Valid() {
			h.roles[i], h.byUser[i] = r, true
		}
	}
}

// trustFile looks who is in the CA file. What is nowhere else is trusted, and nothing besides.
func (h *heap) trustFile() {
	for i := range h.items {
		for _, s := range h.seen(i) {
			h.inFile[i], h.outside[i] = h.inFile[i] || s.CAFile, h.outside[i] || !s.CAFile
		}
	}
	h.told = slices.Contains(h.inFile, true) && slices.Contains(h.outside, true)
	for i := range h.items {
		if h.inFile[i] && !h.outside[i] && h.roles[i] == "" {
			h.roles[i], h.byUser[i] = Anchor, true
		}
	}
}

func (h *heap) index() {
	for i, it := range h.items {
		if h.roles[i] != Unused {
			k := string(it.Subject.Canonical)
			h.bySubject[k] = append(h.bySubject[k], i)
		}
	}
	issuing := map[string]bool{} // names whose bearers were all found to issue something
	for i, c := range h.items {
		name := string(c.Issuer.Canonical)
		if h.roles[i] == Unused || issuing[name] && !c.SelfIssued() {
			continue
		}
		for _, p := range h.parents(i) {
			h.issues[p] = true
		}
		issuing[name] = issuing[name] || !c.SelfIssued()
	}
}

// parents lists the items that i names as its issuer, itself left out. Of a self-issued certificate only another one
// with the key identifier that it names counts: a renewed root is not the child of its predecessor.
func (h *heap) parents(i int) []int {
	c := h.items[i]
	if c.SelfSigned() {
		return nil
	}
	var found []int
	for _, p := range h.bySubject[string(c.Issuer.Canonical)] {
		if p == i || c.SelfIssued() && !namesKey(c.Certificate, h.items[p].Certificate) {
			continue
		}
		found = append(found, p)
	}
	return found
}

func (h *heap) hasParents(i int) bool {
	c := h.items[i]
	if !c.SelfIssued() {
		bearers := h.bySubject[string(c.Issuer.Canonical)]
		return len(bearers) > 1 || len(bearers) == 1 && bearers[0] != i
	}
	return len(h.parents(i)) > 0
}

func namesKey(c, issuer *cert.Certificate) bool {
	a := c.AuthorityKeyID
	return a != nil && a.HasKeyID && issuer.SubjectKeyID != nil && string(a.KeyID) == string(issuer.SubjectKeyID)
}
