// Package example holds, for every rule, a smallest chain that raises it and the same chain mended.
//
// The chains are built field by field from fixed keys, so that every build writes the same bytes, and are kept as
// files under chains/. Tests hold them against the installed OpenSSL and against the project's own verifier: the
// broken chain raises the events listed, in that order and no others; the mended one raises none. The package serves
// the rule pages and tests; nothing in it reaches the browser.
package example
