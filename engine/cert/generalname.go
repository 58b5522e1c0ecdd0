package cert

import (
	"net/netip"

	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// General name tags, RFC 5280 section 4.2.1.6.
const (
	OtherNameTag byte = iota
	EmailTag
	DNSTag
	X400Tag
	DirectoryTag
	EDIPartyTag
	URITag
	IPTag
	RegisteredIDTag
)

// readGeneralName reads one GeneralName, RFC 5280 section 4.2.1.6.
func readGeneralName(r *der.Reader) (g GeneralName) {
	id, ok := r.Peek()
	if !ok {
		r.Fail("general name missing")
		return g
	}
	if id.Class != der.ContextSpecific || id.Tag > int(RegisteredIDTag) {
		r.Fail("%s is no general name", id)
		return g
	}
	g.Tag = byte(id.Tag)
	switch g.Tag {
	case EmailTag, DNSTag, URITag:
		g.Value = r.String(id, der.IA5String)
	case IPTag:
		g.Value = r.String(id, der.OctetString)
	case RegisteredIDTag:
		g.Value = r.OID(id)
	case X400Tag:
		g.Value = r.String(id, der.Sequence)
	case DirectoryTag:
		in := r.Enter(id)
		name := readName(in)
		r.Leave(in)
		g.Name, g.Value = &name, name.Raw
	case EDIPartyTag:
		g.Value = readEDIParty(r, id)
	case OtherNameTag:
		start := r.Offset()
		in := r.Enter(id)
		o := OtherName{Type: oid.Text(in.OID(der.Of(der.ObjectIdentifier)))}
		value := in.Enter(der.Context(0))
		var inner der.ID
		o.Raw, inner, o.Content = value.Any()
		if o.Tag = inner.Tag; inner.Class != der.Universal {
			o.Tag = -1
		}
		in.Leave(value)
		r.Leave(in)
		g.Other, g.Value = &o, r.Since(start)
	}
	return g
}

// directoryString is OpenSSL's B_ASN1_DIRECTORYSTRING.
const directoryString = 1<<der.PrintableString | 1<<der.T61String | 1<<der.BMPString | 1<<der.UniversalString |
	1<<der.UTF8String

func readEDIParty(r *der.Reader, id der.ID) []byte {
	start := r.Offset()
	in := r.Enter(id)
	if in.Is(der.Context(0)) {
		assigner := in.Enter(der.Context(0))
		assigner.OneOf(directoryString)
		in.Leave(assigner)
	}
	party := in.Enter(der.Context(1))
	party.OneOf(directoryString)
	in.Leave(party)
	r.Leave(in)
	return r.Since(start)
}

func readGeneralNames(r *der.Reader, id der.ID) []GeneralName {
	list := r.EnterList(id)
	out := []GeneralName{}
	for list.More() {
		out = append(out, readGeneralName(list))
	}
	r.Leave(list)
	return out
}

// readSubjectAltName reads RFC 5280 section 4.2.1.6.
func (c *Certificate) readSubjectAltName(r *der.Reader) {
	names := readGeneralNames(r, der.Of(der.Sequence))
	c.SubjectAltName = &names
}

// String returns the name with its kind in front, safe to show: "DNS:example.com", "IP:192.0.2.1", "email:...",
// "URI:...", "directory name:...".
func (g GeneralName) String() string {
	switch g.Tag {
	case DNSTag:
		return "DNS:" + safeASCII(g.Value)
	case EmailTag:
		return "email:" + safeASCII(g.Value)
	case URITag:
		return "URI:" + safeASCII(g.Value)
	case IPTag:
		if a, ok := netip.AddrFromSlice(g.Value); ok {
			return "IP:" + a.String()
		}
		return "IP:" + Attribute{Value: g.Value}.String()
	case DirectoryTag:
		return "directory name:" + g.Name.String()
	case RegisteredIDTag:
		return "registered ID:" + oid.Text(g.Value)
	case OtherNameTag:
		if g.Other != nil {
			if text, ok, _ := toUTF8(byte(g.Other.Tag), g.Other.Content); ok && g.Other.Tag >= 0 {
				return "other name " + g.Other.Type + ":" + SafeText(text)
			}
			return "other name " + g.Other.Type
		}
	case X400Tag:
		return "X.400 address"
	}
	return "EDI party name"
}

// NameConstraints is RFC 5280 section 4.2.1.10.
type NameConstraints struct {
	Permitted, Excluded []Subtree
}

// Subtree is one GeneralSubtree. Minimum and Maximum are INTEGER content octets, nil when absent.
type Subtree struct {
	Base    GeneralName
	Minimum []byte
	Maximum []byte
}

// readNameConstraints reads
//
//	NameConstraints ::= SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL,
//		excludedSubtrees [1] GeneralSubtrees OPTIONAL }
//	GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] BaseDistance DEFAULT 0,
//		maximum [1] BaseDistance OPTIONAL }
func (c *Certificate) readNameConstraints(r *der.Reader) {
	n := new(NameConstraints)
	in := r.Enter(der.Of(der.Sequence))
	if in.Is(der.Context(0)) {
		n.Permitted = readSubtrees(in, der.Context(0))
	}
	if in.More() {
		n.Excluded = readSubtrees(in, der.Context(1))
	}
	r.Leave(in)
	c.NameConstraints = n
}

func readSubtrees(r *der.Reader, id der.ID) []Subtree {
	list := r.EnterList(id)
	out := []Subtree{}
	for list.More() {
		var s Subtree
		in := list.Enter(der.Of(der.Sequence))
		s.Base = readGeneralName(in)
		if in.Is(der.Context(0)) {
			s.Minimum = in.Integer(der.Context(0))
		}
		if in.More() {
			s.Maximum = in.Integer(der.Context(1))
		}
		list.Leave(in)
		out = append(out, s)
	}
	r.Leave(list)
	return out
}

// readCRLDistribution reads RFC 5280 section 4.2.1.13, of which only well-formedness matters here.
//
//	DistributionPoint ::= SEQUENCE {
//	     distributionPoint [0] DistributionPointName OPTIONAL,
//	     reasons           [1] ReasonFlags OPTIONAL,
//	     cRLIssuer         [2] GeneralNames OPTIONAL }
//	DistributionPointName ::= CHOICE { fullName [0] GeneralNames,
//		nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
func (c *Certificate) readCRLDistribution(r *der.Reader) {
	list := r.EnterList(der.Of(der.Sequence))
	empty := false
	for list.More() {
		in := list.Enter(der.Of(der.Sequence))
		named, issuers := false, 0
		if in.Is(der.Context(0)) {
			named = true
			point := in.Enter(der.Context(0))
			switch id, _ := point.Peek(); id {
			case der.Context(0):
				readGeneralNames(point, id)
			case der.Context(1):
				set := point.EnterList(id)
				for set.More() {
					skipAttribute(set)
				}
				point.Leave(set)
			default:
				point.Fail("%s is no distribution point name", id)
			}
			in.Leave(point)
		}
		if in.Is(der.Context(1)) {
			in.Bits(der.Context(1))
		}
		if in.More() {
			issuers = len(readGeneralNames(in, der.Context(2)))
		}
		list.Leave(in)
		empty = empty || !named && issuers == 0
	}
	r.Leave(list)
	c.cache.emptyDP = empty && r.Err() == nil
}
