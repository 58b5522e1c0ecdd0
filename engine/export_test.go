package engine

import "x509strict/engine/code"

// InPrint reports whether what a text shows of a certificate can tell of an error.
func InPrint(c code.Code) bool { return inPrint[c] }
