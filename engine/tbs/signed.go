package tbs

import (
	"fmt"

	"x509strict/engine/der"
)

// Signed returns the certificate of a tbsCertificate, the AlgorithmIdentifier beside it and a signature value.
func Signed(tbs, algorithm, signature []byte) []byte {
	return der.Build(0x30, tbs, algorithm, der.Build(0x03, []byte{0}, signature))
}

// Replace returns the tbsCertificate raw with another signature algorithm and, unless spki is nil, another public key.
// Every other byte stays, those of BER too.
func Replace(raw, algorithm, spki []byte) ([]byte, error) {
	var fields [][]byte
	in := der.NewReader(raw).Enter(der.Of(der.Sequence))
	for field := 0; in.More(); field++ {
		element, id, _ := in.Any()
		if field == 0 && id != der.Context(0) {
			field = 1 // version 1: the field is absent
		}
		switch {
		case field == 2:
			element = algorithm
		case field == 6 && spki != nil:
			element = spki
		}
		fields = append(fields, element)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("tbsCertificate: %w", err)
	}
	return der.Build(0x30, fields...), nil
}
