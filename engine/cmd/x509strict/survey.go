package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"x509strict/engine"
	"x509strict/engine/cmd/x509strict/live"
)

// reporting are the options that say how results are written and what fails.
type reporting struct {
	format, failOn, within *string
}

func newReporting(c *common, format, failOn string) *reporting {
	return &reporting{
		format: c.flags.String("format", format, "`FORMAT`: "+strings.Join(formats, ", ")),
		failOn: c.flags.String("fail-on", failOn, "`WHAT` makes the exit status 1: refused, will-stop, advice or never"),
		within: c.flags.String("expires-within", "", "certificates that expire in this `TIME` fail too, such as 30d or 72h"),
	}
}

// failing checks the options' values.
func (r *reporting) failing(o engine.Options) (failing, error) {
	f := failing{on: *r.failOn, now: o.Time}
	if !slices.Contains(formats, *r.format) {
		return f, fmt.Errorf("-format %q is none of %s", *r.format, strings.Join(formats, ", "))
	}
	if !slices.Contains([]string{"refused", "will-stop", "advice", "never"}, f.on) {
		return f, fmt.Errorf("-fail-on %q is none of refused, will-stop, advice, never", f.on)
	}
	var err error
	if *r.within != "" {
		f.within, err = days(*r.within)
	}
	return f, err
}

// days reads a time span: Go's, and whole days as 30d.
func days(text string) (time.Duration, error) {
	if number, ok := strings.CutSuffix(text, "d"); ok {
		var n int
		if _, err := fmt.Sscanf(number+"\n", "%d\n", &n); err == nil && n > 0 && n < 100000 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(text); err == nil && d > 0 {
		return d, nil
	}
	return 0, fmt.Errorf("-expires-within %q is no span of time, such as 30d or 72h", text)
}

// survey judges files together, and every server by itself, several at once. Its rows are in the order of what was
// named: certificates of files first, then servers.
func survey(
	g given, server *connecting, o engine.Options, clients []string, parallel int, in io.Reader, errs io.Writer,
) ([]row, error) {
	var rows []row
	trusted, _, err := server.trusting(o)
	if err != nil {
		return nil, err
	}
	if len(g.files) > 0 {
		files, err := inputs(g.files, in)
		if err != nil {
			return nil, err
		}
		if _, err := engine.Audit(append(files, trusted...), o, clients, func(batch []engine.AuditRow) {
			for _, r := range batch {
				rows = append(rows, row{AuditRow: r})
			}
		}); err != nil {
			return nil, err
		}
	}
	connect, err := server.options()
	if err != nil {
		return nil, err
	}
	progress := newProgress(errs, len(g.endpoints))
	defer progress.end()
	answers := make([]row, len(g.endpoints))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(parallel, len(g.endpoints)) {
		workers.Go(func() {
			for i := range next {
				answers[i] = judgeServer(g.endpoints[i], connect, server, o, clients)
				answers[i].Index = len(rows) + i
				progress.step()
			}
		})
	}
	for i := range g.endpoints {
		next <- i
	}
	close(next)
	workers.Wait()
	return append(rows, answers...), nil
}

// listed adds what a list names, one file or server a line; "#" begins a comment.
func listed(name string, in io.Reader) ([]string, error) {
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = file
	}
	var operands []string
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		text, _, _ := strings.Cut(lines.Text(), "#")
		if text = strings.TrimSpace(text); text != "" {
			operands = append(operands, text)
		}
	}
	return operands, lines.Err()
}

// judgeServer asks one server. That nothing came is an answer too.
func judgeServer(e live.Endpoint, connect live.Options, server *connecting, o engine.Options, clients []string) row {
	r := row{AuditRow: engine.AuditRow{Source: e.String(), File: e.String(), Clients: map[string]string{}}}
	a, err := live.Fetch(context.Background(), e, connect)
	if err != nil {
		var f *live.Error
		r.Verdict, r.Text = unreachable, err.Error()
		if errors.As(err, &f) {
			r.Name, r.Text = f.Kind, f.Text
		}
		return r
	}
	trusted, inFile, err := server.trusting(o)
	if err != nil {
		r.Verdict, r.Text = "unreadable", err.Error()
		return r
	}
	sent, o := fetched(e, a, inFile, o)
	report, err := engine.Check(append(sent, trusted...), o)
	if err != nil {
		r.Verdict, r.Text = "unreadable", err.Error()
		return r
	}
	r.Verdict, r.Text = report.Verdict, strings.TrimPrefix(report.Message, "certificate verify failed: ")
	for _, c := range report.Certificates {
		if c.SHA256 == fingerprint(a.Chain[0]) {
			r.Subject, r.Role, r.NotAfter, r.SHA256 = c.Subject, c.Role, c.NotAfter, c.SHA256
		}
	}
	for _, f := range report.Findings {
		if rank[f.Severity] > rank[r.Severity] {
			r.Severity, r.Title, r.Fix, r.Rule, r.Code, r.Name, r.Depth =
				f.Severity, f.Title, f.Fix, f.Rule, f.Code, f.Name, f.Depth
		}
	}
	for _, c := range report.Clients {
		if c.ID == report.Client || slices.Contains(clients, c.ID) {
			r.Clients[c.ID] = c.Verdict
		}
	}
	return r
}
