package key

import (
	"math/big"

	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// maxFieldBits bounds the field of a curve that a key spells out (OPENSSL_ECC_MAX_FIELD_BITS).
const maxFieldBits = 661

// explicitCurve reads a curve that is spelled out (OpenSSL EC_GROUP_new_from_ecparameters) and recognizes a named one
// in it; nil when the parameters do not hold together.
//
//	ECParameters ::= SEQUENCE {
//	     version   INTEGER, fieldID SEQUENCE { fieldType OBJECT IDENTIFIER, parameters ANY },
//	     curve     SEQUENCE { a OCTET STRING, b OCTET STRING, seed BIT STRING OPTIONAL },
//	     base      OCTET STRING, order INTEGER, cofactor INTEGER OPTIONAL }
func explicitCurve(params []byte) *curve {
	r := der.NewReader(params)
	in := r.Enter(der.Of(der.Sequence))
	in.Int32()
	c := &curve{}
	c.readField(in)
	coefficients := in.Enter(der.Of(der.Sequence))
	a := coefficients.String(der.Of(der.OctetString), der.OctetString)
	b := coefficients.String(der.Of(der.OctetString), der.OctetString)
	if coefficients.More() {
		coefficients.Bits(der.Of(der.BitString))
	}
	in.Leave(coefficients)
	base := in.String(der.Of(der.OctetString), der.OctetString)
	order := in.Integer(der.Of(der.Integer))
	var cofactor []byte
	if in.More() {
		cofactor = in.Integer(der.Of(der.Integer))
	}
	r.Leave(in)
	if c.p == nil || r.Err() != nil || order[0] >= 0x80 || len(cofactor) > 0 && cofactor[0] >= 0x80 {
		return nil
	}
	c.a, c.b, c.n = new(big.Int).SetBytes(a), new(big.Int).SetBytes(b), new(big.Int).SetBytes(order)
	c.orderBits = c.n.BitLen()
	bits := c.p.BitLen()
	if c.binary {
		bits--
		c.a, c.b = c.times(big.NewInt(1), c.a), c.times(big.NewInt(1), c.b)
	} else {
		c.a.Mod(c.a, c.p)
		c.b.Mod(c.b, c.p)
	}
	if c.n.Cmp(big.NewInt(1)) <= 0 || c.orderBits > bits+1 {
		return nil
	}
	g, ok := c.decode(base)
	if !ok || g.x == nil {
		return nil
	}
	c.x, c.y = g.x, g.y
	return c.named()
}

// readField reads the field of a curve; p stays nil when there is no such field.
//
//	Characteristic-two ::= SEQUENCE { m INTEGER, basis OBJECT IDENTIFIER, parameters ANY }
//	Trinomial ::= INTEGER; Pentanomial ::= SEQUENCE { k1 INTEGER, k2 INTEGER, k3 INTEGER }
func (c *curve) readField(in *der.Reader) {
	field := in.Enter(der.Of(der.Sequence))
	switch oid.Text(field.OID(der.Of(der.ObjectIdentifier))) {
	case "1.2.840.10045.1.1":
		content := field.Integer(der.Of(der.Integer))
		p := new(big.Int).SetBytes(content)
		if bits := p.BitLen(); field.Err() == nil && content[0] < 0x80 && p.Bit(0) != 0 && bits > 2 &&
			bits <= maxFieldBits {
			c.p = p
		}
	case "1.2.840.10045.1.2":
		two := field.Enter(der.Of(der.Sequence))
		exponents := []int32{two.Int32()}
		switch oid.Text(two.OID(der.Of(der.ObjectIdentifier))) {
		case "1.2.840.10045.1.2.3.2":
			exponents = append(exponents, tpBasis(two))
		case "1.2.840.10045.1.2.3.3":
			three := two.Enter(der.Of(der.Sequence))
			k1, k2, k3 := three.Int32(), three.Int32(), three.Int32()
			two.Leave(three)
			exponents = append(exponents, k3, k2, k1)
		default: // normal bases are not implemented
			exponents = nil
		}
		field.Leave(two)
		c.binary = true
		if field.Err() == nil {
			c.p = polynomial(exponents)
		}
	}
	in.Leave(field)
}

// tpBasis reads the exponent of a trinomial, an INTEGER of any length; 0 for one that cannot be.
func tpBasis(r *der.Reader) int32 {
	content := r.Integer(der.Of(der.Integer))
	if r.Err() != nil || len(content) > 4 {
		return 0
	}
	return int32(der.Long(content))
}

// polynomial is 1 and x to each exponent; nil unless the exponents fall and are above 0.
func polynomial(exponents []int32) *big.Int {
	if len(exponents) == 0 || exponents[0] > maxFieldBits {
		return nil
	}
	p, above := big.NewInt(1), int32(maxFieldBits+1)
	for _, e := range exponents {
		if e <= 0 || e >= above {
			return nil
		}
		p.SetBit(p, int(e), 1)
		above = e
	}
	return p
}

// named returns the named curve with the same numbers, else c.
func (c *curve) named() *curve {
	out := c
	allCurves(func(named *curve) bool {
		if named.binary != c.binary || named.p.Cmp(c.p) != 0 || named.a.Cmp(c.a) != 0 || named.b.Cmp(c.b) != 0 {
			return true
		}
		g, n, known := named.generator()
		same := n != nil && n.Cmp(c.n) == 0 && g.x.Cmp(c.x) == 0 && g.y.Cmp(c.y) == 0
		if same || !known && named.orderBits == c.orderBits {
			out = named
			return false
		}
		return true
	})
	return out
}
