package example

import (
	"x509strict/engine/cert"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
	"x509strict/engine/verify"
)

var loose = BasicConstraints(true, -1).Value

// oldRoot is a version 1 root without any extension, as openssl x509 -req -signkey made it before OpenSSL 3.2.
func oldRoot() Template {
	return change(root(), func(t *Template) { t.Version, t.Extensions = 0, nil })
}

var strictCases = []Case{
	{Slug: "ca-cert-missing-key-usage", Profile: python(), Events: "92@1", Bare: true,
		Story:  t("The CA has basic constraints and a key identifier, but no key usage.", "CA 有基本约束和密钥标识符，但没有密钥用法。"),
		Broken: chain(leaf(), root().Without(oid.KeyUsage)), Mended: good()},
	{
		Slug:    "ku-key-cert-sign-invalid-for-non-ca",
		Profile: python(),
		Events:  "82@0",
		Bare:    true,
		Story: t(
			"The server certificate may sign certificates by its key usage and is no CA.",
			"服务器证书的密钥用法允许签发证书，但它不是 CA。",
		),
		Broken: chain(leaf().With(KeyUsage(0x84)), root()),
		Mended: good(),
	},
	{
		Slug:    "keyusage-no-certsign",
		Profile: python(),
		Events:  "79@1,26@1,32@1",
		Bare:    true,
		Story:   t("The CA's key usage allows CRL sign only.", "CA 的密钥用法只允许 CRL 签名。"),
		Beside: t(
			"A key usage without certificate sign also makes the certificate no CA at all, so 79 and 26 come first.",
			"密钥用法不含“证书签名”的证书也就不算 CA，所以先有 79 和 26。",
		),
		Broken: chain(leaf(), root().With(KeyUsage(0x02))),
		Mended: good(),
	},
	{
		Slug:    "keyusage-no-digital-signature",
		Profile: allowingProxies,
		Events:  "39@1",
		Story: t(
			"A proxy certificate was issued by a server certificate whose key usage is key agreement; the client allows proxies.",
			"代理证书由密钥用法仅为密钥协商的服务器证书签发；客户端允许代理证书。",
		),
		Broken: chain(proxyOf(leaf(), "proxy"), leaf().With(KeyUsage(0x08)), root()),
		Mended: chain(proxyOf(leaf(), "proxy"), leaf(), root()),
	},
	{Slug: "invalid-purpose", Profile: python(), Events: "26@0", Bare: true,
		Story:  t("The server certificate is for code signing only.", "服务器证书只用于代码签名。"),
		Broken: chain(leaf().With(tbs.ExtKeyUsage(codeSigning)), root()), Mended: good()},
	{Slug: "ca-bcons-not-critical", Profile: python(), Events: "89@1", Bare: true,
		Story:  t("The CA's basic constraints are not marked critical.", "CA 的基本约束没有标记为关键。"),
		Broken: chain(leaf(), root().With(tbs.NewExtension(oid.BasicConstraints, false, loose))), Mended: good()},
	{Slug: "invalid-ca", Profile: python(), Events: "79@1", Bare: true,
		Story:  t("The CA is a version 1 certificate without any extension.", "CA 是没有任何扩展的 v1 证书。"),
		Broken: chain(leaf(), oldRoot()), Mended: good()},
	{
		Slug:    "pathlen-invalid-for-non-ca",
		Profile: python(),
		Events:  "80@0,81@0",
		Bare:    true,
		Story:   t("The server certificate has CA:FALSE and a path length.", "服务器证书是 CA:FALSE，却带路径长度。"),
		Beside: t(
			"A certificate that is no CA has no right to sign, so a path length on it raises 81 as well, or 82 if the right is given.",
			"非 CA 没有签发权，路径长度必然同时触发 81；若给了签发权则触发 82。",
		),
		Broken: chain(leaf().With(BasicConstraints(false, 0)), root()),
		Mended: good(),
	},
	{
		Slug:    "pathlen-without-ku-key-cert-sign",
		Profile: python(),
		Events:  "81@1,92@1",
		Bare:    true,
		Story:   t("The CA has a path length and no key usage.", "CA 带路径长度，但没有密钥用法。"),
		Beside: t(
			"Without key usage 92 follows; with a key usage that lacks certificate sign the certificate is no CA and 79, 26 and 32 follow.",
			"没有密钥用法时随后有 92；有密钥用法但不含“证书签名”时不算 CA，随后有 79、26 和 32。",
		),
		Broken: chain(leaf(), root().Without(oid.KeyUsage).With(BasicConstraints(true, 0))),
		Mended: chain(leaf(), root().With(BasicConstraints(true, 0))),
	},
	{
		Slug:    "path-length-exceeded",
		Profile: python(),
		Events:  "25@2",
		Bare:    true,
		Story:   t("The root allows no CA below it, and there is one.", "根证书不允许下级 CA，而链中有一个。"),
		Broken:  chain(leafOf(middle()), middle(), root().With(BasicConstraints(true, 0))),
		Mended:  chain(leafOf(middle()), middle(), root().With(BasicConstraints(true, 1))),
	},
	{Slug: "invalid-non-ca", Profile: allowingProxies, Events: "37@1",
		Story:  t("A proxy certificate was issued by a CA; the client allows proxies.", "代理证书由 CA 签发；客户端允许代理证书。"),
		Broken: chain(proxyOf(leaf(), "proxy"), leaf().With(BasicConstraints(true, -1)).With(KeyUsage(0x84)), root()),
		Mended: chain(proxyOf(leaf(), "proxy"), leaf(), root())},
	{Slug: "missing-authority-key-identifier", Profile: python(), Events: "85@0", Bare: true,
		Story:  t("The server certificate has no authority key identifier.", "服务器证书没有颁发者密钥标识符。"),
		Broken: chain(leaf().Without(oid.AuthorityKeyID), root()), Mended: good()},
	{Slug: "missing-subject-key-identifier", Profile: python(), Events: "86@1", Bare: true,
		Story:  t("The CA has no subject key identifier.", "CA 没有主体密钥标识符。"),
		Broken: chain(leaf(), root().Without(oid.SubjectKeyID)), Mended: good()},
	{
		Slug:    "empty-authority-key-identifier",
		Profile: openssl40,
		Events:  "102@0",
		Story: t(
			"The server certificate's authority key identifier is an empty sequence. OpenSSL 4.0; earlier releases say 85.",
			"服务器证书的颁发者密钥标识符是空序列。OpenSSL 4.0 报此错误；更早版本报 85。",
		),
		Broken: chain(leaf().With(tbs.NewExtension(oid.AuthorityKeyID, false, seq())), root()),
		Mended: good(),
	},
	{
		Slug:    "akid-issuer-serial-not-paired",
		Profile: openssl40,
		Events:  "103@0",
		Story: t(
			"The authority key identifier names the issuer without its serial number. OpenSSL 4.0; earlier releases accept it.",
			"颁发者密钥标识符写了颁发者而没有序列号。OpenSSL 4.0 报此错误；更早版本接受。",
		),
		Broken: chain(
			leaf().With(tbs.NewExtension(oid.AuthorityKeyID, false,
				seq(tagged(0, EC("ca").ID()), wrapped(1, wrapped(4, caName))))),
			root(),
		),
		Mended: good(),
	},
	{
		Slug:    "issuer-name-empty",
		Profile: python(),
		Events:  "83@0,84@1",
		Bare:    false,
		Story: t(
			"An intermediate CA without a name, trusted by itself, issued the server certificate.",
			"没有名称的中间 CA 签发了服务器证书；客户端直接信任该中间 CA。",
		),
		Beside: t("A CA without a name has an empty subject too, so 84 follows on it.", "没有名称的 CA 主体也是空的，所以随后有 84。"),
		Broken: chain(
			change(leafOf(middle()), func(t *Template) { t.Issuer = Name("") }),
			change(middle(), func(t *Template) { t.Subject = Name("") }),
		),
		Mended: chain(leafOf(middle()), middle()),
	},
	{
		Slug:    "subject-name-empty",
		Profile: python(),
		Events:  "84@0",
		Bare:    true,
		Story:   t("The server certificate has neither a subject nor alternative names.", "服务器证书既没有主体，也没有备用名称。"),
		Broken: chain(
			change(leaf().Without(oid.SubjectAltName), func(t *Template) { t.Subject = Name("") }),
			root(),
		),
		Mended: good(),
	},
	{Slug: "empty-subject-alt-name", Profile: python(), Events: "87@0", Bare: true,
		Story:  t("The server certificate's subject alternative name extension holds no name.", "服务器证书的主体备用名称扩展里没有名称。"),
		Broken: chain(leaf().With(SAN()), root()), Mended: good()},
	{
		Slug:    "empty-subject-san-not-critical",
		Profile: python(),
		Events:  "88@0",
		Bare:    true,
		Story: t(
			"The server certificate has no subject, and its alternative names are not critical.",
			"服务器证书没有主体，而备用名称不是关键扩展。",
		),
		Broken: chain(change(leaf(), func(t *Template) { t.Subject = Name("") }), root()),
		Mended: chain(
			change(
				leaf().With(tbs.NewExtension(oid.SubjectAltName, true, SAN(DNS(host)).Value)),
				func(t *Template) { t.Subject = Name("") },
			),
			root(),
		),
	},
	{
		Slug:    "signature-algorithm-inconsistency",
		Profile: python(),
		Events:  "78@0,7@0",
		Bare:    true,
		Story: t(
			"The algorithm beside the signature has a NULL parameter that the one inside has not.",
			"签名旁的算法带 NULL 参数，内部的没有。",
		),
		Beside: t("OpenSSL refuses to verify such a signature, so 7 follows.", "OpenSSL 拒绝验证这样的签名，所以随后有 7。"),
		Broken: chain(
			change(leaf(), func(t *Template) { t.OuterAlg = seq(objectID("1.2.840.10045.4.3.2"), null()) }),
			root(),
		),
		Mended: good(),
	},
	{Slug: "extensions-require-version-3", Profile: python(), Events: "93@0", Bare: true,
		Story:  t("The server certificate has extensions and says that it is version 1.", "服务器证书带扩展，却写着 v1。"),
		Broken: chain(change(leaf(), func(t *Template) { t.Version = 0 }), root()), Mended: good()},
	{Slug: "ec-key-explicit-params", Profile: python(), Events: "94@0", Bare: true,
		Story:  t("The server's key spells out P-256 instead of naming it.", "服务器的密钥把 P-256 的参数写了出来，而不是用名称。"),
		Broken: chain(change(leaf(), func(t *Template) { t.Key = explicitCurve(t.Key) }), root()), Mended: good()},
	{
		Slug:    "invalid-extension",
		Profile: openssl111,
		Events:  "41@0",
		Story: t(
			"The server certificate has CA:FALSE and a path length. OpenSSL 1.1.1 in strict mode; later releases say 80 and 81.",
			"服务器证书是 CA:FALSE，却带路径长度。OpenSSL 1.1.1 严格模式报此错误；更新的版本报 80 和 81。",
		),
		Broken: chain(leaf().With(BasicConstraints(false, 0)), root()),
		Mended: good(),
	},
	{Slug: "unhandled-critical-extension", Profile: python(), Events: "34@0", Bare: true,
		Story:  t("The server certificate's authority key identifier is marked critical.", "服务器证书的颁发者密钥标识符被标记为关键。"),
		Broken: chain(leaf().With(tbs.NewExtension(oid.AuthorityKeyID, true, AKI(EC("ca").ID()).Value)), root()),
		Mended: good()},
}

