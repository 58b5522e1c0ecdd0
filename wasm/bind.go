//go:build js && wasm

package main

import (
	"fmt"
	"reflect"
	"syscall/js"
	"time"

	"github.com/norunners/vert"

	"x509strict/engine"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// call is one message of the page.
type call struct {
	id        int
	name      string
	args      js.Value
	stage     string // where it is, for the report of a crash
	cancelled bool
	shown     chan struct{} // told that what came first is shown, or wanted no more; nil for a page that does not tell
	turn      time.Time     // of the event loop, last given
}

// checkArgs is CheckArgs of protocol.js without its bytes.
type checkArgs struct {
	Client    string            `js:"client"`
	OpenSSL   string            `js:"openssl"`
	Host      string            `js:"host"`
	Time      string            `js:"time"`
	Passwords []string          `js:"passwords"`
	Roles     map[string]string `js:"roles"`
	As        string            `js:"as"`
	Lang      string            `js:"lang"`
	Clients   []string          `js:"clients"`
	SHA256    string            `js:"sha256"`
	OwnHost   bool              `js:"ownHost"`   // "" is the user's choice: no host from a message
	OwnClient bool              `js:"ownClient"` // likewise
}

// assign reads plain arguments into a struct with js tags; fields that are absent become zero.
func (c *call) assign(into any) error {
	if c.args.Type() != js.TypeObject {
		return &engine.UsageError{Text: c.name + ": arguments must be an object"}
	}
	if err := (vert.Value{Value: c.args}).AssignTo(into); err != nil {
		return &engine.UsageError{Text: fmt.Sprintf("%s: %v", c.name, err)}
	}
	return nil
}

// value turns a small struct into a JS object. Its fields are strings, numbers, booleans, slices that are not nil,
// and such structs.
func value(v any) js.Value { return vert.ValueOf(v).JSValue() }

// parsed hands a deep structure over as JSON, which JavaScript parses faster than objects can be built from here.
func parsed(v any) js.Value {
	return js.Global().Get("JSON").Call("parse", string(appendJSON(nil, reflect.ValueOf(v))))
}

func text(v js.Value) string {
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

// bytes copies a Uint8Array.
func bytes(v js.Value) ([]byte, error) {
	if !v.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil, &engine.UsageError{Text: "data must be a Uint8Array"}
	}
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b, nil
}

func uint8Array(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}

// inputs reads an array of {name, data}.
func (c *call) inputs(field string) ([]read.Input, error) {
	list := c.args.Get(field)
	if !js.Global().Get("Array").Call("isArray", list).Bool() {
		return nil, &engine.UsageError{Text: c.name + ": " + field + " must be an array"}
	}
	out := make([]read.Input, list.Length())
	for i := range out {
		item := list.Index(i)
		if item.Type() != js.TypeObject {
			return nil, &engine.UsageError{Text: c.name + ": " + field + " must hold {name, data}"}
		}
		data, err := bytes(item.Get("data"))
		if err != nil {
			return nil, err
		}
		out[i] = read.Input{Name: text(item.Get("name")), Data: data}
	}
	return out, nil
}

// options turns the arguments into the engine's.
func (c *call) options(a checkArgs) (engine.Options, error) {
	o := engine.Options{
		Client:    a.Client,
		OpenSSL:   a.OpenSSL,
		Host:      a.Host,
		Time:      time.Now(),
		Passwords: a.Passwords,
		Roles:     a.Roles,
		As:        a.As,
		Ignore:    engine.Ignore{Host: a.OwnHost, Client: a.OwnClient},
		Lang:      lang.Lang(a.Lang),
		Openers:   openers,
		Progress:  c.progress,
		Cancelled: c.stop,
	}
	if released != "" {
		t, err := time.Parse(time.DateOnly, released)
		if err != nil {
			return o, err
		}
		o.Released = t
	}
	if n := c.args.Get("chain"); n.Type() == js.TypeNumber && n.Int() >= 0 {
		chain := n.Int()
		o.Chain = &chain
	}
	if a.Time != "" {
		t, err := time.Parse(time.RFC3339, a.Time)
		if err != nil {
			return o, &engine.UsageError{Text: fmt.Sprintf("%s: time %q is not RFC 3339", c.name, a.Time)}
		}
		o.Time = t
	}
	return o, nil
}

// given is what every call about certificates is handed: its arguments, the engine's options made of them, and the
// inputs.
func (c *call) given() (a checkArgs, o engine.Options, inputs []read.Input, err error) {
	if err = c.assign(&a); err != nil {
		return
	}
	if o, err = c.options(a); err != nil {
		return
	}
	inputs, err = c.inputs("inputs")
	return
}

// slice is how long a call may keep the event loop waiting.
const slice = 25 * time.Millisecond

// stop gives the event loop a turn when it is due, so that a cancellation can arrive, and reports whether one has.
func (c *call) stop() bool {
	if now := time.Now(); now.Sub(c.turn) > slice {
		pause()
		c.turn = time.Now()
	}
	return c.cancelled
}

func (c *call) progress(stage string, done, total int) {
	if stage == c.stage && time.Since(c.turn) < slice {
		return
	}
	c.stage = stage
	post(map[string]any{"id": c.id, "progress": map[string]any{"stage": stage, "done": done, "total": total}})
	c.stop()
}

// timerTurn is which of the pauses goes through a timer.
const timerTurn = 8

// pause lets waiting events run. A message to ourselves comes back at once, where browsers hold a timer up to 4 ms;
// but Node.js delivers up to 1,000 messages before it looks at a timer or at anything else, so every eighth pause is
// one, for 2 % of the time at most.
func pause() {
	back := make(chan struct{}, 1)
	waiting = append(waiting, back)
	if pauses++; pauses%timerTurn == 0 {
		js.Global().Call("setTimeout", wake, 0)
	} else {
		loop.Get("port2").Call("postMessage", js.Null())
	}
	<-back
}

var (
	pauses  int
	waiting []chan struct{}
	wake    = js.FuncOf(func(js.Value, []js.Value) any {
		if len(waiting) > 0 {
			waiting[0] <- struct{}{}
			waiting = waiting[1:]
		}
		return nil
	})
	loop = newLoop()
)

func newLoop() js.Value {
	l := js.Global().Get("MessageChannel").New()
	l.Get("port1").Set("onmessage", wake)
	return l
}
