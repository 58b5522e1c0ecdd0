package javapkix

import "slices"

// trustStore is the anchors of a trust manager.
type trustStore struct {
	anchors []*certificate
}

func (t trustStore) contains(c *certificate) bool {
	return slices.ContainsFunc(t.anchors, c.equal)
}

// knows reports whether an anchor has the subject and the key of a certificate.
func (t trustStore) knows(c *certificate) bool {
	return slices.ContainsFunc(
		t.anchors,
		func(a *certificate) bool { return a.subject.equal(c.subject) && a.key.equal(c.key) },
	)
}

func (t trustStore) named(n name) bool {
	return slices.ContainsFunc(t.anchors, func(a *certificate) bool { return a.subject.equal(n) })
}

// trusted is what a verification found: the path, leaf first, the last one an anchor; or only a leaf that is trusted
// itself.
type trusted struct {
	path []*certificate
}

// validate is PKIXValidator.engineValidate: whether what was sent is in order decides between validating and building.
func (j *judge) validate(sent []*certificate, t trustStore) (trusted, *thrown) {
	for i, c := range sent {
		if i == 0 {
			if t.contains(c) {
				return trusted{sent[:1]}, nil
			}
			continue
		}
		if !c.subject.equal(sent[i-1].issuer) {
			return j.build(sent, t)
		}
		if t.contains(c) || t.knows(c) {
			return j.validatePath(sent[:i], t)
		}
	}
	if t.named(sent[len(sent)-1].issuer) {
		return j.validatePath(sent, t)
	}
	return j.build(sent, t)
}

// fitting are the anchors that a path is tried with: name, key identifier and serial number as the last certificate
// says.
func (t trustStore) fitting(top *certificate) (out []*certificate) {
	for _, a := range t.anchors {
		value, has := a.values[oidSubjectKeyID]
		switch {
		case top.authorityKey != nil && has && !slices.Equal(top.authorityKey, value):
		case top.authoritySerial != nil && a.version > 2 && top.authoritySerial.Cmp(a.serial) != 0:
		case !a.subject.equal(top.issuer):
		default:
			out = append(out, a)
		}
	}
	return out
}

// validatePath is PKIXValidator.doValidate. Java tries the anchors that fit in no order of its own, and tells of the
// last: where they fail in different ways its words are left to chance.
func (j *judge) validatePath(chain []*certificate, t trustStore) (trusted, *thrown) {
	const failed = "PKIX path validation failed: "
	var outcome *thrown
	var reached []*certificate
	for i, anchor := range t.fitting(chain[len(chain)-1]) {
		err := j.under(anchor, chain)
		if err == nil {
			reached = append(reached, anchor)
			continue
		}
		if err.class == pathException && !isWrapped(err) {
			err = rethrown(err)
		}
		if err.class != notChecked && err.class != pathException && err.class != validException {
			return trusted{}, err // a runtime exception: nothing catches it
		}
		if len(reached) == 0 && i > 0 && outcome.String() != err.String() {
			return trusted{}, unknown("several trusted certificates of one name that fail in different ways")
		}
		outcome = err
	}
	if len(reached) > 0 {
		anchor, err := oneOf(reached)
		if err != nil {
			return trusted{}, wrapped(failed, err)
		}
		return trusted{append(slices.Clone(chain), anchor)}, nil
	}
	if outcome == nil {
		outcome = fails("Path does not chain with any of the trust anchors").of(chain[len(chain)-1])
	}
	return trusted{}, wrapped(failed, outcome)
}

// wrapped is the ValidatorException around an outcome.
func wrapped(failed string, err *thrown) *thrown {
	if err.class == notChecked {
		return err
	}
	return &thrown{class: validException, msg: failed + err.String(), cause: err, about: err.about}
}

// rethrown is what PKIXMasterCertPathValidator makes of a checker's exception: its cause, or itself as the cause.
func rethrown(err *thrown) *thrown {
	cause := err.cause
	if cause == nil {
		cause = err
	}
	return &thrown{class: pathException, msg: err.msg, cause: cause, reason: err.reason, about: err.about}
}

// unrecognized is thrown by the master itself.
const unrecognized = "unrecognized critical extension(s)"

func isWrapped(err *thrown) bool { return err.msg == unrecognized }

// under validates a chain, leaf first, under an anchor.
func (j *judge) under(anchor *certificate, chain []*certificate) *thrown {
	p := j.newPath(anchor, len(chain))
	for _, c := range slices.Backward(chain) {
		if err := p.validate(c); err != nil {
			return err.of(c)
		}
		if c.unhandled() {
			return fails(unrecognized).of(c)
		}
	}
	return nil
}

// verifyAnchor asks of an anchor, when all else is verified, that it is a CA.
func verifyAnchor(c *certificate) *thrown {
	switch {
	case c.version < 3:
	case c.pathLength == -1:
		return throw(validException, "TrustAnchor with subject \"%s\" is not a CA certificate", c.subject)
	case c.keyUsage != nil && !c.keyUsage[5]:
		return throw(
			validException,
			"TrustAnchor with subject \"%s\" does not have keyCertSign bit set in KeyUsage extension",
			c.subject,
		)
	}
	return nil
}

const byChance = "several certificates of one name, one of them trusted and no CA, of which Java takes any"

// rivals reports whether what is trusted and no CA has its name from another certificate: which of them the search
// meets first is left to chance.
func (b *builder) rivals() bool {
	for _, a := range b.trust.anchors {
		rival := func(c *certificate) bool { return c.subject.equal(a.subject) && !c.equal(a) }
		if verifyAnchor(a) == nil {
			continue
		}
		if slices.ContainsFunc(b.trust.anchors, rival) || slices.ContainsFunc(b.sent, rival) {
			return true
		}
	}
	return false
}

