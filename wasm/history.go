//go:build js && wasm && !lean

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall/js"
	"time"

	"github.com/hack-pad/go-indexeddb/idb"

	"x509strict/engine"
	"x509strict/engine/cert"
)

// The history is one store of one database. A record holds a summary and, as JSON, the certificates with their
// verdict: never a key, a password or anything else that was pasted.
const (
	database      = "x509strict"
	databaseNow   = 1
	store         = "entries"
	historySchema = 1
	maxHistory    = 500 // entries; of those that were imported the oldest go first, then the oldest of one's own
	maxImport     = 64 << 20
	maxAhead      = 24 * time.Hour // that an imported entry may be of the future: clocks differ
)

// storageError is a fault of the browser's storage.
type storageError struct{ err error }

func (e *storageError) Error() string { return "history: " + e.err.Error() }
func (e *storageError) Unwrap() error { return e.err }

// entry is HistoryEntry of protocol.js.
type entry struct {
	ID           int    `js:"id" json:"-"`
	Time         string `js:"time" json:"time"`
	Title        string `js:"title" json:"title"`
	Verdict      string `js:"verdict" json:"verdict"`
	Message      string `js:"message" json:"message"`
	Client       string `js:"client" json:"client"`
	Certificates int    `js:"certificates" json:"certificates"`
}

// record is an entry as stored.
type record struct {
	entry
	Schema   int             `json:"schema"`
	Imported bool            `json:"imported,omitempty"`
	Set      string          `json:"set"` // SHA-256 over the certificates' own: which certificates these are
	Report   json.RawMessage `json:"report"`
}

// unavailable says why there is no history; "" when there is one.
func unavailable() string {
	if v := js.Global().Get("indexedDB"); v.IsUndefined() || v.IsNull() {
		return "this browser offers no IndexedDB here"
	}
	return ""
}

