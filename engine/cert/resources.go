package cert

import "x509strict/engine/der"

// AddressFamily is one IPAddressFamily, RFC 3779 section 2.2.3. Family holds the AFI and optional SAFI as received.
type AddressFamily struct {
	Family  []byte
	Inherit bool
	Ranges  []AddressRange
}

// AddressRange is an IPAddressOrRange. For a prefix Max is nil and Min holds the prefix.
type AddressRange struct {
	Min, Max *der.Bits
}

// readAddressBlocks reads RFC 3779 section 2.2.3:
//
//	IPAddrBlocks ::= SEQUENCE OF SEQUENCE { addressFamily OCTET STRING, ipAddressChoice CHOICE { inherit NULL,
//		addressesOrRanges SEQUENCE OF IPAddressOrRange } }
//	IPAddressOrRange ::= CHOICE { addressPrefix BIT STRING, addressRange SEQUENCE { min BIT STRING, max BIT STRING } }
func (c *Certificate) readAddressBlocks(r *der.Reader) {
	list := r.EnterList(der.Of(der.Sequence))
	c.AddressBlocks = []AddressFamily{}
	for list.More() {
		var f AddressFamily
		in := list.Enter(der.Of(der.Sequence))
		f.Family = in.String(der.Of(der.OctetString), der.OctetString)
		if in.Is(der.Of(der.Null)) {
			in.String(der.Of(der.Null), der.Null)
			f.Inherit = true
		} else {
			ranges := in.EnterList(der.Of(der.Sequence))
			for ranges.More() {
				f.Ranges = append(f.Ranges, readAddressRange(ranges))
			}
			in.Leave(ranges)
		}
		list.Leave(in)
		c.AddressBlocks = append(c.AddressBlocks, f)
	}
	r.Leave(list)
}

func readAddressRange(r *der.Reader) (a AddressRange) {
	if r.Is(der.Of(der.BitString)) {
		a.Min = readBits(r)
		return a
	}
	in := r.Enter(der.Of(der.Sequence))
	a.Min, a.Max = readBits(in), readBits(in)
	r.Leave(in)
	return a
}

func readBits(r *der.Reader) *der.Bits {
	var b der.Bits
	b.Bytes, b.Unused = r.Bits(der.Of(der.BitString))
	return &b
}

// ASIdentifiers is RFC 3779 section 3.2.3. A nil choice is absent.
type ASIdentifiers struct {
	Numbers, RoutingDomains *ASChoice
}

// ASChoice is an ASIdentifierChoice.
type ASChoice struct {
	Inherit bool
	Ranges  []ASRange
}

// ASRange is an ASIdOrRange: INTEGER content octets; Max is nil for a single number.
type ASRange struct{ Min, Max []byte }

// readASIdentifiers reads RFC 3779 section 3.2.3:
//
//	ASIdentifiers ::= SEQUENCE { asnum [0] EXPLICIT ASIdentifierChoice OPTIONAL,
//		rdi [1] EXPLICIT ASIdentifierChoice OPTIONAL }
//	ASIdentifierChoice ::= CHOICE { inherit NULL, asIdsOrRanges SEQUENCE OF CHOICE { id INTEGER, range SEQUENCE
//		{ min INTEGER, max INTEGER } } }
func (c *Certificate) readASIdentifiers(r *der.Reader) {
	a := new(ASIdentifiers)
	in := r.Enter(der.Of(der.Sequence))
	if in.Is(der.Context(0)) {
		a.Numbers = readASChoice(in, der.Context(0))
	}
	if in.More() {
		a.RoutingDomains = readASChoice(in, der.Context(1))
	}
	r.Leave(in)
	c.ASIdentifiers = a
}

func readASChoice(r *der.Reader, id der.ID) *ASChoice {
	a := new(ASChoice)
	explicit := r.Enter(id)
	if explicit.Is(der.Of(der.Null)) {
		explicit.String(der.Of(der.Null), der.Null)
		a.Inherit = true
	} else {
		list := explicit.EnterList(der.Of(der.Sequence))
		for list.More() {
			var one ASRange
			if list.Is(der.Of(der.Integer)) {
				one.Min = list.Integer(der.Of(der.Integer))
			} else {
				in := list.Enter(der.Of(der.Sequence))
				one.Min, one.Max = in.Integer(der.Of(der.Integer)), in.Integer(der.Of(der.Integer))
				list.Leave(in)
			}
			a.Ranges = append(a.Ranges, one)
		}
		explicit.Leave(list)
	}
	r.Leave(explicit)
	return a
}
