package cert

import (
	"fmt"

	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// ParseTrust reads the auxiliary data that follows the certificate in a TRUSTED CERTIFICATE block (OpenSSL
// X509_CERT_AUX) and ignores what follows it. Empty input gives nil.
//
//	SEQUENCE { trust SEQUENCE OF OBJECT IDENTIFIER OPTIONAL, reject [0] SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
//	           alias UTF8String OPTIONAL, keyid OCTET STRING OPTIONAL,
//	           other [1] SEQUENCE OF AlgorithmIdentifier OPTIONAL }
func ParseTrust(data []byte) (*TrustSettings, error) {
	if len(data) == 0 {
		return nil, nil
	}
	r := der.NewReader(data)
	t := new(TrustSettings)
	in := r.Enter(der.Of(der.Sequence))
	if in.Is(der.Of(der.Sequence)) {
		t.Trust, t.HasTrust = readOIDs(in, der.Of(der.Sequence)), true
	}
	if in.Is(der.Context(0)) {
		t.Reject = readOIDs(in, der.Context(0))
	}
	if in.Is(der.Of(der.UTF8String)) {
		t.Alias = string(in.String(der.Of(der.UTF8String), der.UTF8String))
	}
	if in.Is(der.Of(der.OctetString)) {
		in.String(der.Of(der.OctetString), der.OctetString)
	}
	if in.More() {
		list := in.EnterList(der.Context(1))
		for list.More() {
			key.ReadAlgorithm(list)
		}
		in.Leave(list)
	}
	r.Leave(in)
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("cert: trust settings: %w", err)
	}
	return t, nil
}

func readOIDs(r *der.Reader, id der.ID) []string {
	list := r.EnterList(id)
	out := []string{}
	for list.More() {
		out = append(out, oid.Text(list.OID(der.Of(der.ObjectIdentifier))))
	}
	r.Leave(list)
	return out
}
