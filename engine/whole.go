//go:build !lean

package engine

import "x509strict/engine/roles"

// takesMore reports whether the input has to be left to the whole engine, which this is.
func (r *run) takesMore() bool { return false }

// rest fills in what follows the first verdict: what the other clients say, who made the certificates, and the plan.
func (r *run) rest(c roles.Chain) error {
	if r.o.First != nil {
		r.o.First(r.report)
	}
	r.clients(c)
	r.origins()
	r.target()
	if err := r.plan(c); err != nil {
		return err
	}
	r.report.Terminal = r.terminal()
	return nil
}
