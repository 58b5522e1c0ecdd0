package handover

import "slices"

// Proves reports whether a row of proofs names the client.
func Proves(id string) bool {
	return slices.ContainsFunc(proofs, func(p proof) bool { return slices.Contains(p.clients, id) })
}