// oneOf is the anchor that Java takes of those under which all else is verified: one of them, by chance. Where they do
// not all pass as anchors, or all fail in one way, what comes out is chance, too.
func oneOf(reached []*certificate) (*certificate, *thrown) {
	first := verifyAnchor(reached[0])
	for _, c := range reached[1:] {
		if err := verifyAnchor(c); (err == nil) != (first == nil) || err != nil && err.String() != first.String() {
			return nil, unknown(byChance)
		}
	}
	if first != nil {
		return nil, first.of(reached[0])
	}
	return reached[0], nil
}

// maxSteps bounds path building: more certificates of one name than anybody sends.
const maxSteps = 4000

// build is PKIXValidator.doBuild with SunCertPathBuilder: a depth-first search from the leaf over what was sent and
// what is trusted.
func (j *judge) build(sent []*certificate, t trustStore) (trusted, *thrown) {
	const failed = "PKIX path building failed: "
	leaf := sent[0]
	b := &builder{judge: j, sent: sent, trust: t}
	fit := !b.signsItself(leaf) && leaf.checkValidity(j.at) == nil && (leaf.pathLength == -1 || leaf.pathLength >= 0) &&
		!leaf.unhandled()
	if fit {
		found, err := b.search([]*certificate{leaf}, 0)
		if err != nil && err.class != pathException {
			return trusted{}, err
		}
		if found {
			if b.rivals() {
				return trusted{}, unknown(byChance)
			}
			anchor, err := oneOf(b.reached)
			if err != nil {
				return trusted{}, wrapped(failed, err)
			}
			return trusted{append(b.path, anchor)}, nil
		}
	}
	return trusted{}, wrapped(
		failed,
		throw(buildException, "unable to find valid certification path to requested target"),
	)
}

type builder struct {
	*judge
	sent    []*certificate
	trust   trustStore
	path    []*certificate // of the result, leaf first
	reached []*certificate // the anchors that end it, of which Java takes one
	dated   bool           // trusted certificates have to be valid too, from the second search for issuers on
}

// search looks for what issued the last certificate of path. cas counts CA certificates below that are not self-issued.
func (b *builder) search(path []*certificate, cas int) (found bool, err *thrown) {
	last := path[len(path)-1]
	for _, c := range b.candidates(last, cas) {
		if b.steps++; b.steps > maxSteps {
			return false, unknown("more ways to build a path than are tried")
		}
		if repeated(c, path) {
			continue
		}
		if b.trust.contains(c) {
			ok, err := b.complete(path, c)
			if err != nil && len(b.reached) == 0 {
				return false, err
			}
			if ok && err == nil {
				b.reached = append(b.reached, c)
			}
			continue
		}
		if len(b.reached) > 0 {
			return true, nil
		}
		if c.unhandled() || c.pathLength == -1 || keyCertSign(c) != nil {
			continue
		}
		if last.selfIssued() && c.selfIssued() {
			return false, nil
		}
		more := cas
		if !c.selfIssued() {
			more++
		}
		if found, err := b.search(append(slices.Clone(path), c), more); found || err != nil {
			return found, err
		}
	}
	return len(b.reached) > 0, nil
}

// candidates are certificates with the name of the issuer: those trusted, then those sent that are valid now and
// whose path length allows what is below.
func (b *builder) candidates(last *certificate, cas int) (out []*certificate) {
	add := func(c *certificate) {
		if !slices.ContainsFunc(out, c.equal) {
			out = append(out, c)
		}
	}
	usable := func(c *certificate) bool {
		return c.subject.equal(last.issuer) &&
			(c.version > 2 || c.checkValidity(last.notBefore) == nil && c.checkValidity(last.notAfter) == nil)
	}
	for _, c := range b.trust.anchors {
		if usable(c) && (!b.dated || c.checkValidity(b.at) == nil) {
			add(c)
		}
	}
	b.dated = true // Java's selector keeps the date from here on
	for _, c := range b.sent {
		if usable(c) && c.checkValidity(b.at) == nil && c.pathLength >= cas && !b.signsItself(c) {
			add(c)
		}
	}
	return out
}

// signsItself reports whether a certificate is self-signed: Java does not look at one that was sent.
func (b *builder) signsItself(c *certificate) bool {
	return c.selfIssued() && b.newPath(c, 1).verifySignature(c, c) == nil
}

// repeated reports whether a path holds the certificate, or one of its name, key and alternative names.
func repeated(c *certificate, path []*certificate) bool {
	for _, o := range path {
		if c.equal(o) {
			return true
		}
		if c.subject.equal(o.subject) && c.key.equal(o.key) && c.has[oidSubjectAltName] == o.has[oidSubjectAltName] &&
			(!c.has[oidSubjectAltName] || slices.Equal(c.values[oidSubjectAltName], o.values[oidSubjectAltName])) {
			return true
		}
	}
	return false
}

// complete makes the final checks of a path that has reached an anchor; err is what ends the search.
func (b *builder) complete(path []*certificate, anchor *certificate) (ok bool, err *thrown) {
	p := b.newPath(anchor, len(path))
	for i, c := range slices.Backward(path) {
		if err := p.final(c, i == len(path)-1); err != nil {
			if err.class == pathException {
				return false, nil
			}
			return false, err
		}
	}
	b.path = path
	return true, nil
}
