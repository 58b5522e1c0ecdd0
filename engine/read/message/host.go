//go:build !lean

package message

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"
)

// addressIn returns the first host that stands behind lead, and its port.
func addressIn(text []byte, lead, portLead string) (string, int) {
	host, port, _ := nextAddress(text, lead, portLead)
	return host, port
}

// isHeader reports whether what stands in front of a URL is the name of a header that tells of another page.
func isHeader(before []byte) bool {
	before = bytes.ToLower(bytes.TrimRight(before[max(0, len(before)-20):], " \"'"))
	return bytes.HasSuffix(before, []byte("referer:")) || bytes.HasSuffix(before, []byte("origin:"))
}

// nextAddress is addressIn that also returns the text behind.
func nextAddress(text []byte, lead, portLead string) (host string, port int, after []byte) {
	portLead, needed := strings.CutPrefix(portLead, "!")
	for rest := text; ; {
		i := bytes.Index(rest, []byte(lead))
		if i < 0 {
			return "", 0, nil
		}
		named := rest[:i]
		rest = rest[i+len(lead):]
		if bytes.HasSuffix(named, []byte("[thrd:")) || bytes.HasSuffix(named, []byte("[thrd:sasl_")) {
			continue // librdkafka cuts off the names of its threads
		}
		if isPicture(named) || isHeader(named) {
			continue
		}
		if len(named) > 0 && alphanumeric(named[len(named)-1]) && alphanumeric(lead[0]) || // of a longer word
			bytes.HasSuffix(named, []byte("pg_hba.conf entry ")) { // it is the client's
			continue
		}
		if portLead == ":" {
			rest = withoutUser(rest)
		}
		shortest := 2 // examples in texts are called x
		if strings.HasPrefix(lead, "HTTPSConnection") {
			shortest = 1
		}
		host, after = hostAt(rest, shortest)
		kind, to := shortest == 2 && isKind(host, after), strings.HasSuffix(lead, " to ")
		if host == "" || placeholder(host, after) || documentation(host) && !asked(lead) || noHostBefore(lead, after) ||
			kind && !to {
			continue
		}
		if to && (kind || !strings.ContainsAny(host, ".:0123456789")) || strings.HasPrefix(lead, "Connecting bridge ") {
			h, behind := namedBehind(after)
			if h == inURL {
				continue // what leads in URLs finds it
			}
			if h != "" {
				host, after = h, behind
			} else if kind || describes(after) || host[0] >= 'A' && host[0] <= 'Z' { // "MongoDB"
				continue
			}
		}
		port = 0
		behind := after
		switch {
		case portLead == "":
		case portLead == ":":
			if len(after) > 0 && after[0] == '[' { // Postfix: HOST[ADDRESS]:25
				if k := bytes.IndexByte(after[:min(len(after), 60)], ']'); k >= 0 {
					after = after[k+1:]
				}
			}
			port = numberAt(bytes.TrimPrefix(after, []byte(":")), after)
			if rest, ok := bytes.CutPrefix(after, []byte(" (")); ok && port == 0 { // isync: HOST (ADDRESS:25)
				if a, tail := hostAt(rest, 2); isAddress(a) {
					port = numberAt(bytes.TrimPrefix(tail, []byte(":")), tail)
				}
			}
			port = max(port, portTold(after))
		default:
			reach := 40
			if lead == runningOnHost {
				reach = 100
			}
			if lead == connectedOfCurl { // its address stands between
				reach = 60
			}
			if k := bytes.Index(after[:min(len(after), reach)], []byte(portLead)); k >= 0 {
				port = numberAt(bytes.TrimLeft(after[k+len(portLead):], " "), nil)
			}
		}
		if port == 0 {
			port = usualPort(lead)
		}
		if port == 0 && needed {
			continue
		}
		return host, port, behind
	}
}

// placeholder reports whether a host and its port are words for what nobody filled in: "hostname:port", "IP".
func placeholder(host string, after []byte) bool {
	return host == "IP" || (host == "host" || host == "hostname") &&
		bytes.HasPrefix(bytes.ToLower(after[:min(len(after), 5)]), []byte(":port"))
}

// portTold reads the port that stands in words behind a host: "HOST on port 5986", "HOST port 443".
func portTold(after []byte) int {
	for _, lead := range []string{" on port ", " port ", ", port "} {
		if rest, ok := bytes.CutPrefix(after, []byte(lead)); ok {
			return numberAt(rest, nil)
		}
	}
	return 0
}

// withoutUser cuts off the user and the password in front of a host: "USER:PASSWORD@HOST".
func withoutUser(b []byte) []byte {
	end := bytes.IndexAny(b, " /\"'\n")
	if end < 0 {
		end = len(b)
	}
	return b[bytes.LastIndexByte(b[:min(end, 100)], '@')+1:]
}

// noHostBefore reports whether what stands behind a word shows that it was no host: it is called, such as backoff(…),
// it names a field, what wget cannot verify is not its certificate, or nobody says that it does not match.
func noHostBefore(lead string, after []byte) bool {
	if len(after) > 0 && (after[0] == '(' || after[0] == '=') {
		return true
	}
	if lead == "Hostname: " { // MongoDB
		return !bytes.HasPrefix(after, []byte(" does not match"))
	}
	return lead == "cannot verify " && !bytes.HasPrefix(after, []byte("'s")) && !bytes.HasPrefix(after, []byte("’s"))
}

// isPicture reports whether what stands in front of a URL says that a picture lies there: "![what it shows](".
func isPicture(before []byte) bool {
	if bytes.HasSuffix(before, []byte("src=\"")) {
		return true
	}
	if !bytes.HasSuffix(before, []byte("](")) {
		return false
	}
	i := bytes.LastIndexByte(before[max(0, len(before)-100):len(before)-2], '[') + max(0, len(before)-100)
	return i > 0 && before[i-1] == '!'
}

