//go:build !lean

package client

// others are the clients that do not verify with OpenSSL, in the order in which a report shows them. Lean builds leave
// them out.
var others = []*Client{golang, gnu, firefox}
