package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"

	"x509strict/engine"
	"x509strict/engine/client"
	"x509strict/engine/mend"
	"x509strict/engine/read"
)

// fleet are the options of an audit that repairs.
type fleet struct {
	repair *bool
	keys   list
	dir    *string
}

func newFleet(c *common) *fleet {
	f := &fleet{
		repair: c.flags.Bool(
			"repair",
			false,
			"say which CAs mend the others by being re-issued, and make those whose keys are given",
		),
		dir: c.flags.String(
			"out",
			"",
			"with -repair: write the files and the plan into `DIR`; existing files are never overwritten",
		),
	}
	c.flags.Var(&f.keys, "ca-key", "with -repair: `FILE` with CAs' private keys: PEM, PKCS#12 or JKS; may be repeated")
	return f
}

// run plans for the files that the operands name and, with keys, carries the plan out. It exits with 1 while a
// certificate is still refused.
func (f *fleet) run(operands []string, o engine.Options, in io.Reader, out, errs io.Writer) int {
	g, err := classify(operands)
	switch {
	case err != nil:
		return complain(errs, err)
	case len(g.endpoints) > 0:
		return complain(errs, fmt.Errorf("-repair takes files: save what %s sends with check -save", g.endpoints[0]))
	case len(g.files) == 0:
		return complain(errs, errors.New("-repair takes files or folders"))
	case len(f.keys) > 0 && *f.dir == "":
		return complain(errs, errors.New("-ca-key wants -out, the folder for the files"))
	}
	given, err := inputs(g.files, in)
	if err != nil {
		return complain(errs, err)
	}
	var keys []read.Input
	if len(f.keys) > 0 {
		if keys, err = inputs(f.keys, in); err != nil {
			return complain(errs, err)
		}
	}
	var clients []string
	for _, c := range client.All {
		if c.Compared {
			clients = append(clients, c.ID)
		}
	}
	r, err := mend.AuditFleet(given, keys, o, nil, clients, rand.Reader)
	if err != nil {
		return complain(errs, err)
	}
	if r.Fleet.Total == 0 {
		return complain(errs, errors.New("no certificate was found in what was named"))
	}
	if *f.dir != "" {
		if err := save(*f.dir, r.Files, out); err != nil {
			return complain(errs, err)
		}
	}
	f.tell(out, r)
	if r.Judged > 0 && r.Why == "" && r.Refused == 0 || r.Fleet.Refused == 0 {
		return exitOK
	}
	return exitRefused
}

func (f *fleet) tell(out io.Writer, r *mend.Fleet) {
	w := textSafe{out}
	fmt.Fprintf(w, "%d of %d certificates are refused; re-issuing %s mends %d of them\n",
		r.Fleet.Refused, r.Fleet.Total, counted(len(r.Fleet.CAs), "CA"), r.Fleet.Mended)
	for _, g := range r.Fleet.Groups {
		var names []string
		for _, n := range g.CAs {
			names = append(names, r.Fleet.CAs[n].Name)
		}
		fmt.Fprintf(w, "  re-issuing %s mends %d of %d\n", strings.Join(names, " and "), len(g.Rows), r.Fleet.Refused)
	}
	for _, l := range r.Fleet.Left {
		fmt.Fprintf(w, "  %d stay refused: %s\n", l.Rows, l.Text)
	}
	for _, n := range r.Wanting {
		fmt.Fprintf(w, "  %s takes the key of %s\n", r.Fleet.CAs[n].File, r.Fleet.CAs[n].Signer)
	}
	if r.Judged > 0 {
		fmt.Fprintf(w, "judged again with the new CAs: %d accepted, %d refused\n", r.Accepted, r.Refused)
	}
	if r.Why != "" {
		fmt.Fprintln(w, r.Why)
	}
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
