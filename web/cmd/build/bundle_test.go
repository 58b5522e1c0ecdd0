package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// TestNothingFromNpm: the list names no package of npm, so none may get into a bundle.
func TestNothingFromNpm(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"node_modules/other/index.js": "export const other = 1;", "own.js": "export const own = 2;",
		"good.js": `import { own } from "./own.js"; console.log(own);`, "bad.js": `import { other } from "other"; console.log(other);`,
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := bundle("good.js", api.FormatIIFE, ""); err != nil {
		t.Errorf("own files: %v", err)
	}
	if _, err := bundle(
		"bad.js",
		api.FormatIIFE,
		"",
	); err == nil ||
		!strings.Contains(err.Error(), "node_modules/other/index.js") {
		t.Errorf("a package of npm was bundled: %v", err)
	}
}
