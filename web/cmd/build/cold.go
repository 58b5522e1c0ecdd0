package main

import (
	"fmt"
	"os"
	"strings"
)

// coldFile lists functions of the standard library, and of what else is imported, that no first verdict calls: the lean
// engine goes without them. It is a third of what a first visit would load. A name on a line of its own is a package,
// those indented below are its functions, as the linker names them.
//
// How it is used: when the lean engine has been linked, squeeze.Without empties the functions named here. One that is
// called after all traps. A trap can't be caught by the engine, so nothing of a half-done answer comes out; the
// worker says that its engine has failed, closes (web/worker.js), and the page asks the whole engine the same
// (web/js/engine.js). That costs this visit the time that the whole engine takes to come, and is not seen otherwise.
//
// How it ages: no function of this module is ever listed, so changes here leave the list right, unless they call what
// nothing called before. Names that no function bears, as after a change of the compiler, mean nothing, and functions
// that are not named stay. An old list thus costs bytes or time, never an answer and never a build; TestLeanEngine
// fails when it costs too much of either. How it is made: record.go, by go run ./web/cmd/build -cold.
const coldFile = "wasm/cold.txt"

// readCold reads the names of coldFile.
func readCold() (map[string]bool, error) {
	text, err := os.ReadFile(coldFile)
	if err != nil {
		return nil, err
	}
	cold, pkg := map[string]bool{}, ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if name, ok := strings.CutPrefix(line, "\t"); ok {
			cold[pkg+"."+name] = true
		} else {
			pkg = line
		}
	}
	if len(cold) == 0 {
		return nil, fmt.Errorf("%s is empty: record it with go run ./web/cmd/build -cold", coldFile)
	}
	return cold, nil
}
