// Package roles decides what each certificate of a heap is: the leaf, what the server sent beside it, what the client
// trusts.
//
// In: certificates in the order found, and the roles that the user has set. Out: a role for each and one [Chain] for
// every leaf. A CA without a leaf gets the conforming leaf that it would have issued; a leaf without issuer gets a
// conforming trusted one. No signature is verified here: names decide, so that a certificate with the wrong key is
// still shown to the verifier, which says what is wrong with it.
package roles

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"x509strict/engine/cert"
)

// Role is what one certificate is.
type Role string

// Roles.
const (
	Leaf         Role = "leaf"         // what the server presents first
	Intermediate Role = "intermediate" // sent beside the leaf
	Anchor       Role = "anchor"       // what the client was told to trust
	Unused       Role = "unused"       // left out
)

// Valid reports whether r is one of the roles.
func (r Role) Valid() bool { return r == Leaf || r == Intermediate || r == Anchor || r == Unused }

// Item is a certificate and the name of the file it came from.
type Item struct {
	*cert.Certificate
	File string
}

// Assumption says what had to be assumed to judge a chain at all.
type Assumption uint8

// Assumptions.
const (
	Nothing     Assumption = iota
	AssumedLeaf            // a conforming server certificate issued by the CA
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
	Subject   int  // the certificate the assumption is about: the lone CA, or the certificate whose issuer is missing; -1 for none
	OwnAnchor bool // a self-signed server certificate, trusted as its own CA file
}

// Decision is every certificate's role and the chains that follow.
type Decision struct {
	Roles  []Role
	ByUser []bool
	Chains []Chain

	heap *heap
	o    Options
}

// ChainOf builds the chain that judges item i by itself among the others: a leaf's own chain, for any other the chain
// of a conforming leaf that it would have issued.
func (d *Decision) ChainOf(i int) (Chain, error) {
	if d.Roles[i] == Leaf {
		return d.heap.leafChain(i, d.o)
	}
	return d.heap.caChain(i, d.o)
}

// Options are what a stand-in has to fit.
type Options struct {
	Override map[string]Role // SHA-256 of the DER in lower-case hex
	Time     time.Time       // stand-ins are valid around it
	Host     string          // name of the assumed leaf; "" for one of our own
}

type heap struct {
	items     []Item
	roles     []Role
	byUser    []bool
	bySubject map[string][]int
	issues    []bool // some other item names it as issuer
	anchors   bool   // there is an anchor among the items
}

// Decide gives every item a role and builds the chains, leaves first, each in the order of the items.
func Decide(items []Item, o Options) (*Decision, error) {
	d, err := DecideRoles(items, o)
	if err != nil {
		return nil, err
	}
	d.Chains, err = d.heap.chains(o)
	return d, err
}

// DecideRoles gives every item a role and builds no chain; [Decision.ChainOf] does that one by one.
func DecideRoles(items []Item, o Options) (*Decision, error) {
	for sum, role := range o.Override {
		if !role.Valid() {
			return nil, fmt.Errorf("roles: %q of %s is no role", role, sum)
		}
	}
	h := &heap{
		items:     items,
		roles:     make([]Role, len(items)),
		byUser:    make([]bool, len(items)),
		bySubject: map[string][]int{},
		issues:    make([]bool, len(items)),
	}
	h.override(o.Override)
	h.index()
	h.guess()
	h.anchors = slices.Contains(h.roles, Anchor)
	return &Decision{Roles: h.roles, ByUser: h.byUser, heap: h, o: o}, nil
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

func (h *heap) index() {
	for i, it := range h.items {
		if h.roles[i] != Unused {
			k := string(it.Subject.Canonical)
			h.bySubject[k] = append(h.bySubject[k], i)
		}
	}
	for i := range h.items {
		if h.roles[i] == Unused {
			continue
		}
		for _, p := range h.parents(i) {
			h.issues[p] = true
		}
	}
}

// parents lists the items that i names as its issuer, itself left out. Of a self-issued certificate only another one
// with the key identifier that it names counts: a renewed root is not the child of its predecessor.
func (h *heap) parents(i int) []int {
	c := h.items[i]
	var found []int
	for _, p := range h.bySubject[string(c.Issuer.Canonical)] {
		if p == i || c.SelfIssued() && (c.SelfSigned() || !namesKey(c.Certificate, h.items[p].Certificate)) {
			continue
		}
		found = append(found, p)
	}
	return found
}

func namesKey(c, issuer *cert.Certificate) bool {
	a := c.AuthorityKeyID
	return a != nil && a.HasKeyID && issuer.SubjectKeyID != nil && string(a.KeyID) == string(issuer.SubjectKeyID)
}

// guess fills in the roles that the user has not set.
func (h *heap) guess() {
	leafFiles := map[string]bool{}
	for i := range h.items {
		if h.roles[i] == "" && h.isLeaf(i) {
			h.roles[i] = Leaf
		}
		if h.roles[i] == Leaf {
			leafFiles[h.items[i].File] = true
		}
	}
	for i, it := range h.items {
		switch {
		case h.roles[i] != "":
		case it.SelfIssued() && len(h.parents(i)) == 0:
			h.roles[i] = Anchor
		case len(h.parents(i)) > 0:
			h.roles[i] = Intermediate
		case leafFiles[it.File]: // in one file with the leaf: what the server sends
			h.roles[i] = Intermediate
		default: // an issuing CA in a file of its own: a CA file, for clients that take partial chains
			h.roles[i] = Anchor
		}
	}
}

func (h *heap) isLeaf(i int) bool {
	c := h.items[i]
	if h.issues[i] {
		return false
	}
	return !caLike(c.Certificate) || selfSignedServer(c.Certificate)
}

// caLike reports whether a certificate is meant to issue others, as far as its extensions say.
func caLike(c *cert.Certificate) bool {
	switch {
	case c.BasicConstraints != nil:
		return c.BasicConstraints.CA
	case c.KeyUsage != nil:
		return *c.KeyUsage&cert.KeyCertSign != 0
	case c.Find("2.5.29.19") != nil: // present and unreadable
		return true
	}
	return c.SelfIssued() && !serverMarks(c)
}

// selfSignedServer tells the certificate that "openssl req -x509" makes for a server, which says CA:TRUE too, from a
// CA: it carries the server's names and no key usage that lets it sign.
func selfSignedServer(c *cert.Certificate) bool {
	return c.SelfIssued() && serverMarks(c) && (c.KeyUsage == nil || *c.KeyUsage&cert.KeyCertSign == 0)
}

func serverMarks(c *cert.Certificate) bool {
	for _, oid := range c.ExtKeyUsage {
		if oid == "1.3.6.1.5.5.7.3.1" {
			return true
		}
	}
	if c.SubjectAltName != nil {
		for _, n := range *c.SubjectAltName {
			if n.Tag == 2 || n.Tag == 7 {
				return true
			}
		}
	}
	return false
}
