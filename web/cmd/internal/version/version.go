// Package version says which release the sources are: a number and a date, which builds bear in place of the clock.
package version

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// File holds number and date, relative to the repository's top folder.
const File = "web/package.json"

// Release is what [File] says.
type Release struct {
	Number string // "0.1.0", without a v
	Date   string // RFC 3339 date of the release, "2026-01-31"
}

// Read reads [File] or another of its form. It refuses one without number or date: a build without them would not be
// the same everywhere.
func Read(path string) (Release, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Release{}, err
	}
	var file struct {
		Version string
		Config  struct{ Released string }
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return Release{}, fmt.Errorf("%s: %w", path, err)
	}
	if _, err := time.Parse(time.DateOnly, file.Config.Released); err != nil || file.Version == "" {
		return Release{}, fmt.Errorf("%s: needs version and config.released (year-month-day)", path)
	}
	return Release{file.Version, file.Config.Released}, nil
}

// Flags are the linker's flags of every program of a release: its own number and date in main's variables version and
// released, and nothing that differs from one machine to the next or that only debuggers read.
func (r Release) Flags() string {
	return "-s -w -buildid= -X main.version=" + r.Number + " -X main.released=" + r.Date
}
