package advise

import (
	"strings"

	"x509strict/engine/product"
	"x509strict/engine/read/message"
)

// commands returns what fetches the certificates, with host and port of the message filled in.
func commands(m message.Message, p *Program) []Command {
	to := target(m, p)
	others := otherwise[m.Client]
	shown := Command{
		t("The client certificate that was shown, to paste into the box:", "客户端出示的证书（粘贴到输入框）："),
		"openssl x509 -in client.crt",
	}
	accepted := Command{
		t("Which CAs the server names for it (“Acceptable client certificate CA names”):",
			"服务器接受哪些 CA（见“Acceptable client certificate CA names”）："),
		to.dial() + " </dev/null",
	}
	switch {
	case m.Client == "openssl-verify" && m.Files[0] != "": // nobody was spoken to
		return filesVerified(m)
	case m.Meaning != "" && !m.Meaning.AboutCertificate() && others != nil:
		return nil
	case m.Meaning != "" && !m.Meaning.AboutCertificate():
		return []Command{to.sent()}
	case m.Meaning == message.NeedsOwn && others == nil: // none was shown
		return []Command{accepted}
	case others != nil && m.Side == message.ServerSide:
		return append([]Command{shown}, others(to)...)
	case others != nil:
		return others(to)
	case m.Side == message.ServerSide:
		return []Command{shown, accepted}
	case m.Alert != 0: // which CAs the other side has is seen there
		return []Command{to.sent()}
	}
	if name, namespace, ok := inCluster(m.Host); ok {
		return toService(to, name, namespace)
	}
	if ofName(m.Slug) {
		return []Command{to.names(), to.sent()}
	}
	if m.Scene.Android {
		return []Command{to.sent()}
	}
	return append([]Command{to.sent()}, caFile(m.Client)...)
}

// filesVerified shows the files that the openssl command was given.
func filesVerified(m message.Message) []Command {
	out := []Command{{
		t("The certificate that was verified, to paste into the box:", "被校验的证书（粘贴到输入框）："),
		"openssl x509 -text -in " + file(m.Files[0]),
	}}
	if m.Files[1] != "" {
		out = append(out, Command{
			t("The CA file, to paste into the box below it:", "CA 文件（粘贴到它的下面）："), "cat " + file(m.Files[1]),
		})
	}
	return out
}

// servers are the products that programs talk to, where that is one.
var servers = map[string]string{
	"elasticsearch-py": "elasticsearch", "kubernetes": "kubernetes", "kubernetes-asyncio": "kubernetes",
	"kubernetes-go": "kubernetes", "pymysql": "mysql", "mysql": "mysql",
	"mysql-connector": "mysql", "mariadb": "mysql", "docker-py": "docker", "pika": "rabbitmq", "rabbitmq": "rabbitmq",
}

// caFile returns where the CA of a well-known server lies.
func caFile(client string) []Command {
	at := func(en, zh, line string) []Command { return []Command{{t(en, zh), line}} }
	switch p := product.ByID(servers[client]); {
	case client == "kubectl": // which can't ask the server that it refuses
		return at("The CA of the cluster, on a node of its control plane:",
			"集群的 CA（在控制平面节点上）：", "cat /etc/kubernetes/pki/ca.crt")
	case p != nil && p.CAAt != "":
		return []Command{CAOf(p)}
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

// file quotes the name of a file: a shell goes on finding home, and a dash in front begins no option.
func file(name string) string {
	if rest, home := strings.CutPrefix(name, "~/"); home {
		return "~/" + Shell(rest)
	}
	if strings.HasPrefix(name, "-") {
		name = "./" + name
	}
	return Shell(name)
}
