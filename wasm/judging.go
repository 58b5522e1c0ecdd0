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
	done, total := 0, 0
	o.Progress = func(stage string, d, t int) {
		done, total = d, t
		c.progress(stage, d, t)
	}
	sum, err := engine.Audit(given, o, a.Clients, func(rows []engine.AuditRow) {
		done += len(rows)
		c.part(done, max(total, done), map[string]any{"rows": parsed(rows)})
	})
	if err != nil {
		return js.Null(), err
	}
	return parsed(sum), nil
}

// part hands over some of an audit with how far it is.
func (c *call) part(done, total int, some map[string]any) {
	c.stage = "audit"
	some["stage"], some["done"], some["total"] = c.stage, done, total
	post(map[string]any{"id": c.id, "progress": some})
}

// divide reads an audit's inputs and hands its work over for judge.
func divide(c *call) (js.Value, error) {
	_, o, given, err := c.given()
	if err != nil {
		return js.Null(), err
	}
	sum, err := engine.Divide(given, o, func(w *engine.Work, total int) error {
		c.part(0, total, map[string]any{"first": w.First(), "work": uint8Array(w.Bytes())})
		return nil
	})
	if err != nil {
		return js.Null(), err
	}
	return parsed(sum), nil
}

func judge(c *call) (js.Value, error) {
	var a checkArgs
	if err := c.assign(&a); err != nil {
		return js.Null(), err
	}
	o, err := c.options(a)
	if err != nil {
		return js.Null(), err
	}
	b, err := bytes(c.args.Get("work"))
	if err != nil {
		return js.Null(), err
	}
	work, err := engine.ReadWork(b)
	if err != nil {
		return js.Null(), err
	}
	rows, counts, err := engine.JudgeWork(work, o, a.Clients)
	if err != nil {
		return js.Null(), err
	}
	return parsed(struct {
		Rows   []engine.AuditRow `json:"rows"`
		Counts map[string]int    `json:"counts"`
	}{rows, counts}), nil
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
