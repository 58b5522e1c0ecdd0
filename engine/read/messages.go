package read

import "x509strict/engine/read/message"

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
		if count == maxMessages {
			break
		}
		key := m
		key.Text, key.At = "", 0 // text and constant, or the same under another name
		if s.r.messages[key] {
			s.r.merged++
			continue
		}
		s.r.messages[key] = true
		found := Message{m, s.at}
		found.Place.Kind = "message"
		found.Place.Line = s.line(m.At)
		s.r.out.Messages = append(s.r.out.Messages, found)
		count++
	}
	if len(s.r.out.Certificates) == 0 && text.Has("Certificate: Data: Version:") {
		s.r.note(Problem, "text-only", s.at)
	}
}
