package client

import "x509strict/engine/lang"

// Group is what people run a client in, in one lower-case word that reports carry.
type Group string

// The groups; [Groups] has their order and names.
const (
	Python      Group = "python"
	CommandLine Group = "command-line"
	JavaScript  Group = "javascript"
	Golang      Group = "go"
	Java        Group = "java"
	Rust        Group = "rust"
	Browsers    Group = "browsers"
	Systems     Group = "systems"
)

// GroupName is a group with its heading.
type GroupName struct {
	ID   Group
	Name lang.Text
}

// Groups lists the groups in the order in which a page shows them.
var Groups = []GroupName{
	{Python, lang.Text{EN: "Python", ZH: "Python"}},
	{Java, lang.Text{EN: "Elasticsearch and Java", ZH: "Elasticsearch 与 Java"}},
	{JavaScript, lang.Text{EN: "JavaScript", ZH: "JavaScript"}},
	{Golang, lang.Text{EN: "Go", ZH: "Go"}},
	{Rust, lang.Text{EN: "Rust", ZH: "Rust"}},
	{CommandLine, lang.Text{EN: "Command line", ZH: "命令行"}},
	{Browsers, lang.Text{EN: "Browsers", ZH: "浏览器"}},
	{Systems, lang.Text{EN: "Operating systems", ZH: "操作系统"}},
}