// usualPorts are those of schemes where a URL names none. The others (tls://, ssl://) have none of their own.
var usualPorts = []struct {
	scheme string
	port   int
}{
	{"https://", 443},
	{"wss://", 443},
	{"mqtts://", 8883},
	{"ldaps://", 636},
	{"amqps://", 5671},
	{"amqp://", 5672},
	{"rediss://", 6379},
	{"imaps://", 993},
	{"smtps://", 465},
	{"ldap://", 389},
	{"ftps://", 990},
	{"mqtt://", 1883},
	{"redis://", 6379},
	{"postgresql://", 5432},
	{"postgres://", 5432},
	{"mysql://", 3306},
	{"mongodb://", 27017},
	{":5432 (", 5432}, // pgx names the port in front
}

func usualPort(lead string) int {
	for _, u := range usualPorts {
		if strings.HasSuffix(lead, u.scheme) {
			return u.port
		}
	}
	return 0
}

// inURL is what namedBehind returns for a host where a URL stands behind the words.
const inURL = "://"

// namedBehind returns the host with a port that stands behind up to three words, or in brackets: "connect to MQTT
// broker HOST:8883", "connection to host HOST on port 5986", "bridge NAME (HOST:8883)".
func namedBehind(b []byte) (host string, after []byte) {
	for range 3 {
		if len(b) == 0 || b[0] != ' ' {
			return "", nil
		}
		b = bytes.TrimPrefix(b[1:], []byte("("))
		if bytes.HasPrefix(b, []byte("from ")) { // who dialled follows
			return "", nil
		}
		h, rest := hostAt(b, 2)
		if h != "" && (len(rest) > 1 && rest[0] == ':' && numberAt(rest[1:], nil) != 0 || portTold(rest) != 0) {
			return h, rest
		}
		i := bytes.IndexByte(b[:min(len(b), 30)], ' ')
		if k := bytes.Index(b[:min(len(b), 20)], []byte(inURL)); k > 0 && (i < 0 || k < i) {
			return inURL, nil
		}
		if i <= 0 {
			return "", nil
		}
		b = b[i:]
	}
	return "", nil
}

// numberAt reads a port; whole is what stood before a colon was cut off, nil when none had to be.
func numberAt(b, whole []byte) int {
	if whole != nil && len(b) == len(whole) {
		return 0
	}
	j := 0
	for j < len(b) && j < 6 && b[j] >= '0' && b[j] <= '9' {
		j++
	}
	n, err := strconv.Atoi(string(b[:j]))
	if err != nil || j < len(b) && (isLetter(rune(b[j])) || b[j] == '_') || n < 1 || n > 65535 {
		return 0
	}
	return n
}

// hostAt reads a host name of shortest or more bytes, or an address, at the start of b. The address that programs
// listen on for all is none: nobody dials it. Nor is a protocol's name, or a preposition.
func hostAt(b []byte, shortest int) (host string, after []byte) {
	host, after = anyHostAt(b, shortest)
	if host == "0.0.0.0" || host == "::" || isConstant(host) ||
		(isProtocol(host) || isLittle(host)) && (len(after) < 2 || after[0] != ':' || numberAt(after[1:], nil) == 0) {
		return "", b
	}
	return host, after
}

func anyHostAt(b []byte, shortest int) (host string, after []byte) {
	if a, rest, ok := addressAt(b); ok {
		return a, rest
	}
	if len(b) > 0 && b[0] == '[' {
		if k := bytes.IndexByte(b[:min(len(b), 60)], ']'); k > 2 && bytes.IndexByte(b[1:k], ':') >= 0 {
			return string(b[1:k]), b[k+1:]
		}
		return "", b
	}
	j := 0
	for j < len(b) && j < 254 && (alphanumeric(b[j]) || b[j] == '.' || b[j] == '-' || b[j] == '_') {
		j++
	}
	name := strings.Trim(string(b[:j]), ".")
	if name == "" || strings.HasPrefix(name, "-") || len(name) < shortest {
		return "", b
	}
	return name, b[j:]
}

// addressAt reads an IPv6 address without brackets, as HTTPSConnectionPool and aiohttp print it; aiohttp puts the port
// behind one more colon.
func addressAt(b []byte) (host string, after []byte, ok bool) {
	j := 0
	for j < len(b) && j < 46 && (b[j] == ':' || b[j] == '.' || b[j] >= '0' && b[j] <= '9' ||
		b[j]|0x20 >= 'a' && b[j]|0x20 <= 'f') {
		j++
	}
	text := string(b[:j])
	if strings.Count(text, ":") < 2 {
		return "", b, false
	}
	if strings.Contains(text, ".") && isAddress(text) { // its last colon stands in front of an IPv4 address
		return text, b[j:], true
	}
	if j == len(b) || b[j] != '\'' && b[j] != '"' { // a port follows, unless nothing is left of an address without it
		if k := strings.LastIndexByte(text, ':'); isAddress(text[:k]) {
			return text[:k], b[k:], true
		}
	}
	return text, b[j:], isAddress(text)
}

func isAddress(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}

func documentation(host string) bool {
	for _, e := range elsewhere {
		if host == e || strings.HasSuffix(e, ".") && strings.HasPrefix(host, e) {
			return true
		}
	}
	return false
}

// asked reports whether the words in front of an address leave no doubt that it was asked for.
func asked(lead string) bool {
	return lead == "for url (https://" || strings.HasPrefix(lead, "HTTPSConnection") || strings.Contains(lead, " ") &&
		(strings.HasSuffix(lead, "https://") || strings.HasSuffix(lead, " "))
}
