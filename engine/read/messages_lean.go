//go:build lean

package read

import "bytes"

// messages leaves all text outside of blocks to the whole engine.
func (s *scan) messages(outside []span) {
	for _, part := range outside {
		if len(bytes.TrimSpace(s.text.b[part.start:part.end])) > 0 {
			s.r.out.Unread = true
		}
	}
}
