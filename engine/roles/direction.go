package roles

import (
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/oid"
	"x509strict/engine/read"
)

// Direction is what a leaf is used as.
type Direction string

// Directions.
const (
	AsServer Direction = "server" // verified by a TLS client
	AsClient Direction = "client" // verified by a TLS server, in mutual TLS
)

// Valid reports whether d is a direction or "" for none.
func (d Direction) Valid() bool { return d == "" || d == AsServer || d == AsClient }

// direction tells what leaf i is used as: the user's choice, what a listing shows, what its extended key usage (or
// Netscape certificate type) leaves possible, what its file is called.
func (h *heap) direction(i int, o Options) Direction {
	c := h.items[i].Certificate
	mayServe, mayAsk := usages(c)
	switch {
	case o.As != "":
		return o.As
	case h.at(i, read.Presented):
		return AsServer
	case mayAsk && !mayServe, h.client[i] && (mayAsk || !mayServe):
		return AsClient
	}
	return AsServer
}

func usages(c *cert.Certificate) (server, client bool) {
	if c.Find(oid.ExtKeyUsage) != nil {
		either := slices.Contains(c.ExtKeyUsage, oid.AnyEKU)
		server = either || slices.Contains(c.ExtKeyUsage, oid.ServerAuth)
		client = either || slices.Contains(c.ExtKeyUsage, oid.ClientAuth)
		return server, client
	}
	if n := c.NsCertType; n != nil {
		return *n&cert.NsSSLServer != 0, *n&cert.NsSSLClient != 0
	}
	return true, true
}

// caDirection is that of a CA without leaf.
func caDirection(o Options) Direction {
	if o.As != "" {
		return o.As
	}
	return AsServer
}
