package message_test

import "testing"

// TestThreads reads what people posted, gathered after the tables were made.
func TestThreads(t *testing.T) {
	for _, s := range samples(t, "testdata/threads.txt") {
		if m := s.mistake(taken(s.text)); m != "" {
			t.Errorf("%s\n%s\n%s", s.source, s.text, m)
		}
	}
}
