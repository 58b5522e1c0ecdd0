package verify

import (
	"x509strict/engine/code"
	"x509strict/engine/release"
)

// InTable reports whether the check table has a row for c, and one that release r runs.
func InTable(c code.Code, r release.Release) (row, runs bool) {
	for _, x := range extensionChecks {
		row = row || x.code == c
		runs = runs || x.code == c && x.gate.holds(r)
	}
	return row, runs
}
