package main

import (
	"encoding/base64"
	"io"

	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// found is what the read verb prints. Keys are described, never printed.
type found struct {
	Certificates []foundDER   `json:"certificates"`
	Keys         []foundKey   `json:"keys"`
	Requests     []foundDER   `json:"requests"`
	Messages     []foundError `json:"messages"`
	Notes        []foundNote  `json:"notes"`
	Locked       []foundLock  `json:"locked"`
}

type foundDER struct {
	DER     string       `json:"der"`
	Subject string       `json:"subject"`
	Source  read.Place   `json:"source"`
	Also    []read.Place `json:"also,omitempty"`
}

type foundKey struct {
	Kind      string     `json:"kind"`
	PublicKey string     `json:"publicKey"` // SubjectPublicKeyInfo, base64
	Source    read.Place `json:"source"`
	Matches   []int      `json:"matches"`
}

type foundError struct {
	Code   int        `json:"code"`
	Rule   string     `json:"rule"`
	Text   string     `json:"text"`
	Client string     `json:"client"`
	Host   string     `json:"host"`
	Source read.Place `json:"source"`

	Meaning string `json:"meaning,omitempty"`
	Side    string `json:"side,omitempty"`
	Alert   int    `json:"alert,omitempty"`
	Port    int    `json:"port,omitempty"`
	Count   int    `json:"count"`
}

type foundNote struct {
	Severity string            `json:"severity"`
	ID       string            `json:"id"`
	Args     map[string]string `json:"args"`
	Source   read.Place        `json:"source"`
}

type foundLock struct {
	Source read.Place `json:"source"`
	Tried  bool       `json:"tried"`
}

func readVerb(args []string, in io.Reader, out, errs io.Writer) int {
	f := newFlags("read", "read [-password P] [FILE...]   (standard input without FILE)", errs)
	var passwords list
	f.Var(&passwords, "password", "`PASSWORD` of a container or key; may be repeated")
	if status, done := parse(f, args); done {
		return status
	}
	given, err := inputs(f.Args(), in)
	if err != nil {
		return complain(errs, err)
	}
	b, err := read.Read(given, read.Options{Passwords: passwords, Openers: containers.All})
	if err != nil {
		return complain(errs, err)
	}
	if err := printJSON(out, show(b)); err != nil {
		return complain(errs, err)
	}
	return exitOK
}

func show(b *read.Bundle) found {
	s := found{[]foundDER{}, []foundKey{}, []foundDER{}, []foundError{}, []foundNote{}, []foundLock{}}
	for _, c := range b.Certificates {
		s.Certificates = append(
			s.Certificates,
			foundDER{base64.StdEncoding.EncodeToString(c.Raw), c.Subject.String(), c.Place, c.Also},
		)
	}
	for _, k := range b.Keys {
		s.Keys = append(
			s.Keys,
			foundKey{k.Kind, base64.StdEncoding.EncodeToString(k.PublicKey), k.Place, append([]int{}, k.Matches...)},
		)
	}
	for _, q := range b.Requests {
		s.Requests = append(
			s.Requests,
			foundDER{base64.StdEncoding.EncodeToString(q.Raw), q.Subject.String(), q.Place, nil},
		)
	}
	for _, m := range b.Messages {
		s.Messages = append(s.Messages, foundError{
			int(m.Code), m.Slug, m.Text, m.Client, m.Host, m.Place, string(m.Meaning), string(m.Side), m.Alert,
			m.Port, m.Count,
		})
	}
	for _, n := range b.Notes {
		args := n.Args
		if args == nil {
			args = map[string]string{}
		}
		s.Notes = append(s.Notes, foundNote{string(n.Severity), n.ID, args, n.Place})
	}
	for _, l := range b.Locked {
		s.Locked = append(s.Locked, foundLock{l.Place, l.Tried})
	}
	return s
}
