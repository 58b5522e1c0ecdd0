// Command tally reads the output of "go test -json" from standard input, prints what a person wants to see of it
// (failures with their output, skips with their reason, one line a package), and appends "passed failed skipped" to the
// file -to. It exits with 1 when something failed. Tests are counted with their subtests.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// event is one line of go test -json (go doc test2json).
type event struct {
	Action, Package, Test, Output string
	ImportPath                    string
	Elapsed                       float64
}

type counts struct{ passed, failed, skipped int }

func main() {
	to := flag.String("to", "", "file to append the counts to")
	flag.Parse()
	c, err := tally(os.Stdin, os.Stdout)
	if err == nil && *to != "" {
		err = record(*to, c)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if c.failed > 0 {
		os.Exit(1)
	}
}

func record(path string, c counts) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(file, c.passed, c.failed, c.skipped); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func tally(in io.Reader, out io.Writer) (counts, error) {
	var c counts
	output := map[string][]string{} // of each test that runs, by package and name
	failedIn := map[string]int{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(out, lines.Text()) // not JSON: what the go command says itself
			continue
		}
		key := e.Package + " " + e.Test
		switch e.Action {
		case "build-output":
			fmt.Fprint(out, e.Output)
		case "output":
			output[key] = append(output[key], e.Output)
		case "pass", "fail", "skip":
			if e.Test != "" {
				c.add(e.Action)
				if e.Action == "fail" {
					failedIn[e.Package]++
					fmt.Fprintf(out, "FAIL  %s %s\n%s", e.Package, e.Test, indented(output[key]))
				} else if e.Action == "skip" {
					fmt.Fprintf(out, "skip  %s %s\n%s", e.Package, e.Test, indented(output[key]))
				}
			} else {
				if e.Action == "fail" && failedIn[e.Package] == 0 { // does not build, or ended before its tests did
					c.failed++
					for _, test := range slices.Sorted(maps.Keys(output)) { // those that ran when it ended, out of time or in a panic
						if name, ok := strings.CutPrefix(test, e.Package+" "); ok && name != "" {
							text := indented(output[test])
							fmt.Fprintf(
								out,
								"FAIL  %s %s did not end\n%s",
								e.Package,
								name,
								text[:min(len(text), 8000)],
							)
						}
					}
					fmt.Fprint(out, indented(output[key]))
				}
				if e.Action != "skip" {
					fmt.Fprintf(out, "%-5s %s %.1f s\n", e.Action, e.Package, e.Elapsed)
				}
			}
			delete(output, key)
		}
	}
	return c, lines.Err()
}

func (c *counts) add(action string) {
	switch action {
	case "pass":
		c.passed++
	case "fail":
		c.failed++
	case "skip":
		c.skipped++
	}
}

// indented is a test's own output without the lines that only announce it.
func indented(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		text := strings.TrimSpace(line)
		if strings.HasPrefix(text, "=== ") || strings.HasPrefix(text, "--- ") {
			continue
		}
		b.WriteString("      " + strings.TrimRight(line, "\n") + "\n")
	}
	return b.String()
}
