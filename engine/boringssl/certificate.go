package boringssl

import (
	"bytes"

	"x509strict/engine/der/strict"
)

// certificate is what X509_parse_from_buffer makes of one, with what is read out of its extensions.
type certificate struct {
	raw        []byte
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
	tag     strict.Tag
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

func readAlgorithm(r *strict.Reader) (a algorithm) {
	in := r.Enter(strict.Sequence)
	a.oid = string(in.OID(strict.ObjectID))
	if in.More() {
		_, a.parameters, _ = readAny(in)
	}
	in.End()
	return a
}

func readStamp(r *strict.Reader) stamp {
	t := r.Peek()
	if t != strict.UTCTime {
		t = strict.GeneralizedTime
	}
	s := stamp{t, r.Get(t)}
	if _, ok := readTime(t, s.content, true); !ok {
		r.Fail()
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
	c := &certificate{raw: raw}
	r := strict.NewReader(raw)
	whole := r.Enter(strict.Sequence)
	r.End()
	tbs := whole.Enter(strict.Sequence)
	c.outer = readAlgorithm(whole)
	t, _, signature := whole.Padded()
	if t != strict.BitString {
		r.Fail()
	}
	whole.BitContent(signature)
	whole.End()
	if !r.OK() {
		return nil
	}
	c.unused = signature[0]
	c.readTBS(tbs)
	if !r.OK() {
		return nil
	}
	c.facts = c.cache()
	return c
}

func (c *certificate) readTBS(r *strict.Reader) {
	c.version = 1
	if r.Is(strict.Explicit(0)) {
		in := r.Enter(strict.Explicit(0))
		v := in.Int(strict.Integer)
		in.End()
		if !r.OK() || len(v) != 1 || v[0] > 2 {
			r.Fail()
			return
		}
		c.version = int(v[0]) + 1
	}
	c.serial = r.Int(strict.Integer)
	c.inner = readAlgorithm(r)
	c.issuer = readName(r)
	validity := r.Enter(strict.Sequence)
	c.notBefore = readStamp(validity)
	c.notAfter = readStamp(validity)
	validity.End()
	c.subject = readName(r)
	c.key = readKey(r)
	for _, n := range []byte{1, 2} {
		if c.version > 1 && r.Is(strict.Context(n)) {
			r.Bits(strict.Context(n))
		}
	}
	if c.version > 2 && r.Is(strict.Explicit(3)) {
		in := r.Enter(strict.Explicit(3))
		in.List(strict.Sequence, func(list *strict.Reader) {
			one := list.Enter(strict.Sequence)
			e := extension{oid: string(one.OID(strict.ObjectID))}
			if one.Is(strict.Boolean) {
				e.critical = one.Bool(true)
			}
			e.value = one.Get(strict.OctetString)
			one.End()
			c.extensions = append(c.extensions, e)
		})
		in.End()
	}
	r.End()
}
