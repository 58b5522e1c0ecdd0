package main

import (
	"strings"
	"time"

	"x509strict/engine"
)

// row is one line of every format but text: a certificate of an audit, a server, or a finding of a check.
type row struct {
	engine.AuditRow
	Title   string `json:"title"`   // the finding in words, where there is one
	Fix     string `json:"fix"`     // what to do
	Expires bool   `json:"expires"` // within the time that -expires-within names
	idle    bool   // a CA that nothing is verified by: its verdict says what would be
}

// unreachable is the verdict on a server that gave no certificate.
const unreachable = "unreachable"

// rowsOf are the rows of a check: each finding at its certificate, and certificates without any.
func rowsOf(r *engine.Report) []row {
	var rows []row
	clients := map[string]string{}
	for _, c := range r.Clients {
		clients[c.ID] = c.Verdict
	}
	for i, c := range r.Certificates {
		of := engine.AuditRow{Index: i, Subject: c.Subject, Source: c.Source, File: c.File, Line: c.Line, Role: c.Role,
			Verdict: "accepted", NotAfter: c.NotAfter, SHA256: c.SHA256, Clients: clients}
		found := false
		for _, f := range r.Findings {
			if f.Certificate == i || f.Certificate < 0 && i == 0 {
				rows, found = append(rows, withFinding(of, f, r)), true
			}
		}
		if idle := idleChain(r, i); idle != nil {
			of.Verdict, of.Severity = idle.Verdict, "advice"
			of.Text = strings.TrimPrefix(idle.Message, "certificate verify failed: ")
			rows = append(rows, row{AuditRow: of, idle: true})
		} else if !found {
			rows = append(rows, row{AuditRow: of})
		}
	}
	return rows
}

// idleChain is the refused chain of a trusted CA that nothing is verified by, nil for any other certificate.
func idleChain(r *engine.Report, i int) *engine.Chain {
	for n := range r.Chains {
		c := &r.Chains[n]
		if c.Leaf < 0 && !c.InUse && subject(*c) == i && c.Verdict == "refused" && r.Certificates[i].Role == "anchor" {
			return c
		}
	}
	return nil
}

func withFinding(of engine.AuditRow, f engine.Finding, r *engine.Report) row {
	of.Severity, of.Rule, of.Code, of.Name, of.Depth = f.Severity, f.Rule, f.Code, f.Name, f.Depth
	of.Text = f.Title
	if f.Severity == "stops" {
		of.Verdict = r.Verdict
	}
	for _, e := range r.Events {
		if e.Code == f.Code && f.Code != 0 && e.Certificate == f.Certificate {
			of.Text = e.Text
		}
	}
	return row{AuditRow: of, Title: f.Title, Fix: f.Fix}
}

// failing is what makes the exit status 1.
type failing struct {
	on     string        // "refused", "will-stop", "advice", "never"
	within time.Duration // certificates that expire in this time fail too; 0 for none
	now    time.Time
}

// rank orders severities; what is refused, unreachable or cannot be judged counts as a stop.
var rank = map[string]int{"": 0, "advice": 1, "will-stop": 2, "stops": 3}

// level is how grave a row is.
func (r row) level() int {
	if r.Verdict != "accepted" && !r.idle {
		return rank["stops"]
	}
	return rank[r.Severity]
}

// look marks a row that expires soon and reports whether it fails.
func (f failing) look(r *row) bool {
	until, err := time.Parse(time.RFC3339, r.NotAfter)
	r.Expires = f.within > 0 && err == nil && until.Before(f.now.Add(f.within))
	if f.on == "never" {
		return r.Expires
	}
	want := map[string]int{"refused": rank["stops"], "will-stop": rank["will-stop"], "advice": rank["advice"]}[f.on]
	return r.Expires || r.level() >= want
}
