package advise

import (
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
			to.dial() + " -min_protocol TLSv1 -cipher DEFAULT@SECLEVEL=0 -brief </dev/null",
		}}
	case message.Renegotiation:
		return []Command{{
			t("Whether the server has it by now (“Secure Renegotiation IS supported”):",
				"查看服务器现在是否支持（“Secure Renegotiation IS supported”）："),
			to.dial() + " -tls1_2 -legacy_server_connect </dev/null | grep Renegotiation",
		}}
	case message.Timeout, message.Refused:
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
			"env | grep -i _proxy",
		}}
	}
	return ownFiles(m)
}

// ownFiles returns what shows whether files of one's own can be loaded; nothing secret is printed.
func ownFiles(m message.Message) []Command {
	if m.Own {
		return []Command{{
			t("Key and signature of the own certificate:", "自己证书的密钥和签名算法："),
			"openssl x509 -in own.crt -noout -text | grep -E 'Public-Key|Signature Algorithm'",
		}}
	}
	java := (m.Client == "java" || m.Client == "zookeeper") && !strings.Contains(m.Text, "PEM") &&
		!strings.Contains(m.Text, "PKCS8")
	switch m.Meaning {
	case message.CAFile:
		if java {
			return []Command{{
				t("How many certificates the trust store holds:", "信任库中有多少张证书："),
				"keytool -list -keystore truststore.p12",
			}}
		}
		return []Command{{
			t("How many certificates OpenSSL finds in the file:", "OpenSSL 在该文件中找到多少张证书："),
			"openssl storeutl -noout -certs ca.crt",
		}}
	case message.KeyMismatch:
		return []Command{
			{
				t("The public key of the certificate:", "证书的公钥："),
				"openssl x509 -in own.crt -noout -pubkey",
			},
			{
				t("That of the private key, which must be the same:", "私钥对应的公钥，两者必须相同："),
				"openssl pkey -in own.key -pubout",
			},
		}
	case message.KeyUnreadable:
		if java {
			return []Command{{
				t("Whether the key store opens with the password, and what it holds:", "密钥库能否用该密码打开，以及其中的内容："),
				"keytool -list -keystore keystore.p12",
			}}
		}
		return []Command{
			{
				t("Whether OpenSSL reads the key (it asks for a password where one is set):",
					"OpenSSL 能否读取私钥（若设有密码会询问）："),
				"openssl pkey -in own.key -noout",
			},
			{
				t("Whether it reads the certificate:", "能否读取证书："),
				"openssl x509 -in own.crt -noout -subject -enddate",
			},
		}
	}
	return nil
}

// withoutTLS returns what shows how a port answers that does not answer with TLS.
func (to place) withoutTLS() []Command {
	if to.start == "" {
		return []Command{{
			t("What answers there without TLS:", "该端口在不使用 TLS 时如何应答："),
			"curl -v http://" + Shell(to.address()) + "/",
		}}
	}
	return []Command{{
		t("Whether the service begins without TLS and switches it on (STARTTLS):", "该服务是否先明文、再用 STARTTLS 启用 TLS："),
		to.dial() + " </dev/null",
	}}
}
