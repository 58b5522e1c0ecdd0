//go:build !lean

package engine

import (
	"crypto/sha256"
	"encoding/hex"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

// Proof is what one client says of the repaired chain.
type Proof struct {
	Client  string `json:"client"`
	Verdict string `json:"verdict"`
	Text    string `json:"text"`
}

// PlanInput is what the report's plan was made from, with other wishes. The report must not be unreadable.
func (e *Examination) PlanInput(o plan.Options) plan.Input { return e.run.planInput(o) }

// Makers are the ids (package origin) of who made the certificates of the report's chain.
func (e *Examination) Makers() []string { return e.run.makers() }

// Suit fits another plan of the same certificates as the report's own was: to the repairs on the trusting side, and to
// the kind of failure.
func (e *Examination) Suit(p *plan.Plan) {
	if e.Report.Plan != nil {
		p.Prefer(e.Report.Plan.Trust, e.run.o.Lang)
		e.run.beyond(p)
		e.run.suit(p)
	}
}

// Progress tells whoever asked for the check how far the work is.
func (e *Examination) Progress(stage string, done, total int) { e.run.progress(stage, done, total) }

// Cancelled reports whether whoever asked for the check wants no more of it.
func (e *Examination) Cancelled() bool { return e.run.cancelled() }

// Prove asks every client about the report's chain with the issued certificates (by index) in place of the old ones.
func (e *Examination) Prove(issued map[int]*cert.Certificate) ([]Proof, error) {
	r := e.run
	r.progress("prove", 0, len(client.All))
	items := r.items()
	override := map[string]roles.Role{}
	for i := range items {
		if c := issued[i]; c != nil {
			items[i].Certificate = c
		}
		sum := sha256.Sum256(items[i].Raw)
		override[hex.EncodeToString(sum[:])] = r.decision.Roles[i]
	}
	o := r.roleOptions()
	o.Override = override
	d, err := roles.Decide(items, o)
	out := []Proof{}
	if err != nil || r.report.Chain >= len(d.Chains) {
		return out, err
	}
	c := d.Chains[r.report.Chain]
	for i, who := range client.All {
		if !who.Judges(side(c)) || !who.Compared {
			continue // what nobody was asked about proves nothing
		}
		a := who.Judge(&r.verifier, r.caseOf(c, r.release))
		out = append(out, Proof{Client: who.ID, Verdict: a.Verdict(), Text: a.Text})
		r.progress("prove", i+1, len(client.All))
	}
	return out, nil
}
