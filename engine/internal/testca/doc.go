// Package testca makes certificates for tests: one valid chain in a call, single fields overridden, and random chains
// with faults of every kind that the verifier may meet. Everything derives from the caller's random source, so that a
// seed names a case for good.
//
// It writes DER with its own hands, because most of what it makes no library would write. Its keys are public and
// good for nothing else.
package testca
