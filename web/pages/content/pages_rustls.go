package content

const webpkiSource = "https://github.com/rustls/webpki/blob/rel-0.103/src/"

// rustlsPages are the pages of what rustls alone refuses in its way.
var rustlsPages = []Page{
	{
		Slug:    "not-version-3",
		Recipes: []string{"leaf", "ca"},
		Related: []string{"extensions-require-version-3", "missing-subject-alt-name", "invalid-ca"},
		Comes: t(
			"openssl x509 -req signs a request without extensions unless it is told to add or copy them, and a certificate without extensions is written as version 1; so do very old CAs.",
			"openssl x509 -req 若未指定添加或复制扩展，签出的证书就没有扩展，版本为 v1；很老的 CA 也是这样。",
		),
		Sources: []string{webpkiSource + "cert.rs"},
	},
	{
		Slug:    "validity-reversed",
		Recipes: []string{"dates", "leaf"},
		Related: []string{"cert-has-expired", "cert-not-yet-valid"},
		Comes: t(
			"A start date and an end date given in the wrong order, or an end computed from a clock that stood years away.",
			"起止日期给反了，或者用差了好几年的时钟计算截止时间。",
		),
		Sources: []string{webpkiSource + "verify_cert.rs"},
	},
	{
		Slug:    "path-search-limits",
		Recipes: []string{"chain"},
		Related: []string{"cert-chain-too-long", "unable-to-get-issuer-cert-locally"},
		Comes: t(
			"A server that sends a whole bundle of CAs, a CA that is re-issued under one name again and again, SPIFFE or service meshes that keep every old root.",
			"服务器把整包 CA 都发了出来；CA 用同一名称反复重新签发；SPIFFE 或服务网格保留了所有旧根证书。",
		),
		Sources: []string{webpkiSource + "verify_cert.rs"},
	},
}
