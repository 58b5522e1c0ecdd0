//go:build js && wasm

// Command wasm is the engine in a Web Worker. It speaks the messages of web/js/protocol.js: {id, call, args} comes
// in, {id, ok} or {id, problem} goes out, {id, progress} and {id, first} in between; {cancel: id} stops a call, and
// {shown: id} says that what came first is shown.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"syscall/js"
	"time"

	"x509strict/engine"
	"x509strict/engine/read"
)

// version and the date of its release ("2006-01-02") are set by the build.
var (
	version  = "development"
	released string
)

// judging are the calls that every build has. Each call runs in its own goroutine and returns a JS value.
var judging = map[string]func(*call) (js.Value, error){
	"check":      check,
	"catalog":    catalog,
	"decodeLink": decodeLink,
}

var running = map[int]*call{}

func main() {
	js.Global().Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		receive(args[0].Get("data"))
		return nil
	}))
	post(map[string]any{"ready": map[string]any{"version": version, "whole": len(further) > 0}})
	select {}
}

func post(message map[string]any) { js.Global().Call("postMessage", message) }

// receive must not block: it runs inside JavaScript's event.
func receive(m js.Value) {
	if m.Type() != js.TypeObject {
		return
	}
	if stop := m.Get("cancel"); stop.Type() == js.TypeNumber {
		if c := running[stop.Int()]; c != nil {
			c.cancelled = true
			c.goOn()
		}
		return
	}
	if shown := m.Get("shown"); shown.Type() == js.TypeNumber {
		if c := running[shown.Int()]; c != nil {
			c.goOn()
		}
		return
	}
	if m.Get("id").Type() != js.TypeNumber {
		return
	}
	c := &call{id: m.Get("id").Int(), name: text(m.Get("call")), args: m.Get("args"), stage: "start"}
	if len(further) > 0 && m.Get("waits").Truthy() { // a lean engine has no rest that could wait
		c.shown = make(chan struct{}, 1)
	}
	running[c.id] = c
	go c.run()
}

func (c *call) run() {
	defer delete(running, c.id)
	defer func() {
		if r := recover(); r != nil {
			c.crashed(r)
		}
	}()
	f := judging[c.name]
	if f == nil {
		f = further[c.name]
	}
	if f == nil {
		c.problem("usage", fmt.Sprintf("there is no call %q", c.name), "")
		return
	}
	result, err := f(c)
	if err != nil {
		c.refuse(err)
		return
	}
	post(map[string]any{"id": c.id, "ok": result})
}

// showing is how long the rest of a report waits for its first part to be shown, where nothing is heard of that.
const showing = time.Second

// first hands over the report as far as it is known when the chosen client has answered. A page that says so is
// given the time to show it: on two cores the rest would take from it what it draws with.
func (c *call) first(report js.Value) {
	post(map[string]any{"id": c.id, "first": report})
	if c.shown != nil {
		select {
		case <-c.shown:
		case <-time.After(showing):
		}
	}
	c.stop()
}

// goOn ends the wait of first. Without one it does nothing: an engine that is only lean goes without what sends.
func (c *call) goOn() {
	if c.shown == nil {
		return
	}
	select {
	case c.shown <- struct{}{}:
	default:
	}
}

// crashed reports a panic by its place, never by anything of the input: only the runtime's own errors are quoted.
func (c *call) crashed(r any) {
	said := "a fault in the engine"
	if e, ok := r.(runtime.Error); ok {
		said = e.Error()
	}
	c.problem("crash", fmt.Sprintf("%s failed at stage %q: %s", c.name, c.stage, said), c.stage)
}

func (c *call) problem(kind, message, where string) {
	post(map[string]any{"id": c.id, "problem": map[string]any{"kind": kind, "message": message, "where": where}})
}

// refuse tells of an error, in every language where it is about what a person typed.
func (c *call) refuse(err error) {
	said := map[string]any{"kind": kind(err), "message": err.Error(), "where": c.stage}
	if text, ok := wish(err); ok {
		said["texts"] = map[string]any{"en": text.EN, "zh": text.ZH}
	}
	post(map[string]any{"id": c.id, "problem": said})
}

// kind is the protocol's word for an error.
func kind(err error) string {
	var usage *engine.UsageError
	var limit *read.LimitError
	switch {
	case errors.Is(err, engine.ErrCancelled):
		return "cancelled"
	case errors.Is(err, engine.ErrFurther):
		return "further"
	case errors.As(err, &usage):
		return "usage"
	case errors.As(err, &limit):
		return "too-large"
	}
	return furtherKind(err)
}
