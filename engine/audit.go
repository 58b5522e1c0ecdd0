package engine

import (
	"encoding/hex"
	"fmt"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/read"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
)

// AuditRow is one certificate of an audit, judged in its own chain among the others.
type AuditRow struct {
	Index    int               `json:"index"`
	Subject  string            `json:"subject"`
	Source   string            `json:"source"`
	File     string            `json:"file"` // where it was found; "" for a paste
	Line     int               `json:"line"` // counted from 1; 0 when the input is not text
	Role     string            `json:"role"`
	Verdict  string            `json:"verdict"` // the chosen client's, as in ClientVerdict; "ambiguous", or "unreadable"
	Code     int               `json:"code"`    // its first event; 0 when accepted
	Name     string            `json:"name"`    // X509_V_ERR_…
	Depth    int               `json:"depth"`
	Text     string            `json:"text"`
	Rule     string            `json:"rule"`
	NotAfter string            `json:"notAfter"` // RFC 3339; "" when malformed
	Clients  map[string]string `json:"clients"`  // client id to verdict
	SHA256   string            `json:"sha256"`
	Severity string            `json:"severity"` // the worst finding of its chain, as in Finding; "" when there is none or nobody asked
}

// AuditSummary counts the rows.
type AuditSummary struct {
	Total  int            `json:"total"`
	Counts map[string]int `json:"counts"` // by verdict, and by the name of the first error
	Notes  []Note         `json:"notes"`
}

// auditor judges rows with a verifier whose memory of signatures is dropped now and then, so that it never grows with
// the input.
type auditor struct {
	run   *run
	who   []*client.Client
	asked int
	said  map[any]string // verdicts on the row in hand by what they depend on
}

func newAuditor(o Options, clients []string) (*auditor, error) {
	r, err := start(o)
	if err != nil {
		return nil, err
	}
	a := &auditor{run: r, said: map[any]string{}}
	for _, id := range clients {
		c := client.Find(id)
		if c == nil {
			return nil, &UsageError{fmt.Sprintf("audit: no client is called %q", id)}
		}
		a.who = append(a.who, c)
	}
	return a, nil
}

// Audit judges every certificate of the inputs and hands the rows over in order, some at a time. clients are asked
// beside the chosen one.
func Audit(inputs []read.Input, o Options, clients []string, rows func([]AuditRow)) (*AuditSummary, error) {
	a, err := newAuditor(o, clients)
	if err != nil {
		return nil, err
	}
	counts, done := map[string]int{}, 0
	sum, err := a.run.divide(inputs, func(w *Work, total int) error {
		a.run.progress("audit", done, total)
		some, err := a.rows(w, counts)
		if err != nil {
			return err
		}
		rows(some)
		done += len(some)
		return nil
	})
	if err != nil {
		return nil, err
	}
	a.run.progress("audit", done, sum.Total)
	sum.Counts = counts
	return sum, nil
}

// JudgeWork judges some rows of an audit. o and clients have to be those of the whole audit; counts, as in
// [AuditSummary], are of these rows. The errors are those of [Audit].
func JudgeWork(w *Work, o Options, clients []string) (rows []AuditRow, counts map[string]int, err error) {
	a, err := newAuditor(o, clients)
	if err != nil {
		return nil, nil, err
	}
	counts = map[string]int{}
	rows, err = a.rows(w, counts)
	return rows, counts, err
}

// rows judges what work there is and counts it.
func (a *auditor) rows(w *Work, counts map[string]int) ([]AuditRow, error) {
	out := make([]AuditRow, 0, len(w.rows))
	for i := range w.rows {
		if a.run.cancelled() {
			return nil, ErrCancelled
		}
		row := a.row(&w.rows[i])
		counts[row.Verdict]++
		if row.Name != "" {
			counts[row.Name]++
		}
		out = append(out, row)
	}
	return out, nil
}

// forgetAfter is how many questions a verifier answers before its memory is dropped.
const forgetAfter = 500

func (a *auditor) row(w *workRow) (row AuditRow) {
	for n, take := range w.readings {
		one := newRow(w.index, w.cert, string(take.role))
		one.Source, one.File, one.Line = w.source, w.file, w.line
		a.judge(&one, take.chain)
		if n == 0 {
			row = one
		} else {
			row.either(one)
		}
	}
	return row
}

// either makes a row of two plausible readings: where they differ neither is the verdict, and what is said is what
// stands against acceptance.
func (row *AuditRow) either(other AuditRow) {
	if row.Verdict != other.Verdict {
		if row.Verdict == client.Accepted {
			row.Code, row.Name, row.Depth = other.Code, other.Name, other.Depth
			row.Text, row.Rule = other.Text, other.Rule
		}
		row.Verdict = Ambiguous
	}
	for id, verdict := range other.Clients {
		if row.Clients[id] != verdict {
			row.Clients[id] = Ambiguous
		}
	}
}

func newRow(i int, c *cert.Certificate, role string) AuditRow {
	sum := c.Fingerprint256()
	return AuditRow{
		Index:    i,
		Subject:  c.Subject.String(),
		Role:     role,
		NotAfter: timeText(c.NotAfter),
		Clients:  map[string]string{},
		SHA256:   hex.EncodeToString(sum[:]),
	}
}

func (a *auditor) judge(row *AuditRow, chain roles.Chain) {
	r := a.run
	if a.asked++; a.asked%forgetAfter == 0 {
		r.verifier.Forget()
	}
	k := r.caseOf(chain, r.release)
	chosen := r.clientFor(chain)
	said := chosen.Judge(&r.verifier, k)
	row.Verdict, row.Depth, row.Text = said.Verdict(), said.Depth, said.Text
	row.Clients[r.client.ID] = row.Verdict
	if said.Code != 0 {
		row.Code, row.Name = said.Code.Number(r.release), said.Code.Constant()
		if rule := rules.ByCode(said.Code); rule != nil {
			row.Rule = rule.Slug
		}
	}
	if r.o.Severity {
		row.Severity = a.severity(chain, k, said)
	}
	clear(a.said)
	a.said[chosen.Alike(k)] = row.Verdict
	for _, who := range a.who {
		if !who.Judges(k.As) {
			continue
		}
		alike := who.Alike(k)
		verdict, known := a.said[alike]
		if !known {
			verdict = who.Judge(&r.verifier, k).Verdict()
			a.said[alike] = verdict
		}
		row.Clients[who.ID] = verdict
	}
}

// severity is that of the worst that a check would find of the chain.
func (a *auditor) severity(chain roles.Chain, k client.Case, said client.Answer) string {
	r := a.run
	switch {
	case !said.Accepted:
		return string(rules.Stops)
	case len(said.Later) > 0:
		return string(rules.WillStop)
	}
	strict := client.Find(client.Default)
	for _, rel := range []release.Release{release.Open35, release.Open40} {
		k.Release = rel
		if !strict.Judge(&r.verifier, k).Accepted {
			return string(rules.WillStop)
		}
	}
	worst := ""
	for depth, x := range said.Path {
		for _, f := range rules.Advise(x, r.situation(chain, said.Path, depth, r.release), nil, r.o.Lang) {
			if f.Severity == rules.WillStop {
				return string(rules.WillStop)
			}
			worst = string(f.Severity)
		}
	}
	return worst
}
