package chromepki

import "bytes"

// certificate is a ParsedCertificate.
type certificate struct {
	raw, tbs     []byte
	inner, outer []byte // AlgorithmIdentifiers, whole
	signature    []byte // without unused bits; see unused
	unused       byte
	version      int // 1, 2 or 3
	issuer       name
	subject      name
	notBefore    stamp
	notAfter     stamp
	spki         []byte // whole
	list         []byte // the extensions, whole; nil for none
	extensions   []extension

	hasBasic    bool
	isCA        bool
	pathLength  int // -1 for none
	usage       []byte
	purposes    []string
	hasPurposes bool
	altNames    *names
	altValue    []byte
	constraints *constraints
	policies    []string
	hasPolicies bool
	require     int // policy constraints, -1 for none
	inhibitMap  int
	inhibitAny  int
	mappings    []mapping
	keyID       []byte
	hasKeyID    bool
	authority   []byte
	hasIssuerID bool
}

type mapping struct{ issuer, subject string }

type extension struct {
	oid      string
	critical bool
	value    []byte
}

// Extensions, by the content of their object identifiers.
const (
	extSubjectKeyID      = "\x55\x1d\x0e"
	extKeyUsage          = "\x55\x1d\x0f"
	extSubjectAltName    = "\x55\x1d\x11"
	extBasicConstraints  = "\x55\x1d\x13"
	extNameConstraints   = "\x55\x1d\x1e"
	extPolicies          = "\x55\x1d\x20"
	extPolicyMappings    = "\x55\x1d\x21"
	extAuthorityKeyID    = "\x55\x1d\x23"
	extPolicyConstraints = "\x55\x1d\x24"
	extExtKeyUsage       = "\x55\x1d\x25"
	extInhibitAnyPolicy  = "\x55\x1d\x36"
	extInfoAccess        = "\x2b\x06\x01\x05\x05\x07\x01\x01"
	extMSPolicies        = "\x2b\x06\x01\x04\x01\x82\x37\x15\x0a"
	anyPolicy            = "\x55\x1d\x20\x00"
	qualifierCPS         = "\x2b\x06\x01\x05\x05\x07\x02\x01"
	qualifierNotice      = "\x2b\x06\x01\x05\x05\x07\x02\x02"
)

// outline reads what stands around the extensions; nil when that cannot be read.
func outline(raw []byte) *certificate {
	c := &certificate{raw: raw, pathLength: -1, require: -1, inhibitMap: -1, inhibitAny: -1}
	r := newReader(raw)
	whole := r.enter(sequence)
	r.end()
	c.tbs = whole.whole(sequence)
	c.outer = whole.whole(sequence)
	padded := whole.get(bitString)
	c.signature = whole.bitContent(padded)
	whole.end()
	if !r.ok() {
		return nil
	}
	c.unused = padded[0]
	t := &reader{c.tbs, r.failed}
	in := t.enter(sequence)
	c.version = 1
	if in.is(contextual | constructed) {
		v := in.enter(contextual | constructed)
		n := v.int(integer)
		v.end()
		if !r.ok() || len(n) != 1 || n[0] < 1 || n[0] > 2 {
			return nil
		}
		c.version = int(n[0]) + 1
	}
	in.get(integer)
	c.inner = in.whole(sequence)
	c.issuer.raw = in.get(sequence)
	validity := in.enter(sequence)
	c.notBefore = validity.stamp()
	c.notAfter = validity.stamp()
	validity.end()
	c.subject.raw = in.get(sequence)
	c.spki = in.whole(sequence)
	for _, n := range []tag{1, 2} {
		if in.is(contextual | n) {
			in.bits(contextual | n)
			if c.version == 1 {
				return nil
			}
		}
	}
	if in.is(contextual | constructed | 3) {
		list := in.enter(contextual | constructed | 3)
		c.list = list.whole(sequence)
		list.end()
		if c.version != 3 {
			return nil
		}
	}
	in.end()
	if !r.ok() {
		return nil
	}
	return c
}

// whole reads an element that must have the tag, header included.
func (r *reader) whole(t tag) []byte {
	if !r.is(t) {
		r.fail()
		return nil
	}
	_, whole, _ := r.element(true)
	return whole
}

// readExtensions takes the list apart; false when that fails or one occurs twice.
func (c *certificate) readExtensions() bool {
	if c.list == nil {
		return true
	}
	r := newReader(c.list)
	seen := map[string]bool{}
	r.some(sequence, func(entries *reader) {
		one := entries.enter(sequence)
		e := extension{oid: string(one.get(objectID))}
		if one.is(boolean) {
			if e.critical = one.bool(); !e.critical {
				r.fail()
			}
		}
		e.value = one.get(octetString)
		one.end()
		if seen[e.oid] {
			r.fail()
		}
		seen[e.oid] = true
		c.extensions = append(c.extensions, e)
	})
	return r.ok()
}

