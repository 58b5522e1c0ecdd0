//go:build !lean

package message

import "strings"

// frameEnds stand in the brackets that end a frame of a stack, as Java and its kin print it, squeezed.
const frameEnds = ".java:|.kt:|.scala:|(unknownsource)|(nativemethod)"

// withoutFrames returns a range of q without the frames of Java's stacks, "at org.example.Class.method(Class.java:1)":
// their names of classes say what was built, and hardly ever on which side of the connection it stands.
func (q *Text) withoutFrames(from, to int) string {
	if from >= to {
		return ""
	}
	text := q.b[from:to]
	if !containsAny(text, frameEnds) {
		return text
	}
	var kept strings.Builder
	done := 0
	for open := 0; open < len(text); open++ {
		if text[open] != '(' {
			continue
		}
		n := strings.IndexByte(text[open:min(len(text), open+80)], ')') + 1
		if n == 0 || !containsAny(text[open:open+n], frameEnds) {
			continue
		}
		line, _ := q.line(from + open)
		if start := max(line-from, nameStart(text, open)); start > done {
			kept.WriteString(text[done:start])
		}
		done = open + n
		open = done - 1
	}
	kept.WriteString(text[done:])
	return kept.String()
}

// nameStart returns where the name of a method with its class and package begins that ends at a place.
func nameStart(text string, end int) int {
	for end > 0 && (alphanumeric(text[end-1]) || strings.IndexByte("._$/<@-", text[end-1]) >= 0) {
		end--
	}
	return end
}

// galera leads in what Galera writes into the log of a node of MariaDB or MySQL.
const galera = "wsrep:"

// amongPeers reports whether the line of at is Galera's: nodes of a cluster dial each other, and either may say so.
func (q *Text) amongPeers(at int) bool {
	from, to := q.line(at)
	return strings.Contains(q.b[from:min(to, at+100)], galera)
}
