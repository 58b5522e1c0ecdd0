package example

import (
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
	"x509strict/engine/verify"
)

var chainCases = []Case{
	{
		Slug:    "unable-to-get-issuer-cert-locally",
		Profile: python(),
		Events:  "20@0",
		Bare:    true,
		Story: t(
			"The client trusts a CA of the right name that was re-issued with another key identifier than the certificate names.",
			"客户端信任的 CA 名称正确，但重新签发时换了密钥标识符，与证书所写的不同。",
		),
		Broken: chain(
			leaf(),
			change(root(), func(t *Template) { *t = t.With(tbs.SubjectKeyID([]byte("another identifier"))) }),
		),
		Mended: good(),
	},
	{
		Slug:    "unable-to-verify-leaf-signature",
		Profile: noPartial,
		Events:  "20@0,21@0",
		Story: t(
			"A certificate by itself, its issuer unknown, in a client without partial chains.",
			"只有一张证书，颁发者未知；客户端不接受部分链。",
		),
		Beside: t("It is only ever reported behind 20.", "它只会跟在 20 之后出现。"),
		Broken: Chain{Leaf: leaf().Sign(), Trusted: [][]byte{other().Sign()}},
		Mended: good(),
	},
	{
		Slug:    "unable-to-get-issuer-cert",
		Profile: noPartial,
		Events:  "2@1",
		Story: t(
			"The client has the intermediate CA in its trust store but not the root, and does not accept partial chains.",
			"客户端信任库里有中间 CA 而没有根证书，且不接受部分链。",
		),
		Broken: chain(leafOf(middle()), middle()),
		Mended: Chain{Leaf: leafOf(middle()).Sign(), Trusted: [][]byte{middle().Sign(), root().Sign()}},
	},
	{
		Slug:    "depth-zero-self-signed-cert",
		Profile: python(),
		Events:  "18@0",
		Story:   t("A self-signed server certificate that the client does not have.", "客户端没有的自签名服务器证书。"),
		Broken: Chain{
			Leaf:    self().Sign(),
			Trusted: [][]byte{other().Sign()},
		},
		Mended: Chain{Leaf: self().Sign(), Trusted: [][]byte{self().Sign()}},
	},
	{Slug: "self-signed-cert-in-chain", Profile: python(), Events: "19@1",
		Story:  t("The server sends its root, and the client trusts another.", "服务器发来了根证书，而客户端信任的是另一张。"),
		Broken: Chain{Leaf: leaf().Sign(), Untrusted: [][]byte{root().Sign()}, Trusted: [][]byte{other().Sign()}},
		Mended: Chain{Leaf: leaf().Sign(), Untrusted: [][]byte{root().Sign()}, Trusted: [][]byte{root().Sign()}}},
	{Slug: "cert-chain-too-long", Profile: with(func(p *verify.Profile) { p.Depth = 1 }), Events: "22@2,20@2",
		Story:  t("The client allows one intermediate, and there are two.", "客户端只允许一个中间证书，而链中有两个。"),
		Beside: t("OpenSSL 3.x reports that no anchor was reached as well, with 20.", "OpenSSL 3.x 还会以 20 报告没有到达信任锚。"),
		Broken: chain(leafOf(lower()), lower(), middle(), root()), Mended: chain(leafOf(middle()), middle(), root())},
	{
		Slug:    "cert-rejected",
		Profile: python(),
		Events:  "28@1,28@1,26@1",
		Story: t(
			"The root is stored as a TRUSTED CERTIFICATE for TLS clients only.",
			"根证书以 TRUSTED CERTIFICATE 形式存放，只用于 TLS 客户端。",
		),
		Beside: t("OpenSSL asks the settings again for the purpose, which gives 26.", "OpenSSL 检查用途时再次查询设置，于是有 26。"),
		Broken: Chain{Leaf: leaf().Sign(), Trusted: [][]byte{root().Sign()},
			Settings: seq(seq(objectID(oid.ClientAuth)))},
		Mended: Chain{Leaf: leaf().Sign(), Trusted: [][]byte{root().Sign()},
			Settings: seq(seq(objectID(oid.ServerAuth)))},
	},
	{
		Slug:    "unspecified",
		Profile: with(func(p *verify.Profile) { p.Level = 0 }),
		Events:  "1@0",
		Story: t(
			"The server's key is of a kind nobody knows. Level 0; at level 2 error 66 comes first.",
			"服务器的密钥种类无人认识。级别 0；级别 2 时先报 66。",
		),
		Broken: chain(change(leafOf(middle()), func(t *Template) { t.Key = unknownKind("server") }), middle(), root()),
		Mended: chain(leafOf(middle()), middle(), root()),
	},
}

var noPartial = with(func(p *verify.Profile) { p.Flags &^= verify.PartialChain })

// other is a CA that has nothing to do with the chain.
func other() Template {
	k := EC("other")
	return change(root(), func(t *Template) {
		t.Subject, t.Issuer, t.Key, t.Signer = Name("CN=Another CA"), Name("CN=Another CA"), k, k
		*t = t.With(tbs.SubjectKeyID(k.ID()))
	})
}

// self is a self-signed server certificate.
func self() Template {
	return change(leaf(), func(t *Template) {
		t.Issuer, t.Signer = t.Subject, t.Key
		*t = t.With(AKI(t.Key.ID()))
	})
}

// lower is a CA under middle.
func lower() Template {
	k := EC("lower")
	return change(middle(), func(t *Template) {
		t.Issuer, t.Subject, t.Signer, t.Key = midNam, Name("O=x509strict examples, CN=Lower CA"), EC("intermediate"), k
		*t = t.With(tbs.SubjectKeyID(k.ID())).With(AKI(EC("intermediate").ID()))
	})
}
