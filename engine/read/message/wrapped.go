//go:build !lean

package message

import (
	"bytes"
	"strings"
)

// wrapped returns the host of a text whose lines a terminal's width or a mail broke: where the words in front of a host
// end one line and the host stands on the next, "SSL certificate\nfor www.example.com:443".
func (q *Text) wrapped(f *find) (host string, port int) {
	if len(q.plain) > maxPaste {
		return "", 0
	}
	from, to := q.record(f.from, addressReach)
	lines := bytes.Split(q.plain[q.offset(from):q.offset(to)], []byte("\n"))
	for i := 1; i < len(lines); i++ {
		end, next := bytes.TrimRight(lines[i-1], " \r"), bytes.TrimLeft(lines[i], drawnInFront)
		if word, _, _ := bytes.Cut(next, []byte(" ")); len(end) < shortestWrap && len(end)+len(word) < usualWidth {
			continue
		}
		for _, b := range before {
			if host, port = broken(end, next, b.text, b.port); host != "" {
				return host, port
			}
		}
	}
	return "", 0
}

// drawnInFront are the marks in front of a line that goes on with what an error's tree of causes said above.
const drawnInFront = " |│"

// usualWidth is the width at which programs that wrap what they say begin another line: a long word stands on its own.
const usualWidth = 80

// shortestWrap is how long a line that is broken for its length is at least, in bytes.
const shortestWrap = 40

// broken returns the host that stands behind lead where the end of a line and the beginning of the next share it.
func broken(end, next []byte, lead, portLead string) (host string, port int) {
	for k := strings.IndexByte(lead, ' '); k >= 0; {
		if head := lead[:k]; len(head) > 5 && bytes.HasSuffix(end, []byte(head)) &&
			bytes.HasPrefix(next, []byte(lead[k+1:])) {
			host, port = addressIn(append([]byte(head+" "), next...), lead, portLead)
			if hasDomain(host) || isAddress(host) {
				return host, port
			}
		}
		after := strings.IndexByte(lead[k+1:], ' ')
		if after < 0 {
			break
		}
		k += 1 + after
	}
	return "", 0
}
