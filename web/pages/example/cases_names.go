package example

import (
	"x509strict/engine/cert"
	"x509strict/engine/tbs"
	"x509strict/engine/verify"
)

// constraints writes nameConstraints; each subtree is a GeneralName or, for odd ones, a whole GeneralSubtree content.
func constraints(permitted, excluded [][]byte) cert.Extension {
	var fields [][]byte
	for i, list := range [][][]byte{permitted, excluded} {
		if list == nil {
			continue
		}
		var trees []byte
		for _, base := range list {
			trees = append(trees, seq(base)...)
		}
		fields = append(fields, wrapped(byte(i), trees))
	}
	return tbs.NewExtension("2.5.29.30", true, seq(fields...))
}

func limited(permitted, excluded [][]byte) Template {
	return root().With(constraints(permitted, excluded))
}

func names(list ...[]byte) [][]byte { return list }

// addressBlocks writes the RFC 3779 extension for one IPv4 prefix of whole octets.
func addressBlocks(prefix ...byte) cert.Extension {
	return tbs.NewExtension("1.3.6.1.5.5.7.1.7", true, seq(seq(octets([]byte{0, 1}), seq(bits(prefix)))))
}

var nameCases = []Case{
	{
		Slug:    "hostname-mismatch",
		Profile: asking("db.example"),
		Events:  "62@0",
		Bare:    true,
		Story: t(
			"The client asks for db.example, the certificate is for server.example.",
			"客户端要找 db.example，证书写的是 server.example。",
		),
		Broken: good(),
		Mended: chain(leaf().With(SAN(DNS(host), DNS("db.example"))), root()),
	},
	{
		Slug:    "email-mismatch",
		Profile: with(func(p *verify.Profile) { p.Email = "ops@example.org" }),
		Events:  "63@0",
		Story: t(
			"The program asks for ops@example.org, the certificate is for another address.",
			"程序要找 ops@example.org，证书写的是另一个地址。",
		),
		Broken: chain(leaf().With(SAN(tagged(1, []byte("dev@example.org")))), root()),
		Mended: chain(leaf().With(SAN(tagged(1, []byte("ops@example.org")))), root()),
	},
	{
		Slug:    "ip-address-mismatch",
		Profile: with(func(p *verify.Profile) { p.IP = []byte{192, 0, 2, 1} }),
		Events:  "64@0",
		Bare:    true,
		Story: t(
			"The client asks for 192.0.2.1; the certificate has that text as a DNS name only.",
			"客户端要找 192.0.2.1；证书只把它写成了 DNS 名称。",
		),
		Broken: chain(leaf().With(SAN(DNS("192.0.2.1"))), root()),
		Mended: chain(leaf().With(SAN(Address(192, 0, 2, 1))), root()),
	},
	{
		Slug:    "permitted-violation",
		Profile: python(),
		Events:  "47@0",
		Bare:    true,
		Story:   t("The CA may certify names under corp.example only.", "CA 只许签发 corp.example 下的名称。"),
		Broken:  chain(leaf(), limited(names(DNS("corp.example")), nil)),
		Mended:  chain(inCorp(), limited(names(DNS("corp.example")), nil)),
	},
	{Slug: "excluded-violation", Profile: python(), Events: "48@0", Bare: true,
		Story:  t("The CA must not certify server.example.", "CA 不得签发 server.example。"),
		Broken: chain(leaf(), limited(nil, names(DNS(host)))), Mended: chain(inCorp(), limited(nil, names(DNS(host))))},
	{
		Slug:    "subtree-minmax",
		Profile: python(),
		Events:  "49@0",
		Bare:    true,
		Story:   t("The CA's name constraint has a minimum of 1.", "CA 的名称约束带 minimum 1。"),
		Broken:  chain(leaf(), limited(names(append(DNS(host), tagged(0, []byte{1})...)), nil)),
		Mended:  chain(leaf(), limited(names(DNS(host)), nil)),
	},
	{
		Slug:    "unsupported-constraint-type",
		Profile: python(),
		Events:  "51@0",
		Bare:    true,
		Story: t(
			"The CA constrains registered identifiers, and the certificate has one.",
			"CA 限制 registeredID，而证书里有一个。",
		),
		Broken: chain(leaf().With(SAN(DNS(host), registeredID())), limited(names(registeredID()), nil)),
		Mended: chain(leaf(), limited(names(registeredID()), nil)),
	},
	{
		Slug:    "unsupported-name-syntax",
		Profile: python(),
		Events:  "53@0",
		Bare:    true,
		Story: t(
			"The CA constrains e-mail addresses, and the certificate has one without @.",
			"CA 限制电子邮件地址，而证书里有一个没有 @ 的。",
		),
		Broken: chain(
			leaf().With(SAN(DNS(host), tagged(1, []byte("nobody")))),
			limited(names(tagged(1, []byte("example.org"))), nil),
		),
		Mended: chain(
			leaf().With(SAN(DNS(host), tagged(1, []byte("nobody@example.org")))),
			limited(names(tagged(1, []byte("example.org"))), nil),
		),
	},
	{
		Slug:    "unnested-resource",
		Profile: python(),
		Events:  "46@1",
		Bare:    true,
		Story:   t("The certificate holds an address block, its CA holds none.", "证书带地址块，而 CA 没有。"),
		Broken:  chain(leaf().With(addressBlocks(10)), root()),
		Mended:  chain(leaf().With(addressBlocks(10)), root().With(addressBlocks(10))),
	},
	{
		Slug:    "proxy-subject-name-violation",
		Profile: allowingProxies,
		Events:  "72@0",
		Story: t(
			"The proxy's subject does not begin with its issuer's; the client allows proxies.",
			"代理证书的主体不以颁发者的主体开头；客户端允许代理证书。",
		),
		Broken: chain(
			change(proxyOf(leaf(), "proxy"), func(t *Template) { t.Subject = Name("CN=somebody, CN=proxy") }),
			leaf(),
			root(),
		),
		Mended: chain(proxyOf(leaf(), "proxy"), leaf(), root()),
	},
	{
		Slug:    "proxy-certificates-not-allowed",
		Profile: python(),
		Events:  "40@0",
		Bare:    true,
		mendBy:  noProxies,
		Story: t(
			"A proxy certificate was issued by a server certificate; mended, the client allows it.",
			"代理证书由服务器证书签发；修复后客户端允许代理证书。",
		),
		Broken: chain(proxyOf(leaf(), "proxy"), leaf(), root()),
		Mended: chain(proxyOf(leaf(), "proxy"), leaf(), root()),
	},
	{
		Slug:    "proxy-path-length-exceeded",
		Profile: allowingProxies,
		Events:  "38@1",
		Story: t(
			"The upper of two proxies allows none below it; the client allows proxies.",
			"两级代理证书中，上一级不允许再有下级；客户端允许代理证书。",
		),
		Broken: chain(secondProxy(), firstProxy(0), leaf(), root()),
		Mended: chain(secondProxy(), firstProxy(1), leaf(), root()),
	},
}

func firstProxy(pathLen int) Template { return proxyOf(leaf(), "proxy").With(proxyInfo(pathLen)) }

func secondProxy() Template {
	return change(
		proxyOf(firstProxy(0), "second"),
		func(t *Template) { t.Subject = Name("CN=" + host + ", CN=proxy, CN=second") },
	)
}

func inCorp() Template {
	return change(
		leaf().With(SAN(DNS("db.corp.example"))),
		func(t *Template) { t.Subject = Name("CN=db.corp.example") },
	)
}

func registeredID() []byte { return tagged(8, objectID("1.3.6.1.4.1.99999")[2:]) }
