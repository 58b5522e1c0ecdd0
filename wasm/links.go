//go:build js && wasm

package main

import (
	"syscall/js"

	"x509strict/engine/read"
)

// linkArgs are what a link carries besides certificates.
type linkArgs struct {
	Host     string `js:"host"`
	Client   string `js:"client"`
	Lang     string `js:"lang"`
	Fragment string `js:"fragment"`
}

func decodeLink(c *call) (js.Value, error) {
	var a linkArgs
	if err := c.assign(&a); err != nil {
		return js.Null(), err
	}
	inputs, host, client, lang, err := read.DecodeFragment(a.Fragment)
	if err != nil {
		return js.Null(), err
	}
	out := js.Global().Get("Object").New()
	out.Set("inputs", inputsValue(inputs))
	out.Set("host", host)
	out.Set("client", client)
	out.Set("lang", lang)
	return out, nil
}

// inputsValue is an array of {name, data}.
func inputsValue(inputs []read.Input) js.Value {
	list := js.Global().Get("Array").New()
	for _, in := range inputs {
		o := js.Global().Get("Object").New()
		o.Set("name", in.Name)
		o.Set("data", uint8Array(in.Data))
		list.Call("push", o)
	}
	return list
}
