package chromepki

import (
	"bytes"
	"x509strict/engine/oid"

	"x509strict/engine/der/strict"
)

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
	extSubjectKeyID      = oid.SubjectKeyIDContent
	extKeyUsage          = oid.KeyUsageContent
	extSubjectAltName    = oid.SubjectAltNameContent
	extBasicConstraints  = oid.BasicConstraintsContent
	extNameConstraints   = oid.NameConstraintsContent
	extPolicies          = oid.PoliciesContent
	extPolicyMappings    = oid.PolicyMappingsContent
	extAuthorityKeyID    = oid.AuthorityKeyIDContent
	extPolicyConstraints = oid.PolicyConstrContent
	extExtKeyUsage       = oid.ExtKeyUsageContent
	extInhibitAnyPolicy  = oid.InhibitAnyPolicyContent
	extInfoAccess        = oid.AuthorityInfoContent
	extMSPolicies        = "\x2b\x06\x01\x04\x01\x82\x37\x15\x0a"
	anyPolicy            = oid.AnyPolicyContent
	qualifierCPS         = oid.PracticeStatementContent
	qualifierNotice      = oid.UserNoticeContent
)

// outline reads what stands around the extensions; nil when that cannot be read.
func outline(raw []byte) *certificate {
	c := &certificate{raw: raw, pathLength: -1, require: -1, inhibitMap: -1, inhibitAny: -1}
	r := strict.NewReader(raw)
	whole := r.Enter(strict.Sequence)
	r.End()
	c.tbs = whole.Whole(strict.Sequence)
	c.outer = whole.Whole(strict.Sequence)
	padded := whole.Get(strict.BitString)
	c.signature = whole.BitContent(padded)
	whole.End()
	if !r.OK() {
		return nil
	}
	c.unused = padded[0]
	t := r.In(c.tbs)
	in := t.Enter(strict.Sequence)
	c.version = 1
	if in.Is(strict.Explicit(0)) {
		v := in.Enter(strict.Explicit(0))
		n := v.Int(strict.Integer)
		v.End()
		if !r.OK() || len(n) != 1 || n[0] < 1 || n[0] > 2 {
			return nil
		}
		c.version = int(n[0]) + 1
	}
	in.Get(strict.Integer)
	c.inner = in.Whole(strict.Sequence)
	c.issuer.raw = in.Get(strict.Sequence)
	validity := in.Enter(strict.Sequence)
	c.notBefore = readStamp(validity)
	c.notAfter = readStamp(validity)
	validity.End()
	c.subject.raw = in.Get(strict.Sequence)
	c.spki = in.Whole(strict.Sequence)
	for _, n := range []byte{1, 2} {
		if in.Is(strict.Context(n)) {
			in.Bits(strict.Context(n))
			if c.version == 1 {
				return nil
			}
		}
	}
	if in.Is(strict.Explicit(3)) {
		list := in.Enter(strict.Explicit(3))
		c.list = list.Whole(strict.Sequence)
		list.End()
		if c.version != 3 {
			return nil
		}
	}
	in.End()
	if !r.OK() {
		return nil
	}
	return c
}

// readExtensions takes the list apart; false when that fails or one occurs twice.
func (c *certificate) readExtensions() bool {
	if c.list == nil {
		return true
	}
	r := strict.NewReader(c.list)
	seen := map[string]bool{}
	r.Some(strict.Sequence, func(entries *strict.Reader) {
		one := entries.Enter(strict.Sequence)
		e := extension{oid: string(one.Get(strict.ObjectID))}
		if one.Is(strict.Boolean) {
			if e.critical = one.Bool(false); !e.critical {
				r.Fail()
			}
		}
		e.value = one.Get(strict.OctetString)
		one.End()
		if seen[e.oid] {
			r.Fail()
		}
		seen[e.oid] = true
		c.extensions = append(c.extensions, e)
	})
	return r.OK()
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
		r := strict.NewReader(e.value)
		read(c, r, e)
		r.End()
		if !r.OK() {
			return nil
		}
	}
	return c
}

