package advise

import (
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/read/message"
)

// asked is what to do next where a meaning alone says too little: it depends on the program, the side, or on a word of
// the message. The zero text leaves the meaning's own.
func asked(m message.Message) lang.Text {
	said := strings.ToLower(m.Text)
	if m.Client == "ruby" && m.Slug == code.UnableToGetCrl.Slug() {
		return t(
			"Ruby's gem openssl before 3.3.1 with OpenSSL 3.6.0 looks for revocation lists that nobody asked for: bundle update openssl, or gem install openssl. Otherwise somebody set a flag of CRL checks and gave no list.",
			"Ruby 的 openssl gem（3.3.1 之前）搭配 OpenSSL 3.6.0 会查找无人要求的吊销列表：请运行 bundle update openssl 或 gem install openssl。否则就是有人打开了 CRL 检查却没有提供列表。",
		)
	}
	if strings.HasPrefix(m.Slug, "crl-") || m.Slug == code.UnableToGetCrl.Slug() {
		return list(m.Client)
	}
	switch m.Meaning {
	case message.CAFile:
		return bundle(m)
	case message.Timeout:
		if strings.Contains(said, "handshake timeout") {
			return t(
				"The connection was there and the handshake did not come to its end: a proxy or a firewall that looks into TLS, packets that are too large on the way (MTU, VPN), or a server that is too busy. See whether the same works from another network.",
				"连接已建立，但握手没有完成：可能是检查 TLS 的代理或防火墙、途中数据包过大（MTU、VPN），或服务器过忙。可换一个网络再试。",
			)
		}
	case message.NotTLS:
		if m.Scene.Mail {
			return t(
				"Port and setting do not fit: 465 begins with TLS (SMTP_SSL, secure: true, EMAIL_USE_SSL), 587 and 25 begin without and switch it on (starttls(), secure: false, EMAIL_USE_TLS). No certificate was looked at.",
				"端口与设置不匹配：465 一开始就用 TLS（SMTP_SSL、secure: true、EMAIL_USE_SSL），587 和 25 先明文再启用（starttls()、secure: false、EMAIL_USE_TLS）。过程中没有检查任何证书。",
			)
		}
	case message.NeedsOwn:
		return ownCertificate(m.Client)
	case message.NoRevocation:
		return revocation(m.Client)
	case message.NotCompliant:
		if strings.Contains(said, "reused_issuer_and_serial") || strings.Contains(said, "same serial number") {
			return t(
				"Two certificates of this CA have the same serial number, and the browser has seen the other one. Have one of them issued again with a number of its own (a proxy that makes certificates: delete its CA and its cache, so that it begins anew), and delete the other from the browser's certificate store. One certificate alone does not show this.",
				"该 CA 的两张证书使用了同一序列号，而浏览器见过另一张。请让其中一张以自己的序列号重新签发（若由代理生成证书：删除其 CA 和缓存后重新开始），并从浏览器的证书库中删除另一张。仅凭一张证书看不出这一点。",
			)
		}
		if m.Client == "firefox" || m.Client == "chrome" || m.Client == "go" && !strings.Contains(said, "standards") {
			return t("Paste the certificate and its CA below: every rule that they break is listed.",
				"请把证书及其 CA 粘贴到下面，会列出违反的每条规则。")
		}
	case message.Version:
		if m.Client == "powershell" || m.Client == "dotnet" {
			return t(
				"Old .NET and Windows PowerShell begin with TLS 1.0. Switch TLS 1.2 on before the request: [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12. If that does not help, the server is the old one, or has no cipher suite in common. No certificate was looked at.",
				"旧版 .NET 和 Windows PowerShell 默认使用 TLS 1.0。请在请求前启用 TLS 1.2：[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12。若无效，则是服务器过旧，或没有共同的密码套件。过程中没有检查任何证书。",
			)
		}
	case message.Proxy:
		switch {
		case strings.Contains(said, "403"), strings.Contains(said, "forbidden"):
			return t(
				"The proxy does not let this host through: have it allowed there, or name it in NO_PROXY if it can be reached without the proxy.",
				"代理不允许访问该主机：请在代理上放行；若可直接访问，也可把它加入 NO_PROXY。",
			)
		case strings.Contains(said, "407"), strings.Contains(said, "authentication required"):
			return t(
				"The proxy wants a user and a password: http://USER:PASSWORD@PROXY:PORT, with signs such as @ and : written as %40 and %3A.",
				"代理需要用户名和密码：http://USER:PASSWORD@PROXY:PORT，其中 @、: 等字符写作 %40、%3A。",
			)
		}
	case "alert-unsupported-certificate":
		return t(
			"Have it issued with the purpose that it is used for: serverAuth for a server, clientAuth for a client, and digitalSignature where it has a key usage. Paste it below to see what it says.",
			"请按实际用途重新签发：服务器用 serverAuth，客户端用 clientAuth；若有密钥用法，应包含 digitalSignature。把证书粘贴到下面即可查看。",
		)
	case "alert-bad-certificate", "alert-certificate-unknown", "alert-unknown-ca":
		if m.Side == message.ServerSide {
			return t(
				"Does this client have a certificate and key configured? Without them give it some ("+settingOf(m.Client).EN+"). With them, give the server the CA that issued the client's certificate, or paste that certificate and CA file below to see what is wrong with them.",
				"客户端是否已配置证书和密钥？若没有，请先配置（"+settingOf(m.Client).ZH+"）；若已配置，请让服务器信任签发该证书的 CA，或把证书和 CA 文件粘贴到下面查看问题所在。",
			)
		}
	}
	if m.Slug == code.CertUntrusted.Slug() && m.Client == "nodejs" { // which says so of any CA that it does not know
		return nextFor(message.Message{Slug: code.UnableToGetIssuerCertLocally.Slug()})
	}
	return lang.Text{}
}

