package javapkix

import "strings"

// nameConstraints is a NameConstraintsExtension; verification merges those of a path into one.
type nameConstraints struct{ permitted, excluded *subtrees }

func readNameConstraints(data []byte, how reading) (n *nameConstraints, err *thrown) {
	v, err := wholeOf(tagSequence, data, how, "Invalid encoding for NameConstraintsExtension.")
	if err != nil {
		return nil, err
	}
	n = new(nameConstraints)
	for v.rest.more() {
		opt, err := v.rest.next()
		if err != nil {
			return nil, err
		}
		list, what := &n.permitted, "permitted"
		switch {
		case opt.implicitConstructed(0):
		case opt.implicitConstructed(1):
			list, what = &n.excluded, "excluded"
		default:
			return nil, ioErr("Invalid encoding of NameConstraintsExtension.")
		}
		if *list != nil {
			return nil, ioErr("Duplicate %s GeneralSubtrees in NameConstraintsExtension.", what)
		}
		if *list, err = readSubtrees(opt); err != nil {
			return nil, err
		}
	}
	return n, nil
}

func readSubtrees(v *value) (*subtrees, *thrown) {
	out := new(subtrees)
	for v.rest.more() {
		one, err := v.rest.next()
		if err != nil {
			return nil, err
		}
		t, err := readSubtree(one)
		if err != nil {
			return nil, err
		}
		out.list = append(out.list, t)
	}
	return out, nil
}

func readSubtree(v *value) (t subtree, err *thrown) {
	t.max = -1
	if v.tag != tagSequence {
		return t, ioErr("Invalid encoding for GeneralSubtree.")
	}
	base, err := v.rest.next()
	if err != nil {
		return t, err
	}
	if t.name, err = readGeneralName(base, true); err != nil {
		return t, err
	}
	for v.rest.more() {
		opt, err := v.rest.next()
		if err != nil {
			return t, err
		}
		switch {
		case opt.implicitPrimitive(0):
			t.min, err = opt.retag(tagInteger).integer()
		case opt.implicitPrimitive(1):
			t.max, err = opt.retag(tagInteger).integer()
		default:
			err = ioErr("Invalid encoding of GeneralSubtree.")
		}
		if err != nil {
			return t, err
		}
	}
	return t, nil
}

func (n *nameConstraints) clone() *nameConstraints {
	return &nameConstraints{n.permitted.clone(), n.excluded.clone()}
}

// merge adds the constraints of the next certificate of a path.
func (n *nameConstraints) merge(o *nameConstraints, r Release) *thrown {
	if o == nil {
		return nil
	}
	if n.excluded == nil {
		n.excluded = o.excluded.clone()
	} else if err := n.excluded.union(o.excluded, r); err != nil {
		return err
	}
	if n.permitted == nil {
		n.permitted = o.permitted.clone()
	} else if o.permitted != nil {
		more, err := n.permitted.intersect(o.permitted.clone(), r)
		if err != nil {
			return err
		}
		if more != nil && n.excluded == nil {
			n.excluded = more
		} else if more != nil {
			if err := n.excluded.union(more, r); err != nil {
				return err
			}
		}
	}
	if n.permitted != nil {
		return n.permitted.reduce(n.excluded, r)
	}
	return nil
}

// verify reports whether the names of a certificate are within the constraints. As in Java it leaves behind what it
// added to the certificate's alternative names: the common name, where no DNS name (or address) stands there.
func (n *nameConstraints) verify(c *certificate, r Release) (bool, *thrown) {
	for _, list := range []*subtrees{n.excluded, n.permitted} {
		if list == nil {
			continue
		}
		for _, t := range list.list {
			if t.min != 0 {
				return false, ioErr("Non-zero minimum BaseDistance in name constraints not supported")
			}
		}
	}
	for _, list := range []*subtrees{n.excluded, n.permitted} {
		if list == nil {
			continue
		}
		for _, t := range list.list {
			if t.max != -1 {
				return false, ioErr("Maximum BaseDistance in name constraints not supported")
			}
		}
	}
	if !c.subject.empty() {
		if ok, err := n.allows(&generalName{kind: directoryName, dir: c.subject}, r); !ok || err != nil {
			return false, err
		}
	}
	names := &c.altNames
	if c.altNames == nil {
		names = new([]generalName)
		for _, d := range c.subject.rdns {
			for _, a := range d.avas {
				if a.oid != emailOID {
					continue
				}
				text, ok := a.value.text()
				if !ok {
					return false, throw(runtimeException, "AVA string is null")
				}
				if checkMail(text) == nil {
					*names = append(*names, generalName{kind: rfc822Name, text: text})
				}
			}
		}
	}
	if cn := c.subject.attribute(commonNameOID); cn != nil {
		if text, ok := cn.text(); ok {
			addCommonName(names, text)
		}
	}
	for i := range *names {
		if ok, err := n.allows(&(*names)[i], r); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func addCommonName(names *[]generalName, text string) {
	has := func(kind int) bool {
		for _, g := range *names {
			if g.kind == kind {
				return true
			}
		}
		return false
	}
	switch address := literalAddress(text); {
	case address != nil && !has(ipName):
		*names = append(*names, generalName{kind: ipName, address: address})
	case address == nil && !has(dnsName) && checkDNS(strings.ReplaceAll(text, "*", "z"), false) == nil:
		*names = append(*names, generalName{kind: dnsName, text: text})
	}
}

// allows asks the constraints about one name.
func (n *nameConstraints) allows(g *generalName, r Release) (bool, *thrown) {
	if n.excluded != nil {
		for i := range n.excluded.list {
			e := &n.excluded.list[i].name
			rel, err := e.constrains(g, e.kind == dnsName, r)
			if err != nil {
				return false, err
			}
			if rel == match || rel == narrows {
				return false, nil
			}
		}
	}
	same := false
	if n.permitted != nil {
		for i := range n.permitted.list {
			rel, err := n.permitted.list[i].name.constrains(g, false, r)
			switch {
			case err != nil:
				return false, err
			case rel == match || rel == narrows:
				return true, nil
			case rel == widens || rel == sameType:
				same = true
			}
		}
	}
	return !same, nil
}
