// Package webpki says what a client built on rustls says of a server's certificate: whether it accepts the chain, and
// else webpki's error and the line that its user reads.
//
// It reproduces rustls-webpki 0.103.15 as rustls 0.23.45 calls it, with either of the two providers of cryptography,
// ring and aws-lc-rs, which decide what signatures can be verified: the strict reading of certificates, the reduction
// of a trust anchor to name, key and name constraints, the search for a path with its budgets, times, basic
// constraints, extended key usage, name constraints, host names, the ranking of errors, and the proof of the server's
// key in a TLS 1.3 handshake. [Verdict].Later tells what the coming release will refuse: intermediates whose key usage
// lacks keyCertSign, leaves whose key usage has it, and leaves whose key usage lacks digitalSignature. These three
// follow webpki's source at commit 1bff41a of 2026, which no release has yet; it was compared with when they were
// written.
//
// Left out: revocation lists, which no client here sets; client certificates; raw public keys; ML-DSA, which rustls
// does not turn on. Left out too are clients that are built on rustls and let the system verify: uv on macOS and
// Windows with system certificates, reqwest with rustls-platform-verifier. Their answer is the system's.
//
// What decides here is bytes: names are equal when their encodings are, whatever RFC 5280 says of case and spaces, and
// a key identifier decides nothing.
//
// The tests hold it to the real programs: testdata/oracle is a client around rustls, built from Debian's packages,
// which connects to a server with each case of engine/internal/peer, and Deno is asked to fetch from it.
package webpki
