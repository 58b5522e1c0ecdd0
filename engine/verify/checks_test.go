package verify

import (
	"slices"
	"testing"

	"x509strict/engine/code"
	"x509strict/engine/internal/raised"
	"x509strict/engine/release"
)

func TestEveryCheckIsWhole(t *testing.T) {
	for i, c := range extensionChecks {
		if c.code.Constant() == "" || c.fails == nil || c.gate.from < release.Open111 || c.gate.to < c.gate.from {
			t.Errorf("row %d: error %d, %v: no text in code/table.go, no condition, or no releases", i, c.code, c.gate)
			continue
		}
		for _, r := range release.All {
			if c.gate.holds(r) && !c.code.In(r) {
				t.Errorf("row %d: OpenSSL %s has no %s; code/table.go says since when", i, r, c.code.Constant())
			}
		}
	}
}

// TestStrictnessIsTheTables derives from the check table which errors a release raises in strict mode only, and wants
// the table of codes to say the same.
func TestStrictnessIsTheTables(t *testing.T) {
	beside := raised.Beside(t)
	for _, c := range code.All() {
		only, relaxed := false, false
		for _, r := range release.All {
			rows, needFlag := 0, !slices.Contains(beside, c)
			for _, x := range extensionChecks {
				if x.code == c && x.gate.holds(r) {
					rows++
					needFlag = needFlag && x.mode == strict
				}
			}
			want := rows > 0 && needFlag || c.Shadowed() && r >= release.Open30
			if c.Strict(r) != want {
				t.Errorf("%s: strict in OpenSSL %s is %v in code/table.go, %v by the checks", c.Constant(), r, c.Strict(r), want)
			}
			only = only || want
			relaxed = relaxed || rows > 0 && !needFlag
		}
		if c.StrictOnly() != (only && !relaxed) {
			t.Errorf("%s: strict only is %v in code/table.go, %v by the checks", c.Constant(), c.StrictOnly(), only && !relaxed)
		}
		if c.Shadowed() && slices.Contains(raised.Codes(t), c) {
			t.Errorf("%s is raised and called shadowed", c.Constant())
		}
	}
}

// TestSinceIsTheTables derives from the check table which release is the first that raises an error, and wants the
// table of codes to have it since then, neither earlier nor later. What verify raises beside the table has no gates to
// compare with.
func TestSinceIsTheTables(t *testing.T) {
	beside := raised.Beside(t)
	for _, c := range code.All() {
		checks := func(r release.Release) bool {
			return slices.ContainsFunc(extensionChecks, func(x check) bool { return x.code == c && x.gate.holds(r) })
		}
		first := slices.IndexFunc(release.All, checks)
		if first < 0 || slices.Contains(beside, c) {
			continue
		}
		if known := slices.IndexFunc(release.All, c.In); known != first {
			t.Errorf("%s: OpenSSL has it since %s in code/table.go, and checks for it since %s",
				c.Constant(), named(known), named(first))
		}
	}
}

// named is the release at an index of release.All, or that there is none.
func named(at int) string {
	if at < 0 {
		return "no release"
	}
	return release.All[at].String()
}
