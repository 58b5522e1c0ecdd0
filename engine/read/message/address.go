//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// addressReach is how far around a message an address is looked for, in bytes of the plain text.
const addressReach = 1200

// address finds the host and port that the text around a message names as asked for; what settings say where the rest
// names no host, or no port.
func (q *Text) address(f *find, role role) (host string, port int) {
	host, port = q.addressed(f)
	if host == "" && f.aside() && role != serverRole {
		if host, port = q.arrow(f); host == "" {
			host, port = q.plainURL(f)
		}
	}
	if port != 0 || role == serverRole || slices.Contains(ownNames, f.Client) {
		return host, port
	}
	if h, p := q.configured(); h != "" && (host == "" || h == host) {
		return h, p
	}
	if host == "" {
		return q.peer(f)
	}
	return host, port
}

// peer returns the address that Ruby names beside OpenSSL's words, "peeraddr=ADDRESS:PORT": less than any name says.
func (q *Text) peer(f *find) (host string, port int) {
	from, to := q.line(f.from)
	return addressIn(q.plain[q.offset(from):q.offset(to)], "peeraddr=", "!:")
}

// tuple returns the address that Python writes as a pair on the line of a message: "on 74 ('192.0.2.1', 443)".
func (q *Text) tuple(f *find) (host string, port int) {
	from, to := q.line(f.from)
	host, port = addressIn(q.plain[q.offset(from):q.offset(to)], "('", "!', ")
	if port >= leastDialling || !isAddress(host) && !hasDomain(host) {
		return "", 0
	}
	return host, port
}

// arrow returns the far end of a connection that Go names on the line of a lost one, "read tcp 10.0.0.1:51234->
// HOST:443: i/o timeout", where the near end has the greater port, as who dials has.
func (q *Text) arrow(f *find) (host string, port int) {
	from, to := q.line(f.from)
	line := q.plain[q.offset(from):q.offset(to)]
	i := bytes.Index(line, []byte("->"))
	if i < 0 {
		return "", 0
	}
	digits := line[len(bytes.TrimRight(line[:i], "0123456789")):i]
	host, rest := hostAt(line[i+len("->"):], 2)
	port = numberAt(bytes.TrimPrefix(rest, []byte(":")), rest)
	if port == 0 || numberAt(digits, nil) <= port {
		return "", 0
	}
	return host, port
}

// plainURL returns the host of the URL without TLS that the line of a lost or refused connection names, or a call above
// it.
func (q *Text) plainURL(f *find) (host string, port int) {
	from, to := q.line(f.from)
	if host, port = addressIn(q.plain[q.offset(from):q.offset(to)], "http://", "!:"); host != "" ||
		len(q.plain) > maxPaste {
		return host, port
	}
	for _, call := range []string{".get('http://", ".get(\"http://", ".post('http://", ".post(\"http://"} {
		if host, port = addressIn(q.plain, call, ":"); host != "" {
			return host, port
		}
	}
	return "", 0
}

// addressed finds the host and port that words around a message say were asked for.
func (q *Text) addressed(f *find) (host string, port int) {
	at := f.from
	from, to := q.record(at, addressReach)
	lineFrom, lineTo := q.line(at)
	if host, port = q.requested(at); host != "" {
		return host, port
	}
	if host, port = q.inBrackets(f); host != "" {
		return host, port
	}
	_, host, port = q.endsIn(max(lineFrom, at-addressReach), min(lineTo, f.end+200))
	if host != "" && strings.Trim(host, "xX*.") != "" { // an address taken out says less than a name beside it
		return host, port
	}
	for n, scope := range [][2]int{{lineFrom, lineTo}, {from, to}} {
		begin, end := q.plainRange(scope[0], scope[1])
		text := q.plain[begin:end]
		if n == 1 {
			text = q.withoutStories(f, from, to)
		}
		if len(text) > 2*addressReach {
			mid := q.offset(at) - q.offset(scope[0])
			text = text[max(0, mid-addressReach):min(len(text), mid+addressReach)]
		}
		for _, b := range before {
			if host, port = addressIn(text, b.text, b.port); host != "" {
				if port == 0 {
					port = portOf(q.plain[q.offset(from):min(q.offset(max(to-1, 0))+1, len(q.plain))], host)
				}
				return host, port
			}
		}
		if host, port = q.inFront(at); host != "" {
			return host, port
		}
		if host, port = slashed(text); host != "" {
			return host, port
		}
		if host, port = q.tuple(f); host != "" {
			return host, port
		}
	}
	if _, host, port = q.ends(at); host != "" {
		return host, port
	}
	if host, port = q.dialled(f); host != "" {
		return host, port
	}
	if host, port = addressIn(q.plain[q.offset(from):q.offset(to)], "ServerDescription ('", "!', "); host != "" {
		return host, port // PyMongo's, of each server that it knows
	}
	if host, port = q.wrapped(f); host != "" {
		return host, port
	}
	return q.soleAddress(f)
}

