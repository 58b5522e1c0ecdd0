package verify

import (
	"slices"

	"x509strict/engine/cert"
	"x509strict/engine/release"
)

// answers are the results of one chain by the settings that it was verified with: most clients share theirs with
// another one.
type answers struct {
	leaf  *cert.Certificate
	sent  []*cert.Certificate
	store *store
	by    []answer
}

// about forgets the results unless they are of the same certificates.
func (a *answers) about(leaf *cert.Certificate, sent []*cert.Certificate, store *store) {
	if a.leaf != leaf || a.store != store || !slices.Equal(a.sent, sent) {
		*a = answers{leaf, slices.Clone(sent), store, nil}
	}
}

// answer is a result and the settings that it is for.
type answer struct {
	settings settings
	result   Result
}

// under finds the result for some settings; nil when there is none.
func (a *answers) under(s settings) *Result {
	for i := range a.by {
		if a.by[i].settings == s {
			return &a.by[i].result
		}
	}
	return nil
}

// settings are a profile as a comparable value.
type settings struct {
	release     release.Release
	flags       Flags
	purpose     Purpose
	level       int
	depth       int
	timed       bool
	time        int64
	host, email string
	ip          string
	hostFlags   HostFlags
}

func (p Profile) settings() settings {
	s := settings{release: p.Release, flags: p.Flags, purpose: p.Purpose, level: p.Level, depth: p.Depth, host: p.Host,
		email: p.Email, ip: string(p.IP), hostFlags: p.HostFlags}
	if p.Time != nil {
		s.timed, s.time = true, *p.Time
	}
	return s
}

// Kept is what others keep in a verifier, beside its signatures, from one question to the next: one value of each type,
// zero at first.
func Kept[T any](v *Verifier) *T {
	kind := any((*T)(nil))
	if v.kept == nil {
		v.kept = map[any]any{}
	}
	have, ok := v.kept[kind].(*T)
	if !ok {
		have = new(T)
		v.kept[kind] = have
	}
	return have
}
