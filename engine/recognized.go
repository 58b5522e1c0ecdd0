//go:build !lean

package engine

import (
	"x509strict/engine/advise"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/workaround"
)

// messages puts the recognised messages into the report.
func (r *run) messages() {
	for _, m := range r.bundle.Messages {
		r.report.Messages = append(r.report.Messages, recognized(m, r.o.Lang))
	}
}

// recognized puts a message and what to do about it into words.
func recognized(m read.Message, l lang.Lang) RecognizedError {
	a := advise.For(m.Message)
	x := RecognizedError{
		Code:    int(m.Code),
		Rule:    m.Slug,
		Text:    m.Text,
		Client:  m.Client,
		Host:    m.Host,
		Title:   a.Title.In(l),
		Ask:     a.Next.In(l),
		Source:  placeText(m.Place, l),
		At:      -1,
		Meaning: string(m.Meaning),
		Aside:   a.Aside,
		Alert:   m.Alert,
		Side:    string(m.Side),
		Port:    m.Port,
		Count:   m.Count,
		Program: a.Name.In(l),
		Who:     a.Who.In(l),
		Strict:  a.Strict.In(l),
		CAFile:  a.CAFile.In(l),
		Snippet: a.Snippet,

		Commands: []Command{},
		Makers:   []string{},
		Change:   changeOfCode(a.Snippet, m, l),
	}
	for _, c := range a.Commands {
		x.Commands = append(x.Commands, Command{c.Why.In(l), c.Code})
	}
	for _, maker := range a.Makers {
		x.Makers = append(x.Makers, maker.In(l))
	}
	return x
}

// changeOfCode returns a change of code with what the message names filled in; nil for none.
func changeOfCode(id string, m read.Message, l lang.Lang) *CodeChange {
	for _, s := range workaround.All {
		if s.ID != id {
			continue
		}
		return &CodeChange{s.Library.In(l), s.Language, s.For(m.Host, m.Port, ""), s.Note.In(l), s.Cost().In(l)}
	}
	return nil
}
