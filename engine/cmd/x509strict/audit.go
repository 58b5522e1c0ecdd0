package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"

	"x509strict/engine"
	"x509strict/engine/client"
)

// maxLine bounds one line or one PEM block of the stream.
const maxLine = 16 << 20

// unit is one chain of the stream, and where its answer goes.
type unit struct {
	index int
	ders  [][]byte
	bad   string
	row   chan []byte
}

func audit(args []string, in io.Reader, out, errs io.Writer) int {
	c := newCommon("audit", `audit [options] [FILE | FOLDER | URL | HOST:PORT]...     judges files together, each server by itself
       x509strict audit -repair [-ca-key FILE]... [-out DIR] FILE | FOLDER...     re-issues the CAs that mend the others
       x509strict audit [options] < STREAM
STREAM is one chain a line, {"certificates":[base64 DER, ...]} or base64 DER separated by commas or spaces, or PEM,
one certificate each. One JSON line comes out for each, in order; the exit status is 0 unless -fail-on is given.`, errs)
	clients := c.flags.String("clients", "", "further client `IDS` to ask, separated by commas")
	workers := c.flags.Int("workers", runtime.NumCPU(), "how many of a stream to judge at once")
	parallel := c.flags.Int("parallel", 64, "how many servers to ask at once")
	numbered := c.flags.Bool("index", true, "number the rows of a stream; without, a row is the same wherever a stream is cut")
	list := c.flags.String("list", "", "`FILE` (- for standard input) that names files and servers, one a line")
	server := newConnecting(c.flags)
	how := newReporting(c, "jsonl", "")
	fleet := newFleet(c)
	if status, done := parse(c.flags, args); done {
		return status
	}
	o, err := c.options()
	if err != nil {
		return complain(errs, err)
	}
	switch {
	case *workers < 1:
		return complain(errs, fmt.Errorf("-workers %d: at least 1 has to judge", *workers))
	case *parallel < 1:
		return complain(errs, fmt.Errorf("-parallel %d: at least 1 server has to be asked at once", *parallel))
	}
	ids := c.more
	if *clients != "" {
		ids = append(ids, strings.Split(*clients, ",")...)
	}
	operands := c.flags.Args()
	if *list != "" {
		more, err := listed(*list, in)
		if err != nil {
			return complain(errs, err)
		}
		operands = append(operands, more...)
	}
	if *fleet.repair {
		return fleet.run(operands, o, in, out, errs)
	}
	if len(operands) > 0 || *list != "" {
		return auditNamed(operands, server, how, o, ids, *parallel, in, out, errs)
	}
	if *how.format != "jsonl" || *how.failOn != "" || *how.within != "" {
		return complain(errs, errors.New("a stream is answered in JSON lines, and all of it: "+
			"-format, -fail-on and -expires-within want files or servers"))
	}
	if err := stream(in, out, o, ids, *workers, *numbered); err != nil {
		return complain(errs, err)
	}
	return exitOK
}

// auditNamed judges what the operands name, and exits with 1 where something fails.
func auditNamed(operands []string, server *connecting, how *reporting, o engine.Options, ids []string, parallel int,
	in io.Reader, out, errs io.Writer,
) int {
	if *how.failOn == "" {
		*how.failOn = "refused"
	}
	f, err := how.failing(o)
	if err != nil {
		return complain(errs, err)
	}
	g, err := classify(operands)
	if err != nil {
		return complain(errs, err)
	}
	o.Severity = true
	rows, err := survey(g, server, o, ids, parallel, in, errs)
	if err != nil {
		return complain(errs, err)
	}
	r := results{rows: rows, fails: f.look, client: o.Client, clients: ids}
	if r.client == "" {
		r.client = client.Default
	}
	failed, err := r.write(out, *how.format)
	switch {
	case err != nil:
		return complain(errs, err)
	case len(rows) == 0:
		return complain(errs, errors.New("no certificate was found in what was named"))
	case failed > 0:
		return exitRefused
	}
	return exitOK
}

