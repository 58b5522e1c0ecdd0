package content

// authorities are what makes CAs and hands out certificates.
var authorities = []Product{
	{
		ID: "easy-rsa", Name: "Easy-RSA", Makers: []string{"easy-rsa", "openvpn-easyrsa2"},
		About: text("Easy-RSA is the OpenVPN project's tool for a CA, and is used for much else.",
			"Easy-RSA 是 OpenVPN 项目的 CA 工具，也常用于别处。"),
		Facts: []Fact{
			says("The CA and its key, below the folder where easyrsa runs:",
				"CA 与私钥位于运行 easyrsa 的文件夹之下：",
				"pki/ca.crt\npki/private/ca.key", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Readme.md"),
			says("Since 3.2.2 this signs the CA's key again, asks before it replaces pki/ca.crt, and keeps the old certificate in pki/expired-ca.list. Basic constraints are marked critical from 3.2.6 on. The serial number is a new one, and certificates that Easy-RSA has signed name the old one: all of them have to be signed again. A repair that keeps the serial number leaves them valid:",
				"3.2.2 起，下面的命令用 CA 的原密钥重新签发，替换 pki/ca.crt 之前会询问，旧证书保存在 pki/expired-ca.list。从 3.2.6 起，基本约束才标为关键。序列号会换新，而 Easy-RSA 签发的证书写有旧序列号，因此都要重签；保留序列号的修复则不影响它们：",
				"./easyrsa renew-ca", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Renew-and-Revoke.md"),
		},
		Sources: []Source{
			{"Easy-RSA: EasyRSA-Readme", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Readme.md"},
			{"Easy-RSA: EasyRSA-Renew-and-Revoke", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Renew-and-Revoke.md"},
			{"Easy-RSA: pull request 1428, critical basic constraints", "https://github.com/OpenVPN/easy-rsa/pull/1428"},
		},
	},
	{
		ID: "openvpn", Name: "OpenVPN", Makers: []string{"easy-rsa", "openvpn-easyrsa2"},
		About: text("OpenVPN verifies with OpenSSL or mbed TLS and is not strict; management tools in Python are, when they meet the same CA.",
			"OpenVPN 用 OpenSSL 或 mbed TLS 校验，不开严格模式；遇到同一个 CA 的 Python 管理工具则会。"),
		Facts: []Fact{
			says("Both sides name the CA in their configuration. The re-issued file takes its place; certificates of clients stay valid.",
				"两端都在配置里指定 CA。用重新签发的文件替换即可，客户端证书继续有效。",
				"ca ca.crt", "https://github.com/OpenVPN/openvpn/blob/release/2.6/doc/man-sections/tls-options.rst"),
		},
		Sources: []Source{
			{"OpenVPN 2.6: TLS Mode Options", "https://github.com/OpenVPN/openvpn/blob/release/2.6/doc/man-sections/tls-options.rst"},
		},
	},
	{
		ID: "pfsense", Name: "pfSense", Makers: []string{"pfsense"},
		About: text("pfSense makes CAs for VPNs, proxies and its own interface.", "pfSense 可为 VPN、代理和自身界面生成 CA。"),
		Facts: []Fact{
			says("CAs are exported and imported under System, Certificates, Authorities; in older releases under System, Cert Manager, CAs.",
				"在 System → Certificates → Authorities 里导出和导入 CA；旧版本在 System → Cert Manager → CAs。",
				"", "https://docs.netgate.com/pfsense/en/latest/certificates/ca.html"),
		},
		Sources: []Source{
			{"pfSense: Certificate Authority Management", "https://docs.netgate.com/pfsense/en/latest/certificates/ca.html"},
			{"pfSense: Certificate Management", "https://docs.netgate.com/pfsense/en/latest/certificates/certificate.html"},
		},
	},
	{
		ID: "opnsense", Name: "OPNsense", Makers: []string{"opnsense"},
		About: text("OPNsense makes CAs for VPNs, proxies and its own interface.", "OPNsense 可为 VPN、代理和自身界面生成 CA。"),
		Facts: []Fact{
			says("CAs are exported and imported under System, Trust, Authorities.",
				"在 System → Trust → Authorities 里导出和导入 CA。",
				"", "https://docs.opnsense.org/manual/certificates.html"),
		},
		Sources: []Source{
			{"OPNsense: Trust", "https://docs.opnsense.org/manual/certificates.html"},
		},
	},
	{
		ID: "step-ca", Name: "step-ca (smallstep)", Makers: []string{"step-ca"},
		About: text("step-ca makes a root and an intermediate CA; both pass. Clients trust the root, and the server sends the intermediate with its own certificate.",
			"step-ca 生成根证书和中间证书，两者都能通过。客户端信任根证书，服务器把中间证书与自己的证书一并发送。"),
		Facts: []Fact{
			says("The root's fingerprint, on the machine of the CA:",
				"在 CA 所在的机器上查看根证书的指纹：",
				"step certificate fingerprint $(step path)/certs/root_ca.crt",
				"https://smallstep.com/docs/cli/ca/root/"),
			says("The root, for clients. After step ca bootstrap both options may be left out:",
				"取得根证书，交给客户端。运行过 step ca bootstrap 的机器可省略这两个选项：",
				"step ca root root_ca.crt --ca-url https://ca.example:9000 --fingerprint FINGERPRINT",
				"https://smallstep.com/docs/cli/ca/root/"),
			says("For requests and most of what builds on it:",
				"供 requests 及基于它的多数程序使用：",
				"export REQUESTS_CA_BUNDLE=\"$PWD/root_ca.crt\"", requestsDocs),
		},
		Sources: []Source{
			{"smallstep: step ca root", "https://smallstep.com/docs/cli/ca/root/"},
			{"step: command/ca/root.go", "https://github.com/smallstep/cli/blob/master/command/ca/root.go"},
			{"Requests: SSL Cert Verification", requestsDocs},
		},
	},
	{
		ID: "mkcert", Name: "mkcert", Makers: []string{"mkcert"},
		About: text("mkcert puts a development CA into the system's stores. Python's requests does not look there.",
			"mkcert 把开发用 CA 放进系统信任库，而 Python 的 requests 不看那里。"),
		Facts: []Fact{
			says("Tell the client where the CA lies:",
				"告诉客户端 CA 的位置：",
				"export REQUESTS_CA_BUNDLE=\"$(mkcert -CAROOT)/rootCA.pem\"", "https://github.com/FiloSottile/mkcert"),
		},
		Sources: []Source{
			{"mkcert: README", "https://github.com/FiloSottile/mkcert"},
			{"Requests: SSL Cert Verification", requestsDocs},
		},
	},
	{
		ID: "vault", Name: "HashiCorp Vault",
		About: text("Vault is met twice: as a server with a certificate, and as the CA of its PKI engine.",
			"Vault 有两种身份：带证书的服务器，以及其 PKI 引擎的 CA。"),
		Facts: []Fact{
			says("The command line takes the server's CA from:",
				"命令行从这里读取服务器的 CA：",
				"export VAULT_CACERT=ca.crt", "https://developer.hashicorp.com/vault/docs/commands"),
			says("hvac, in Python, reads the same variable, unless it is given the CA:",
				"Python 的 hvac 读取同一变量，除非直接传入 CA：",
				"hvac.Client(url=\"https://vault.example:8200\", verify=\"ca.crt\")",
				"https://github.com/hvac/hvac/blob/main/hvac/v1/__init__.py"),
			says("The CA of the PKI engine, where it is mounted at pki:",
				"PKI 引擎的 CA（挂载在 pki 时）：",
				"curl --cacert ca.crt https://vault.example:8200/v1/pki/ca/pem",
				"https://developer.hashicorp.com/vault/api-docs/secret/pki"),
		},
		Sources: []Source{
			{"Vault: CLI", "https://developer.hashicorp.com/vault/docs/commands"},
			{"hvac: hvac/v1/__init__.py", "https://github.com/hvac/hvac/blob/main/hvac/v1/__init__.py"},
			{"Vault: PKI secrets engine (API)", "https://developer.hashicorp.com/vault/api-docs/secret/pki"},
		},
	},
	{
		ID: "keycloak", Name: "Keycloak",
		About: text("Keycloak runs on Java, which is not strict. Python applications that log in through it are.",
			"Keycloak 运行在 Java 上，不做严格校验；通过它登录的 Python 应用会。"),
		Facts: []Fact{
			says("CAs that Keycloak itself trusts lie in conf/truststores, or where this option says:",
				"Keycloak 自己信任的 CA 放在 conf/truststores，或由此选项指定：",
				"bin/kc.sh start --truststore-paths=/opt/ca.crt",
				"https://www.keycloak.org/server/keycloak-truststore"),
			says("Its own certificate:",
				"它自己的证书：",
				"bin/kc.sh start --https-certificate-file=server.crt --https-certificate-key-file=server.key",
				"https://www.keycloak.org/server/enabletls"),
		},
		Sources: []Source{
			{"Keycloak: Configuring trusted certificates", "https://www.keycloak.org/server/keycloak-truststore"},
			{"Keycloak: Configuring TLS", "https://www.keycloak.org/server/enabletls"},
		},
	},
}
