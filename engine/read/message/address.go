//go:build !lean

package message

import (
	"bytes"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// addressReach is how far around a message an address is looked for, in bytes of the plain text.
const addressReach = 1200

// before are words in front of a host that was asked for, and what stands between it and its port; "" for none. A "!"
// in front of that says that the words mean such a host only where a port follows.
var before = []struct{ text, port string }{
	{"HTTPSConnectionPool(host='", "port="},
	{"HTTPSConnectionPool(host=\"", "port="},
	{"HTTPSConnection(host='", "port="},
	{"connection to server at \"", "port "},
	{"could not connect to server at \"", "port "},
	{"Cannot connect to host ", ":"},
	{"for url (https://", ":"},
	{"while accessing https://", ":"},
	{"s_client -connect ", ":"},
	{" -connect ", ":"},
	{"sasl_ssl://", ":"},
	{"mosquitto_sub -h ", "-p "},
	{"mosquitto_pub -h ", "-p "},
	{"upstream: \"grpcs://", ":"},
	{"Downloading 'https://", ":"},
	{"[WS-Client] connection to ", ":"},
	{"esp-tls: host:", ":"},
	{"during a connection to ", ":"},
	{"connectionkey(host='", "port="},
	{"ConnectionKey(host='", "port="},
	{"PeerAddr ", ":"},
	{"error: UNKNOWN: ipv4:", ":"},
	{"connecting to host: ", ":"},
	{"connect to server ", ":"},
	{"Certificate validation error: ", ""},
	{"link remote: [AF_INET]", ":"},
	{"Initial packet from [AF_INET]", ":"},
	{"established with [AF_INET]", ":"},
	{"remote address: [AF_INET]", ":"},
	{"] connecting to ", ":"},
	{"Connecting bridge ", "!:"},
	{"mysql -h ", ":"},
	{"mysql.exe -h ", ":"},
	{"mysqldump -h ", ":"},
	{"psql -h ", ":"},
	{"redis-cli -h ", "-p "},
	{"mongosh --host ", "--port "},
	{"SSL negotiation with ", ":"},
	{"handshake failed with ", ":"},
	{"Certificate from VPN server \"", ":"},
	{"connection with [AF_INET]", ":"},
	{"Error 1 connecting to ", ":"},
	{"certificate verification failed for ", ":"},
	{"connection established to ", ":"},
	{"Establishing connection to ", ":"},
	{"simple bind failed: ", ":"},
	{"server that is pretending to be “", ""},
	{"server that is pretending to be \\u201c", ""},
	{"server that is pretending to be \"", ""},
	{"unable to connect to ssl://", ":"},
	{"Failed to connect to ", ":"},
	{"Could not connect to Redis at ", ":"},
	{"omrelp[", ":"},
	{"Could not connect to ", ":"},
	{"Can't connect to MySQL server on '", ":"},
	{"Can't connect to ", ":"},
	{"Can\\'t connect to ", ":"},
	{"500 Can't connect to ", ":"},
	{"Connecting to ", ":"},
	{"Verbindungsaufbau zu ", ":"},
	{"正在连接 ", ":"},
	{"Connexion à ", ":"},
	{"Conectando con ", ":"},
	{"{address=", ":"},
	{"Connect failed to ", ":"},
	{"Cannot connect securely to ", ":"},
	{"TLS error from '", ":"},
	{"RemoteHost(", ":"},
	{"for https://", ":"},
	{"cannot verify ", ""},
	{"public key found for '", ""},
	{"to_address, {~c\"", ", "},
	{"to_address,{\"", ","},
	{"--repository '", ":"},
	{"--repository ", ":"},
	{"u=https%3A//", "%3A"},
	{"Firefox 不信任 ", ""},
	{"Firefox does not trust ", ""},
	{"and did not continue to ", ""},
	{"error in connection to ", ":"},
	{"URI=https://", ":"},
	{"The certificate of '", ""},
	{"The certificate of `", ""},
	{"dial tcp: lookup ", ""},
	{"upstream: \"https://", ":"},
	{"unable to access 'https://", ":"},
	{"无法访问 'https://", ":"},
	{"konnte nicht auf 'https://", ":"},
	{"d'accéder à 'https://", ":"},
	{"no se puede acceder a 'https://", ":"},
	{"failed to fetch `https://", ":"},
	{"failed to download from `https://", ":"},
	{"Failed to download https://", ":"},
	{"failed, reason: https://", ":"},
	{"tls:\\/\\/", ":"},
	{"request to https://", ":"},
	{"\"url\": \"https://", ":"},
	{" remote https://", ":"},
	{" remote 'https://", ":"},
	{"GET https://", ":"},
	{"GET \"https://", ":"},
	{"Get \"https://", ":"},
	{"Post \"https://", ":"},
	{"while downloading https://", ":"},
	{"cannot reach https://", ":"},
	{"access to https://", ":"},
	{"fetch https://", ":"},
	{"https://", ":"},
	{"wss://", ":"},
	{"ldaps://", ":"},
	{"amqps://", ":"},
	{"mqtts://", ":"},
	{"rediss://", ":"},
	{"ssl://", ":"},
	{"postgresql://", ":"},
	{"postgres://", ":"},
	{"mysql://", ":"},
	{"mongodb://", ":"},
	{"mongodb+srv://", ":"},
	{"grpcs://", ":"},
	{"imaps://", ":"},
	{"smtps://", ":"},
	{"tls://", ":"},
	{"tcp://", "!:"},
	{"dial tcp ", ":"},
	{"Domain(\"", "port: Some("},
	{"API at ", "TCP/"},
	{"About to connect() to ", "port "},
	{"servername: '", ""},
	{"SSL certificate for ", ":"},
	{"Host: ", ":"},
	{"host: '", ""},
	{"host=", "!port="},
	{"hostname=", "!port="},
	{"\"host\":\"", "!\"port\":"},
	{"\"hostname\":\"", "!\"port\":"},
	{"broker=", "!:"},
	{"endpoint=", "!:"},
	{"opts.DNSName: ", ""},
}

// elsewhere are hosts of documentation that error messages point to.
var elsewhere = []string{
	"curl.se", "curl.haxx.se", "docs.python.org", "github.com", "urllib3.readthedocs.io", "aka.ms", "pip.pypa.io",
	"docs.", "stackoverflow.com", "go.microsoft.com", "www.elastic.co", "example.invalid", "letsencrypt.org",
	"developer.mozilla.org", "nodejs.org", "man.openbsd.org", "wiki.",
}

// address finds the host and port that the text around a message names as asked for.
func (q *Text) address(f *find) (host string, port int) {
	at := f.from
	from, to := q.record(at, addressReach)
	lineFrom, lineTo := q.line(at)
	for _, scope := range [][2]int{{lineFrom, lineTo}, {from, to}} {
		text := q.plain[q.offset(scope[0]):min(q.offset(max(scope[1]-1, 0))+1, len(q.plain))]
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
	}
	return q.soleAddress(f)
}

// maxPaste is how long a text is at most that may be one story, whatever dates begin its lines, in bytes.
const maxPaste = 4 << 10

// soleAddress returns the one host that a short text asks for anywhere but on lines of other programs; "" when it
// names several.
func (q *Text) soleAddress(f *find) (host string, port int) {
	if len(q.plain) > maxPaste {
		return "", 0
	}
	text := q.withoutOthers(f)
	for _, b := range before {
		for rest := text; ; {
			h, p, after := nextAddress(rest, b.text, b.port)
			if h == "" {
				break
			}
			if host != "" && h != host {
				return "", 0
			}
			host, port, rest = h, max(p, port), after
		}
	}
	return host, port
}

// withoutOthers returns the plain text without the lines that tell of another fault than f, or of a program that cannot
// have said f.
func (q *Text) withoutOthers(f *find) []byte {
	from, to := q.line(f.from)
	var text []byte
	blank := func(at int) {
		if at >= from && at < to || at >= q.size {
			return
		}
		if text == nil {
			text = bytes.Clone(q.plain)
		}
		first, behind := q.line(at)
		for i := q.offset(first); i < q.offset(behind); i++ {
			text[i] = '\n'
		}
	}
	for i := range q.found {
		if o := &q.found[i]; !o.weak && (o.Slug != f.Slug || o.Meaning != f.Meaning) {
			blank(o.from)
		}
	}
	for i := range q.shown {
		if s := &q.shown[i]; s.rank >= library && s.client != f.Client && !s.speaks(f) && !q.shownWith(s, f) {
			blank(s.at)
		}
	}
	if text == nil {
		return q.plain
	}
	return text
}

// shownWith reports whether a sign of a program that may have said f stands on the line of another.
func (q *Text) shownWith(s *shown, f *find) bool {
	from, to := q.line(s.at)
	return slices.ContainsFunc(q.shown, func(o shown) bool { return o.at >= from && o.at < to && o.speaks(f) })
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
		return "", 0
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

// addressIn returns the first host that stands behind lead, and its port.
func addressIn(text []byte, lead, portLead string) (string, int) {
	host, port, _ := nextAddress(text, lead, portLead)
	return host, port
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
		if portLead == ":" {
			rest = withoutUser(rest)
		}
		shortest := 2 // examples in texts are called x
		if strings.HasPrefix(lead, "HTTPSConnection") {
			shortest = 1
		}
		host, after = hostAt(rest, shortest)
		if host == "" || documentation(host) && !asked(lead) || noHostBefore(lead, after) || isKind(host, after) {
			continue
		}
		if strings.HasSuffix(lead, " to ") && !strings.ContainsAny(host, ".:0123456789") || lead == "Connecting bridge " {
			h, behind := namedBehind(after)
			if h == inURL {
				continue // what leads in URLs finds it
			}
			if h != "" {
				host, after = h, behind
			} else if describes(after) {
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
		default:
			if k := bytes.Index(after[:min(len(after), 40)], []byte(portLead)); k >= 0 {
				port = numberAt(after[k+len(portLead):], nil)
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

// withoutUser cuts off the user and the password in front of a host: "USER:PASSWORD@HOST".
func withoutUser(b []byte) []byte {
	end := bytes.IndexAny(b, " /\"'\n")
	if end < 0 {
		end = len(b)
	}
	return b[bytes.LastIndexByte(b[:min(end, 100)], '@')+1:]
}

// noHostBefore reports whether what stands behind a word shows that it was no host: it is called, such as backoff(…),
// it names a field, or what wget cannot verify is not its certificate.
func noHostBefore(lead string, after []byte) bool {
	if len(after) > 0 && (after[0] == '(' || after[0] == '=') {
		return true
	}
	return lead == "cannot verify " && !bytes.HasPrefix(after, []byte("'s")) && !bytes.HasPrefix(after, []byte("’s"))
}

// kinds are what a program may say it cannot connect to instead of a name; where a port follows they are names.
var kinds = []string{
	"server", "host", "broker", "database", "proxy", "remote", "peer", "the", "this", "site", "API", "service", "daemon",
	"channel", "client",
}

func isKind(word string, after []byte) bool {
	return slices.Contains(kinds, word) && (len(after) == 0 || after[0] != ':' && after[0] != '/')
}

// describes reports whether a word stood in front of what it describes, and was no host: "connect to PVE API: ...".
func describes(after []byte) bool {
	for _, what := range []string{" API", " server", " broker", " daemon", " service", " database", " endpoint"} {
		if rest, ok := bytes.CutPrefix(after, []byte(what)); ok && (len(rest) == 0 || !alphanumeric(rest[0])) {
			return true
		}
	}
	return false
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
	{"rediss://", 6379},
	{"imaps://", 993},
	{"smtps://", 465},
	{"postgresql://", 5432},
	{"postgres://", 5432},
	{"mysql://", 3306},
	{"mongodb://", 27017},
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
// broker HOST:8883", "bridge NAME (HOST:8883)".
func namedBehind(b []byte) (host string, after []byte) {
	for range 3 {
		if len(b) == 0 || b[0] != ' ' {
			return "", nil
		}
		b = bytes.TrimPrefix(b[1:], []byte("("))
		if h, rest := hostAt(b, 2); h != "" && len(rest) > 1 && rest[0] == ':' && numberAt(rest[1:], nil) != 0 {
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
	if err != nil || n < 1 || n > 65535 {
		return 0
	}
	return n
}

// hostAt reads a host name of shortest or more bytes, or an address, at the start of b.
func hostAt(b []byte, shortest int) (host string, after []byte) {
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
	return lead == "for url (https://" || lead == "cannot verify " ||
		strings.HasSuffix(lead, "https://") && strings.ContainsAny(lead, " ")
}
