package webpki

import (
	"bytes"

	"x509strict/engine/oid"
)

// maxIntermediates is how many certificates fit between the leaf and the anchor (MAX_SUB_CA_COUNT).
const maxIntermediates = 6

// The budgets of one search.
const (
	maxSignatures  = 100
	maxBuildCalls  = 200_000
	maxComparisons = 250_000
)

// builder searches a path, depth first: at each certificate the anchors in order, then what was sent in order.
type builder struct {
	Input
	next    bool // with the refusals of the coming release
	anchors []*anchor
	sent    []parsed
	path    []*Certificate // leaf first
	deepest []*Certificate // the longest path that was tried, for reports

	signatures, calls, comparisons int
	unsupported                    string // what could not be computed and would have decided
}

// parsed is a sent certificate, or why it cannot be read: it is read each time it is tried.
type parsed struct {
	certificate *Certificate
	err         *Error
}

// build finishes the path in b.path and returns its anchor.
func (b *builder) build(subCAs int) (*anchor, *Error) {
	head := b.path[len(b.path)-1]
	if len(b.path) > len(b.deepest) {
		b.deepest = append([]*Certificate(nil), b.path...)
	}
	if err := b.checkAlone(head, subCAs); err != nil {
		return nil, err.at(head)
	}
	failure := &Error{Kind: UnknownIssuer, At: head}
	for _, a := range b.anchors {
		err := b.under(a)
		if err == nil {
			return a, nil
		}
		if err.fatal() {
			return nil, err
		}
		failure = moreSpecific(failure, err)
	}
	for _, p := range b.sent {
		a, err := b.above(p, head, subCAs)
		if err == nil {
			return a, nil
		}
		if err.fatal() {
			return nil, err
		}
		failure = moreSpecific(failure, err)
	}
	return nil, failure
}

// under ends the path at an anchor.
func (b *builder) under(a *anchor) *Error {
	head := b.path[len(b.path)-1]
	if !bytes.Equal(head.issuer, a.of.subject) {
		return &Error{Kind: UnknownIssuer, At: head}
	}
	issuer := a.of
	for i := len(b.path) - 1; i >= 0; i-- {
		if err := b.checkSignature(b.path[i], issuer); err != nil {
			return err.at(b.path[i])
		}
		issuer = b.path[i]
	}
	constraints, constrained := a.nameConstraints, a.constrained
	for i := len(b.path) - 1; i >= 0; i-- {
		if constrained {
			err := readAll(constraints, bad(BadDer), func(r *reader) *Error { return b.checkNames(r, b.path[:i+1]) })
			if err != nil {
				return err.at(b.path[i])
			}
		}
		constraints, constrained = b.path[i].nameConstraints, b.path[i].has[extNameConstraints]
	}
	return nil
}

// above goes on with a sent certificate as the issuer of head.
func (b *builder) above(p parsed, head *Certificate, subCAs int) (*anchor, *Error) {
	if p.err != nil {
		return nil, p.err
	}
	issuer := p.certificate
	if !bytes.Equal(issuer.subject, head.issuer) {
		return nil, &Error{Kind: UnknownIssuer, At: head}
	}
	for _, c := range b.path {
		if bytes.Equal(issuer.spki, c.spki) && bytes.Equal(issuer.subject, c.subject) {
			return nil, &Error{Kind: UnknownIssuer, At: head}
		}
	}
	if len(b.path) > 1 {
		subCAs++
	}
	if b.calls--; b.calls < 0 {
		return nil, bad(MaximumPathBuildCallsExceeded)
	}
	if len(b.path) > maxIntermediates {
		return nil, bad(MaximumPathDepthExceeded).at(issuer)
	}
	b.path = append(b.path, issuer)
	a, err := b.build(subCAs)
	if err != nil {
		b.path = b.path[:len(b.path)-1]
	}
	return a, err
}

// checkAlone looks at what a certificate says of itself: times, basic constraints, purpose.
func (b *builder) checkAlone(c *Certificate, subCAs int) *Error {
	issuer := len(b.path) > 1
	if err := readAll(c.validity, bad(BadDer), b.checkTimes); err != nil {
		return err
	}
	err := readOptional(c, extBasicConstraints, c.basicConstraints, func(r *reader) *Error {
		return checkBasicConstraints(r, issuer, subCAs)
	})
	if err != nil {
		return err
	}
	if err := readOptional(c, extExtendedKeyUsage, c.extendedKeyUsage, checkPurpose); err != nil {
		return err
	}
	if b.next && c.has[extKeyUsage] {
		return checkCertSign(c.keyUsage, issuer)
	}
	return nil
}

