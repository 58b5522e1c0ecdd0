package origin

import (
	"regexp"
	"testing"
)

// TestCalled holds the Chinese names to makers that exist, and names that describe to having one.
func TestCalled(t *testing.T) {
	for id := range chinese {
		if ByID(id) == nil {
			t.Errorf("no maker is called %q", id)
		}
	}
	describes := regexp.MustCompile(`\b(or|and|by|with|without|of|managed|sample|local|proxy)\b`)
	for i := range All() {
		m := &All()[i]
		if describes.MatchString(m.Name) && m.Called().ZH == m.Name {
			t.Errorf("%s: %q has no Chinese name", m.ID, m.Name)
		}
	}
}
