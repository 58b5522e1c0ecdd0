// Package chromepki says what Chrome answers about a server's certificate under a root that its user has added:
// BoringSSL's pki library in the way that net/cert uses it, and the TLS layer before it.
//
// It reproduces the sources of 2026, held to Chromium 156. The leaf must parse, with every extension that the library
// knows; an intermediate that does not is passed over. Paths are searched depth first: issuers by normalized name,
// trusted ones and those with the right key identifier first. What a path fails by is a set of errors; the net error is
// the most severe among them, the host name's included.
//
// Left out: fetching of intermediates, revocation, Certificate Transparency and what public roots alone have to
// fulfil; ML-DSA; wildcards below public suffixes of two labels.
package chromepki
