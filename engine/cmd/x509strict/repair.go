package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/mend"
	"x509strict/engine/read"
)

func repair(args []string, in io.Reader, out, errs io.Writer) int {
	c := newCommon(
		"repair",
		"repair [-key FILE] [-password P] [-out DIR] FILE...   (standard input without FILE)",
		errs,
	)
	var keys list
	c.flags.Var(&keys, "key", "`FILE` with the CA's private key: PEM, PKCS#12 or JKS; may be repeated")
	dir := c.flags.String("out", ".", "write the files into `DIR`; existing files are never overwritten")
	pkcs12 := c.flags.String("pkcs12", "", "also make PKCS#12 files with this `PASSWORD`")
	legacy := c.flags.Bool("legacy", false, "PKCS#12 in the form of old software")
	serial := c.flags.Bool("new-serial", false, "give new serial numbers where no certificate names the old one")
	if status, done := parse(c.flags, args); done {
		return status
	}
	o, err := c.options()
	if err != nil {
		return complain(errs, err)
	}
	given, err := inputs(c.flags.Args(), in)
	if err != nil {
		return complain(errs, err)
	}
	keyFiles, err := named(keys, in)
	if err != nil {
		return complain(errs, err)
	}
	r, err := mend.Repair(
		given,
		keyFiles,
		o,
		mend.Options{
			NewSerial:      *serial,
			PKCS12:         *pkcs12 != "",
			PKCS12Password: *pkcs12,
			LegacyPKCS12:   *legacy,
			Random:         rand.Reader,
		},
	)
	if err != nil {
		return complain(errs, err)
	}
	if r.Report.Verdict == "unreadable" {
		fmt.Fprintln(errs, "x509strict:", shown(r.Why))
		return exitUsage
	}
	return deliver(r, *dir, out, errs)
}

// named reads the files of an option; none, and standard input neither, where it was not given.
func named(files list, in io.Reader) ([]read.Input, error) {
	if len(files) == 0 {
		return nil, nil
	}
	return inputs(files, in)
}

// deliver writes what was made into dir, says what it is, and returns the exit status.
func deliver(r *mend.Repaired, dir string, out, errs io.Writer) int {
	if err := save(dir, r.Files, out); err != nil {
		return complain(errs, err)
	}
	explain(out, r)
	if !r.Proven {
		return exitRefused
	}
	return exitOK
}

func explain(out io.Writer, r *mend.Repaired) {
	if r.Plan != nil {
		fmt.Fprintln(out, r.Plan.Summary)
		for i, s := range r.Plan.Steps {
			fmt.Fprintf(out, "  %d. %s\n", i+1, s.Title)
		}
		for _, s := range append(append([]string{}, r.Plan.Blocked...), r.Plan.Warnings...) {
			fmt.Fprintf(out, "  - %s\n", s)
		}
	}
	for _, p := range r.Proof {
		fmt.Fprintf(out, "  %-8s %-22s %s\n", p.Verdict, p.Client, p.Text)
	}
	if r.Why != "" {
		fmt.Fprintln(out, shown(r.Why))
	}
	l := lang.Lang(r.Report.Lang)
	if !r.Proven && r.Run != "" {
		fmt.Fprintf(out, "%s %s\n", lang.Text{EN: "Where the key lies:", ZH: "在密钥所在的机器上运行："}.In(l), r.Run)
	}
	if r.Handover != nil && r.Proven {
		var b strings.Builder
		r.Handover.In(l).Write(&b, l, true)
		fmt.Fprint(out, b.String())
	}
}

// save writes the files, none of which may exist yet: a repair must never destroy what it repairs. Keys are for their
// owner's eyes only.
func save(dir string, files []issue.File, out io.Writer) error {
	for _, f := range files {
		if !filepath.IsLocal(f.Name) {
			return fmt.Errorf("%q is no file name", f.Name)
		}
		if _, err := os.Lstat(filepath.Join(dir, f.Name)); err == nil {
			return fmt.Errorf("%s exists already; -out names another folder", filepath.Join(dir, f.Name))
		}
	}
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		mode := os.FileMode(0o666)
		switch {
		case strings.HasSuffix(f.Name, ".sh"):
			mode = 0o777
		case strings.HasSuffix(f.Name, ".key"), strings.HasSuffix(f.Name, ".p12"), strings.HasSuffix(f.Name, ".zip"):
			mode = 0o600
		}
		w, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if err != nil {
			return err
		}
		if _, err := w.Write(f.Data); err != nil {
			return errors.Join(err, w.Close())
		}
		if err := w.Close(); err != nil {
			return err
		}
		fmt.Fprintln(out, shown(path))
	}
	return nil
}
