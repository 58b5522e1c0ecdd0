//go:build lean

package engine

import (
	"x509strict/engine/read"
	"x509strict/engine/release"
	"x509strict/engine/roles"
)

// A lean build gives the first verdict of a visit: what the chosen client says of certificates that load, and why. It
// leaves everything else to the whole engine ([ErrFurther]), and what follows the verdict as well.

func (r *run) takesMore() bool {
	b := r.bundle
	other := len(b.Keys) + len(b.Requests) + len(b.Printed) + len(b.Damaged) + len(b.Locked) + len(b.Notes)
	if len(b.Certificates) == 0 || b.Unread || other > 0 {
		return true // a note may stand for what the whole engine opens: a container among certificates
	}
	for _, c := range b.Certificates {
		for _, rel := range release.All {
			if c.Fault(rel) != nil {
				return true
			}
		}
	}
	return false
}

func (r *run) rest(roles.Chain) error { return nil }

func (r *run) printed() error { return nil }

func (r *run) fromMessage()       {}
func (r *run) messages()          {}
func (r *run) relate()            {}
func (r *run) faults()            {}
func (r *run) requests()          {}
func (r *run) named([]read.Input) {}
