package advise

import (
	"cmp"
	"net/netip"
	"strconv"
	"strings"

	"x509strict/engine/product"
	"x509strict/engine/read/message"
)

// commands returns what fetches the certificates, with host and port of the message filled in.
func commands(m message.Message, p *Program) []Command {
	to := target(m, p)
	if m.Side != message.ServerSide {
		return append([]Command{to.sent()}, caFile(m.Client)...)
	}
	return append([]Command{
		{
			t("The client certificate that was shown, to paste into the box:", "客户端出示的证书（粘贴到输入框）："),
			"openssl x509 -in client.crt",
		},
		{
			t("Which CAs the server names for it (“Acceptable client certificate CA names”):",
				"服务器接受哪些 CA（见“Acceptable client certificate CA names”）："),
			to.dial(to.start) + " </dev/null",
		},
	}, caFile(m.Client)...)
}

// place is a server to ask.
type place struct {
	host  string // HOST to fill in where the message names none
	port  int
	start string // value of s_client's -starttls; "" for none
}

// target returns the server that a message speaks of.
func target(m message.Message, p *Program) place {
	to := place{host: cmp.Or(m.Host, blank), port: m.Port}
	if p != nil {
		to.port, to.start = cmp.Or(to.port, p.Port), p.Start
	}
	to.port = cmp.Or(to.port, 443)
	return to
}

// blank is the word to fill in where no host is known.
const blank = "HOST"

// dial is openssl's line that connects, with the server's name where it has one (RFC 6066 section 3: no address is).
func (to place) dial(start string) string {
	line := "openssl s_client -connect " + Shell(to.address())
	if start != "" {
		line += " -starttls " + start
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
func (to place) sent() Command {
	return Command{
		t("The certificates that the server sends, to paste into the box:", "服务器发送的证书（粘贴到输入框）："),
		to.dial(to.start) + " -showcerts </dev/null",
	}
}

// Sent is the command that prints the certificates which a server sends; host "" leaves a word to fill in.
func Sent(host string, port int, start string) Command {
	return place{cmp.Or(host, blank), port, start}.sent()
}

// servers are the products that programs talk to, where that is one.
var servers = map[string]string{
	"elasticsearch-py": "elasticsearch", "kubernetes": "kubernetes", "kubernetes-asyncio": "kubernetes",
	"kubectl": "kubernetes", "kubernetes-go": "kubernetes", "pymysql": "mysql", "mysql": "mysql",
	"mysql-connector": "mysql", "mariadb": "mysql", "docker-py": "docker", "pika": "rabbitmq", "rabbitmq": "rabbitmq",
}

// caFile returns where the CA of a well-known server lies.
func caFile(client string) []Command {
	at := func(en, zh, line string) []Command { return []Command{{t(en, zh), line}} }
	switch p := product.ByID(servers[client]); {
	case p != nil && p.CAAt != "":
		return []Command{CAOf(p)}
	case client == "openvpn":
		return at("OpenVPN's CA:", "OpenVPN 的 CA：", "cat /etc/openvpn/ca.crt")
	case client == "java":
		return at(
			"What the Java trust store holds:",
			"Java 信任库的内容：",
			"keytool -list -rfc -cacerts -storepass changeit",
		)
	}
	return nil
}

// CAOf is the command that prints or copies the CA of a product that has one place for it.
func CAOf(p *product.Product) Command {
	return Command{t("The CA of "+p.Name+":", p.Name+" 的 CA："), p.CAAt}
}

// Shell quotes a word where a shell would take it apart.
func Shell(word string) string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:/") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