var readers = map[string]func(*certificate, *strict.Reader, extension){
	extBasicConstraints: func(c *certificate, r *strict.Reader, _ extension) {
		in := r.Enter(strict.Sequence)
		c.hasBasic = true
		if in.Is(strict.Boolean) {
			c.isCA = in.Bool(false)
		}
		if in.Is(strict.Integer) {
			c.pathLength = in.Small(strict.Integer)
		}
		in.End()
	},
	extKeyUsage: func(c *certificate, r *strict.Reader, _ extension) {
		c.usage = r.Bits(strict.BitString)
		if len(bytes.Trim(c.usage, "\x00")) == 0 {
			r.Fail()
		}
	},
	extExtKeyUsage: func(c *certificate, r *strict.Reader, _ extension) {
		c.hasPurposes = true
		r.Some(strict.Sequence, func(in *strict.Reader) {
			c.purposes = append(c.purposes, string(in.Get(strict.ObjectID)))
		})
	},
	extSubjectAltName: func(c *certificate, r *strict.Reader, e extension) {
		c.altNames, c.altValue = &names{}, e.value
		r.Some(strict.Sequence, func(in *strict.Reader) { c.altNames.add(in, false) })
		if len(c.subject.raw) == 0 && !e.critical {
			r.Fail()
		}
	},
	extNameConstraints: func(c *certificate, r *strict.Reader, e extension) {
		c.constraints = readConstraints(r, e.critical)
	},
	extInfoAccess: func(_ *certificate, r *strict.Reader, _ extension) {
		r.Some(strict.Sequence, func(in *strict.Reader) {
			one := in.Enter(strict.Sequence)
			one.Get(strict.ObjectID)
			t, _, content := one.Element()
			if t == strict.Context(6) && !ascii(content) {
				r.Fail()
			}
			one.End()
		})
	},
	extPolicies: func(c *certificate, r *strict.Reader, _ extension) {
		c.hasPolicies = true
		c.policies = readPolicies(r, false)
	},
	extPolicyConstraints: func(c *certificate, r *strict.Reader, _ extension) {
		in := r.Enter(strict.Sequence)
		if !in.More() {
			r.Fail()
		}
		if in.Is(strict.Context(0)) {
			c.require = in.Small(strict.Context(0))
		}
		if in.Is(strict.Context(1)) {
			c.inhibitMap = in.Small(strict.Context(1))
		}
		in.End()
	},
	extPolicyMappings: func(c *certificate, r *strict.Reader, _ extension) {
		r.Some(strict.Sequence, func(in *strict.Reader) {
			one := in.Enter(strict.Sequence)
			m := mapping{string(one.Get(strict.ObjectID)), string(one.Get(strict.ObjectID))}
			one.End()
			c.mappings = append(c.mappings, m)
		})
	},
	extInhibitAnyPolicy: func(c *certificate, r *strict.Reader, _ extension) { c.inhibitAny = r.Small(strict.Integer) },
	extSubjectKeyID: func(c *certificate, r *strict.Reader, _ extension) {
		c.keyID, c.hasKeyID = r.Get(strict.OctetString), true
	},
	extAuthorityKeyID: func(c *certificate, r *strict.Reader, _ extension) {
		in := r.Enter(strict.Sequence)
		if in.Is(strict.Context(0)) {
			c.authority, c.hasIssuerID = in.Get(strict.Context(0)), true
		}
		issuer, serial := in.Is(strict.Explicit(1)), false
		if issuer {
			in.Get(strict.Explicit(1))
		}
		if serial = in.Is(strict.Context(2)); serial {
			in.Get(strict.Context(2))
		}
		if issuer != serial {
			r.Fail()
		}
		in.End()
	},
}

// readPolicies reads CertificatePolicies; narrow knows the two qualifiers of RFC 5280 only.
func readPolicies(r *strict.Reader, narrow bool) (policies []string) {
	r.Some(strict.Sequence, func(in *strict.Reader) {
		one := in.Enter(strict.Sequence)
		policy := string(one.Get(strict.ObjectID))
		if one.More() {
			one.Some(strict.Sequence, func(list *strict.Reader) {
				q := list.Enter(strict.Sequence)
				id := string(q.Get(strict.ObjectID))
				if (narrow || policy == anyPolicy) && id != qualifierCPS && id != qualifierNotice {
					r.Fail()
				}
				q.Element()
				q.End()
			})
		}
		one.End()
		for _, p := range policies {
			if p == policy {
				r.Fail()
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
