package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"x509strict/web/cmd/build/squeeze"
	"x509strict/web/cmd/internal/version"
)

// coldLeast is the size from which on a function is worth a line of coldFile, in bytes.
const coldLeast = 150

// always are the packages outside of the module whose functions stay whatever was recorded: maps, which do their work
// one way or another by a seed that is new each time, and what speaks with the page.
var always = []string{"internal_runtime_maps.", "syscall_js."}

// recordEvery is which of the certificates that were made to be strange are recorded, one in so many; those of every
// algorithm are all recorded.
const recordEvery = "8"

// paces are those of the clock in the runs of verdicts.mjs: the runtime does some things only when time presses.
var paces = []string{"1", "100"}

// recordCold runs the lean engine over wasm/testdata/verdicts.mjs and writes coldFile. It takes some minutes.
func recordCold() error {
	release, err := version.Read(version.File)
	if err != nil {
		return err
	}
	wasm, err := compile(release, "lean")
	if err != nil {
		return err
	}
	functions, err := squeeze.Functions(wasm)
	if err != nil {
		return err
	}
	counting, err := squeeze.Calls(wasm)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "x509strict-cold-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "counting.wasm")
	if err := os.WriteFile(file, counting, 0o600); err != nil {
		return err
	}
	missed := map[string]int{} // in how many runs nobody called it
	for _, pace := range paces {
		names := filepath.Join(dir, "names")
		said, err := firstVerdicts("record", recordEvery, file, pace, names)
		if err != nil {
			return err
		}
		fmt.Printf("%d verdicts at pace %s\n", said.Verdicts, pace)
		uncalled, err := os.ReadFile(names)
		if err != nil {
			return err
		}
		for name := range strings.Lines(string(uncalled)) {
			missed[strings.TrimSuffix(name, "\n")]++
		}
	}
	own, err := ownNames()
	if err != nil {
		return err
	}
	var cold []string
	for _, f := range functions {
		if missed[f.Name] == len(paces) && f.Size >= coldLeast && !own(f.Name) {
			cold = append(cold, f.Name)
		}
	}
	return writeCold(cold)
}

// ownNames tells the functions of this module, and those that others make for its types, by their names.
func ownNames() (func(name string) bool, error) {
	out, err := exec.Command("go", "list", "-m").Output()
	if err != nil {
		return nil, fmt.Errorf("go list -m: %w", err)
	}
	// The linker writes an underscore for what is neither letter, digit nor dot.
	module := strings.Map(func(r rune) rune {
		if r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}, strings.TrimSpace(string(out)))
	return func(name string) bool {
		return strings.HasPrefix(name, "main.") || strings.Contains(name, module+"_")
	}, nil
}

// writeCold writes the names to coldFile.
func writeCold(names []string) error {
	packages := map[string][]string{}
	for _, name := range names {
		stays := slices.ContainsFunc(always, func(start string) bool { return strings.HasPrefix(name, start) })
		if pkg, function, ok := strings.Cut(name, "."); ok && !stays {
			packages[pkg] = append(packages[pkg], function)
		}
	}
	var out bytes.Buffer
	for _, pkg := range slices.Sorted(maps.Keys(packages)) {
		fmt.Fprintln(&out, pkg)
		list := packages[pkg]
		slices.Sort(list)
		for _, function := range slices.Compact(list) {
			fmt.Fprintf(&out, "\t%s\n", function)
		}
	}
	fmt.Printf("%s has %d bytes\n", coldFile, out.Len())
	return os.WriteFile(coldFile, out.Bytes(), 0o644)
}

// given is what verdicts.mjs prints.
type given struct {
	Verdicts int    // that came
	Visits   int    // engines that were started, with one or more questions each
	Stops    []stop // of visits that the engine could not answer
}

// stop is a visit that ended at a function that the engine lacks.
type stop struct {
	What  string // the visit
	Where int    // the function's number in the module
}

// firstVerdicts runs wasm/testdata/verdicts.mjs, which says what its arguments mean.
func firstVerdicts(args ...string) (given, error) {
	var said given
	loader, err := goLoader()
	if err != nil {
		return said, err
	}
	cmd := exec.Command("node", append([]string{"wasm/testdata/verdicts.mjs", loader, "."}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return said, fmt.Errorf("node wasm/testdata/verdicts.mjs: %w\n%s", err, out)
	}
	if err := json.Unmarshal(out, &said); err != nil {
		return said, fmt.Errorf("node wasm/testdata/verdicts.mjs: %w\n%s", err, out)
	}
	return said, nil
}
