// Package engine says whether a TLS client accepts a certificate chain, event for event as OpenSSL would, and plans
// the repair.
//
// Data flows one way, and so do the imports (arrow_test.go holds them to it):
//
//	read    any paste or file              -> certificates, keys, error messages, notes
//	verify  leaf, sent, trusted, profile   -> the events of X509_verify_cert
//	rules   one event                      -> what it means, why it matters, what to do
//	plan    certificates, roles, keys      -> what must be issued again, by whom, what may stay
//	issue   plan and keys                  -> files; opensslconf writes the same for openssl
//
// Beside them, roles decides which certificate is the leaf, what was sent and what is trusted; code is the table of
// OpenSSL's errors; client is who asks and in which words, and where verifiers other than OpenSSL's are joined; origin
// recognizes who made a certificate; sketch draws the certificate that a text dump describes, so that verify can judge
// it; advise says what to do about an error message alone. This package joins them: [Check] for one report, [Audit] and
// [Stream] for many certificates, [Details] for one certificate's bytes; package mend carries a repair out.
//
// One event through five places, a leaf without authority key identifier: cert finds none
// ([cert.Certificate].AuthorityKeyID is nil) -> verify raises MissingAuthorityKeyIdentifier at depth 0 -> rules
// explains it (missing-authority-key-identifier) -> plan adds the extension to the leaf's re-issue, signed by its CA
// -> issue signs it, and verify accepts the result before any file is handed out.
//
// Nothing here touches the network, files, the clock or ambient randomness: time and random sources are arguments, so
// the same input gives the same report.
package engine
