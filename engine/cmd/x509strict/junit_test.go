package main_test

import (
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// junitElement is what the schema that Jenkins publishes (junit-10.xsd of its xunit plugin) says of an element: where
// it may stand, which attributes it must have, and which it may. A "!" marks what is required.
type junitElement struct{ in, attributes string }

var junitElements = map[string]junitElement{
	"testsuites": {"", "name time tests failures errors"},
	"testsuite": {"testsuites testsuite",
		"!name !tests !failures !errors group time skipped timestamp hostname id package file log url"},
	"testcase":   {"testsuite", "!name time classname group"},
	"failure":    {"testcase", "type message"},
	"error":      {"testcase", "type message"},
	"skipped":    {"testcase", "type message"},
	"system-out": {"testsuite testcase", ""},
	"system-err": {"testsuite testcase", ""},
	"properties": {"testsuite", ""},
	"property":   {"properties", "!name !value"},
}

var junitTime = regexp.MustCompile(`^[0-9]*(\.[0-9]*)?$`)

// junitSchema holds a report to the schema.
func junitSchema(t *testing.T, report string) {
	t.Helper()
	open := []string{""}
	for d := xml.NewDecoder(strings.NewReader(report)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name, parent := token.Name.Local, open[len(open)-1]
			rule, known := junitElements[name]
			if !known || !slices.Contains(strings.Split(rule.in, " "), parent) {
				t.Errorf("<%s> must not stand in <%s>", name, parent)
			}
			may := strings.Fields(strings.ReplaceAll(rule.attributes, "!", ""))
			var has []string
			for _, a := range token.Attr {
				has = append(has, a.Name.Local)
				if !slices.Contains(may, a.Name.Local) || a.Name.Local == "time" && !junitTime.MatchString(a.Value) {
					t.Errorf("<%s %s=%q> is not in the schema", name, a.Name.Local, a.Value)
				}
			}
			for _, a := range strings.Fields(rule.attributes) {
				if must, required := strings.CutPrefix(a, "!"); required && !slices.Contains(has, must) {
					t.Errorf("<%s> lacks %s", name, must)
				}
			}
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if parent := open[len(open)-1]; strings.HasPrefix(parent, "test") && strings.TrimSpace(string(token)) != "" {
				t.Errorf("<%s> holds text", parent)
			}
		}
	}
}
