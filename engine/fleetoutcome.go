package engine

import (
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/client"
)

// Outcome is what an audit says after CAs were re-issued.
type Outcome struct {
	Accepted int // rows
	Refused  int
	Mended   int        // refused before, accepted now
	Lost     []AuditRow // accepted before by some client that was asked, and refused by it now: at most MaxLost
	Short    int        // promised to be mended, and not
	Rows     []AuditRow // every row, in order
}

// MaxLost bounds how many lost rows an outcome lists.
const MaxLost = 20

// Judge judges every row again with the issued certificates (by index) in place of the old ones: with the chosen client
// each of them, with the other clients each whose chain holds one that was issued.
func (w *FleetWork) Judge(issued map[int]*cert.Certificate, clients []string) (*Outcome, error) {
	before, err := newAuditor(w.run.o, clients)
	if err != nil {
		return nil, err
	}
	before.run = w.run
	next, items, err := w.with(issued)
	if err != nil {
		return nil, err
	}
	after := &auditor{run: next, said: map[any]string{}}
	promised := map[int]bool{}
	for _, g := range w.Fleet.Groups {
		made := true
		for _, n := range g.CAs {
			made = made && issued[w.Fleet.CAs[n].Certificate] != nil
		}
		for _, i := range g.Rows {
			promised[i] = made
		}
	}
	out := &Outcome{}
	for i := range items {
		if i%fleetCancelled == 0 {
			if next.progress("prove", i, len(items)); next.cancelled() {
				return nil, ErrCancelled
			}
		}
		work, err := next.workRow(i, items[i].Certificate)
		if err != nil {
			return nil, err
		}
		chain := work.readings[0].chain
		touched := slices.ContainsFunc(next.issuers(i, chain), func(at int) bool { return issued[at] != nil })
		after.who = nil
		if touched {
			after.who = before.who
		}
		row := after.row(&work)
		if err := out.add(w, before, row, touched, promised[i]); err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, row)
	}
	next.progress("prove", len(items), len(items))
	return out, nil
}

// add counts one row that was judged again.
func (out *Outcome) add(w *FleetWork, before *auditor, row AuditRow, touched, promised bool) error {
	i := row.Index
	accepted := row.Verdict == client.Accepted
	if accepted {
		out.Accepted++
	} else {
		out.Refused++
	}
	if accepted && w.refused[i] {
		out.Mended++
	}
	if promised && !accepted {
		out.Short++
	}
	if !touched || len(out.Lost) >= MaxLost {
		return nil
	}
	work, err := w.run.workRow(i, w.items[i].Certificate)
	if err != nil {
		return err
	}
	for id, verdict := range before.row(&work).Clients {
		if verdict == client.Accepted && row.Clients[id] == client.Refused {
			out.Lost = append(out.Lost, row)
			return nil
		}
	}
	return nil
}
