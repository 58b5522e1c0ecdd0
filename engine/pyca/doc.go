// Package pyca says what cryptography.x509.verification of Python's cryptography package makes of a server's chain,
// by its release 43, the one of Debian 13: PolicyBuilder().store(…).time(…).build_server_verifier(name).verify(leaf,
// rest).
//
// It is written from cryptography-x509-verification (src/rust of pyca/cryptography: lib.rs, policy, types.rs) and held
// to the real package: verdict, and the text of VerificationError, without the algorithm that "Forbidden … algorithm"
// spells out. Left out, and answered with "not checked": certificates that are not strict DER, which the package does
// not load or finds malformed on the way, names in constraints other than DNS names and addresses, and the
// verifier of clients' certificates.
package pyca
