package rules

// What rustls refuses by a check of its own, that OpenSSL and the other verifiers do not make in this way.
var rustlsRules = []Rule{
	{
		Slug:     "not-version-3",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.1",
		saw:      sawVersion,
		Title:    t("The certificate is not of version 3", "证书不是 v3"),
		Means: t(
			"The certificate is of version 1 or 2, or its version field is written in a form that does not exist.",
			"证书是 v1 或 v2，或者版本字段的写法不合规。",
		),
		Why: t(
			"Only version 3 has extensions, so nothing in an older certificate says which hosts it is for or whether it is a CA; rustls reads no other, but for a trusted root of version 1.",
			"只有 v3 证书带扩展；旧版本无法说明证书用于哪些主机、是不是 CA。除受信任的 v1 根证书外，rustls 一律不读。",
		),
		Fix: t(
			"Have it issued again with extensions, which makes it version 3: with openssl x509 -req that takes -extfile or -copy_extensions copy.",
			"带扩展重新签发即成为 v3：openssl x509 -req 需要 -extfile 或 -copy_extensions copy。",
		),
	},
	{
		Slug:     "validity-reversed",
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.5",
		saw:      sawValidity,
		Title:    t("The certificate ends before it begins", "证书的截止时间早于起始时间"),
		Means:    t("The end of the validity period lies before its start.", "有效期的结束早于开始。"),
		Why: t(
			"No moment lies in such a period, so every client refuses it; rustls says Expired and names no time.",
			"没有任何时刻落在这样的有效期内，所有客户端都会拒绝；rustls 只说 Expired，不给出时间。",
		),
		Fix: t(
			"Have it issued again with a start and an end in the right order; look at the clock of the machine that signed it.",
			"用正确的起止时间重新签发，并检查签发机器的时钟。",
		),
	},
	{
		Slug:     "path-search-limits",
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1",
		saw:      sawIssuerWanted,
		Title:    t("The search for a path was given up", "证书路径搜索被中止"),
		Means: t(
			"More than six intermediates, a hundred signatures, or a quarter of a million comparisons of names would have been needed.",
			"需要超过六张中间证书、一百次签名验证或二十五万次名称比较。",
		),
		Why: t(
			"rustls bounds its work, so that a server cannot keep it busy; many certificates of one name, or long lists of names under long constraints, use the bounds up.",
			"rustls 限制工作量，以免被服务器拖住；大量同名证书，或很长的名称列表遇上很长的名称约束，都会用尽限额。",
		),
		Fix: t(
			"Let the server send its own chain and nothing else, and keep CAs of one name that are no longer used out of the chain and of the CA file.",
			"服务器只发送自己的证书链；从证书链和 CA 文件中去掉已不使用的同名 CA。",
		),
	},
}
