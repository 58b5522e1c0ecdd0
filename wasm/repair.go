//go:build js && wasm && !lean

package main

import (
	"crypto/rand"
	"fmt"
	"syscall/js"
	"time"

	"x509strict/engine"
	"x509strict/engine/issue"
	"x509strict/engine/mend"
)

// repairOptions is RepairOptions of protocol.js.
type repairOptions struct {
	NewSerial      bool   `js:"newSerial"`
	NotAfter       string `js:"notAfter"`
	PKCS12Password string `js:"pkcs12Password"`
	LegacyPKCS12   bool   `js:"legacyPkcs12"`
}

func repair(c *call) (js.Value, error) {
	_, o, given, err := c.given()
	if err != nil {
		return js.Null(), err
	}
	var w struct {
		Options repairOptions `js:"options"`
	}
	if err := c.assign(&w); err != nil {
		return js.Null(), err
	}
	keys, err := c.inputs("keys")
	if err != nil {
		return js.Null(), err
	}
	wishes := mend.Options{
		NewSerial:      w.Options.NewSerial,
		PKCS12:         w.Options.PKCS12Password != "",
		PKCS12Password: w.Options.PKCS12Password,
		LegacyPKCS12:   w.Options.LegacyPKCS12,
		Random:         rand.Reader,
	}
	if w.Options.NotAfter != "" {
		if wishes.NotAfter, err = time.Parse(time.RFC3339, w.Options.NotAfter); err != nil {
			return js.Null(), &engine.UsageError{
				Text: fmt.Sprintf("repair: notAfter %q is not RFC 3339", w.Options.NotAfter),
			}
		}
	}
	r, err := mend.Repair(given, keys, o, wishes)
	if err != nil {
		return js.Null(), err
	}
	out := parsed(r)
	out.Set("files", filesValue(r.Files))
	return out, nil
}

// filesValue is an array of {name, type, data}.
func filesValue(files []issue.File) js.Value {
	list := js.Global().Get("Array").New()
	for _, f := range files {
		o := js.Global().Get("Object").New()
		o.Set("name", f.Name)
		o.Set("type", f.Type)
		o.Set("data", uint8Array(f.Data))
		list.Call("push", o)
	}
	return list
}
