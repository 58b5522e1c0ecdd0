package message

import (
	"fmt"
	"strings"
	"testing"
)

// TestSaidOnce wants no row of the tables twice. Blanks tell texts apart: "host name" is not found in "hostname", and a
// sign with one is no name of a program.
func TestSaidOnce(t *testing.T) {
	rows := map[phrase]bool{}
	for _, table := range phraseTables {
		for _, p := range table {
			p.text = strings.ToLower(p.text)
			if rows[p] {
				t.Errorf("said twice: %+v", p)
			}
			rows[p] = true
		}
	}
	words := map[string]bool{}
	for _, table := range signTables {
		for _, s := range table {
			for _, w := range s.words {
				row := fmt.Sprint(s.client, s.rank, s.role, s.only, s.of, " ", w)
				if words[row] {
					t.Errorf("shown twice: %s", row)
				}
				words[row] = true
			}
		}
	}
}
