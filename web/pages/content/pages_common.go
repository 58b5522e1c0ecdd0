package content

var commonPages = []Page{
	{
		Slug:    "keyusage-no-certsign",
		Recipes: []string{"ca", "leaf"},
		Related: []string{"invalid-ca", "ca-cert-missing-key-usage", "invalid-purpose"},
		Comes: t(
			"The CA was made with a server's key usage, or a server certificate was used as a CA. Errors 79 and 26 come with it.",
			"CA 用了服务器的密钥用法，或把服务器证书当 CA 用。会同时出现 79 和 26。",
		),
	},
	{
		Slug:    "keyusage-no-digital-signature",
		Recipes: []string{"proxy"},
		Related: []string{"proxy-certificates-not-allowed"},
		Comes:   t("A proxy certificate was made from a certificate meant for encryption only.", "用仅供加密的证书签发了代理证书。"),
	},
	{
		Slug:    "invalid-purpose",
		Recipes: []string{"leaf", "ca"},
		Related: []string{"keyusage-no-certsign", "missing-extended-key-usage"},
		Comes: t(
			"A client certificate is used on a server or the reverse; a CA limited to code signing or client authentication stands in the chain; or only anyExtendedKeyUsage was written. OpenSSL 1.1.1 words it unsupported certificate purpose.",
			"把客户端证书用在服务器上或相反；链中有只许代码签名或客户端认证的 CA；或只写了 anyExtendedKeyUsage。OpenSSL 1.1.1 的文字是 unsupported certificate purpose。",
		),
	},
	{
		Slug:    "path-length-exceeded",
		Recipes: []string{"ca"},
		Related: []string{"invalid-ca", "pathlen-without-ku-key-cert-sign"},
		Comes: t(
			"A root made with pathlen:0, the default of mkcert and minica, was used to sign an intermediate CA.",
			"用 pathlen:0 的根证书（mkcert 和 minica 的默认值）签发了中间 CA。",
		),
	},
	{
		Slug:    "invalid-non-ca",
		Recipes: []string{"proxy"},
		Related: []string{"proxy-certificates-not-allowed", "invalid-ca"},
		Comes:   t("A proxy certificate was issued by a CA.", "代理证书由 CA 签发。"),
	},
	{
		Slug:    "hostname-mismatch",
		Recipes: []string{"leaf"},
		Related: []string{"ip-address-mismatch", "missing-subject-alt-name", "empty-subject-alt-name"},
		Comes: t(
			"The server moved, is reached by a short name or an alias, or another server answers. A wildcard covers exactly one label, and an underscore in a name keeps a wildcard from matching. Python words it: Hostname mismatch, certificate is not valid for '…'.",
			"服务器换了名称，用短名或别名访问，或应答的是另一台服务器。通配符只覆盖一级；名称里有下划线时通配符不匹配。Python 的文字是：Hostname mismatch, certificate is not valid for '…'。",
		),
	},
	{Slug: "email-mismatch", Recipes: []string{"leaf"}, Related: []string{"hostname-mismatch"},
		Comes: t("A program that verifies e-mail certificates asked for another address.", "验证邮件证书的程序要找的是另一个地址。")},
	{
		Slug:    "ip-address-mismatch",
		Recipes: []string{"leaf"},
		Related: []string{"hostname-mismatch"},
		Comes: t(
			"The address was written into the certificate as a DNS name or a common name, or not at all; behind NAT the client sees another address. Python words it: IP address mismatch, certificate is not valid for '…'.",
			"地址被写成 DNS 名称或通用名，或根本没写；经过 NAT 后客户端看到的是另一个地址。Python 的文字是：IP address mismatch, certificate is not valid for '…'。",
		),
	},
	{
		Slug:    "unable-to-get-issuer-cert-locally",
		Recipes: []string{"chain"},
		Related: []string{
			"unable-to-verify-leaf-signature",
			"self-signed-cert-in-chain",
			"missing-subject-key-identifier",
			"authority-key-identifier-pins-serial",
		},
		Comes: t(
			"The client has no CA file or the wrong one; the server does not send its intermediate; a CA was re-issued with a new serial number or key identifier that its old certificates do not name; or an extension of the leaf is malformed, which hides its issuer.",
			"客户端没有 CA 文件或给错了；服务器没有发送中间证书；CA 重新签发时换了序列号或密钥标识符，而旧证书写的是原来的；或叶证书有格式错误的扩展，使颁发者无法匹配。",
		),
	},
	{
		Slug:    "unable-to-verify-leaf-signature",
		Recipes: []string{"chain"},
		Related: []string{"unable-to-get-issuer-cert-locally"},
		Comes: t(
			"As error 20, on a chain of one certificate in a client that does not accept partial chains.",
			"同错误 20，出现在不接受部分链的客户端遇到单证书链时。",
		),
	},
	{
		Slug:    "unable-to-get-issuer-cert",
		Recipes: []string{"chain"},
		Related: []string{"unable-to-get-issuer-cert-locally"},
		Comes: t(
			"The CA file holds the intermediate alone. Python 3.13 and curl accept that, because they set the partial chain flag; Python 3.12 and most others do not.",
			"CA 文件里只有中间证书。Python 3.13 和 curl 设了部分链标志，因此接受；Python 3.12 和多数其他客户端不接受。",
		),
		Sources: []string{python313, "https://github.com/curl/curl/pull/4655"},
	},
	{
		Slug:    "depth-zero-self-signed-cert",
		Recipes: []string{"chain", "leaf"},
		Related: []string{"self-signed-cert-in-chain", "single-certificate-chain"},
		Comes: t(
			"A default or development certificate, not given to the client; or the certificate was made anew and the client still has the old one.",
			"默认或开发用证书没有交给客户端；或证书已更新，而客户端还是旧的。",
		),
	},
	{
		Slug:    "self-signed-cert-in-chain",
		Recipes: []string{"chain", "ca"},
		Related: []string{
			"depth-zero-self-signed-cert",
			"unable-to-get-issuer-cert-locally",
			"authority-key-identifier-pins-serial",
		},
		Comes: t(
			"A private or inspecting CA that the client was never given: a company proxy, a new cluster, Elasticsearch's own CA. Also seen when a CA was re-issued with a new serial number and the leaf pins the old one.",
			"客户端没有拿到的私有 CA 或流量检查 CA：公司代理、新集群、Elasticsearch 自己的 CA。CA 换序列号重新签发而叶证书固定了旧序列号时也会出现。",
		),
	},
	{
		Slug:    "cert-chain-too-long",
		Recipes: []string{"chain"},
		Related: []string{"unable-to-get-issuer-cert-locally", "path-length-exceeded"},
		Comes: t(
			"Someone set a small verify depth, or the trust store holds cross-certificates that point at each other.",
			"有人设了很小的验证深度，或信任库里有互相指向的交叉证书。",
		),
	},
	{
		Slug:    "cert-rejected",
		Recipes: []string{"trust"},
		Related: []string{"invalid-purpose"},
		Comes: t(
			"The CA file was written by openssl x509 with -addtrust or -addreject, or taken from a system bundle that keeps such settings.",
			"CA 文件由带 -addtrust 或 -addreject 的 openssl x509 写出，或取自保留这些设置的系统证书包。",
		),
	},
	{
		Slug:    "unspecified",
		Recipes: []string{"key"},
		Related: []string{"ee-key-too-small", "ec-key-explicit-params"},
		Comes: t(
			"A key of a kind that this OpenSSL was built without or is too old for, such as ML-DSA in 3.0; a damaged key; more than a million combinations of names and constraints.",
			"密钥种类是此 OpenSSL 未编入或太旧不认识的（例如 3.0 不认识 ML-DSA）；密钥已损坏；名称与约束的组合超过一百万。",
		),
	},
	{
		Slug:    "cert-signature-failure",
		Recipes: []string{"chain", "leaf"},
		Related: []string{"signature-algorithm-inconsistency", "unable-to-get-issuer-cert-locally"},
		Comes: t(
			"The CA was made again under its old name with a new key, and the certificate carries no key identifier to tell the two apart; or a file was edited or damaged in transfer.",
			"CA 以旧名称、新密钥重建，而证书没有密钥标识符来区分新旧；或文件在传输中被改动、损坏。",
		),
	},
	{
		Slug:    "unable-to-decode-issuer-public-key",
		Recipes: []string{"key"},
		Related: []string{"unspecified", "unable-to-get-issuer-cert-locally"},
		Comes: t(
			"Kept in OpenSSL's table; see error 20 for what is reported instead.",
			"保留在 OpenSSL 的表里；实际报告的是错误 20。",
		),
	},
	{
		Slug:    "ee-key-too-small",
		Recipes: []string{"key"},
		Related: []string{"ca-key-too-small", "ca-md-too-weak", "short-key"},
		Comes: t(
			"Old devices and examples with RSA 1024. Python 3.10 raised the bar to level 2; OpenSSL 3.2 and Debian do so by default.",
			"使用 RSA 1024 的旧设备和旧教程。Python 3.10 把门槛提到级别 2；OpenSSL 3.2 和 Debian 默认如此。",
		),
		Sources: []string{
			"https://docs.python.org/3/whatsnew/3.10.html#ssl",
			"https://docs.openssl.org/3.5/man3/SSL_CTX_set_security_level/",
		},
	},
	{Slug: "ca-key-too-small", Recipes: []string{"key"}, Related: []string{"ee-key-too-small", "ca-md-too-weak"},
		Comes:   t("A CA of the time when RSA 1024 was usual, with years still to run.", "RSA 1024 盛行时期的 CA，有效期还有多年。"),
		Sources: []string{"https://docs.openssl.org/3.5/man3/SSL_CTX_set_security_level/"}},
	{
		Slug:    "ca-md-too-weak",
		Recipes: []string{"digest"},
		Related: []string{"weak-signature-digest", "ee-key-too-small"},
		Comes: t(
			"The signing software or its configuration still says sha1 or md5: default_md in openssl.cnf, an old appliance, Red Hat's entitlement certificates.",
			"签发软件或其配置仍写着 sha1 或 md5：openssl.cnf 的 default_md、旧设备、红帽 entitlement 证书。",
		),
		Sources: []string{"https://docs.openssl.org/3.5/man3/SSL_CTX_set_security_level/"},
	},
	{
		Slug:    "cert-has-expired",
		Recipes: []string{"dates"},
		Related: []string{"cert-not-yet-valid", "expires-soon"},
		Comes: t(
			"Nobody renewed it; the server was not reloaded after renewal; an expired intermediate lies in the client's store and is used before the valid one that the server sends; or a device without battery has the wrong date.",
			"没有续期；续期后服务器未重新加载；客户端信任库里有过期的中间证书，并优先于服务器发送的有效证书；或没有电池的设备时间不对。",
		),
	},
	{
		Slug:    "cert-not-yet-valid",
		Recipes: []string{"dates"},
		Related: []string{"cert-has-expired"},
		Comes: t(
			"A machine's clock is behind, often in containers and virtual machines after sleep, or the certificate was made on a machine whose clock is ahead.",
			"机器时钟慢了（容器、虚拟机休眠后常见），或签发机器的时钟快了。",
		),
	},
	{
		Slug:    "error-in-cert-not-before-field",
		Recipes: []string{"leaf"},
		Related: []string{"error-in-cert-not-after-field"},
		Comes: t(
			"A home-made generator wrote local time with an offset, or left the seconds out.",
			"自制的生成程序写了带时区偏移的本地时间，或省略了秒。",
		),
	},
	{
		Slug:    "error-in-cert-not-after-field",
		Recipes: []string{"leaf"},
		Related: []string{"error-in-cert-not-before-field"},
		Comes: t(
			"A home-made generator wrote local time with an offset, or left the seconds out.",
			"自制的生成程序写了带时区偏移的本地时间，或省略了秒。",
		),
	},
	{
		Slug:    "permitted-violation",
		Recipes: []string{"constraints"},
		Related: []string{"excluded-violation", "unsupported-name-syntax"},
		Comes: t(
			"A constrained company CA signed a name outside its domains; a common name that looks like a host counts when there is no DNS name; a base with a leading dot does not cover the domain itself.",
			"受限的企业 CA 签了域外的名称；没有 DNS 名称时，形如主机名的通用名也算；以点开头的范围不含域名本身。",
		),
	},
	{
		Slug:    "excluded-violation",
		Recipes: []string{"constraints"},
		Related: []string{"permitted-violation"},
		Comes: t(
			"A CA excludes a domain or all addresses, and a certificate under it carries one.",
			"CA 排除了某个域或所有地址，而其下证书带有其一。",
		),
	},
	{
		Slug:    "subtree-minmax",
		Recipes: []string{"constraints"},
		Related: []string{"permitted-violation"},
		Comes: t(
			"The CA's constraints were written by hand with a minimum or maximum.",
			"CA 的约束是手写的，带有 minimum 或 maximum。",
		),
	},
	{
		Slug:    "unsupported-constraint-type",
		Recipes: []string{"constraints"},
		Related: []string{"unsupported-name-syntax"},
		Comes:   t("Constraints on registered identifiers or X.400 names.", "对 registeredID 或 X.400 名称的约束。"),
	},
	{
		Slug:    "unsupported-name-syntax",
		Recipes: []string{"constraints"},
		Related: []string{"permitted-violation"},
		Comes: t(
			"A certificate under a constrained CA carries an e-mail name without @, a constraint on addresses has the wrong length, or an emailAddress attribute is not IA5String, as some Windows CAs write it.",
			"受限 CA 之下的证书里有没有 @ 的邮件名称，地址约束长度不对，或 emailAddress 属性不是 IA5String（某些 Windows CA 如此）。",
		),
	},
	{Slug: "unnested-resource", Recipes: []string{"leaf"}, Related: []string{"invalid-extension"},
		Comes: t("A certificate of the routing PKI is used for TLS.", "把路由 PKI 的证书用于 TLS。")},
	{
		Slug:    "unhandled-critical-extension",
		Recipes: []string{"critical"},
		Related: []string{"authority-key-identifier-critical", "subject-key-identifier-critical"},
		Comes: t(
			"A private extension, or an ordinary one, was marked critical: key identifiers, authority information access, OCSP no check before 3.0, Microsoft's and Netscape's own.",
			"私有扩展或普通扩展被标为关键：密钥标识符、颁发者信息访问、3.0 之前的 OCSP 免检、微软或 Netscape 的扩展。",
		),
	},
	{
		Slug:    "proxy-certificates-not-allowed",
		Recipes: []string{"proxy"},
		Related: []string{"proxy-path-length-exceeded", "proxy-subject-name-violation", "invalid-non-ca"},
		Comes: t(
			"Grid software such as Globus or VOMS presents proxy certificates to ordinary TLS programs.",
			"Globus、VOMS 等网格软件向普通 TLS 程序出示代理证书。",
		),
		Sources: []string{"https://docs.openssl.org/3.5/man7/proxy-certificates/"},
	},
	{
		Slug:    "proxy-path-length-exceeded",
		Recipes: []string{"proxy"},
		Related: []string{"proxy-certificates-not-allowed"},
		Comes:   t("A proxy was delegated once more than its owner allowed.", "代理证书被转委托的次数超过了所有者的允许。"),
	},
	{
		Slug:    "proxy-subject-name-violation",
		Recipes: []string{"proxy"},
		Related: []string{"proxy-certificates-not-allowed"},
		Comes: t(
			"The proxy was made with a free name instead of its issuer's plus one common name.",
			"代理证书用了任意名称，而不是颁发者名称加一个通用名。",
		),
	},
}

