package engine

import (
	"encoding/hex"
	"fmt"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/host"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/verify"
)

// run is one check in progress.
type run struct {
	o        Options
	client   *client.Client
	release  release.Release
	verifier verify.Verifier
	bundle   *read.Bundle
	decision *roles.Decision
	index    map[string]int // raw certificate to its index
	answers  []client.Answer
	labels   []string          // see nameOf
	others   [][]client.Answer // of the other readings, by chain
	report   *Report
}

func start(o Options) (*run, error) {
	c := client.Find(o.Client)
	if c == nil {
		return nil, &UsageError{fmt.Sprintf("check: no client is called %q", o.Client)}
	}
	rel := release.Default
	if o.OpenSSL != "" {
		var err error
		if rel, err = release.Parse(o.OpenSSL); err != nil {
			return nil, &UsageError{err.Error()}
		}
	}
	if o.Time.IsZero() {
		return nil, &UsageError{"check: no time to judge against"}
	}
	for sum, role := range o.Roles {
		if !roles.Role(role).Valid() {
			return nil, &UsageError{
				fmt.Sprintf("check: %q of %s is not leaf, intermediate, anchor or unused", role, sum),
			}
		}
	}
	if !roles.Direction(o.As).Valid() {
		return nil, &UsageError{fmt.Sprintf("check: -as %q is neither server nor client", o.As)}
	}
	if host.Deferred(o.Host) {
		return nil, &UsageError{"check: this build cannot read a host name beyond ASCII"}
	}
	if o.Lang != lang.Chinese {
		o.Lang = lang.English
	}
	return &run{o: o, client: c, release: rel, report: newReport(c, rel, o)}, nil
}

func newReport(c *client.Client, rel release.Release, o Options) *Report {
	return &Report{
		Schema:       1,
		Verdict:      "unreadable",
		Client:       c.ID,
		OpenSSL:      rel.String(),
		Host:         o.Host,
		Time:         o.Time.UTC().Format(time.RFC3339),
		Lang:         string(o.Lang),
		Waiting:      []int{},
		Events:       []Event{},
		Certificates: []Certificate{},
		Faults:       []LoadFault{},
		Chains:       []Chain{},
		Clients:      []ClientVerdict{},
		Generations:  []ClientVerdict{},
		Findings:     []Finding{},
		Origins:      []Origin{},
		Messages:     []RecognizedError{},
		Printed:      []Printed{},
		Keys:         []KeySummary{},
		Locked:       []Locked{},
		Notes:        []Note{},
		Readings:     []Reading{},
		Requests:     []Request{},
	}
}

func (r *run) read(inputs []read.Input) (*read.Bundle, error) {
	b, err := read.Read(inputs, read.Options{Passwords: r.o.Passwords, Openers: r.o.Openers, Cancelled: r.o.Cancelled,
		Progress: func(done, total int) { r.progress("read", done, total) }})
	if r.cancelled() {
		return nil, ErrCancelled
	}
	return b, err
}

func (r *run) items() []roles.Item {
	items := make([]roles.Item, len(r.bundle.Certificates))
	for i, c := range r.bundle.Certificates {
		items[i] = roles.Item{Certificate: c.Certificate, File: c.Place.File, Seen: c.Seen}
	}
	for i := range items {
		for _, s := range items[i].Seen {
			items[i].KeyBeside = items[i].KeyBeside || s.KeyBeside
		}
	}
	for _, k := range r.bundle.Keys {
		for _, i := range k.Matches {
			for _, s := range items[i].Seen {
				items[i].KeyBeside = items[i].KeyBeside || s.Place.File != "" && s.Place.File == k.Place.File
			}
		}
	}
	return items
}

func (r *run) indexItems(items []roles.Item) {
	r.index = make(map[string]int, len(items))
	for i, c := range items {
		r.index[string(c.Raw)] = i
	}
}

// at is the index of a certificate; -1 for a stand-in or none.
func (r *run) at(c *cert.Certificate) int {
	if c != nil {
		if i, ok := r.index[string(c.Raw)]; ok {
			return i
		}
	}
	return -1
}

// chosenBefore adds the roles that the user of an earlier reading had set.
func chosenBefore(b *read.Bundle, override map[string]roles.Role) {
	for _, c := range b.Certificates {
		for _, s := range c.Seen {
			if !roles.Role(s.Role).Valid() {
				continue
			}
			sum := c.Fingerprint256()
			if key := hex.EncodeToString(sum[:]); override[key] == "" {
				override[key] = roles.Role(s.Role)
			}
		}
	}
}

func (r *run) roleOptions() roles.Options {
	override := make(map[string]roles.Role, len(r.o.Roles))
	for sum, role := range r.o.Roles {
		override[sum] = roles.Role(role)
	}
	if r.bundle != nil {
		chosenBefore(r.bundle, override)
	}
	as := roles.Direction(r.o.As)
	if as == "" && r.client.Verifies == client.Clients {
		as = roles.AsClient // a web server was asked: it sees certificates of clients only
	}
	return roles.Options{Override: override, Time: r.o.Time, Host: r.o.Host, As: as}
}

func (r *run) note(severity, id string, t lang.Text, source string) {
	r.report.Notes = append(r.report.Notes, Note{Severity: severity, ID: id, Text: t.In(r.o.Lang), Source: source})
}

func (r *run) progress(stage string, done, total int) {
	if r.o.Progress != nil {
		r.o.Progress(stage, done, total)
	}
}

func (r *run) cancelled() bool { return r.o.Cancelled != nil && r.o.Cancelled() }
