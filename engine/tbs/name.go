package tbs

import (
	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// CommonName returns a Name element (RFC 5280 section 4.1.2.4) of one commonName in UTF-8.
func CommonName(cn string) []byte {
	return der.Build(0x30, der.Build(0x31, der.Build(0x30, der.BuildOID(oid.CommonName), der.Build(0x0c, []byte(cn)))))
}

// Subject is the name of a CA or a node. Empty fields are left out.
type Subject struct {
	Country, State, Locality, Organization, Unit, CommonName string
}

// Pair is one attribute of a name, by OpenSSL's short name.
type Pair struct{ Name, OID, Value string }

// Pairs lists the attributes that are there, in the usual order.
func (s Subject) Pairs() []Pair {
	var out []Pair
	for _, p := range []Pair{{"C", oid.Country, s.Country}, {"ST", oid.State, s.State}, {"L", oid.Locality, s.Locality},
		{"O", oid.Organization, s.Organization},
		{"OU", oid.OrganizationalUnit, s.Unit}, {"CN", oid.CommonName, s.CommonName}} {
		if p.Value != "" {
			out = append(out, p)
		}
	}
	return out
}

// Element returns the Name (RFC 5280 section 4.1.2.4): a PrintableString for the country, UTF-8 for the rest.
func (s Subject) Element() []byte {
	var parts [][]byte
	for _, p := range s.Pairs() {
		tag := byte(0x0c)
		if p.Name == "C" {
			tag = 0x13
		}
		parts = append(parts, der.Build(0x31, der.Build(0x30, der.BuildOID(p.OID), der.Build(tag, []byte(p.Value)))))
	}
	return der.Build(0x30, parts...)
}
