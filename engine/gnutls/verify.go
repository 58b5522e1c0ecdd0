package gnutls

import (
	"bytes"
	"x509strict/engine/oid"
)

// buckets is the size of the hash table of a trust list. A chain is compared only with the trusted certificates that
// share a bucket, which decides whether one is noticed whose own name is not the one that is looked for.
const buckets = 127

// trust is a trust list, by bucket.
type trust map[int][]*crt

func newTrust(list []*crt) trust {
	t := trust{}
	for _, c := range list {
		b := bucket(c.c.Subject.Raw)
		known := false
		for _, have := range t[b] {
			known = known || have.equals(c)
		}
		if !known {
			t[b] = append(t[b], c)
		}
	}
	return t
}

// bucket hashes a name: P. J. Weinberger's function on 64 bits, with a turn of 9.
func bucket(name []byte) int {
	h := uint64(0)
	for _, b := range name {
		h = uint64(b) + (h<<9 | h>>55)
	}
	return int(h % buckets)
}

func (t trust) knowsIssuer(c *crt) bool {
	for _, x := range t[bucket(c.c.Issuer.Raw)] {
		if c.isIssuer(x) {
			return true
		}
	}
	return false
}

// verify is gnutls_x509_trust_list_verify_crt2 with a host name and the purpose of a TLS server.
func (s *session) verify(t trust, sent []*crt) Status {
	list := t.shorten(t.arrange(sent))
	last := list[len(list)-1]
	status := s.verifyList(list, t[bucket(last.c.Issuer.Raw)])
	const oldOrUnknown = SignerNotFound | Expired | InsecureAlgorithm
	if status&oldOrUnknown != 0 && !bytes.Equal(last.c.Subject.Raw, last.c.Issuer.Raw) {
		saved, blamed := status, s.blame
		s.blame = nil
		if status = s.verifyList(list, t[bucket(last.c.Subject.Raw)]); status != 0 && saved&SignerNotFound == 0 {
			status, s.blame = saved, blamed
		}
	}
	if !sent[0].hasPurpose(false) {
		status |= PurposeMismatch | Invalid
	}
	if s.Host != "" && !sent[0].matchesHost(s.Host) {
		status |= UnexpectedOwner | Invalid
	}
	return status
}

// arrange sorts what was sent, drops repetitions, and stops where the issuer is trusted.
func (t trust) arrange(sent []*crt) []*crt {
	list := append([]*crt(nil), sent...)
	var seen []*crt
	known := func(c *crt) bool {
		for _, x := range seen {
			if x.equals(c) {
				return true
			}
		}
		return false
	}
	for i := 0; i < len(list); {
		n := sortList(list[i:])
		again := false
		for j := i; j < i+n; j++ {
			if known(list[j]) {
				list = append(list[:j], list[j+1:]...)
				again = true
				break
			}
		}
		if again {
			continue
		}
		seen = append(seen, list[i:i+n]...)
		i += n
		if t.knowsIssuer(list[i-1]) {
			return list[:i]
		}
	}
	return list
}

// sortList puts the issuers of the first certificate behind it, in order, and the rest after them; it returns how many
// are in order.
func sortList(list []*crt) int {
	if len(list) > maxSent {
		return 1
	}
	issuer := make([]int, len(list))
	for i, c := range list {
		issuer[i] = -1
		if c.issuesItself() {
			continue
		}
		for j := 1; j < len(list); j++ {
			if i != j && c.isIssuer(list[j]) {
				issuer[i] = j
				break
			}
		}
	}
	in := make([]bool, len(list))
	sorted := []*crt{list[0]}
	in[0] = true
	for at := issuer[0]; at >= 0 && !in[at] && len(sorted) < len(list); at = issuer[at] {
		sorted = append(sorted, list[at])
		in[at] = true
	}
	n := len(sorted)
	for j := 1; j < len(list); j++ {
		if !in[j] {
			sorted = append(sorted, list[j])
		}
	}
	copy(list, sorted)
	return n
}

// shorten leaves out a self-signed certificate at the end, and what follows a certificate that is trusted itself, if it
// is found in the bucket of its issuer's name.
func (t trust) shorten(list []*crt) []*crt {
	list = dropRoot(list)
	for i := 1; i < len(list); i++ {
		for _, x := range t[bucket(list[i].c.Issuer.Raw)] {
			if list[i].equals(x) {
				list = list[:i+1]
				break
			}
		}
	}
	return list
}