var advicePages = []Page{
	{Slug: "expires-soon", Recipes: []string{"dates"}, Related: []string{"cert-has-expired"},
		Comes: t("The page that checked the certificate looks 30 days ahead.", "检查页面会提前看 30 天。")},
	{Slug: "weak-signature-digest", Recipes: []string{"digest"}, Related: []string{"ca-md-too-weak"},
		Comes:   t("The signing software or its configuration still says sha1 or md5.", "签发软件或其配置仍写着 sha1 或 md5。"),
		Sources: []string{"https://go.dev/doc/go1.18#sha1", "https://support.apple.com/en-us/103769"}},
	{
		Slug:    "short-key",
		Recipes: []string{"key"},
		Related: []string{"ee-key-too-small", "ca-key-too-small"},
		Comes: t(
			"Old devices and old examples.",
			"旧设备和旧教程。",
		),
		Sources: []string{"https://support.apple.com/en-us/103769"},
	},
	{
		Slug:    "missing-subject-alt-name",
		Recipes: []string{"leaf"},
		Related: []string{"hostname-mismatch"},
		Comes: t(
			"openssl x509 -req does not copy names from the request unless told to (-copy_extensions, since 3.0), and many recipes never mention them.",
			"openssl x509 -req 不会自动复制请求里的名称（3.0 起可用 -copy_extensions），许多教程也没有提到。",
		),
		Sources: []string{"https://go.dev/doc/go1.15#commonname", "https://support.apple.com/en-us/103769"},
	},
	{
		Slug:    "missing-extended-key-usage",
		Recipes: []string{"leaf"},
		Related: []string{"invalid-purpose"},
		Comes: t(
			"Recipes that sign with alternative names only.",
			"只写备用名称的签发方法。",
		),
		Sources: []string{"https://support.apple.com/en-us/103769"},
	},
	{
		Slug:    "long-validity",
		Recipes: []string{"leaf"},
		Related: []string{"expires-soon"},
		Comes: t(
			"Private CAs often sign for ten years so that nobody has to think of it.",
			"私有 CA 常常一签十年，省得再管。",
		),
		Sources: []string{"https://support.apple.com/en-us/103769"},
	},
	{
		Slug:    "serial-number-not-positive",
		Recipes: []string{"ca", "leaf"},
		Related: []string{"serial-number-too-long"},
		Comes: t(
			"k3s and Rancher number their CAs 0; generators that take random bytes and forget the sign make negative ones.",
			"k3s 与 Rancher 的 CA 序列号为 0；取随机字节而忘了符号位的程序会产生负数。",
		),
		Sources: []string{"https://go.dev/doc/go1.23#cryptox509pkgcryptox509"},
	},
	{Slug: "serial-number-too-long", Recipes: []string{"leaf"}, Related: []string{"serial-number-not-positive"},
		Comes: t("A generator used a whole SHA-256 digest as serial number.", "生成程序把整个 SHA-256 摘要当作序列号。")},
	{
		Slug:    "authority-key-identifier-pins-serial",
		Recipes: []string{"leaf"},
		Related: []string{"unable-to-get-issuer-cert-locally", "self-signed-cert-in-chain"},
		Comes: t(
			"authorityKeyIdentifier = keyid,issuer:always in the signer's configuration: Easy-RSA, pfSense, OPNsense, MicroK8s and old openssl.cnf files write it.",
			"签发配置里写了 authorityKeyIdentifier = keyid,issuer:always：Easy-RSA、pfSense、OPNsense、MicroK8s 和旧的 openssl.cnf 都如此。",
		),
		Sources: []string{"https://github.com/OpenVPN/easy-rsa/issues/1418"},
	},
	{Slug: "key-usage-not-critical", Recipes: []string{"ca"}, Related: []string{"ca-cert-missing-key-usage"},
		Comes: t("Easy-RSA, AD CS and older configurations write it without the mark.", "Easy-RSA、AD CS 和较旧的配置不写此标记。")},
	{Slug: "duplicate-extension", Recipes: []string{"leaf"}, Related: []string{"unable-to-get-issuer-cert-locally"},
		Comes: t("An extension was added both from the request and from the signer's profile.", "请求和签发模板各加了一次同样的扩展。")},
	{
		Slug:    "single-certificate-chain",
		Recipes: []string{"ca"},
		Related: []string{"depth-zero-self-signed-cert"},
		Comes: t(
			"A self-signed server certificate is given to the client as its CA file. For the same reason openssl verify -x509_strict -CAfile ca.crt ca.crt says OK for a CA that fails above a leaf.",
			"把自签名服务器证书直接作为客户端的 CA 文件。同理，openssl verify -x509_strict -CAfile ca.crt ca.crt 对不合格的 CA 也会显示 OK。",
		),
	},
}
