//go:build !lean

package message

import (
	"bytes"
	"strings"
)

// requestsOfGo are how the errors of Go's net/http begin: the method and the URL that was asked for.
var requestsOfGo = func() (all []string) {
	for _, method := range []string{"get", "post", "put", "head", "patch", "delete", "options"} {
		for _, quote := range []string{"", `"`} {
			all = append(all, method+quote+"https://")
		}
	}
	return all
}()

// endsOfRequests are what stands behind the URL where nothing else tells that it is an error: that the connection
// ended, or, as the transport passes it on, the status with which an HTTP proxy refused the tunnel.
var endsOfRequests = []struct {
	text  string
	means Meaning
}{
	{"EOF", Closed},
	{"unexpected EOF", Closed},
	{"Forbidden", Proxy},
	{"Proxy Authentication Required", Proxy},
	{"proxyconnect tcp: EOF", Proxy},
	{"Bad Gateway", Proxy},
	{"Bad Request", Proxy},
	{"Gateway Timeout", Proxy},
	{"Gateway Time-out", Proxy},
	{"Service Unavailable", Proxy},
	{"Method Not Allowed", Proxy},
	{"Not Found", Proxy},
	{"Unauthorized", Proxy},
	{"Internal Server Error", Proxy},
}

// request takes what Go's net/http says of a request: at is where the method stands, end where the URL's host does.
func (q *Text) request(at, end int) {
	rest := q.restOfLine(end)
	i := bytes.IndexAny(rest, "\" \t")
	if i < 0 || i > 1<<10 {
		return
	}
	url, rest := rest[:i], rest[i:]
	if q.b[end-len("https://")-1] == '"' {
		if rest[0] != '"' {
			return
		}
		rest = rest[1:]
	} else if !bytes.HasSuffix(url, []byte(":")) {
		return
	}
	rest = bytes.TrimLeft(rest, ": ")
	for _, e := range endsOfRequests {
		if !bytes.HasPrefix(rest, []byte(e.text)) {
			continue
		}
		behind := rest[len(e.text):]
		if len(behind) > 0 && strings.IndexByte(" \"'`\\.,;)]}\r", behind[0]) < 0 ||
			bytes.HasPrefix(behind, []byte(" ")) && e.means == Proxy {
			return
		}
		from := q.at(end, rest)
		q.add(find{
			Message: Message{Meaning: e.means, Client: "go", Text: e.text},
			family:  goFamily,
			from:    from,
			end:     from + len(squeeze(e.text)),
		})
		return
	}
}

// at returns where rest, a tail of the line of a place, stands in the squeezed text.
func (q *Text) at(place int, rest []byte) int {
	line := q.restOfLine(place)
	return place + len(squeeze(string(line[:len(line)-len(rest)])))
}
