package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// formats are the ways to write rows; text is a table for people.
var formats = []string{"text", "json", "jsonl", "csv", "markdown", "junit", "sarif"}

// results are rows to be written, and what they mean to whoever asked.
type results struct {
	rows    []row
	fails   func(*row) bool // marks what expires soon
	client  string          // whose verdict
	clients []string        // further clients that were asked, a column each
}

// write writes the rows in a format and returns how many fail.
func (r *results) write(out io.Writer, format string) (failed int, err error) {
	bad := make([]bool, len(r.rows))
	for i := range r.rows {
		if bad[i] = r.fails(&r.rows[i]); bad[i] {
			failed++
		}
	}
	switch format {
	case "json":
		err = printJSON(out, append([]row{}, r.rows...))
	case "jsonl":
		e := json.NewEncoder(jsonSafe{out})
		e.SetEscapeHTML(false)
		for i := 0; i < len(r.rows) && err == nil; i++ {
			err = e.Encode(r.rows[i])
		}
	case "csv":
		err = r.csv(out)
	case "markdown":
		err = r.markdown(out)
	case "junit":
		err = r.junit(out, bad)
	case "sarif":
		err = r.sarif(out)
	default:
		err = r.text(out, failed)
	}
	return failed, err
}

// columns are the fields of a row in the tables that programs read.
func (r *results) columns() []string {
	return append([]string{"source", "subject", "role", "verdict", "severity", "code", "name", "rule", "text", "not_after",
		"expires_soon", "sha256"}, r.clients...)
}

func (r *results) cells(x row) []string {
	code := ""
	if x.Code != 0 {
		code = strconv.Itoa(x.Code)
	}
	cells := []string{x.Source, x.Subject, x.Role, x.Verdict, x.Severity, code, x.Name, x.Rule, x.Text, x.NotAfter,
		strconv.FormatBool(x.Expires), x.SHA256}
	for _, id := range r.clients {
		cells = append(cells, x.Clients[id])
	}
	return cells
}

// csv writes RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe.
func (r *results) csv(out io.Writer) error {
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.Write(r.columns()); err != nil {
		return err
	}
	for _, x := range r.rows {
		cells := r.cells(x)
		for i, c := range cells {
			if strings.HasPrefix(c, "=") || strings.HasPrefix(c, "+") || strings.HasPrefix(c, "-") ||
				strings.HasPrefix(c, "@") || strings.HasPrefix(c, "\t") {
				cells[i] = "'" + c
			}
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	_, err := io.WriteString(out, shown(b.String()))
	return errors.Join(w.Error(), err)
}

// inert keeps a certificate's text from being markup, a link or a mention in an issue thread.
var inert = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "\\|", "`", "\\`", "*", "\\*", "_", "\\_",
	"[", "\\[", "]", "\\]", "#", "\\#", "!", "\\!", "~", "\\~", "\\", "\\\\", "@", "@\u200b", "://", ":\u200b//",
	"www.", "www\u200b.", "\n", " ")

func (r *results) markdown(out io.Writer) error {
	var b strings.Builder
	head := append([]string{"verdict", "certificate", "where", "why", "expires"}, r.clients...)
	b.WriteString("| " + strings.Join(head, " | ") + " |\n|" + strings.Repeat(" --- |", len(head)) + "\n")
	for _, x := range r.rows {
		until, _, _ := strings.Cut(x.NotAfter, "T")
		if x.Expires {
			until += " (soon)"
		}
		cells := []string{x.Verdict, inert.Replace(x.Subject), inert.Replace(x.Source), inert.Replace(x.why()), until}
		for _, id := range r.clients {
			cells = append(cells, x.Clients[id])
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	_, err := io.WriteString(out, shown(b.String()))
	return err
}

// why is what stands against a row, in one line.
func (r row) why() string {
	if r.Code != 0 {
		return fmt.Sprintf("%s (%d)", r.Text, r.Code)
	}
	return r.Text
}

// text writes a table for people and a last line that counts.
func (r *results) text(out io.Writer, failed int) error {
	var b strings.Builder
	counts := map[string]int{}
	for _, x := range r.rows {
		counts[x.Verdict]++
		mark := ""
		if x.Verdict == "accepted" && x.Severity != "" {
			mark = " (" + x.Severity + ")"
		}
		if x.Expires {
			mark += " (expires " + x.NotAfter[:10] + ")"
		}
		fmt.Fprintf(&b, "%s  %s%s\n", painted(out, fmt.Sprintf("%-11s", x.Verdict), x.Verdict), shown(x.called()), mark)
		if x.Text != "" {
			fmt.Fprintf(&b, "%-11s  %s\n", "", shown(x.why()))
		}
	}
	var parts []string
	for verdict, n := range counts {
		parts = append(parts, fmt.Sprintf("%d %s", n, verdict))
	}
	slices.Sort(parts)
	fmt.Fprintf(&b, "\n%s: %s; %d of %d fail\n", r.client, strings.Join(parts, ", "), failed, len(r.rows))
	_, err := io.WriteString(out, b.String())
	return err
}

// called names a row's subject and place.
func (r row) called() string {
	if r.Subject == "" {
		return r.Source
	}
	return r.Subject + "  [" + r.Source + "]"
}
