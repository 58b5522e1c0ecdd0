package javapkix

import (
	"bytes"
	"strings"
)

// relation is what one name says of another (GeneralNameInterface.constrains).
type relation int

const (
	otherType relation = iota // of another type
	match
	narrows // the other is below this one
	widens  // the other is above this one
	sameType
)

// constrains relates two names. wildcard: a wildcard in a DNS name counts as the names it stands for.
func (g *generalName) constrains(o *generalName, wildcard bool, r Release) (relation, *thrown) {
	if g.kind != o.kind {
		return otherType, nil
	}
	switch g.kind {
	case rfc822Name:
		return mailRelation(strings.ToLower(g.text), strings.ToLower(o.text))
	case dnsName:
		return dnsRelation(g.text, o.text, wildcard, r)
	case directoryName:
		return g.dir.constrains(o.dir), nil
	case uriName:
		return g.uriRelation(o, r)
	case ipName:
		return addressRelation(g.address, o.address), nil
	case otherName:
		return otherType, throw(unsupported,
			"Narrowing, widening, and matching are not supported for OtherName.")
	case registeredID:
		if g.oid == o.oid {
			return match, nil
		}
		return otherType, throw(unsupported,
			"Narrowing and widening are not supported for OIDNames")
	case ediPartyName:
		return otherType, throw(unsupported,
			"Narrowing, widening, and matching of names not supported for EDIPartyName")
	}
	return otherType, throw(unsupported,
		"Narrowing, widening, and match are not supported for X400Address.")
}

func (n name) constrains(o name) relation {
	switch {
	case n.equal(o):
		return match
	case len(o.rdns) == 0:
		return widens
	case len(n.rdns) == 0 || o.within(n):
		return narrows
	case n.within(o):
		return widens
	}
	return sameType
}

// charAt is String.charAt: out of range it throws.
func charAt(s string, i int, r Release) (byte, *thrown) {
	if i >= 0 && i < len(s) {
		return s[i], nil
	}
	if r < Java21 {
		return 0, throw(stringIndex, "String index out of range: %d", i)
	}
	return 0, throw(stringIndex, "Index %d out of bounds for length %d", i, len(s))
}

// dnsRelation is DNSName.constrains. An empty name makes it throw, as it does in Java.
func dnsRelation(this, other string, wildcard bool, r Release) (relation, *thrown) {
	this, other = strings.ToLower(this), strings.ToLower(other)
	below := func(long, short string, yes relation) (relation, *thrown) {
		a, err := charAt(long, strings.LastIndex(long, short)-1, r)
		if err != nil {
			return 0, err
		}
		b, err := charAt(short, 0, r)
		if err != nil {
			return 0, err
		}
		if (a == '.') != (b == '.') {
			return yes, nil
		}
		return sameType, nil
	}
	switch {
	case this == other || wildcard && strings.Contains(other, "*") && matchesHost(this, other, r):
		return match, nil
	case strings.HasSuffix(this, other):
		return below(this, other, widens)
	case strings.HasSuffix(other, this):
		return below(other, this, narrows)
	}
	return sameType, nil
}

// mailRelation is RFC822Name.constrains.
func mailRelation(this, other string) (relation, *thrown) {
	below := func(long, short string, yes relation) relation {
		switch {
		case strings.Contains(short, "@"):
			return sameType
		case strings.HasPrefix(short, "."):
			return yes
		}
		if i := strings.LastIndex(long, short) - 1; i >= 0 && long[i] == '@' {
			return yes
		}
		return sameType
	}
	switch {
	case this == other:
		return match, nil
	case strings.HasSuffix(this, other):
		return below(this, other, widens), nil
	case strings.HasSuffix(other, this):
		return below(other, this, narrows), nil
	}
	return sameType, nil
}

// uriRelation is URIName.constrains: the hosts are compared. A URI without a host makes it throw.
func (g *generalName) uriRelation(o *generalName, r Release) (relation, *thrown) {
	if o.host == "" {
		return 0, throw("java.lang.NullPointerException",
			`Cannot invoke "String.equalsIgnoreCase(String)" because "otherHost" is null`)
	}
	if strings.EqualFold(o.host, g.host) {
		return match, nil
	}
	if !g.dns || !o.dns {
		return sameType, nil
	}
	thisDomain, otherDomain := strings.HasPrefix(g.host, "."), strings.HasPrefix(o.host, ".")
	rel, err := dnsRelation(strings.TrimPrefix(g.host, "."), strings.TrimPrefix(o.host, "."), false, r)
	if err != nil {
		return rel, err
	}
	if !thisDomain && !otherDomain && (rel == widens || rel == narrows) {
		rel = sameType
	}
	if thisDomain != otherDomain && rel == match {
		if rel = narrows; thisDomain {
			rel = widens
		}
	}
	return rel, nil
}

// addressRelation is IPAddressName.constrains.
func addressRelation(this, other []byte) relation {
	if sameAddress(this, other) {
		return match
	}
	inside := func(host, net []byte) bool {
		half := len(net) / 2
		for i := range half {
			if host[i]&net[i+half] != net[i] {
				return false
			}
		}
		return true
	}
	switch n, m := len(this), len(other); {
	case n == m && (n == 8 || n == 32):
		return netRelation(this, other)
	case n == 4 && m == 8, n == 16 && m == 32:
		if inside(this, other) {
			return widens
		}
	case n == 8 && m == 4, n == 32 && m == 16:
		if inside(other, this) {
			return narrows
		}
	}
	return sameType
}

