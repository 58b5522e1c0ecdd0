package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// version is the number of the release ("0.1.0"), set by the linker as released is; empty in a build from a checkout
// and in one by go install, which knows the module's version itself.
var version string

// versionVerb prints which build this is, for reports of wrong verdicts.
func versionVerb(_ []string, _ io.Reader, out, _ io.Writer) int {
	number := version
	if info, ok := debug.ReadBuildInfo(); ok && number == "" {
		number = info.Main.Version
	}
	if number == "" {
		number = "(devel)"
	}
	date := ""
	if released != "" {
		date = " of " + released
	}
	fmt.Fprintf(out, "x509strict %s%s (%s, %s/%s)\n", number, date, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return exitOK
}