// parse reads a certificate and the extensions that the library knows; nil when it does not.
func parse(raw []byte) *certificate {
	c := outline(raw)
	if c == nil || !c.subject.normalize() || !c.issuer.normalize() || !c.readExtensions() {
		return nil
	}
	for _, e := range c.extensions {
		read := readers[e.oid]
		if read == nil {
			continue
		}
		r := newReader(e.value)
		read(c, r, e)
		r.end()
		if !r.ok() {
			return nil
		}
	}
	return c
}

var readers = map[string]func(*certificate, *reader, extension){
	extBasicConstraints: func(c *certificate, r *reader, _ extension) {
		in := r.enter(sequence)
		c.hasBasic = true
		if in.is(boolean) {
			c.isCA = in.bool()
		}
		if in.is(integer) {
			c.pathLength = in.small(integer)
		}
		in.end()
	},
	extKeyUsage: func(c *certificate, r *reader, _ extension) {
		c.usage = r.bits(bitString)
		if len(bytes.Trim(c.usage, "\x00")) == 0 {
			r.fail()
		}
	},
	extExtKeyUsage: func(c *certificate, r *reader, _ extension) {
		c.hasPurposes = true
		r.some(sequence, func(in *reader) { c.purposes = append(c.purposes, string(in.get(objectID))) })
	},
	extSubjectAltName: func(c *certificate, r *reader, e extension) {
		c.altNames, c.altValue = &names{}, e.value
		r.some(sequence, func(in *reader) { c.altNames.add(in, false) })
		if len(c.subject.raw) == 0 && !e.critical {
			r.fail()
		}
	},
	extNameConstraints: func(c *certificate, r *reader, e extension) { c.constraints = readConstraints(r, e.critical) },
	extInfoAccess: func(_ *certificate, r *reader, _ extension) {
		r.some(sequence, func(in *reader) {
			one := in.enter(sequence)
			one.get(objectID)
			t, _, content := one.element(true)
			if t == contextual|6 && !ascii(content) {
				r.fail()
			}
			one.end()
		})
	},
	extPolicies: func(c *certificate, r *reader, _ extension) {
		c.hasPolicies = true
		c.policies = readPolicies(r, false)
	},
	extPolicyConstraints: func(c *certificate, r *reader, _ extension) {
		in := r.enter(sequence)
		if !in.more() {
			r.fail()
		}
		if in.is(contextual) {
			c.require = in.small(contextual)
		}
		if in.is(contextual | 1) {
			c.inhibitMap = in.small(contextual | 1)
		}
		in.end()
	},
	extPolicyMappings: func(c *certificate, r *reader, _ extension) {
		r.some(sequence, func(in *reader) {
			one := in.enter(sequence)
			m := mapping{string(one.get(objectID)), string(one.get(objectID))}
			one.end()
			c.mappings = append(c.mappings, m)
		})
	},
	extInhibitAnyPolicy: func(c *certificate, r *reader, _ extension) { c.inhibitAny = r.small(integer) },
	extSubjectKeyID:     func(c *certificate, r *reader, _ extension) { c.keyID, c.hasKeyID = r.get(octetString), true },
	extAuthorityKeyID: func(c *certificate, r *reader, _ extension) {
		in := r.enter(sequence)
		if in.is(contextual) {
			c.authority, c.hasIssuerID = in.get(contextual), true
		}
		issuer, serial := in.is(contextual|constructed|1), false
		if issuer {
			in.get(contextual | constructed | 1)
		}
		if serial = in.is(contextual | 2); serial {
			in.get(contextual | 2)
		}
		if issuer != serial {
			r.fail()
		}
		in.end()
	},
}

// some reads a list that is not empty.
func (r *reader) some(t tag, each func(*reader)) {
	in := r.enter(t)
	if !in.more() {
		r.fail()
	}
	for in.more() {
		each(in)
	}
}

// readPolicies reads CertificatePolicies; strict knows the two qualifiers of RFC 5280 only.
func readPolicies(r *reader, strict bool) (policies []string) {
	r.some(sequence, func(in *reader) {
		one := in.enter(sequence)
		policy := string(one.get(objectID))
		if one.more() {
			one.some(sequence, func(list *reader) {
				q := list.enter(sequence)
				id := string(q.get(objectID))
				if (strict || policy == anyPolicy) && id != qualifierCPS && id != qualifierNotice {
					r.fail()
				}
				q.element(true)
				q.end()
			})
		}
		one.end()
		for _, p := range policies {
			if p == policy {
				r.fail()
			}
		}
		policies = append(policies, policy)
	})
	return policies
}

func (c *certificate) selfIssued() bool { return c.subject.normal == c.issuer.normal }

// lacksBit reports whether there is a key usage without bit n.
func (c *certificate) lacksBit(n int) bool {
	return c.usage != nil && (n/8 >= len(c.usage) || c.usage[n/8]&(0x80>>(n%8)) == 0)
}

func ascii(v []byte) bool {
	for _, b := range v {
		if b >= 0x80 {
			return false
		}
	}
	return true
}
