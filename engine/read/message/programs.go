package message

import (
	"cmp"
	"slices"
	"strings"

	"x509strict/engine/code"
)

// family is what verified: programs of one family print the same errors.
type family uint8

const (
	anyFamily   family = iota // OpenSSL's own words, which all that use it print
	queueFamily               // the form of OpenSSL's error queue
	toolFamily                // the openssl command
	pythonFamily
	nodeFamily
	goFamily
	javaFamily
	rustFamily
	gnutlsFamily
	nssFamily
	chromeFamily
	curlFamily
	dotnetFamily
	schannelFamily
	appleFamily
	phpFamily
	rubyFamily
	perlFamily
	erlangFamily
	libpqFamily
	mysqlFamily
	boringFamily
	ownFamily // a program that puts it into words of its own
)

// families gives the family of a client that phrases name; others are of ownFamily.
var families = map[string]family{
	"":               anyFamily,
	"openssl":        queueFamily,
	"openssl-verify": toolFamily,
	"python-3.13":    pythonFamily,
	"nodejs":         nodeFamily,
	"go":             goFamily,
	"java":           javaFamily,
	"rustls":         rustFamily,
	"gnutls":         gnutlsFamily,
	"firefox":        nssFamily,
	"chrome":         chromeFamily,
	"curl":           curlFamily,
	"dotnet":         dotnetFamily,
	"schannel":       schannelFamily,
	"apple":          appleFamily,
	"php":            phpFamily,
	"ruby":           rubyFamily,
	"perl":           perlFamily,
	"erlang":         erlangFamily,
	"postgres":       libpqFamily,
	"mysql":          mysqlFamily,
	"mariadb":        mysqlFamily,
	"boringssl":      boringFamily,
	"dart":           boringFamily,
	"grpc":           boringFamily,
	"envoy":          boringFamily,
	"kubernetes-go":  goFamily,
	"ansible":        pythonFamily,
	"requests":       pythonFamily,
	"urllib3":        pythonFamily,
	"botocore":       pythonFamily,
	"azure-cli":      pythonFamily,
	"bun":            nodeFamily,
	"git":            curlFamily,
}

func familyOf(client string) family {
	if f, ok := families[client]; ok {
		return f
	}
	return ownFamily
}

// wraps reports whether a program of the outer family passes on what one of the inner family says.
func wraps(outer, inner family) bool {
	return outer == curlFamily && (inner == gnutlsFamily || inner == schannelFamily || inner == appleFamily || inner == nssFamily) ||
		outer == dotnetFamily && (inner == schannelFamily || inner == appleFamily) ||
		outer == pythonFamily && inner == queueFamily || inner == pythonFamily && outer == queueFamily ||
		outer == queueFamily ||
		inner == queueFamily
}

// role is what a program is in a connection.
type role uint8

const (
	unknownRole role = iota
	clientRole
	serverRole
)

func (r role) side() Side {
	switch r {
	case clientRole:
		return ClientSide
	case serverRole:
		return ServerSide
	}
	return ""
}

// rank says how much a sign tells: an application's name more than that of the library it uses, and this more than
// that of the language.
type rank uint8

const (
	language rank = iota
	toolkit       // what libraries build on
	library
	application
)

// sign is how a program shows itself in text. words are looked for squeezed: blanks do not count.
type sign struct {
	client string
	rank   rank
	role   role
	of     []family // whose errors it passes on; those in OpenSSL's words always
	words  []string
	only   bool // of these families only, not OpenSSL's words
}

// shown is a sign in a text.
type shown struct {
	*sign
	at, end int
}

func (s *sign) speaks(f family) bool {
	if (f == anyFamily || f == queueFamily) && !s.only {
		return true
	}
	return slices.Contains(s.of, f)
}

// reach is how far around a message signs of its program are looked for within its record, in bytes without blanks.
const reach = 6 << 10

// speaker finds who said f: by the signs on its own line, then by those in the same record, nearest and surest first.
func (q *Text) speaker(f *find) *sign {
	if len(q.shown) == 0 || f.Client == "openssl-verify" {
		return nil
	}
	lineFrom, lineTo := q.line(f.from)
	from, to := q.record(f.from, reach)
	start, _ := slices.BinarySearchFunc(q.shown, from, func(s shown, at int) int { return cmp.Compare(s.at, at) })
	var best *shown
	var bestScore int
	for i := start; i < len(q.shown) && q.shown[i].at < to && i-start < 600; i++ {
		s := &q.shown[i]
		if !s.speaks(f.family) {
			continue
		}
		distance := max(f.from-s.end, s.at-f.end, 0)
		score := int(s.rank)*5000 + reach - distance
		if s.at >= lineFrom && s.at < lineTo {
			score += 4000
		} else if q.tellsOfAnother(s, f) {
			continue
		}
		if best == nil || score > bestScore {
			best, bestScore = s, score
		}
	}
	if best == nil {
		return q.soleSpeaker(f)
	}
	return best.sign
}

// soleSpeaker returns the program whose signs a short text shows wherever its records begin; nil when it shows several.
func (q *Text) soleSpeaker(f *find) (only *sign) {
	if len(q.plain) > maxPaste {
		return nil
	}
	for i := range q.shown {
		s := &q.shown[i]
		if s.rank < library || !s.speaks(f.family) || q.tellsOfAnother(s, f) {
			continue
		}
		if only != nil && only.client != s.client {
			return nil
		}
		only = s.sign
	}
	return only
}

