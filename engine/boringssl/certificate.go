package boringssl

import (
	"bytes"
	"crypto/sha256"
)

// certificate is what X509_parse_from_buffer makes of one, with what is read out of its extensions.
type certificate struct {
	raw        []byte
	hash       [32]byte
	version    int // 1, 2 or 3
	serial     []byte
	inner      algorithm
	outer      algorithm
	issuer     name
	subject    name
	notBefore  stamp
	notAfter   stamp
	key        publicKey
	unused     byte // of the signature's last octet
	extensions []extension
	facts
}

// stamp is a time as it stands in a certificate.
type stamp struct {
	tag     tag
	content []byte
}

// unix is the time that the verifier compares; ok is false for one with an offset.
func (s stamp) unix() (int64, bool) { return readTime(s.tag, s.content, false) }

// algorithm is an AlgorithmIdentifier. parameters is nil when absent, the element else.
type algorithm struct {
	oid        string
	parameters []byte
}

func (a algorithm) equal(b algorithm) bool {
	return a.oid == b.oid && bytes.Equal(a.parameters, b.parameters)
}

func (r *reader) algorithm() (a algorithm) {
	in := r.enter(sequence)
	a.oid = string(in.oid(objectID))
	if in.more() {
		_, a.parameters, _ = in.any()
	}
	in.end()
	return a
}

func (r *reader) stamp() stamp {
	t := r.peek()
	if t != utcTime {
		t = generalTime
	}
	s := stamp{t, r.get(t)}
	if _, ok := readTime(t, s.content, true); !ok {
		r.fail()
	}
	return s
}

type extension struct {
	oid      string
	critical bool
	value    []byte
}

// parse reads a certificate; nil when BoringSSL reads none. Nothing may follow it.
//
// The signature's length alone may be written longer than need be.
func parse(raw []byte) *certificate {
	c := &certificate{raw: raw, hash: sha256.Sum256(raw)}
	r := newReader(raw)
	whole := r.enter(sequence)
	r.end()
	tbs := whole.enter(sequence)
	c.outer = whole.algorithm()
	t, _, signature := whole.element(false)
	if t != bitString {
		r.fail()
	}
	whole.bitContent(signature)
	whole.end()
	if !r.ok() {
		return nil
	}
	c.unused = signature[0]
	c.readTBS(tbs)
	if !r.ok() {
		return nil
	}
	c.facts = c.cache()
	return c
}

func (c *certificate) readTBS(r *reader) {
	c.version = 1
	if r.is(contextual | constructed) {
		in := r.enter(contextual | constructed)
		v := in.int(integer)
		in.end()
		if !r.ok() || len(v) != 1 || v[0] > 2 {
			r.fail()
			return
		}
		c.version = int(v[0]) + 1
	}
	c.serial = r.int(integer)
	c.inner = r.algorithm()
	c.issuer = r.name()
	validity := r.enter(sequence)
	c.notBefore = validity.stamp()
	c.notAfter = validity.stamp()
	validity.end()
	c.subject = r.name()
	c.key = r.publicKey()
	for _, n := range []tag{1, 2} {
		if c.version > 1 && r.is(contextual|n) {
			r.bits(contextual | n)
		}
	}
	if c.version > 2 && r.is(contextual|constructed|3) {
		in := r.enter(contextual | constructed | 3)
		in.list(sequence, func(list *reader) {
			one := list.enter(sequence)
			e := extension{oid: string(one.oid(objectID))}
			if one.is(boolean) {
				e.critical = one.bool()
			}
			e.value = one.get(octetString)
			one.end()
			c.extensions = append(c.extensions, e)
		})
		in.end()
	}
	r.end()
}