func dropRoot(list []*crt) []*crt {
	if n := len(list); n > 1 && list[n-1].issuesItself() {
		return list[:n-1]
	}
	return list
}

// path is the state that goes down a chain.
type path struct {
	left        int64 // how many certificates may still follow
	constraints constraints
	features    []uint32
	now         int64
	v1          bool // a version 1 certificate may be a CA
}

// maxPath is MAX_VERIFY_DEPTH.
const maxPath = 4096

// verifyList is _gnutls_verify_crt_status: the chain against trusted certificates, from its end to the server's.
func (s *session) verifyList(list, trusted []*crt) (status Status) {
	list = dropRoot(list)
	now := s.Time.Unix()
	for i := 0; i < len(list); i++ {
		for _, x := range trusted {
			if list[i].sameKey(x, i > 0) {
				if status |= s.anchor(x, now); status != 0 {
					return status
				}
				list = list[:i]
				break
			}
		}
	}
	if len(list) == 0 {
		return 0 // the server's certificate is trusted itself
	}
	p := &path{left: maxPath, now: now, v1: true}
	top := len(list) - 1
	if out, ok := s.verifyOne(list[top], trusted, p, top == 0); !ok {
		return out | Invalid
	}
	for i := top; i > 0; i-- {
		if !list[i].hasPurpose(true) {
			s.accuse(PurposeMismatch, list[i])
			return Invalid | PurposeMismatch
		}
		p.v1 = false
		if out, ok := s.verifyOne(list[i-1], list[i:i+1], p, i == 1); !ok {
			return out | Invalid
		}
	}
	return 0
}

// sameKey reports whether a certificate of the chain is a trusted one: the same octets for the server's, name and key
// for others.
func (k *crt) sameKey(x *crt, ca bool) bool {
	if !ca {
		return k.equals(x)
	}
	return sameName(&k.c.Subject, &x.c.Subject) && bytes.Equal(k.c.SPKI.Raw, x.c.SPKI.Raw)
}

// anchor checks a trusted certificate that stands in the chain: its times and its key.
func (s *session) anchor(x *crt, now int64) Status {
	status := x.times(now)
	s.accuse(status, x)
	if _, known := x.signing(); known && x.tooWeak() {
		status |= InsecureAlgorithm | Invalid
		s.accuse(InsecureAlgorithm, x)
	}
	return status
}

func (k *crt) times(now int64) Status {
	switch {
	case now < k.from:
		return NotActivated | Invalid
	case now > k.until:
		return Expired | Invalid
	}
	return 0
}

// tooWeak reports a key below the profile "low", or one that cannot be read.
func (k *crt) tooWeak() bool {
	key := k.key()
	switch key.pk {
	case pkEd25519, pkEd448, pkX25519, pkX448:
		return false // the algorithm alone tells the size
	}
	return key.broken != nil || key.low()
}

// findIssuer returns the first candidate that fits, or the last further one that is valid now.
func (k *crt) findIssuer(candidates []*crt, now int64) (issuer *crt) {
	for _, x := range candidates {
		if !k.isIssuer(x) {
			continue
		}
		if issuer == nil || now < x.until && now >= x.from {
			issuer = x
		}
	}
	return issuer
}

// verifyOne is verify_crt: one certificate under one of the candidates.
func (s *session) verifyOne(c *crt, candidates []*crt, p *path, end bool) (out Status, ok bool) {
	if p.left == 0 {
		return SignerConstraintsFailure | Invalid, false
	}
	p.left--
	ok = true
	mark := func(x Status, who *crt) {
		out |= x | Invalid
		ok = false
		s.accuse(x|Invalid, who)
	}
	issuer := c.findIssuer(candidates, p.now)
	if !c.signatureReadable() {
		mark(0, c)
	}
	a, known := c.signing()
	if !known {
		mark(0, c)
	}
	if issuer == nil {
		mark(SignerNotFound, c)
	} else {
		s.underIssuer(c, issuer, p, end, known, mark)
	}
	if issuer != nil && issuer.unknownCritical() {
		mark(UnknownCritExtensions, issuer)
	}
	if end && c.unknownCritical() {
		mark(UnknownCritExtensions, c)
	}
	if known {
		if hashes[a.hash].bits/2 < 80 || c.tooWeak() || hashes[a.hash].notCerts && !c.issuesItself() {
			mark(InsecureAlgorithm, c)
		} else if issuer != nil && issuer.tooWeak() {
			mark(InsecureAlgorithm, issuer)
		}
	}
	if issuer != nil {
		times := issuer.times(p.now)
		s.accuse(times, issuer)
		out |= times
	}
	times := c.times(p.now)
	s.accuse(times, c)
	if out |= times; out != 0 {
		ok = false
	}
	return out, ok
}