// list says what to do about a revocation list that was given and does not serve.
func list(client string) lang.Text {
	where := map[string]string{
		"openvpn": "crl-verify", "nginx": "ssl_crl, proxy_ssl_crl", "postgres": "ssl_crl_file, sslcrl",
		"apache": "SSLCARevocationFile", "haproxy": "crl-file", "mosquitto": "crlfile", "freeradius": "CA_path",
		"curl": "--crlfile", "stunnel": "CRLfile",
	}[client]
	next := t(
		"The revocation list that the checking side was given is missing, out of date or not yet valid. Make a new one with the CA (easyrsa gen-crl; openssl ca -gencrl) and copy it to where that side looks, then restart it; check its clock. openssl crl -in crl.pem -noout -lastupdate -nextupdate shows the dates.",
		"校验一方使用的吊销列表缺失、过期或尚未生效。请用 CA 生成新的列表（easyrsa gen-crl；openssl ca -gencrl），复制到校验一方读取的位置并重启，同时检查其时钟。openssl crl -in crl.pem -noout -lastupdate -nextupdate 可查看日期。",
	)
	if where != "" {
		next.EN += " It is set by: " + where + "."
		next.ZH += "设置项：" + where + "。"
	}
	return next
}

// bundle says what to do where the CA file that cannot be loaded is no file of one's own.
func bundle(m message.Message) lang.Text {
	words := strings.ToLower(m.Text + " " + m.Files[0])
	switch {
	case m.Client == "mbedtls" || m.Client == "wolfssl":
		return t(
			"The PEM text in the program is malformed: each line has to end in \\n, with the lines BEGIN CERTIFICATE and END CERTIFICATE, and a zero byte behind where a length is given. Paste it below as it stands there to see what it holds.",
			"程序中的 PEM 文本格式有误：每行须以 \\n 结尾，包含 BEGIN CERTIFICATE 和 END CERTIFICATE 行；若同时给出长度，末尾需要零字节。把它按原样粘贴到下面即可查看内容。",
		)
	case strings.Contains(words, "certifi") || strings.Contains(words, "_vendor"):
		return t(
			"This bundle belongs to a package and should be there: install it again (python -m pip install --force-reinstall certifi; pip's own: python -m ensurepip --upgrade). In a program made with PyInstaller or the like it has to be packed too (--collect-data certifi). Or REQUESTS_CA_BUNDLE, SSL_CERT_FILE or PIP_CERT names a file that is gone.",
			"这个 CA 包属于某个软件包，本应存在：请重新安装（python -m pip install --force-reinstall certifi；pip 自带的：python -m ensurepip --upgrade）。用 PyInstaller 等打包的程序还需一并打包（--collect-data certifi）。也可能是 REQUESTS_CA_BUNDLE、SSL_CERT_FILE 或 PIP_CERT 指向了已不存在的文件。",
		)
	}
	return lang.Text{}
}

func ownCertificate(client string) lang.Text {
	set := settingOf(client)
	return t(
		"Give the client a certificate and key issued by a CA that the server accepts ("+set.EN+"). openssl s_client shows under “Acceptable client certificate CA names” which ones.",
		"请为客户端配置服务器所接受的 CA 签发的证书和密钥（"+set.ZH+"）。openssl s_client 的“Acceptable client certificate CA names”会列出可接受的 CA。",
	)
}

// settingOf is where a program is given its own certificate and key.
func settingOf(client string) lang.Text {
	if set := settings[client]; set != "" {
		return t(set, set)
	}
	return t("cert= or client_cert in most libraries", "多数库为 cert= 或 client_cert")
}