// tellsOfAnother reports whether the line of a sign holds a message of another meaning than f: it speaks for that one.
func (q *Text) tellsOfAnother(s *shown, f *find) bool {
	from, to := q.line(s.at)
	i, _ := slices.BinarySearchFunc(q.found, from, func(o find, at int) int { return cmp.Compare(o.from, at) })
	for ; i < len(q.found) && q.found[i].from < to; i++ {
		o := &q.found[i]
		if !o.weak &&
			(o.Slug != f.Slug || o.Meaning != f.Meaning ||
				o.family != f.family && o.family != pythonFamily && o.family != anyFamily) {
			return true
		}
	}
	return false
}

// serverWords and clientWords show what the program is in the connection that a record tells of.
var (
	serverWords = []string{
		"tlshandshakeerrorfrom",
		",client:",
		"acceptingsslconnection",
		"couldnotacceptsslconnection",
		"acceptingaclientconnection",
		"clienthttptraffic",
		"serversslerror",
		"tlsserver:",
		"fromclient",
		"ssl_accept",
		"sslaccept",
		"acceptedconnection",
		"httpclientdidnottrust",
		"rejectedconnection",
		"incomingconnection",
		"connectionfrom",
		"clientconnection",
		"/1:sslhandshakefailure",
		"/2:sslhandshakefailure",
		"smtpd[",
		"newconnection",
		"do_handshake_on_connect=false,server_side=true",
		"imap-login",
		"pop3-login",
		"submission-login",
		"httpservice",
		"serverbootstrap",
		"listener",
		"authenticatetherequest",
		"downstream",
		"errorwhileprocessing",
		"get_client_certificate",
		"process_client_certificate",
		"errornegotiatingsslconnectiononfd",
		"network[conn",
		"\"ctx\":\"conn",
		"failedauthenticationwith/",
	}
	clientWords = []string{
		"upstream:", "toupstream", "upstreamconnect", "upstream_", "upstreamssl", "\"upstream\"", "tlsclient:", "ssl_connect", "postfix/smtp[", "postfix/smtp/", "connectingto",
		"get_server_certificate", "process_server_certificate", "connect_cr_cert",
	}
)

// roleShown tells the role of the program from the words of its line, else from those right around it in its record.
func (q *Text) roleShown(at int) role {
	from, to := q.line(at)
	if r := roleIn(q.b[max(from, at-600):min(to, at+600)]); r != unknownRole {
		return r
	}
	from, to = q.record(at, 200)
	return roleIn(q.b[from:to])
}

// roleIn tells the role of a program from the words of its log.
func roleIn(log string) role {
	for _, w := range clientWords {
		if strings.Contains(log, w) && !(w == "ssl_connect" && strings.Contains(log, "ssl_accept")) {
			return clientRole
		}
	}
	for _, w := range serverWords {
		if strings.Contains(log, w) {
			return serverRole
		}
	}
	return unknownRole
}

// namesPeer reports whether an address with a port stands in front of at on its line, as OpenVPN's server writes.
func (q *Text) namesPeer(at int) bool {
	from, _ := q.line(at)
	line := string(q.plain[q.offset(from):q.offset(at)])
	for word := range strings.FieldsSeq(line) {
		host, port, ok := strings.Cut(strings.Trim(word, "[]"), ":")
		if ok && strings.Count(host, ".") == 3 && len(port) >= 2 && strings.Trim(port, "0123456789:") == "" {
			return true
		}
	}
	return false
}

// roleOf is what a program is as a rule.
func roleOf(client string) role {
	if slices.Contains(servers, client) {
		return serverRole
	}
	if client == "" || slices.Contains(either, client) {
		return unknownRole
	}
	return clientRole
}

var (
	servers = []string{"nginx", "apache", "haproxy", "mosquitto", "dovecot", "redis"}
	either  = []string{
		"openssl",
		"erlang",
		"rabbitmq",
		"boringssl",
		"postfix",
		"rustls",
		"gnutls",
		"schannel",
		"mongodb",
		"stunnel",
		"openssl-verify",
		"mbedtls",
		"envoy",
	}
)

// refine names the Python library, and the older Python, that a traceback shows.
func (q *Text) refine(client string, says code.Code, at int) string {
	if client != "python-3.13" && client != "requests" || says.StrictOnly() {
		return client
	}
	from, to := q.record(at, 16<<10)
	text := q.b[from:to]
	for _, w := range []string{"python3.10", "python3.11", "python3.12", "python/3.10", "python/3.11", "python/3.12",
		"python310", "python311", "python312", "python3.9/", "python3.8/"} {
		if strings.Contains(text, w) {
			if client == "requests" {
				return "requests-old"
			}
			return "python-3.12"
		}
	}
	return client
}

// Programs lists the ids that [Message.Client] may hold, each once.
func Programs() (ids []string) {
	ids = []string{"openssl", "python-3.12", "requests-old"}
	add := func(id string) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, s := range signs {
		add(s.client)
	}
	for _, table := range phraseTables {
		for _, p := range table {
			add(p.client)
		}
	}
	return ids
}
