// Package boringssl says what BoringSSL's X.509 verifier (crypto/x509, a fork of OpenSSL's of 2014, much tightened)
// answers about a server's certificate in a TLS 1.3 handshake, and what Bun makes of it.
//
// It reproduces Bun 1.4, whose BoringSSL is of 2026 and changed in places; what it does there was found out by asking
// it. Certificates must be DER. The chain is built with the store first: an issuer is the first by its bytes that has
// the name, the key identifier, keyCertSign and is valid now, and no other is tried when it leads nowhere. Each error
// goes to a callback that never stops the verifier, so the last error is the one that people see; where that is a
// missing issuer, and one was passed over for its times, these are named instead. The whole chain is looked at, the
// anchor too: critical extensions, purposes, path lengths, policies. A self-issued leaf that is in the store itself
// needs no issuer. The TLS layer wants digitalSignature in the leaf's key usage, whatever else it says.
//
// Left out: revocation lists, which nobody asks for; signatures of ML-DSA; Merkle tree certificates; policies whose
// outcome depends on whether the anchor's own count.
package boringssl
