package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"x509strict/engine"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// maxInput is the most that is taken of one file or of standard input; the reader refuses what is longer than 64 MiB
// itself.
const maxInput = 64<<20 + 1

// list is an option that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// common are the options of every verb that judges.
type common struct {
	flags     *flag.FlagSet
	client    *string
	openssl   *string
	host      *string
	as        *string
	at        *string
	lang      *string
	chain     *int
	passwords list
	roles     list
	more      []string // clients that were named beside the first
}

func newFlags(verb, about string, errs io.Writer) *flag.FlagSet {
	f := flag.NewFlagSet("x509strict "+verb, flag.ContinueOnError)
	errs = textSafe{errs}
	f.SetOutput(errs)
	f.Usage = func() {
		fmt.Fprintf(errs, "Usage: x509strict %s\n", about)
		f.PrintDefaults()
	}
	return f
}

func newCommon(verb, about string, errs io.Writer) *common {
	f := newFlags(verb, about, errs)
	c := &common{
		flags: f,
		client: f.String(
			"client",
			"",
			"whose verdict: `ID` of a client, such as python-3.12, curl, nodejs, go; several, separated by commas, must all\n"+
				"accept (default the one that a pasted message names, else python-3.13)",
		),
		openssl: f.String("openssl", "3.5", "OpenSSL `GENERATION`: 1.1.1, 3.0, 3.5 or 4.0"),
		host:    f.String("host", "", "host `NAME` or IP address that the client asks for (default the one that a pasted message names; - for none)"),
		as:      f.String("as", "", "what the leaf is used as: server or client (default from the evidence)"),
		at:      f.String("time", "", "judge at this `TIME`, RFC 3339 (default now)"),
		lang:    f.String("lang", "en", "`LANGUAGE` of the texts: en or zh"),
		chain:   f.Int("chain", -1, "which chain to report on, when there are several, from 0 (default the one that decides)"),
	}
	f.Var(&c.passwords, "password", "`PASSWORD` of a container or key; may be repeated")
	f.Var(&c.roles, "role", "`SHA256=ROLE`: leaf, intermediate, anchor or unused for one certificate; may be repeated")
	return c
}

func (c *common) options() (engine.Options, error) {
	first, more, _ := strings.Cut(*c.client, ",")
	c.more = strings.FieldsFunc(more, func(r rune) bool { return r == ',' })
	o := engine.Options{
		Client:    first,
		OpenSSL:   *c.openssl,
		Host:      *c.host,
		Passwords: c.passwords,
		As:        *c.as,
		Lang:      lang.Lang(*c.lang),
		Time:      time.Now(),
		Openers:   containers.All,
	}
	if released != "" {
		t, err := time.Parse(time.DateOnly, released)
		if err != nil {
			return o, fmt.Errorf("built with release date %q, which is not of the form 2026-01-31", released)
		}
		o.Released = t
	}
	if *c.chain >= 0 {
		o.Chain = c.chain
	}
	if o.Host == "-" {
		o.Host, o.Ignore.Host = "", true
	}
	if *c.lang != "en" && *c.lang != "zh" {
		return o, fmt.Errorf("-lang %q is neither en nor zh", *c.lang)
	}
	if *c.at != "" {
		t, err := time.Parse(time.RFC3339, *c.at)
		if err != nil {
			return o, fmt.Errorf("-time %q is not RFC 3339, such as 2026-01-31T12:00:00Z", *c.at)
		}
		o.Time = t
	}
	if *c.chain < -1 {
		return o, fmt.Errorf("-chain %d: chains count from 0", *c.chain)
	}
	for _, r := range c.roles {
		sum, role, ok := strings.Cut(r, "=")
		if !ok {
			return o, fmt.Errorf("-role %q is not SHA256=ROLE", r)
		}
		sum = strings.ToLower(strings.ReplaceAll(sum, ":", ""))
		if b, err := hex.DecodeString(sum); err != nil || len(b) != sha256.Size {
			return o, fmt.Errorf("-role %q: no SHA-256 fingerprint, 64 hexadecimal digits, stands before =", r)
		}
		if o.Roles == nil {
			o.Roles = map[string]string{}
		}
		o.Roles[sum] = role
	}
	return o, nil
}

// inputs reads the files, or standard input when there are none; "-" is standard input too.
func inputs(files []string, in io.Reader) ([]read.Input, error) {
	if len(files) == 0 {
		files = []string{"-"}
	}
	var out []read.Input
	for _, name := range files {
		if name == "-" {
			data, err := io.ReadAll(io.LimitReader(in, maxInput))
			if err != nil {
				return nil, fmt.Errorf("standard input: %w", err)
			}
			out = append(out, read.Input{Data: data})
			continue
		}
		data, err := readFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, read.Input{Name: name, Data: data})
	}
	return out, nil
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxInput))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

func complain(errs io.Writer, err error) int {
	fmt.Fprintf(errs, "x509strict: %s\n", shown(err.Error()))
	return exitUsage
}
