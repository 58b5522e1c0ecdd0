package engine

import (
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

// Check reads the inputs and reports what the chosen client would say of them. Bad input is part of the report, not
// an error; errors are a [*UsageError], a limit of package read, or [ErrCancelled]; of a lean build also [ErrFurther].
func Check(inputs []read.Input, o Options) (*Report, error) {
	e, err := Examine(inputs, o)
	if err != nil {
		return nil, err
	}
	return e.Report, nil
}

// Examination is a check together with what it was made from, for whoever repairs.
type Examination struct {
	Report *Report
	Bundle *read.Bundle
	run    *run
}

// Examine checks as [Check] does.
func Examine(inputs []read.Input, o Options) (*Examination, error) {
	r, err := start(o)
	if err != nil {
		return nil, err
	}
	r.progress("read", 0, len(inputs))
	if r.bundle, err = r.read(inputs); err != nil {
		return nil, err
	}
	report, err := r.judge()
	if err != nil {
		return nil, err
	}
	r.requests()
	if len(report.Certificates) == 0 && len(report.Messages) == 0 {
		r.named(inputs)
	}
	return &Examination{Report: report, Bundle: r.bundle, run: r}, nil
}

func (r *run) judge() (*Report, error) {
	if r.takesMore() {
		return nil, ErrFurther
	}
	r.fromMessage()
	items := r.items()
	r.indexItems(items)
	var err error
	if r.decision, err = roles.Decide(items, r.roleOptions()); err != nil {
		return nil, err
	}
	r.faults()
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
	return r.report, r.rest(r.decision.Chains[r.report.Chain])
}
