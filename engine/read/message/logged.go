//go:build !lean

package message

import "bytes"

// taggedApart reports whether syslog's tag stands in front of the line of a place and not in front of another's: what a
// program logs so it logs all so.
func (q *Text) taggedApart(at, other int) bool {
	tag := tagOf(q.plainLine(at))
	return len(tag) > 0 && !bytes.Equal(tag, tagOf(q.plainLine(other)))
}

// plainLine returns the whole line of a place in the plain text, with what carried it.
func (q *Text) plainLine(at int) []byte {
	i := q.offset(at)
	return lineOf(q.plain[bytes.LastIndexByte(q.plain[:i], '\n')+1:])
}

// tagOf returns the name of a program by which syslog begins a line, without the number of the process; nil where it
// does not.
func tagOf(line []byte) []byte {
	same, size := carrierHead(line)
	if same == nil {
		return nil
	}
	head, tagged := bytes.CutSuffix(line[:size], []byte(": "))
	if !tagged {
		return nil
	}
	name := head[bytes.LastIndexByte(head, ' ')+1:]
	name, _, _ = bytes.Cut(name, []byte("["))
	return name
}