// withStore runs f in one transaction. The database is opened for it and closed after it, so that another tab never
// waits for this one.
func withStore(mode idb.TransactionMode, f func(context.Context, *idb.ObjectStore) error) (err error) {
	if why := unavailable(); why != "" {
		return &storageError{errors.New(why)}
	}
	defer func() {
		if err != nil {
			err = &storageError{err}
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	opening, err := idb.Global().Open(ctx, database, databaseNow, func(db *idb.Database, old, now uint) error {
		if old != 0 {
			return nil
		}
		_, err := db.CreateObjectStore(store, idb.ObjectStoreOptions{AutoIncrement: true})
		return err
	})
	if err != nil {
		return err
	}
	db, err := opening.Await(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	transaction, err := db.Transaction(mode, store)
	if err != nil {
		return err
	}
	entries, err := transaction.ObjectStore(store)
	if err != nil {
		return err
	}
	if err := f(ctx, entries); err != nil {
		return err
	}
	return transaction.Await(ctx)
}

// all reads every record, newest first. One that cannot be read (of a later version, or damaged) is passed over and
// counted.
func all(ctx context.Context, s *idb.ObjectStore) (records []record, bad int, err error) {
	cursor, err := s.OpenCursor(idb.CursorPrevious)
	if err != nil {
		return nil, 0, err
	}
	err = cursor.Iter(ctx, func(c *idb.CursorWithValue) error {
		key, err := c.Key()
		if err != nil {
			return err
		}
		v, err := c.Value()
		if err != nil {
			return err
		}
		var r record
		if v.Type() != js.TypeString || key.Type() != js.TypeNumber || json.Unmarshal([]byte(v.String()), &r) != nil ||
			r.Schema != historySchema {
			bad++
			return nil
		}
		r.ID = key.Int()
		records = append(records, r)
		return nil
	})
	return records, bad, err
}

type historyAnswer struct {
	Available bool    `js:"available"`
	Why       string  `js:"why"`
	Entries   []entry `js:"entries"`
}

func historyList(*call) (js.Value, error) {
	out := historyAnswer{Available: true, Entries: []entry{}}
	err := withStore(idb.TransactionReadOnly, func(ctx context.Context, s *idb.ObjectStore) error {
		records, bad, err := all(ctx, s)
		for _, r := range records {
			out.Entries = append(out.Entries, r.shown())
		}
		if bad > 0 {
			out.Why = fmt.Sprintf("%d entries could not be read", bad)
		}
		return err
	})
	if err != nil {
		out = historyAnswer{Why: err.Error(), Entries: []entry{}}
	}
	return value(out), nil
}

// shown is the entry with every text safe to show, whatever an earlier version has stored.
func (r record) shown() entry {
	e := r.entry
	for _, text := range []*string{&e.Time, &e.Title, &e.Verdict, &e.Message, &e.Client} {
		*text = cert.SafeText([]byte(*text))
	}
	return e
}

func (c *call) id64() (int, error) {
	var a struct {
		ID int `js:"id"`
	}
	if err := c.assign(&a); err != nil {
		return 0, err
	}
	if a.ID <= 0 {
		return 0, &engine.UsageError{Text: c.name + ": id must be a positive number"}
	}
	return a.ID, nil
}

func historyGet(c *call) (js.Value, error) {
	id, err := c.id64()
	if err != nil {
		return js.Null(), err
	}
	var found *record
	err = withStore(idb.TransactionReadOnly, func(ctx context.Context, s *idb.ObjectStore) error {
		get, err := s.Get(js.ValueOf(id))
		if err != nil {
			return err
		}
		v, err := get.Await(ctx)
		if err != nil {
			return err
		}
		if v.Type() != js.TypeString {
			return fmt.Errorf("there is no entry %d", id)
		}
		found = &record{}
		return json.Unmarshal([]byte(v.String()), found)
	})
	if err != nil {
		return js.Null(), err
	}
	var report engine.Report
	if err := json.Unmarshal(found.Report, &report); err != nil {
		return js.Null(), &storageError{err}
	}
	out := js.Global().Get("Object").New()
	out.Set("inputs", inputsValue(engine.PEMInputs(report.Certificates)))
	out.Set("report", js.Global().Get("JSON").Call("parse", string(found.Report)))
	return out, nil
}

// recordOf keeps of a report what the history may hold.
func recordOf(report engine.Report, at time.Time) (record, error) {
	if len(report.Certificates) == 0 {
		return record{}, &engine.UsageError{Text: "history: the report holds no certificate"}
	}
	report.Keys, report.Locked = []engine.KeySummary{}, []engine.Locked{}
	report.Messages, report.Notes = []engine.RecognizedError{}, []engine.Note{}
	report.Plan, report.Origins = nil, []engine.Origin{}
	data, err := json.Marshal(report)
	if err != nil {
		return record{}, err
	}
	var sums []string
	for _, c := range report.Certificates {
		sums = append(sums, c.SHA256)
	}
	slices.Sort(sums)
	set := sha256.Sum256([]byte(strings.Join(sums, "\n")))
	return record{
		entry: entry{
			Time:         at.UTC().Format(time.RFC3339),
			Title:        titleOf(report),
			Verdict:      report.Verdict,
			Message:      report.Message,
			Client:       report.Client,
			Certificates: len(report.Certificates),
		},
		Schema: historySchema,
		Set:    hex.EncodeToString(set[:]),
		Report: data,
	}, nil
}

// titleOf names the entry after the leaf, else after the first certificate.
func titleOf(report engine.Report) string {
	for _, c := range report.Certificates {
		if c.Role == "leaf" {
			return c.Name
		}
	}
	return report.Certificates[0].Name
}

// put adds a record in place of an older one of the same certificates, and lets go of the oldest beyond the limit.
func put(ctx context.Context, s *idb.ObjectStore, r record, records []record) (int, error) {
	for _, old := range leaving(r, records) {
		if err := remove(ctx, s, old.ID); err != nil {
			return 0, err
		}
	}
	return add(ctx, s, r)
}

// leaving are the records, of those that there are, newest first, that make room for a new one.
func leaving(r record, records []record) (gone []record) {
	var own, imported []record
	for _, old := range records {
		switch {
		case old.Set == r.Set:
			gone = append(gone, old)
		case old.Imported:
			imported = append(imported, old)
		default:
			own = append(own, old)
		}
	}
	if kept := append(own, imported...); len(kept) >= maxHistory {
		gone = append(gone, kept[maxHistory-1:]...)
	}
	return gone
}

// add stores a record and returns its number.
func add(ctx context.Context, s *idb.ObjectStore, r record) (int, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return 0, err
	}
	adding, err := s.Put(js.ValueOf(string(data)))
	if err != nil {
		return 0, err
	}
	id, err := adding.Await(ctx)
	if err != nil {
		return 0, err
	}
	return id.Int(), nil
}

func remove(ctx context.Context, s *idb.ObjectStore, id int) error {
	gone, err := s.Delete(js.ValueOf(id))
	if err != nil {
		return err
	}
	return gone.Await(ctx)
}

func historyPut(c *call) (js.Value, error) {
	given := c.args.Get("report")
	if given.Type() != js.TypeObject {
		return js.Null(), &engine.UsageError{Text: "historyPut: report must be an object"}
	}
	var report engine.Report
	if err := json.Unmarshal([]byte(js.Global().Get("JSON").Call("stringify", given).String()), &report); err != nil {
		return js.Null(), &engine.UsageError{Text: "historyPut: " + err.Error()}
	}
	r, err := recordOf(report, time.Now())
	if err != nil {
		return js.Null(), err
	}
	id := 0
	err = withStore(idb.TransactionReadWrite, func(ctx context.Context, s *idb.ObjectStore) error {
		records, _, err := all(ctx, s)
		if err != nil {
			return err
		}
		id, err = put(ctx, s, r, records)
		return err
	})
	return js.ValueOf(map[string]any{"id": id}), err
}

func historyDelete(c *call) (js.Value, error) {
	id, err := c.id64()
	if err != nil {
		return js.Null(), err
	}
	err = withStore(
		idb.TransactionReadWrite,
		func(ctx context.Context, s *idb.ObjectStore) error { return remove(ctx, s, id) },
	)
	return js.ValueOf(map[string]any{}), err
}

func historyClear(*call) (js.Value, error) {
	err := withStore(idb.TransactionReadWrite, func(ctx context.Context, s *idb.ObjectStore) error {
		gone, err := s.Clear()
		if err != nil {
			return err
		}
		return gone.Await(ctx)
	})
	return js.ValueOf(map[string]any{}), err
}
