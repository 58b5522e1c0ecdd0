package advise

import (
	"cmp"
	"net/netip"
	"strconv"
	"strings"
	"unicode"

	"x509strict/engine/read/message"
)

// place is a server to ask.
type place struct {
	host  string // HOST to fill in where the message names none
	port  int
	start string // value of s_client's -starttls; "" for none
}

// blank is the word to fill in where no host is known.
const blank = "HOST"

// target returns the server that a message speaks of.
func target(m message.Message, p *Program) place {
	to := place{host: cmp.Or(m.Host, blank), port: m.Port}
	if p != nil && p.Port != https {
		to.port, to.start = cmp.Or(to.port, p.Port), p.Start
	} else if p == nil || anyProtocol[p.ID] {
		to.port = cmp.Or(to.port, portByName(m.Host))
	}
	if m.Scene.Mail && m.Meaning == message.NotTLS {
		to.port = cmp.Or(to.port, 587)
	}
	to.port = cmp.Or(to.port, https)
	if start, known := starts[to.port]; known {
		to.start = start
	}
	return to
}

const https = 443

// starts says of ports whether TLS begins at once, "", or is switched on first, and how s_client is told so.
var starts = map[int]string{
	21: "ftp", 25: "smtp", 110: "pop3", 119: "nntp", 143: "imap", 389: "ldap", 587: "smtp", 3306: "mysql",
	4190: "sieve", 5222: "xmpp", 5269: "xmpp-server", 5432: "postgres",

	443: "", 465: "", 563: "", 636: "", 853: "", 990: "", 993: "", 995: "", 5061: "", 5223: "", 6514: "", 8883: "",
}

// anyProtocol are the languages and libraries whose programs speak any protocol.
var anyProtocol = map[string]bool{
	"python-3.13": true, "python-3.12": true, "go": true, "java": true, "nodejs": true, "dotnet": true,
	"powershell": true, "php": true,
	"ruby": true, "perl": true, "erlang": true, "rustls": true, "openssl": true, "openssl-verify": true,
	"gnutls": true, "mbedtls": true, "wolfssl": true, "schannel": true, "qt": true, "glib": true, "dart": true,
	"home-assistant": true, "ansible": true,
}

// usual are the ports of protocols that a host is often named after.
var usual = map[string]int{
	"smtp": 587, "imap": 993, "pop": 995, "pop3": 995, "ldap": 636, "ldaps": 636, "mqtt": 8883, "mqtts": 8883,
	"amqp": 5671, "amqps": 5671, "rabbitmq": 5671, "kafka": 9093, "redis": 6379, "mysql": 3306, "mariadb": 3306,
	"postgres": 5432, "postgresql": 5432, "mongo": 27017, "mongodb": 27017, "xmpp": 5222, "ftp": 21, "ftps": 990,
}

// portByName guesses a port from the first label of a host; 0 where it tells nothing.
func portByName(host string) int {
	first, _, _ := strings.Cut(strings.ToLower(host), ".")
	apart := func(r rune) bool { return r == '-' || r == '_' }
	for _, word := range strings.FieldsFunc(first, apart) {
		if port := cmp.Or(usual[word], usual[strings.TrimRightFunc(word, unicode.IsDigit)]); port != 0 {
			return port
		}
	}
	return 0
}

// dial is openssl's line that connects, with the server's name where it has one (RFC 6066 section 3: no address is).
func (to place) dial() string {
	line := "openssl s_client -connect " + Shell(to.address())
	if to.start != "" {
		line += " -starttls " + to.start
	}
	if _, err := netip.ParseAddr(to.host); err != nil {
		line += " -servername " + Shell(to.host)
	}
	return line
}

// address joins host and port as openssl takes them, IPv6 in brackets.
func (to place) address() string {
	host := to.host
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + strconv.Itoa(to.port)
}

// sent is the command that prints the certificates which the server sends.
func (to place) sent() Command { return showing(to.dial() + " -showcerts </dev/null") }

// names is the command that prints the names in the server's certificate.
func (to place) names() Command {
	return Command{
		t("The names in the server's certificate:", "服务器证书中的名称："),
		to.dial() + " </dev/null 2>/dev/null | openssl x509 -noout -subject -ext subjectAltName",
	}
}

// showing is a command whose output is to be pasted.
func showing(line string) Command {
	return Command{
		t("The certificates that the server sends, to paste into the box:", "服务器发送的证书（粘贴到输入框）："),
		line,
	}
}

// Sent is the command that prints the certificates which a server sends; host "" leaves a word to fill in.
func Sent(host string, port int, start string) Command {
	return place{cmp.Or(host, blank), port, start}.sent()
}