// stream judges with several workers and writes in order. What waits is bounded, so memory does not grow with the
// stream.
func stream(in io.Reader, out io.Writer, o engine.Options, ids []string, workers int, numbered bool) error {
	work, order := make(chan unit, workers), make(chan unit, 4*workers)
	stop := make(chan struct{})
	for range workers {
		s, err := engine.NewStream(o, ids)
		if err != nil {
			return err
		}
		go func() {
			for u := range work {
				u.row <- answer(s, u, numbered)
			}
		}()
	}
	scanned := make(chan error, 1)
	go func() {
		defer close(order)
		defer close(work)
		scanned <- units(in, func(u unit) bool {
			u.row = make(chan []byte, 1)
			select {
			case order <- u:
			case <-stop:
				return false
			}
			work <- u
			return true
		})
	}()
	w := bufio.NewWriterSize(out, 1<<16)
	for u := range order {
		if _, err := w.Write(<-u.row); err != nil {
			close(stop)
			return err
		}
		if len(order) == 0 {
			if err := w.Flush(); err != nil {
				close(stop)
				return err
			}
		}
	}
	return errors.Join(<-scanned, w.Flush())
}

// unnumbered is a row that does not say where in the stream it stood.
type unnumbered struct {
	engine.AuditRow
	Index *int `json:"index,omitempty"`
}

func answer(s *engine.Stream, u unit, numbered bool) []byte {
	row := engine.AuditRow{Index: u.index, Verdict: "unreadable", Text: u.bad, Clients: map[string]string{}}
	if u.bad == "" {
		row = s.Judge(u.index, u.ders)
	}
	var b bytes.Buffer
	e := json.NewEncoder(jsonSafe{&b})
	e.SetEscapeHTML(false)
	var value any = row
	if !numbered {
		value = unnumbered{AuditRow: row}
	}
	if err := e.Encode(value); err != nil {
		return fmt.Appendf(nil, "{\"index\":%d,\"verdict\":\"unreadable\"}\n", u.index)
	}
	return b.Bytes()
}

// units splits the stream. emit returns false to stop.
func units(in io.Reader, emit func(unit) bool) error {
	r := bufio.NewReaderSize(in, 1<<16)
	var pem *bytes.Buffer
	for n, number := 0, 1; ; number++ {
		line, err := readLine(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("line %d: %w", number, err)
		}
		text := bytes.TrimSpace(line)
		var u *unit
		switch {
		case bytes.HasPrefix(text, []byte("-----BEGIN ")):
			pem = &bytes.Buffer{}
		case bytes.HasPrefix(text, []byte("-----END ")):
			if pem != nil && pem.Len() > 0 {
				u = decode(pem.Bytes())
			}
			pem = nil
		case pem != nil:
			if pem.Len()+len(text) > maxLine {
				return fmt.Errorf("line %d: the PEM block has more than %d bytes", number, maxLine)
			}
			pem.Write(text)
		case len(text) > 0 && text[0] != '#':
			u = decode(text)
		}
		if u != nil {
			u.index = n
			n++
			if !emit(*u) {
				return nil
			}
		}
		if err != nil {
			return nil
		}
	}
}

func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, more, err := r.ReadLine()
		if err != nil {
			return line, err
		}
		if line = append(line, part...); len(line) > maxLine {
			return nil, fmt.Errorf("more than %d bytes", maxLine)
		}
		if !more {
			return line, nil
		}
	}
}

// decode reads a line: a JSON object, or base64 separated by commas or blanks.
func decode(text []byte) *unit {
	var parts []string
	if text[0] == '{' {
		var o struct {
			Certificates []string `json:"certificates"`
		}
		if err := json.Unmarshal(text, &o); err != nil {
			return &unit{bad: "not JSON: " + err.Error()}
		}
		parts = o.Certificates
	} else {
		parts = strings.FieldsFunc(string(text), func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	}
	u := &unit{}
	for _, p := range parts {
		d, err := base64.StdEncoding.DecodeString(p)
		if err != nil {
			return &unit{bad: "not base64: " + err.Error()}
		}
		u.ders = append(u.ders, d)
	}
	return u
}