// sameAddress is IPAddressName.equals: of networks, the masked part and the mask count.
func sameAddress(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) != 8 && len(a) != 32 {
		return bytes.Equal(a, b)
	}
	half := len(a) / 2
	for i := range half {
		if a[i]&a[i+half] != b[i]&b[i+half] {
			return false
		}
	}
	return bytes.Equal(a[half:], b[half:])
}

func netRelation(this, other []byte) relation {
	half := len(this) / 2
	otherInThis, thisInOther, thisEmpty, otherEmpty := true, true, false, false
	for i := range half {
		tm, om := this[i+half], other[i+half]
		thisEmpty = thisEmpty || this[i]&tm != this[i]
		otherEmpty = otherEmpty || other[i]&om != other[i]
		otherInThis = otherInThis && tm&om == tm && this[i]&tm == other[i]&tm
		thisInOther = thisInOther && om&tm == om && other[i]&om == this[i]&om
	}
	switch {
	case thisEmpty && otherEmpty:
		return match
	case thisEmpty:
		return widens
	case otherEmpty:
		return narrows
	case otherInThis:
		return narrows
	case thisInOther:
		return widens
	}
	return sameType
}

// subtree is a GeneralSubtree.
type subtree struct {
	name     generalName
	min, max int
}

// subtrees is a GeneralSubtrees; nil differs from empty.
type subtrees struct{ list []subtree }

func (t *subtrees) clone() *subtrees {
	if t == nil {
		return nil
	}
	return &subtrees{append([]subtree(nil), t.list...)}
}

func (t *subtrees) remove(i int) { t.list = append(t.list[:i:i], t.list[i+1:]...) }

// minimize drops what another subtree of the list covers.
func (t *subtrees) minimize(r Release) *thrown {
	for i := 0; i < len(t.list)-1; i++ {
		drop := false
	inner:
		for j := i + 1; j < len(t.list); j++ {
			rel, err := t.list[i].name.constrains(&t.list[j].name, false, r)
			if err != nil {
				return err
			}
			switch rel {
			case match, widens:
				drop = true
				break inner
			case narrows:
				t.remove(j)
				j--
			}
		}
		if drop {
			t.remove(i)
			i--
		}
	}
	return nil
}

func (t *subtrees) union(o *subtrees, r Release) *thrown {
	if o == nil {
		return nil
	}
	t.list = append(t.list, o.list...)
	return t.minimize(r)
}

// reduce drops from permitted subtrees what is excluded.
func (t *subtrees) reduce(excluded *subtrees, r Release) *thrown {
	if excluded == nil {
		return nil
	}
	for i := range excluded.list {
		for j := 0; j < len(t.list); j++ {
			rel, err := excluded.list[i].name.constrains(&t.list[j].name, false, r)
			if err != nil {
				return err
			}
			if rel == match || rel == narrows {
				t.remove(j)
				j--
			}
		}
	}
	return nil
}

// intersect keeps of t what o permits too; what nothing is left of comes back as excluded.
func (t *subtrees) intersect(o *subtrees, r Release) (excluded *subtrees, err *thrown) {
	if len(t.list) == 0 {
		return nil, t.union(o, r)
	}
	if err = t.minimize(r); err == nil {
		err = o.minimize(r)
	}
	if err != nil {
		return nil, err
	}
	added := &subtrees{}
	for i := 0; i < len(t.list); i++ {
		this := t.list[i]
		same := false
	others:
		for j := range o.list {
			rel, err := this.name.constrains(&o.list[j].name, false, r)
			if err != nil {
				return nil, err
			}
			switch rel {
			case narrows:
				t.remove(i)
				i--
				added.list = append(added.list, o.list[j])
				same = false
				break others
			case sameType:
				same = true
			case match, widens:
				same = false
				break others
			}
		}
		if !same {
			continue
		}
		meets := false
		for j := range t.list {
			if t.list[j].name.kind != this.name.kind {
				continue
			}
			for k := range o.list {
				rel, err := t.list[j].name.constrains(&o.list[k].name, false, r)
				if err != nil {
					return nil, err
				}
				if rel == match || rel == widens || rel == narrows {
					meets = true
					break
				}
			}
		}
		if !meets {
			// Java excludes the whole type then, with an empty name, which only directory names can have.
			if err := widestFails(this.name.kind); err != nil {
				return nil, err
			}
			if excluded == nil {
				excluded = &subtrees{}
			}
			excluded.list = append(excluded.list, subtree{name: generalName{kind: directoryName}, max: -1})
		}
		t.remove(i)
		i--
	}
	if len(added.list) > 0 {
		if err := t.union(added, r); err != nil {
			return nil, err
		}
	}
	for i := range o.list {
		differs := false
		for j := range t.list {
			rel, err := t.list[j].name.constrains(&o.list[i].name, false, r)
			if err != nil {
				return nil, err
			}
			if differs = rel == otherType; !differs {
				break
			}
		}
		if differs {
			t.list = append(t.list, o.list[i])
		}
	}
	return excluded, nil
}

// widestFails is what GeneralSubtrees.createWidestSubtree throws: the empty name of most types cannot be made.
func widestFails(kind int) *thrown {
	fails := func(why *thrown) *thrown {
		return &thrown{class: runtimeException, msg: "Unexpected error: " + why.String(), cause: why}
	}
	switch kind {
	case directoryName:
		return nil
	case rfc822Name:
		return fails(ioErr("RFC822Name may not be null or empty"))
	case dnsName:
		return fails(ioErr("DNSName must not be null or empty"))
	case uriName:
		return fails(ioErr("URI name must include scheme:"))
	case ipName:
		return throw("java.lang.NullPointerException", `Cannot read the array length because "address" is null`)
	}
	return unknown("name constraints of kinds that have no order")
}
