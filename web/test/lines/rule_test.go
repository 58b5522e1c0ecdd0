package lines

import (
	"strings"
	"testing"
)

// TestRule shows which long lines may stand and which may not.
func TestRule(t *testing.T) {
	text := strings.Repeat("a text ", 20)
	for _, c := range []struct {
		name, src string
		want      int
	}{
		{"x.go", "package x\n\nvar a = 1 // short\n", 0},
		{"x.go", "package x\n\nvar a = []int{" + strings.Repeat("10, ", 40) + "}\n", 1},
		{"x.go", "package x\n\nvar a = \"" + text + "\"\n", 0},
		{"x.go", "package x\n\nvar a = f(\"" + text + "\", " + strings.Repeat("value, ", 20) + ")\n", 1},
		{"x.go", "package x\n\nvar a = f(\"" + text + "\", \"" + text + "\")\n", 0},
		{"x.go", "package x\n\nvar a = f(\"" + text + "\", \"说明\")\n", 1},
		{"x.go", "package x\n\nvar a = \"" + strings.Repeat("说明", 70) + "\"\n", 0},
		{"x.go", "package x\n\nvar a = f(\"short words\", \"" + strings.Repeat("说明", 60) + "\")\n", 1},
		{"x.go", "package x\n\nvar a = `\n" + text + text + "`\n", 0},
		{"x.go", "package x\n\n// " + text + "\n", 1},
		{"x.go", "package x\n\n// https://example.com/" + strings.Repeat("path/", 30) + "\n", 0},
		{"x.go", "package x\n\n" + strings.Repeat("\t", 28) + "x := 12345\n", 1},
		{"x.js", "const a = [" + strings.Repeat("10, ", 40) + "];\n", 1},
		{"x.js", "const a = '" + text + "';\n", 0},
		{"x.js", "// isn't it\nconst a = [" + strings.Repeat("10, ", 40) + "]; // isn't it\n", 1},
		{"x.mjs", "const a = `\n  " + text + "\n  ${b} " + text + "`;\n", 0},
		{"x.mjs", "await f(\"a\", " + strings.Repeat("value, ", 20) + ");\n", 1},
		{"x.css", ".a { color: red; " + strings.Repeat("margin: 0; ", 20) + "}\n", 1},
		{"x.sh", "say \"" + text + "\"\n", 0},
		{"x.sh", "cat <<'TEXT'\n" + text + "\nTEXT\n" + text + "\n", 1},
	} {
		if got := overlong(c.name, c.src); len(got) != c.want {
			t.Errorf("%s: %q: %q, want %d faults", c.name, c.src, got, c.want)
		}
	}
}
