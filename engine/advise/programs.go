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

// inChinese are the names of programs that hold words.
var inChinese = map[string]string{
	"a program that uses Qt":           "使用 Qt 的程序",
	"a Rust program (reqwest)":         "Rust 程序（reqwest）",
	"a program that uses GLib (GNOME)": "使用 GLib 的程序（GNOME）",
	"Elastic Agent and Beats":          "Elastic Agent 和 Beats",
	"an IRC client":                    "IRC 客户端",
	"fetch and pkg of FreeBSD":         "FreeBSD 的 fetch 和 pkg",
	"SQL Server drivers":               "SQL Server 驱动",
	"Oracle Database drivers":          "Oracle 数据库驱动",
	"Python before 3.13":               "Python 3.13 之前的版本",
	"boto3 and botocore":               "boto3 和 botocore",
	"Dart and Flutter":                 "Dart 和 Flutter",
	"Erlang and Elixir":                "Erlang 和 Elixir",
}

// Called is the name in both languages.
func (p *Program) Called() lang.Text {
	if zh := inChinese[p.Name]; zh != "" {
		return t(p.Name, zh)
	}
	return t(p.Name, p.Name)
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
