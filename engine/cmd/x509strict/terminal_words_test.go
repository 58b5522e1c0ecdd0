package main

import (
	"strings"
	"testing"

	"x509strict/engine/advise"
	"x509strict/engine/read/message"
)

// TestNoBoxInTerminal wants nothing of the page's in what is said of any meaning.
func TestNoBoxInTerminal(t *testing.T) {
	for _, m := range message.Meanings() {
		for _, side := range []message.Side{message.ClientSide, message.ServerSide} {
			a := advise.For(message.Message{Meaning: m, Client: "curl", Side: side})
			lines := []string{a.Next.EN, a.Next.ZH}
			for _, c := range a.Commands {
				lines = append(lines, c.Why.EN, c.Why.ZH)
			}
			for _, line := range lines {
				for _, word := range []string{"aste ", "the box", "粘贴", "输入框", "Drop "} {
					if said := inTerminal(line); strings.Contains(said, word) {
						t.Errorf("%s: %s", m, said)
					}
				}
			}
		}
	}
}
