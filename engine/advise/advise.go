package advise

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/engine/product"
	"x509strict/engine/read/message"
	"x509strict/engine/rules"
)

// Advice is what to do about one message.
type Advice struct {
	Title    lang.Text   // what the message means
	Who      lang.Text   // who refused whom; empty when the message does not show it
	Strict   lang.Text   // what strict mode has to do with it; empty when nothing is to be said
	Next     lang.Text   // what to do next
	CAFile   lang.Text   // where the program is told its CA file; empty when unknown or beside the point
	Name     string      // of the program; "" when unknown
	Commands []Command   // ready to copy
	Snippet  string      // id of the change of code in package workaround that helps now; "" for none
	Makers   []lang.Text // who usually makes certificates with this fault, the likeliest first; names
	Aside    bool        // the message is not about a certificate
}

// Command is a line for a shell.
type Command struct {
	Why  lang.Text
	Code string
}

// For returns the advice for a message.
func For(m message.Message) Advice {
	var a Advice
	p := ProgramByID(m.Client)
	if p != nil {
		a.Name = p.Name
	}
	fetch := true
	if rule := rules.BySlug(m.Slug); rule != nil {
		a.Title, a.Next = rule.Title, nextFor(m.Slug)
	} else {
		x := meanings[m.Meaning]
		if m.Slug != "" {
			x = unexplained(m.Slug)
		}
		a.Title, a.Next, a.Aside, fetch = x.title, x.next, x.aside, x.fetch
	}
	a.Who = who(m, a.Name)
	a.Strict = strict(m)
	if fetch {
		a.Commands = commands(m, p)
	}
	if p != nil && (!a.Aside || m.Meaning == message.CAFile) {
		a.CAFile = p.CAFile
		if m.Code.StrictOnly() {
			a.Snippet = p.Snippet
		}
	}
	if m.Code.StrictOnly() {
		a.Makers = makers(m)
	}
	if strings.Contains(m.Text, "legacy Common Name") {
		a.Next = t(
			"The certificate names its host in the common name only, where Go and browsers no longer look. Have it issued again with the host among its subject alternative names.",
			"证书只在通用名（CN）里写了主机名，Go 和浏览器都已不再读取它。请重新签发证书，把主机名写入主体备用名称。",
		)
	}
	if maker := origin.ByHost(m.Host); maker != nil && fetch && m.Side != message.ServerSide && !ofLeaf(m.Slug) {
		a.Makers = []lang.Text{maker.Called()}
		a.Next = t(a.Next.EN+" "+maker.Remedy.EN, a.Next.ZH+maker.Remedy.ZH)
	}
	return a
}

// ofLeaf reports whether a rule is about what the server's certificate says, whoever issued it.
func ofLeaf(slug string) bool {
	switch slug {
	case code.HostnameMismatch.Slug(), code.IpAddressMismatch.Slug(), code.CertHasExpired.Slug(),
		code.CertNotYetValid.Slug():
		return true
	}
	return false
}

// likely are the makers whose certificates a program usually meets.
var likely = map[string][]string{
	"elasticsearch-py": {
		"elasticsearch-http-auto",
		"elasticsearch-certutil",
	},
	"opensearch-py":   {"opensearch-demo", "opensearch-docs-openssl"},
	"pymysql":         {"mysql-auto"},
	"mysql-connector": {"mysql-auto"},
	"redis-py":        {"redis-gen-test-certs"},
	"kubernetes": {
		"eks",
		"microk8s",
		"kubernetes",
		"minikube",
		"k3s-rancher",
	},
	"kubernetes-asyncio": {"eks", "microk8s", "kubernetes", "minikube", "k3s-rancher"},
	"docker-py":          {"docker-dind"},
	"paho":               {"rabbitmq-tlsgen"},
	"pika":               {"rabbitmq-tlsgen"},
}

// maxMakers is how many makers are named.
const maxMakers = 6

// makers names those whose certificates have the fault of m, those that its program meets first.
func makers(m message.Message) (names []lang.Text) {
	for pass := range 2 {
		for _, maker := range origin.All() {
			first := slices.Contains(likely[m.Client], maker.ID)
			if slices.Contains(maker.Faults, m.Code) && first == (pass == 0) && len(names) < maxMakers {
				names = append(names, maker.Called())
			}
		}
	}
	return names
}

