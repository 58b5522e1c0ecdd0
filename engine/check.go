package engine

import (
	"errors"
	"fmt"
	"time"

	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/verify"
)

// ErrCancelled is returned when Options.Cancelled said so.
var ErrCancelled = errors.New("check: cancelled")

// UsageError is a wrong option, in words for the caller.
type UsageError struct{ Text string }

func (e *UsageError) Error() string { return e.Text }

// maxChains bounds how many leaves one report judges. More is an audit's work.
const maxChains = 1000

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
	others   [][]client.Answer // of the other readings, by chain
	report   *Report
}

// Check reads the inputs and reports what the chosen client would say of them. Bad input is part of the report, not
// an error; errors are a [*UsageError], a limit of package read, or [ErrCancelled].
func Check(inputs []read.Input, o Options) (*Report, error) {
	e, err := Examine(inputs, o)
	if err != nil {
		return nil, err
	}
	return e.Report, nil
}

func (r *run) read(inputs []read.Input) (*read.Bundle, error) {
	b, err := read.Read(inputs, read.Options{Passwords: r.o.Passwords, Openers: r.o.Openers, Cancelled: r.o.Cancelled,
		Progress: func(done, total int) { r.progress("read", done, total) }})
	if r.cancelled() {
		return nil, ErrCancelled
	}
	return b, err
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
		Chains:       []Chain{},
		Clients:      []ClientVerdict{},
		Generations:  []ClientVerdict{},
		Findings:     []Finding{},
		Origins:      []Origin{},
		Messages:     []RecognizedError{},
		Keys:         []KeySummary{},
		Locked:       []Locked{},
		Notes:        []Note{},
		Readings:     []Reading{},
	}
}

func (r *run) judge() (*Report, error) {
	r.fromMessage()
	items := r.items()
	r.indexItems(items)
	var err error
	if r.decision, err = roles.Decide(items, r.roleOptions()); err != nil {
		return nil, err
	}
	if err := r.describeInput(); err != nil {
		return nil, err
	}
	if len(r.decision.Chains) == 0 {
		return r.report, nil
	}
	if err := r.judgeChains(); err != nil {
		return nil, err
	}
	if err := r.chosen(); err != nil {
		return nil, err
	}
	r.conclude()
	r.relate()
	return r.report, nil
}

func (r *run) items() []roles.Item {
	items := make([]roles.Item, len(r.bundle.Certificates))
	for i, c := range r.bundle.Certificates {
		items[i] = roles.Item{Certificate: c.Certificate, File: c.Place.File, Seen: c.Seen}
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

func (r *run) progress(stage string, done, total int) {
	if r.o.Progress != nil {
		r.o.Progress(stage, done, total)
	}
}

func (r *run) cancelled() bool { return r.o.Cancelled != nil && r.o.Cancelled() }

// caseOf is what clients are shown of a chain.
func (r *run) caseOf(c roles.Chain, rel release.Release) client.Case {
	k := client.Case{
		Leaf:        c.Cert,
		Untrusted:   c.Untrusted,
		Trusted:     c.Trusted,
		AssumedLeaf: c.Assumed == roles.AssumedLeaf,
		Host:        r.o.Host,
		Time:        r.o.Time,
		Release:     rel,
	}
	if c.As == roles.AsClient {
		k.As = client.OfClient
	}
	if c.Assumed == roles.AssumedRoot {
		k.AssumedRoot = c.StandIn
	}
	return k
}

// judgeChains asks the chosen client about every chain.
func (r *run) judgeChains() error {
	chains := r.decision.Chains
	if len(chains) > maxChains {
		r.note("info", "too-many-chains", tooManyChains(len(chains)), "")
		chains = chains[:maxChains]
		r.decision.Chains = chains
	}
	for i, c := range chains {
		if r.cancelled() {
			return ErrCancelled
		}
		r.progress("verify", i, len(chains))
		a := r.client.Judge(&r.verifier, r.caseOf(c, r.release))
		r.answers = append(r.answers, a)
		r.report.Chains = append(r.report.Chains, r.chain(c, a))
	}
	r.judgeOthers()
	r.progress("verify", len(chains), len(chains))
	return nil
}

func (r *run) chain(c roles.Chain, a client.Answer) Chain {
	out := Chain{
		Leaf:       c.Leaf,
		Path:       []int{},
		Verdict:    a.Verdict(),
		Message:    a.Message,
		Assumed:    r.assumed(c),
		InUse:      c.InUse,
		As:         string(c.As),
		NotChecked: []string{},
	}
	for _, x := range a.Path {
		out.Path = append(out.Path, r.at(x))
	}
	out.Trusted = a.Trusted
	out.NotChecked = append(out.NotChecked, a.Skipped...)
	return out
}
