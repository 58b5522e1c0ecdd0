//go:build js && wasm && !lean

package main

import (
	"crypto/rand"
	"syscall/js"

	"x509strict/engine/mend"
)

// maxFleet keeps the answer small enough for a page to take it without a pause.
const maxFleet = 200

// fleet plans what re-issuing CAs mends of an audit, and does it as far as keys are given.
func fleet(c *call) (js.Value, error) {
	a, o, given, err := c.given()
	if err != nil {
		return js.Null(), err
	}
	var w struct {
		Rows []int `js:"rows"`
	}
	if err := c.assign(&w); err != nil {
		return js.Null(), err
	}
	keys, err := c.inputs("keys")
	if err != nil {
		return js.Null(), err
	}
	o.MaxCAs = maxFleet
	r, err := mend.AuditFleet(given, keys, o, w.Rows, a.Clients, rand.Reader)
	if err != nil {
		return js.Null(), err
	}
	out := parsed(r)
	out.Set("files", filesValue(r.Files))
	return out, nil
}
