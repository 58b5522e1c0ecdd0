package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"x509strict/engine"
	"x509strict/engine/client"
	"x509strict/engine/read"
)

func check(args []string, in io.Reader, out, errs io.Writer) int {
	c := newCommon("check", "check [options] [FILE | FOLDER | URL | HOST:PORT]...   (standard input without any)", errs)
	asJSON := c.flags.Bool("json", false, "print the report as JSON, as -format json does")
	how := newReporting(c, "text", "refused")
	server := newConnecting(c.flags)
	if status, done := parse(c.flags, args); done {
		return status
	}
	o, err := c.options()
	if err != nil {
		return complain(errs, err)
	}
	f, err := how.failing(o)
	if err != nil {
		return complain(errs, err)
	}
	for _, id := range c.more {
		if client.Find(id) == nil {
			return complain(errs, fmt.Errorf("check: no client is called %q", id))
		}
	}
	given, o, err := gather(c.flags.Args(), server, o, in, errs)
	if err != nil {
		return complain(errs, err)
	}
	r, err := engine.Check(given, o)
	if err != nil {
		return complain(errs, err)
	}
	rows := results{rows: rowsOf(r), fails: f.look, client: r.Client, clients: c.more}
	switch {
	case *asJSON, *how.format == "json":
		err = printJSON(out, r)
	case *how.format == "text":
		err = printReport(out, r)
	default:
		_, err = rows.write(out, *how.format)
	}
	if err != nil {
		return complain(errs, err)
	}
	return status(r, &rows, f, c.more)
}

// status is the exit status of a check: 2 where there was nothing to judge, 1 where the whole input is not accepted, a
// further client does not accept it, or a row fails.
func status(r *engine.Report, rows *results, f failing, clients []string) int {
	refused := r.Verdict != "accepted" || slices.ContainsFunc(r.Clients, func(c engine.ClientVerdict) bool {
		return slices.Contains(clients, c.ID) && c.Verdict != "accepted"
	})
	switch {
	case r.Verdict == "unreadable":
		return exitUsage
	case refused && f.on != "never", slices.ContainsFunc(rows.rows, func(x row) bool { return rows.fails(&x) }):
		return exitRefused
	}
	return exitOK
}

// gather reads the files and asks the server that the operands name.
func gather(operands []string, server *connecting, o engine.Options, in io.Reader, errs io.Writer) (
	[]read.Input, engine.Options, error,
) {
	g, err := classify(operands)
	if err != nil {
		return nil, o, err
	}
	if len(g.endpoints) > 1 {
		return nil, o, fmt.Errorf("check asks one server; audit takes a list (%s and %s were given)",
			g.endpoints[0], g.endpoints[1])
	}
	trusted, inFile, err := server.trusting(o)
	if err != nil {
		return nil, o, err
	}
	var all []read.Input
	for _, e := range g.endpoints {
		a, err := server.ask(e, errs)
		if err != nil {
			return nil, o, err
		}
		all, o = fetched(e, a, inFile, o)
	}
	if len(g.endpoints) == 0 || len(g.files) > 0 {
		files, err := inputs(g.files, in)
		if err != nil {
			return nil, o, err
		}
		all = append(all, files...)
	}
	return append(all, trusted...), o, nil
}

func printJSON(out io.Writer, v any) error {
	e := json.NewEncoder(jsonSafe{out})
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
