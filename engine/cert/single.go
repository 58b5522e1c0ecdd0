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

// ParseExtensions reads an Extensions element (RFC 5280 section 4.1.2.9) that stands outside of a certificate, in a
// request for instance. Nothing else of what it returns is filled in.
func ParseExtensions(data []byte) (*Certificate, error) {
	r := der.NewReader(data)
	c := &Certificate{Version: 2, Extensions: readExtensions(r)}
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("cert: extensions: %w", err)
	}
	c.fillCache()
	return c, nil
}
