package cert

import (
	"fmt"

	"x509strict/engine/der"
)

// ParseName reads a Name that stands outside of a certificate, in a request for instance, with the same tolerance as
// [Parse].
func ParseName(data []byte) (Name, error) {
	r := der.NewReader(data)
	n := readName(r)
	if err := r.Err(); err != nil {
		return Name{}, fmt.Errorf("cert: name: %w", err)
	}
	return n, nil
}
