package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"slices"

	"x509strict/engine"
	"x509strict/engine/mend"
	"x509strict/engine/plan"
	"x509strict/engine/read"
)

// sign turns a certificate request into a certificate that strict clients take, as the page does.
func sign(args []string, in io.Reader, out, errs io.Writer) int {
	c := newCommon(
		"sign",
		"sign -ca FILE -key FILE [-name HOST]... [-for server|client|both] [-days N] [-out DIR] REQUEST",
		errs,
	)
	var authorities, keys, names list
	c.flags.Var(&authorities, "ca", "`FILE` with the CA's certificate, and those above it; may be repeated")
	c.flags.Var(&keys, "key", "`FILE` with the CA's private key: PEM, PKCS#12 or JKS; may be repeated")
	c.flags.Var(&names, "name", "`HOST` name or IP address in the certificate; may be repeated (default what the request asks for)")
	kind := c.flags.String("for", "", "whose certificate: server, client or both (default what the request asks for)")
	days := c.flags.Int("days", 0, "lifetime in days, at most the CA's (default 397)")
	dir := c.flags.String("out", ".", "write the files into `DIR`; existing files are never overwritten")
	if status, done := parse(c.flags, args); done {
		return status
	}
	o, err := c.options()
	if err != nil {
		return complain(errs, err)
	}
	if *kind != "" && !slices.Contains([]string{"server", "client", "both"}, *kind) {
		return complain(errs, fmt.Errorf("-for %q is neither server, client nor both", *kind))
	}
	given, err := inputs(c.flags.Args(), in)
	if err != nil {
		return complain(errs, err)
	}
	above, err := named(authorities, in)
	if err != nil {
		return complain(errs, err)
	}
	keyFiles, err := named(keys, in)
	if err != nil {
		return complain(errs, err)
	}
	given = append(given, above...)
	q, err := theRequest(given, o)
	if err != nil {
		return complain(errs, err)
	}
	wanted := mend.Wanted{Names: names, Kind: *kind, Days: *days}
	if len(names) == 0 {
		wanted.Names = q.Hosts
	}
	if *kind == "" {
		wanted.Kind = q.Kind
	}
	r, err := mend.SignRequest(given, keyFiles, o, wanted, rand.Reader)
	if wish := (*plan.WishError)(nil); errors.As(err, &wish) {
		err = errors.New(wish.Text.In(o.Lang))
	}
	if err != nil {
		return complain(errs, err)
	}
	if r.Key != nil {
		fmt.Fprintln(errs, "x509strict:", shown(r.Key.Title))
		return exitUsage
	}
	return deliver(r, *dir, out, errs)
}

// theRequest is the one request among the inputs.
func theRequest(given []read.Input, o engine.Options) (engine.Request, error) {
	e, err := engine.Examine(given, o)
	if err != nil {
		return engine.Request{}, err
	}
	switch n := len(e.Report.Requests); n {
	case 1:
		return e.Report.Requests[0], nil
	case 0:
		return engine.Request{}, errors.New("there is no certificate request in it (BEGIN CERTIFICATE REQUEST)")
	default:
		return engine.Request{}, fmt.Errorf("there are %d certificate requests: sign one at a time", n)
	}
}
