// Package client holds the TLS clients that the engine answers for: who each one is, and how it decides.
//
// In: a [Case], the certificates by their role. Out: an [Answer], what the client does and literally says. Nothing
// outside of this package knows one client from another, but for [Default].
//
// # Adding a client
//
// A [Client] is a row of the catalog, facts in words, around a [Program], which judges. A client that verifies with
// OpenSSL is one literal in catalog.go: flags, purpose, level, host rules and a [voice]. Any other verifier is a
// package of its own under engine/, which imports cert and neither this package nor rules, and one file here that
// joins the two:
//
//	//go:build !lean
//
//	package client
//
//	var rustls = &Client{ID: "uv", Name: …, About: …, Source: …, Group: Rust, Version: "rustls-webpki 0.103",
//		Compared: true, Program: webpkiProgram{}}
//
//	type webpkiProgram struct{}
//
//	func (webpkiProgram) Alike(k Case) any { return webpkiProgram{} }
//
//	func (webpkiProgram) Ask(v *verify.Verifier, k Case) Answer {
//		path, err := webpki.Verify(k.Leaf, k.Untrusted, k.Trusted, k.Time, k.Name(), signatures(v, k))
//		if err == nil {
//			return Accept(path, len(path)-1)
//		}
//		return Refuse(path, len(path), Reason{Certificate: err.Certificate, Name: err.Name, Text: err.Error()})
//	}
//
// and a word in the list of whole.go, which says where reports show it. Tests of this package fail while a client is
// in no list, has no words in one of the languages, no group or no source, or makes the lean build larger: that build
// is what a first visit loads, so only OpenSSL's clients are in it, and every other file here says !lean.
//
// # What an answer says
//
// [Accept], [Refuse] and [Unknown] make answers; [Client.Judge] fills in what follows from them, and escapes and
// bounds every text. A program with OpenSSL's events gives Events; any other gives Reasons, one or many, in its own
// order, each with the certificate to blame, the program's own name for the error, the literal line and the slug of
// the rule page that explains it. What this release accepts and the next one refuses goes into Later. What the program
// would do is said only where it was held to the real one: for anything else the answer is Unknown with the reason,
// never a guess. A row taken from published source or threads alone is not Compared: it is shown as that, and no
// verdict, plan or proof counts it.
//
// # What a case leaves to the program
//
// Certificates that nobody gave are assumed: [Case.Signature] takes their signatures for good, and [Case.Name] is
// empty where the names are assumed. [Case.As] says whose certificate the leaf is: a server's, which a client judges,
// or a client's, which a server judges. A program that does not build a path, or shows none when it refuses, takes
// [Case.Path].
package client
