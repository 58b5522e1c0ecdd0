package engine

import (
	"x509strict/engine/cert"
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

// auditBatch is how many rows are judged and handed over at once.
const auditBatch = 64

// Work is some rows of an audit, one after the other, with everything that they are judged by: one engine reads the
// inputs and decides who issues whom, and any other can judge. [Work.Bytes] makes it ready to travel, [ReadWork] takes
// it in.
type Work struct{ rows []workRow }

// workRow is one certificate of an audit.
type workRow struct {
	index        int
	cert         *cert.Certificate
	source, file string
	line         int
	readings     []workReading // what it is taken for, the likeliest first
}

type workReading struct {
	role  roles.Role
	chain roles.Chain // without its indexes where it has travelled
}

// First is the index of the first row.
func (w *Work) First() int { return w.rows[0].index }

// Divide reads the inputs of an audit and hands its work over in order, some rows at a time, with the number of all
// rows. The summary counts no verdict. An error of each ends it.
func Divide(inputs []read.Input, o Options, each func(w *Work, total int) error) (*AuditSummary, error) {
	r, err := start(o)
	if err != nil {
		return nil, err
	}
	return r.divide(inputs, each)
}

func (r *run) divide(inputs []read.Input, each func(w *Work, total int) error) (*AuditSummary, error) {
	r.progress("read", 0, 1)
	var err error
	if r.bundle, err = r.read(inputs); err != nil {
		return nil, err
	}
	items := r.items()
	if r.decision, err = roles.DecideRoles(items, r.roleOptions()); err != nil {
		return nil, err
	}
	for from := 0; from < len(items); from += auditBatch {
		w := new(Work)
		for i := from; i < min(from+auditBatch, len(items)); i++ {
			if r.cancelled() {
				return nil, ErrCancelled
			}
			row, err := r.workRow(i, r.bundle.Certificates[i].Certificate)
			if err != nil {
				return nil, err
			}
			w.rows = append(w.rows, row)
		}
		if err := each(w, len(items)); err != nil {
			return nil, err
		}
	}
	sum := &AuditSummary{Total: len(items), Counts: map[string]int{}, Notes: []Note{}}
	for _, n := range r.bundle.Notes {
		sum.Notes = append(
			sum.Notes,
			Note{Severity: string(n.Severity), ID: n.ID, Text: n.Text(r.o.Lang), Source: placeText(n.Place, r.o.Lang)},
		)
	}
	return sum, nil
}

// workRow is certificate i, or what stands in its place, in each of its plausible readings.
func (r *run) workRow(i int, c *cert.Certificate) (workRow, error) {
	at := r.bundle.Certificates[i].Place
	row := workRow{index: i, cert: c, source: placeText(at, r.o.Lang), file: at.File, line: at.Line}
	for n, d := range append([]*roles.Decision{r.decision}, r.decision.Others...) {
		if n > 0 && !r.decision.Differs(d, i) {
			continue
		}
		chain, err := d.ChainOf(i)
		if err != nil {
			return row, err
		}
		row.readings = append(row.readings, workReading{d.Roles[i], chain})
	}
	return row, nil
}
