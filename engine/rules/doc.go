// Package rules says what each verification error means: one catalog for every X509_V_ERR_* that the verifier can
// raise in any OpenSSL generation, and for advice of our own that no verifier raises yet.
//
// In comes an error code and the certificate it is about, out come a title, what is there ([Rule.Saw]), why it
// matters, what to do and the clause that says so, in every language of the product. When an error is raised is
// verify's business; how a certificate is mended byte for byte is plan's. The long material of the rule pages (how an
// error comes about, commands for other tools, examples) lives with the pages and is no part of the page's engine.
package rules