// readOptional reads an extension, all of it; r is nil when there is none.
func readOptional(c *Certificate, id byte, content []byte, read func(r *reader) *Error) *Error {
	if !c.has[id] {
		return read(nil)
	}
	return readAll(content, bad(BadDer), read)
}

func (b *builder) checkTimes(r *reader) *Error {
	notBefore, err := r.time()
	if err != nil {
		return err
	}
	notAfter, err := r.time()
	if err != nil {
		return err
	}
	switch now := b.Time.Unix(); {
	case notBefore > notAfter:
		return bad(InvalidCertValidity)
	case now < notBefore:
		return &Error{Kind: CertNotValidYet, time: now, limit: notBefore}
	case now > notAfter:
		return &Error{Kind: CertExpired, time: now, limit: notAfter}
	}
	return nil
}

func checkBasicConstraints(r *reader, issuer bool, subCAs int) *Error {
	ca, length := false, -1
	if r != nil {
		var err *Error
		if ca, err = r.boolean(); err != nil {
			return err
		}
		if !r.atEnd() { // in a leaf too
			if length, err = r.small(); err != nil {
				return err
			}
		}
	}
	switch {
	case !issuer && ca:
		return bad(CaUsedAsEndEntity)
	case issuer && !ca:
		return bad(EndEntityUsedAsCa)
	case issuer && length >= 0 && subCAs > length:
		return bad(PathLenConstraintViolated)
	}
	return nil
}

// serverAuth is the content of id-kp-serverAuth.
const serverAuth = oid.ServerAuthContent

// checkPurpose wants serverAuth among the extended key usages, where there are any. It stops at the first that fits.
func checkPurpose(r *reader) *Error {
	if r == nil {
		return nil
	}
	if r.atEnd() {
		return bad(EmptyEkuExtension)
	}
	var present [][]uint64
	for !r.atEnd() {
		id, err := r.expect(tagOID)
		if err != nil {
			return err
		}
		if string(id) == serverAuth {
			r.rest = nil
			return nil
		}
		present = append(present, decodeOID(id))
	}
	return &Error{Kind: RequiredEkuNotFoundContext, present: present}
}

// decodeOID reads the arcs as webpki 0.103 does: it moves each octet by eight bits where base 128 wants seven, so arcs
// over 127 come out larger than they are. Its messages show them that way.
func decodeOID(content []byte) (arcs []uint64) {
	var arc uint64
	for _, b := range content {
		arc = arc<<8 + uint64(b&0x7f)
		if b&0x80 != 0 {
			continue
		}
		switch {
		case arcs != nil:
			arcs = append(arcs, arc)
		case arc < 40:
			arcs = append(arcs, 0, arc)
		case arc < 80:
			arcs = append(arcs, 1, arc-40)
		default:
			arcs = append(arcs, 2, arc-80)
		}
		arc = 0
	}
	return arcs
}

// checkCertSign is what the next release wants of a key usage that is there: keyCertSign in an intermediate, and not
// in a leaf.
func checkCertSign(keyUsage []byte, issuer bool) *Error {
	f, err := keyUsageFlags(keyUsage)
	const keyCertSign = 5
	switch {
	case err != nil:
		return err
	case issuer && !bit(f, keyCertSign):
		return bad(IssuerNotCertSigner)
	case !issuer && bit(f, keyCertSign):
		return bad(EndEntityCertHasCertSignKeyUsage)
	}
	return nil
}

// checkDigitalSignature is what the next release wants of a leaf's key usage that is there, in the handshake.
func checkDigitalSignature(keyUsage []byte) *Error {
	f, err := keyUsageFlags(keyUsage)
	switch {
	case err != nil:
		return err
	case !bit(f, 0):
		return bad(KeyUsageMissingDigitalSignature)
	}
	return nil
}

func keyUsageFlags(keyUsage []byte) (f []byte, err *Error) {
	err = readAll(keyUsage, trailing("BitString"), func(r *reader) (err *Error) {
		content, err := r.expect(tagBitString)
		if err == nil {
			f, err = flags(content)
		}
		return err
	})
	return f, err
}
