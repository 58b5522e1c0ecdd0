//go:build js && wasm && lean

package main

import (
	"syscall/js"

	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// further is empty: the page starts the whole engine for anything but judging.
var further map[string]func(*call) (js.Value, error)

// openers are left out; the report notes what they would have opened, and the whole engine opens it.
var openers []read.Opener

// furtherKind is the kind of every error that judging alone can meet beyond the common ones.
func furtherKind(error) string { return "bad-input" }

// wish finds nothing: where only is judged nothing is wished.
func wish(error) (lang.Text, bool) { return lang.Text{}, false }
