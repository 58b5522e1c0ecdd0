//go:build !lean

package read

import (
	"x509strict/engine/read/message"
	"x509strict/engine/read/printed"
)

// maxMessages bounds the messages of one text.
const maxMessages = 50

// messages looks for certificate errors in the text outside of blocks.
func (s *scan) messages(outside []span) {
	parts := make([]message.Span, len(outside))
	for i, part := range outside {
		parts[i] = message.Span{Start: part.start, End: part.end}
	}
	text := message.New(s.text.b, parts)
	count := 0
	for m := range text.All() {
		key := m
		key.Text, key.At, key.Port = "", 0, 0 // text and constant, or the same under another name
		key.Files, key.Sent = [2]string{}, false
		line := s.line(m.At)
		if i, ok := s.r.messages[key]; ok {
			s.r.merged++
			if had := &s.r.out.Messages[i]; had.last != line || had.Place.File != s.at.File {
				had.Count++
				had.last = line
			}
			continue
		}
		if count == maxMessages { // the kinds that are known go on counting
			continue
		}
		s.r.messages[key] = len(s.r.out.Messages)
		found := Message{Message: m, Place: s.at, Count: 1, last: line}
		found.Place.Kind = "message"
		found.Place.Line = line
		s.r.out.Messages = append(s.r.out.Messages, found)
		count++
	}
	s.printed()
}

// printed reads what tools print of certificates.
func (s *scan) printed() {
	for _, c := range printed.Read(s.text.b) {
		p := Printed{c, s.at}
		p.Place.Kind, p.Place.Line = "printed", s.line(c.At)
		s.r.out.Printed = append(s.r.out.Printed, p)
	}
	if len(s.r.out.Printed) > 0 && len(s.r.out.Certificates) == 0 {
		s.r.note(Problem, "text-only", s.at)
	}
}
