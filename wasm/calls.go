//go:build js && wasm

package main

import (
	"syscall/js"

	"x509strict/engine"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/release"
)

func check(c *call) (js.Value, error) {
	_, o, given, err := c.given()
	if err != nil {
		return js.Null(), err
	}
	o.First = func(r *engine.Report) { c.first(parsed(r)) }
	r, err := engine.Check(given, o)
	if err != nil {
		return js.Null(), err
	}
	c.stage = "answer"
	return parsed(r), nil
}

// clientRow is one client of the catalog.
type clientRow struct {
	ID       string `js:"id"`
	Name     string `js:"name"`
	About    string `js:"about"`
	Source   string `js:"source"`
	OpenSSL  bool   `js:"openssl"` // a generation makes a difference
	Group    string `js:"group"`
	Compared bool   `js:"compared"` // held to the real client
}

type groupRow struct {
	ID   string `js:"id"`
	Name string `js:"name"`
}

type catalogAnswer struct {
	Clients     []clientRow `js:"clients"`
	Groups      []groupRow  `js:"groups"` // of clients, in order
	Generations []string    `js:"generations"`
	Version     string      `js:"version"`
}

func catalog(c *call) (js.Value, error) {
	var a struct {
		Lang string `js:"lang"`
	}
	if err := c.assign(&a); err != nil {
		return js.Null(), err
	}
	l := lang.Lang(a.Lang)
	out := catalogAnswer{Version: version}
	for _, x := range client.All {
		out.Clients = append(out.Clients, clientRow{
			ID: x.ID, Name: x.Name.In(l), About: x.About.In(l), Source: x.Source, OpenSSL: x.OpenSSL(),
			Group: string(x.Group), Compared: x.Compared,
		})
	}
	for _, g := range client.Groups {
		out.Groups = append(out.Groups, groupRow{string(g.ID), g.Name.In(l)})
	}
	for _, r := range release.All {
		out.Generations = append(out.Generations, r.String())
	}
	return value(out), nil
}
