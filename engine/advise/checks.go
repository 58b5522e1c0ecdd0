package advise

import (
	"cmp"
	"strconv"
	"strings"

	"x509strict/engine/read/message"
)

// checks returns what finds out more about a message that is not about a certificate, with host and port filled in.
func checks(m message.Message, p *Program) []Command {
	to := target(m, p)
	if otherwise[m.Client] != nil {
		return ownFiles(m)
	}
	switch m.Meaning {
	case message.NotTLS:
		return to.withoutTLS()
	case message.Version, message.Ciphers:
		return []Command{{
			t("Which TLS version and cipher suite the server agrees to when everything is allowed:",
				"放开所有限制时，服务器接受的 TLS 版本和密码套件："),
			to.dial() + " -min_protocol TLSv1 -cipher ALL:COMPLEMENTOFALL:@SECLEVEL=0 -brief </dev/null",
		}}
	case message.Renegotiation:
		out := []Command{{
			t("Whether the server has it by now (“Secure Renegotiation IS supported”):",
				"查看服务器现在是否支持（“Secure Renegotiation IS supported”）："),
			to.dial() + " -tls1_2 -legacy_server_connect </dev/null | grep Renegotiation",
		}}
		if strings.Contains(meanwhile(m.Client).EN, "OPENSSL_CONF") {
			out = append(out, Command{t("The configuration for OpenSSL:", "OpenSSL 的配置："), legacyConfig})
		}
		return out
	case message.Timeout, message.Refused:
		if strings.Contains(m.Text, "handshake timeout") {
			return []Command{{t("How far the handshake comes:", "握手进行到哪一步："), to.dial() + " </dev/null"}}
		}
		return []Command{{
			t("Whether the port can be reached from here:", "从本机能否连到该端口："),
			"nc -vz -w 5 " + Shell(to.host) + " " + strconv.Itoa(to.port),
		}}
	case message.NoSuchHost:
		return []Command{{
			t("What the name resolves to here:", "该名称在本机解析为："),
			"getent hosts " + Shell(to.host) + " || nslookup " + Shell(to.host),
		}}
	case message.Proxy:
		return []Command{{
			t("Which proxies are set, and which hosts are asked without them:", "当前设置的代理，以及不经代理访问的主机："),
			"env | grep -i _proxy | sed 's#//[^/@]*@#//***@#'",
		}}
	}
	return ownFiles(m)
}

// ownFiles returns what shows whether files of one's own can be loaded; nothing secret is printed.
func ownFiles(m message.Message) []Command {
	if m.Own {
		return []Command{{
			t("Key and signature of the own certificate:", "自己证书的密钥和签名算法："),
			"openssl x509 -in " + file(cmp.Or(m.Files[0], "own.crt")) + " -noout -text | grep -E 'Public-Key|Signature Algorithm'",
		}}
	}
	certificate, key := ownPair(m)
	switch m.Meaning {
	case message.CAFile:
		return []Command{holds(cmp.Or(m.Files[0], storeOf(m, "truststore.jks"), "ca.crt"), " -certs")}
	case message.KeyMismatch:
		return []Command{
			{
				t("The public key of the certificate:", "证书的公钥："),
				"openssl x509 -in " + file(cmp.Or(certificate, "own.crt")) + " -noout -pubkey",
			},
			{
				t("That of the private key, which must be the same:", "私钥对应的公钥，两者必须相同："),
				"openssl pkey -in " + file(cmp.Or(key, "own.key")) + " -pubout",
			},
		}
	case message.KeyUnreadable:
		if store := storeOf(m, "keystore.jks"); store != "" || m.Files[0] != "" {
			return []Command{holds(cmp.Or(m.Files[0], store), "")}
		}
		return []Command{holds("own.key", ""), holds("own.crt", "")}
	}
	return nil
}

// holds is what shows which certificates and keys a file holds, without showing a key.
func holds(name, what string) Command {
	low := strings.ToLower(name)
	for _, ending := range []string{".jks", ".ks", ".keystore", ".truststore"} {
		if strings.HasSuffix(low, ending) {
			return Command{
				t("Whether the store opens with the password, and what it holds:", "该库能否用密码打开，以及其中的内容："),
				"keytool -list -keystore " + file(name),
			}
		}
	}
	return Command{
		t("What OpenSSL finds in the file (it asks for a password where one is set):",
			"OpenSSL 在该文件中找到的内容（若设有密码会询问）："),
		"openssl storeutl -noout" + what + " " + file(name),
	}
}

// ownPair returns which of the files that a message names holds the certificate and which the key; "" for neither. One
// file of which nothing tells may hold both.
func ownPair(m message.Message) (certificate, key string) {
	for _, name := range m.Files {
		switch {
		case name == "":
		case holdsKey(name):
			key = cmp.Or(key, name)
		default:
			certificate = cmp.Or(certificate, name)
		}
	}
	said := strings.ToLower(m.Text)
	switch {
	case key != "" || m.Files[1] != "":
	case strings.Contains(said, "privatekey"), strings.Contains(said, "private key"):
		return "", certificate
	case strings.HasSuffix(strings.ToLower(certificate), ".pem"):
		return certificate, certificate
	}
	return certificate, key
}

// holdsKey reports whether a file holds a key by its name: "tls.key", "privkey.pem", "client-key.pem".
func holdsKey(name string) bool {
	base := strings.ToLower(name[strings.LastIndexAny(name, `/\`)+1:])
	if strings.HasSuffix(base, ".key") {
		return true
	}
	apart := func(r rune) bool { return strings.ContainsRune("-_. 0123456789", r) }
	for word := range strings.FieldsFuncSeq(base, apart) {
		if word == "key" || word == "privkey" || word == "private" || word == "privatekey" {
			return true
		}
	}
	return false
}

// storeOf returns the name of a store for a message of Java's, which keeps keys and CAs in one; "" for PEM and others.
func storeOf(m message.Message, name string) string {
	if m.Client != "java" && m.Client != "zookeeper" || strings.Contains(m.Text, "PEM") ||
		strings.Contains(m.Text, "PKCS8") {
		return ""
	}
	return name
}

// withoutTLS returns what shows how a port answers that does not answer with TLS.
func (to place) withoutTLS() []Command {
	if to.start == "" {
		return []Command{{
			t("What answers there without TLS:", "该端口在不使用 TLS 时如何应答："),
			"curl -sv --http0.9 --max-time 5 -o - http://" + Shell(to.address()) + "/",
		}}
	}
	return []Command{{
		t("Whether the service begins without TLS and switches it on (STARTTLS):", "该服务是否先明文、再用 STARTTLS 启用 TLS："),
		to.dial() + " </dev/null",
	}}
}
