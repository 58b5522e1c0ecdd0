package advise

import (
	"x509strict/engine/lang"
	"x509strict/engine/read/message"
)

// otherName says what to do where the certificate is for another name than the one that was asked for.
func otherName(m message.Message) lang.Text {
	if m.Host == "https" || m.Host == "http" {
		return t(
			"The host that was asked for is “"+m.Host+"”: the address has its scheme twice, such as https://https://HOST. Take one out.",
			"被访问的主机名是“"+m.Host+"”：地址里写了两次协议，例如 https://https://HOST。请去掉一个。",
		)
	}
	next := t(
		"Ask for a name that is in the certificate, or have the certificate issued again with this one among its subject alternative names. Paste the server's certificate below to see its names.",
		"请改用证书中包含的名称访问，或重新签发证书并把该名称写入主体备用名称。把服务器证书粘贴到下面即可查看其名称。",
	)
	if set := expecting[m.Client]; set != "" {
		next.EN += " Where the address has to stay, the name to expect can be set: " + set + "."
		next.ZH += "若地址不能改，可设置期望的名称：" + set + "。"
	}
	if public(m.Host) {
		next.EN += " Names of somebody else in it: a network or provider diverts the connection, or the name points to the wrong server."
		next.ZH += "若证书里是别人的名称：说明网络或服务商改道了连接，或该名称指向了错误的服务器。"
	}
	return next
}

// expecting are the settings of programs for the name that the certificate has to have, where the address is another.
var expecting = map[string]string{
	"python-3.13":      `wrap_socket(..., server_hostname="NAME")`,
	"elasticsearch-py": `ssl_assert_hostname="NAME"`,
	"urllib3":          `PoolManager(assert_hostname="NAME", server_hostname="NAME")`,
	"grpc":             "grpc.ssl_target_name_override",
	"curl":             "curl --connect-to NAME:443:HOST:443 https://NAME/",
	"kubectl":          "kubectl --tls-server-name=NAME",
	"vault":            "VAULT_TLS_SERVER_NAME=NAME",
	"consul":           "CONSUL_TLS_SERVER_NAME=NAME",
	"prometheus":       "tls_config: server_name: NAME",
	"loki":             "tls_config: server_name: NAME",
	"telegraf":         `tls_server_name = "NAME"`,
	"go":               "tls.Config.ServerName",
	"nodejs":           `{ servername: "NAME" }`,
	"nginx":            "proxy_ssl_name NAME",
	"haproxy":          "server ... sni str(NAME) verifyhost NAME",
	"openvpn":          "verify-x509-name NAME name",
	"php":              "ssl: peer_name",
}
