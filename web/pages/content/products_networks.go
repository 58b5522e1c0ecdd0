package content

// networks are what stands between programs and the network, and whole estates.
var networks = []Product{
	{
		ID: "zscaler", Name: "Zscaler", Makers: []string{"zscaler"},
		About: text("Zscaler signs what it inspects with a root of its own; Python programs behind it have to trust that root.",
			"Zscaler 用自己的根证书重签它检查的流量；其后的 Python 程序必须信任这个根证书。"),
		Facts: []Fact{
			says("For requests and most of what builds on it. The variable replaces the CAs that they come with, so that both go into one file, for hosts that are not inspected:",
				"供 requests 及基于它的多数程序使用。该变量会取代自带的 CA，因此把两者放进同一文件，未被检查的主机才能继续使用：",
				"cat \"$(python3 -m certifi)\" zscaler.pem > bundle.pem\nexport REQUESTS_CA_BUNDLE=\"$PWD/bundle.pem\"", requestsDocs),
			says("pip trusts the system's store too since 24.2, and needs nothing where the root is in it. Older releases take a file:",
				"pip 从 24.2 起也信任系统证书库，根证书已在其中时无需设置。更早的版本读取文件：",
				"export PIP_CERT=\"$PWD/bundle.pem\"", pipDocs),
		},
		Sources: []Source{
			{"Requests: SSL Cert Verification", requestsDocs},
			{"pip: HTTPS Certificates", pipDocs},
		},
	},
	{
		ID: "netskope", Name: "Netskope", Makers: []string{"netskope"},
		About: text("Netskope signs what it inspects with a CA of the organization; Python programs behind it have to trust it.",
			"Netskope 用所在组织的 CA 重签它检查的流量；其后的 Python 程序必须信任它。"),
		Facts: []Fact{
			says("The client keeps the root as nscacert.pem and the organization's own CA, which that one has signed, as nstenantcert.pem. They lie in or below:",
				"客户端把根证书保存为 nscacert.pem，把由它签发的本组织 CA 保存为 nstenantcert.pem，位于以下文件夹或其子文件夹：",
				"# macOS\n/Library/Application Support/Netskope/STAgent\n# Windows\n%PROGRAMDATA%\\netskope\\stagent",
				netskopeFiles),
			says("For requests and most of what builds on it. The variable replaces the CAs that they come with, so that both go into one file, for hosts that are not inspected:",
				"供 requests 及基于它的多数程序使用。该变量会取代自带的 CA，因此把两者放进同一文件，未被检查的主机才能继续使用：",
				"cat \"$(python3 -m certifi)\" nscacert.pem > bundle.pem\nexport REQUESTS_CA_BUNDLE=\"$PWD/bundle.pem\"", requestsDocs),
			says("pip trusts the system's store too since 24.2, and needs nothing where the root is in it. Older releases take a file:",
				"pip 从 24.2 起也信任系统证书库，根证书已在其中时无需设置。更早的版本读取文件：",
				"export PIP_CERT=\"$PWD/bundle.pem\"", pipDocs),
		},
		Sources: []Source{
			{"Netskope Community: Netskope Client Configuration overview", netskopeFiles},
			{"Requests: SSL Cert Verification", requestsDocs},
			{"pip: HTTPS Certificates", pipDocs},
		},
	},
	{
		ID: "fortigate", Name: "FortiGate", Makers: []string{"fortinet-inspection"},
		About: text("A FortiGate with deep inspection signs what it inspects with a CA of its own, or with one of the organization.",
			"启用深度检测的 FortiGate 用自己的或所在组织的 CA 重签它检查的流量。"),
		Facts: []Fact{
			says("For requests and most of what builds on it. The variable replaces the CAs that they come with, so that both go into one file, for hosts that are not inspected:",
				"供 requests 及基于它的多数程序使用。该变量会取代自带的 CA，因此把两者放进同一文件，未被检查的主机才能继续使用：",
				"cat \"$(python3 -m certifi)\" fortigate.pem > bundle.pem\nexport REQUESTS_CA_BUNDLE=\"$PWD/bundle.pem\"", requestsDocs),
		},
		Sources: []Source{
			{"FortiGate: SSL/SSH inspection", "https://docs.fortinet.com/document/fortigate/6.0.0/Handbook/314945/ssl-ssh-inspection"},
			{"FortiGate: Using a CA-signed certificate", "https://docs.fortinet.com/document/fortigate/6.0.0/cookbook/518006"},
			{"Requests: SSL Cert Verification", requestsDocs},
		},
	},
	{
		ID: "freeipa", Name: "FreeIPA", Makers: []string{"freeipa"},
		About: text("FreeIPA enrolls hosts with a CA of its own.", "FreeIPA 用自己的 CA 登记主机。"),
		Facts: []Fact{
			says("The CA, on every enrolled host:",
				"每台已登记主机上的 CA：",
				"/etc/ipa/ca.crt", "https://www.freeipa.org/page/V3/CA-less_install"),
			says("After the CA changed on the server, each host takes the new one with:",
				"服务器上的 CA 更换之后，每台主机用下面的命令取得新的 CA：",
				"ipa-certupdate", "https://github.com/freeipa/freeipa/blob/master/client/man/ipa-certupdate.1"),
		},
		Sources: []Source{
			{"FreeIPA: CA-less install", "https://www.freeipa.org/page/V3/CA-less_install"},
			{"FreeIPA: ipa-certupdate(1)", "https://github.com/freeipa/freeipa/blob/master/client/man/ipa-certupdate.1"},
		},
	},
	{
		ID: "aws-rds", Name: "Amazon RDS", Makers: []string{"rds"},
		About: text("RDS, Aurora and DocumentDB have CAs of Amazon's; clients take a bundle.",
			"RDS、Aurora 和 DocumentDB 使用亚马逊的 CA；客户端使用其证书包。"),
		Facts: []Fact{
			says("The bundle of all commercial regions. Regions in China have bundles of their own:",
				"所有商业区域的证书包。中国区域另有证书包：",
				"https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem",
				"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"),
			says("The bundle of AWS GovCloud (US):",
				"AWS GovCloud（美国）的证书包：",
				"https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem",
				"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"),
		},
		Sources: []Source{
			{"Amazon RDS: Using SSL/TLS to encrypt a connection", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"},
		},
	},
}
