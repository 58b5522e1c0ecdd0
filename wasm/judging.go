//go:build js && wasm && !lean

package main

import (
	"syscall/js"

	"x509strict/engine"
	"x509strict/engine/lang"
)

func audit(c *call) (js.Value, error) {
	a, o, given, err := c.given()
	if err != nil {
		return js.Null(), err
	}
	if a.Of == 0 { // not said
		a.Of = 1
	}
	done, total := 0, 0
	o.Progress = func(stage string, d, t int) {
		done, total = d, t
		c.progress(stage, d, t)
	}
	sum, err := engine.AuditShare(
		given,
		o,
		a.Clients,
		engine.Share{Part: a.Part, Of: a.Of},
		func(rows []engine.AuditRow) {
			done += len(rows)
			post(
				map[string]any{
					"id": c.id,
					"progress": map[string]any{
						"stage": "audit",
						"done":  done,
						"total": max(total, done),
						"rows":  parsed(rows),
					},
				},
			)
		},
	)
	if err != nil {
		return js.Null(), err
	}
	return parsed(sum), nil
}

func pick(c *call) (js.Value, error) {
	a, o, given, err := c.given()
	if err != nil {
		return js.Null(), err
	}
	some, err := engine.Pick(given, o, a.SHA256)
	if err != nil {
		return js.Null(), err
	}
	return js.ValueOf(map[string]any{"inputs": inputsValue(some)}), nil
}

func details(c *call) (js.Value, error) {
	var a struct {
		Lang string `js:"lang"`
	}
	if err := c.assign(&a); err != nil {
		return js.Null(), err
	}
	der, err := bytes(c.args.Get("der"))
	if err != nil {
		return js.Null(), err
	}
	d, err := engine.Details(der, lang.Lang(a.Lang))
	if err != nil {
		return js.Null(), err
	}
	return parsed(d), nil
}