// underIssuer makes the checks that need an issuer: name constraints, TLS features, CA, key usage, signature.
func (s *session) underIssuer(c, issuer *crt, p *path, end, known bool, mark func(Status, *crt)) {
	if e := issuer.addConstraints(&p.constraints); e != nil && e != errUnavailable {
		mark(SignerConstraintsFailure, issuer)
	} else if end && !p.constraints.allow(c) {
		mark(SignerConstraintsFailure, c)
	}
	if features, e := issuer.tlsFeatures(); e != nil && e != errUnavailable {
		mark(SignerConstraintsFailure, issuer)
	} else {
		for _, f := range features {
			if !has(p.features, f) {
				p.features = append(p.features, f)
			}
		}
		own, e := c.tlsFeatures()
		lacks := len(p.features) > 0 && e != nil
		for _, f := range p.features {
			lacks = lacks || !has(own, f)
		}
		if lacks {
			mark(SignerConstraintsFailure, c)
		}
	}
	if issuer.version != 1 || !p.v1 {
		if !c.underCA(issuer, p) {
			mark(SignerNotCA, issuer)
		}
		if usage, e := issuer.keyUsage(); e != errUnavailable {
			if e != nil {
				mark(0, issuer)
			} else if usage&keyCertSign == 0 {
				mark(SignerConstraintsFailure, issuer)
			}
		}
	}
	if !known {
		mark(0, c)
	} else if c.signatureReadable() {
		switch s.verifySignature(c, issuer) {
		case signatureBad:
			mark(SignatureFailure, c)
		case signatureConstraint:
			mark(SignerConstraintsFailure, c)
		case signatureError:
			mark(0, c)
		}
	}
}

// signatureReadable: whole octets, at least one.
func (k *crt) signatureReadable() bool {
	return k.c.Signature.Unused == 0 && len(k.c.Signature.Bytes) > 0
}

// underCA is check_if_ca. A certificate under itself passes; so does one under a certificate without basic constraints
// that has issued itself, as those of version 1 are.
func (k *crt) underCA(issuer *crt, p *path) bool {
	if !k.signatureReadable() || !issuer.signatureReadable() {
		return false
	}
	if bytes.Equal(k.c.RawTBS, issuer.c.RawTBS) && bytes.Equal(k.c.Signature.Bytes, issuer.c.Signature.Bytes) {
		return true
	}
	ca, pathLen, e := issuer.basicConstraints()
	if e != nil {
		return e == errUnavailable && p.v1 && issuer.issuesItself()
	}
	if ca && pathLen >= 0 && pathLen < p.left {
		p.left = pathLen
	}
	return ca
}

// Purposes.
const (
	purposeServer = oid.ServerAuth
	purposeAny    = oid.AnyEKU
	purposeNSSGC  = oid.NetscapeSGC
	purposeVSGC   = "2.16.840.1.113733.1.8.1"
)

// hasPurpose reports whether the extended key usage, if there is one, lets the certificate stand for a TLS server.
// strict leaves out anyExtendedKeyUsage.
func (k *crt) hasPurpose(strict bool) bool {
	oids, e := k.purposes()
	if e != nil {
		return e == errUnavailable
	}
	ca, _, e := k.basicConstraints()
	ca = ca && e == nil
	for _, oid := range oids {
		switch {
		case oid == purposeServer, !strict && oid == purposeAny, ca && (oid == purposeNSSGC || oid == purposeVSGC):
			return true
		}
	}
	return len(oids) == 0
}