// proxyOf is a proxy certificate (RFC 3820) issued by the end-entity certificate t, whose name gets one more common
// name.
func proxyOf(issuer Template, name string) Template {
	k := EC(name)
	return Template{Key: k, Signer: issuer.Key, Spec: tbs.Spec{
		Version:   2,
		Serial:    []byte{0x40, 0x01},
		Issuer:    issuer.Subject,
		Subject:   Name("CN=" + host + ", CN=" + name),
		NotBefore: from,
		NotAfter:  to,
		Extensions: []cert.Extension{KeyUsage(0x80), tbs.ExtKeyUsage(oid.ServerAuth), AKI(issuer.Key.ID()),
			proxyInfo(-1)},
	}}
}

// proxyInfo writes proxyCertInfo with the policy "inherit all" and, unless it is negative, a path length.
func proxyInfo(pathLen int) cert.Extension {
	policy := seq(objectID("1.3.6.1.5.5.7.21.1"))
	if pathLen < 0 {
		return tbs.NewExtension("1.3.6.1.5.5.7.1.14", true, seq(policy))
	}
	return tbs.NewExtension("1.3.6.1.5.5.7.1.14", true, seq(integer(byte(pathLen)), policy))
}

func noProxies(p *verify.Profile) { p.Flags |= verify.AllowProxy }
