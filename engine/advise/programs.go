package advise

import (
	"slices"

	"x509strict/engine/lang"
)

// Program is a program whose messages are recognized.
type Program struct {
	ID      string
	Name    string
	CAFile  lang.Text // where it is told the file of trusted CAs
	Snippet string    // id of the change of code in package workaround; "" for none
	Row     string    // id of the client whose verdict is its own; "" for none
	Start   string    // value of s_client's -starttls for its protocol; "" for none
	Port    int       // where it connects to unless told otherwise
	// Asks is for a tool that is run to find out about another program: its errors do not tell who is refused, and
	// without its CA file it trusts nothing.
	Asks bool
}

// tables are those of package message's signs and phrases.
var tables = [][]Program{python, runtimes, tools, daemons}

// ProgramByID returns a program, or nil.
func ProgramByID(id string) *Program {
	for _, table := range tables {
		for i := range table {
			if table[i].ID == id {
				return &table[i]
			}
		}
	}
	return nil
}

// Programs lists them all.
func Programs() []Program { return slices.Concat(tables...) }
