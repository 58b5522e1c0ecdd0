//go:build js && wasm && !lean

package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"syscall/js"
	"time"

	"github.com/hack-pad/go-indexeddb/idb"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

// exported is the file that historyExport makes and historyImport takes.
type exported struct {
	Tool    string            `json:"tool"`
	Schema  int               `json:"schema"`
	Entries []json.RawMessage `json:"entries"`
}

func historyExport(*call) (js.Value, error) {
	out := exported{Tool: database, Schema: historySchema, Entries: []json.RawMessage{}}
	err := withStore(idb.TransactionReadOnly, func(ctx context.Context, s *idb.ObjectStore) error {
		records, _, err := all(ctx, s)
		for _, r := range records {
			r.Imported = false // by whoever reads the file, if it is read
			data, err := json.Marshal(r)
			if err != nil {
				return err
			}
			out.Entries = append(out.Entries, data)
		}
		return err
	})
	if err != nil {
		return js.Null(), err
	}
	data, err := json.Marshal(out)
	return js.ValueOf(map[string]any{"json": string(data)}), err
}

// refusal is an entry of a file that was not taken in.
type refusal struct {
	Entry int    `js:"entry"` // its number, from 1
	Why   string `js:"why"`   // one of the reasons below
	Text  string `js:"text"`  // what was found, safe to show; "" where there is no more to say
}

// Reasons of a refusal; the page has words for each.
const (
	notAnEntry    = "not-an-entry"
	noTime        = "no-time"
	ofTheFuture   = "future"
	noCertificate = "no-certificate"
	unsafeHost    = "host"
	historyFull   = "full"
	notJudged     = "not-judged"
)

type importAnswer struct {
	Added   int       `js:"added"`
	Known   int       `js:"known"` // that were there already
	Refused []refusal `js:"refused"`
}

// historyImport takes in what another browser has exported. Of each entry only the certificates and the question count,
// that is client, generation, host and moment: the answer is given anew, so that no file can make it. What is in the
// history stays, and entries beyond its room are refused, the oldest first.
func historyImport(c *call) (js.Value, error) {
	given := text(c.args.Get("json"))
	if len(given) > maxImport {
		return js.Null(), &engine.UsageError{Text: "historyImport: more than 64 MiB"}
	}
	var in exported
	if err := json.Unmarshal([]byte(given), &in); err != nil {
		return js.Null(), fmt.Errorf("history: not an exported history: %w", err)
	}
	if in.Tool != database || in.Schema != historySchema {
		return js.Null(), fmt.Errorf("history: not an exported history of schema %d", historySchema)
	}
	out := importAnswer{Refused: []refusal{}}
	refuse := func(i int, why, text string) {
		out.Refused = append(out.Refused, refusal{Entry: i + 1, Why: why, Text: cert.SafeText([]byte(text))})
	}
	type judged struct {
		record
		at int
	}
	var fresh []judged
	for i, data := range in.Entries {
		if i >= 2*maxHistory { // more than a page writes: not worth a check each
			refuse(i, historyFull, "")
			continue
		}
		c.progress("import", i, len(in.Entries))
		if c.stop() {
			return js.Null(), engine.ErrCancelled
		}
		r, why, text, err := c.judgeAnew(data)
		switch {
		case errors.Is(err, engine.ErrCancelled):
			return js.Null(), err
		case err != nil:
			refuse(i, notJudged, err.Error())
		case why != "":
			refuse(i, why, text)
		default:
			fresh = append(fresh, judged{r, i})
		}
	}
	err := withStore(idb.TransactionReadWrite, func(ctx context.Context, s *idb.ObjectStore) error {
		records, _, err := all(ctx, s)
		if err != nil {
			return err
		}
		there := map[string]bool{}
		for _, old := range records {
			there[old.Set] = true
		}
		var taken []judged
		for _, r := range fresh { // newest first: what there is room for
			switch {
			case there[r.Set]:
				out.Known++
			case len(records)+len(taken) >= maxHistory:
				refuse(r.at, historyFull, "")
			default:
				there[r.Set] = true
				taken = append(taken, r)
			}
		}
		for _, r := range slices.Backward(taken) { // so that the newest has the highest number
			if _, err := add(ctx, s, r.record); err != nil {
				return err
			}
			out.Added++
		}
		return nil
	})
	slices.SortFunc(out.Refused, func(a, b refusal) int { return a.Entry - b.Entry })
	return value(out), err
}

// judgeAnew makes the record that this page would have kept of an entry's certificates, asked the entry's question.
// Where that can't be, it says why not.
func (c *call) judgeAnew(data []byte) (r record, why, text string, err error) {
	var e struct {
		Time   string `json:"time"`
		Report struct {
			Client       string `json:"client"`
			OpenSSL      string `json:"openssl"`
			Host         string `json:"host"`
			Lang         string `json:"lang"`
			As           string `json:"as"`
			AsBy         string `json:"asBy"`
			Certificates []struct {
				DER  string `json:"der"`
				File string `json:"file"`
				Seen string `json:"seen"`
			} `json:"certificates"`
		} `json:"report"`
	}
	if json.Unmarshal(data, &e) != nil {
		return r, notAnEntry, "", nil
	}
	at, err := time.Parse(time.RFC3339, e.Time)
	if err != nil {
		return r, noTime, e.Time, nil
	}
	if at.After(time.Now().Add(maxAhead)) {
		return r, ofTheFuture, e.Time, nil
	}
	if e.Report.Host != cert.SafeText([]byte(e.Report.Host)) {
		return r, unsafeHost, e.Report.Host, nil
	}
	var given []engine.Certificate
	for _, x := range e.Report.Certificates {
		given = append(given, engine.Certificate{DER: x.DER, File: cert.SafeText([]byte(x.File)), Seen: x.Seen})
	}
	inputs := engine.PEMInputs(given)
	asked := checkArgs{
		Client:  e.Report.Client,
		OpenSSL: e.Report.OpenSSL,
		Host:    e.Report.Host,
		Time:    at.UTC().Format(time.RFC3339),
		Lang:    e.Report.Lang,
	}
	if e.Report.AsBy == "user" && roles.Direction(e.Report.As).Valid() {
		asked.As = e.Report.As
	}
	report, err := c.ask(asked, inputs)
	var usage *engine.UsageError
	if errors.As(err, &usage) { // a client or a generation that this version does not know
		asked.Client, asked.OpenSSL = client.Default, ""
		report, err = c.ask(asked, inputs)
	}
	if err != nil {
		return r, "", "", err
	}
	for _, x := range given {
		der, err := base64.StdEncoding.DecodeString(x.DER)
		if err != nil {
			return r, noCertificate, x.File, nil
		}
		sum := sha256.Sum256(der)
		if !slices.ContainsFunc(report.Certificates, func(c engine.Certificate) bool {
			return c.SHA256 == hex.EncodeToString(sum[:])
		}) {
			return r, noCertificate, x.File, nil
		}
	}
	if len(inputs) == 0 {
		return r, noCertificate, "", nil
	}
	r, err = recordOf(*report, at)
	r.Imported = true
	return r, "", "", err
}

// ask checks, as the call "check" does.
func (c *call) ask(a checkArgs, inputs []read.Input) (*engine.Report, error) {
	o, err := c.options(a)
	if err != nil {
		return nil, err
	}
	o.Progress = nil
	return engine.Check(inputs, o)
}
