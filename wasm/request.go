//go:build js && wasm && !lean

package main

import (
	"crypto/rand"
	"syscall/js"

	"x509strict/engine/mend"
)

// wantedArgs is Wanted of protocol.js.
type wantedArgs struct {
	Request int      `js:"request"`
	Names   []string `js:"names"`
	Kind    string   `js:"kind"`
	Days    int      `js:"days"`
}

// signRequest is a call of SignRequestArgs of protocol.js.
func signRequest(c *call) (js.Value, error) {
	_, o, given, err := c.given()
	if err != nil {
		return js.Null(), err
	}
	var w struct {
		Wanted wantedArgs `js:"wanted"`
	}
	if err := c.assign(&w); err != nil {
		return js.Null(), err
	}
	keys, err := c.inputs("keys")
	if err != nil {
		return js.Null(), err
	}
	r, err := mend.SignRequest(given, keys, o, mend.Wanted(w.Wanted), rand.Reader)
	if err != nil {
		return js.Null(), err
	}
	out := parsed(r)
	out.Set("files", filesValue(r.Files))
	return out, nil
}