// who says who refused whom.
func who(m message.Message, name string) lang.Text {
	if m.Meaning != "" && !m.Meaning.AboutCertificate() || m.Meaning == message.VerificationNo {
		return lang.Text{}
	}
	if m.Alert != 0 && m.Side == "" {
		return t(
			"The other side of the connection refused what it was shown, and sent an alert; the side that logs it did not complain itself.",
			"连接的另一方拒绝了它收到的内容并发来警报；记录日志的一方自己并没有报错。",
		)
	}
	switch m.Side {
	case message.ClientSide:
		if m.Alert != 0 {
			return t("The client refused the server's certificate and told the server so.", "客户端拒绝了服务器的证书，并告知了服务器。")
		}
		if name != "" {
			return t(name+" refused the server's certificate.", name+" 拒绝了服务器的证书。")
		}
		return t("The client refused the server's certificate.", "客户端拒绝了服务器的证书。")
	case message.ServerSide:
		if m.Meaning == message.NeedsOwn {
			return t("The server refused the client: it wants a client certificate.", "服务器拒绝了客户端：它要求客户端证书。")
		}
		return t("The server refused the client's certificate.", "服务器拒绝了客户端的证书。")
	}
	return lang.Text{}
}

// strict says what strict mode has to do with a message.
func strict(m message.Message) lang.Text {
	c := m.Code
	p := ProgramByID(m.Client)
	switch {
	case m.Code != 0 && c.StrictOnly():
		return t(
			"Only strict verification says so: Python 3.13 and later switch it on. Other clients take the same certificate.",
			"只有严格校验才会报这个错误：Python 3.13 及以后默认打开。其他客户端会接受同一证书。",
		)
	case m.Alert != 0 && m.Side == message.ClientSide:
		return t(
			"If the client is Python 3.13 or later, strict mode may be why it refuses a certificate that others take.",
			"如果客户端是 Python 3.13 或更新版本，严格模式可能正是它拒绝（而其他客户端接受）的原因。",
		)
	case m.Meaning != "" && !m.Meaning.AboutCertificate():
		return lang.Text{}
	case m.Slug != "" && p != nil && p.Row != "" && m.Code != 0:
		return t("This has nothing to do with strict mode: every verification says so.", "这与严格模式无关：任何校验都会这样报错。")
	}
	return lang.Text{}
}

// nextFor says what to do about a rule's message.
func nextFor(slug string) lang.Text {
	switch slug {
	case code.HostnameMismatch.Slug(), code.IpAddressMismatch.Slug():
		return t(
			"Ask for a name that is in the certificate, or have the certificate issued again with this one among its subject alternative names. Paste the server's certificate below to see its names.",
			"请改用证书中包含的名称访问，或重新签发证书并把该名称写入主体备用名称。把服务器证书粘贴到下面即可查看其名称。",
		)
	case code.CertHasExpired.Slug(), code.CertNotYetValid.Slug():
		return t(
			"Renew the certificate that is out of date: the server's, an intermediate, or the CA. Check the client's clock. Paste the chain below to see which one it is.",
			"请更新过期的那张证书（服务器、中间或 CA 证书），并检查客户端时钟。把证书链粘贴到下面即可看出是哪一张。",
		)
	case code.UnableToGetIssuerCertLocally.Slug(), code.UnableToGetIssuerCert.Slug(),
		code.UnableToVerifyLeafSignature.Slug(), code.SelfSignedCertInChain.Slug(), code.DepthZeroSelfSignedCert.Slug():
		return t(
			"Give the client the CA that issued the server's certificate, or have the server send its intermediates. Paste both below: strict mode may object to that CA next.",
			"请把签发服务器证书的 CA 配置给客户端，或让服务器发送中间证书。把两者粘贴到下面：接下来严格模式可能还会对该 CA 报错。",
		)
	}
	return fetchNext
}

// commands returns what fetches the certificates, with host and port of the message filled in.
func commands(m message.Message, p *Program) []Command {
	host, port, start := m.Host, m.Port, ""
	if p != nil {
		start = p.Start
	}
	switch {
	case port == 0 && p != nil:
		port = p.Port
	case port == 0:
		port = 443
	}
	out := []Command{Sent(host, port, start)}
	if m.Side == message.ServerSide {
		out = append(out, Command{
			Why: t(
				"The client certificate that was shown, and the CA file that the server checks clients with:",
				"客户端出示的证书，以及服务器用来校验客户端的 CA 文件：",
			),
			Code: "openssl x509 -in client.crt -text",
		})
	}
	return append(out, caFile(m.Client)...)
}

// address joins host and port as openssl takes them, IPv6 in brackets.
func address(host string, port int) string {
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + strconv.Itoa(port)
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

// Sent is the command that prints the certificates which a server sends; host "" leaves a word to fill in.
func Sent(host string, port int, start string) Command {
	if host == "" {
		host = "HOST"
	}
	line := "openssl s_client -connect " + Shell(address(host, port))
	if start != "" {
		line += " -starttls " + start
	}
	if _, err := netip.ParseAddr(host); err != nil {
		line += " -servername " + Shell(host)
	}
	return Command{
		t("The certificates that the server sends, to paste into the box:", "服务器发送的证书（粘贴到输入框）："),
		line + " -showcerts </dev/null",
	}
}

// Shell quotes a word where a shell would take it apart.
func Shell(word string) string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:/") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
