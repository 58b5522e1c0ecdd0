package main

import (
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"x509strict/engine/lang"
	"x509strict/engine/rules"
)

// The part of SARIF 2.1.0 (OASIS) that code hosts show: rules, results, and where they are.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Name  string    `json:"name,omitempty"`
		Short sarifText `json:"shortDescription"`
		Full  sarifText `json:"fullDescription"`
		Help  sarifText `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints,omitempty"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *sarifRegion `json:"region,omitempty"`
		} `json:"physicalLocation"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
)

// Rules of rows that no rule of the engine explains.
const (
	ruleExpires     = "expires-soon"
	ruleUnreachable = "unreachable"
	ruleRefused     = "refused"
)

var ownRules = map[string]string{
	ruleExpires:     "The certificate expires soon",
	ruleUnreachable: "The server gave no certificate",
	ruleRefused:     "The certificate is refused or cannot be judged",
}

// sarif writes a result for every row that is not clean.
func (r *results) sarif(out io.Writer) error {
	run := sarifRun{Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "x509strict", Version: version, Rules: []sarifRule{}}
	index := map[string]int{}
	add := func(x row, id, level, text string) {
		at, known := index[id]
		if !known {
			at = len(run.Tool.Driver.Rules)
			index[id] = at
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleFor(id))
		}
		result := sarifResult{RuleID: id, RuleIndex: at, Level: level, Message: sarifText{text}}
		if x.SHA256 != "" {
			result.Fingerprints = map[string]string{"certificateSha256/v1": x.SHA256 + ":" + id}
		}
		var where sarifLocation
		where.Physical.Artifact.URI = uri(x)
		if x.Line > 0 {
			where.Physical.Region = &sarifRegion{x.Line}
		}
		result.Locations = []sarifLocation{where}
		run.Results = append(run.Results, result)
	}
	for _, x := range r.rows {
		if id, level := x.sarif(); id != "" {
			text := x.called() + ": " + x.why()
			if x.Fix != "" {
				text += "\n" + x.Fix
			}
			add(x, id, level, text)
		}
		if x.Expires {
			add(x, ruleExpires, "error", x.called()+" expires "+x.NotAfter)
		}
	}
	return printJSON(out, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

// sarif is the rule and level of a row; "" when nothing is to be said of it.
func (r row) sarif() (id, level string) {
	id = r.Rule
	switch {
	case r.Verdict == unreachable:
		return ruleUnreachable, "error"
	case r.level() == rank["stops"]:
		level = "error"
		if id == "" {
			id = ruleRefused
		}
	case r.Severity == "will-stop":
		level = "warning"
	case r.Severity == "advice":
		level = "note"
	default:
		return "", ""
	}
	if id == "" {
		id = r.Severity
	}
	return id, level
}

func ruleFor(id string) sarifRule {
	if rule := rules.BySlug(id); rule != nil {
		return sarifRule{ID: id, Short: sarifText{rule.Title.In(lang.English)},
			Full: sarifText{rule.Means.In(lang.English)}, Help: sarifText{rule.Fix.In(lang.English)}}
	}
	text := ownRules[id]
	if text == "" {
		text = id
	}
	return sarifRule{ID: id, Short: sarifText{text}, Full: sarifText{text}, Help: sarifText{text}}
}

// uri is where a row stands, relative to the folder that was judged in. A paste has no place of its own.
func uri(x row) string {
	switch {
	case x.File == "":
		return "stdin"
	case strings.Contains(x.File, "://"):
		return x.File
	}
	return (&url.URL{Path: filepath.ToSlash(x.File)}).EscapedPath()
}
