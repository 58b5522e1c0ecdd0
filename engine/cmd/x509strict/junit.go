package main

import (
	"encoding/xml"
	"io"
	"strings"
)

// The part of JUnit's report that every reader of it knows: suites, cases, and what became of each.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Time    string        `xml:"time,attr"`
		Failure *junitOutcome `xml:"failure,omitempty"`
		Error   *junitOutcome `xml:"error,omitempty"`
	}
	junitOutcome struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// junit writes a case for each row: a failure where it fails, an error where nothing could be judged.
func (r *results) junit(out io.Writer, bad []bool) error {
	suite := junitSuite{Name: r.client, Time: "0"}
	for i, x := range r.rows {
		c := junitCase{Class: x.Source, Name: x.called(), Time: "0"}
		outcome := &junitOutcome{Message: x.why(), Type: x.Verdict, Text: x.details()}
		if x.Expires && outcome.Message == "" {
			outcome.Message, outcome.Type = "expires "+x.NotAfter, "expires"
		}
		switch {
		case bad[i] && (x.Verdict == unreachable || x.Verdict == "unreadable"):
			c.Error = outcome
			suite.Errors++
		case bad[i]:
			c.Failure = outcome
			suite.Failures++
		}
		suite.Cases = append(suite.Cases, c)
	}
	suite.Tests = len(suite.Cases)
	all := junitSuites{Name: "x509strict", Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors,
		Suites: []junitSuite{suite}}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, xml.Header+shown(string(text))+"\n")
	return err
}

// details is what is known of a row, one subject a line.
func (x *row) details() string {
	lines := []string{x.why()}
	for _, l := range []struct{ label, value string }{
		{"", x.Fix}, {"rule ", x.Rule}, {"not after ", x.NotAfter}, {"SHA-256 ", x.SHA256},
	} {
		if l.value != "" {
			lines = append(lines, l.label+l.value)
		}
	}
	return strings.Join(lines, "\n")
}
