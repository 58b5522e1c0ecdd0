package rules

// Objections that OpenSSL does not have: what GnuTLS, browsers and others refuse and it accepts.
var elsewhereRules = []Rule{
	{
		Slug:     "ca-used-as-server-certificate",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.9",
		saw:      sawBasicConstraints,
		Title:    t("A CA certificate is used as the server's own", "CA 证书被当作服务器证书使用"),
		Means: t(
			"The server's certificate has basic constraints with cA true.",
			"服务器证书的基本约束里写着 cA 为真。",
		),
		Why: t(
			"Firefox and rustls take no CA for a server: whoever holds the server's key could sign certificates for every other one.",
			"Firefox 和 rustls 不接受 CA 作服务器证书：拿到服务器密钥的人就能为任何其他主机签发证书。",
		),
		Fix: t(
			"Make a CA and let it sign a certificate of the server's own, without cA. A self-signed certificate that must stay alone has to be re-issued without cA.",
			"另建 CA，由它为服务器签发不带 cA 的证书；若只能保留单张自签名证书，则去掉 cA 重新签发。",
		),
	},
	{
		Slug:     "issuer-name-spelled-differently",
		Severity: Stops,
		Cite:     "RFC 5280 section 7.1",
		saw:      sawIssuerWanted,
		Title: t(
			"The issuer's name is spelled differently in the certificate it signed",
			"证书里的颁发者名称与颁发者自己的写法不同",
		),
		Means: t(
			"Both names are equal to OpenSSL, but their bytes differ: another string type, another case or other spaces.",
			"OpenSSL 认为两个名称相同，但字节不同：字符串类型、大小写或空格不一样。",
		),
		Why: t(
			"Firefox and rustls compare names byte for byte, GnuTLS by their text, Chrome by their text but for case and spaces; where they differ so, the issuer is unknown to them.",
			"Firefox 和 rustls 逐字节比较名称，GnuTLS 比较文字，Chrome 比较忽略大小写和空格的文字；按各自的比法不同时，就找不到颁发者。",
		),
		Fix: t(
			"Re-issue the certificate with the issuer's name copied byte for byte from the CA's subject. Signing with the CA's file, not with a typed name, does that.",
			"重新签发，颁发者名称逐字节照抄 CA 的主体名称；用 CA 证书文件签发（而不是手工填写名称）即可做到。",
		),
	},
	{
		Slug:     "server-key-usage-no-digital-signature",
		Severity: Stops,
		Cite:     "RFC 8446 section 4.4.2.2",
		saw:      sawKeyUsage,
		Title:    t("The server's key usage does not allow signatures", "服务器证书的密钥用法不允许签名"),
		Means: t(
			"The certificate has a key usage extension without digitalSignature.",
			"证书带有密钥用法扩展，但没有 digitalSignature。",
		),
		Why: t(
			"TLS 1.3 and every modern cipher of TLS 1.2 prove the key by a signature. GnuTLS, Java, Chrome and Bun hold the key usage to that; OpenSSL also takes keyEncipherment or keyAgreement instead.",
			"TLS 1.3 和 TLS 1.2 的现代密码套件都用签名证明密钥；GnuTLS、Java、Chrome 和 Bun 会据此检查密钥用法；OpenSSL 也接受 keyEncipherment 或 keyAgreement。",
		),
		Fix: t(
			"Re-issue the certificate with digitalSignature in its key usage, or without that extension.",
			"重新签发：在密钥用法里加上 digitalSignature，或去掉这个扩展。",
		),
	},
	{
		Slug:     "server-key-not-supported",
		Severity: Stops,
		Cite:     "RFC 8446 section 4.2.3",
		saw:      sawKey,
		Title:    t("The client does not know this kind of key", "客户端不支持这种密钥"),
		Means: t(
			"The key's algorithm or curve is none that the client has a signature scheme for.",
			"客户端没有适用于这种密钥算法或曲线的签名方案。",
		),
		Why: t(
			"Browsers take RSA and the curves P-256, P-384 and P-521 only: no Ed25519, no P-224, no Brainpool.",
			"浏览器只接受 RSA 以及 P-256、P-384、P-521 曲线，不接受 Ed25519、P-224 和 Brainpool。",
		),
		Fix: t(
			"Make a new key, EC P-256 or RSA 2048, and have a certificate issued for it. Re-issuing cannot change the kind of a key.",
			"换新密钥（EC P-256 或 RSA 2048）并重新申请证书；重新签发不能改变密钥种类。",
		),
	},
	{
		Slug:     "signature-algorithm-not-taken",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.1.2",
		saw:      sawSignature,
		Title:    t("The client does not take this signature algorithm", "客户端不接受这种签名算法"),
		Means: t(
			"The certificate is signed in a way that the client has switched off or never knew.",
			"证书的签名方式已被客户端停用，或客户端从不支持。",
		),
		Why: t(
			"Firefox takes RSA and ECDSA with SHA-256, SHA-384 or SHA-512 only, and RSA-PSS with one set of parameters each; not SHA-1, SHA-224, SHA-3 or Ed25519.",
			"Firefox 只接受 SHA-256、SHA-384、SHA-512 的 RSA 与 ECDSA，RSA-PSS 各只接受一组参数；不接受 SHA-1、SHA-224、SHA-3 和 Ed25519。",
		),
		Fix: t(
			"Have it signed again with SHA-256, by a CA whose key is RSA or on P-256, P-384 or P-521.",
			"由 RSA 或 P-256、P-384、P-521 密钥的 CA 用 SHA-256 重新签发。",
		),
	},
	{
		Slug:     "not-der",
		Severity: Stops,
		Cite:     "X.690 section 10",
		saw:      sawVersion,
		Title:    t("The certificate is not written in strict DER", "证书的编码不是严格的 DER"),
		Means: t(
			"Somewhere in the certificate stands what only a tolerant reader understands: an indefinite or padded length, a constructed string, a padded number, a field out of place, or two algorithm identifiers that differ.",
			"证书里有只有宽松的解析器才能读的内容：不定长或补零的长度、构造型字符串、补零的整数、错位的字段，或两处算法标识不同。",
		),
		Why: t(
			"OpenSSL reads it; GnuTLS, NSS and rustls do not, and end the connection before anything is verified.",
			"OpenSSL 能读；GnuTLS、NSS 和 rustls 不能，会在校验之前就断开连接。",
		),
		Fix: t(
			"Re-issue the certificate with software that writes DER, such as openssl x509 or openssl ca. Converting it does not help: the signature covers these bytes.",
			"用会写 DER 的软件（如 openssl x509、openssl ca）重新签发；转换格式无用，因为签名覆盖的就是这些字节。",
		),
	},
	{
		Slug:     "issuer-and-serial-reused",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.2",
		saw:      sawSerial,
		Title: t(
			"Two certificates have the same issuer and serial number",
			"两张证书的颁发者和序列号相同",
		),
		Means: t(
			"The client already has another certificate of this issuer with this number.",
			"客户端已有同一颁发者、同一序列号的另一张证书。",
		),
		Why: t(
			"Firefox looks certificates up by issuer and serial number and refuses a second one with the same.",
			"Firefox 按颁发者和序列号查找证书，遇到重复的就拒绝。",
		),
		Fix: t(
			"Remove the old certificate from Firefox's list of authorities, or re-issue this one with a new serial number.",
			"从 Firefox 的证书颁发机构列表中删除旧证书，或用新的序列号重新签发这一张。",
		),
	},
	{
		Slug:     "ocsp-stapling-demanded",
		Severity: Stops,
		Cite:     "RFC 7633 section 4.2.3",
		saw:      sawExtensionNames,
		Title: t(
			"The certificate demands an OCSP answer from its server",
			"证书要求服务器附带 OCSP 响应",
		),
		Means: t(
			"The TLS feature extension says must-staple, and the server sends no OCSP answer.",
			"TLS 特性扩展要求 must-staple，而服务器没有发送 OCSP 响应。",
		),
		Why: t(
			"GnuTLS and Firefox hold the server to it; OpenSSL ignores the extension.",
			"GnuTLS 和 Firefox 会执行这个要求；OpenSSL 忽略它。",
		),
		Fix: t(
			"Switch OCSP stapling on in the server, or re-issue the certificate without the TLS feature extension.",
			"在服务器上启用 OCSP stapling，或去掉 TLS 特性扩展重新签发。",
		),
	},
	{
		Slug:     "trusted-certificate-is-no-ca",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.9",
		saw:      sawBasicConstraints,
		Title: t(
			"The trusted certificate does not say that it is a CA",
			"受信任的证书没有说明自己是 CA",
		),
		Means: t(
			"It is of version 3, issued other certificates, and has no basic constraints with cA true.",
			"它是 v3 证书，签发了别的证书，却没有 cA 为真的基本约束。",
		),
		Why: t(
			"Java asks this of every trusted certificate of version 3 that is not the server's own, since 2020 (JDK-8230318); version 1 is exempt. OpenSSL takes a self-signed certificate in its trust store for a CA.",
			"自 2020 年（JDK-8230318）起，Java 对每张受信任的 v3 证书都有此要求（服务器自己的证书和 v1 证书除外）；OpenSSL 则把信任库里的自签名证书当作 CA。",
		),
		Fix: t(
			"Re-issue it with basic constraints, critical, cA true, and the same key, name and serial number: what it signed stays valid. Until then, -Djdk.security.allowNonCaAnchor=true lets Java take it.",
			"保持密钥、名称和序列号不变，重新签发并加上关键的基本约束（cA 为真）：它签发过的证书依然有效。在此之前，可用 -Djdk.security.allowNonCaAnchor=true 让 Java 接受。",
		),
	},
	{
		Slug:     "java-fails-inside",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.10",
		saw:      sawExtensionNames,
		Title: t(
			"Java breaks off with an internal error at this certificate",
			"Java 处理这张证书时因内部错误而中断",
		),
		Means: t(
			"A name constraint or an alternative name has a form that Java's code did not expect: an empty DNS name, two CAs that permit nothing in common, an address mask with holes, or a kind of name that it cannot compare.",
			"名称约束或备用名称的形式超出了 Java 代码的预期：空的 DNS 名、两级 CA 允许的名称毫无交集、地址掩码不连续，或它无法比较的名称种类。",
		),
		Why: t(
			"The handshake ends with SSLException: (internal_error), which names no certificate. It is not a verdict, but no connection comes about either.",
			"握手以 SSLException: (internal_error) 结束，不指明是哪张证书。这不是判定结果，但连接同样无法建立。",
		),
		Fix: t(
			"Re-issue the certificate with name constraints and alternative names that are neither empty nor of rare kinds: DNS names, addresses with whole prefixes, directory names.",
			"重新签发，名称约束和备用名称不要为空，也不要用少见的种类：用 DNS 名、连续前缀的地址和目录名。",
		),
	},
	{
		Slug:     "policy-required-but-absent",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.11",
		saw:      sawExtensionNames,
		Title: t(
			"A CA demands certificate policies that the chain does not have",
			"CA 要求证书策略，而链上没有",
		),
		Means: t(
			"The policy constraints of a CA say requireExplicitPolicy, and no policy holds through all certificates below it; or a policy extension is malformed, or maps anyPolicy.",
			"某级 CA 的策略约束写着 requireExplicitPolicy，而没有任何策略贯穿其下的全部证书；或策略扩展格式有误，或映射了 anyPolicy。",
		),
		Why: t(
			"Java and Bun process policies always; OpenSSL does so only when it is told to (-policy_check).",
			"Java 和 Bun 总是处理证书策略；OpenSSL 只在指定 -policy_check 时才处理。",
		),
		Fix: t(
			"Re-issue the CA without policy constraints, or the certificates below it with the policy that it demands.",
			"重新签发 CA，去掉策略约束；或给其下的证书加上它要求的策略。",
		),
	},
	{
		Slug:     "no-revocation-pointer",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.13",
		saw:      sawExtensionNames,
		Title: t(
			"Nothing says where the revocation of this certificate could be looked up",
			"证书没有写明到哪里查询吊销状态",
		),
		Means: t(
			"The certificate has neither CRL distribution points nor authority information access, as is usual under private CAs.",
			"证书既没有 CRL 分发点，也没有颁发者信息访问；私有 CA 通常如此。",
		),
		Why: t(
			"Windows programs that ask for a revocation check, curl.exe among them, stop at 0x80092012 when there is nothing to ask. This row is from published sources, it was not compared with Windows.",
			"要求检查吊销的 Windows 程序（包括 curl.exe）无处可查时报 0x80092012 并停止。此行依据公开资料，未与真实 Windows 比对。",
		),
		Fix: t(
			"Let the client check as far as it can: curl.exe --ssl-revoke-best-effort, CheckCertificateRevocationList = false in .NET. Or publish a CRL and name it when certificates are issued again.",
			"让客户端尽力而为：curl.exe 加 --ssl-revoke-best-effort，.NET 设 CheckCertificateRevocationList = false；或发布 CRL，重新签发时写明其地址。",
		),
	},
}
