//go:build !lean

package message

import (
	"bytes"
	"strings"
)

// pairs are how programs print the two ends of a connection: what leads in the own one, and what stands between. Netty
// prints an address of Java's, Go an arrow.
var pairs = []struct{ local, remote string }{
	{"L:", "R:"},
	{"localAddress=", "remoteAddress="},
	{"read tcp ", "->"},
	{"write tcp ", "->"},
}

// leastDialling is the first of the ports that systems give those who dial, which nobody listens on.
const leastDialling = 32768

// rarelyHeard is the first of the ports that some systems give those who dial and on which few listen: where the other
// end's is far below, that one is who listens.
const rarelyHeard = 16384

// ends reads the two ends of a connection that the lines around a place print, as a role and, where this end dialled,
// the other end's address.
func (q *Text) ends(at int) (role role, host string, port int) {
	from, to := q.record(at, 600)
	if len(q.plain) <= maxPaste { // one story, whatever dates begin its lines
		from, to = max(0, at-600), min(len(q.b), at+200)
	}
	return q.endsIn(from, to)
}

// endsIn is ends for a range.
func (q *Text) endsIn(from, to int) (role role, host string, port int) {
	text := q.plain[q.offset(from):min(q.offset(max(to-1, 0))+1, len(q.plain))]
	for _, p := range pairs {
		_, own, found := bytes.Cut(text, []byte(p.local))
		if !found {
			continue
		}
		_, localPort := endAt(own)
		_, other, found := bytes.Cut(own[:min(len(own), 160)], []byte(p.remote))
		if !found || localPort == 0 {
			continue
		}
		address, remotePort := endAt(other)
		switch {
		case localPort >= leastDialling && remotePort > 0 && remotePort < leastDialling,
			localPort >= rarelyHeard && remotePort > 0 && remotePort < rarelyHeard/2:
			return clientRole, address, remotePort
		case remotePort >= leastDialling && localPort < leastDialling:
			return serverRole, "", 0
		}
	}
	return unknownRole, "", 0
}

// endAt reads the address and the port that a text begins with: "HOST/ADDRESS:PORT", "/ADDRESS:PORT", "[ADDRESS]:PORT".
func endAt(b []byte) (address string, port int) {
	b = b[:min(len(b), 120)]
	if end := bytes.IndexAny(b, " ,}>\n\"'!"); end >= 0 {
		b = b[:end]
	}
	b = bytes.TrimRight(b, ":-")
	name, numbers, named := bytes.Cut(b, []byte("/"))
	if !named {
		name, numbers = nil, b
	}
	k := bytes.LastIndexByte(numbers, ':')
	if k < 0 {
		return "", 0
	}
	if port = numberAt(numbers[k+1:], nil); port == 0 {
		return "", 0
	}
	address = strings.Trim(string(numbers[:k]), "[]")
	if h, rest := hostAt(name, 2); h != "" && len(rest) == 0 {
		address = h
	}
	return address, port
}
