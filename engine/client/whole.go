//go:build !lean

package client

import "slices"

// others are the clients that do not verify with OpenSSL, in the order in which a report shows them. Lean builds leave
// them out.
var others = slices.Concat(
	[]*Client{pycaVerifier, golang},
	rustls,
	[]*Client{java17, java21, java25, bun, gnu, firefox, chrome},
	published,
)
