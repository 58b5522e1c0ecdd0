package main

import (
	"io"

	"x509strict/engine/internal/cases"
	"x509strict/engine/release"
)

func verifyVerb(args []string, in io.Reader, out, errs io.Writer) int {
	f := newFlags("verify", "verify [-openssl GENERATION] < CASES > RESULTS", errs)
	generation := f.String("openssl", "3.5", "OpenSSL `GENERATION`: 1.1.1, 3.0, 3.5 (and 3.6) or 4.0")
	if status, done := parse(f, args); done {
		return status
	}
	r, err := release.Parse(*generation)
	if err != nil {
		return complain(errs, err)
	}
	if err := cases.Run(in, out, r); err != nil {
		return complain(errs, err)
	}
	return exitOK
}