// settings are the names of what gives a program its own certificate and key, as its documentation has them: the same
// in every language.
var settings = map[string]string{
	"requests":           `cert=("client.crt", "client.key")`,
	"requests-old":       `cert=("client.crt", "client.key")`,
	"urllib3":            "PoolManager(cert_file=, key_file=)",
	"httpx":              "verify=context, context.load_cert_chain(...)",
	"aiohttp":            "ssl=context, context.load_cert_chain(...)",
	"python-3.13":        `context.load_cert_chain("client.crt", "client.key")`,
	"python-3.12":        `context.load_cert_chain("client.crt", "client.key")`,
	"elasticsearch-py":   "client_cert=, client_key=",
	"opensearch-py":      "client_cert=, client_key=",
	"redis-py":           "ssl_certfile=, ssl_keyfile=",
	"redis":              "redis-cli --cert client.crt --key client.key",
	"pymongo":            "tlsCertificateKeyFile=client.pem",
	"mongodb":            "tlsCertificateKeyFile=client.pem",
	"psycopg":            "sslcert=client.crt sslkey=client.key",
	"postgres":           "sslcert=client.crt sslkey=client.key",
	"asyncpg":            "ssl=context, context.load_cert_chain(...)",
	"pymysql":            "ssl_cert=, ssl_key=",
	"mysql-connector":    "ssl_cert=, ssl_key=",
	"mysql":              "--ssl-cert=client.crt --ssl-key=client.key",
	"mariadb":            "--ssl-cert=client.crt --ssl-key=client.key",
	"paho":               `tls_set(ca_certs, "client.crt", "client.key")`,
	"mosquitto":          "--cert client.crt --key client.key",
	"kafka-python":       "ssl_certfile=, ssl_keyfile=",
	"confluent":          "ssl.certificate.location, ssl.key.location",
	"grpc":               "ssl_channel_credentials(root, key, chain)",
	"botocore":           "Config(client_cert=)",
	"curl":               "--cert client.crt --key client.key",
	"git":                "http.sslCert, http.sslKey",
	"wget":               "--certificate=client.crt --private-key=client.key",
	"openssl":            "-cert client.crt -key client.key",
	"gnutls":             "--x509certfile client.crt --x509keyfile client.key",
	"ldap":               "TLS_CERT, TLS_KEY",
	"nodejs":             "{ cert, key }",
	"deno":               "Deno.createHttpClient({ cert, key })",
	"bun":                "tls: { cert, key }",
	"go":                 "tls.Config.Certificates",
	"docker":             "--tlscert, --tlskey; /etc/docker/certs.d/HOST/client.cert, client.key",
	"containerd":         "/etc/containerd/certs.d/HOST/hosts.toml: client",
	"kubectl":            "--client-certificate, --client-key",
	"vault":              "VAULT_CLIENT_CERT, VAULT_CLIENT_KEY",
	"etcd":               "etcdctl --cert client.crt --key client.key",
	"consul":             "CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY",
	"prometheus":         "tls_config: cert_file, key_file",
	"grafana":            "TLS Client Authentication",
	"beats":              "ssl.certificate, ssl.key",
	"logstash":           "ssl_certificate, ssl_key",
	"java":               "-Djavax.net.ssl.keyStore, -Djavax.net.ssl.keyStorePassword",
	"rustls":             "ClientConfig: with_client_auth_cert",
	"reqwest":            "ClientBuilder::identity",
	"dotnet":             "HttpClientHandler.ClientCertificates",
	"powershell":         "-Certificate",
	"php":                "ssl: local_cert, local_pk",
	"ruby":               "Net::HTTP: cert, key",
	"perl":               "SSL_cert_file, SSL_key_file",
	"erlang":             "certfile, keyfile",
	"nginx":              "proxy_ssl_certificate, proxy_ssl_certificate_key",
	"haproxy":            "server ... crt client.pem",
	"openvpn":            "cert, key",
	"kubernetes":         "Configuration: cert_file, key_file",
	"kubernetes-asyncio": "Configuration: cert_file, key_file",
}

func revocation(client string) lang.Text {
	how := map[string]string{
		"curl":       "--ssl-revoke-best-effort",
		"git":        "http.schannelCheckRevoke=false",
		"schannel":   "--ssl-revoke-best-effort (curl)",
		"dotnet":     "DOTNET_SYSTEM_NET_SECURITY_NOREVOCATIONCHECKBYDEFAULT=true",
		"powershell": "[Net.ServicePointManager]::CheckCertificateRevocationList = $false",
		"java":       "-Dcom.sun.net.ssl.checkRevocation=false",
	}[client]
	en := "This is about the network or the CA's revocation service, not about the certificate's form: open the way to its CRL or OCSP address, which openssl x509 -text shows"
	zh := "这与网络或 CA 的吊销服务有关，与证书形式无关：请放行 CRL 或 OCSP 地址（用 openssl x509 -text 查看）"
	if how != "" {
		en, zh = en+", or do without for the moment: "+how, zh+"；临时可用 "+how
	}
	return t(en+".", zh+"。")
}
