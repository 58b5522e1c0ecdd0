//go:build js && wasm && !lean

package main

import (
	"errors"
	"syscall/js"

	"x509strict/engine"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// further are the calls of the whole engine. A lean build has none of them: it is what a first visit loads, and only
// judges.
var further = map[string]func(*call) (js.Value, error){
	"audit":         audit,
	"divide":        divide,
	"judge":         judge,
	"pick":          pick,
	"details":       details,
	"repair":        repair,
	"signRequest":   signRequest,
	"newCA":         newCA,
	"fleet":         fleet,
	"workarounds":   workarounds,
	"encodeLink":    encodeLink,
	"historyList":   historyList,
	"historyGet":    historyGet,
	"historyPut":    historyPut,
	"historyDelete": historyDelete,
	"historyClear":  historyClear,
	"historyExport": historyExport,
	"historyImport": historyImport,
}

// openers read keys and containers.
var openers = containers.All

// furtherKind is the protocol's word for the errors of the further calls.
func furtherKind(err error) string {
	var storage *storageError
	switch {
	case errors.As(err, &storage):
		return "storage"
	case errors.Is(err, issue.ErrSpec):
		return "usage"
	}
	return "bad-input"
}

// wish returns what a person wished and cannot have, in words for them.
func wish(err error) (lang.Text, bool) {
	var w *plan.WishError
	if !errors.As(err, &w) {
		return lang.Text{}, false
	}
	return w.Text, true
}

func encodeLink(c *call) (js.Value, error) {
	var a linkArgs
	if err := c.assign(&a); err != nil {
		return js.Null(), err
	}
	list := c.args.Get("ders")
	if !js.Global().Get("Array").Call("isArray", list).Bool() {
		return js.Null(), &engine.UsageError{Text: "encodeLink: ders must be an array"}
	}
	var ders [][]byte
	for i := range list.Length() {
		der, err := bytes(list.Index(i))
		if err != nil {
			return js.Null(), err
		}
		ders = append(ders, der)
	}
	var seen []string
	if list := c.args.Get("seen"); js.Global().Get("Array").Call("isArray", list).Bool() {
		for i := range list.Length() {
			seen = append(seen, text(list.Index(i)))
		}
	}
	fragment, err := read.EncodeFragment(ders, seen, a.Host, a.Client, a.Lang)
	if err != nil {
		return js.Null(), err
	}
	return js.ValueOf(map[string]any{"fragment": fragment}), nil
}