// requested returns the host of the request that Go's errors name right in front of at: of 'Get "URL": Post "URL":' the
// latter failed.
func (q *Text) requested(at int) (host string, port int) {
	const scheme = "https://"
	from, _ := q.line(at)
	line := q.plain[q.offset(from):q.offset(at)]
	k := bytes.LastIndex(line, []byte(scheme))
	if k < 0 {
		return "", 0
	}
	method := bytes.TrimSuffix(bytes.TrimRight(line[:k], "\\\""), []byte(" "))
	if j := len(bytes.TrimRight(method, "abcdefghijklmnopqrstuvwxyz")); j == 0 || len(method)-j < 2 ||
		method[j-1] < 'A' || method[j-1] > 'Z' || j > 1 && alphanumeric(method[j-2]) {
		return "", 0
	}
	return addressIn(line[k:], scheme, ":")
}

// inBrackets returns the host of the URL that stands in brackets behind a message, as RubyGems names what it asked for.
func (q *Text) inBrackets(f *find) (host string, port int) {
	const lead = "(https://"
	rest := q.restOfLine(f.end)
	_, url, ok := bytes.Cut(rest[:min(len(rest), 300)], []byte(lead))
	if !ok || bytes.IndexByte(url, ')') < 0 || bytes.Contains(rest[:len(rest)-len(url)], []byte("http://")) {
		return "", 0
	}
	return addressIn(append([]byte(lead), url...), lead, ":")
}

// askedTuple reads the address that Erlang asked a certificate for, which it prints as a tuple of its numbers, behind
// what a find of "hostname_check_failed" holds: ",{requested,{192,0,2,1}}".
func askedTuple(after string) string {
	const lead = "{requested,{"
	i := strings.Index(after[:min(len(after), 20)], lead)
	if i < 0 {
		return ""
	}
	tuple, _, closed := strings.Cut(after[i+len(lead):], "}")
	if a := strings.ReplaceAll(tuple, ",", "."); closed && isAddress(a) {
		return a
	}
	return ""
}

// slashed reads HOST/ADDRESS:PORT, as Java prints the address of a socket.
func slashed(text []byte) (host string, port int) {
	for from := 0; ; {
		i := bytes.IndexByte(text[from:], '/')
		if i < 0 {
			return "", 0
		}
		i += from
		from = i + 1
		address, after := hostAt(text[from:], 7)
		if !isAddress(address) || len(after) == 0 || after[0] != ':' {
			continue
		}
		start := i
		for start > 0 && (alphanumeric(text[start-1]) || text[start-1] == '.' || text[start-1] == '-') {
			start--
		}
		if p := numberAt(after[1:], nil); p != 0 && start < i && text[start] != '.' {
			return string(text[start:i]), p
		}
	}
}

// inFront reads HOST:PORT right in front of what Python's ssl module says, as drivers of databases print it.
func (q *Text) inFront(at int) (host string, port int) {
	end := q.offset(at)
	start := max(0, end-150)
	k := bytes.LastIndex(q.plain[start:end], []byte("[SSL"))
	if k < 0 {
		k = bytes.LastIndex(q.plain[start:end], []byte("_ssl.c:"))
	}
	if k < 0 {
		return q.labels(end)
	}
	words := bytes.Fields(q.plain[start : start+k])
	if len(words) == 0 {
		return "", 0
	}
	word := bytes.TrimRight(words[len(words)-1], ":.\"'")
	if i := bytes.LastIndexAny(word, ",=(\"'"); i >= 0 {
		word = word[i+1:]
	}
	host, rest := hostAt(word, 2)
	if p := numberAt(bytes.TrimPrefix(rest, []byte(":")), rest); p != 0 {
		return host, p
	}
	return "", 0
}

// labels reads HOST:PORT and a colon right in front of a place: "proxy HOST:443: TLS handshake failed".
func (q *Text) labels(end int) (host string, port int) {
	line := bytes.TrimRight(q.plain[max(0, end-150):end], " ")
	line, led := bytes.CutSuffix(line[bytes.LastIndexByte(line, '\n')+1:], []byte(":"))
	if !led {
		return "", 0
	}
	host, port = inPairOf(string(line[bytes.LastIndexAny(line, " \"'(=,[")+1:]))
	if !strings.Contains(host, ".") || port >= leastDialling {
		return "", 0
	}
	return host, port
}

// portOnLine returns the port that the line of a find names behind its host.
func (q *Text) portOnLine(f *find) int {
	from, to := q.line(f.from)
	return portOf(q.plain[q.offset(from):q.offset(to-1)+1], f.Host)
}

// portOf finds the port of a host that is named elsewhere in a text, such as "HOST (HOST)|10.0.0.1|:8081" of wget.
func portOf(text []byte, host string) int {
	for rest := text; ; {
		i := bytes.Index(rest, []byte(host))
		if i < 0 {
			return 0
		}
		secure := bytes.HasSuffix(rest[:i], []byte("https://"))
		rest = rest[i+len(host):]
		if secure && len(rest) > 0 && bytes.IndexByte([]byte("/\"'"), rest[0]) >= 0 {
			return 443
		}
		after := bytes.TrimPrefix(rest, []byte(" ("+host+")"))
		if p := numberAt(bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte(")")), []byte("(")), rest); p != 0 {
			return p // IBM MQ: HOST(PORT)
		}
		for _, pair := range []string{"||", "[]"} {
			if len(after) > 0 && after[0] == pair[0] {
				if k := bytes.IndexByte(after[1:min(len(after), 60)], pair[1]); k >= 0 {
					after = after[k+2:]
				}
			}
		}
		if p := numberAt(bytes.TrimPrefix(after, []byte(":")), after); p != 0 {
			return p
		}
	}
}
