//go:build !js || !wasm

// Command wasm is the engine for the page's Web Worker; it is of no use outside of a browser.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(
		os.Stderr,
		"wasm: this program runs in a browser; ./build.sh builds it, go run ./engine/cmd/x509strict is the engine on this machine",
	)
	os.Exit(2)
}
